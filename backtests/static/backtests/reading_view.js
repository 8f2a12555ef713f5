// The reading under the text: sentence, chips that can be pressed, and what is still to be asked.
import { edited, marked, place } from "./chips.js";
import { node } from "./nodes.js";
import { roving } from "./roving.js";

// What a word of the text is to the test; the look of each is told under the text. What carries no
// meaning has no mark: one that says "not used" beside "is" looks like a misreading.
const KINDS = {
  used: "used",
  overridden: "overridden by a field below",
  assumed: "assumed",
  unsupported: "cannot be tested",
};
const UNMARKED = "the rest changes nothing";

// `acts.edit(change)` carries out what a chip leads to; `acts.answer(id, text)` answers a question,
// with null it takes the answer back.
export function readingView(prompt, reading, answers, acts) {
  return [
    words(prompt, marked(prompt, reading.guide.spans), acts),
    legend(reading.guide.spans),
    reading.strategy && node("p", "sentence", reading.sentence),
    reading.lacks && problem(reading.lacks),
    assumed(prompt, reading.assumptions, reading.guide.ways, acts),
    untested(prompt, reading.unsupported.filter(({ why }) => why !== reading.sentence), acts),
    ...Object.entries(answers).map(([id, given]) => answered(reading, id, given, acts)),
    reading.questions.length && asked(reading.questions, acts),
    reading.action === "refuse" && !reading.told && problem(reading.sentence),
  ].filter(Boolean);
}

export function problem(message) {
  return node("p", "problem", message);
}

function words(prompt, parts, acts) {
  const drawn = parts.map((part) => word(prompt, part, acts));
  const row = node("p", "text", ...drawn);
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Your words as they were read; the arrow keys go through them");
  return roving(row, [...row.querySelectorAll("[role=button]")]);
}

// A word that a field goes before leads to that field: to type over it would change nothing.
function word(prompt, { text, kind, field, start, end }, acts) {
  if (!KINDS[kind]) return text;
  const mark = node("mark", kind, text);
  mark.title = KINDS[kind];
  return pressable(mark, () => acts.edit(field ? { field } : { text: prompt, start, end }));
}

function pressable(mark, pressed) {
  mark.setAttribute("role", "button");
  mark.addEventListener("click", pressed);
  mark.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!event.ctrlKey && !event.metaKey) pressed();
  });
  return mark;
}

function legend(spans) {
  const found = Object.keys(KINDS).filter((kind) => spans.some((span) => span.kind === kind));
  const samples = found.map((kind) => node("span", `sample ${kind}`, KINDS[kind]));
  return found.length && node("p", "legend hint", ...samples, node("span", "", UNMARKED));
}

// Each leads to where it is said otherwise; what no words make otherwise is told, and is no button.
function assumed(prompt, assumptions, ways, acts) {
  const press = (way) => (way.answer ? acts.answer(way.answer, null) : acts.edit(edited(prompt, way)));
  const drawn = assumptions.map(({ text }, n) => {
    return ways[n] ? chip("assumed", text, () => press(ways[n])) : node("span", "sample assumed", text);
  });
  const hint = ways.some(Boolean) ? "Press one to say otherwise." : "";
  const fixed = ways.includes(null) ? " What is no button here is so in every test of this kind." : "";
  const answered = assumptions.some(({ text }) => text.endsWith("as answered"));
  return group(answered ? "Assumed, or as you answered" : "Assumed, because you did not say", hint + fixed, drawn);
}

function untested(prompt, unsupported, acts) {
  const lines = unsupported.map(({ text, why }) => {
    const found = place(prompt, text);
    return node("li", "", found ? chip("unsupported", text, () => acts.edit(found)) : node("q", "", text), ` ${why}`);
  });
  return lines.length && node("div", "", node("h2", "", "Cannot be tested"), node("ul", "untested", ...lines));
}

function answered(reading, id, given, acts) {
  const question = reading.answered.find((one) => one.id === id);
  const taken = chip("used", `${given} \u00d7`, () => acts.answer(id, null));
  taken.dataset.answered = id;
  taken.setAttribute("aria-label", `${given}: take this answer back`);
  return node("p", "answered", `${question ? question.text : "Your answer:"} `, taken);
}

function asked(questions, acts) {
  const fields = questions.map((question) => {
    const choices = question.choices.map((one) => chip("choice-chip", one, () => acts.answer(question.id, one)));
    const drawn = node("div", "question", node("p", "", question.text), node("div", "chips", ...choices, own(question, acts)));
    drawn.dataset.question = question.id;
    return drawn;
  });
  return node("div", "to-ask", node("h2", "", "To be asked"), ...fields);
}

function own(question, acts) {
  const field = node("input", "");
  // By its name it is sent even before it has been read.
  Object.assign(field, { type: "text", name: `other-${question.id}`, maxLength: 300, placeholder: "In your own words" });
  field.setAttribute("aria-label", question.text);
  let given;
  field.addEventListener("change", ({ isTrusted }) => {
    const said = field.value.trim();
    if (!said || (isTrusted && said === given)) return; // left, after Enter had given it
    given = said;
    acts.answer(question.id, said);
  });
  return field;
}

function group(title, hint, chips) {
  const heading = node("h2", "", title, " ", node("span", "hint", hint));
  return chips.length && node("div", "", heading, node("div", "chips", ...chips));
}

function chip(kind, text, pressed) {
  const made = node("button", `chip ${kind}`, text);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}
