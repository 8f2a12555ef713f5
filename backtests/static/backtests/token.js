// The token of a form, as Django writes it: a mask that is another one in each form that is drawn, and
// the secret of the browser, shifted by it.

const SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const HALF = 32;

// With another secret under the same mask: by that the site knows a form that is sent twice.
export function renewed(token, secret) {
  const mask = token.slice(0, HALF);
  const at = (text, n) => SIGNS.indexOf(text[n]);
  const shifted = [...secret].map((_, n) => SIGNS[(at(secret, n) + at(mask, n)) % SIGNS.length]);
  return mask + shifted.join("");
}
