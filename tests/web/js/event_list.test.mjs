import assert from "node:assert/strict";
import { test } from "node:test";
import { EventList } from "../../../backtests/static/backtests/event_list.js";

const seqs = (events) => events.map((event) => event.seq);

test("events come out in order, each once", () => {
  const list = new EventList();
  const out = [1, 3, 2, 2, 3, 1, 4].flatMap((seq) => list.add({ seq }));
  assert.deepEqual(seqs(out), [1, 2, 3, 4]);
  assert.equal(list.lastSeq, 4);
});

test("what lies behind a gap waits", () => {
  const list = new EventList();
  assert.deepEqual(list.add({ seq: 2 }), []);
  assert.deepEqual(seqs(list.add({ seq: 1 })), [1, 2]);
});

test("after a reset the first event is new again", () => {
  const list = new EventList();
  list.add({ seq: 1 });
  list.reset();
  assert.deepEqual(seqs(list.add({ seq: 1 })), [1]);
});

test("a gap is what is missing of the log, or before an event that has come", () => {
  const list = new EventList();
  assert.deepEqual([list.gap(), list.gap(2)], [0, 2]);
  list.add({ seq: 4 });
  assert.deepEqual([list.gap(), list.gap(6)], [3, 5]);
  [1, 2, 3].forEach((seq) => list.add({ seq }));
  assert.deepEqual([list.gap(), list.gap(4), list.gap(5)], [0, 0, 1]);
  list.add({ seq: 2 }); // what comes once more is missing nowhere
  assert.deepEqual([list.gap(), list.gap(4), list.gap(5)], [0, 0, 1]);
});
