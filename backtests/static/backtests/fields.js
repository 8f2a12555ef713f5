// The fields beside the text. They fill themselves with what the text says, and one that somebody
// fills goes before the text and stays, until it is emptied. Only those are sent.
import { amount, percentage } from "./amount.js";
import { inOneLine } from "./beside.js";

const PERCENT = new Set(["commission", "slippage"]);
const NUMBERS = new Set(["initial_capital", ...PERCENT]);
const YOURS = "Yours, whatever the text says";
const NO_NUMBER = "This is no number yet; write it like 10000 or 0.1";
const NO_DATE = "This is no whole date yet";

export class Fields {
  constructor(form) {
    this.fold = form.querySelector("details.options");
    this.line = document.getElementById("said-beside");
    this.notes = new Map([...form.querySelectorAll("[data-read]")].map((note) => [note.dataset.read, note]));
    this.all = [...this.notes.keys()].map((name) => form.elements[name]);
    this.said = {};
    this.parts = [];
    for (const field of this.all) {
      field.addEventListener("input", () => this.own(field));
      field.addEventListener("blur", () => this.fill(field));
      // What is typed takes the place of what was read, and is not put into the middle of it.
      field.addEventListener("click", () => field.dataset.by && field.select?.());
    }
    form.addEventListener("submit", (event) => this.check(event));
    form.addEventListener("formdata", ({ formData }) => this.read().forEach(({ name }) => formData.delete(name)));
  }

  read() {
    return this.all.filter((field) => field.dataset.by);
  }

  // What somebody has filled, as the API takes it.
  overrides() {
    const own = this.all.filter((field) => !field.dataset.by && field.value.trim() && !unread(field));
    return Object.fromEntries(own.map(({ name, value }) => [name, typed(name, value)]));
  }

  // `parts` are those of the text; some are words that a field goes before.
  show(said, parts = []) {
    this.said = said;
    this.parts = parts;
    this.line.textContent = inOneLine(said);
    for (const field of this.all) this.fill(field);
  }

  focus(name) {
    this.fold.open = true;
    const field = this.all.find((one) => one.name === name);
    field.focus();
    if (field.select) field.select();
  }

  // Nothing that somebody has typed is dropped on the way.
  check(event) {
    const wrong = this.all.find(unread);
    if (!wrong) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.focus(wrong.name);
  }

  own(field) {
    delete field.dataset.by;
    field.autocomplete = "";
    this.note(field, unread(field) || (field.value ? YOURS : ""));
  }

  // A field that is being typed into is left alone; what it says is another's only once it is left.
  fill(field) {
    const why = unread(field);
    if (why) return this.note(field, why);
    if (field.value && !field.dataset.by) return this.note(field, this.yours(field));
    if (field === document.activeElement) return;
    const { value = "", told, assumed } = this.said[field.name] ?? {};
    field.value = value;
    if (value) field.dataset.by = assumed ? "assumed" : "text";
    else delete field.dataset.by;
    field.autocomplete = value ? "off" : ""; // so that it is not taken for typed, when one comes back
    this.note(field, value ? account(assumed, told) : (told ?? ""));
  }

  yours({ name }) {
    const words = this.parts.filter(({ field }) => field === name).map(({ text }) => text).join(" ");
    return words ? `Yours, though the text says ${words}` : YOURS;
  }

  note(field, text) {
    const note = this.notes.get(field.name);
    note.textContent = text;
    note.hidden = !text;
  }
}

// "Read from the text: 5,000 USD"
function account(assumed, told) {
  return (assumed ? "Assumed" : "Read from the text") + (told ? `: ${told}` : "");
}

// Why what stands in a field says nothing yet.
function unread({ name, value, validity }) {
  if (validity.badInput) return NO_DATE;
  return NUMBERS.has(name) && value.trim() && Number.isNaN(typed(name, value)) ? NO_NUMBER : "";
}

function typed(name, value) {
  if (name === "symbols") return value.split(/[\s,;]+/).filter(Boolean);
  if (PERCENT.has(name)) return percentage(value) / 100;
  return NUMBERS.has(name) ? amount(value) : value;
}
