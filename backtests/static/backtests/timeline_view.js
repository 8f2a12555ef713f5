// Draws the items of a timeline into a list; an item that changes keeps its place.
import { withMinus } from "./minus.js";
import { node } from "./nodes.js";
import { foldOut } from "./payload_view.js";

const AGENTS = {
  Supervisor: "Supervisor",
  Clarifier: "Clarifier",
  Strategist: "Strategist",
  BacktestRunner: "Backtest runner",
  StrategyAnalyst: "Analyst",
  InsightsGenerator: "Insights",
};

// What the sign before an item says, for those who do not see it.
const STATES = { running: "under way", done: "done", decided: "decided", interrupted: "interrupted" };
const OUTCOMES = { complete: "Complete", error: "Failed", cancelled: "Cancelled" };

export class TimelineView {
  constructor(list) {
    this.list = list;
    this.nodes = new Map();
    this.drawn = new Map(); // how the item of each node was when it was drawn
    this.unfolded = new Set();
  }

  clear() {
    this.unfolded.clear();
    this.show([]);
  }

  // These and no others, as in a replay, which goes to and fro.
  show(items) {
    const shown = new Set(items.map(({ key }) => key));
    for (const key of [...this.nodes.keys()].filter((one) => !shown.has(one))) {
      this.nodes.get(key).remove();
      this.nodes.delete(key);
      this.drawn.delete(key);
    }
    this.draw(items);
  }

  // What is as it was is left alone, so that whoever reads in it keeps the place.
  draw(items) {
    for (const item of items) {
      const told = JSON.stringify(item);
      if (this.drawn.get(item.key) === told) continue;
      this.drawn.set(item.key, told);
      this.fill(this.nodes.get(item.key) || this.place(item.key), item);
    }
  }

  fill(place, item) {
    place.className = item.kind;
    if (item.state) place.dataset.state = item.state;
    if (item.outcome) place.dataset.outcome = item.outcome;
    place.replaceChildren(...parts(item));
    const found = place.querySelector("details");
    if (found) this.remember(found, item.key);
  }

  // What was unfolded once is found unfolded whenever the replay comes by again.
  remember(found, key) {
    found.open = this.unfolded.has(key);
    found.addEventListener("toggle", () => this.unfolded[found.open ? "add" : "delete"](key));
  }

  place(key) {
    const place = node("li", "");
    this.nodes.set(key, place);
    this.list.append(place);
    return place;
  }
}

function parts(item) {
  const shown = [];
  if (item.outcome) shown.push(node("span", "step-outcome", OUTCOMES[item.outcome]));
  if (item.kind === "warning") shown.push(node("span", "step-outcome", "Warning"));
  if (item.agent && item.kind !== "bell") shown.push(node("span", "step-agent", AGENTS[item.agent] || item.agent));
  shown.push(node("span", "step-message", withMinus(item.message || "")));
  if (item.state) shown.push(node("span", "step-time", stood(item)));
  if (item.total) shown.push(progress(item));
  if (item.found) shown.push(foldOut(item.found));
  return shown;
}

// "done in 1.2 s"
function stood({ state, duration }) {
  return duration === undefined ? STATES[state] : `${STATES[state]} in ${took(duration)}`;
}

function took(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function progress({ done, total, message }) {
  const bar = node("progress", "");
  bar.max = total;
  bar.value = done;
  bar.setAttribute("aria-label", message || "Progress");
  return bar;
}
