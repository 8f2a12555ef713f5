// The grid of a sweep, without a page: which variants a cell of the map stands for, and the best.
import { withMinus } from "./minus.js";

const MOST = 30; // values that one side of the map shows; more share a cell
const ENOUGH = [3, 6]; // trades: below, a Sharpe ratio says nothing, or little

export const FIGURES = {
  sharpe: { label: "Sharpe ratio", told: (value) => signed(value.toFixed(2)) },
  total_return: { label: "Return", told: (value) => signed(`${(value * 100).toFixed(1)}%`) },
  max_drawdown: { label: "Max drawdown", told: (value) => withMinus(`${(value * 100).toFixed(1)}%`) },
  trades: { label: "Trades", told: (value) => value.toLocaleString("en") },
};
export const NOTHING = "\u2013"; // a dash, between two values too

export class Grid {
  constructor({ axes, figures, chosen, count }) {
    Object.assign(this, { axes, figures, chosen, count });
    this.strides = axes.map((_, index) =>
      axes.slice(index + 1).reduce((product, axis) => product * axis.values.length, 1));
  }

  // Where a variant stands on an axis.
  place(number, axis) {
    return Math.floor(number / this.strides[axis]) % this.axes[axis].values.length;
  }

  // Rows and columns with the best variant of each cell; without `across` there is one column.
  map(down, across = null) {
    const [rows, columns] = [this.groups(down), across === null ? null : this.groups(across)];
    const cells = rows.map(() => (columns ?? [0]).map(() => null));
    for (let number = 0; number < this.count; number += 1) {
      const row = Math.floor(this.place(number, down) / rows.share);
      const column = columns ? Math.floor(this.place(number, across) / columns.share) : 0;
      cells[row][column] = this.better(number, cells[row][column]);
    }
    return { rows, columns, cells };
  }

  // Neighbouring values that share a row or a column, by their labels.
  groups(axis) {
    const { values } = this.axes[axis];
    const share = Math.ceil(values.length / MOST);
    const groups = [];
    for (let first = 0; first < values.length; first += share) {
      const last = Math.min(first + share, values.length) - 1;
      const ends = [...new Set([values[first], values[last]])];
      groups.push(ends.map((value) => this.written(axis, value)).join(NOTHING));
    }
    return Object.assign(groups, { share });
  }

  // As the winner was chosen: it is the best wherever it stands; of equals, the first.
  better(number, other) {
    if (other === null || number === this.chosen) return number;
    if (other === this.chosen) return other;
    const [mine, its] = [this.rank(number), this.rank(other)];
    const differs = mine.findIndex((value, index) => value !== its[index]);
    return differs >= 0 && mine[differs] > its[differs] ? number : other;
  }

  rank(number) {
    const { trades, sharpe, total_return: gained } = this.figures;
    const grade = ENOUGH.filter((least) => trades[number] >= least).length;
    return [grade, sharpe[number] ?? -Infinity, gained[number]];
  }

  written(axis, value) {
    const scaled = this.axes[axis].unit === "%" ? value * 100 : value;
    return `${+scaled.toPrecision(6)}${this.axes[axis].unit}`;
  }

  values(number) {
    const { axes } = this;
    return axes.map(({ label, values }, axis) =>
      `${label} ${this.written(axis, values[this.place(number, axis)])}`).join(", ");
  }

  told(figure, number) {
    const value = this.figures[figure][number];
    return value === null ? NOTHING : FIGURES[figure].told(value);
  }

  all(number) {
    const figures = Object.entries(FIGURES).map(([name, { label }]) =>
      `${label.toLowerCase()} ${this.told(name, number)}`);
    return `${this.values(number)}: ${figures.join(", ")}`;
  }
}

// Nine shades: around zero where a figure has two sides, else from nothing to the most.
export class Shades {
  constructor(figure, values) {
    const known = values.filter((value) => value !== null);
    this.most = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    this.upward = figure === "trades" ? 1 : figure === "max_drawdown" ? -1 : 0;
  }

  of(value) {
    if (value === null) return "none";
    if (this.most === 0) return 4;
    return 4 + Math.round((4 * value) / this.most);
  }

  get range() {
    if (this.upward > 0) return [4, 8];
    return this.upward < 0 ? [0, 4] : [0, 8];
  }

  // What the first, the middle and the last shade stand for.
  value(shade) {
    return ((shade - 4) / 4) * this.most;
  }
}

function signed(text) {
  if (Number.parseFloat(text) === 0) return text.replace("-", "");
  return withMinus(text.startsWith("-") ? text : `+${text}`);
}