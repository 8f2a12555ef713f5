import assert from "node:assert/strict";
import { test } from "node:test";

import { edited, marked, place } from "../../../backtests/static/backtests/chips.js";

const RULE = "Buy AAPL when RSI is below 30, sell when RSI is above 60";
const selected = ({ text, start, end }) => text.slice(start, end);

test("what has a field beside the text is changed there", () => {
  assert.deepEqual(edited(RULE, { field: "commission" }), { field: "commission" });
});

test("words that stand in the text are selected", () => {
  const found = edited(RULE, { start: 14, end: 17, said: "", part: "" });
  assert.deepEqual([found.text, selected(found)], [RULE, "RSI"]);
});

test("what is added stands behind its place, the part to change selected", () => {
  const found = edited("🚀 RSI below 30", { start: 5, end: 5, said: "(14)", part: "14" });
  assert.deepEqual([found.text, selected(found)], ["🚀 RSI(14) below 30", "14"]);
});

test("a sentence takes the place of blanks at the end", () => {
  const found = edited("Buy  ", { start: 3, end: 5, said: ". Trade at the close.", part: "close" });
  assert.deepEqual([found.text, selected(found)], ["Buy. Trade at the close.", "close"]);
});

test("words that cannot be tested are found in the text", () => {
  assert.equal(selected(place("Buy when news is good", "news is good")), "news is good");
  assert.equal(place("Buy", "sell"), null);
});

test("a word that a field goes before names it", () => {
  const [, part] = marked("Buy AAPL", [{ start: 4, end: 8, kind: "overridden", field: "symbols" }]);
  assert.deepEqual([part.text, part.kind, part.field], ["AAPL", "overridden", "symbols"]);
});

test("an emoji is one character to the reader and two to a selection", () => {
  const parts = marked("🚀 buy AAPL", [{ start: 2, end: 5, kind: "used" }, { start: 6, end: 10, kind: "used" }]);
  assert.deepEqual(parts.map(({ text }) => text), ["🚀 ", "buy", " ", "AAPL"]);
  assert.equal("🚀 buy AAPL".slice(parts[3].start, parts[3].end), "AAPL");
});
