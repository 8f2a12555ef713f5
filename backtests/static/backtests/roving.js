// One stop of the tab key for a row of things to be pressed; the arrows go from one to the next.

const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

export function roving(row, stops) {
  stops.forEach((stop, n) => (stop.tabIndex = n ? -1 : 0));
  row.addEventListener("keydown", (event) => {
    const at = stops.indexOf(event.target);
    if (at < 0 || !(event.key in STEPS)) return;
    event.preventDefault();
    const next = stops[Math.min(stops.length - 1, Math.max(0, at + STEPS[event.key]))];
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  return row;
}
