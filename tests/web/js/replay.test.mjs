import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { pauses, Replay } from "../../../backtests/static/backtests/replay.js";
import { Timeline } from "../../../backtests/static/backtests/timeline.js";

const at = (ms, type = "warning") => ({ seq: ms + 1, type, message: type, ts: new Date(ms).toISOString() });
const EVENTS = [at(0), at(300), at(60000), at(60100, "complete")];
let shown, told;

function replay(events = EVENTS) {
  const show = (some) => shown.push(some.length);
  return new Replay(events, { show, moved: (...where) => told.push(where) });
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [shown, told] = [[], []];
});

test("events come as far apart as they were, but no gap bores", () => {
  assert.deepEqual(pauses(EVENTS), [0, 300, 900, 180]);
});

test("what came at once is seen one after the other", () => {
  assert.deepEqual(pauses([at(0), at(1), at(1), at(900)]), [0, 180, 180, 899]);
});

test("a long run is played within the limit", () => {
  const many = Array.from({ length: 100 }, (_, n) => at(n * 1000));
  const whole = pauses(many).reduce((sum, gap) => sum + gap, 0);
  assert.ok(Math.abs(whole - 12000) < 1);
});

test("what has no time is not waited for", () => {
  assert.deepEqual(pauses([{}, { ts: "soon" }, at(5)]), [0, 0, 0]);
});

test("a replay starts from nothing and ends with everything", () => {
  const player = replay();
  player.toggle();
  assert.deepEqual(shown, [0]);
  for (const wait of [0, 300, 900, 180]) mock.timers.tick(wait);
  assert.deepEqual(shown, [0, 1, 2, 3, 4]);
  assert.deepEqual(told.at(-1), [4, false]);
});

test("a pause holds, and playing goes on from there", () => {
  const player = replay();
  player.toggle();
  mock.timers.tick(0);
  player.toggle();
  mock.timers.tick(100000);
  assert.deepEqual([shown.at(-1), told.at(-1)], [1, [1, false]]);
  player.toggle();
  mock.timers.tick(300);
  assert.deepEqual([shown.at(-1), player.playing], [2, true]);
});

test("whoever moves the slider sees that moment and stays there", () => {
  const player = replay();
  player.toggle();
  player.seek(3);
  mock.timers.tick(100000);
  assert.deepEqual([shown.at(-1), told.at(-1)], [3, [3, false]]);
  player.seek(99);
  assert.equal(shown.at(-1), 4);
});

test("a replay shows what the live page has shown", () => {
  const live = new Timeline();
  EVENTS.forEach((event) => live.add(event));
  const again = new Timeline();
  new Replay(EVENTS, { show: (some) => some.length === 4 && some.map((one) => again.add(one)), moved() {} }).seek(4);
  assert.deepEqual(again.items, live.items);
});
