// A curve in two levels of detail. From afar, where bars lie closer than dots on a screen, it is drawn
// by the lowest and the highest of each stretch: it looks the same, and is drawn in a tenth of the time.

const FAR = 1200; // bars in view: from here on one looks from afar
const STRETCHES = 600;

export function isFar({ from, to }) {
  return to - from > FAR;
}

export function thinned(points) {
  return stretches(points).flatMap((part) => {
    const low = part.reduce((one, other) => (other.value < one.value ? other : one));
    const high = part.reduce((one, other) => (other.value > one.value ? other : one));
    return [...new Set([part[0], low, high, part.at(-1)])].sort(byTime);
  });
}

export function merged(candles) {
  return stretches(candles).map((part) => ({
    time: part.at(-1).time, // so that the last bar stays the last
    open: part[0].open,
    high: part.reduce((most, { high }) => Math.max(most, high), -Infinity),
    low: part.reduce((least, { low }) => Math.min(least, low), Infinity),
    close: part.at(-1).close,
  }));
}

// What a line shows between the bars that it is known at.
export function between(known) {
  const drawn = [...known];
  const at = [...known.keys()].filter((bar) => known[bar] !== undefined);
  at.slice(1).forEach((end, n) => {
    const start = at[n];
    const step = (known[end] - known[start]) / (end - start);
    for (let bar = start + 1; bar < end; bar += 1) drawn[bar] = known[start] + (bar - start) * step;
  });
  return drawn;
}

function stretches(points) {
  const length = Math.ceil(points.length / STRETCHES);
  const count = length ? Math.ceil(points.length / length) : 0;
  return Array.from({ length: count }, (_, n) => points.slice(n * length, (n + 1) * length));
}

function byTime(one, other) {
  return one.time - other.time;
}
