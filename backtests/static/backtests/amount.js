// A number as people of several countries type it: "10,000", "10.000,50", "0,1", "5 000".
//
// Of two marks the last stands before the decimals, and one that comes twice before thousands. A comma
// alone stands before thousands where it can, as in English; a point alone before decimals. The server
// reads the fields in the same way. Gives NaN for what is no number.
export function amount(text) {
  const typed = text.replace(/[\s']/g, "").replace(/^\$/, "");
  const [group, mark] = english(typed) ? [",", "."] : [".", ","];
  const [whole, ...decimals] = typed.split(mark);
  const parts = whole.split(group);
  const even = parts.length === 1 || /^-?\d{1,3}(,\d{3})+$/.test(parts.join(","));
  return even && /\d/.test(typed) ? Number([parts.join(""), ...decimals].join(".")) : NaN;
}

// In per cent, with or without its sign.
export function percentage(text) {
  return amount(text.replace(/%\s*$/, ""));
}

function english(typed) {
  const [point, comma] = [typed.lastIndexOf("."), typed.lastIndexOf(",")];
  if (point >= 0 && comma >= 0) return point > comma;
  return comma < 0 ? typed.indexOf(".") === point : /^-?[1-9]\d{0,2}(,\d{3})+$/.test(typed);
}
