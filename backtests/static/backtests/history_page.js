// The history, kept current: rows of runs that go on, and runs that were started elsewhere.
import { node } from "./nodes.js";
import { quickStars } from "./stars.js";
import { Ticks } from "./ticks.js";
import { Watch } from "./watch.js";

const found = (id) => document.getElementById(id);
const [table, told, fresh] = ["runs", "runs-told", "fresh"].map(found);
const ticks = table && new Ticks({ table, all: found("tick-all"), told: found("ticked"), kept: found("kept") });

function underWay() {
  return [...(table?.querySelectorAll("tr[data-unsaved]") ?? [])];
}

async function look() {
  const rows = underWay();
  const { rows: address, newest } = fresh.dataset;
  const ids = rows.map(({ id }) => id.replace("run-", ""));
  const answer = await fetch(`${address}&newer=${newest}&jobs=${ids}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`the history answers ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const changed = rows.filter((row) => renewed(row, page.getElementById(row.id)));
  const come = arrived([...page.querySelectorAll("#newer > tr")]);
  const rung = changed.filter((row) => row.rang);
  if (rung.length + come.length) told.textContent = [...come.map(welcomed), ...rung.map(inWords)].join(". ");
  return changed.length + come.length > 0;
}

// Those that now stand on top of the page; where it has another order or a filter, they are counted.
function arrived(rows) {
  if (!rows.length) return rows;
  fresh.dataset.newest = rows[0].id.replace("run-", "");
  const unknown = rows.filter(({ id }) => !found(id));
  if (table && "top" in fresh.dataset) {
    table.tBodies[0].prepend(...unknown);
    ticks.keep();
    return unknown;
  }
  const count = Number(fresh.dataset.count ?? 0) + unknown.length;
  fresh.dataset.count = count;
  const link = node("a", "", `${count} new run${count === 1 ? "" : "s"}`);
  link.href = location.pathname;
  if (count) fresh.replaceChildren(link);
  return [];
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
  return `${ideaOf(row)}: ${row.dataset.status}`;
}

function welcomed(row) {
  return `New run: ${ideaOf(row)}`;
}

function ideaOf(row) {
  return row.querySelector(".idea a").textContent;
}

ticks?.start();
if (table) quickStars(found("star"));
const watch = new Watch({ look, busy: () => underWay().length > 0, seen: () => !document.hidden });
document.addEventListener("visibilitychange", () => watch.start());
watch.start();
