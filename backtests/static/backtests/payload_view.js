// Draws what a step found as a fold-out, for eyes, keys and ears alike.
import { withMinus } from "./minus.js";
import { node } from "./nodes.js";

export function foldOut({ title, of, parts }) {
  const details = node("details", "payload");
  details.append(node("summary", "", title, node("span", "unseen", of)));
  details.append(...parts.map((part) => drawn(part, `${title}${of}`)));
  return details;
}

function drawn(part, name) {
  if (part.list) return node("ul", "", ...part.list.map((text) => node("li", "", withMinus(text))));
  const inner = part.code ? node("pre", "", part.code) : table(part);
  const scroll = Object.assign(node("div", "scroll", inner), { tabIndex: 0, role: "region" });
  scroll.ariaLabel = part.caption ? `${name}: ${part.caption}` : name;
  return scroll;
}

function table({ caption, heads, rows }) {
  const made = node("table", "");
  if (caption) made.append(node("caption", "", caption));
  const head = node("tr", "", ...heads.map((one) => cell("th", one, one.text ?? one)));
  const body = rows.map((row) => node("tr", "", ...row.map((text, n) => cell("td", heads[n], text))));
  made.append(node("thead", "", head), node("tbody", "", ...body));
  return made;
}

function cell(tag, head, text) {
  const made = node(tag, head.number ? "num" : "", withMinus(text));
  if (tag === "th") made.scope = "col";
  return made;
}
