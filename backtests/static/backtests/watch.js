// Looks again and again how some things stand, while any of them is under way and somebody looks on;
// less often the longer nothing changes.

const FIRST_MS = 1000;
const LONGEST_MS = 10000;

export class Watch {
  // `pending()` gives what is under way; `look(those)` promises whether anything of it has changed.
  constructor({ pending, look, seen = () => true }) {
    Object.assign(this, { pending, look, seen, pause: FIRST_MS, busy: false });
  }

  // Now, and whenever somebody looks on again.
  start() {
    this.pause = FIRST_MS;
    if (!this.busy) this.again();
  }

  again() {
    clearTimeout(this.timer);
    if (this.pending().length && this.seen()) this.timer = setTimeout(() => this.once(), this.pause);
  }

  async once() {
    this.busy = true;
    const changed = await this.look(this.pending()).catch(() => false); // the site is away for now
    this.busy = false;
    this.pause = changed ? FIRST_MS : Math.min(LONGEST_MS, this.pause * 1.5);
    this.again();
  }
}
