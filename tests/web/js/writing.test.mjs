import assert from "node:assert/strict";
import { test } from "node:test";
import { difference } from "../../../backtests/static/backtests/writing.js";

function written(before, after) {
  const { start, end, typed } = difference(before, after);
  assert.equal(before.slice(0, start) + typed + before.slice(end), after);
  return { start, end, typed };
}

test("only what differs is typed", () => {
  assert.deepEqual(written("Buy when RSI is", "Buy when RSI(14) is"), { start: 12, end: 12, typed: "(14)" });
  assert.deepEqual(written("Buy A.", "Buy B."), { start: 4, end: 5, typed: "B" });
  assert.deepEqual(written("Buy.", ""), { start: 0, end: 4, typed: "" });
  assert.deepEqual(written("", "Buy."), { start: 0, end: 0, typed: "Buy." });
});

test("what is repeated is not counted twice", () => {
  assert.deepEqual(written("aa", "aaa"), { start: 2, end: 2, typed: "a" });
  assert.deepEqual(written("abab", "ab"), { start: 2, end: 4, typed: "" });
});

test("half an emoji is never typed", () => {
  assert.deepEqual(written("a\u{1F680}b", "a\u{1F681}b"), { start: 1, end: 3, typed: "\u{1F681}" });
});
