// How far a run is, by the steps that are done and those that are known to come.
//
// Every run opens and closes with the same steps; of the iterations one knows those that have begun.

const OPENING = 3; // what was left open, the strategy said back, the prices
const ITERATION = 2; // test and review
const CLOSING = 3; // whether the edge is real, insights, ideas

// Of the items of a timeline, and of the iterations at most `most`; `over` when the bell has rung.
export function progress(items, { most, over } = {}) {
  const steps = items.filter(({ kind, state }) => kind === "step" && state !== "interrupted");
  const done = steps.filter(({ state }) => state === "done").length;
  const iterations = items.filter(({ kind }) => kind === "iteration").length;
  const expected = OPENING + ITERATION * Math.max(1, iterations) + CLOSING;
  const known = over ? steps.length : Math.max(expected, steps.length);
  return { done, known, text: text(done, known, iterations, most, over) };
}

function text(done, known, iterations, most, over) {
  const steps = `${done} of ${known} ${over ? "steps" : "known steps"} done`;
  if (!iterations || over || !most) return steps;
  return `${steps} \u00b7 iteration ${iterations} of at most ${most}`;
}
