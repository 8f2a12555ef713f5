import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { amount, percentage } from "../../../backtests/static/backtests/amount.js";

const { numbers, none, percentages, no_percentages: noPercentages } = JSON.parse(readFileSync(new URL("../amounts.json", import.meta.url)));

test("a number is read as it is typed in several countries", () => {
  for (const [text, value] of Object.entries(numbers)) assert.equal(amount(text), value, text);
});

test("a part is read with and without its sign", () => {
  for (const [text, value] of Object.entries(percentages)) assert.equal(percentage(text), value, text);
});

test("a sign alone is no part", () => {
  for (const text of noPercentages) assert.ok(Number.isNaN(percentage(text)), text);
});

test("what is no number is none", () => {
  for (const text of none) assert.ok(Number.isNaN(amount(text)), text);
});
