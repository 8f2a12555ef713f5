import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Insistence } from "../../../backtests/static/backtests/insist.js";

const turn = () => new Promise(setImmediate);
let attempts, failures, isBack;

function get(signal) {
  attempts.push(signal);
  return isBack ? Promise.resolve("it") : Promise.reject(new Error("away"));
}

function insist() {
  const insistence = new Insistence({ random: () => 1 });
  return [insistence, insistence.get(get, (error) => failures.push(error.message))];
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [attempts, failures, isBack] = [[], [], false];
});

test("what is there is given at once", async () => {
  isBack = true;
  assert.equal(await insist()[1], "it");
  assert.equal(attempts.length, 1);
});

test("what is away is asked for ever more seldom, until it comes, and each failure is told", async () => {
  const [, given] = insist();
  for (const wait of [500, 1000, 2000, 4000, 8000, 10000, 10000]) {
    await turn();
    const before = attempts.length;
    mock.timers.tick(wait - 1);
    await turn();
    assert.equal(attempts.length, before);
    isBack = before === 7;
    mock.timers.tick(1);
    await turn();
    assert.equal(attempts.length, before + 1);
  }
  assert.equal(await given, "it");
  assert.deepEqual(failures, Array(7).fill("away"));
});

test("who knows that the way is free again need not wait", async () => {
  const [insistence, given] = insist();
  await turn();
  isBack = true;
  insistence.hurry();
  assert.equal(await given, "it");
  mock.timers.tick(1e6);
  await turn();
  assert.equal(attempts.length, 2);
});

test("an answer that never comes is given up", async (context) => {
  const patience = [];
  context.mock.method(AbortSignal, "timeout", (most) => patience.push(most) && AbortSignal.abort());
  insist();
  for (let n = 0; n < 6; n += 1) {
    await turn();
    mock.timers.tick(10000);
  }
  assert.deepEqual(patience.slice(0, 5), [15000, 30000, 60000, 120000, 120000]);
});
