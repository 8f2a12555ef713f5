import assert from "node:assert/strict";
import { test } from "node:test";
import { ZoneShade, endsOf, placed } from "../../../backtests/static/backtests/zone_shade.js";

const HEIGHT = 100;
const down = (value) => HEIGHT - value; // values from 0 at the bottom to 100 at the top
const place = (low, high) => placed([{ low, high }], down, HEIGHT)[0];
const COLOURS = { accent: "blue", gold: "gold", surface: "white" };

test("a range lies between its two ends, an open one reaches the edge", () => {
  assert.deepEqual([place(30, 45).top, place(30, 45).bottom], [55, 70]);
  assert.deepEqual([place(null, 30).top, place(null, 30).bottom], [70, 100]);
  assert.deepEqual([place(70, null).top, place(70, null).bottom], [0, 30]);
});

test("its name stands within it, at the end that the rule looks at", () => {
  assert.ok(place(null, 30).at > 70);
  assert.ok(place(70, null).at < 30);
  assert.ok(place(30, 45).at > 55 && place(30, 45).at < 70);
});

test("one that is out of view keeps its name at the edge", () => {
  const { top, bottom, at } = place(null, -40);
  assert.ok(bottom <= top, "nothing to shade");
  assert.ok(at <= HEIGHT);
});

test("a panel stretches to limits that no value came near, a price chart does not", () => {
  const zones = [{ low: null, high: 1, text: "buy below 1", enters: true }, { low: 70, high: null, text: "sell above 70" }];
  const range = (stretches) => new ZoneShade(zones, COLOURS, { stretches }).autoscaleInfo();
  assert.deepEqual(range(true), { priceRange: { minValue: 1, maxValue: 70 } });
  assert.equal(range(false), null);
});

test("zones that were saved with one end are drawn as well", () => {
  assert.deepEqual(endsOf({ level: 30, above: false }), { low: null, high: 30 });
  assert.deepEqual(endsOf({ level: 70, above: true }), { low: 70, high: null });
});
