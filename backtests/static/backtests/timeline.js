// What a job has said, as the items of a timeline; pure, so that a replay gives the same.
import { payload } from "./payload.js";
import { progress } from "./progress.js";

const SUPERVISOR = "Supervisor";
const LAST_OF_ITERATION = "review";
// What stands elsewhere on the page is not said once more in a row.
const SHORT = { present: "Said the strategy back, under “How it was understood”." };
const OUTCOMES = new Set(["complete", "error", "cancelled"]);
const HANDLERS = new Map(Object.entries({
  agent_start: "begin",
  agent_progress: "progress",
  agent_complete: "finish",
  iteration_start: "iteration",
  refinement: "refine",
  warning: "warn",
  retrying: "retry",
  saved: "save",
  save_delayed: "save",
}));

export class Timeline {
  constructor() {
    this.items = [];
    this.open = new Map(); // steps under way, by agent
    this.lasting = new Map(); // rows that others follow before they are over, by kind
    this.outcome = null;
    this.kept = "";
    this.attemptFrom = 0; // the items before it are of attempts that were lost
  }

  // Takes an event; gives the items that are new or have changed.
  add(event) {
    const changed = OUTCOMES.has(event.type) ? this.ring(event) : this[HANDLERS.get(event.type) || "note"](event);
    this.saidAt = event.ts;
    return changed;
  }

  push(kind, event, more = {}) {
    const { seq: key, agent, message } = event;
    const item = { key, kind, agent, message, found: payload(event), ...more };
    this.items.push(item);
    return item;
  }

  begin(event) {
    // The supervisor's turn lasts for the whole run: it is a heading, not a step that spins.
    if (event.agent === SUPERVISOR) return this.last("note", event);
    const step = this.push("step", event, { state: "running", iteration: event.iteration });
    this.open.set(event.agent, step);
    return [step];
  }

  progress(event) {
    const step = this.open.get(event.agent);
    if (!step) return this.note(event);
    Object.assign(step, { done: event.data?.done, total: event.data?.total });
    if (event.message) step.message = event.message;
    return [step];
  }

  finish(event) {
    const step = this.open.get(event.agent);
    if (event.agent === SUPERVISOR) return [...this.over("note", event.duration_ms), ...this.note(event)];
    if (!step) return this.note(event);
    this.open.delete(event.agent);
    const message = SHORT[event.action] ?? event.message;
    Object.assign(step, { state: "done", message, duration: event.duration_ms });
    Object.assign(step, { done: undefined, total: undefined, found: payload(event) });
    return event.action === LAST_OF_ITERATION ? [step, ...this.iterated(event)] : [step];
  }

  iterated({ ts }) {
    return this.over("iteration", between(this.lasting.get("iteration")?.since, ts));
  }

  last(kind, event) {
    const row = this.push(kind, event, { state: "running", since: event.ts });
    this.lasting.set(kind, row);
    return [row];
  }

  over(kind, duration) {
    const row = this.lasting.get(kind);
    if (!row) return [];
    this.lasting.delete(kind);
    return [Object.assign(row, { state: "done", duration })];
  }

  // How far the run is, in steps.
  get howFar() {
    const { mostIterations: most, outcome } = this;
    return progress(this.items.slice(this.attemptFrom), { most, outcome });
  }

  iteration(event) {
    this.mostIterations = event.data?.max_iterations;
    return this.last("iteration", event);
  }

  refine(event) {
    return [this.push("refinement", event, this.decided(event))];
  }

  warn(event) {
    return [this.push("warning", event)];
  }

  retry(event) {
    const left = this.interrupt();
    this.attemptFrom = this.items.length;
    return [...left, ...this.note(event)];
  }

  save(event) {
    this.kept = event.type === "saved" ? "Kept in the history" : event.message;
    return [];
  }

  note(event) {
    return event.message ? [this.push("note", event, event.agent === SUPERVISOR ? this.decided(event) : {})] : [];
  }

  // What the supervisor says ends its turn, or took it as long as nothing else was said.
  decided({ ts, duration_ms: whole }) {
    if (whole !== undefined) return { state: "done", duration: whole };
    return { state: "decided", duration: between(this.saidAt, ts) };
  }

  interrupt() {
    const left = [...this.open.values(), ...this.lasting.values()];
    for (const row of left) row.state = "interrupted";
    this.open.clear();
    this.lasting.clear();
    return left;
  }

  ring(event) {
    const left = this.interrupt();
    this.outcome = event.type;
    return [...left, this.push("bell", event, { outcome: event.type })];
  }
}

// In milliseconds; unknown where a time is.
function between(from, to) {
  const passed = Date.parse(to) - Date.parse(from);
  return Number.isFinite(passed) ? passed : undefined;
}
