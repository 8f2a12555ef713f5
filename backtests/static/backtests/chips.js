// What a chip of the reading leads to when it is pressed. The text stays the only truth: a chip
// selects its words there, or says there what was assumed, or leads to the field beside it.

const FIELDS = new Set(["symbols", "timeframe", "start", "end", "initial_capital", "commission", "slippage"]);
// What to add to the text, and which part of it is the one to change.
const SAID = {
  fill: ["Trade at the close.", "close"],
  "sizing.fraction": ["Use 50% of the capital per trade.", "50%"],
  "portfolio.rebalance": ["Rebalance quarterly.", "quarterly"],
  "portfolio.rank_by.bars": ["By 6-month return.", "6-month"],
  exit: ["Sell when RSI is above 70.", "RSI is above 70"],
  short_exit: ["Cover when RSI is below 30.", "RSI is below 30"],
};
const USUAL = /^(?:the )?(.+?) uses? (?:its|their) usual (.+)$/;

// Where an assumption is changed: { field } beside the text, or the text with a part to be changed.
export function edited(prompt, { text, path }) {
  if (FIELDS.has(path)) return { field: path };
  return inBrackets(prompt, text) ?? added(prompt, ...(SAID[path] ?? ["", ""]));
}

// "RSI uses its usual 14 bars" becomes "RSI(14)" where RSI stands.
function inBrackets(prompt, assumption) {
  const [, name, usual] = USUAL.exec(assumption) ?? [];
  const numbers = usual?.match(/\d+(?:\.\d+)?/g)?.join(", ");
  const end = numbers ? endOf(prompt, name) : -1;
  if (end < 0) return null;
  const text = `${prompt.slice(0, end)}(${numbers})${prompt.slice(end)}`;
  return { text, start: end + 1, end: end + 1 + numbers.length };
}

// Behind the first place that calls it by its name or by its initials; -1 where it has brackets.
function endOf(prompt, name) {
  const initials = name.split(/\s+/).map((word) => word[0]).join("");
  const names = [name, name.replace(/s$/, ""), name.split(" ")[0], initials].filter((one) => one.length > 2);
  for (const one of names) {
    const found = new RegExp(`\\b${escaped(one)}\\b(?!\\s*\\()`, "i").exec(prompt);
    if (found) return found.index + found[0].length;
  }
  return -1;
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// The words at the end of the text, with the part that is to be changed.
export function added(prompt, said, part) {
  const before = prompt.trimEnd();
  const lead = before && said ? `${before}${/[.!?。]$/.test(before) ? "" : "."} ` : before;
  const start = lead.length + said.indexOf(part);
  return { text: lead + said, start, end: start + part.length };
}

// Where words stand in the text, as a selection; null where they do not.
export function place(prompt, words) {
  const start = prompt.indexOf(words);
  return start < 0 ? null : { text: prompt, start, end: start + words.length };
}

// Spans count characters as Python does, so that an emoji is one; a selection counts it as two.
export function marked(prompt, spans) {
  const letters = [...prompt];
  const parts = [];
  let at = 0, units = 0;
  const take = (to, kind) => {
    const text = letters.slice(at, to).join("");
    if (text) parts.push({ text, kind, start: units, end: units + text.length });
    at = to;
    units += text.length;
  };
  for (const { start, end, kind } of spans) {
    take(start, null);
    take(end, kind);
  }
  take(letters.length, null);
  return parts;
}
