// What every chart of the site has in common: its frame, its colours and its times.

export function createChart(element, label, { text, line }, intraday) {
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", label);
  return window.LightweightCharts.createChart(element, {
    autoSize: true,
    layout: { background: { color: "transparent" }, textColor: text, fontSize: 11 },
    grid: { vertLines: { visible: false }, horzLines: { color: line } },
    rightPriceScale: { borderVisible: false, minimumWidth: 70 },
    timeScale: { borderColor: line, timeVisible: intraday, minBarSpacing: 0.01 },
    handleScroll: { mouseWheel: false },
    handleScale: { mouseWheel: false },
    localization: { priceFormatter: (value) => value.toLocaleString("en", { maximumFractionDigits: 2 }) },
  });
}

// Days as days; bars within a day as seconds, which the library shows in UTC.
export function timeOf(text, intraday) {
  return intraday ? Date.parse(text) / 1000 : text.slice(0, 10);
}

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["accent", "gain", "loss", "gold", "muted", "line", "text"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}
