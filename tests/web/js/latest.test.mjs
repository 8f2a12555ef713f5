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

test("an answer to what has changed since is known to be stale", async () => {
  const told = [];
  latest.ask = async () => {
    await new Promise((answer) => asked.push(answer));
    told.push(latest.stale);
  };
  latest.now();
  latest.soon();
  asked[0]();
  await turn();
  mock.timers.tick(100);
  asked[1]?.();
  await turn();
  assert.deepEqual(told, [true, false]);
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
