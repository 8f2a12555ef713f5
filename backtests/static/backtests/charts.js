// Draws a result with TradingView Lightweight Charts: equity, drawdown, price with its trades and
// the indicators of its rules, on one time axis with one cursor.
import { colours } from "./chart_frame.js";
import { FAR } from "./detail.js";
import { drawHeatMap } from "./heat_map.js";
import { Pane } from "./pane.js";
import { onTheme } from "./theme.js";
import { TimeAxis } from "./time_axis.js";
import { Together } from "./together.js";
import { Controls } from "./chart_controls.js";
import { marksOf } from "./trade_marks.js";
import { TradeLines } from "./trade_lines.js";

const STEEP = 20; // times the lowest value: from here on a linear scale hides the early years

export async function drawCharts(root, resultUrl) {
  const figure = root.querySelector("#charts");
  try {
    const answer = await fetch(resultUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the result answers ${answer.status}`);
    const result = await answer.json();
    drawHeatMap(root, result.sweep);
    if (figure) new Board(figure, result).start();
  } catch (error) {
    console.error(error);
    figure?.classList.remove("drawn"); // what the site drew itself is still there
    figure?.querySelector(".chart-problem").removeAttribute("hidden");
  }
}

class Board {
  constructor(figure, result) {
    Object.assign(this, { figure, result, panes: [], picked: null, marked: "" });
    this.axis = new TimeAxis(result);
    this.trades = result.trades.map((trade, index) => ({ ...trade, number: index + 1 }));
    [this.symbol] = Object.keys(result.prices);
    this.isLogarithmic = steep([...result.equity, ...result.benchmark_equity].map(([, value]) => value));
    this.stage = figure.querySelector(".stage");
    this.controls = new Controls(figure, this);
  }

  start() {
    this.figure.classList.add("drawn");
    this.controls.start();
    this.draw();
    onTheme(() => this.draw());
  }

  draw() {
    const range = this.together?.range;
    for (const pane of this.panes) pane.remove();
    this.colours = colours();
    this.panes = [this.equity(), this.drawdown(), ...this.market()];
    this.panes.at(-1).last();
    this.detail(range ?? { from: 0, to: this.axis.length });
    this.together = new Together(this.panes, this.axis, {
      pointed: (index) => this.controls.pointed(index),
      moved: (seen) => this.follow(seen),
    });
    if (range) this.together.move(range);
    this.controls.follow(this.panes);
    this.logarithmic(this.isLogarithmic);
    for (const pane of this.panes) pane.read(null);
  }

  equity() {
    const { benchmark_equity: held, equity, iterations } = this.result;
    const pane = this.pane("Equity of the strategy and of the benchmark", "equity");
    const { accent, muted, gold, gain, loss, text } = this.colours;
    pane.line("Strategy", equity, accent, { lineWidth: 2 });
    pane.line(this.figure.dataset.held, held, muted);
    const left = iterations.filter(({ equity: tried }) => tried?.length);
    left.forEach(({ n, equity: tried }, index) => {
      pane.beside(`Iteration ${n}, not kept`, tried, [gold, gain, loss, text][index % 4]);
    });
    return pane;
  }

  drawdown() {
    const pane = this.pane("Drawdown of the strategy", "low", (value) => `${(value * 100).toFixed(1)}%`);
    pane.area("Below the last peak", this.result.drawdown, this.colours.loss);
    return pane;
  }

  market() {
    const rows = this.result.prices[this.symbol];
    if (!rows?.length) return [];
    const own = this.result.indicators.filter((one) => one.symbol === this.symbol);
    const pane = this.pane(`Price of ${this.symbol} with the trades`, "tall");
    const main = pane.candles(this.symbol, rows);
    own.filter((one) => one.panel === "price").forEach((one, index) => this.indicator(pane, one, index));
    this.dress(main, rows);
    this.price = pane;
    return [pane, ...this.panels(own.filter((one) => one.panel !== "price"))];
  }

  dress(main, rows) {
    const trades = this.trades.filter((trade) => trade.symbol === this.symbol);
    Object.assign(this, { main, marked: "" });
    this.lines = new TradeLines(trades, this.result.strategy, rows, this.axis, this.colours);
    this.lines.pick(this.picked);
    main.attachPrimitive(this.lines);
  }

  follow(range) {
    this.detail(range);
    this.mark(range);
  }

  detail({ from, to }) {
    for (const pane of this.panes) pane.detail(to - from > FAR);
  }

  // Marks of the trades in view only: thousands would be slow, and hide the price.
  mark(range) {
    const { lines, crowded } = this.lines?.within(range) ?? { lines: [], crowded: true };
    const seen = crowded ? [] : lines.map(({ number }) => this.trades[number - 1]);
    const marked = seen.map(({ number }) => number).join();
    if (marked === this.marked) return;
    this.marked = marked;
    this.main.setMarkers(marksOf(seen, this.axis, this.colours));
  }

  panels(indicators) {
    const groups = new Map();
    for (const one of indicators) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
    return [...groups].map(([name, lines]) => {
      const pane = this.pane(`${name} of ${this.symbol}`, "panel");
      lines.forEach((one, index) => this.indicator(pane, one, index));
      return pane;
    });
  }

  indicator(pane, { label, values, thresholds, zones }, index) {
    const { gold, accent, muted } = this.colours;
    pane.limits(pane.line(label, values, [gold, accent, muted][index % 3]), thresholds, zones);
  }

  pane(label, height, form) {
    return new Pane(this.stage, { label, height, form }, this.axis, this.colours);
  }

  logarithmic(on) {
    this.isLogarithmic = on;
    this.panes[0].logarithmic(on);
    this.price?.logarithmic(on);
  }

  choose(symbol) {
    if (symbol === this.symbol || !this.result.prices[symbol]) return;
    this.symbol = symbol;
    this.draw();
  }

  // Shows a trade at its bars; null lets go of it.
  pick(number) {
    const trade = this.trades[number - 1];
    this.picked = trade ? number : null;
    if (trade) this.choose(trade.symbol);
    this.lines?.pick(this.picked);
    if (trade) this.reach(trade);
    return trade;
  }

  reach({ entry_time: entered, exit_time: left }) {
    const [first, last] = [entered, left].map((time) => this.axis.indexOf(time));
    this.together.around(first, last);
    this.together.point(first);
  }

  // The trade of the chosen symbol that was held at a bar, the last one that began first.
  tradeAt(index) {
    const there = this.lines?.lines.filter(({ from, to }) => from <= index && index <= to) ?? [];
    return there.at(-1)?.number ?? null;
  }
}

export function steep(values) {
  const known = values.filter((value) => value !== null);
  const low = known.reduce((one, other) => Math.min(one, other), Infinity);
  const high = known.reduce((one, other) => Math.max(one, other), -Infinity);
  return low > 0 && high / low >= STEEP;
}
