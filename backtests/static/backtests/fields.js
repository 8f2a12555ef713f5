// The fields beside the text. They fill themselves with what the text says, and one that somebody
// fills goes before the text and stays, until it is emptied. Only those are sent.
import { inOneLine } from "./beside.js";

const PERCENT = new Set(["commission", "slippage"]);
const NUMBERS = new Set(["initial_capital", ...PERCENT]);
const YOURS = "Yours: it goes before the text";

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
    }
    form.addEventListener("formdata", ({ formData }) => this.read().forEach(({ name }) => formData.delete(name)));
  }

  read() {
    return this.all.filter((field) => field.dataset.by);
  }

  // What somebody has filled, as the API takes it.
  overrides() {
    const own = this.all.filter((field) => !field.dataset.by && field.value.trim());
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

  own(field) {
    delete field.dataset.by;
    field.autocomplete = "";
    this.note(field, field.value ? YOURS : "");
  }

  // A field that is being typed into is left alone; what it says is another's only once it is left.
  fill(field) {
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
    return words ? `${YOURS}, which says ${words}` : YOURS;
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

function typed(name, value) {
  if (name === "symbols") return value.split(/[\s,;]+/).filter(Boolean);
  return NUMBERS.has(name) ? Number(value) / (PERCENT.has(name) ? 100 : 1) : value;
}
