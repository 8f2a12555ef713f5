// How each kind of chart that a result names is drawn on the time axis; those that need no time axis
// are drawn by the site. What a result does not name is not drawn.

import { STROKES } from "./chart_frame.js";
import { withMinus } from "./minus.js";

const STEPS = 1; // the library's name for a line that stands still between its points
const OTHERS = 4; // looks of the lines beside the strategy's own

const KINDS = {
  equity: { height: "equity", draw: equity },
  drawdown: { height: "low", form: percent, draw: drawdown },
  price: { height: "tall", draw: price, of: true },
  indicator: { height: "panel", draw: indicator, of: true },
  holdings: { height: "panel", form: percent, draw: holdings },
  turnover: { height: "low", form: percent, draw: turnover },
  invested: { height: "panel", draw: invested },
  ranked: { height: "panel", draw: ranked },
};

// The charts of one symbol, in their order, each with the lines that it needs.
export function chartsOf({ charts, indicators, prices }, symbol) {
  const own = indicators.filter((one) => one.symbol === symbol);
  const named = charts ?? before(own);
  return named.filter(({ kind }) => KINDS[kind]).map((chart) => ({ ...chart, symbol, lines: linesOf(chart, own, indicators) }))
    .filter(({ kind, lines }) => (kind === "price" ? prices[symbol]?.length : kind !== "indicator" || lines.length));
}

// What a pane is called and how it looks; its zones are said to those who do not see them.
export function lookOf({ kind, title, why, unit, symbol, elsewhere, lines, zones = [] }) {
  const { height, form = unit === "%" ? percent : undefined, of } = KINDS[kind];
  const label = of && !elsewhere ? `${title} of ${symbol}` : title;
  const told = [...new Set([...zones, ...lines.flatMap((one) => one.zones)].map(({ text }) => text))];
  return { label, why, height, form, alt: [label, ...told].join("; ") };
}

export function drawKind(board, pane, chart) {
  KINDS[chart.kind].draw(board, pane, chart);
}

// The colour and the stroke of each symbol, the same in all charts: what was held most comes first, so
// that what lies on each other differs. Whatever is no symbol is grey.
export function looksOf({ charts = [], strategy: { symbols } }, { several, muted }) {
  const { columns = [] } = charts.find(({ kind }) => kind === "holdings") ?? {};
  const order = [...new Set([...columns, ...symbols])].filter((one) => symbols.includes(one));
  return (symbol) => {
    const place = order.indexOf(symbol);
    if (place < 0) return { color: muted, lineStyle: 0 };
    return { color: several[place % several.length], lineStyle: STROKES[Math.floor(place / several.length) % OTHERS] };
  };
}

function linesOf({ kind, group, label, symbols }, own, all) {
  if (kind === "price") return own.filter((one) => one.panel === "price");
  if (kind === "indicator") return own.filter((one) => one.panel !== "price" && one.group === group);
  if (kind === "ranked") return all.filter((one) => one.label === label && symbols.includes(one.symbol));
  return [];
}

// Results that were saved before charts were chosen have these.
function before(own) {
  const groups = new Set(own.filter((one) => one.panel !== "price").map((one) => one.group));
  const panels = [...groups].map((group) => ({ kind: "indicator", title: group, group }));
  return [{ kind: "equity", title: "Equity" }, { kind: "drawdown", title: "Drawdown" }, { kind: "price", title: "Price" }, ...panels];
}

// Of less than a per cent the second digit counts, where one looks that closely.
function percent(value) {
  const fine = value && Math.abs(value) < 0.01;
  return withMinus(`${(value * 100).toFixed(fine ? 2 : 1)}%`);
}

function equity(board, pane) {
  const { result, figure, colours: { accent, muted, several } } = board;
  board.scaled.push(pane);
  pane.line("Strategy", result.equity, accent, { lineWidth: 2 });
  pane.line(figure.dataset.held, result.benchmark_equity, muted, { lineStyle: STROKES[1] });
  const left = result.iterations.filter(({ equity: tried }) => tried?.length);
  left.forEach(({ n, equity: tried }, index) => {
    const look = 1 + index % OTHERS; // the first of all is too near to the strategy's own
    pane.beside(`Iteration ${n} (#${n}), not kept`, `#${n}`, tried, { color: several[look], lineStyle: STROKES[look] });
  });
}

function drawdown({ result, colours }, pane) {
  pane.area("Below the last peak", result.drawdown, colours.loss);
}

function price(board, pane, { symbol, lines, thresholds = [], zones, paid }) {
  const rows = board.result.prices[symbol];
  const main = pane.candles(symbol, rows);
  board.scaled.push(pane);
  pane.limits(main, thresholds, zones, { stretches: false });
  if (paid?.[symbol]) pane.line("Paid on average", paid[symbol], board.colours.accent, { lineType: STEPS });
  drawLines(board, pane, lines);
  board.dress(main, rows);
}

function indicator(board, pane, { lines }) {
  drawLines(board, pane, lines);
}

function drawLines({ colours: { gold, accent, muted } }, pane, lines) {
  lines.forEach(({ label, values, thresholds, zones, panel }, index) => {
    const series = pane.line(label, values, [gold, accent, muted][index % 3]);
    pane.limits(series, thresholds, zones, { stretches: panel !== "price" });
  });
}

function holdings({ looks }, pane, { columns, rows }) {
  const isWhole = rows.every(([, ...parts]) => parts.every((part) => part >= 0));
  const parts = columns.map((label, n) => ({ label, ...looks(label), values: rows.map((row) => [row[0], row[n + 1]]) }));
  if (isWhole) pane.stack(parts, rows);
  else pane.several(parts);
}

function turnover({ colours }, pane, { values }) {
  pane.columns("Bought and sold", values, colours.accent);
}

function invested(board, pane, { rows }) {
  const { colours } = board;
  if (rows.every(([, paid]) => paid > 0)) board.scaled.push(pane);
  pane.line("Worth", rows.map(([time, , worth]) => [time, worth]), colours.accent, { lineWidth: 2 });
  pane.line("Paid", rows.map(([time, paid]) => [time, paid]), colours.muted, { lineType: STEPS });
}

function ranked({ looks }, pane, { lines }) {
  const series = pane.several(lines.map(({ symbol, values }) => ({ label: symbol, ...looks(symbol), values })));
  pane.limits(series[0], lines[0].thresholds, lines[0].zones);
}
