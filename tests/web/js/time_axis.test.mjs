import assert from "node:assert/strict";
import { test } from "node:test";
import { TimeAxis } from "../../../backtests/static/backtests/time_axis.js";

const day = (n, clock = "00:00:00") => `2024-01-0${n}T${clock}Z`;
const axis = new TimeAxis({
  equity: [[day(2), 1], [day(4), 1]],
  prices: { A: [[day(1), 1], [day(2), 1]], B: [[day(3), 1], [day(4), 1]] },
});

test("every moment of any curve is on the axis once, in order", () => {
  assert.deepEqual(axis.texts, [day(1), day(2), day(3), day(4)]);
  assert.deepEqual(axis.times, axis.texts.map((text) => Date.parse(text) / 1000));
});

test("a moment is found at its bar, or at the last one before it", () => {
  assert.deepEqual(axis.texts.map((text) => axis.indexOf(text)), [0, 1, 2, 3]);
  assert.equal(axis.indexOf(day(3, "12:00:00")), 2);
  assert.equal(axis.indexOf("1999"), 0);
});

test("days are told as days, and bars within the day with their clock", () => {
  assert.equal(axis.told(0), "2024-01-01");
  const minutes = new TimeAxis({ equity: [[day(1, "09:30:00"), 1]], prices: {} });
  assert.equal(minutes.told(0), "2024-01-01 09:30");
});

test("a span of days is as many bars as lie in it", () => {
  assert.equal(axis.bars(2), 2);
});
