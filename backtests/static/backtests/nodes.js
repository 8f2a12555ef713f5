// Elements out of plain texts, which are never read as HTML.

export function node(tag, name, ...content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}
