// The page of prices: shows what is understood of a file before it is imported.
import { price, volume } from "./bar_table.js";
import { node } from "./nodes.js";

const COLUMNS = ["time", "open", "high", "low", "close", "volume"];
const PAUSE = 400; // milliseconds without a key until the symbol is taken for whole
const NAMELESS = "Name its symbol, and the file is shown here as it is read.";

class UploadPage {
  constructor(form) {
    this.form = form;
    this.shown = document.getElementById("upload-preview");
  }

  start() {
    this.form.addEventListener("submit", (event) => this.hold(event));
    this.form.addEventListener("change", () => this.check());
    this.form.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.check(), PAUSE);
    });
  }

  // A page that comes back has forgotten the file.
  hold(event) {
    const { file, symbol } = this.form.elements;
    if (!file.files.length || symbol.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.show(node("p", "problem", NAMELESS));
    symbol.focus();
  }

  // What is shown stays until there is something new: a page that jumps loses the click that follows.
  async check() {
    const { file, symbol, timeframe } = this.form.elements;
    if (file.files.length && !symbol.value.trim()) this.show(node("p", "hint", NAMELESS));
    const asked = [file.value, file.files[0]?.lastModified, symbol.value.trim(), timeframe.value].join("\n");
    if (!file.files.length || !symbol.value.trim() || asked === this.asked) return;
    this.asked = asked;
    this.asking?.abort();
    this.asking = new AbortController();
    if (!this.shown.children.length) this.show(node("p", "hint", "Reading the file"));
    try {
      const answer = await fetch(`${this.form.dataset.api}?preview=true`, this.request());
      const told = await answer.json();
      this.show(...(answer.ok ? preview(told) : refusal(told.error)));
    } catch (error) {
      if (error.name !== "AbortError") this.show();
    }
  }

  request() {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const body = new FormData(this.form);
    return { method: "POST", headers: { "X-CSRFToken": token }, body, signal: this.asking.signal };
  }

  show(...parts) {
    this.shown.replaceChildren(...parts);
  }
}

function preview({ counted, symbol, start, end, flags, first, last }) {
  const rows = [...first.map(row), ...(last.length ? [between()] : []), ...last.map(row)];
  return [
    node("h3", "", `${counted} of ${symbol}, ${start} to ${end}: not imported yet`),
    flags.length ? lines(flags) : "",
    node("div", "scroll", node("table", "", head(), node("tbody", "", ...rows))),
  ];
}

function head() {
  const names = COLUMNS.map((name) => node("th", name === "time" ? "" : "num", titled(name)));
  return node("thead", "", node("tr", "", ...names));
}

function titled(name) {
  return name === "time" ? "Time (UTC)" : name[0].toUpperCase() + name.slice(1);
}

function row(bar) {
  const forms = { time: moment, volume };
  const texts = COLUMNS.map((name) => (forms[name] ?? price)(bar[name]));
  return node("tr", "", ...texts.map((text, index) => node("td", index ? "num" : "when", text)));
}

function moment(time) {
  return time.replace("T00:00:00Z", "").replace("T", " ").replace(/:00Z$/, "");
}

function between() {
  const cell = node("td", "", "…");
  cell.colSpan = COLUMNS.length;
  return node("tr", "between", cell);
}

function refusal({ message, problems }) {
  return [node("div", "problem", problems?.length ? lines(problems) : node("p", "", message))];
}

function lines(texts) {
  return node("ul", "lines", ...texts.map((text) => node("li", "", text)));
}

new UploadPage(document.getElementById("upload-form")).start();
