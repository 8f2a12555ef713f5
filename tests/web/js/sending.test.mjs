import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { oneAtATime } from "../../../backtests/static/backtests/sending.js";

let form, page;
const sent = () => form.dispatchEvent(new Event("submit", { cancelable: true }));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [form, page] = [new EventTarget(), new EventTarget()];
  oneAtATime(form, page);
});

test("while one submission is under way, a second does nothing", () => {
  assert.deepEqual([sent(), sent(), sent()], [true, false, false]);
});

test("a page that comes back can be sent again", () => {
  sent();
  page.dispatchEvent(new Event("pageshow"));
  assert.deepEqual([sent(), sent()], [true, false]);
});

test("what was stopped, or is never answered, can be sent again after a while", () => {
  sent();
  mock.timers.tick(9999);
  assert.equal(sent(), false);
  mock.timers.tick(1);
  assert.deepEqual([sent(), sent()], [true, false]);
  page.dispatchEvent(new Event("pageshow"));
  mock.timers.tick(5000);
  assert.equal(sent(), true);
  mock.timers.tick(5000);
  assert.equal(sent(), false, "its time is its own");
});
