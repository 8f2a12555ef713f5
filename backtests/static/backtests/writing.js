// Writes into a field as if it were typed, so that the browser's own undo takes it back.

// The part that differs, as the selection to be typed over and what is typed; in whole characters, since
// half an emoji is none.
export function difference(before, after) {
  const [old, now] = [[...before], [...after]];
  const most = Math.min(old.length, now.length);
  let head = 0, tail = 0;
  while (head < most && old[head] === now[head]) head += 1;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const start = old.slice(0, head).join("").length;
  const end = old.slice(0, old.length - tail).join("").length;
  return { start, end, typed: now.slice(head, now.length - tail).join("") };
}

export function write(field, text) {
  const { start, end, typed } = difference(field.value, text);
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated, and still the one way that leaves the undo of a field whole.
  document.execCommand(typed ? "insertText" : "delete", false, typed);
  if (field.value !== text) field.value = text;
}
