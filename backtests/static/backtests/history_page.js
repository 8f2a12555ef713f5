// The history: rows of runs that go on are kept current, until all of them have ended and are kept.
import { quickStars } from "./stars.js";
import { Ticks } from "./ticks.js";
import { Watch } from "./watch.js";

const table = document.getElementById("runs");
const told = document.getElementById("runs-told");

function underWay() {
  return [...table.querySelectorAll("tr[data-unsaved]")];
}

async function look(rows) {
  const ids = rows.map(({ id }) => id.replace("run-", ""));
  const answer = await fetch(`${table.dataset.rows}&jobs=${ids}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`the history answers ${answer.status}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const changed = rows.filter((row) => renewed(row, fresh.getElementById(row.id)));
  const rung = changed.filter((row) => row.rang);
  if (rung.length) told.textContent = rung.map(inWords).join(". ");
  return changed.length > 0;
}

// Whether the row has changed; one that is gone, or is not told to this visitor any more, is left.
function renewed(row, fresh) {
  if (!fresh) return delete row.dataset.unsaved;
  const kept = !("unsaved" in fresh.dataset);
  row.rang = row.dataset.status !== fresh.dataset.status;
  if (!row.rang && !kept) return false;
  row.dataset.status = fresh.dataset.status;
  if (kept) delete row.dataset.unsaved;
  replaceCells(row, [...fresh.cells]);
  return true;
}

// Not those that one may be about to press.
function replaceCells(row, cells) {
  for (const [n, cell] of [...row.cells].entries()) {
    if (!cell.querySelector("a, button, input")) cell.replaceWith(cells[n]);
  }
}

function inWords(row) {
  return `${row.querySelector(".idea a").textContent}: ${row.dataset.status}`;
}

if (table) {
  const found = (id) => document.getElementById(id);
  new Ticks({ table, all: found("tick-all"), told: found("ticked"), kept: found("kept") }).start();
  quickStars(found("star"));
  const watch = new Watch({ pending: underWay, look, seen: () => !document.hidden });
  document.addEventListener("visibilitychange", () => watch.start());
  watch.start();
}
