import assert from "node:assert/strict";
import { test } from "node:test";

import { beside, inOneLine } from "../../../backtests/static/backtests/beside.js";

const STRATEGY = {
  symbols: ["AAPL", "MSFT"], timeframe: "1d", start: "2005-01-01", end: null,
  initial_capital: 10000, currency: "USD", commission: 0.001, slippage: 0,
};
const SAID = beside({ strategy: STRATEGY, assumptions: [{ path: "slippage" }, { path: "fill" }] });

test("fields hold what was read as one would fill them", () => {
  const values = Object.fromEntries(Object.entries(SAID).map(([name, { value }]) => [name, value]));
  assert.deepEqual(values, {
    symbols: "AAPL, MSFT", timeframe: "1d", start: "2005-01-01", end: "",
    initial_capital: "10000", commission: "0.1", slippage: "0",
  });
});

test("what was said is told from what was assumed", () => {
  const assumed = Object.keys(SAID).filter((name) => SAID[name].assumed);
  assert.deepEqual(assumed, ["slippage"]);
});

test("what a field cannot hold is told beside it", () => {
  assert.equal(SAID.end.told, "the last bar");
  assert.equal(SAID.initial_capital.told, "10,000 USD");
});

test("what is not known is left out", () => {
  assert.deepEqual(beside({ strategy: null }), {});
  assert.deepEqual(Object.keys(beside({ strategy: null, draft: { symbols: ["AAPL"] } })), ["symbols"]);
});

test("dates are known before the bars are", () => {
  const said = beside({ strategy: null, draft: { symbols: ["AAPL"], start: "2004-01-01" } });
  assert.equal(inOneLine(said), "AAPL \u00b7 2004-01-01 to the last bar");
  assert.deepEqual(said.start, { value: "2004-01-01", assumed: false });
});

test("one line says it beside the closed fold", () => {
  assert.equal(inOneLine(SAID), "AAPL, MSFT \u00b7 1d \u00b7 2005-01-01 to the last bar \u00b7 10,000 USD \u00b7 commission 0.1%");
  assert.equal(inOneLine({}), "");
});

test("costs stand in the line where there are any", () => {
  const line = (costs) => inOneLine(beside({ strategy: { ...STRATEGY, commission: 0, ...costs } }));
  assert.ok(line({}).endsWith("10,000 USD"));
  assert.ok(line({ commission: 0.001, slippage: 0.0005 }).endsWith("commission 0.1% \u00b7 slippage 0.05%"));
  assert.ok(line({ commission_per_trade: 1 }).endsWith("\u00b7 commission 1 USD an order"));
  assert.ok(line({ commission: 0.001, commission_per_share: 0.01 }).endsWith("commission 0.1% and 0.01 USD a share"));
});

test("a cost in money is told beside the field in per cent, which stays empty", () => {
  const { commission } = beside({ strategy: { ...STRATEGY, commission: 0, commission_per_trade: 1 } });
  assert.equal(commission.value, "");
  assert.equal(commission.told, "1 USD an order");
});
