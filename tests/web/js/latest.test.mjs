import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Insistence } from "../../../backtests/static/backtests/insist.js";
import { Latest } from "../../../backtests/static/backtests/latest.js";

let asked, latest;
const turn = () => new Promise(setImmediate);

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  asked = [];
  latest = new Latest(() => new Promise((answer) => asked.push(answer)), undefined, { pause: 100 });
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

test("what was not answered is asked again, ever more seldom, without another key", async () => {
  let failed = 0, isBack = false;
  const insistence = new Insistence({ random: () => 1 });
  const ask = () => (asked.push(0), isBack ? Promise.resolve() : Promise.reject(new Error("away")));
  latest = new Latest(ask, () => (failed += 1), { insistence });
  const answered = latest.now();
  for (const wait of [500, 1000, 2000]) {
    await turn();
    const before = asked.length;
    mock.timers.tick(wait - 1);
    await turn();
    assert.equal(asked.length, before);
    mock.timers.tick(1);
  }
  await turn();
  assert.deepEqual([asked.length, failed], [4, 4]);
  isBack = true;
  latest.soon(); // another key does not wait for its turn
  mock.timers.tick(100);
  await answered;
  assert.equal(asked.length, 5, "and is asked once");
});

test("who keeps one waiting is given up", async (context) => {
  const patience = [], errors = [];
  context.mock.method(AbortSignal, "timeout", (most) => patience.push(most) && AbortSignal.abort());
  const ask = async (signal) => signal.throwIfAborted();
  new Latest(ask, ({ name }) => errors.push(name)).now();
  for (let n = 0; n < 4; n += 1) {
    await turn();
    mock.timers.tick(10000);
  }
  assert.deepEqual(patience, [2000, 4000, 8000, 8000]);
  assert.deepEqual(errors, Array(4).fill("AbortError"));
});
