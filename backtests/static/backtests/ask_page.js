// The first page: says while you type how the words are understood.
import { beside } from "./beside.js";
import { marked } from "./chips.js";
import { Fields } from "./fields.js";
import { Latest } from "./latest.js";
import { node } from "./nodes.js";
import { problem, readingView } from "./reading_view.js";
import { released } from "./released.js";
import { oneAtATime } from "./sending.js";
import { summary } from "./summary.js";
import { write } from "./writing.js";

const WAIT_MS = 1500; // for a site that was away
const REST_MS = 1000; // without a key; a screen reader is not to be talked over at every word
const NOT_STARTED = "The site cannot be reached just now, so nothing was started. What you wrote stays here: press again in a while.";
const UNREACHED = "The site cannot be reached just now, so what you wrote last is not read yet. Just go on: it will be.";

class AskPage {
  constructor(form) {
    this.form = form;
    this.prompt = form.elements.prompt;
    this.shown = document.getElementById("reading");
    this.told = document.getElementById("told");
    this.examples = form.querySelector(".examples");
    this.links = [...form.querySelectorAll("[data-example]")];
    this.fields = new Fields(form);
    this.reading = new Latest((signal) => this.read(signal), (error) => this.keep(error));
    this.away = false;
    this.answers = this.given();
  }

  start() {
    this.form.addEventListener("input", (event) => this.shown.contains(event.target) || this.reading.soon());
    this.form.addEventListener("keydown", (event) => this.press(event));
    this.form.addEventListener("submit", (event) => this.hold(event));
    this.form.addEventListener("formdata", ({ formData }) => this.send(formData));
    oneAtATime(this.form);
    for (const link of this.links) link.addEventListener("click", (event) => this.follow(event, link));
    // Who comes back finds the text as it was left, which a browser restores only by then.
    addEventListener("pageshow", () => this.prompt.value.trim() && this.reading.now());
    addEventListener("online", () => this.reading.now());
  }

  // The answers that came with the text; from here on the reading holds them.
  given() {
    const fields = [...this.form.querySelectorAll("[data-given]")];
    this.form.querySelector(".given")?.remove();
    return Object.fromEntries(fields.map(({ dataset, value }) => [dataset.given, value]));
  }

  // An answer counts from the moment it is given, and not only once it has been read.
  send(formData) {
    for (const [id, given] of Object.entries(this.answers)) {
      formData.delete(`other-${id}`);
      formData.set(`answer-${id}`, given);
    }
  }

  // A page of the browser's own would take the place of this one, and of the text. A site that answers
  // again by now is asked at once.
  async hold(event) {
    if (navigator.onLine && !this.away) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    const late = new Promise((resolve) => setTimeout(resolve, WAIT_MS, true));
    if (await Promise.race([late, this.reading.now()])) this.notStarted();
    else this.form.requestSubmit(submitter);
  }

  notStarted() {
    this.form.querySelector(".not-started")?.remove();
    const told = problem(NOT_STARTED);
    told.classList.add("not-started");
    told.setAttribute("role", "alert");
    document.getElementById("run").before(told);
  }

  // Enter starts nothing while a question is answered; with Ctrl it starts the test anywhere.
  press(event) {
    if (event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) this.form.requestSubmit();
    else if (this.shown.contains(event.target) && event.target.matches("input")) {
      event.preventDefault();
      event.target.dispatchEvent(new Event("change"));
    }
  }

  // With a key that opens it elsewhere, a link is a link.
  follow(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.use(link.dataset.example);
  }

  use(example) {
    const own = { text: this.prompt.value, answers: this.answers };
    this.answers = {};
    this.examples.open = false;
    this.edit({ text: example, start: example.length, end: example.length });
    if (own.text.trim() && !this.links.some(({ dataset }) => dataset.example === own.text)) this.offer(own);
  }

  // A phone has no key that undoes an example pressed by mistake.
  offer({ text, answers }) {
    const back = node("button", "", "Put my text back");
    const line = node("p", "put-back hint", "The example has taken the place of your text. ", back);
    back.type = "button";
    back.addEventListener("click", () => {
      this.answers = answers;
      this.edit({ text, start: text.length, end: text.length });
    });
    this.prompt.addEventListener("input", () => this.prompt.value === text && line.remove());
    this.form.querySelector(".put-back")?.remove();
    this.prompt.after(line);
  }

  // To a field beside the text, or to a part of the text, which is selected to be typed over.
  edit({ field, text, start, end }) {
    if (field) return this.fields.focus(field);
    if (text !== this.prompt.value) {
      write(this.prompt, text);
      this.reading.now();
    }
    this.prompt.focus();
    this.prompt.setSelectionRange(start, end);
  }

  async answer(id, given) {
    if (given === null) delete this.answers[id];
    else this.answers[id] = given;
    await this.reading.now();
    const named = CSS.escape(id);
    const place = given === null ? `[data-question="${named}"] :is(button, input)` : `[data-answered="${named}"]`;
    this.refocus(this.shown.querySelector(place));
  }

  // Whoever has gone on to another place meanwhile is left there.
  refocus(place) {
    const at = document.activeElement, lost = at === document.body;
    if (place && (lost || this.shown.contains(at))) place.focus();
    else if (lost) this.prompt.focus();
  }

  async read(signal) {
    const asked = this.asked();
    if (!asked.prompt.trim()) return this.nothing();
    const answer = await fetch(this.form.dataset.read, this.request(asked, signal));
    if (answer.status >= 500) throw new Error(`The reading failed with ${answer.status}.`);
    const told = await answer.json();
    this.away = false;
    this.form.querySelector(".not-started")?.remove();
    await released();
    this.tell(answer.ok ? summary(told) : told.error.message);
    this.show(answer.ok ? this.account(asked, told) : this.refusal(told.error.message));
  }

  refusal(message) {
    return this.says(".problem > p", message) ? [] : [problem(message)];
  }

  nothing() {
    this.answers = {};
    this.fields.show({});
    this.tell("");
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
    const asked = { prompt: this.prompt.value, guide: true, ...this.fields.overrides() };
    return Object.keys(this.answers).length ? { ...asked, answers: this.answers } : asked;
  }

  // What the page asks or tells already is not said a second time.
  account({ prompt, answers = {} }, reading) {
    if (prompt !== this.prompt.defaultValue) this.outdate(reading.questions);
    for (const one of this.form.querySelectorAll(".until-read")) one.remove();
    const questions = reading.questions.filter((question) => !this.asks(question));
    const told = this.says(".problem > p", reading.sentence);
    const lacks = this.says(".problem > p", reading.guide.lacks) ? "" : reading.guide.lacks;
    this.fields.show(beside(reading), marked(prompt, reading.guide.spans));
    const given = this.standing(reading, answers);
    const acts = { edit: (change) => this.edit(change), answer: (id, given) => this.showing || this.answer(id, given) };
    return readingView(prompt, { ...reading, questions, told, lacks }, given, acts);
  }

  // What is asked again was no answer, unless it was given after this was asked. What a text in the
  // middle of a word does not ask for is remembered, and shown again with its question.
  standing({ answered, questions }, sent) {
    const [taken, open] = [answered, questions].map((some) => new Set(some.map(({ id }) => id)));
    const isNew = (id) => sent[id] !== this.answers[id];
    const all = Object.entries(this.answers).filter(([id]) => isNew(id) || !open.has(id));
    this.answers = Object.fromEntries(all);
    return Object.fromEntries(all.filter(([id]) => isNew(id) || taken.has(id)));
  }

  // Whether the page itself asks it, by now perhaps in other words; what it says before, of an answer
  // that was not read, stays.
  asks({ id, text }) {
    const asked = this.form.querySelector(`.questions [data-question="${CSS.escape(id)}"] p`);
    if (asked && !asked.textContent.endsWith(text)) asked.textContent = text;
    return asked !== null;
  }

  says(selector, text) {
    const found = [...this.form.querySelectorAll(selector)].filter((one) => !this.shown.contains(one));
    return found.some((one) => one.textContent.startsWith(text));
  }

  // What the page told of another text holds no more; nor does it ask what that alone left open.
  outdate(open) {
    const stale = [...this.form.querySelectorAll(".questions .question")].filter(
      ({ dataset }) => !open.some(({ id }) => id === dataset.question),
    );
    for (const one of [...this.form.querySelectorAll(".of-text"), ...stale]) one.remove();
    if (stale.length && !this.form.querySelector(".questions .question")) {
      this.form.querySelector(".questions").remove();
      document.getElementById("run").hidden = false;
    }
  }

  // The last reading stays: it may be all that one gets for a while.
  keep(error) {
    this.away = error instanceof TypeError; // of the network; a site that answers is there
    if (this.shown.querySelector(".unreached")) return;
    this.tell(UNREACHED);
    this.shown.prepend(node("p", "unreached hint", UNREACHED));
    this.fold(false);
  }

  // The words of an answer that is being typed are not lost to a reading that comes meanwhile.
  show(parts) {
    const typed = [...this.shown.querySelectorAll("input")].filter(({ value }) => value);
    const at = document.activeElement;
    this.showing = true; // a field that is taken away tells of a change as one does that is left
    this.shown.replaceChildren(...parts);
    this.showing = false;
    for (const field of typed) this.shown.querySelector(`[name="${CSS.escape(field.name)}"]`)?.replaceWith(field);
    if (typed.includes(at)) at.focus();
    this.fold(parts.length === 0);
  }

  // The examples stand open until there is a text of which to tell.
  fold(empty) {
    if (this.shown.hidden !== empty) this.examples.open = empty;
    this.shown.hidden = empty;
  }

  tell(text) {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.told.textContent === text || (this.told.textContent = text), REST_MS);
  }
}

new AskPage(document.getElementById("ask")).start();
