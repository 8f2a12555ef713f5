// How far a run is, by the steps that are done and those that are known to come.
//
// Every run opens and closes with the same steps; of the iterations one knows those that have begun.

const OPENING = 3; // what was left open, the strategy said back, the prices
const ITERATION = 2; // test and review
const CLOSING = 3; // whether the edge is real, insights, ideas

// Of the items of a timeline, and of the iterations at most `most`; `outcome` once the bell has rung.
// Only a run that is complete had no further steps: the others stopped short of those.
export function progress(items, { most, outcome } = {}) {
  const steps = items.filter(({ kind, state }) => kind === "step" && state !== "interrupted");
  const done = steps.filter(({ state }) => state === "done").length;
  const iterations = items.filter(({ kind }) => kind === "iteration").length;
  const expected = OPENING + ITERATION * Math.max(1, iterations) + CLOSING;
  const known = outcome === "complete" ? steps.length : Math.max(expected, steps.length, outcome ? done + 1 : 0);
  return { done, known, text: text(done, known, iterations, most, outcome) };
}

function text(done, known, iterations, most, outcome) {
  if (outcome === "complete") return `${done} of ${known} steps done`;
  if (outcome) return `Stopped after ${done} of ${known} known steps`;
  const steps = `${done} of ${known} known steps done`;
  if (!iterations || !(most > 1)) return steps;
  return `${steps} \u00b7 iteration ${iterations} of at most ${most}`;
}
