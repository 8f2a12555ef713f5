import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Latest } from "../../../backtests/static/backtests/latest.js";

let asked, latest;
const turn = () => new Promise(setImmediate);

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  asked = [];
  latest = new Latest(() => new Promise((answer) => asked.push(answer)), { pause: 100 });
});

test("nothing is asked between two keys, and all is asked soon after the last", () => {
  latest.soon();
  mock.timers.tick(99);
  latest.soon();
  mock.timers.tick(99);
  assert.equal(asked.length, 0);
  mock.timers.tick(1);
  assert.equal(asked.length, 1);
});

test("what changes while a request is on its way is asked when that is back, and once", async () => {
  latest.now();
  latest.soon();
  mock.timers.tick(100);
  latest.soon();
  mock.timers.tick(100);
  await turn();
  assert.equal(asked.length, 1, "one at a time");
  asked[0]();
  await turn();
  assert.equal(asked.length, 2);
  asked[1]();
  await turn();
  assert.equal(asked.length, 2);
});

test("the reading comes a tenth of a second after the last key", () => {
  latest = new Latest(latest.ask);
  latest.soon();
  mock.timers.tick(99);
  assert.equal(asked.length, 0);
  mock.timers.tick(1);
  assert.equal(asked.length, 1);
});

test("who types without a pause is read to every quarter of a second", async () => {
  latest = new Latest(latest.ask);
  const read = [];
  for (let now = 0; now < 1020; now += 1) {
    if (now % 85 === 0) latest.soon();
    mock.timers.tick(1);
    if (asked.length) read.push(now + 1);
    asked.splice(0).forEach((answer) => answer());
    await turn();
  }
  assert.deepEqual(read, [250, 505, 760, 1015]);
});

test("whoever asks now is told when it has been answered", async () => {
  let done = false;
  latest.now().then(() => (done = true));
  await turn();
  assert.equal(done, false);
  asked[0]();
  await turn();
  assert.equal(done, true);
});

test("who keeps one waiting is given up", async () => {
  mock.timers.reset();
  const awake = setTimeout(() => {}, 10_000); // Node does not stay for the clock of a signal alone
  const patient = new Latest((signal) => new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason))), {
    patience: 1,
  });
  await assert.rejects(patient.now(), { name: "TimeoutError" });
  clearTimeout(awake);
});
