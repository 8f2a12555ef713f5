"""Days, months and times of labels, and whether a calendar says the same."""

from __future__ import annotations

from backtests.engine.strategy import Calendar
from benchmarks.reading.operands import Json

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DATED = {
    "DAY_OF_WEEK": lambda value: {"weekdays": _numbers(value)},
    "TRADING_DAY_OF_MONTH": lambda value: {"month_day": value},
    "FIRST_DAYS_OF_MONTH": lambda value: {"first_days": value},
    "TRADING_DAY_OF_MONTH_FROM_END": lambda value: {"month_day": -value},
    "TRADING_DAYS_TO_MONTH_END": lambda value: {"month_day": -1 - value},
    "LAST_DAYS_OF_MONTH": lambda value: {"last_days": value},
    "LAST_TRADING_DAY_OF_MONTH": lambda value: {"month_day": -1},
    "LAST_TRADING_DAY_OF_YEAR": lambda value: {"month_day": -1},
    "MONTH": lambda value: {"months": sorted(value) if isinstance(value, list) else [value]},
    "TIME": lambda value: {"from_time": f"{value[0]}:00", "to_time": f"{value[1]}:00"},
}


def _numbers(days: str | list[str]) -> list[int]:
    return sorted(WEEKDAYS.index(day) + 1 for day in ([days] if isinstance(days, str) else days))


ALL = {"weekdays": [*range(1, 8)], "months": [*range(1, 13)]}


def months(want: Json) -> set[int] | None:
    """The months that limits such as ">= 11 or <= 4" leave; None where it is about something else.

    Several of them are one rule of a reading.
    """
    if parts := want.get("any") or want.get("all"):
        sets = [months(part) for part in parts]
        known = [one for one in sets if one is not None]
        join = set.union if "any" in want else set.intersection
        return join(*known) if len(known) == len(sets) else None
    if want.get("indicator") != "MONTH":
        return None
    value = want["value"]
    listed = value if isinstance(value, list) else [value]
    return {month for month in range(1, 13) if _holds(month, want["operator"], listed)}


def _holds(month: int, operator: str, listed: list[int]) -> bool:
    if operator in (">=", "<="):
        return month >= listed[0] if operator == ">=" else month <= listed[0]
    return month in listed


def _days_of_month(operator: str, value: int) -> list[Json]:
    """What says so; the first and the last one are trading days as well."""
    edge = {1: 1, 30: -1, 31: -1}.get(value)
    return {
        "==": [{"date": value}, *([{"month_day": edge}] if edge else [])],
        "<=": [{"to_day": value}, {"first_days": value}],
        "<": [{"to_day": value - 1}],
        ">=": [{"from_day": value}],
        ">": [{"from_day": value + 1}],
    }[operator]


def is_date(name: str) -> bool:
    return name in DATED or name in ("DAY_OF_MONTH", "MONTHS_SINCE_ENTRY")


EARLIEST = 15


def dated(want: Json, have: Calendar) -> bool:
    said = have.model_dump(mode="json", exclude={"kind", "on"}, exclude_none=True)
    if want["indicator"] == "MONTHS_SINCE_ENTRY":
        early = want["operator"] == ">=" and want["value"] == 1 and list(said) == ["to_day"]
        return early and said["to_day"] >= EARLIEST  # of what is bought behind that day
    if want["indicator"] == "DAY_OF_MONTH":
        return said in _days_of_month(want.get("operator", "=="), want["value"])
    back = want.get("params", {}).get("from") == "end"
    wanted = DATED[want["indicator"]](-want["value"] if back else want["value"])
    if want.get("operator") == "!=":
        wanted = {name: [one for one in ALL[name] if one not in days] for name, days in
                  wanted.items() if name in ALL}  # fmt: skip
    return bool(said == wanted)
