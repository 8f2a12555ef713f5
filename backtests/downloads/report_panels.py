"""The charts of a result that a report draws beside equity and drawdown: holdings, money, rules.

Each is a few lines on one scale, with the zones in which the rules act as bands behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backtests.drawing import HEIGHT, Drawing, curves

Json = dict[str, Any]
Points = list[list[Any]]


@dataclass(frozen=True)
class Band:
    """Where a rule acts, from `y` downwards; an exit has a dashed edge."""

    y: float
    height: float
    text: str
    enters: bool


@dataclass(frozen=True)
class Panel:
    """One chart; `form` says how its values are written."""

    title: str
    why: str
    form: str
    labels: list[str]
    drawing: Drawing
    bands: list[Band] = field(default_factory=list)


def panels(result: Json) -> list[Panel]:
    return [panel for chart in result.get("charts") or [] for panel in panel_of(chart, result)]


def panel_of(chart: Json, result: Json) -> Iterator[Panel]:
    """None where there is nothing to draw."""
    lines = lines_of(chart, result)
    drawn = curves(*lines.values()) if lines else None
    if drawn is not None:
        form = "percent" if chart["kind"] == "holdings" or chart.get("unit") == "%" else "number"
        found = [zone for one in indicators(chart, result) for zone in one.get("zones") or []]
        bands = [band for zone in found for band in band_of(zone, drawn)]
        yield Panel(chart["title"], chart.get("why", ""), form, list(lines), drawn, bands)


def lines_of(chart: Json, result: Json) -> dict[str, Points]:
    match chart["kind"]:
        case "holdings":
            return columns(chart["columns"], chart["rows"])
        case "invested":
            return columns(["Paid", "Worth"], chart["rows"])
        case "indicator":
            return aligned(
                {one["label"]: known(one["values"]) for one in indicators(chart, result)}
            )
        case _:
            return {}


def columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Points]:
    return {name: known([row[0], row[n]] for row in rows) for n, name in enumerate(names, 1)}


def aligned(lines: dict[str, Points]) -> dict[str, Points]:
    """From where all of them are known: they have one axis, and some need longer to warm up."""
    drawn = {label: points for label, points in lines.items() if points}
    start = max((points[0][0] for points in drawn.values()), default="")
    return {label: [one for one in points if one[0] >= start] for label, points in drawn.items()}


def known(values: Any) -> Points:
    return [[time, value] for time, value in values if value is not None]


def indicators(chart: Json, result: Json) -> list[Json]:
    """The lines of a panel, of the first symbol as on the page."""
    if chart["kind"] != "indicator":
        return []
    first = result["strategy"]["symbols"][0]
    return [
        one
        for one in result.get("indicators") or []
        if one["symbol"] == first and one["panel"] != "price" and one["group"] == chart["group"]
    ]


def band_of(zone: Mapping[str, Any], drawn: Drawing) -> Iterator[Band]:
    """As much of a zone as lies within the scale; nothing where it lies beside it."""
    top, bottom = (edge(zone.get(name), drawn, end) for name, end in (("high", 0.0), ("low", 1.0)))
    if bottom > top:
        yield Band(top * HEIGHT, (bottom - top) * HEIGHT, zone["text"], bool(zone.get("enters")))


def edge(value: float | None, drawn: Drawing, otherwise: float) -> float:
    """How far down it lies, as a part of the height."""
    if value is None:
        return otherwise
    span = (drawn.high - drawn.low) or 1.0
    return min(1.0, max(0.0, (drawn.high - value) / span))
