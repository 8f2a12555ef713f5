// What every chart of the site has in common: its frame, its colours and its times.
import { withMinus } from "./minus.js";

const [WHOLE, CENTS, SMALL] = [0, 2, 4].map((digits) =>
  new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
const AXIS = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 });
const MARGINS = { top: 0.08, bottom: 0.06 }; // of the height; wider ones would show decades without data
const STEEP = 20; // times the lowest value: from here on a linear scale hides the early years
const LOGARITHMIC = 1;
// The strokes of lines on one chart: solid, dashed, dotted, large dashed, sparse dotted.
export const STROKES = [0, 2, 1, 3, 4, 0];
const MILLIONS = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });

export function createChart(element, label, { text, line }, intraday) {
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", label);
  return window.LightweightCharts.createChart(element, {
    autoSize: true,
    layout: { background: { color: "transparent" }, textColor: text, fontSize: 11 },
    grid: { vertLines: { visible: false }, horzLines: { color: line } },
    rightPriceScale: { borderVisible: false, minimumWidth: narrow() ? 66 : 78, entireTextOnly: true, scaleMargins: MARGINS },
    timeScale: { borderColor: line, timeVisible: intraday, minBarSpacing: 0.01 },
    handleScroll: { mouseWheel: false, vertTouchDrag: false },
    handleScale: { mouseWheel: false },
    localization: { locale: "en-GB", priceFormatter: onAxis },
  });
}

function narrow() {
  return matchMedia("(max-width: 35rem)").matches;
}

// All of one axis in one form: 0.05, 5, 500, 5K, 20M; what lies at the cursor is read in full above.
export function onAxis(value) {
  return withMinus(AXIS.format(value));
}

export function plain(value) {
  const size = Math.abs(value);
  const form = size >= 10_000_000 ? MILLIONS : size >= 10_000 ? WHOLE : size >= 1 || size === 0 ? CENTS : SMALL;
  return withMinus(form.format(value));
}

// 0.0512: +5.1%; from ten times on without the digit that nobody reads, as the tiles and tables have it.
export function gain(fraction) {
  const digits = Math.abs(fraction) >= 10 ? 0 : 1;
  const form = { style: "percent", signDisplay: "exceptZero", minimumFractionDigits: digits, maximumFractionDigits: digits };
  return withMinus(new Intl.NumberFormat("en", form).format(fraction));
}

export function logarithmic(chart, on) {
  chart.priceScale("right").applyOptions({ mode: on ? LOGARITHMIC : 0 });
}

// Seconds, which the library shows in UTC.
export function timeOf(text) {
  return Date.parse(text) / 1000;
}

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = ["accent", "gain", "loss", "gold", "muted", "line", "text", "surface"];
  const several = [1, 2, 3, 4, 5, 6].map((number) => value(`series-${number}`));
  return { ...Object.fromEntries(names.map((name) => [name, value(name)])), several };
}

export function steep(values) {
  const known = values.filter((value) => value !== null);
  const low = known.reduce((one, other) => Math.min(one, other), Infinity);
  const high = known.reduce((one, other) => Math.max(one, other), -Infinity);
  return low > 0 && high / low >= STEEP;
}
