// Draws the items of a timeline into a list; an item that changes keeps its place.

const AGENTS = {
  Supervisor: "Supervisor",
  Clarifier: "Clarifier",
  Strategist: "Strategist",
  BacktestRunner: "Backtest runner",
  StrategyAnalyst: "Analyst",
  InsightsGenerator: "Insights",
};

export class TimelineView {
  constructor(list) {
    this.list = list;
    this.nodes = new Map();
  }

  clear() {
    this.nodes.clear();
    this.list.replaceChildren();
  }

  draw(items) {
    for (const item of items) {
      const node = this.nodes.get(item.key) || this.place(item.key);
      node.className = item.kind;
      if (item.state) node.dataset.state = item.state;
      if (item.outcome) node.dataset.outcome = item.outcome;
      node.replaceChildren(...parts(item));
    }
  }

  place(key) {
    const node = document.createElement("li");
    this.nodes.set(key, node);
    this.list.append(node);
    return node;
  }
}

function parts(item) {
  const shown = [];
  if (item.agent && item.kind !== "bell") shown.push(text("span", "step-agent", AGENTS[item.agent] || item.agent));
  shown.push(text("span", "step-message", item.message || ""));
  if (item.duration !== undefined) shown.push(text("span", "step-time", took(item.duration)));
  if (item.total) shown.push(progress(item));
  return shown;
}

function text(tag, name, content) {
  const node = document.createElement(tag);
  node.className = name;
  node.textContent = content;
  return node;
}

function took(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function progress({ done, total, message }) {
  const bar = document.createElement("progress");
  bar.max = total;
  bar.value = done;
  bar.setAttribute("aria-label", message || "Progress");
  return bar;
}
