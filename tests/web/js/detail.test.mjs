import assert from "node:assert/strict";
import { test } from "node:test";
import { between, merged, thinned } from "../../../backtests/static/backtests/detail.js";

const MANY = Array.from({ length: 10_000 }, (_, time) => ({ time, value: Math.sin(time) * time }));

test("from afar no peak, no trough and neither end is lost", () => {
  const far = thinned(MANY);
  assert.ok(far.length < MANY.length / 3);
  const ends = (points) => [points[0], points.at(-1), Math.min(...points.map(({ value }) => value)), Math.max(...points.map(({ value }) => value))];
  assert.deepEqual(ends(far), ends(MANY));
  assert.ok(far.every(({ time }, at) => at === 0 || time > far[at - 1].time), "in order, each once");
});

test("what is short stays as it is", () => {
  const few = MANY.slice(0, 500);
  assert.deepEqual(thinned(few), few);
  assert.deepEqual(thinned([]), []);
});

test("candles of a stretch are one candle with its open, extremes and close", () => {
  const candles = Array.from({ length: 1200 }, (_, time) => ({ time, open: time, high: time + 5, low: time - 5, close: time + 1 }));
  assert.deepEqual(merged(candles)[1], { time: 3, open: 2, high: 8, low: -3, close: 4 });
  assert.equal(merged(candles).length, 600);
  assert.equal(merged(candles).at(-1).time, 1199);
});

test("between the bars that are known a line says what is drawn, and beyond them nothing", () => {
  assert.deepEqual(between([undefined, 10, undefined, undefined, 16, 20, undefined]), [undefined, 10, 12, 14, 16, 20, undefined]);
  assert.deepEqual(between([]), []);
});
