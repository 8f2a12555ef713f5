// What a chip of the reading leads to when it is pressed. The text stays the only truth: a chip
// selects its words there, or says there what was assumed, or leads to the field beside it.

// Where an assumption is changed, as the reader tells the way: { field } beside the text, or the text
// with a part to be changed, where `way.said` may be added and `way.part` of it is typed over.
export function edited(prompt, way) {
  if (way.field) return { field: way.field };
  const [start, end] = [way.start, way.end].map((at) => units(prompt, at));
  if (!way.said) return { text: prompt, start, end };
  const from = start + way.said.indexOf(way.part);
  return { text: prompt.slice(0, start) + way.said + prompt.slice(end), start: from, end: from + way.part.length };
}

// Places count characters as Python does, so that an emoji is one; a selection counts it as two.
function units(prompt, at) {
  return [...prompt].slice(0, at).join("").length;
}

// Where words stand in the text, as a selection; null where they do not.
export function place(prompt, words) {
  const start = prompt.indexOf(words);
  return start < 0 ? null : { text: prompt, start, end: start + words.length };
}

// The words by what became of each; what stands between them has no kind.
export function marked(prompt, spans) {
  const letters = [...prompt];
  const parts = [];
  let at = 0, units = 0;
  const take = (to, kind, field) => {
    const text = letters.slice(at, to).join("");
    if (text) parts.push({ text, kind, field, start: units, end: units + text.length });
    at = to;
    units += text.length;
  };
  for (const { start, end, kind, field } of spans) {
    take(start, null);
    take(end, kind, field);
  }
  take(letters.length, null);
  return parts;
}
