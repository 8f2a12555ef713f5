// Events of one job in order, each once, whatever order they come in and however often.

export class EventList {
  constructor() {
    this.reset();
  }

  reset() {
    this.waiting = new Map();
    this.nextSeq = 1;
  }

  // The events that can be shown now: this one and what waited for it, or none.
  add(event) {
    if (event.seq >= this.nextSeq) this.waiting.set(event.seq, event);
    const ready = [];
    while (this.waiting.has(this.nextSeq)) {
      ready.push(this.waiting.get(this.nextSeq));
      this.waiting.delete(this.nextSeq);
      this.nextSeq += 1;
    }
    return ready;
  }

  get lastSeq() {
    return this.nextSeq - 1;
  }

  // How many events are missing of a log that reaches to `known`, or before one that has come.
  gap(known = 0) {
    const reach = Math.max(known, this.lastSeq, ...this.waiting.keys());
    return reach - this.lastSeq - this.waiting.size;
  }
}
