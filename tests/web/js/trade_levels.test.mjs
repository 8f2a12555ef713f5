import assert from "node:assert/strict";
import { test } from "node:test";
import { stopsOf, targetOf } from "../../../backtests/static/backtests/trade_levels.js";
import { steps } from "../../../backtests/static/backtests/trade_lines.js";

const LONG = { side: "long", entry_price: 100 };
const SHORT = { side: "short", entry_price: 100 };
const BARS = [[100, 110, 95, 105], [105, 120, 104, 118], [118, 119, 90, 95]].map((bar) => ["", ...bar]);

test("a stop and a target lie on the two sides of the price paid", () => {
  assert.deepEqual(stopsOf(LONG, { stop_loss: 0.05 }, BARS), [95, 95, 95]);
  assert.deepEqual(stopsOf(SHORT, { stop_loss: 0.05 }, BARS), [105, 105, 105]);
  assert.equal(targetOf(LONG, { take_profit: 0.25 }), 125);
  assert.equal(targetOf(SHORT, { take_profit: 0.25 }), 75);
  assert.equal(targetOf(LONG, { take_profit: { kind: "money", distance: 3 } }), 103);
});

test("a trailing stop follows the best of the bars before, never of its own bar", () => {
  assert.deepEqual(stopsOf(LONG, { trailing_stop: 0.1 }, BARS), [90, 99, 108]);
  assert.deepEqual(stopsOf(SHORT, { trailing_stop: 0.1 }, BARS).map(Math.round), [110, 105, 105]);
});

test("of several stops the nearest one counts, and break-even lifts it to the price paid", () => {
  assert.deepEqual(stopsOf(LONG, { stop_loss: 0.05, trailing_stop: 0.1 }, BARS), [95, 99, 108]);
  assert.deepEqual(stopsOf(LONG, { stop_loss: 0.05, break_even: 0.09 }, BARS), [95, 100, 100]);
});

test("how far a level in ATR was, the trade says", () => {
  const rule = { stop_loss: { kind: "atr", multiple: 2 }, take_profit: { kind: "atr", multiple: 4 } };
  assert.deepEqual(stopsOf({ ...LONG, gaps: [3, 6, null] }, rule, BARS), [97, 97, 97]);
  assert.equal(targetOf({ ...SHORT, gaps: [3, 6, null] }, rule), 94);
  const trailing = { trailing_stop: { kind: "atr", multiple: 2 } };
  assert.deepEqual(stopsOf({ ...LONG, gaps: [null, null, 5] }, trailing, BARS), [95, 105, 115]);
});

test("what the result does not say is not drawn", () => {
  assert.deepEqual(stopsOf(LONG, { stop_loss: { kind: "atr", multiple: 2 } }, BARS), [null, null, null]);
  assert.equal(targetOf(LONG, { take_profit: null }), null);
});

test("a line has its corners only", () => {
  assert.deepEqual(steps([5, 6, 7], [95, 95, 95]), [[5, 95], [7, 95]]);
  assert.deepEqual(steps([5, 6, 7], [90, 99, 99]), [[5, 90], [6, 90], [6, 99], [7, 99]]);
  assert.deepEqual(steps([5, 6], [null, null]), []);
});
