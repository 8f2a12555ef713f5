// Draws on a price chart, for each trade, the way from entry to exit, its stop and its target; where
// too many are seen for that, a dot at each exit.
import { stopsOf, targetOf } from "./trade_levels.js";

const DASHED = [5, 4];
const CROWD = 300; // trades in view: from here on lines and marks would only be a smear
const DOT = 3;

export class TradeLines {
  constructor(trades, strategy, rows, axis, colours) {
    const first = new Map(rows.map(([time], row) => [time, row]));
    Object.assign(this, { colours, picked: null, isAdded: isAdded(strategy) });
    this.lines = trades.map((trade) => lineOf(trade, strategy, rows, first, axis));
  }

  pick(number) {
    this.picked = number;
    this.update?.();
  }

  attached({ chart, series, requestUpdate }) {
    Object.assign(this, { chart, series, update: requestUpdate });
  }

  detached() {
    this.update = null;
  }

  updateAllViews() {}

  paneViews() {
    return [this];
  }

  zOrder() {
    return "top";
  }

  renderer() {
    return this;
  }

  draw(target) {
    target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio, verticalPixelRatio }) => {
      context.save();
      context.scale(horizontalPixelRatio, verticalPixelRatio);
      const { lines, crowded } = this.seen();
      if (crowded) this.dots(context, lines);
      else this.rules(context, lines);
      this.highlight(context, lines.filter((one) => one.number === this.picked));
      context.restore();
    });
  }

  seen() {
    const range = this.chart.timeScale().getVisibleLogicalRange();
    return range ? this.within(range) : { lines: [], crowded: false };
  }

  within(range) {
    const lines = this.lines.filter(({ from, to }) => to >= range.from && from <= range.to);
    return { lines, crowded: lines.length > CROWD };
  }

  rules(context, lines) {
    const { gain, loss } = this.colours;
    const ways = this.isAdded ? [] : lines;
    this.stroke(context, ways.filter((one) => one.won), gain, DASHED, held);
    this.stroke(context, ways.filter((one) => !one.won), loss, DASHED, held);
    this.stroke(context, lines, loss, [], (one) => one.stops);
    this.stroke(context, lines, gain, [], (one) => one.target);
  }

  highlight(context, picked) {
    this.stroke(context, picked, this.colours.gold, [], held, 5);
    this.stroke(context, picked, this.colours.accent, [], held, 2);
  }

  // One by one: as one path they would be drawn far slower.
  dots(context, lines) {
    const scale = this.chart.timeScale();
    for (const { won, held: [, [index, price]] } of lines) {
      context.fillStyle = won ? this.colours.gain : this.colours.loss;
      const [x, y] = [scale.logicalToCoordinate(index), this.series.priceToCoordinate(price)];
      context.fillRect(Math.round(x) - 1, Math.round(y) - 1, DOT, DOT);
    }
  }

  stroke(context, lines, colour, dash, points, width = 1) {
    const scale = this.chart.timeScale();
    context.beginPath();
    for (const line of lines) {
      let pen = "moveTo";
      for (const [index, price] of points(line)) {
        context[pen](scale.logicalToCoordinate(index), this.series.priceToCoordinate(price));
        pen = "lineTo";
      }
    }
    Object.assign(context, { strokeStyle: colour, lineWidth: width });
    context.setLineDash(dash);
    context.stroke();
  }
}

// What is bought bit by bit was paid for on average: no bar ever had that price.
function isAdded({ portfolio, sizing }) {
  return Boolean(portfolio) || sizing?.max_entries > 1;
}

function held(line) {
  return line.held;
}

function lineOf(trade, strategy, rows, first, axis) {
  const [from, to] = [axis.indexOf(trade.entry_time), axis.indexOf(trade.exit_time)];
  const bars = rows.slice(first.get(trade.entry_time), first.get(trade.exit_time) + 1);
  const target = targetOf(trade, strategy);
  return {
    number: trade.number,
    from,
    to,
    won: trade.pnl > 0,
    held: [[from, trade.entry_price], [to, trade.exit_price]],
    stops: steps(bars.map(([time]) => axis.indexOf(time)), stopsOf(trade, strategy, bars)),
    target: target === null ? [] : [[from, target], [to, target]],
  };
}

// Only the corners of a line that stands still between its steps.
export function steps(indices, levels) {
  const last = levels.length - 1;
  return levels.flatMap((level, at) => {
    if (level === null) return [];
    const moved = at > 0 && levels[at - 1] !== level && levels[at - 1] !== null;
    if (moved) return [[indices[at], levels[at - 1]], [indices[at], level]];
    return at === 0 || at === last ? [[indices[at], level]] : [];
  });
}
