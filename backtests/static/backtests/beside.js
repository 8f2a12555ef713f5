// What the text says of the fields beside it, in the form in which one would fill them.

const PERCENT = new Set(["commission", "slippage"]);

// The values of the fields by name; what is not known yet is left out.
export function beside(strategy) {
  const { symbols, timeframe, start, end, initial_capital: capital } = strategy ?? {};
  const said = {
    symbols: symbols?.join(", "),
    timeframe,
    start: timeframe && (start ?? "the first bar"),
    end: timeframe && (end ?? "the last bar"),
    initial_capital: capital === undefined ? undefined : `${capital.toLocaleString("en")} ${strategy.currency ?? ""}`.trim(),
  };
  for (const name of PERCENT) said[name] = percent(strategy?.[name]);
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value));
}

// 0.001 is 0.1, without the dust of binary fractions.
function percent(fraction) {
  return fraction === undefined ? undefined : `${Number((fraction * 100).toPrecision(12))}%`;
}

// All of it in one line: "AAPL, 1d, 2005-01-01 to the last bar, 10,000 USD".
export function inOneLine({ symbols, timeframe, start, end, initial_capital: capital }) {
  const span = start && `${start} to ${end}`;
  return [symbols, timeframe, span, capital].filter(Boolean).join(" \u00b7 ");
}
