import assert from "node:assert/strict";
import { test } from "node:test";
import { Grid, Shades } from "../../../backtests/static/backtests/grid.js";

// Three axes of 2, 3 and 2 values; the Sharpe ratio of a variant is its number.
function cube(changes = {}) {
  const count = 12;
  const numbers = [...Array(count).keys()];
  return new Grid({
    axes: [
      { label: "period", unit: "", values: [7, 14] },
      { label: "limit", unit: "", values: [20, 25, 30] },
      { label: "stop", unit: "%", values: [0.03, 0.07] },
    ],
    figures: {
      sharpe: numbers,
      total_return: numbers.map((one) => one / 100),
      max_drawdown: numbers.map((one) => -one / 100),
      trades: numbers.map(() => 40),
      ...changes,
    },
    count,
    chosen: 11,
  });
}

test("the last axis changes fastest", () => {
  const grid = cube();
  assert.equal(grid.values(0), "period 7, limit 20, stop 3%");
  assert.equal(grid.values(1), "period 7, limit 20, stop 7%");
  assert.equal(grid.values(8), "period 14, limit 25, stop 3%");
});

test("a cell shows the best over the axes that are not on the map", () => {
  assert.deepEqual(cube().map(0, 1).cells, [[1, 3, 5], [7, 9, 11]]);
  assert.deepEqual(cube().map(2, 0).cells, [[4, 10], [5, 11]]);
});

test("one axis alone is a single column", () => {
  const { rows, columns, cells } = cube().map(1);
  assert.deepEqual([...rows], ["20", "25", "30"]);
  assert.equal(columns, null);
  assert.deepEqual(cells, [[7], [9], [11]]);
});

test("few trades do not win, and an unknown ratio loses", () => {
  const trades = cube().figures.trades.with(1, 2);
  const sharpe = cube().figures.sharpe.with(3, null);
  assert.deepEqual(cube({ trades, sharpe }).map(0, 1).cells[0], [0, 2, 5]);
});

test("the winner is seen wherever it stands", () => {
  const grid = cube();
  grid.chosen = 0;
  assert.equal(grid.map(0, 1).cells[0][0], 0);
});

test("of equals the first is shown", () => {
  const flat = cube().figures.sharpe.map(() => 1);
  assert.equal(cube({ sharpe: flat, total_return: flat }).map(0, 1).cells[0][0], 0);
});

test("a long axis is cut into neighbours, and none is lost", () => {
  const values = [...Array(100).keys()];
  const figures = Object.fromEntries(
    ["sharpe", "total_return", "max_drawdown", "trades"].map((name) => [name, values]));
  const grid = new Grid({ axes: [{ label: "x", unit: "", values }], figures, count: 100, chosen: 50 });
  const { rows, cells } = grid.map(0);
  assert.equal(rows.length, 25);
  assert.equal(rows[0], "0\u20133");
  assert.deepEqual([cells[0], cells[12], cells[24]], [[3], [50], [99]]);
});

test("figures are written with their sign, and what is unknown is a dash", () => {
  const grid = cube({ sharpe: [-0.5, 0.001, null, ...Array(9).fill(1)] });
  assert.equal(grid.told("sharpe", 0), "\u22120.50");
  assert.equal(grid.told("sharpe", 1), "0.00");
  assert.equal(grid.told("sharpe", 2), "\u2013");
  assert.equal(grid.told("total_return", 5), "+5.0%");
  assert.ok(grid.all(0).endsWith("max drawdown 0.0%, trades 40"));
});

test("shades lie around zero, and those of one side begin at it", () => {
  const both = new Shades("sharpe", [-1, 0, 0.5, null]);
  assert.deepEqual([-1, 0, 1, null].map((value) => both.of(value)), [0, 4, 8, "none"]);
  assert.deepEqual(new Shades("trades", [3, 9]).range, [4, 8]);
  assert.deepEqual(new Shades("max_drawdown", [-0.2]).range, [0, 4]);
  assert.equal(new Shades("sharpe", [0]).of(0), 4);
});
