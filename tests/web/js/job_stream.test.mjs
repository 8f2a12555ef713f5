import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { JobStream } from "../../../backtests/static/backtests/job_stream.js";

const HELLO = { type: "hello", epoch: "e1", ack_every: 3, heartbeat_seconds: 10, last_seq: 0 };
const [SOCKET, EVENTS, POLLING] = [0, 1, 2];
const event = (seq, type = "agent_start") => ({ seq, type });
let lines, heard, states, resets, tickets, problems, awaited;

// A line of one of the three ways, with what the stream said on it.
const way = (number) => (at, hear, closed) => {
  const line = { way: number, say: hear, end: closed, sent: [], open: true };
  line.url = new URL(at(number === SOCKET ? "stream" : "events"));
  line.send = (message) => number === SOCKET && line.open && Boolean(line.sent.push(message));
  line.close = () => (line.open = false);
  lines.push(line);
  return line;
};
const last = () => lines.at(-1);
const lastState = () => states.at(-1)[0];

function start(random = () => 1) {
  const on = {
    event: ({ seq }) => heard.push(seq),
    state: (...told) => states.push(told),
    reset: () => (resets += 1),
    problem: (message) => problems.push(message),
  };
  const stream = new JobStream({
    stream: "ws://site/ws/?ticket=0",
    events: "http://site/events",
    freshUrl: async () => `ws://site/ws/?ticket=${++tickets}`,
    awaited: async () => awaited,
    on,
    ways: [way(SOCKET), way(EVENTS), way(POLLING)],
    random,
  });
  stream.start();
  return stream;
}

function live(random) {
  const stream = start(random);
  last().say(HELLO);
  return stream;
}

async function refuse() {
  await last().end(1006);
  mock.timers.tick(10000);
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [lines, heard, states, resets, tickets, problems, awaited] = [[], [], [], 0, 0, [], false];
});

test("a connection that is lost goes on after the last event", async () => {
  live();
  [1, 2].forEach((seq) => last().say(event(seq)));
  await last().end(1006);
  mock.timers.tick(250);
  assert.equal(lines.length, 2);
  assert.equal(last().url.searchParams.get("after"), "2");
  assert.equal(last().url.searchParams.get("epoch"), "e1");
  last().say({ ...HELLO, last_seq: 5 });
  assert.deepEqual(states.at(-1), ["live", 3]);
  [2, 3].forEach((seq) => last().say(event(seq)));
  assert.deepEqual(heard, [1, 2, 3]);
});

test("waits grow until a hello, from a quarter of a second to ten", async () => {
  live();
  for (const wait of [250, 500, 1000, 2000, 4000, 8000, 10000, 10000]) {
    const before = lines.length;
    await last().end(1006);
    mock.timers.tick(wait - 1);
    assert.equal(lines.length, before);
    mock.timers.tick(1);
    assert.equal(lines.length, before + 1);
  }
});

test("a wait is any part of the longest, so that not all come back at once", async () => {
  live(() => 0.1);
  await last().end(1006);
  mock.timers.tick(25);
  assert.equal(lines.length, 2);
});

test("silence for two and a half heartbeats is a dead connection", () => {
  live();
  mock.timers.tick(24000);
  last().say({ type: "heartbeat", last_seq: 0 });
  mock.timers.tick(24999);
  assert.equal(lines.length, 1);
  mock.timers.tick(1);
  assert.deepEqual([lastState(), lines[0].open], ["reconnecting", false]);
  mock.timers.tick(250);
  assert.equal(lines.length, 2);
});

test("events are acknowledged every so often, at the end, and with the trailer", () => {
  live();
  [event(1), event(2), event(3), event(4, "complete"), event(5, "saved")].forEach(last().say);
  assert.deepEqual(last().sent.map((ack) => ack.seq), [3, 4, 5]);
});

test("a job that is done stays closed", async () => {
  live();
  last().say(event(1, "complete"));
  await last().end(1000);
  mock.timers.tick(1e6);
  assert.deepEqual([lines.length, lastState()], [1, "done"]);
});

test("a close before the end of the job is followed by the next attempt, whatever its code", async () => {
  live();
  for (const code of [1000, 1001, 1006, 1009, 1011, 1012, 4408]) {
    last().say(HELLO);
    await last().end(code);
    assert.equal(lastState(), "reconnecting");
    mock.timers.tick(250);
  }
  assert.equal(lines.length, 8);
});

test("an unknown job is not asked for again", async () => {
  live();
  await last().end(4404);
  mock.timers.tick(1e6);
  assert.deepEqual([lines.length, lastState()], [1, "unknown"]);
});

test("a job whose log is lost is waited for while it is still to be run", async () => {
  live();
  awaited = true;
  await last().end(4404);
  mock.timers.tick(250);
  assert.deepEqual([lines.length, lastState()], [2, "reconnecting"]);
});

test("an old ticket is renewed before the next attempt, on every way", async () => {
  start();
  await last().end(4401);
  mock.timers.tick(250);
  assert.deepEqual([last().way, last().url.searchParams.get("ticket")], [SOCKET, "1"]);
  await refuse();
  assert.deepEqual([last().way, last().url.searchParams.get("ticket")], [EVENTS, "1"]);
});

test("what the server could not do is passed on", () => {
  live();
  last().say({ type: "problem", message: "The run was not reached." });
  assert.deepEqual(problems, ["The run was not reached."]);
});

test("another log starts over", async () => {
  live();
  last().say(event(1));
  last().say({ type: "reset", epoch: "e2", reason: "lost" });
  last().say(event(1));
  assert.deepEqual([heard, resets], [[1, 1], 1]);
  await last().end(1012);
  mock.timers.tick(250);
  assert.equal(last().url.searchParams.get("epoch"), "e2");
});

test("a call to cancel says whether it was sent", async () => {
  const stream = live();
  assert.equal(stream.cancel(), true);
  assert.deepEqual(last().sent, [{ type: "cancel" }]);
  await last().end(1006);
  assert.equal(stream.cancel(), false);
});

test("who is a whole heartbeat behind without a step asks again", () => {
  live();
  last().say({ type: "heartbeat", last_seq: 2 });
  last().say(event(1));
  last().say({ type: "heartbeat", last_seq: 2 });
  assert.equal(lines[0].open, true);
  last().say({ type: "heartbeat", last_seq: 2 });
  mock.timers.tick(250);
  assert.deepEqual([lines.length, last().url.searchParams.get("after")], [2, "1"]);
});

// The browser comes online, the tab wakes --------------------------------------------------------

test("an attempt in hand is given up for a quicker one, not left open beside it", async () => {
  const stream = live();
  await last().end(1006);
  mock.timers.tick(250);
  const slow = last();
  stream.hurry();
  assert.deepEqual([lines.length, slow.open], [3, false]);
  mock.timers.tick(250);
  assert.equal(lines.length, 3);
});

test("a ticket that comes late does not open a second connection", async () => {
  const stream = live();
  const renewal = last().end(4401);
  stream.hurry();
  await renewal;
  mock.timers.tick(7000);
  assert.equal(lines.length, 2);
});

test("what seemed to live while the page slept has three seconds to prove it", () => {
  const stream = live();
  stream.hurry();
  assert.deepEqual(last().sent, [{ type: "ping" }]);
  last().say({ type: "heartbeat", last_seq: 0 });
  mock.timers.tick(3000);
  assert.equal(lines[0].open, true);
  stream.hurry();
  mock.timers.tick(3000);
  assert.deepEqual([lines[0].open, lastState()], [false, "reconnecting"]);
});

test("a line that cannot be asked is left to its heartbeats, and to the better way that is tried", () => {
  const stream = live();
  stream.doubt();
  assert.deepEqual(last().sent, [{ type: "ping" }]);
  last().send = () => false;
  const { climbMs } = stream.connection;
  stream.doubt();
  assert.deepEqual([lines.length, stream.connection.climbMs], [1, climbMs]);
});

// Other ways --------------------------------------------------------------------------------------

test("a way that is refused makes room for the next, and the last for the first", async () => {
  start();
  for (let n = 0; n < 3; n += 1) await refuse();
  assert.deepEqual(lines.map((line) => line.way), [SOCKET, EVENTS, POLLING, SOCKET]);
  assert.equal(last().url.searchParams.get("ticket"), "0");
});

test("where nothing was live yet nothing was lost", async () => {
  start();
  await refuse();
  assert.equal(lastState(), "elsewhere");
  last().say(HELLO);
  await last().end(1006);
  assert.equal(lastState(), "reconnecting");
});

test("a way that is swallowed counts as refused after eight seconds", () => {
  start();
  mock.timers.tick(8000);
  mock.timers.tick(250);
  assert.deepEqual(lines.map((line) => line.way), [SOCKET, EVENTS]);
});

test("a server that restarts has not refused the way", async () => {
  start();
  await last().end(1012);
  mock.timers.tick(250);
  assert.equal(last().way, SOCKET);
});

test("a connection that was live is sought again on the best way", async () => {
  start();
  await refuse();
  last().say(HELLO);
  await last().end(1006);
  mock.timers.tick(250);
  assert.equal(last().way, SOCKET);
});

test("the best way is tried beside a lesser one, and takes over with its hello", async () => {
  start();
  await refuse();
  const lesser = last();
  lesser.say(HELLO);
  lesser.say(event(1));
  mock.timers.tick(10000);
  const better = last();
  assert.deepEqual([better.way, better.url.searchParams.get("after")], [SOCKET, "1"]);
  lesser.say(event(2));
  assert.equal(lesser.open, true);
  better.say({ ...HELLO, last_seq: 3 });
  [2, 3].forEach((seq) => better.say(event(seq)));
  lesser.say(event(4));
  assert.deepEqual([heard, lesser.open, lastState()], [[1, 2, 3], false, "live"]);
});

test("while the best way stays shut it is tried more and more seldom, and the lesser one serves", async () => {
  start();
  await refuse();
  last().say(HELLO);
  const lesser = last();
  for (const wait of [10000, 20000, 40000, 80000, 160000, 160000]) {
    const before = lines.length;
    for (let slept = 0; slept < wait; slept += 5000) {
      assert.equal(lines.length, before);
      lesser.say({ type: "heartbeat", last_seq: 0 });
      mock.timers.tick(5000);
    }
    assert.equal(lines.length, before + 1);
    await last().end(1006);
  }
  assert.equal(lesser.open, true);
});

test("no line is left open when the job is done", async () => {
  start();
  await refuse();
  last().say(HELLO);
  const lesser = last();
  mock.timers.tick(10000);
  lesser.say(event(1, "complete"));
  await lesser.end(1000);
  assert.deepEqual([lastState(), lines.some((line) => line.open)], ["done", false]);
});
