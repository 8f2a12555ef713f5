import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { JobStream } from "../../../backtests/static/backtests/job_stream.js";

class Socket {
  static all = [];
  readyState = 1;
  sent = [];
  constructor(url) {
    this.url = new URL(url);
    Socket.all.push(this);
  }
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  say(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
}

const HELLO = { type: "hello", epoch: "e1", ack_every: 3, heartbeat_seconds: 10, last_seq: 0 };
const last = () => Socket.all.at(-1);
const event = (seq, type = "agent_start") => ({ seq, type });
let heard, states, resets, tickets, problems, awaited;

function open() {
  const on = {
    event: ({ seq }) => heard.push(seq),
    state: (name) => states.push(name),
    reset: () => (resets += 1),
    problem: (message) => problems.push(message),
  };
  const freshUrl = async () => `ws://site/ws/?ticket=${++tickets}`;
  const stream = new JobStream({
    url: "ws://site/ws/?ticket=0",
    freshUrl,
    awaited: async () => awaited,
    on,
    Socket,
    random: () => 1,
  });
  stream.start();
  last().say(HELLO);
  return stream;
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [heard, states, resets, tickets, problems, awaited] = [[], [], 0, 0, [], false];
  Socket.all = [];
});

test("a connection that is lost goes on after the last event", async () => {
  open();
  [1, 2].forEach((seq) => last().say(event(seq)));
  await last().onclose({ code: 1006 });
  mock.timers.tick(500);
  assert.equal(Socket.all.length, 2);
  assert.equal(last().url.searchParams.get("after"), "2");
  assert.equal(last().url.searchParams.get("epoch"), "e1");
  [2, 3].forEach((seq) => last().say(event(seq)));
  assert.deepEqual(heard, [1, 2, 3]);
});

test("waits grow until a hello, and no longer than fifteen seconds", async () => {
  open();
  for (const wait of [500, 1000, 2000, 4000, 8000, 15000, 15000]) {
    const before = Socket.all.length;
    await last().onclose({ code: 1006 });
    mock.timers.tick(wait - 1);
    assert.equal(Socket.all.length, before);
    mock.timers.tick(1);
    assert.equal(Socket.all.length, before + 1);
  }
});

test("silence for two and a half heartbeats is a dead connection", () => {
  open();
  mock.timers.tick(24000);
  last().say({ type: "heartbeat", last_seq: 0 });
  mock.timers.tick(24999);
  assert.equal(Socket.all.length, 1);
  mock.timers.tick(1);
  assert.deepEqual(states.at(-1), "reconnecting");
  mock.timers.tick(500);
  assert.equal(Socket.all.length, 2);
});

test("events are acknowledged every so often, at the end, and with the trailer", () => {
  open();
  [event(1), event(2), event(3), event(4, "complete"), event(5, "saved")].forEach((e) => last().say(e));
  assert.deepEqual(last().sent.map((ack) => ack.seq), [3, 4, 5]);
});

test("a job that is done stays closed", async () => {
  open();
  await last().onclose({ code: 1000 });
  mock.timers.tick(100000);
  assert.equal(Socket.all.length, 1);
  assert.equal(states.at(-1), "done");
});

test("an unknown job is not asked for again", async () => {
  open();
  await last().onclose({ code: 4404 });
  mock.timers.tick(100000);
  assert.deepEqual([Socket.all.length, states.at(-1)], [1, "unknown"]);
});

test("a job whose log is lost is waited for while it is still to be run", async () => {
  open();
  awaited = true;
  await last().onclose({ code: 4404 });
  mock.timers.tick(500);
  assert.deepEqual([Socket.all.length, states.at(-1)], [2, "reconnecting"]);
});

test("an old ticket is renewed before the next attempt", async () => {
  open();
  await last().onclose({ code: 4401 });
  mock.timers.tick(500);
  assert.equal(last().url.searchParams.get("ticket"), "1");
});

test("what the server could not do is passed on", () => {
  open();
  last().say({ type: "problem", message: "The run was not reached." });
  assert.deepEqual(problems, ["The run was not reached."]);
});

test("another log starts over", async () => {
  open();
  last().say(event(1));
  last().say({ type: "reset", epoch: "e2", reason: "lost" });
  last().say(event(1));
  assert.deepEqual([heard, resets], [[1, 1], 1]);
  await last().onclose({ code: 1012 });
  mock.timers.tick(500);
  assert.equal(last().url.searchParams.get("epoch"), "e2");
});

test("a call to cancel says whether it was sent", async () => {
  const stream = open();
  assert.equal(stream.cancel(), true);
  assert.deepEqual(last().sent, [{ type: "cancel" }]);
  await last().onclose({ code: 1006 });
  assert.equal(stream.cancel(), false);
});

test("an attempt in hand is given up for a quicker one, not left open beside it", async () => {
  const stream = open();
  await last().onclose({ code: 1006 });
  mock.timers.tick(500);
  const slow = last();
  stream.hurry();
  assert.deepEqual([Socket.all.length, slow.readyState], [3, 3]);
  mock.timers.tick(500);
  assert.equal(Socket.all.length, 3);
});

test("a ticket that comes late does not open a second connection", async () => {
  const stream = open();
  const renewal = last().onclose({ code: 4401 });
  stream.hurry();
  await renewal;
  mock.timers.tick(20000);
  assert.equal(Socket.all.length, 2);
});
