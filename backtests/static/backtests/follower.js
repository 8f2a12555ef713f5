// What a reader of the steps has in view: while they come, in a replay, and at the bell.
//
// The steps have a box of their own, which ends where the window does. Following them therefore scrolls
// this box and never the page, and whoever looks elsewhere on the page is not moved by a step. Only at
// the bell, when the result comes in above the steps, does the page itself scroll: as far as what the
// reader looks at has moved, so that it stays where it was; or to the verdict, if it was the steps.

const NEAR = 24; // pixels: who is so close to the end of the box is at its end

export class Follower {
  constructor(box) {
    this.box = box;
    box.tabIndex = 0; // a box that scrolls is to be scrolled by keys
  }

  // Draws. Whoever saw the last row sees it afterwards; who has scrolled away, or reads in a row, is left alone.
  draw(change) {
    this.follows = this.isAtEnd && !this.isReadIn;
    change();
    this.fit();
    if (this.follows) this.toEnd();
  }

  toEnd() {
    this.box.scrollTop += this.rest;
  }

  // How much further the box scrolls until its last row is in view: its top, if it is higher than the box.
  get rest() {
    const { box } = this;
    const down = (box.lastElementChild ?? box).getBoundingClientRect().top - box.getBoundingClientRect().top;
    return Math.max(0, Math.min(down, box.scrollHeight - box.clientHeight - box.scrollTop));
  }

  fit() {
    const above = this.box.getBoundingClientRect().top + scrollY;
    this.box.style.setProperty("--above", `${Math.round(above)}px`);
  }

  get isAtEnd() {
    return this.rest < NEAR;
  }

  get isReadIn() {
    const box = this.box.getBoundingClientRect();
    const read = [...this.box.querySelectorAll("details[open], :focus")].map((one) => one.getBoundingClientRect());
    return read.some(({ top, bottom }) => top < box.bottom && bottom > box.top);
  }

  // Puts the result in. Whoever watched the steps is brought to it; for everybody else see `hold`.
  putIn(result, page, change) {
    const isBrought = this.isWatched && isAbove(result);
    hold(page, result);
    change();
    if (!isBrought) return;
    letGo();
    result.scrollIntoView();
  }

  // Whether the last steps are what the reader looks at, wherever on the page.
  get isWatched() {
    const { top, bottom } = this.box.getBoundingClientRect();
    const elsewhere = this.box.closest(".run-columns").querySelector(":focus:not(#steps)");
    return this.follows && this.isAtEnd && top < innerHeight && bottom > 0 && !elsewhere;
  }
}

let letGo = () => {};

// Keeps what is in view where it is while `grown` grows above it, which takes a while, until the reader
// does something else than to write. Who sees the place where it grows is to see what comes there.
export function hold(page, grown) {
  letGo();
  if (!isAbove(grown)) return;
  const [looked, acts] = [lookedAt(page), new AbortController()];
  const kept = new ResizeObserver(keeping(looked));
  const { style } = document.documentElement;
  style.overflowAnchor = "none"; // where browsers do so by themselves it would count twice
  kept.observe(page);
  letGo = () => {
    kept.disconnect();
    acts.abort();
    style.removeProperty("overflow-anchor");
  };
  const act = ({ type, target }) => (type === "keydown" && target.matches("input, textarea")) || letGo();
  for (const one of ["click", "wheel", "touchmove", "keydown"]) addEventListener(one, act, { signal: acts.signal, passive: true });
}

// Scrolls as far as the element has moved; browsers scroll by whole dots, so that some may be owed.
function keeping(looked) {
  let [was, owed] = [placeOf(looked), 0];
  return () => {
    const [is, from] = [placeOf(looked), scrollY];
    scrollBy({ top: owed + is - was, behavior: "instant" });
    owed += is - was - (scrollY - from);
    was = is;
  };
}

function isAbove(element) {
  return element.getBoundingClientRect().top < 0;
}

// In the page, and so the same however far it is scrolled.
function placeOf(element) {
  return element.getBoundingClientRect().top + scrollY;
}

// What has the focus, if it is in view, or what is in the middle of the window; the whole card of it, since
// the steps scroll by themselves.
function lookedAt(page) {
  const focused = page.querySelector(":focus");
  const { top, bottom } = focused?.getBoundingClientRect() ?? {};
  const found = top < innerHeight && bottom > 0 ? focused : document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const looked = page.contains(found) ? found : page;
  return looked.closest(".card") ?? looked;
}
