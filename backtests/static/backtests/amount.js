const THOUSANDS = { k: 1e3, m: 1e6 };

// A number as people of several countries type it: "10,000", "10.000,50", "0,1", "5 000", "25k".
//
// Of two marks the last stands before the decimals, and one that comes twice before thousands. A comma
// alone stands before thousands where it can, as in English; a point alone before decimals. The server
// reads the fields in the same way. Gives NaN for what is no number.
export function amount(text) {
  const said = text.replace(/[\s']/g, "").replace(/^\$/, "").toLowerCase();
  const typed = said.replace(/[km]$/, "");
  const [group, mark] = english(typed) ? [",", "."] : [".", ","];
  const [whole, ...decimals] = typed.split(mark);
  const parts = whole.split(group);
  const even = parts.length === 1 || /^-?\d{1,3}(,\d{3})+$/.test(parts.join(","));
  if (!even || !/\d/.test(typed)) return NaN;
  return Number([parts.join(""), ...decimals].join(".")) * (THOUSANDS[said.at(-1)] ?? 1);
}

// In per cent, with or without its sign, or in basis points.
export function percentage(text) {
  const points = text.replace(/\s*bps?\s*$/i, "");
  return amount(points.replace(/%\s*$/, "")) / (points === text ? 1 : 100);
}

function english(typed) {
  const [point, comma] = [typed.lastIndexOf("."), typed.lastIndexOf(",")];
  if (point >= 0 && comma >= 0) return point > comma;
  return comma < 0 ? typed.indexOf(".") === point : /^-?[1-9]\d{0,2}(,\d{3})+$/.test(typed);
}
