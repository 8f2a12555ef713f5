import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Timeline } from "../../../backtests/static/backtests/timeline.js";

const replay = (events) => {
  const timeline = new Timeline();
  events.forEach((event, index) => timeline.add({ seq: index + 1, message: "m", ...event }));
  return timeline;
};
const agent = "BacktestRunner";

test("a step opens, moves by real counts and closes with its duration", () => {
  const timeline = replay([
    { type: "agent_start", agent },
    { type: "agent_progress", agent, data: { done: 3, total: 10 } },
  ]);
  assert.deepEqual([timeline.items[0].state, timeline.items[0].done], ["running", 3]);
  timeline.add({ seq: 3, type: "agent_complete", agent, message: "done", duration_ms: 12 });
  assert.equal(timeline.items.length, 1);
  assert.deepEqual([timeline.items[0].state, timeline.items[0].duration], ["done", 12]);
});

test("the strategy said back, which stands beside the steps, is not repeated among them", () => {
  const strategist = { agent: "Strategist", action: "present" };
  const said = "Buy AAPL when RSI(14) drops below 30; sell when it rises above 70.";
  const { items } = replay([{ type: "agent_start", ...strategist }, { type: "agent_complete", ...strategist, message: said }]);
  assert.equal(items[0].message, "Said the strategy back, under “How it was understood”.");
});

test("the supervisor's turn is a note and not a step that spins for the whole run", () => {
  const timeline = replay([{ type: "agent_start", agent: "Supervisor" }]);
  assert.equal(timeline.items[0].kind, "note");
});

test("every agent and iteration has a row with its state and how long it took", () => {
  const told = JSON.parse(readFileSync(new URL("../told.json", import.meta.url)));
  const rows = replay(told.events).items.map(({ kind, agent, message, state, duration }) =>
    [kind, agent ?? null, message, state ?? null, duration ?? null]);
  assert.deepEqual(rows, told.rows);
});

test("an iteration and the supervisor's turn are under way until they are over", () => {
  const timeline = replay([{ type: "agent_start", agent: "Supervisor" }, { type: "iteration_start" }]);
  assert.deepEqual(timeline.items.map(({ state }) => state), ["running", "running"]);
  timeline.add({ seq: 3, type: "cancelled", message: "m" });
  assert.deepEqual(timeline.items.map(({ state }) => state), ["interrupted", "interrupted", undefined]);
});

test("a lost worker interrupts what was under way", () => {
  const timeline = replay([{ type: "agent_start", agent }, { type: "retrying" }]);
  assert.deepEqual(timeline.items.map((item) => item.state), ["interrupted", undefined]);
});

for (const outcome of ["complete", "error", "cancelled"]) {
  test(`the bell rings for ${outcome}, and nothing spins after it`, () => {
    const timeline = replay([{ type: "agent_start", agent }, { type: outcome }]);
    assert.equal(timeline.outcome, outcome);
    assert.equal(timeline.items.at(-1).kind, "bell");
    assert.equal(timeline.items.some((item) => item.state === "running"), false);
  });
}

test("the trailer is said beside the status and is no step", () => {
  const timeline = replay([{ type: "complete" }, { type: "saved" }]);
  assert.equal(timeline.items.length, 1);
  assert.equal(timeline.kept, "Kept in the history");
});

test("an event of a later version is shown and not lost", () => {
  assert.equal(replay([{ type: "constructor", message: "new" }]).items[0].message, "new");
});
