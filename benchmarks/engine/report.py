"""The figures as a page in Markdown."""

from __future__ import annotations

import math
from collections.abc import Sequence

from benchmarks.delivery.children import Json
from benchmarks.delivery.report import number, table
from benchmarks.engine.asking import LARGE, SIZES
from benchmarks.engine.figures import OURS, Figures
from benchmarks.engine.jobs import JOBS
from benchmarks.engine.systems import LEFT_OUT, SYSTEMS
from benchmarks.engine.targets import FORK_MS, fork_ms, measured

INTRODUCTION = """\
Milliseconds for a whole job: indicators, signals, simulation and the system's usual metrics. Median
over the rounds, quartiles in brackets; "times ours" is the median of the ratios within a round.
Final equity (the mean of all variants) and trades show whether it is the same job. J1: the averages
of 20 and 50 closes cross, no costs. J2: RSI(14) under 30 in, over 70 out, 0.1% commission, stop 5%
and target 10% live from the bar after the entry. All fill at the next open.
"""
SAYS = {
    "bars": "J2 as a whole run with metrics, by bars of a made-up walk.",
    "symbols": "The simulation alone over 3,270 bars, by symbols that share one account.",
    "variants": "`sweep` of J2 over 3,270 bars, by variants.",
}


def page(results: Json) -> str:
    figures = Figures(results["rounds"])
    parts = [
        "# Engine benchmark",
        origin(results),
        *comparison(figures),
        *targets(figures, results["starts"]),
        *starts(results["starts"]),
        *memory(results["memory"]),
        *(part for axis in SIZES for part in growth(axis, results["growth"])),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def origin(results: Json) -> str:
    machine = results["machine"]
    versions = ", ".join(f"{name} {said}" for name, said in machine["versions"].items())
    lines = [
        f"{machine['date']}, {machine['cpu']}, {machine['system']}, "
        f"load {machine['load']} before the start. "
        f"Rounds: {results['asked']['rounds']}, seed {results['asked']['seed']}.",
        f"Versions: {versions}.",
        *results["left_out"],
    ]
    return "\n\n".join(lines)


def comparison(figures: Figures) -> list[str]:
    if not figures.rows:
        return []
    measured_systems = {system for system, _, _ in figures.rows}
    legend = [
        f"- `{name}`: {one.says}" for name, one in SYSTEMS.items() if name in measured_systems
    ]
    tables = [part for name in JOBS for part in job_section(figures, name)]
    return ["## The same job", INTRODUCTION, "\n".join(legend), LEFT_OUT, *tables]


def job_section(figures: Figures, job: str) -> list[str]:
    rows = [cells for name in SYSTEMS for cells in job_row(figures, name, job)]
    head = ["system", "ms", "times ours", "final equity", "trades"]
    return [f"### {JOBS[job].says}", table(head, rows)] if rows else []


def job_row(figures: Figures, system: str, job: str) -> list[list[str]]:
    rows, spread = figures.of(system, job), figures.spread(system, job)
    if not rows:
        return []
    if spread is None:
        return [[system, "failed", "-", "-", str(rows[-1].get("failed", ""))]]
    low, middle, high = spread
    times = f"{number(middle)} ({number(low)} to {number(high)})"
    ratio = "1" if system == OURS else number(figures.ratio(system, job))
    equity, trades = rows[-1].get("equity"), rows[-1].get("trades")
    shown = "-" if equity is None else f"{equity:,.2f}"
    return [[system, times, ratio, shown, "-" if trades is None else f"{trades:,}"]]


def targets(figures: Figures, starting: Sequence[Json]) -> list[str]:
    rows = [
        [
            f"{JOBS[target.job].says}, to {target.peer}",
            f"at least {target.bound:g} times as fast",
            number(ratio),
            verdict(ratio >= target.bound),
        ]
        for target, ratio in measured(figures)
    ]
    forked = fork_ms(starting)
    if forked is not None:
        bound = f"under {FORK_MS:g} ms"
        rows.append(["fork, J2, reply", bound, number(forked), verdict(forked < FORK_MS)])
    return ["## Targets", table(["what", "target", "measured", ""], rows)] if rows else []


def verdict(met: bool) -> str:
    return "met" if met else "**missed**"


def starts(rows: Sequence[Json]) -> list[str]:
    lines = [
        [row["what"], *(number(row.get(key)) for key in ("lived_ms", "first_ms", "second_ms"))]
        for row in rows
        if row["what"] != "fork"
    ]
    said = [
        f"From a warm process, fork, J2 and reply through a pipe take {number(row['ms'])} ms "
        f"({number(row['low_ms'])} to {number(row['high_ms'])}, worst {number(row['worst_ms'])})."
        for row in rows
        if row["what"] == "fork" and "ms" in row
    ]
    head = ["milliseconds", "interpreter's life", "first J2", "second J2"]
    return ["## Start", table(head, lines), *said] if lines else []


def memory(rows: Sequence[Json]) -> list[str]:
    lines = [[row["system"], number(row.get("mib"))] for row in rows]
    says = "The most that J1 over 1,000,000 bars adds to a process that holds them."
    return ["## Memory", says, table(["system", "MiB"], lines)] if lines else []


def growth(axis: str, rows: Sequence[Json]) -> list[str]:
    chosen = [row for row in rows if row["axis"] == axis and "ms" in row]
    if not chosen:
        return []
    skipped = LARGE.get(axis)
    note = (
        f" {skipped:,} is measured with `--large` only, for its time and memory."
        if skipped and skipped not in {row["size"] for row in chosen}
        else ""
    )
    head = [axis, "ms", f"us for one of the {axis}", "growth for tenfold (10 is linear)"]
    lines = [grown(b, row) for b, row in zip([None, *chosen[:-1]], chosen, strict=True)]
    return [f"## Growth with {axis}", SAYS[axis] + note, table(head, lines)]


def grown(before: Json | None, row: Json) -> list[str]:
    each = number(row["ms"] * 1000 / row["size"])
    return [f"{row['size']:,}", number(row["ms"]), each, tenfold(before, row)]


def tenfold(before: Json | None, row: Json) -> str:
    """By which factor the time grows while the size grows tenfold, from the two last sizes."""
    if before is None:
        return "-"
    decades = math.log10(row["size"] / before["size"])
    return number((row["ms"] / before["ms"]) ** (1 / decades))
