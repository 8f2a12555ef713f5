// The first page: says while you type how the words are understood.
import { beside, inOneLine } from "./beside.js";
import { problem, readingView } from "./reading_view.js";

const PAUSE_MS = 300;
const BESIDE = ["timeframe", "start", "end", "initial_capital", "commission", "slippage"];
const PERCENT = new Set(["commission", "slippage"]);
const NUMBERS = new Set(["initial_capital", ...PERCENT]);

class AskPage {
  constructor(form) {
    this.form = form;
    this.prompt = form.elements.prompt;
    this.shown = document.getElementById("reading");
    this.answers = {};
  }

  start() {
    this.form.addEventListener("input", (event) => this.shown.contains(event.target) || this.later());
    this.form.addEventListener("keydown", (event) => this.press(event));
    for (const link of this.form.querySelectorAll("[data-example]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.use(link.dataset.example);
      });
    }
    if (this.prompt.value.trim()) this.later();
  }

  // Enter starts nothing while a question is answered; with Ctrl it starts the test anywhere.
  press(event) {
    if (event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) this.form.requestSubmit();
    else if (this.shown.contains(event.target) && event.target.matches("input")) {
      event.preventDefault();
      event.target.blur();
    }
  }

  use(example) {
    this.answers = {};
    this.edit({ text: example, start: example.length, end: example.length });
  }

  // To a field beside the text, or to a part of the text, which is selected to be typed over.
  edit({ field, text, start, end }) {
    if (field) {
      this.form.querySelector("details.options").open = true;
      return this.form.elements[field].focus();
    }
    if (text !== this.prompt.value) {
      this.prompt.value = text;
      this.later();
    }
    this.prompt.focus();
    this.prompt.setSelectionRange(start, end);
  }

  async answer(id, given) {
    if (given === null) delete this.answers[id];
    else this.answers[id] = given;
    await this.read();
    (this.shown.querySelector(`[data-answered="${CSS.escape(id)}"]`) ?? this.prompt).focus();
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
    if (Object.keys(this.answers).length) asked.answers = this.answers;
    for (const name of BESIDE) {
      const text = this.form.elements[name].value;
      if (text) asked[name] = NUMBERS.has(name) ? Number(text) / (PERCENT.has(name) ? 100 : 1) : text;
    }
    const symbols = this.form.elements.symbols.value.split(/[\s,;]+/).filter(Boolean);
    return symbols.length ? { ...asked, symbols } : asked;
  }

  // What the form asks already is not asked a second time; what was not taken is no answer.
  account(prompt, reading) {
    const asked = new Set([...this.form.querySelectorAll(".questions .question > p")].map((p) => p.textContent));
    const questions = reading.questions.filter(({ text }) => !asked.has(text));
    this.fill(beside(reading.strategy ?? reading.draft));
    const taken = new Set(reading.answered.map(({ id }) => id));
    this.answers = Object.fromEntries(Object.entries(this.answers).filter(([id]) => taken.has(id)));
    const acts = { edit: (change) => this.edit(change), answer: (id, given) => this.answer(id, given) };
    return readingView(prompt, { ...reading, questions }, this.answers, acts);
  }

  // What the text says of the fields; what is filled there goes before it, and is read as well.
  fill(said) {
    for (const output of this.form.querySelectorAll("[data-read]")) {
      output.value = said[output.dataset.read] ? `Read: ${said[output.dataset.read]}` : "";
      output.hidden = !output.value;
    }
    document.getElementById("said-beside").textContent = inOneLine(said);
  }

  show(parts) {
    this.shown.replaceChildren(...parts);
    this.shown.hidden = parts.length === 0;
  }
}

new AskPage(document.getElementById("ask")).start();
