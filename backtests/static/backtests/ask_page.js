// The first page: says while you type how the words are understood.
import { node } from "./nodes.js";

const PAUSE_MS = 300;
const BESIDE = ["timeframe", "start", "end", "initial_capital", "commission", "slippage"];
const PERCENT = new Set(["commission", "slippage"]);
const NUMBERS = new Set(["initial_capital", ...PERCENT]);

class AskPage {
  constructor(form) {
    this.form = form;
    this.prompt = form.elements.prompt;
    this.shown = document.getElementById("reading");
  }

  start() {
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    for (const link of this.form.querySelectorAll("[data-example]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.use(link.dataset.example);
      });
    }
    if (this.prompt.value.trim()) this.later();
  }

  use(example) {
    this.prompt.value = example;
    this.prompt.focus();
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), PAUSE_MS);
  }

  async read() {
    this.asking?.abort();
    this.asking = new AbortController();
    const asked = this.asked();
    if (!asked.prompt.trim()) return this.show([]);
    try {
      const answer = await fetch(this.form.dataset.read, this.request(asked));
      const told = await answer.json();
      this.show(answer.ok ? this.account(asked.prompt, told) : [problem(told.error.message)]);
    } catch (error) {
      if (error.name !== "AbortError") this.show([]);
    }
  }

  request(asked) {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    return {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(asked),
      signal: this.asking.signal,
    };
  }

  asked() {
    const asked = { prompt: this.prompt.value };
    for (const name of BESIDE) {
      const text = this.form.elements[name].value;
      if (text) asked[name] = NUMBERS.has(name) ? Number(text) / (PERCENT.has(name) ? 100 : 1) : text;
    }
    const symbols = this.form.elements.symbols.value.split(/[\s,;]+/).filter(Boolean);
    return symbols.length ? { ...asked, symbols } : asked;
  }

  // What the form asks already is not asked a second time.
  account(prompt, reading) {
    const asked = new Set([...this.form.querySelectorAll(".question > p")].map((p) => p.textContent));
    const questions = reading.questions.filter(({ text }) => !asked.has(text));
    return account(prompt, { ...reading, questions });
  }

  show(parts) {
    this.shown.replaceChildren(...parts);
    this.shown.hidden = parts.length === 0;
  }
}

function account(prompt, reading) {
  return [
    node("p", "text", ...marked(prompt, reading.spans)),
    reading.strategy && node("p", "sentence", reading.sentence),
    list("Assumed, because you did not say", reading.assumptions.map((one) => one.text)),
    list("Cannot be tested", reading.unsupported.map((one) => `\u201c${one.text}\u201d ${one.why}`)),
    list("To be asked", reading.questions.map(asking)),
    reading.action === "refuse" && problem(reading.sentence),
  ].filter(Boolean);
}

function asking({ text, choices }) {
  return choices.length ? `${text} (${choices.join(", ")})` : text;
}

// Spans count characters as Python does, so that an emoji is one.
function marked(prompt, spans) {
  const letters = [...prompt];
  const parts = [];
  let at = 0;
  for (const { start, end, kind } of spans) {
    parts.push(letters.slice(at, start).join(""), node("mark", kind, letters.slice(start, end).join("")));
    at = end;
  }
  return [...parts, letters.slice(at).join("")];
}

function list(title, lines) {
  return lines.length && node("div", "", node("h3", "", title), node("ul", "", ...lines.map((line) => node("li", "", line))));
}

function problem(message) {
  return node("p", "problem", message);
}

new AskPage(document.getElementById("ask")).start();
