// What a step found, beside what it said: tables and lists out of an event's data. Pure, texts only.

const whole = (value) => Math.round(value).toLocaleString("en-US");
const share = (value) => `${Math.abs(value) < 10 ? (100 * value).toFixed(1) : whole(100 * value)}%`;
const gain = (value) => `${value > 0 ? "+" : ""}${share(value)}`;
const ratio = (value) => value.toFixed(2);
const plain = (value) => String(Number.isFinite(value) ? Number(value.toPrecision(4)) : value);
const written = (value, unit) => (unit === "%" ? `${plain(100 * value)}%` : plain(value));
const FIGURES = new Map([
  ["total_return", ["Return", gain]],
  ["cagr", ["Return a year", gain]],
  ["max_drawdown", ["Max drawdown", share]],
  ["sharpe", ["Sharpe ratio", ratio]],
  ["trades", ["Trades", whole]],
  ["win_rate", ["Win rate", share]],
  ["profit_factor", ["Profit factor", ratio]],
]);
// The first of these that an event's data holds tells what they are.
const PAYLOADS = [
  ["metrics", figures],
  ["findings", findings],
  ["changes", changes],
  ["cards", prices],
  ["strategy", strategy],
  ["warnings", warnings],
  ["best_iteration", decision],
];

// { title, of, parts }, where a part is a table (caption, heads, rows), a list or code; or null.
export function payload({ data, iteration, type }) {
  if (!data || type === "complete") return null;
  const [, tell] = PAYLOADS.find(([name]) => data[name] !== undefined) || [];
  const told = tell?.(data);
  if (!told?.parts.length) return null;
  return { ...told, of: iteration ? ` of iteration ${iteration}` : "" };
}

function figures({ metrics, benchmark_return: held }) {
  const rows = [...FIGURES]
    .filter(([name]) => name in metrics)
    .map(([name, [label, say]]) => [label, lossless(name, metrics) ? "no loss" : said(metrics[name], say)]);
  if (held !== undefined) rows.splice(1, 0, ["Buy and hold", said(held, gain)]);
  return { title: "Figures", parts: [{ heads: ["Figure", number("Value")], rows }] };
}

// There is no profit factor where trades gained and none lost.
function lossless(name, metrics) {
  return name === "profit_factor" && metrics[name] === null && metrics.win_rate > 0;
}

function findings({ findings: all, in_sample: first }) {
  if (all.some((one) => one.state)) return { title: "Checks", parts: [checked(all)] };
  const parts = [judged("The whole period", all), judged("Its first part, which decides what is tried next", first || [])];
  return { title: "Findings", parts: parts.filter(({ rows }) => rows.length) };
}

function judged(caption, found) {
  const rows = found.map(({ text, metric, value, limit }) => {
    const [, say] = FIGURES.get(metric) || [, plain];
    return [text, said(value, say), said(limit, say)];
  });
  return { caption, heads: ["Finding", number("Found"), number("Threshold")], rows };
}

function checked(found) {
  const heads = ["Check", "Outcome", number("Found"), number("Threshold")];
  const rows = found.map(({ text, state, value, threshold }) => [text, state, said(value, share), said(threshold, share)]);
  return { heads, rows };
}

function changes({ changes: made }) {
  const rows = made.map(({ label, path, from, to, why, unit }, n) =>
    [`${label} (${path.split(".")[0]})`, written(from, unit), written(to, unit), why === made[n - 1]?.why ? "likewise" : why]);
  return { title: "What changes", parts: [{ heads: ["Number", number("From"), number("To"), "Why"], rows }] };
}

function prices({ cards }) {
  const rows = cards.map((card) => [card.symbol, card.provider, whole(card.bars), card.start, card.end, card.flags.join("; ")]);
  return { title: "Prices", parts: [{ heads: ["Symbol", "Source", number("Bars"), "From", "To", "To know"], rows }] };
}

function strategy({ strategy: tested }) {
  return { title: "The strategy as data", parts: [{ code: JSON.stringify(tested, null, 2) }] };
}

function warnings({ warnings: told }) {
  return { title: "Warnings", parts: told.length ? [{ list: told }] : [] };
}

function decision({ best_iteration: best, tried }) {
  const rows = [["Kept", `iteration ${best}`], ["Tried", whole(tried)]];
  return { title: "Decision", parts: [{ heads: ["What", number("Value")], rows }] };
}

function said(value, say) {
  return value === null || value === undefined ? "unknown" : say(value);
}

function number(text) {
  return { text, number: true };
}
