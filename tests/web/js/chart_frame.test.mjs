import assert from "node:assert/strict";
import { test } from "node:test";
import { onAxis, plain } from "../../../backtests/static/backtests/chart_frame.js";

test("one axis has one form from cents to millions", () => {
  const told = [0.05, 5, 500, 5_000, 20_000, 500_000, 4_000_000, 20_000_000].map(onAxis);
  assert.deepEqual(told, ["0.05", "5", "500", "5K", "20K", "500K", "4M", "20M"]);
});

test("what is read at the cursor has the digits of a price", () => {
  assert.deepEqual([0.0512, 5, 12_345].map(plain), ["0.0512", "5.00", "12,345"]);
});
