"""The figures as a page in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.delivery.children import Json
from benchmarks.delivery.figures import Figures
from benchmarks.delivery.growth import Table, tables
from benchmarks.delivery.phases import PHASES
from benchmarks.delivery.product import STEPS
from benchmarks.delivery.systems import SYSTEMS
from benchmarks.delivery.targets import TARGETS
from benchmarks.delivery.telling import faults

LATENCY = ("1", "100", "1000", "jobs")
INTRODUCTION = """\
Milliseconds from `publish` to receipt, median and 99th percentile, and in brackets the median's
ratio to the bare server in the same round. Publisher, server, Redis and viewers share one machine.
"""


def page(results: Json) -> str:
    figures = Figures(results["rounds"])
    parts = [
        "# Delivery benchmark",
        origin(results),
        *comparison(figures),
        *(["## Targets", target_table(figures)] if figures.rows else []),
        *product(results["product"]),
        *(part for one in tables(results["growth"]) for part in growth_section(one)),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def origin(results: Json) -> str:
    machine = results["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    lines = [
        f"{machine['date']}, {machine['cpu']}, {machine['system']}, "
        f"load {machine['load']} before the start. "
        f"Rounds: {results['asked']['rounds']}, seed {results['asked']['seed']}.",
        f"Versions: {versions}.",
        *(results["left_out"]),
    ]
    return "\n\n".join(lines)


def comparison(figures: Figures) -> list[str]:
    if not figures.rows:
        return []
    legend = [f"- `{name}`: {SYSTEMS[name].says}" for name in figures.systems]
    latency, cost = latency_table(figures), cost_table(figures)
    lost = ["## Lost, repeated, out of order", fault_table(figures)]
    return ["## Latency", "\n".join(legend), INTRODUCTION, latency, "## Cost", cost, *lost]


def latency_table(figures: Figures) -> str:
    head = ["system", *(PHASES[name].says for name in LATENCY)]
    rows = [[name, *(delay(figures, name, phase) for phase in LATENCY)] for name in figures.systems]
    return table(head, rows)


def delay(figures: Figures, system: str, phase: str) -> str:
    p50, p99 = (figures.median(system, phase, key) for key in ("p50_ms", "p99_ms"))
    return f"{number(p50)} / {number(p99)}{ratio(figures, system, phase, 'p50_ms')}"


def cost_table(figures: Figures) -> str:
    head = [
        "system",
        "deliveries/s to 100 viewers",
        "CPU s for 100k deliveries",
        "KiB for an idle viewer",
        "CPU of 1,000 idle viewers",
    ]
    return table(head, [cost(figures, name) for name in figures.systems])


def cost(figures: Figures, system: str) -> list[str]:
    rate = figures.median(system, "fan", "per_second")
    share = figures.median(system, "idle", "cpu_share_per_viewer")
    return [
        system,
        f"{rate:,.0f}{ratio(figures, system, 'fan', 'per_second')}" if rate else "-",
        number(figures.median(system, "fan", "cpu_per_100k")),
        number(figures.median(system, "idle", "kib_per_viewer")),
        "-" if share is None else f"{share * 1000:.1%}",
    ]


def fault_table(figures: Figures) -> str:
    head = ["system", "expected", "received", "faults"]
    return table(head, [account(figures, name) for name in figures.systems])


def account(figures: Figures, system: str) -> list[str]:
    rows = figures.deliveries(system)
    expected, received = (sum(row[key] for row in rows) for key in ("expected", "received"))
    found = [
        f"phase {phase}, round {number}: {', '.join(faults(row))}"
        for (name, phase, number), row in figures.rows.items()
        if name == system and faults(row)
    ]
    return [system, f"{expected:,}", f"{received:,}", "; ".join(found) or "none"]


def target_table(figures: Figures) -> str:
    rows = []
    for target in TARGETS:
        value = target.measured(figures)
        if value is not None:
            bound = f"{'at least' if target.at_least else 'at most'} {target.bound:g}"
            met = "met" if target.is_met(value) else "**missed**"
            rows.append([target.system, target.says, bound, number(value), met])
    return table(["system", "what", "target", "measured", ""], rows)


def product(rows: Sequence[Json]) -> list[str]:
    if not rows:
        return []
    figures = Figures(rows)
    lines = [
        [says, *(number(figures.median("site", step, key)) for key in ("p50_ms", "max_ms"))]
        for step, says in STEPS.items()
    ]
    count = sum(row["jobs"] for row in rows if row["phase"] == next(iter(STEPS)))
    said = f"{count} real jobs in turn, over `manage.py serve` with its embedded server and SQLite."
    return [
        "## The whole product",
        said,
        table(["milliseconds", "median", "worst of a round"], lines),
    ]


def growth_section(grown: Table) -> list[str]:
    rows = [[f"{row[0]:,}", *map(number, row[1:])] for row in grown.rows]
    return [f"## {grown.title}", grown.says, table(grown.head, rows)]


def ratio(figures: Figures, system: str, phase: str, key: str) -> str:
    value = figures.ratio(system, phase, key)
    return "" if value is None else f" ({value:.2f})"


def number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ruler, *rows))
