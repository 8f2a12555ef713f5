import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Together } from "../../../backtests/static/backtests/together.js";

// As the library does: who is set tells whoever listens.
class FakePane {
  constructor() {
    this.at = null;
    this.chart = {
      timeScale: () => ({
        subscribeVisibleLogicalRangeChange: (take) => (this.told = take),
        setVisibleLogicalRange: (range) => {
          this.range = { ...range };
          this.told(range);
        },
      }),
      subscribeCrosshairMove: (take) => (this.crosshair = take),
    };
  }
  detail(range) {
    this.isFar = range.to - range.from > 1200;
    turns.push(this);
  }
  pointAt(index) {
    this.at = index;
    this.crosshair({ logical: this.blind ? undefined : index ?? undefined });
  }
  read(index) { this.shown = index; }
}

let panes, together, pointed, moved, turns;

beforeEach(() => {
  turns = [];
  panes = [new FakePane(), new FakePane(), new FakePane()];
  pointed = [];
  moved = [];
  const told = { pointed: (index) => pointed.push(index), moved: ({ from }) => moved.push(from) };
  together = new Together({ length: 100 }, told);
  for (const pane of panes) together.add(pane);
});

const ranges = () => panes.map(({ range }) => [range.from, range.to]);

test("at first all bars are seen", () => {
  assert.deepEqual(ranges(), Array(3).fill([-0.5, 99.5]));
});

test("who scrolls one pane scrolls the others, once", () => {
  panes[1].range = { from: 10, to: 20 };
  panes[1].told(panes[1].range);
  assert.deepEqual(ranges(), Array(3).fill([10, 20]));
  assert.deepEqual(moved, [-0.5, 10]);
});

test("who points at one pane points at all, and every pane says its value there", () => {
  panes[0].crosshair({ logical: 42, sourceEvent: {} });
  assert.deepEqual(panes.map(({ at }) => at), [null, 42, 42]);
  assert.deepEqual(panes.map(({ shown }) => shown), [42, 42, 42]);
  panes[0].crosshair({ logical: undefined });
  assert.deepEqual(panes.map(({ at }) => at), [null, null, null]);
  assert.deepEqual(pointed, [42, null]);
});

test("a pane that knows nothing of a bar does not take the cursor from the others", () => {
  panes[1].blind = true;
  panes[0].crosshair({ logical: 7, sourceEvent: {} });
  assert.deepEqual([together.cursor, panes[2].at], [7, 7]);
});

test("the cursor walks by keys, stays within the bars and pulls the view along", () => {
  together.show(0, 10);
  together.step(1);
  assert.equal(together.cursor, 6);
  together.step(10);
  assert.equal(together.cursor, 16);
  assert.ok(panes[2].range.from <= 16 && 16 <= panes[2].range.to);
  together.step(1000);
  assert.equal(together.cursor, 99);
});

test("zooming keeps the cursor where it is, and ends at a few bars and at all of them", () => {
  together.point(50);
  together.zoom(0.5);
  const { from, to } = together.range;
  assert.ok(Math.abs((50 - from) / (to - from) - 0.505) < 1e-6);
  for (let n = 0; n < 20; n += 1) together.zoom(0.5);
  assert.ok(Math.abs(together.range.to - together.range.from - 5) < 1e-6);
  for (let n = 0; n < 20; n += 1) together.zoom(2);
  assert.deepEqual([together.range.from, together.range.to], [-0.5, 99.5]);
});

test("a trade is shown with what was around it", () => {
  together.around(50, 54);
  assert.deepEqual([together.range.from, together.range.to], [22, 82]);
});

test("a trade keeps the cursor while the page scrolls beneath a resting mouse, until that moves", () => {
  const mouse = (screenY, logical) => panes[1].crosshair({ logical, sourceEvent: { screenX: 500, screenY } });
  together.hold(50);
  mouse(300, 12);
  mouse(300, 12);
  panes[0].crosshair({ logical: undefined });
  assert.equal(together.cursor, 50);
  assert.deepEqual(panes.map(({ at, shown }) => [at, shown]), Array(3).fill([50, 50]));
  mouse(301, 13);
  assert.equal(together.cursor, 13);
  mouse(301, 14);
  assert.equal(together.cursor, 14);
});

test("the keys take the cursor from a trade", () => {
  together.hold(50);
  together.step(1);
  panes[0].crosshair({ logical: 7, sourceEvent: { screenX: 1, screenY: 1 } });
  assert.equal(together.cursor, 7);
});

test("a pane that is drawn later shows the same bars and the same cursor, and tells nobody", () => {
  together.show(20, 10);
  together.point(25);
  const [before, late] = [[...pointed], new FakePane()];
  together.add(late);
  assert.deepEqual([late.range, late.at, late.shown], [{ from: 20, to: 30 }, 25, 25]);
  assert.deepEqual(pointed, before);
  together.drop(late);
  together.show(40, 10);
  assert.equal(late.range.from, 20);
});

// A browser's own turns: a frame, and what is to be done after it.
const frame = () => new Promise((go) => setTimeout(go, 2));

test("panes that must be drawn with more or fewer bars are, one a frame, and the last range holds", async () => {
  Object.assign(globalThis, { document: {}, requestAnimationFrame: setImmediate });
  together = new Together({ length: 9000 }, { pointed() {}, moved() {} });
  for (const pane of panes) together.add(pane);
  turns = [];
  together.show(0, 100);
  assert.deepEqual(turns, [panes[0]], "the others wait for their frame");
  await frame();
  together.show(50, 100);
  assert.ok(turns.length <= 3, "no pane is drawn for a range that is over");
  while (panes.some(({ range }) => range.from !== 50)) await frame();
  turns = [];
  together.show(60, 100);
  assert.deepEqual(turns, panes, "all at once, where none is drawn otherwise");
  panes[1].range = { from: 0, to: 5000 };
  panes[1].told(panes[1].range);
  assert.deepEqual([panes[1].isFar, panes[2].isFar], [true, false], "who is scrolled does not wait");
  while (panes.some(({ range, isFar }) => range.to !== 5000 || !isFar)) await frame();
  delete globalThis.document;
});
