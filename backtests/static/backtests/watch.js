// Looks again and again how some things stand, while somebody looks on: less often the longer
// nothing changes, and seldom where nothing is under way.

const FIRST_MS = 1000;
const LONGEST_MS = 10000;
const SELDOM_MS = 30000;

export class Watch {
  // `look()` promises whether anything has changed; `busy()` says whether anything is under way.
  constructor({ look, busy = () => true, seen = () => true }) {
    Object.assign(this, { look, busy, seen, pause: FIRST_MS, looking: false });
  }

  // Now, and whenever somebody looks on again.
  start() {
    this.pause = FIRST_MS;
    if (!this.looking) this.again();
  }

  again() {
    clearTimeout(this.timer);
    if (this.seen()) this.timer = setTimeout(() => this.once(), this.pause);
  }

  async once() {
    this.looking = true;
    const changed = await this.look().catch(() => false); // the site is away for now
    this.looking = false;
    const longest = this.busy() ? LONGEST_MS : SELDOM_MS;
    this.pause = changed ? FIRST_MS : Math.min(longest, this.pause * 1.5);
    this.again();
  }
}
