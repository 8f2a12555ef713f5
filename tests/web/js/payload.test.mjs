import assert from "node:assert/strict";
import { test } from "node:test";
import { payload } from "../../../backtests/static/backtests/payload.js";
import { Timeline } from "../../../backtests/static/backtests/timeline.js";

const cells = (part) => part.rows.map((row) => row.join(" | "));

test("a backtest shows its figures beside buy and hold", () => {
  const metrics = { total_return: -0.1188, max_drawdown: -0.2568, trades: 1200, profit_factor: null };
  const told = payload({ iteration: 2, data: { metrics, benchmark_return: 15.833, bars: 9 } });
  assert.deepEqual([told.title, told.of], ["Figures", " of iteration 2"]);
  assert.deepEqual(cells(told.parts[0]), [
    "Return | -11.9%", "Buy and hold | +1,583%", "Max drawdown | -25.7%", "Trades | 1,200", "Profit factor | unknown",
  ]);
});

test("a run that gained and never lost has no profit factor, and says why", () => {
  const told = (metrics) => cells(payload({ data: { metrics } }).parts[0]).at(-1);
  assert.equal(told({ win_rate: 1, profit_factor: null }), "Profit factor | no loss");
  assert.equal(told({ win_rate: 0, profit_factor: null }), "Profit factor | unknown");
});

test("a finding stands beside its threshold, for the whole and for the part that decides", () => {
  const finding = { text: "Too deep.", metric: "max_drawdown", value: -0.325, limit: -0.3 };
  const told = payload({ data: { findings: [finding], in_sample: [] } });
  assert.deepEqual(told.parts.map(cells), [["Too deep. | -32.5% | -30.0%"]]);
  const both = payload({ data: { findings: [finding], in_sample: [{ ...finding, metric: "new", value: 2, limit: 5 }] } });
  assert.deepEqual(cells(both.parts[1]), ["Too deep. | 2 | 5"]);
});

test("a check of robustness says whether it was passed", () => {
  const check = { text: "Rarely luck.", state: "unknown", value: null, threshold: 0.95 };
  const told = payload({ data: { findings: [check] } });
  assert.equal(told.title, "Checks");
  assert.deepEqual(cells(told.parts[0]), ["Rarely luck. | unknown | unknown | 95.0%"]);
});

test("a refinement is a difference of strategies", () => {
  const change = { label: "stop loss", path: "stop_loss", from: 0.05, to: 0.041666, why: "Because." };
  const told = payload({ data: { changes: [change] } });
  assert.deepEqual(cells(told.parts[0]), ["stop loss (stop_loss) | 0.05 | 0.04167 | Because."]);
  const fraction = payload({ data: { changes: [{ ...change, unit: "%" }] } });
  assert.deepEqual(cells(fraction.parts[0]), ["stop loss (stop_loss) | 5% | 4.167% | Because."]);
});

test("prices, strategy, warnings and decision are told", () => {
  const card = { symbol: "IBM", provider: "p", bars: 3270, start: "a", end: "b", flags: ["x", "y"] };
  assert.deepEqual(cells(payload({ data: { cards: [card] } }).parts[0]), ["IBM | p | 3,270 | a | b | x; y"]);
  assert.match(payload({ data: { strategy: { fill: "next_open" } } }).parts[0].code, /"fill": "next_open"/);
  assert.deepEqual(payload({ data: { warnings: ["Beware."] } }).parts[0].list, ["Beware."]);
  assert.deepEqual(cells(payload({ data: { best_iteration: 3, tried: 5 } }).parts[0]), ["Kept | iteration 3", "Tried | 5"]);
});

test("what holds nothing, or nothing that is known, has no fold-out", () => {
  for (const data of [undefined, null, {}, { done: 1, total: 2 }, { warnings: [] }, { findings: [], in_sample: [] }]) {
    assert.equal(payload({ data }), null);
  }
  assert.equal(payload({ type: "complete", data: { metrics: {} } }), null);
});

test("a step has a fold-out when it is done, and a refinement has its own", () => {
  const timeline = new Timeline();
  const agent = "BacktestRunner";
  timeline.add({ seq: 1, type: "agent_start", agent, message: "m" });
  assert.equal(timeline.items[0].found, null);
  timeline.add({ seq: 2, type: "agent_complete", agent, message: "m", data: { metrics: { trades: 3 } } });
  assert.equal(timeline.items[0].found.title, "Figures");
  timeline.add({ seq: 3, type: "refinement", message: "m", data: { changes: [{ label: "l", path: "p", from: 1, to: 2, why: "w" }] } });
  assert.equal(timeline.items[1].found.title, "What changes");
});
