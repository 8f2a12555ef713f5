import assert from "node:assert/strict";
import { test } from "node:test";

import { edited, marked, place } from "../../../backtests/static/backtests/chips.js";

const RULE = "Buy AAPL when RSI is below 30, sell when RSI is above 60";
const selected = ({ text, start, end }) => text.slice(start, end);

test("what has a field beside the text is changed there", () => {
  assert.deepEqual(edited(RULE, { text: "no commission", path: "commission" }), { field: "commission" });
});

test("the usual number of an indicator is said where it stands", () => {
  const found = edited(RULE, { text: "RSI uses its usual 14 bars", path: "entry.left.params.period" });
  assert.equal(found.text, "Buy AAPL when RSI(14) is below 30, sell when RSI is above 60");
  assert.equal(selected(found), "14");
});

test("it is found by its initials and in the singular too", () => {
  const cci = { text: "Commodity Channel Index uses its usual period 20", path: "entry.left.params.period" };
  assert.equal(edited("Buy when cci < -100", cci).text, "Buy when cci(20) < -100");
  const bands = { text: "Bollinger Bands use their usual 20 bars and 2 sd", path: "entry.right.params" };
  assert.equal(edited("Buy below the lower Bollinger band", bands).text, "Buy below the lower Bollinger band(20, 2)");
});

test("what was said in brackets is not said twice", () => {
  const found = edited("Buy when RSI(2) is below 10", { text: "RSI uses its usual 14 bars", path: "exit.left.params.period" });
  assert.equal(found.text, "Buy when RSI(2) is below 10");
});

test("what nobody said is added as a sentence, the part to change selected", () => {
  const found = edited(RULE, { text: "trades are filled at the next open", path: "fill" });
  assert.equal(found.text, `${RULE}. Trade at the close.`);
  assert.equal(selected(found), "close");
  const rest = edited(RULE, { text: "'and' binds before 'or'", path: "entry" });
  assert.deepEqual([rest.text, rest.start, rest.end], [RULE, RULE.length, RULE.length]);
});

test("words that cannot be tested are found in the text", () => {
  assert.equal(selected(place("Buy when news is good", "news is good")), "news is good");
  assert.equal(place("Buy", "sell"), null);
});

test("an emoji is one character to the reader and two to a selection", () => {
  const parts = marked("🚀 buy AAPL", [{ start: 2, end: 5, kind: "used" }, { start: 6, end: 10, kind: "used" }]);
  assert.deepEqual(parts.map(({ text }) => text), ["🚀 ", "buy", " ", "AAPL"]);
  assert.equal("🚀 buy AAPL".slice(parts[3].start, parts[3].end), "AAPL");
});
