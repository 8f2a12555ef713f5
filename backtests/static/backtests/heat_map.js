// Draws the grid of a sweep: a map of two axes, or a row of bars for one. A cell starts a run.
import { FIGURES, Grid, NOTHING, Shades } from "./grid.js";

export function drawHeatMap(root, sweep) {
  const element = root.querySelector("[data-heat-map]");
  if (element && sweep) new HeatMap(element, new Grid(sweep)).start();
}

class HeatMap {
  constructor(element, grid) {
    Object.assign(this, { element, grid });
    this.shown = { figure: "sharpe", down: 0, across: grid.axes.length > 1 ? 1 : null };
  }

  start() {
    this.element.hidden = false;
    this.choices();
    this.draw();
  }

  choices() {
    const figures = Object.entries(FIGURES).map(([name, { label }]) => [name, label]);
    const axes = this.grid.axes.map(({ label }, index) => [index, label]);
    const several = axes.length > 2;
    this.part("choices").replaceChildren(
      this.choice("Shown", "figure", figures),
      ...(several ? [this.choice("Down", "down", axes), this.choice("Across", "across", axes)] : []),
    );
  }

  choice(title, name, options) {
    const select = node("select", "", ...options.map(([value, label]) => {
      const option = node("option", "", label);
      option.value = value;
      return option;
    }));
    select.value = this.shown[name];
    select.addEventListener("change", () => this.choose(name, select.value));
    return node("label", "", title, " ", select);
  }

  // An axis that is wanted down and stands across changes places with the one that was there.
  choose(name, value) {
    const { down, across } = this.shown;
    this.shown[name] = name === "figure" ? value : Number(value);
    if (this.shown.down === this.shown.across) Object.assign(this.shown, { down: across, across: down });
    this.choices();
    this.draw();
  }

  draw() {
    const { figure, down, across } = this.shown;
    const map = this.grid.map(down, across);
    const values = map.cells.flat().map((number) => this.grid.figures[figure][number]);
    const shades = new Shades(figure, values);
    const table = node("table", across === null ? "map bars" : "map", ...this.head(map));
    this.part("caption").textContent = this.caption();
    table.setAttribute("aria-label", this.caption());
    table.append(node("tbody", "", ...map.rows.map((label, row) => this.row(label, map.cells[row], shades))));
    this.part("box").replaceChildren(table);
    this.part("legend").replaceChildren(...this.legend(shades));
    this.part("note").textContent = this.note(map);
    this.reveal(table.querySelector(".chosen"));
  }

  // Where the map is wider than the page, the winner is what is seen first.
  reveal(cell) {
    const box = this.part("box");
    if (cell) box.scrollLeft = cell.offsetLeft - box.clientWidth / 2;
  }

  caption() {
    const [down, across] = [this.shown.down, this.shown.across].map((axis) => this.grid.axes[axis]?.label);
    const sides = across ? `, ${down} (down) by ${across} (across)` : ` by ${down}`;
    return `${FIGURES[this.shown.figure].label}${sides}`;
  }

  head({ columns }) {
    if (!columns) return [];
    return [node("thead", "", node("tr", "", node("td"), ...columns.map((label) => scoped("col", label))))];
  }

  row(label, cells, shades) {
    return node("tr", "", scoped("row", label), ...cells.map((number) => this.cell(number, shades)));
  }

  cell(number, shades) {
    const { figure } = this.shown;
    const value = this.grid.figures[figure][number];
    const chosen = number === this.grid.chosen;
    const button = node("button", "", this.grid.told(figure, number));
    Object.assign(button, { name: "n", value: number, title: `${this.grid.all(number)}. Test this one alone` });
    button.setAttribute("aria-label", `${button.title}${chosen ? " (chosen)" : ""}`);
    const cell = node("td", `shade-${shades.of(value)}${chosen ? " chosen" : ""}`, button);
    if (chosen) cell.append(node("small", "", "\u25c6 chosen"));
    if (this.shown.across === null) cell.append(bar(value, shades));
    return cell;
  }

  legend(shades) {
    const [first, last] = shades.range;
    const { told } = FIGURES[this.shown.figure];
    const swatches = [];
    for (let shade = first; shade <= last; shade += 1) swatches.push(node("span", `swatch shade-${shade}`));
    const scale = [told(shades.value(first)), ...swatches, told(shades.value(last))];
    return [node("span", "map-scale", ...scale), node("span", "", `${NOTHING} not known`), node("span", "", "\u25c6 chosen")];
  }

  note({ rows, columns }) {
    const shown = [this.shown.down, this.shown.across];
    const others = this.grid.axes.filter((_, index) => !shown.includes(index)).map(({ label }) => label);
    const shares = Math.max(rows.share, columns?.share ?? 1) > 1;
    return [
      "Choose a cell to test that variant alone.",
      others.length && `A cell shows the variant that does best over ${others.join(" and ")}.`,
      shares && "Neighbouring values share a cell, which shows the best of them.",
    ].filter(Boolean).join(" ");
  }

  part(name) {
    return this.element.querySelector(`.map-${name}`);
  }
}

function bar(value, shades) {
  const made = node("span", `bar shade-${shades.of(value)}`);
  made.style.setProperty("--long", shades.most ? Math.abs(value ?? 0) / shades.most : 0);
  return made;
}

function scoped(scope, label) {
  const head = node("th", "", label);
  head.scope = scope;
  return head;
}

function node(tag, name, ...content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}
