// Draws the charts that a result names with TradingView Lightweight Charts, in their order, on one
// time axis with one cursor.
import { colours } from "./chart_frame.js";
import { FAR } from "./detail.js";
import { chartsOf, drawKind, lookOf, looksOf } from "./chart_kinds.js";
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
    this.trades = result.trades.map((trade, index) => ({ ...trade, number: index + 1, gaps: result.distances?.[index] }));
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
    Object.assign(this, { lines: null, scaled: [], looks: looksOf(this.result, this.colours) });
    this.panes = chartsOf(this.result, this.symbol).map((chart) => this.drawn(chart));
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

  drawn(chart) {
    const pane = new Pane(this.stage, lookOf(chart), this.axis, this.colours);
    drawKind(this, pane, chart);
    return pane;
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

  logarithmic(on) {
    this.isLogarithmic = on;
    for (const pane of this.scaled) pane.logarithmic(on);
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
    this.together.hold(first);
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
