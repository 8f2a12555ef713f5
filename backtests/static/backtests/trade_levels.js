// Where the stop and the target of a trade stood, bar by bar, as the rules of its strategy say it.
// How far away a level in ATR was, each trade says itself: `gaps` of its stop, target and trailing stop.

export function wayOf({ side }) {
  return side === "short" ? -1 : 1;
}

export function targetOf(trade, { take_profit: target }) {
  return level(target, trade.entry_price, wayOf(trade), trade.gaps?.[1]);
}

// The nearest stop at each of `bars`, the first of which is that of the entry. A stop that follows
// knows the bars before only.
export function stopsOf(trade, strategy, bars) {
  const [way, paid] = [wayOf(trade), trade.entry_price];
  const fixed = level(strategy.stop_loss, paid, -way, trade.gaps?.[0]);
  let [best, safe] = [paid, false];
  return bars.map(([, , high, low]) => {
    const peak = way > 0 ? high : low;
    const known = [fixed, level(strategy.trailing_stop, best, -way, trade.gaps?.[2]), safe ? paid : null];
    best = way * Math.max(way * best, way * peak);
    safe ||= strategy.break_even > 0 && way * peak >= way * level(strategy.break_even, paid, way);
    return nearest(known.filter((one) => one !== null), way);
  });
}

function level(rule, from, way, gap) {
  if (typeof rule === "number") return from * (1 + way * rule);
  const distance = rule?.kind === "money" ? rule.distance : rule && gap;
  return distance ? from + way * distance : null;
}

function nearest(levels, way) {
  return levels.length ? way * Math.max(...levels.map((one) => way * one)) : null;
}
