// Asks about what changes while it is typed: soon after the last key, ever so often while keys follow
// each other without a pause, and one request at a time.
//
// What changes while a request is on its way is asked as soon as that has come back, so that a
// server that is busy is never asked twice at once; an answer that keeps one waiting is given up. What
// was not answered is asked again, ever more seldom, and at once when it has changed.
import { Insistence } from "./insist.js";

const PAUSE_MS = 100;
const LONGEST_MS = 250; // who types fast makes no pause
const PATIENCE = { patience: 2000, most: 8000 };

export class Latest {
  // `ask(signal)` gives a promise; it is asked once more if something changed meanwhile. `failed(error)`
  // is told whenever it gave nothing.
  constructor(ask, failed = () => {}, { pause = PAUSE_MS, longest = LONGEST_MS, insistence = new Insistence(PATIENCE) } = {}) {
    Object.assign(this, { ask, failed, pause, longest, insistence, due: false, asking: null });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), this.pause);
    this.limit ??= setTimeout(() => this.now(), this.longest);
  }

  // Resolves when what stands now has been answered.
  async now() {
    this.due = true;
    this.insistence.hurry();
    this.asking ??= this.untilAnswered().finally(() => (this.asking = null));
    await this.asking;
  }

  async untilAnswered() {
    while (this.due) await this.insistence.get((signal) => this.attempt(signal), this.failed);
  }

  attempt(signal) {
    clearTimeout(this.timer);
    clearTimeout(this.limit);
    this.limit = null;
    this.due = false;
    return this.ask(signal);
  }
}
