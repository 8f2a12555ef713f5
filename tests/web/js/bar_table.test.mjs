import assert from "node:assert/strict";
import { test } from "node:test";
import { price, volume } from "../../../backtests/static/backtests/bar_table.js";

test("a preview writes prices as the page does after the import", () => {
  const told = [105.43461538461538, 1234.5, 0.12345, null].map(price);
  assert.deepEqual(told, ["105.43", "1,234.50", "0.1235", "\u2013"]);
});

test("a volume is whole", () => {
  assert.deepEqual([1234567, 0, null].map(volume), ["1,234,567", "0", "\u2013"]);
});
