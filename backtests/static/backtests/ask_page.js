// The first page: says while you type how the words are understood.
import { beside } from "./beside.js";
import { Fields } from "./fields.js";
import { Latest } from "./latest.js";
import { node } from "./nodes.js";
import { problem, readingView } from "./reading_view.js";

const UNREACHED = "The site cannot be reached just now, so what you wrote last is not read yet. Just go on: it will be.";

class AskPage {
  constructor(form) {
    this.form = form;
    this.prompt = form.elements.prompt;
    this.shown = document.getElementById("reading");
    this.fields = new Fields(form);
    this.reading = new Latest((signal) => this.read(signal));
    this.answers = this.given();
  }

  start() {
    this.form.addEventListener("input", (event) => this.shown.contains(event.target) || this.reading.soon());
    this.form.addEventListener("keydown", (event) => this.press(event));
    for (const link of this.form.querySelectorAll("[data-example]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.use(link.dataset.example);
      });
    }
    // Who comes back finds the text as it was left, which a browser restores only by then.
    addEventListener("pageshow", () => this.prompt.value.trim() && this.reading.now());
    addEventListener("online", () => this.reading.now());
  }

  // The answers that came with the text; from here on the reading holds them.
  given() {
    const fields = [...this.form.querySelectorAll("[data-given]")];
    fields.forEach((field) => field.remove());
    return Object.fromEntries(fields.map(({ dataset, value }) => [dataset.given, value]));
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
    if (field) return this.fields.focus(field);
    if (text !== this.prompt.value) {
      this.prompt.value = text;
      this.reading.now();
    }
    this.prompt.focus();
    this.prompt.setSelectionRange(start, end);
  }

  async answer(id, given) {
    if (given === null) delete this.answers[id];
    else this.answers[id] = given;
    await this.reading.now();
    (this.shown.querySelector(`[data-answered="${CSS.escape(id)}"]`) ?? this.prompt).focus();
  }

  async read(signal) {
    const asked = this.asked();
    if (!asked.prompt.trim()) return this.nothing();
    try {
      const answer = await fetch(this.form.dataset.read, this.request(asked, signal));
      const told = await answer.json();
      this.show(answer.ok ? this.account(asked, told) : [problem(told.error.message)]);
    } catch {
      this.keep();
    }
  }

  nothing() {
    this.fields.show({});
    this.show([]);
  }

  request(asked, signal) {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    return {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(asked),
      signal,
    };
  }

  asked() {
    const asked = { prompt: this.prompt.value, ...this.fields.overrides() };
    return Object.keys(this.answers).length ? { ...asked, answers: this.answers } : asked;
  }

  // What the page asks or tells already is not said a second time; what was not taken is no answer,
  // unless it was given after this was asked.
  account({ prompt, answers = {} }, reading) {
    this.forget(prompt);
    const questions = reading.questions.filter(({ text }) => !this.says(".questions .question > p", text));
    const told = this.says(".problem > p", reading.sentence);
    this.fields.show(beside(reading));
    const taken = new Set(reading.answered.map(({ id }) => id));
    const stands = ([id, given]) => taken.has(id) || answers[id] !== given;
    this.answers = Object.fromEntries(Object.entries(this.answers).filter(stands));
    const acts = { edit: (change) => this.edit(change), answer: (id, given) => this.answer(id, given) };
    return readingView(prompt, { ...reading, questions, told }, this.answers, acts);
  }

  says(selector, text) {
    const found = [...this.form.querySelectorAll(selector)].filter((one) => !this.shown.contains(one));
    return found.some((one) => one.textContent.startsWith(text));
  }

  // The page was made without this reading; what it told of another text holds no more.
  forget(prompt) {
    const old = prompt === this.prompt.defaultValue ? ".until-read" : ".until-read, .of-text";
    for (const one of this.form.querySelectorAll(old)) one.remove();
  }

  // The last reading stays: it may be all that one gets for a while.
  keep() {
    this.shown.querySelector(".unreached")?.remove();
    this.shown.prepend(node("p", "unreached hint", UNREACHED));
    this.shown.hidden = false;
  }

  show(parts) {
    this.shown.replaceChildren(...parts);
    this.shown.hidden = parts.length === 0;
  }
}

new AskPage(document.getElementById("ask")).start();
