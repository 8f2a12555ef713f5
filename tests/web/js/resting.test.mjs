import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { rest } from "../../../backtests/static/backtests/resting.js";

let form, button;
const sent = () => form.dispatchEvent(new Event("submit", { cancelable: true }));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  button = {};
  form = Object.assign(new EventTarget(), { querySelector: () => button });
  rest(form);
});

test("a press that was meant for another button starts nothing", () => {
  assert.deepEqual([sent(), button.ariaDisabled], [false, "true"]);
});

test("after a moment the button does what it says", () => {
  mock.timers.tick(800);
  assert.deepEqual([sent(), button.ariaDisabled], [true, null]);
});

test("who presses on and on is not heard before a pause", () => {
  for (let times = 0; times < 5; times += 1) {
    mock.timers.tick(700);
    assert.equal(sent(), false);
  }
  mock.timers.tick(800);
  assert.equal(sent(), true);
});
