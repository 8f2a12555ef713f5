// One chart of a result: its lines, their keys with the value at the cursor, its place on the axis.
import { createChart, logarithmic, onAxis, plain } from "./chart_frame.js";
import { between, isFar, merged, thinned } from "./detail.js";
import { node } from "./nodes.js";
import { carry, layersOf, mixed, sum } from "./stacking.js";
import { ZoneShade } from "./zone_shade.js";

const FINEST = { type: "custom", minMove: 0.0001, formatter: onAxis }; // so that prices of cents have ticks too
const QUIET = { priceLineVisible: false, lastValueVisible: false, priceFormat: FINEST };
const PALE = 0.55; // of the colour of a part, so that its edge can be seen
const NOTHING = "–";
const ABOUT = "≈ "; // what a line says between two bars that it is known at

// The place of a chart, as high as it will be.
export function frameOf({ label, why = "", height }) {
  const said = node("p", "why", node("b", "", label), " ", why);
  return node("div", "live", said, node("p", "legend"), node("div", `chart ${height}`));
}

export class Pane {
  constructor(frame, { label, alt = label, form = plain }, axis, colours) {
    Object.assign(this, { legend: frame.querySelector(".legend"), form, axis, colours, readings: [], curves: [] });
    this.chart = createChart(frame.querySelector(".chart"), alt, colours, axis.intraday);
    this.chart.applyOptions({ timeScale: { visible: false }, localization: { priceFormatter: form === plain ? onAxis : form } });
    this.chart.addLineSeries(QUIET).setData(axis.empty);
  }

  line(label, values, color, options = {}) {
    const series = this.chart.addLineSeries({ color, lineWidth: 1, ...QUIET, ...options });
    return this.curve(label, series, color, values);
  }

  // A line for comparison with its mark at the end; it may not be known at every bar.
  beside(label, title, values, { color, lineStyle }) {
    this.line(label, values, color, { lineStyle, lineWidth: 2, title, lastValueVisible: true, crosshairMarkerVisible: false });
    const reading = this.readings.at(-1);
    Object.assign(reading, { exact: reading.known, known: between(reading.known) });
  }

  several(lines) {
    return lines.map(({ label, values, color, lineStyle }) => this.line(label, values, color, { lineStyle }));
  }

  // Parts of one whole, each on top of those before it; what is read is the part itself.
  stack(parts, rows) {
    const whole = rows.reduce((most, [, ...shares]) => Math.max(most, sum(shares)), 1);
    const autoscaleInfoProvider = () => ({ priceRange: { minValue: 0, maxValue: whole } });
    for (const { part, points } of layersOf(parts, rows)) {
      const pale = mixed(part.color, this.colours.surface, PALE);
      const look = { lineColor: part.color, topColor: pale, bottomColor: pale, lineWidth: 1, autoscaleInfoProvider };
      const near = points.map((point) => ({ ...point, time: this.at(point.time) }));
      this.keyed(part.label, this.chart.addAreaSeries({ ...QUIET, ...look }), part.color, { near, far: thinned(near) });
      carry(this.readings.at(-1).known);
    }
    this.chart.priceScale("right").applyOptions({ scaleMargins: { top: 0.08, bottom: 0 } });
  }

  columns(label, values, color) {
    return this.curve(label, this.chart.addHistogramSeries({ color, ...QUIET }), color, values);
  }

  area(label, values, color) {
    const series = this.chart.addBaselineSeries({
      baseValue: { type: "price", price: 0 },
      bottomLineColor: color, bottomFillColor1: `${color}22`, bottomFillColor2: `${color}55`,
      lineWidth: 1, ...QUIET,
    });
    return this.curve(label, series, color, values);
  }

  // Told apart without their colour too, as traders do: those that rose are hollow.
  candles(label, rows) {
    const { gain, loss, text, surface } = this.colours;
    const flat = rows.every(([, open, high, low, close]) => open === close && high === low);
    if (flat) return this.line(label, rows.map((row) => [row[0], row[4]]), text);
    const series = this.chart.addCandlestickSeries({
      upColor: surface, downColor: loss, borderUpColor: gain, borderDownColor: loss, wickUpColor: gain, wickDownColor: loss, ...QUIET,
    });
    const near = rows.map(([time, open, high, low, close]) => ({ time: this.at(time), open, high, low, close }));
    this.keyed(label, series, text, { near, far: merged(near) });
    this.legend.append(node("span", "", "hollow: rose, filled: fell"));
    return series;
  }

  curve(label, series, color, values) {
    const near = values.map(([time, value]) => ({ time: this.at(time), value }));
    return this.keyed(label, series, color, { near, far: thinned(near) });
  }

  // Every bar, or what can be seen of them from afar.
  detail(range) {
    if (isFar(range) === this.isFar) return;
    this.isFar = isFar(range);
    for (const { series, near, far } of this.curves) series.setData(this.isFar ? far : near);
  }

  limits(series, prices, zones = [], { stretches = true } = {}) {
    for (const price of prices) {
      series.createPriceLine({ price, color: this.colours.muted, lineWidth: 1, lineStyle: 2 });
    }
    if (zones.length) series.attachPrimitive(new ZoneShade(zones, this.colours, { stretches }));
  }

  logarithmic(on) {
    logarithmic(this.chart, on);
  }

  last() {
    this.chart.applyOptions({ timeScale: { visible: true } });
  }

  // What the lines say at a bar; without one, what they ended at.
  read(index) {
    for (const { at, known, exact = known } of this.readings) {
      const value = index === null ? known.findLast((one) => one !== undefined) : known[index];
      const about = index === null || exact[index] !== undefined ? "" : ABOUT;
      at.textContent = value === undefined ? NOTHING : about + this.form(value);
    }
  }

  // The cursor of this chart at a bar that another one, or the keyboard, points at; null: nowhere.
  pointAt(index) {
    const [{ series, known }] = this.readings;
    const value = index === null ? undefined : known[index];
    if (value === undefined) this.chart.clearCrosshairPosition();
    else this.chart.setCrosshairPosition(value, this.axis.times[index], series);
  }

  remove() {
    this.chart.remove();
  }

  keyed(label, series, color, { near, far }) {
    const at = node("b", "at");
    this.key(label, color, series.options().lineStyle).append(" ", at);
    const known = Array(this.axis.length);
    for (const { time, own, value, close } of near) known[this.axis.placeOf(time)] = own ?? value ?? close;
    this.readings.push({ at, series, known });
    this.curves.push({ series, near, far });
    return series;
  }

  key(label, color, stroke = 0) {
    const key = node("span", "key", label);
    key.dataset.stroke = stroke;
    key.style.setProperty("--key", color);
    this.legend.append(key);
    return key;
  }

  at(text) {
    return this.axis.times[this.axis.indexOf(text)];
  }
}
