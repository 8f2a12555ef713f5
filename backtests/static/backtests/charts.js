// Draws the charts that a result names with TradingView Lightweight Charts, on one time axis with one
// cursor: one a frame, those in view first, so that nobody waits for what is not seen.
import { colours, steep } from "./chart_frame.js";
import { chartsOf, drawKind, lookOf, looksOf } from "./chart_kinds.js";
import { drawHeatMap } from "./heat_map.js";
import { frameOf, Pane } from "./pane.js";
import { onTheme } from "./theme.js";
import { TimeAxis } from "./time_axis.js";
import { Together } from "./together.js";
import { Controls } from "./chart_controls.js";
import { marksOf } from "./trade_marks.js";
import { TradeLines } from "./trade_lines.js";
import { idle, painted } from "./turns.js";

// Until the figures come, and where they cannot be drawn, what the site drew itself is still there.
export async function drawCharts(root, resultUrl, insistence) {
  const figure = root.querySelector("#charts");
  const problem = figure?.querySelector(".chart-problem");
  const still = (error) => {
    console.error(error);
    problem?.removeAttribute("hidden");
  };
  const result = await insistence.get((signal) => figures(resultUrl, signal), still);
  problem?.setAttribute("hidden", "");
  try {
    await painted();
    drawHeatMap(root, result.sweep);
    if (figure) await new Board(figure, result).start();
  } catch (error) {
    figure?.classList.remove("drawn");
    still(error);
  }
}

async function figures(resultUrl, signal) {
  const answer = await fetch(resultUrl, { headers: { Accept: "application/json" }, signal });
  if (!answer.ok) throw new Error(`the result answers ${answer.status}`);
  return answer.json();
}

class Board {
  constructor(figure, result) {
    Object.assign(this, { figure, result, panes: [], frames: [], drawings: 0, picked: null, marked: "" });
    this.axis = new TimeAxis(result);
    this.trades = result.trades.map((trade, index) => ({ ...trade, number: index + 1, gaps: result.distances?.[index] }));
    const { parts, trades } = result.metrics;
    this.noun = parts > trades ? "Part" : "Trade"; // as the table calls a line of it
    [this.symbol] = Object.keys(result.prices);
    this.isLogarithmic = steep([...result.equity, ...result.benchmark_equity].map(([, value]) => value));
    this.stage = figure.querySelector(".stage");
    this.controls = new Controls(figure, this);
    this.together = new Together(this.axis, {
      pointed: (index) => this.controls.pointed(index),
      moved: (seen) => this.mark(seen),
    });
  }

  start() {
    this.figure.classList.add("drawn");
    this.controls.start();
    onTheme(() => this.draw());
    return this.draw();
  }

  // Who asks for it anew in the meantime takes over.
  async draw() {
    const mine = ++this.drawings;
    const charts = chartsOf(this.result, this.symbol);
    Object.assign(this, { colours: colours(), scaled: [] });
    this.looks = looksOf(this.result, this.colours);
    this.frame(charts);
    this.stage.ariaBusy = "true";
    for (const place of this.order()) {
      await (this.isSeen(place) ? painted() : idle());
      if (mine !== this.drawings) return;
      this.put(place, charts[place]);
      if (place === charts.length - 1) this.panes[place].last();
    }
    await painted();
    if (mine === this.drawings) this.stage.ariaBusy = "false";
  }

  // A frame for each chart; what is drawn in one stays until the next one takes its place.
  frame(charts) {
    for (const pane of this.panes.splice(charts.length)) this.leave(pane);
    for (const frame of this.frames.splice(charts.length)) frame.remove();
    const more = charts.slice(this.frames.length).map((chart) => frameOf(lookOf(chart)));
    this.stage.append(...more);
    this.frames.push(...more);
  }

  order() {
    const places = [...this.frames.keys()];
    const seen = new Set(places.filter((place) => this.isSeen(place)));
    return [...seen, ...places.filter((place) => !seen.has(place))];
  }

  isSeen(place) {
    const { top, bottom } = this.frames[place].getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  put(place, chart) {
    const frame = frameOf(lookOf(chart));
    this.frames[place].replaceWith(frame);
    if (this.panes[place]) this.leave(this.panes[place]);
    this.frames[place] = frame;
    this.panes[place] = this.drawn(frame, chart);
  }

  leave(pane) {
    this.together.drop(pane);
    pane.remove();
  }

  drawn(frame, chart) {
    const pane = new Pane(frame, lookOf(chart), this.axis, this.colours);
    drawKind(this, pane, chart);
    if (this.scaled.includes(pane)) pane.logarithmic(this.isLogarithmic);
    this.together.add(pane);
    this.controls.follow(pane);
    if (chart.kind === "price") this.mark(this.together.range);
    return pane;
  }

  dress(main, rows) {
    const trades = this.trades.filter((trade) => trade.symbol === this.symbol);
    Object.assign(this, { main, marked: "" });
    this.lines = new TradeLines(trades, this.result.strategy, rows, this.axis, this.colours);
    this.lines.pick(this.picked);
    main.attachPrimitive(this.lines);
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
