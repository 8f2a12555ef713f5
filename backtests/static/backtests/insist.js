// Gets what is there for certain over a network that is away for a while: again and again, ever more
// seldom, and at once when somebody knows that it is back.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10000;
const FIRST_PATIENCE_MS = 15000; // for an answer that never comes; a slow line gets more each time
const LONGEST_PATIENCE_MS = 120000;

export class Insistence {
  constructor({ random = Math.random, patience = FIRST_PATIENCE_MS, most = LONGEST_PATIENCE_MS } = {}) {
    Object.assign(this, { random, patience, most, waiting: new Set() });
  }

  // Resolves with what `get(signal)` gives; `failed(error)` is told of each attempt that gave nothing.
  async get(get, failed) {
    for (let times = 1; ; times *= 2) {
      try {
        return await get(AbortSignal.timeout(Math.min(this.most, this.patience * times)));
      } catch (error) {
        failed(error);
      }
      await this.pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * times) * (0.5 + this.random() / 2));
    }
  }

  async pause(wait) {
    let go;
    const over = new Promise((resolve) => (go = resolve));
    const timer = setTimeout(go, wait);
    this.waiting.add(go);
    await over;
    clearTimeout(timer);
    this.waiting.delete(go);
  }

  hurry() {
    for (const go of this.waiting) go();
  }
}
