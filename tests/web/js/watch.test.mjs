import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Watch } from "../../../backtests/static/backtests/watch.js";

let busy, looked, answers, seen, watch;
const passes = async (ms) => {
  mock.timers.tick(ms);
  await new Promise(setImmediate);
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [busy, looked, answers, seen] = [true, 0, [], true];
  const look = async () => {
    looked += 1;
    return answers.shift()?.();
  };
  watch = new Watch({ look, busy: () => busy, seen: () => seen });
});

test("what is under way is looked at every ten seconds at least, and the rest seldom", async () => {
  watch.start();
  for (let second = 0; second < 60; second += 1) await passes(1000);
  const before = looked;
  for (let second = 0; second < 30; second += 1) await passes(1000);
  assert.equal(looked, before + 3);
  busy = false;
  for (let second = 0; second < 60; second += 1) await passes(1000);
  const seldom = looked;
  for (let second = 0; second < 60; second += 1) await passes(1000);
  assert.equal(looked, seldom + 2);
});

test("the longer nothing changes the less often it looks, and a change makes it quick again", async () => {
  answers = [() => false, () => true];
  watch.start();
  await passes(1000);
  await passes(1000);
  assert.equal(looked, 1);
  await passes(500);
  assert.equal(looked, 2);
  await passes(1000);
  assert.equal(looked, 3);
});

test("a site that is away is asked again", async () => {
  answers = [() => { throw new Error("away"); }];
  watch.start();
  await passes(1000);
  await passes(1500);
  assert.equal(looked, 2);
});

test("nobody looks on, nothing is asked; who comes back is told soon", async () => {
  seen = false;
  watch.start();
  await passes(60_000);
  assert.equal(looked, 0);
  seen = true;
  watch.start();
  await passes(1000);
  assert.equal(looked, 1);
});

test("who comes back while it looks makes no second round", async () => {
  let answer;
  answers = [() => new Promise((done) => (answer = done))];
  watch.start();
  await passes(1000);
  watch.start();
  await passes(5000);
  assert.equal(looked, 1);
  answer(false);
  await passes(0);
  await passes(1500);
  assert.equal(looked, 2);
});
