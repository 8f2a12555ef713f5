// Panes that move as one: who scrolls, zooms or points at one of them does so on all of them.
import { isFar } from "./detail.js";
import { painted } from "./turns.js";

export class Together {
  constructor(axis, { pointed, moved }) {
    Object.assign(this, { panes: [], axis, pointed, moved, cursor: null, range: null, held: null });
    this.fit();
  }

  // Who comes later shows at once what the others show.
  add(pane) {
    this.panes.push(pane);
    this.follow(pane);
    this.bring(pane);
    this.pointing = true;
    pane.read(this.cursor);
    if (this.cursor !== null) pane.pointAt(this.cursor);
    this.pointing = false;
  }

  drop(pane) {
    this.panes = this.panes.filter((one) => one !== pane);
  }

  follow(pane) {
    const scale = pane.chart.timeScale();
    scale.subscribeVisibleLogicalRangeChange((range) => {
      if (range && !this.moving) this.move(range, pane);
    });
    pane.chart.subscribeCrosshairMove(({ logical, sourceEvent }) => {
      if (this.pointing) return; // what the panes say of a cursor that they were given
      if (this.held && !this.lets(sourceEvent)) this.put(this.cursor);
      else if (sourceEvent || logical === undefined) this.point(logical, pane);
    });
  }

  // The cursor stays here until the mouse is moved: a page that scrolls beneath it points at nothing.
  hold(index) {
    this.held = { place: null };
    this.point(index);
  }

  // Whether this is the mouse itself at another place of the screen.
  lets(sourceEvent) {
    if (!sourceEvent) return false;
    const place = `${sourceEvent.screenX} ${sourceEvent.screenY}`;
    this.held.place ??= place;
    if (this.held.place === place) return false;
    this.held = null;
    return true;
  }

  fit() {
    this.move({ from: -0.5, to: this.axis.length - 0.5 });
  }

  move({ from, to }, source = null) {
    if (this.range && near(this.range.from, from) && near(this.range.to, to)) return;
    this.range = { from, to };
    this.moving = true; // whatever the panes say of what they were given
    this.moved(this.range);
    source?.detail(this.range);
    this.moving = false;
    const others = this.panes.filter((pane) => pane !== source);
    if (others.some((pane) => pane.isFar !== isFar(this.range))) this.bringInTurns(others);
    else for (const pane of others) this.bring(pane);
  }

  // To be drawn with more or with fewer bars takes a pane a while: one a frame. Who moves on takes over.
  async bringInTurns(panes) {
    const { range } = this;
    for (const pane of panes) {
      if (range !== this.range) return;
      if (this.panes.includes(pane)) this.bring(pane);
      await painted();
    }
  }

  bring(pane) {
    this.moving = true;
    pane.detail(this.range);
    pane.chart.timeScale().setVisibleLogicalRange(this.range);
    this.moving = false;
  }

  // `index` undefined: nobody points at anything.
  point(index, source = null) {
    const inside = index !== undefined && index >= 0 && index < this.axis.length;
    const cursor = inside ? index : null;
    if (cursor === this.cursor) return;
    this.put(cursor, source);
    this.pointed(cursor);
  }

  put(cursor, source = null) {
    this.cursor = cursor;
    this.pointing = true;
    for (const pane of this.panes) {
      pane.read(cursor);
      if (pane !== source) pane.pointAt(cursor);
    }
    this.pointing = false;
  }

  step(bars) {
    const middle = Math.round((this.range.from + this.range.to) / 2);
    const next = (this.cursor ?? middle) + bars;
    this.cursorTo(Math.min(Math.max(next, 0), this.axis.length - 1));
  }

  // The cursor never leaves what is seen.
  cursorTo(index) {
    this.held = null;
    const { from, to } = this.range;
    if (index < from || index > to) {
      const by = index < from ? index - from : index - to;
      this.move({ from: from + by, to: to + by });
    }
    this.point(index);
  }

  zoom(factor, around = this.cursor) {
    const { from, to } = this.range;
    const centre = around ?? (from + to) / 2;
    const longest = Math.max(this.axis.length, 2);
    const span = Math.min(Math.max((to - from) * factor, 5), longest);
    const share = (centre - from) / (to - from);
    this.show(centre - share * span, span);
  }

  show(from, span) {
    const start = Math.max(Math.min(from, this.axis.length - 0.5 - span), -0.5);
    this.move({ from: start, to: start + span });
  }

  around(first, last) {
    const span = Math.min(Math.max(3 * (last - first), 60), this.axis.length);
    this.show((first + last - span) / 2, span);
  }
}

function near(one, other) {
  return Math.abs(one - other) < 1e-4;
}
