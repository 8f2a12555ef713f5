import assert from "node:assert/strict";
import { test } from "node:test";
import { carry, layersOf, mixed } from "../../../backtests/static/backtests/stacking.js";

test("parts stand on each other, are read as themselves, and are drawn from the top one down", () => {
  const layers = layersOf(["low", "high"], [["mon", 0.6, 0.3], ["tue", 0.5, 0.5]]);
  assert.deepEqual(layers.map(({ part }) => part), ["high", "low"]);
  assert.deepEqual(layers[0].points.map(({ own, value }) => [own, value]), [[0.3, 0.3 + 0.6], [0.5, 1]]);
  assert.deepEqual(layers[1].points.map(({ value }) => value), [0.6, 0.5]);
});

test("between two known bars the first one holds, and before it nothing is known", () => {
  const known = [undefined, 1, undefined, 2, undefined];
  carry(known);
  assert.deepEqual(known, [undefined, 1, 1, 2, 2]);
});

test("a colour on its paper lets nothing through", () => {
  assert.equal(mixed("#000000", "#ffffff", 0.5), "#808080");
  assert.equal(mixed("#0072b2", "#18202a", 1), "#0072b2");
});
