// What the text says of the fields beside it, in the form in which one would fill them.

const PERCENT = ["commission", "slippage"];

// By the name of the field: the `value` to be filled in, what is `told` of it beyond, and whether it
// was `assumed`; what is not known yet is left out.
export function beside({ strategy, draft, assumptions = [] }) {
  const read = strategy ?? draft ?? {};
  const said = { ...texts(read), ...dates(read), ...money(read) };
  const assumed = new Set(assumptions.map(({ path }) => path));
  for (const [name, one] of Object.entries(said)) one.assumed = assumed.has(name);
  return said;
}

function texts({ symbols, timeframe }) {
  return known({ symbols: symbols?.join(", "), timeframe });
}

// What an open question leaves unsaid is not known yet; a date that was said is.
function dates({ timeframe, start, end }) {
  if (!timeframe) return known({ start, end });
  return {
    start: start ? { value: start } : { value: "", told: "the first bar" },
    end: end ? { value: end } : { value: "", told: "the last bar" },
  };
}

function money(read) {
  const { initial_capital: capital, currency } = read;
  const costs = PERCENT.map((name) => [name, percent(read[name])]);
  const said = known({ initial_capital: capital?.toString(), ...Object.fromEntries(costs) });
  if (capital !== undefined) said.initial_capital.told = `${capital.toLocaleString("en")} ${currency ?? ""}`.trim();
  const fees = fixed(read);
  if (fees) said.commission = { value: said.commission?.value === "0" ? "" : said.commission?.value ?? "", told: fees };
  return said;
}

// Costs in money, which no field in per cent can hold.
function fixed({ commission_per_trade: trade, commission_per_share: share, currency = "" }) {
  const parts = [[trade, "an order"], [share, "a share"]].filter(([fee]) => fee);
  return parts.map(([fee, each]) => `${fee} ${currency} ${each}`.replace("  ", " ")).join(" and ");
}

function known(values) {
  const some = Object.entries(values).filter(([, value]) => value);
  return Object.fromEntries(some.map(([name, value]) => [name, { value }]));
}

// 0.001 is 0.1, without the dust of binary fractions.
function percent(fraction) {
  return fraction === undefined ? undefined : `${Number((fraction * 100).toPrecision(12))}`;
}

// All of it in one line: "AAPL, 1d, 2005-01-01 to the last bar, 10,000 USD, commission 0.1%".
export function inOneLine({ symbols, timeframe, start, end, initial_capital: capital, commission, slippage }) {
  const named = (date, open) => date?.value || date?.told || open;
  const span = (start ?? end) && `${named(start, "the first bar")} to ${named(end, "the last bar")}`;
  const costs = [cost(commission, "commission"), cost(slippage, "slippage")];
  return [symbols?.value, timeframe?.value, span, capital?.told, ...costs].filter(Boolean).join(" \u00b7 ");
}

function cost(said, name) {
  const parts = [Number(said?.value) ? `${said.value}%` : "", said?.told].filter(Boolean);
  return parts.length ? `${name} ${parts.join(" and ")}` : "";
}
