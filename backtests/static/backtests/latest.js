// Asks about what changes while it is typed: soon after the last key, and one request at a time.
//
// What changes while a request is on its way is asked as soon as that has come back, so that a
// server that is busy is never asked twice at once; an answer that keeps one waiting is given up.

const PAUSE_MS = 100;
const PATIENCE_MS = 2000;

export class Latest {
  // `ask(signal)` gives a promise; it is asked once more if something changed meanwhile.
  constructor(ask, { pause = PAUSE_MS, patience = PATIENCE_MS } = {}) {
    Object.assign(this, { ask, pause, patience, due: false, stale: false, asking: null });
  }

  // `stale` says that the answer on its way is about what stands no more.
  soon() {
    clearTimeout(this.timer);
    this.stale = true;
    this.timer = setTimeout(() => this.now(), this.pause);
  }

  // Resolves when what stands now has been answered.
  async now() {
    this.due = this.stale = true;
    this.asking ??= this.untilAnswered().finally(() => (this.asking = null));
    await this.asking;
  }

  async untilAnswered() {
    while (this.due) {
      clearTimeout(this.timer);
      this.due = this.stale = false;
      await this.ask(AbortSignal.timeout(this.patience));
    }
  }
}
