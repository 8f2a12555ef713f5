// What people do with the charts of a result: keys, buttons, and from a trade to its row and back.
import { gain } from "./chart_frame.js";
import { withMinus } from "./minus.js";
import { node } from "./nodes.js";

const PICKED = "tradepicked"; // on the document, with the number of the trade
const YEAR = 365.25;

export function pickTrade(number) {
  document.dispatchEvent(new CustomEvent(PICKED, { detail: number }));
}

export function onTradePicked(take) {
  document.addEventListener(PICKED, ({ detail }) => take(detail));
}

export class Controls {
  constructor(figure, board) {
    Object.assign(this, { figure, board });
    const found = (name) => figure.querySelector(`.${name}`);
    Object.assign(this, { stage: found("stage"), cursor: found("cursor"), picked: found("picked") });
  }

  start() {
    const { board, figure } = this;
    const logarithmic = figure.querySelector("[name=logarithmic]");
    logarithmic.checked = board.isLogarithmic;
    logarithmic.addEventListener("change", () => board.logarithmic(logarithmic.checked));
    this.symbols()?.addEventListener("change", ({ target }) => board.choose(target.value));
    figure.addEventListener("click", ({ target }) => this.act(target.closest("[data-act]")?.dataset.act));
    this.stage.addEventListener("keydown", (event) => this.press(event));
    this.stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    onTradePicked((number) => this.show(number));
  }

  symbols() {
    return this.figure.querySelector("[name=symbol]");
  }

  // A mark, or any bar while a trade was held, leads to the row of the trade.
  follow({ chart }) {
    chart.subscribeClick(({ hoveredObjectId, logical }) => {
      const number = Number(hoveredObjectId) || this.board.tradeAt(logical);
      if (number) pickTrade(number);
    });
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stride = event.shiftKey ? 10 : 1;
    const actions = {
      ArrowLeft: () => this.together.step(-stride),
      ArrowRight: () => this.together.step(stride),
      Home: () => this.together.cursorTo(0),
      End: () => this.together.cursorTo(this.board.axis.length - 1),
      Enter: () => pickTrade(this.board.tradeAt(this.together.cursor)),
      Escape: () => pickTrade(null),
      "+": () => this.act("in"), "=": () => this.act("in"), "-": () => this.act("out"), 0: () => this.act("all"),
      n: () => this.act("next"), p: () => this.act("previous"),
    };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key; // Caps Lock or not
    if (!actions[key]) return;
    event.preventDefault();
    actions[key]();
  }

  // The wheel alone scrolls the page.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.together.zoom(event.deltaY > 0 ? 1.25 : 0.8);
  }

  act(name) {
    const { board } = this;
    const actions = {
      in: () => this.together.zoom(0.5),
      out: () => this.together.zoom(2),
      year: () => this.span(YEAR),
      five: () => this.span(5 * YEAR),
      all: () => this.together.fit(),
      next: () => this.beside(1),
      previous: () => this.beside(-1),
      close: () => pickTrade(null),
      row: () => document.getElementById(`trade-${board.picked}`)?.focus(),
    };
    actions[name]?.();
  }

  // So many days, up to the cursor or to the end.
  span(days) {
    const bars = this.board.axis.bars(days);
    const last = this.together.cursor ?? this.board.axis.length - 1;
    this.together.show(last - bars, bars + 0.5);
  }

  beside(step) {
    const { trades, picked } = this.board;
    const next = picked === null ? (step > 0 ? 1 : trades.length) : picked + step;
    if (next >= 1 && next <= trades.length) pickTrade(next);
  }

  show(number) {
    const trade = this.board.pick(number);
    this.picked.hidden = !trade;
    if (!trade) return;
    if (this.symbols()) this.symbols().value = trade.symbol;
    this.picked.querySelector(".picked-told").replaceChildren(...this.told(trade));
  }

  told({ number, symbol, side, entry_time, exit_time, return: gained, entry_reason, exit_reason }) {
    const [from, to] = [entry_time, exit_time].map((time) => this.board.axis.told(this.board.axis.indexOf(time)));
    const result = node("b", gained < 0 ? "loss" : "gain", gain(gained));
    const [total, why] = [this.board.trades.length, withMinus(`${entry_reason}; ${exit_reason}`)];
    return [node("b", "", `${this.board.noun} ${number} of ${total}`), ` ${side} ${symbol}, ${from} to ${to}, `, result, node("small", "", why)];
  }

  pointed(index) {
    this.cursor.textContent = index === null ? "" : this.board.axis.told(index);
  }

  get together() {
    return this.board.together;
  }
}
