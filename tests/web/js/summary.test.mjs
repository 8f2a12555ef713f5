import assert from "node:assert/strict";
import { test } from "node:test";
import { summary } from "../../../backtests/static/backtests/summary.js";

const NOTHING = { action: "run", sentence: "Buy AAPL.", assumptions: [], unsupported: [], questions: [] };
const some = (number) => Array.from({ length: number }, (_, n) => ({ text: `Question ${n}?` }));

test("what is understood is said in a few words, however long it is", () => {
  assert.equal(summary(NOTHING), "The idea is understood.");
  const more = { ...NOTHING, assumptions: some(3), unsupported: some(1) };
  assert.equal(summary(more), "The idea is understood. 3 things are assumed, 1 part cannot be tested.");
});

test("prices that are not here are told", () => {
  const lacks = "There are no prices of TSLA here.";
  assert.equal(summary({ ...NOTHING, guide: { lacks } }), `The idea is understood. ${lacks}`);
});

test("what is open is asked", () => {
  assert.equal(summary({ ...NOTHING, questions: some(1) }), "Still open: Question 0?");
  const more = { ...NOTHING, questions: some(3), assumptions: some(1) };
  assert.equal(summary(more), "Still open: Question 0? And 2 more. 1 thing is assumed.");
});

test("what is refused is said with its reason", () => {
  assert.equal(summary({ ...NOTHING, action: "refuse", sentence: "There is no rule.", questions: some(1) }), "There is no rule.");
});
