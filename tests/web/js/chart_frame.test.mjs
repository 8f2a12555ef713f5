import assert from "node:assert/strict";
import { test } from "node:test";
import { gain, onAxis, plain } from "../../../backtests/static/backtests/chart_frame.js";
import { withMinus } from "../../../backtests/static/backtests/minus.js";

test("one axis has one form from cents to millions", () => {
  const told = [0.05, 5, 500, 5_000, 20_000, 500_000, 4_000_000, 20_000_000].map(onAxis);
  assert.deepEqual(told, ["0.05", "5", "500", "5K", "20K", "500K", "4M", "20M"]);
});

test("what is below zero has the minus sign of all other texts", () => {
  assert.deepEqual([onAxis(-5_000), plain(-28.6), plain(-0.05)], ["−5K", "−28.60", "−0.0500"]);
  assert.equal(withMinus("-28.6% on 2020-01-02, a 52-week low, from 5 to -3"), "−28.6% on 2020-01-02, a 52-week low, from 5 to −3");
});

test("what is read at the cursor has the digits of a price", () => {
  assert.deepEqual([0.0512, 5, 12_345].map(plain), ["0.0512", "5.00", "12,345"]);
});

test("a return is told as in the tables: with its sign, and whole from ten times on", () => {
  assert.deepEqual([0.0512, -0.0464, 0, 4590.985].map(gain), ["+5.1%", "−4.6%", "0.0%", "+459,099%"]);
});
