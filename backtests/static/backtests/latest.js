// Asks about what changes while it is typed: soon after the last key, ever so often while keys follow
// each other without a pause, and one request at a time.
//
// What changes while a request is on its way is asked as soon as that has come back, so that a
// server that is busy is never asked twice at once; an answer that keeps one waiting is given up.

const PAUSE_MS = 100;
const LONGEST_MS = 250; // who types fast makes no pause
const PATIENCE_MS = 2000;

export class Latest {
  // `ask(signal)` gives a promise; it is asked once more if something changed meanwhile.
  constructor(ask, { pause = PAUSE_MS, longest = LONGEST_MS, patience = PATIENCE_MS } = {}) {
    Object.assign(this, { ask, pause, longest, patience, due: false, asking: null });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), this.pause);
    this.limit ??= setTimeout(() => this.now(), this.longest);
  }

  // Resolves when what stands now has been answered.
  async now() {
    this.due = true;
    this.asking ??= this.untilAnswered().finally(() => (this.asking = null));
    await this.asking;
  }

  async untilAnswered() {
    while (this.due) {
      clearTimeout(this.timer);
      clearTimeout(this.limit);
      this.limit = null;
      this.due = false;
      await this.ask(AbortSignal.timeout(this.patience));
    }
  }
}
