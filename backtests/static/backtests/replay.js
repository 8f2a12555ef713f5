// Plays a finished run back from its event log, as it went but never slower than a viewer's patience,
// nor faster than a step can be seen.

const LONGEST_MS = 12000;
const LONGEST_GAP_MS = 900;
const SHORTEST_GAP_MS = 180;

// How long to wait before each event: as they were apart, no gap too long or short, all within a limit.
export function pauses(events, longest = LONGEST_MS) {
  const times = events.map(({ ts }) => Date.parse(ts));
  const gaps = times.map((time, index) => seen(time - times[index - 1]));
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  return whole > longest ? gaps.map((gap) => (gap * longest) / whole) : gaps;
}

function seen(gap) {
  return Number.isNaN(gap) ? 0 : Math.min(LONGEST_GAP_MS, Math.max(SHORTEST_GAP_MS, gap));
}

export class Replay {
  // `show(events)` draws a run that has said these and no more; `moved(position, playing)` is told.
  constructor(events, { show, moved }) {
    Object.assign(this, { events, show, moved, position: events.length });
    this.pauses = pauses(events);
  }

  get playing() {
    return this.timer !== undefined;
  }

  toggle() {
    if (this.playing) return this.pause();
    if (this.position === this.events.length) this.seek(0);
    this.next();
  }

  seek(position) {
    this.pause();
    this.go(position);
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.moved(this.position, false);
  }

  next() {
    if (this.position === this.events.length) return this.pause();
    this.timer = setTimeout(() => {
      this.go(this.position + 1);
      this.next();
    }, this.pauses[this.position]);
    this.moved(this.position, true);
  }

  go(position) {
    this.position = Math.min(Math.max(0, position), this.events.length);
    this.show(this.events.slice(0, this.position));
    this.moved(this.position, this.playing);
  }
}
