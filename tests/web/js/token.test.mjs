import assert from "node:assert/strict";
import { test } from "node:test";

import { renewed } from "../../../backtests/static/backtests/token.js";

// As Django has masked it.
const SECRET = "aaaaaZz9QQQQQQQQQQQQQQQQQQQQQQQQ";
const TOKEN = "12oml5rEJ6zl96jvkHrMqziD0b7FJyFa12omlUQDpMf1PMZb0n7s6fYjGRNlpelQ";

test("a token of the same secret stays as it is, so that a form is known that is sent twice", () => {
  assert.equal(renewed(TOKEN, SECRET), TOKEN);
});

test("another secret stands under the same mask", () => {
  const other = renewed(TOKEN, "b3".repeat(16));
  assert.equal(other.slice(0, 32), TOKEN.slice(0, 32));
  assert.notEqual(other, TOKEN);
  assert.equal(renewed(other, SECRET), TOKEN);
});
