"""Does a portfolio agree with the labelled weights, rotation or if/else?"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from backtests.engine.strategy import Not, Operand
from benchmarks.reading.operands import Json, same
from benchmarks.reading.rules import differences, fits, leaves, parsed


def portfolio(expected: Json, data: Json) -> list[str] | None:
    """The differences; None where the description has entry and exit."""
    size, have = expected.get("sizing") or {}, data.get("portfolio") or {}
    entry = expected["entry"]
    switch = next((one["switch"] for one in entry if "switch" in one), None) if entry else None
    if switch:
        return _switch(switch, have, size, (data.get("symbols") or [""])[0])
    if (alone := _held_or_cash(expected, have)) is not None:
        return alone
    if (parked := _held_or_fund(expected, have)) is not None:
        return parked
    if size.get("type") == "dca":
        return _periodic(_for_each(size, expected), data) + _paused(entry, data)
    if size.get("type") == "fixed_weights":
        alike = _weights(expected) == _rounded(have.get("weights") or {}) and _often(size, have)
        return [] if alike else [f"portfolio {have} instead of {size}"]
    if not size and _is_always(entry) and have.get("kind") == "weights":
        return _kept(expected, have)
    if size.get("type") != "rotation" or not have:
        return None
    have = _as_rotation(have)
    return [] if _rotation(size, have) else [f"portfolio {have} instead of {size}"]


def _held_or_cash(expected: Json, have: Json) -> list[str] | None:
    """One symbol held while a rule holds, else cash: the rule is an entry, its opposite an exit."""
    branches = have.get("branches") or []
    [symbol] = expected["symbols"] if len(expected["symbols"]) == 1 else [None]
    if len(branches) != 1 or branches[0]["weights"] != {symbol: 1.0} or have["otherwise"]:
        return None
    when = parsed(branches[0]["when"])
    left = differences("exit", expected["exit"] or [], Not(of=when))
    return differences("entry", expected["entry"] or [], when) + left


def _held_or_fund(expected: Json, have: Json) -> list[str] | None:
    """One symbol from an entry to an exit, and a fund in between."""
    fund, branches = _fund(expected), have.get("branches") or []
    if not (expected["exit"] and fund and len(branches) == 1):
        return None
    when = branches[0]["when"]
    if when["kind"] != "since" or have["otherwise"] != {fund: 1.0}:
        return [f"{fund} is not held between trades"]
    left = differences("exit", expected["exit"], parsed(when["until"]))
    return differences("entry", expected["entry"], parsed(when["of"])) + left


def _fund(expected: Json) -> str | None:
    """What is held between trades, as a size or in what the label says of it."""
    notes = " ".join(expected.get("ambiguous") or [])
    said = (name for name in expected["symbols"][1:] if f"between trades all in {name}" in notes)
    return (expected.get("sizing") or {}).get("fallback") or next(said, None)


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(share, 3) for name, share in weights.items()}


def _weights(expected: Json) -> dict[str, float]:
    said = expected["sizing"]["weights"]
    if said == "equal":
        return _equal(expected)
    return _rounded({name: share / 100 for name, share in said.items() if name != "CASH"})


def _equal(expected: Json) -> dict[str, float]:
    names = [name for name in expected["symbols"] if name != expected.get("benchmark")]
    return _rounded(dict.fromkeys(names, 1 / len(names)))


def _is_always(entry: Any) -> bool:
    return isinstance(entry, list) and [one.get("indicator") for one in entry] == ["ALWAYS"]


def _kept(expected: Json, have: Json) -> list[str]:
    """Bought and held: all the money on the first day, and nothing restored."""
    weights = _rounded(have.get("weights") or {})
    alike = weights == _equal(expected) and have.get("rebalance") == "never"
    return [] if alike else [f"portfolio {have} instead of buying and holding"]


def _rotation(size: Json, have: Json) -> bool:
    same_form = (
        have.get("top") == size["top_n"]
        and have.get("fallback") == size.get("fallback")
        and bool(have.get("filter")) == bool(size.get("filter"))
        and bool(have.get("lowest")) == bool(size.get("lowest"))
    )
    return same_form and _often(size, have) and _ranked(size, have["rank_by"])


def _as_rotation(have: Json) -> Json:
    """ "A while it rose more than B, else B" holds the better of the two."""
    branches = have.get("branches") or []
    when = branches[0]["when"] if len(branches) == 1 else {}
    sides = [when.get("left") or {}, when.get("right") or {}]
    moved = [(one.get("kind"), one.get("bars")) for one in sides]
    better = when.get("op") == ">" and list(have.get("otherwise") or {}) == [sides[1].get("symbol")]
    if moved[0] != moved[1] or moved[0][0] != "change" or not better:
        return have
    return {"top": 1, "rank_by": {**sides[0], "symbol": None}, "rebalance": have.get("look")}


def _ranked(size: Json, have: Json) -> bool:
    by = size["rank_by"]
    if isinstance(by, dict):
        adapter: TypeAdapter[Operand] = TypeAdapter(Operand)
        return same(by, adapter.validate_python(have))
    months = size.get("lookback_months")
    bars = 21 * months if months else size.get("lookback_days")
    return have["kind"] == "change" and bars in (None, have["bars"])


def _often(size: Json, have: Json) -> bool:
    if "rebalance" in size and size["rebalance"] is None:
        return True  # it was not said; how often is told
    said, found = size.get("rebalance") or "monthly", have.get("rebalance", "?")
    return OFTEN.get(said, said).startswith(found)


OFTEN = {"annual": "yearly", "annually": "yearly", "daily": "day", "none": "never"}
MONTHLY = ("month_day", "first_days", "last_days", "from_day", "to_day", "date")
DAYS = {"day": ("weekdays",), "week": ("weekdays",), "2 weeks": ("every_weeks",)}


def _for_each(size: Json, expected: Json) -> Json:
    """An amount that several symbols share in equal parts, as what goes into each."""
    if size.get("weights") != "equal" or not size.get("amount"):
        return size
    return {**size, "amount": size["amount"] / len(expected["symbols"])}


def _periodic(size: Json, data: Json) -> list[str]:
    have = data.get("sizing") or {}
    way, amount = ("cash", size["amount"]) if "amount" in size else ("quantity", size["quantity"])
    entry = data.get("entry") or {}
    days = [one for one in entry.get("of") or [entry] if one.get("kind") == "calendar"]
    kinds = DAYS.get(size["every"], MONTHLY)
    dated = [one for one in days if any(one.get(kind) for kind in kinds)]
    if not data:
        return ["nothing is bought again"]
    if amount not in (None, have.get(way)) or not dated or not data.get("hold"):
        return [f"buys {have.get(way)} on {data.get('entry')} instead of {size}"]
    return []


def _paused(entry: Any, data: Json) -> list[str]:
    """Where it is bought only while something holds, that stands beside the day."""
    rules = [one for one in entry if one.get("indicator") != "ALWAYS"] if entry else []
    have = data.get("entry") or {}
    said = [one for one in have.get("of") or [have] if one]
    found = [leaf for one in said for leaf in leaves(parsed(one))]
    lacking = [one for one in rules if not any(fits(one, leaf) for leaf in found)]
    beside = [one for one in rules if one.get("indicator") != "DAY_OF_WEEK"]
    more = sum(one.get("kind") != "calendar" for one in said) > len(beside)
    return [f"entry lacks {one}" for one in lacking] + ["entry has more rules"] * more


def _switch(want: list[Any], have: Json, size: Json, own: str) -> list[str]:
    """The label's share is that of whatever is held; `own` is looked at where none is named."""
    share = (size.get("pct") or 100) / 100 if size.get("type") == "pct_equity" else 1.0
    want = want if "else" in want[-1] else _closed(want)
    branches, otherwise = have.get("branches", []), have.get("otherwise")
    last = _held(want[-1]["else"], share)
    if len(branches) != len(want) - 1 or _rounded(otherwise or {}) != last:
        return ["the branches differ"]
    return [
        f"branch lacks {one}"
        for one, branch in zip(want, branches, strict=False)
        if not (_is_branch(one, branch, share) or _is_branch(_of_own(one, own), branch, share))
    ]


def _closed(want: list[Any]) -> list[Any]:
    """Of two values held against each other one is the higher: the second case is all that the
    first leaves."""
    if len(want) == 2 and _sides(want[0]["when"]) == _sides(want[1]["when"])[::-1]:
        return [want[0], {"else": want[1]["hold"]}]
    return [*want, {"else": "CASH"}]


def _sides(when: Any) -> list[Any]:
    if not isinstance(when, dict) or not isinstance(when["value"], dict):
        return [when, None]
    value = {**when["value"], "symbol": when["value"].get("symbol") or when.get("symbol")}
    own = {key: when.get(key) for key in ("indicator", "params", "symbol")}
    return [own, {key: value.get(key) for key in own}]


def _held(said: Any, share: float) -> Json:
    """ "CASH", a symbol, or symbols with their parts."""
    parts = said if isinstance(said, dict) else {} if said == "CASH" else {said: 100}
    return _rounded({symbol: part / 100 * share for symbol, part in parts.items()})


def _is_branch(want: Json, have: Json, share: float) -> bool:
    cases = want["when"] if isinstance(want["when"], list) else [want["when"]]
    rules = leaves(parsed(have["when"]))  # one more may be what the case before has left
    alike = _rounded(have["weights"]) == _held(want["hold"], share)
    alike = alike and len(rules) >= len(cases) and len(rules) - len(cases) < 2
    return alike and all(any(fits(_whole(one), rule) for rule in rules) for one in cases)


def _of_own(want: Json, own: str) -> Json:
    """The case without the name of the symbol that it looks at anyway."""
    cases = want["when"] if isinstance(want["when"], list) else [want["when"]]
    return {**want, "when": [_unnamed(one, own) for one in cases]}


def _unnamed(one: Json, own: str) -> Json:
    value = _unnamed(one["value"], own) if isinstance(one.get("value"), dict) else one.get("value")
    named = {key: said for key, said in one.items() if key != "symbol" or said != own}
    return {**named, "value": value} if "value" in one else named


def _whole(when: Json) -> Json:
    value = when["value"]
    if isinstance(value, dict):
        value = {**value, "symbol": value.get("symbol") or when.get("symbol")}
    return {**when, "value": value}
