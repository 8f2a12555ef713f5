// Numbers of bars as the page writes them after the import.

const NOTHING = "\u2013";
const [WHOLE, CENTS, SMALL] = [0, 2, 4].map((digits) =>
  new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }));

export function price(value) {
  return value === null ? NOTHING : (Math.abs(value) >= 1 ? CENTS : SMALL).format(value);
}

export function volume(value) {
  return value === null ? NOTHING : WHOLE.format(value);
}
