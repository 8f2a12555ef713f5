import assert from "node:assert/strict";
import { test } from "node:test";
import { Timeline } from "../../../backtests/static/backtests/timeline.js";

// What a run says, as far as its steps go: "check*" begins the step check, "check" has it done too.
const said = (...names) => {
  const timeline = new Timeline();
  let seq = 0;
  const add = (event) => timeline.add({ seq: (seq += 1), message: "m", ...event });
  for (const name of names) {
    if (name.startsWith("#")) add({ type: "iteration_start", data: { n: Number(name.slice(1)), max_iterations: 5 } });
    else if (name.startsWith("!")) add({ type: name.slice(1) });
    else {
      const agent = name.replace("*", "");
      add({ type: "agent_start", agent });
      if (!name.endsWith("*")) add({ type: "agent_complete", agent, duration_ms: 1 });
    }
  }
  return timeline.howFar;
};
const OPENED = ["check", "present", "load"];

test("before the first iteration the steps of one are known", () => {
  assert.deepEqual(said("check", "present*"), { done: 1, known: 8, text: "1 of 8 known steps done" });
});

test("an iteration that begins makes its steps known", () => {
  const told = said(...OPENED, "#1", "test", "review", "#2", "test*");
  assert.deepEqual([told.done, told.known], [5, 10]);
  assert.equal(told.text, "5 of 10 known steps done \u00b7 iteration 2 of at most 5");
});

test("where there can be one iteration alone, no others are spoken of", () => {
  const timeline = new Timeline();
  timeline.add({ seq: 1, type: "iteration_start", data: { n: 1, max_iterations: 1 } });
  assert.equal(timeline.howFar.text, "0 of 8 known steps done");
});

test("steps that nobody knew of count as soon as they begin", () => {
  const many = Array.from({ length: 9 }, (_, n) => `extra${n}`);
  assert.deepEqual(said(...many).known, 9);
});

test("at the end all that were begun are done, and no more are to come", () => {
  assert.equal(said(...OPENED, "#1", "test", "review", "doubt", "insights", "ideas", "!complete").text, "8 of 8 steps done");
});

test("a run that stopped short is not told as done to the last step", () => {
  const cancelled = said(...OPENED, "#1", "test*", "!cancelled");
  assert.deepEqual(cancelled, { done: 3, known: 8, text: "Stopped after 3 of 8 known steps" });
  const last = said(...OPENED, "#1", "test", "review", "doubt", "insights", "ideas", "more*", "!cancelled");
  assert.equal(last.text, "Stopped after 8 of 9 known steps");
  assert.equal(said("check", "!retrying", "!error").text, "Stopped after 0 of 8 known steps");
});

test("a new attempt counts from its own first step", () => {
  const told = said(...OPENED, "#1", "test*", "!retrying", "check");
  assert.deepEqual([told.done, told.known], [1, 8]);
});
