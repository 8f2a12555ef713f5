// The table of trades: sorted and narrowed down by the site, without the page being loaded again,
// and each row the way to its bars on the chart and back.
import { onTradePicked, pickTrade } from "./chart_controls.js";

const PAUSE = 250; // milliseconds without a key until what was typed is looked for

export function enliven(root) {
  const section = root.querySelector("#trades");
  if (section) new TradeTable(section).start();
}

class TradeTable {
  constructor(section) {
    Object.assign(this, { section, asked: 0, picked: null });
    this.form = section.querySelector("form");
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.narrow();
    });
    this.form.addEventListener("change", () => this.narrow());
    this.form.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.narrow(), PAUSE);
    });
    this.section.addEventListener("click", (event) => this.click(event));
    onTradePicked((number) => this.pick(number));
  }

  narrow() {
    clearTimeout(this.pause);
    const said = [...new FormData(this.form)].filter(([, text]) => text);
    this.load(`?${new URLSearchParams(said)}`);
  }

  click(event) {
    const link = event.target.closest("a");
    const row = event.target.closest("[data-trade]");
    if (link?.getAttribute("href").startsWith("?")) {
      event.preventDefault();
      this.load(link.search, link.id);
    } else if (row && (link || !getSelection().toString())) {
      event.preventDefault();
      pickTrade(Number(row.dataset.trade));
      this.toTheCharts(event.detail === 0);
    }
  }

  // Who came by keyboard goes on there.
  toTheCharts(byKeyboard) {
    const charts = document.getElementById("charts");
    charts?.scrollIntoView({ block: "start" });
    if (byKeyboard) charts?.querySelector(".stage").focus({ preventScroll: true });
  }

  // An answer that a later question has overtaken is let go; false says so.
  async load(search, focus = "") {
    const mine = ++this.asked;
    try {
      const answer = await fetch(this.section.dataset.table + search);
      if (!answer.ok) throw new Error(`the trades answer ${answer.status}`);
      const text = await answer.text();
      if (mine !== this.asked) return false;
      this.put(text, focus);
      return true;
    } catch (error) {
      console.error(error);
      return false;
    }
  }

  // The fragment comes from this site's own template, which has escaped every text in it.
  put(fragment, focus) {
    const fresh = new DOMParser().parseFromString(fragment, "text/html").getElementById("trades-table");
    this.section.querySelector("#trades-table").replaceWith(fresh);
    this.form.elements.sort.value = fresh.dataset.sort;
    history.replaceState(null, "", location.pathname + fresh.dataset.address);
    if (focus) document.getElementById(focus)?.focus();
    this.mark();
  }

  async pick(number) {
    this.picked = number;
    if (number && !this.row()) await this.turn();
    this.mark();
  }

  // To the page with that trade; where the filter hides it, without the filter.
  async turn() {
    const { address } = this.section.querySelector("#trades-table").dataset;
    const wanted = new URLSearchParams(address);
    wanted.set("trade", this.picked);
    const isShown = await this.load(`?${wanted}`);
    if (!isShown || this.row() || !this.picked) return;
    this.form.reset();
    for (const field of this.form.querySelectorAll("input[type=search], select")) field.value = "";
    await this.load(`?trade=${this.picked}`);
  }

  mark() {
    for (const one of this.section.querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
    const row = this.row();
    row?.setAttribute("aria-current", "true");
    const box = this.section.querySelector(".trades-box");
    if (row) box.scrollTop = row.offsetTop - box.clientHeight / 2;
  }

  row() {
    return this.section.querySelector(`[data-trade="${this.picked}"]`);
  }
}
