// What a job has said, as the items of a timeline; pure, so that a replay gives the same.

const OUTCOMES = new Set(["complete", "error", "cancelled"]);
const NOTES = new Set(["queued", "started", "retrying"]);

export class Timeline {
  constructor() {
    this.items = [];
    this.open = new Map();
    this.outcome = null;
    this.saved = "";
  }

  // Takes an event; gives the items that are new or have changed.
  add(event) {
    if (OUTCOMES.has(event.type)) return this.ring(event);
    if (event.type === "retrying") this.interrupt();
    if (NOTES.has(event.type)) return [this.push("note", event)];
    return (this[event.type] || this.other).call(this, event);
  }

  push(kind, event, more = {}) {
    const item = { key: event.seq, kind, agent: event.agent, message: event.message, ...more };
    this.items.push(item);
    return item;
  }

  agent_start(event) {
    // The supervisor's turn lasts for the whole run: it is a heading, not a step that spins.
    if (event.agent === "Supervisor") return [this.push("note", event)];
    const step = this.push("step", event, { state: "running", iteration: event.iteration });
    this.open.set(event.agent, step);
    return [step];
  }

  agent_progress(event) {
    const step = this.open.get(event.agent);
    if (!step) return event.message ? [this.push("note", event)] : [];
    Object.assign(step, { done: event.data?.done, total: event.data?.total });
    if (event.message) step.message = event.message;
    return [step];
  }

  agent_complete(event) {
    const step = this.open.get(event.agent);
    if (!step) return [this.push("note", event)];
    this.open.delete(event.agent);
    Object.assign(step, { state: "done", message: event.message, duration: event.duration_ms });
    step.done = step.total = undefined;
    return [step];
  }

  iteration_start(event) {
    return [this.push("iteration", event)];
  }

  refinement(event) {
    return [this.push("refinement", event, { changes: event.data?.changes || [] })];
  }

  warning(event) {
    return [this.push("warning", event)];
  }

  keep(text) {
    this.saved = text;
    return [];
  }

  other(event) {
    if (event.type === "saved") return this.keep("Kept in the history");
    if (event.type === "save_delayed") return this.keep(event.message);
    return event.message ? [this.push("note", event)] : [];
  }

  interrupt() {
    for (const step of this.open.values()) step.state = "interrupted";
    this.open.clear();
  }

  ring(event) {
    const left = [...this.open.values()];
    this.interrupt();
    this.outcome = event.type;
    return [...left, this.push("bell", event, { outcome: event.type })];
  }
}
