"""How figures look: fractions as per cent, money with two digits, a dash where nothing is known."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import Any

from django import template
from django.utils.dateparse import parse_datetime

from backtests.downloads import exports, grids
from backtests.engine.glossary import GLOSSARY, Unit
from backtests.engine.metrics import comparable_factor
from backtests.pages import headings, neighbour_map
from backtests.yearly import lasts_a_year

register = template.Library()
NOTHING = "\N{EN DASH}"
NO_LOSS = "no loss"
MINUS = "\N{MINUS SIGN}"


def _known(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _minus(text: str) -> str:
    return text.replace("-", MINUS)


@register.filter
def percent(value: Any, digits: int = 1) -> str:
    """0.0512 -> 5.1%"""
    return _minus(f"{value:z,.{digits}%}") if _known(value) else NOTHING


@register.filter
def gain(value: Any) -> str:
    """0.0512 -> +5.1%: the sign is always there, so that no one depends on colour."""
    if not _known(value):
        return NOTHING
    text = f"{value:+,.{0 if abs(value) >= 10 else 1}%}"
    return text[1:] if text[1:] == "0.0%" else _minus(text)


@register.filter
def with_minus_signs(text: str) -> str:
    """In a sentence as beside it: a number's hyphen becomes the sign, that of a word stays."""
    return re.sub(r"(?<![\w-])-(?=[\d.])", MINUS, text)


@register.filter
def number(value: Any, digits: int = 2) -> str:
    return _minus(f"{value:z,.{digits}f}") if _known(value) else NOTHING


@register.filter
def factor(value: Any) -> str:
    """A profit factor, or why there is none."""
    return NO_LOSS if value == math.inf else number(value)


@register.filter
def factor_of(figures: Any) -> str:
    """The profit factor among the figures of a result."""
    return factor(comparable_factor(figures))


@register.filter
def price(value: Any) -> str:
    """Two digits, or what a price below 1 needs to differ from its neighbours."""
    return number(value, 2 if _known(value) and abs(value) >= 1 else 4)


@register.filter
def formed(value: Any, form: str) -> str:
    """A figure in the form that its measure names: gain, percent, factor, number or count."""
    match form:
        case "gain":
            return gain(value)
        case "percent":
            return percent(value)
        case "factor":
            return factor(value)
        case _:
            return number(value, 0 if form == "count" else 2)


@register.filter
def figure(job: Any, wanted: Any) -> str:
    """A figure of a run of the history, in its own form."""
    return formed(getattr(job, wanted.column), wanted.form)


@register.filter
def told(changes: Any) -> str:
    """What an iteration changed; numbers that move together are told once."""
    texts = (f"{one.get('label') or one['path']} {ends(one)}" for one in changes)
    return with_minus_signs("; ".join(dict.fromkeys(texts))) or "as read"


def ends(change: Any) -> str:
    unit = neighbour_map.unit_of({"label": "", **change})
    return f"{grids.written(change['from'], unit)} to {grids.written(change['to'], unit)}"


@register.filter
def reasons(changes: Any) -> str:
    """Why an iteration changed what it did; numbers that move together have one reason."""
    whys = dict.fromkeys(one["why"] for one in changes if one.get("why"))
    return with_minus_signs(" ".join(whys)) or NOTHING


@register.filter
def best_rows(grid: Any) -> list[dict[str, Any]]:
    """The best variants of a sweep, with their values as people write them."""
    return [{**vars(row), "told": grids.told(grid, row)} for row in grids.best(grid)]


@register.filter
def tone(value: Any) -> str:
    """The class of a figure: gain, loss, or neither."""
    if not _known(value) or value == 0:
        return "even"
    return "gain" if value > 0 else "loss"


@register.filter
def minus(value: Any, other: Any) -> float | None:
    return value - other if _known(value) and _known(other) else None


@register.filter
def yearly(value: Any, equity: Any) -> str:
    """A yearly rate, but not from less than a year."""
    lasts = lasts_a_year(equity[0][0], equity[-1][0])
    return f"{gain(value)} a year" if lasts else "less than a year"


@register.filter
def moment(text: Any) -> datetime | None:
    """An ISO 8601 text as a time, for the date filter."""
    return parse_datetime(text) if isinstance(text, str) else text


@register.filter
def day(text: Any) -> str:
    """2012-05-17T00:00:00Z -> 2012-05-17; a time of day is kept, without seconds."""
    if not isinstance(text, str):
        return NOTHING
    date, _, clock = text.partition("T")
    return date if not clock or clock.startswith("00:00") else f"{date} {clock[:5]}"


@register.filter
def all_figures(result: Any) -> list[dict[str, str]]:
    """Every figure with its words, beside that of the benchmark."""
    own, held = result.get("metrics") or {}, result.get("benchmark") or {}
    return [
        {
            "label": entry.label,
            "meaning": entry.meaning,
            "own": _figure(own, name, entry.unit),
            "held": _figure(held, name, entry.unit),
        }
        for name, entry in GLOSSARY.items()
        if name in own
    ]


@register.filter
def as_json(strategy: Any) -> str:
    return exports.strategy_json(strategy)


@register.filter
def meaning(name: str) -> str:
    """How a figure is measured, in the words of the glossary."""
    return GLOSSARY[name].meaning


@register.filter
def plain(name: str) -> str:
    """What a figure says, for who meets it for the first time."""
    return GLOSSARY[name].plain


@register.filter
def beside(text: str, words: str) -> str:
    """Two texts in one, for the line below a figure: +4.7% a year, 0.63 held."""
    return f"{text} {words}"


def _figure(figures: Any, name: str, unit: Unit) -> str:
    return factor_of(figures) if name == "profit_factor" else in_unit(figures.get(name), unit)


def in_unit(value: Any, unit: Unit) -> str:
    if unit == "fraction":
        return percent(value)
    whole = unit in ("count", "bars") and _known(value) and float(value).is_integer()
    told = number(value, 0 if whole else 2)
    return f"{told} bars" if unit == "bars" and _known(value) else told


@register.filter
def by_year(result: Any) -> list[dict[str, Any]]:
    """Rows of twelve months and the year; None where there was no close."""
    months = dict(result.get("monthly_returns") or [])
    years = result.get("yearly_returns") or []
    names = {year: [f"{year}-{month:02}" for month in range(1, 13)] for year, _ in years}
    return [
        {"year": year, "gain": gained, "months": [months.get(name) for name in names[year]]}
        for year, gained in years
    ]


@register.filter
def heading(idea: str) -> str:
    return headings.heading(idea)


@register.filter
def words(text: str) -> list[str]:
    return text.split()
