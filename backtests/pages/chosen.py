"""The charts that a result names: which of them the site draws itself, and what each is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
# Those without a time axis, by the template that draws them, in the order of the page.
STILL = {
    "seasons": "seasons.html",
    "returns": "returns.html",
    "excursions": "excursions.html",
}
# Results that were saved before charts were chosen have these.
BEFORE: tuple[Json, ...] = ({"kind": "returns"}, {"kind": "excursions"})


@dataclass(frozen=True)
class Line:
    """A line of a panel, with what the rules do at which of its values."""

    label: str
    zones: list[str]


@dataclass(frozen=True)
class Named:
    """A chart in words, for those who do not see its zones."""

    title: str
    why: str
    lines: list[Line]


def stills(result: Json) -> list[Json]:
    """Each with the name of its template."""
    found = [one for one in result.get("charts", BEFORE) if one["kind"] in STILL]
    ordered = sorted(found, key=lambda one: list(STILL).index(one["kind"]))
    return [{**one, "template": STILL[one["kind"]]} for one in ordered]


def panels(result: Json) -> list[Named]:
    return [
        Named(one["title"], one["why"], list(lines_of(one, result)))
        for one in result.get("charts") or []
    ]


def lines_of(chart: Json, result: Json) -> Iterator[Line]:
    if chart.get("zones"):
        yield Line("the close", told(chart))
    first = result["strategy"]["symbols"][0]
    for one in result["indicators"]:
        if one["symbol"] == first and one["zones"] and is_in(one, chart):
            yield Line(one["label"], told(one))


def is_in(line: Mapping[str, Any], chart: Mapping[str, Any]) -> bool:
    match chart["kind"]:
        case "price":
            return bool(line["panel"] == "price")
        case "indicator":
            return bool(line["panel"] != "price" and line["group"] == chart["group"])
        case "ranked":
            return bool(line["label"] == chart["label"])
        case _:
            return False


def told(drawn: Mapping[str, Any]) -> list[str]:
    return [zone["text"] for zone in drawn["zones"]]
