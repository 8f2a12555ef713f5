// The curves of the compared runs on one axis, each in the colour and stroke of its key.
import { STROKES, colours, createChart, logarithmic, steep, timeOf } from "./chart_frame.js";
import { onTheme } from "./theme.js";

const figure = document.querySelector(".charts");

// Until it is drawn, and in print, what the site drew itself stands in its place.
async function draw(element) {
  const answer = await fetch(element.dataset.curves, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the curves answer ${answer.status}`);
  const { curves } = await answer.json();
  figure.classList.add("drawn");
  const scale = figure.querySelector("[name=logarithmic]");
  scale.checked = steep(curves.flatMap(({ values }) => values.map(([, value]) => value)));
  let chart = paint(element, curves, scale.checked);
  scale.addEventListener("change", () => logarithmic(chart, scale.checked));
  onTheme(() => {
    chart.remove();
    chart = paint(element, curves, scale.checked);
  });
}

function paint(element, curves, isLogarithmic) {
  const intraday = curves.some(({ values }) => values.some(([time]) => !time.includes("T00:00:00")));
  const chart = createChart(element, "Value of 100 put into each run", colours(), intraday);
  const keys = figure.querySelectorAll(".key");
  curves.forEach(({ letter, values }, index) => {
    const color = getComputedStyle(keys[index]).getPropertyValue("--key").trim();
    const line = { color, lineStyle: STROKES[index], lineWidth: 2, priceLineVisible: false, title: letter };
    const points = values.map(([time, value]) => ({ time: timeOf(time), value }));
    chart.addLineSeries(line).setData(points);
  });
  logarithmic(chart, isLogarithmic);
  chart.timeScale().fitContent();
  return chart;
}

draw(document.getElementById("curves")).catch((error) => {
  console.error(error);
  figure.classList.remove("drawn");
  figure.querySelector(".chart-problem").hidden = false;
});
