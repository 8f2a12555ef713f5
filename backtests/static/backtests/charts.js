// Draws a result with TradingView Lightweight Charts: equity, drawdown, price with its trades.
import { colours, createChart, timeOf } from "./chart_frame.js";
import { drawHeatMap } from "./heat_map.js";

const LOGARITHMIC = 1;
const STEEP = 20; // times the lowest value: from here on a linear scale hides the early years
const CROWD = 60; // trades: from here on their marks would cover the price
const INTRADAY = /T(?!00:00:00)/;

export async function drawCharts(root, resultUrl) {
  const elements = [...root.querySelectorAll("[data-chart]")];
  try {
    const answer = await fetch(resultUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the result answers ${answer.status}`);
    const result = await answer.json();
    drawHeatMap(root, result.sweep);
    const board = new Board(elements, result);
    board.draw();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => board.draw());
  } catch (error) {
    console.error(error);
    for (const element of elements) element.textContent = "The chart could not be drawn.";
  }
}

class Board {
  constructor(elements, result) {
    Object.assign(this, { elements, result, charts: [] });
    this.intraday = result.equity.some(([time]) => INTRADAY.test(time));
  }

  draw() {
    for (const chart of this.charts) chart.remove();
    for (const panel of document.querySelectorAll(".panel-part, .drawn")) panel.remove();
    this.charts = [];
    this.colours = colours();
    for (const element of this.elements) this[element.dataset.chart](element);
  }

  equity(element) {
    const { accent, muted } = this.colours;
    const chart = this.chart(element, "Equity of the strategy and of buy and hold");
    const held = { color: muted, lineWidth: 1, priceLineVisible: false };
    chart.addLineSeries(held).setData(this.line(this.result.benchmark_equity));
    const own = { color: accent, lineWidth: 2, priceLineVisible: false };
    chart.addLineSeries(own).setData(this.line(this.result.equity));
    this.scale(element, chart, [...this.result.equity, ...this.result.benchmark_equity]);
    chart.timeScale().fitContent();
  }

  scale(element, chart, values) {
    const known = values.map(([, value]) => value).filter((value) => value !== null);
    const low = known.reduce((one, other) => Math.min(one, other));
    const high = known.reduce((one, other) => Math.max(one, other));
    if (low <= 0 || high / low < STEEP) return;
    chart.priceScale("right").applyOptions({ mode: LOGARITHMIC });
    element.closest("figure").querySelector(".scale")?.removeAttribute("hidden");
  }

  drawdown(element) {
    const { loss } = this.colours;
    const chart = this.chart(element, "Drawdown of the strategy");
    chart.applyOptions({ localization: { priceFormatter: (value) => `${(value * 100).toFixed(1)}%` } });
    const area = chart.addBaselineSeries({
      baseValue: { type: "price", price: 0 },
      bottomLineColor: loss,
      bottomFillColor1: `${loss}22`,
      bottomFillColor2: `${loss}55`,
      lineWidth: 1,
      priceLineVisible: false,
      lastValueVisible: false,
    });
    area.setData(this.line(this.result.drawdown));
    chart.timeScale().fitContent();
  }

  price(element) {
    const symbol = element.dataset.symbol;
    const chart = this.chart(element, `Price of ${symbol} with the trades`);
    const main = this.candles(chart, this.result.prices[symbol]);
    main.setMarkers(this.marks(symbol));
    this.scale(element, chart, this.result.prices[symbol].map((row) => [row[0], row[4]]));
    const drawn = this.result.indicators.filter((one) => one.symbol === symbol);
    const over = drawn.filter((one) => one.panel === "price");
    const legend = element.closest("figure").querySelector(".legend");
    over.forEach((one, index) => this.indicator(chart, legend, one, index));
    const panels = this.panels(element, drawn.filter((one) => one.panel !== "price"));
    together([chart, ...panels]);
  }

  candles(chart, rows) {
    const { gain, loss, text } = this.colours;
    const flat = rows.every(([, open, high, low, close]) => open === close && high === low);
    if (flat) {
      const series = chart.addLineSeries({ color: text, lineWidth: 1, priceLineVisible: false });
      series.setData(rows.map((row) => ({ time: this.time(row[0]), value: row[4] })));
      return series;
    }
    const series = chart.addCandlestickSeries({
      upColor: gain, downColor: loss, wickUpColor: gain, wickDownColor: loss,
      borderVisible: false, priceLineVisible: false,
    });
    series.setData(rows.map(([time, open, high, low, close]) =>
      ({ time: this.time(time), open, high, low, close })));
    return series;
  }

  marks(symbol) {
    const { accent, gain, loss } = this.colours;
    const trades = this.result.trades.filter((trade) => trade.symbol === symbol);
    const size = trades.length > CROWD ? 0.4 : 1;
    const entered = new Set();  // a position that is left in parts was entered once
    const marks = trades.flatMap((trade) => {
      const [up, down] = [{ position: "belowBar", shape: "arrowUp" }, { position: "aboveBar", shape: "arrowDown" }];
      const [into, out] = trade.side === "short" ? [down, up] : [up, down];
      const entry = { time: this.time(trade.entry_time), color: accent, size, ...into };
      const exit = { time: this.time(trade.exit_time), color: trade.pnl > 0 ? gain : loss, size, ...out };
      const isNew = !entered.has(trade.entry_time);
      entered.add(trade.entry_time);
      return [...(isNew ? [entry] : []), ...(trade.is_open ? [] : [exit])];
    });
    return marks.sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0));
  }

  panels(after, indicators) {
    const groups = Map.groupBy ? Map.groupBy(indicators, (one) => one.group) : grouped(indicators);
    return [...groups].reverse().map(([name, lines]) => {
      const [legend, element] = [document.createElement("p"), document.createElement("div")];
      legend.className = "legend panel-part";
      element.className = "chart panel panel-part";
      after.after(legend, element);
      const chart = this.chart(element, `${name} of ${after.dataset.symbol}`);
      lines.forEach((one, index) => this.indicator(chart, legend, one, index));
      return chart;
    });
  }

  indicator(chart, legend, { label, values, thresholds }, index) {
    const { gold, accent, muted } = this.colours;
    const color = [gold, accent, muted][index % 3];
    const series = chart.addLineSeries({
      color, lineWidth: 1, priceLineVisible: false, lastValueVisible: false,
    });
    this.key(legend, label, color);
    series.setData(this.line(values));
    for (const price of thresholds) {
      series.createPriceLine({ price, color: muted, lineWidth: 1, lineStyle: 2, title: "" });
    }
  }

  key(legend, label, color) {
    const key = document.createElement("span");
    key.className = "key drawn";
    key.textContent = label;
    key.style.setProperty("--key", color);
    legend.append(key);
  }

  chart(element, label) {
    const chart = createChart(element, label, this.colours, this.intraday);
    this.charts.push(chart);
    return chart;
  }

  line(values) {
    return values.map(([time, value]) =>
      value === null ? { time: this.time(time) } : { time: this.time(time), value });
  }

  time(text) {
    return timeOf(text, this.intraday);
  }
}

function grouped(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) || []), item]);
  return groups;
}

// Whoever moves one of these charts moves all of them.
function together(charts) {
  for (const chart of charts) {
    chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (!range) return;
      for (const other of charts) {
        if (other !== chart) other.timeScale().setVisibleLogicalRange(range);
      }
    });
  }
  for (const chart of charts) chart.timeScale().fitContent();
}
