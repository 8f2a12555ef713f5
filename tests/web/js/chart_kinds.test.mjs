import assert from "node:assert/strict";
import { test } from "node:test";
import { chartsOf, lookOf, looksOf } from "../../../backtests/static/backtests/chart_kinds.js";

const RSI = { symbol: "A", label: "RSI(14)", panel: "own", group: "RSI(14)", zones: [{ text: "buy below 30" }] };
const SMA = { symbol: "A", label: "SMA(50)", panel: "price", group: "price", zones: [] };
const OTHER = { ...RSI, symbol: "B", zones: [] };
const [EQUITY, PRICE] = ["equity", "price"].map((kind) => ({ kind, title: kind, why: "" }));
const PANEL = { kind: "indicator", title: "RSI(14)", group: "RSI(14)", why: "" };
const result = (charts) => ({ charts, indicators: [RSI, SMA, OTHER], prices: { A: [["", 1]], B: [["", 1]], C: [] } });
const kinds = (charts, symbol = "A") => chartsOf(result(charts), symbol).map(({ kind }) => kind);

test("what the result names is drawn in its order, and what needs no time axis is left to the site", () => {
  assert.deepEqual(kinds([PRICE, { kind: "seasons" }, PANEL, { kind: "excursions" }, EQUITY]), ["price", "indicator", "equity"]);
});

test("each chart has the lines of the chosen symbol that belong to it", () => {
  const [price, panel] = chartsOf(result([PRICE, PANEL]), "A");
  assert.deepEqual([price.lines, panel.lines], [[SMA], [RSI]]);
  const ranked = { kind: "ranked", title: "Rank", label: "RSI(14)", symbols: ["A", "B"] };
  assert.deepEqual(chartsOf(result([ranked]), "A")[0].lines, [RSI, OTHER]);
});

test("a panel without a line and a price without bars are not drawn", () => {
  assert.deepEqual(kinds([PRICE, { ...PANEL, group: "CCI(20)" }]), ["price"]);
  assert.deepEqual(kinds([EQUITY, PRICE, PANEL], "C"), ["equity"]);
});

test("a result from before charts were chosen has the usual ones", () => {
  assert.deepEqual(kinds(undefined), ["equity", "drawdown", "price", "indicator"]);
});

test("zones are said, once each, and a share is read as a per cent", () => {
  const [panel] = chartsOf(result([{ ...PANEL, unit: "%" }]), "A");
  const look = lookOf({ ...panel, lines: [RSI, RSI] });
  assert.equal(look.alt, "RSI(14) of A; buy below 30");
  assert.equal(look.form(0.125), "12.5%");
  assert.deepEqual([0, -0.0012, -0.01].map(look.form), ["0.0%", "\u22120.12%", "\u22121.0%"]);
});

test("a symbol has one look in all charts, and those held most differ from each other", () => {
  const symbols = ["A", "B", "C"];
  const several = ["red", "blue"];
  const looks = looksOf({ charts: [{ kind: "holdings", columns: ["C", "Others"] }], strategy: { symbols } }, { several, muted: "grey" });
  assert.deepEqual(["C", "A", "B"].map((one) => looks(one).color), ["red", "blue", "red"]);
  assert.notEqual(looks("B").lineStyle, looks("C").lineStyle);
  assert.equal(looks("Others").color, "grey");
});

test("what names another symbol is not said to be of the chosen one", () => {
  const label = (more) => lookOf({ kind: "indicator", title: "^GSPC price", symbol: "AAPL", lines: [], ...more }).label;
  assert.deepEqual([label({ elsewhere: true }), label({ elsewhere: false })], ["^GSPC price", "^GSPC price of AAPL"]);
});
