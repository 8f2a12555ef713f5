import assert from "node:assert/strict";
import { test } from "node:test";

import { beside, inOneLine } from "../../../backtests/static/backtests/beside.js";

const READ = {
  symbols: ["AAPL", "MSFT"], timeframe: "1d", start: "2005-01-01", end: null,
  initial_capital: 10000, currency: "USD", commission: 0.001, slippage: 0,
};

test("fields say what was read as one would fill them", () => {
  assert.deepEqual(beside(READ), {
    symbols: "AAPL, MSFT", timeframe: "1d", start: "2005-01-01", end: "the last bar",
    initial_capital: "10,000 USD", commission: "0.1%", slippage: "0%",
  });
});

test("what is not known is left out", () => {
  assert.deepEqual(beside(null), {});
  assert.deepEqual(beside({ symbols: ["AAPL"] }), { symbols: "AAPL" });
});

test("one line says it beside the closed fold", () => {
  assert.equal(inOneLine(beside(READ)), "AAPL, MSFT \u00b7 1d \u00b7 2005-01-01 to the last bar \u00b7 10,000 USD");
  assert.equal(inOneLine({}), "");
});
