// The table of trades: sorted and narrowed down by the site, without the page being loaded again,
// and each row the way to its bars on the chart and back.
import { onTradePicked, pickTrade } from "./chart_controls.js";
import { node } from "./nodes.js";
import { roving } from "./roving.js";

const PAUSE = 250; // milliseconds without a key until what was typed is looked for
const PATIENCE = 15000; // milliseconds for an answer that does not come
const NARROWING = ["find", "side", "outcome"]; // fields, named as in the address

export function enliven(root) {
  const section = root.querySelector("#trades");
  if (section) new TradeTable(section).start();
}

class TradeTable {
  constructor(section) {
    Object.assign(this, { section, asked: 0, picked: null });
    this.form = section.querySelector("form");
    this.problem = node("div", "table-problem");
    this.problem.role = "status";
    this.form.after(this.problem);
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
    this.rove();
  }

  // A hundred rows are one stop of the tab key.
  rove() {
    const rows = this.section.querySelector(".trades tbody");
    if (rows) roving(rows, [...rows.querySelectorAll("td.no a")]);
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
      this.load(this.narrowed(link.search), link.id);
    } else if (row && (link || !getSelection().toString())) {
      event.preventDefault();
      pickTrade(Number(row.dataset.trade));
      this.toTheCharts(event.detail === 0);
    }
  }

  // What a link leads to, with what stands in the fields by now; other trades begin with their first.
  narrowed(search) {
    clearTimeout(this.pause);
    const wanted = new URLSearchParams(search);
    for (const name of NARROWING) {
      const said = this.form.elements[name].value.trim();
      if (said === (wanted.get(name) ?? "")) continue;
      wanted.set(name, said);
      wanted.delete("page");
    }
    return `?${wanted}`;
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
    this.form.elements.sort.value = new URLSearchParams(search).get("sort") ?? "";
    try {
      const answer = await fetch(this.section.dataset.table + search, { signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw new Error(`the table of trades answers ${answer.status}`);
      const text = await answer.text();
      if (mine !== this.asked) return false;
      this.put(text, focus);
      return true;
    } catch (error) {
      console.error(error);
      if (mine === this.asked) this.tell(search, focus);
      return false;
    }
  }

  // That what was asked for did not come; what is shown stays.
  tell(search, focus) {
    const again = node("button", "small", "Try again");
    again.addEventListener("click", () => this.load(search, focus || "trades-words"));
    this.problem.replaceChildren(node("p", "problem", "The site did not answer, so the table is as it was. ", again));
    this.problem.scrollIntoView({ block: "nearest" });
  }

  // The fragment comes from this site's own template, which has escaped every text in it.
  put(fragment, focus) {
    const fresh = new DOMParser().parseFromString(fragment, "text/html").getElementById("trades-table");
    this.section.querySelector("#trades-table").replaceWith(fresh);
    this.problem.replaceChildren();
    this.rove();
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
    for (const name of NARROWING) this.form.elements[name].value = "";
    await this.load(`?${new URLSearchParams({ sort: wanted.get("sort"), trade: this.picked })}`);
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
