// The marks of entries and exits on a price chart, each with the number of its trade.
import { wayOf } from "./trade_levels.js";

const CROWD = 60; // trades: from here on their marks are small, so that they do not cover the price
const BELOW = { position: "belowBar", shape: "arrowUp" };
const ABOVE = { position: "aboveBar", shape: "arrowDown" };

export function marksOf(trades, axis, { accent, gain, loss }) {
  const size = trades.length > CROWD ? 0.4 : 1;
  const entered = new Set(); // a position that is left in parts was entered once
  const marks = trades.flatMap((trade) => {
    const [into, out] = wayOf(trade) > 0 ? [BELOW, ABOVE] : [ABOVE, BELOW];
    const mark = (time, color, look) => ({ id: String(trade.number), time: axis.times[axis.indexOf(time)], color, size, ...look });
    const isNew = !entered.has(trade.entry_time);
    entered.add(trade.entry_time);
    return [
      ...(isNew ? [mark(trade.entry_time, accent, into)] : []),
      ...(trade.is_open ? [] : [mark(trade.exit_time, trade.pnl > 0 ? gain : loss, out)]),
    ];
  });
  return marks.sort((one, other) => one.time - other.time);
}
