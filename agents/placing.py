"""What the words of a change say, put in the place of what the strategy said: each rule instead of
the old one, beside it as another way, or as what must hold as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agents.edits import sides_of
from agents.events import Json
from agents.language.reading import Reading
from agents.replacing import Join, Placed, replaced
from backtests.engine.strategy import Strategy

RULES = ("entry", "exit", "short_entry", "short_exit")
# A limit in bars replaces one in days; "since 2015" is up to today.
REPLACED = (("max_bars", "max_days"), ("max_days", "max_bars"), ("start", "end"))
NARROWS = re.compile(
    r"\bonly\b|\bfilter\b|\bas long as\b|\band also\b|\bprovided\b|^\s*(?:and|but)\b|^\s*not\b"
    r"|\b(?:except|avoid|unless|skip|ignore)\b|\b(?:no|don['’]?t|do not|never)\s+(?:\w+\s+){0,2}"
    r"(?:trad|ent[er])\w*|\badd\s+(?:an?|the|another)\s+(?:condition|rule|requirement)\b",
    re.IGNORECASE,
)
# Another way in or out, beside the one that there is.
WIDENS = re.compile(
    r"\balso\s+(?:buy|sell|enter|exit|leave|go|short|cover)\b|^\s*or\b|\bor\s+(?:also\s+)?(?:buy|sell)\b"
    r"|\b(?:as an? )?(?:alternative|second|additional|another)\s+(?:entry|exit|way)\b"
    r"|\badd\s+(?:an?|another)\s+(?:entry|exit)\b(?!\s+(?:condition|filter))",
    re.IGNORECASE,
)
SIDED = re.compile(r"\b(?:long|short|buy|sell|cover)s?\b", re.IGNORECASE)


def put(data: Json, reading: Reading, words: str) -> list[Placed]:
    """Changes `data`; where each rule stands now that was said."""
    said = dict(reading.draft)
    if reading.strategy:
        said = reading.strategy.model_dump(mode="json", exclude_defaults=True)
        said |= portfolio(data, reading, reading.strategy)
    if said.get("symbols") == [said.get("benchmark")]:
        del said["symbols"]
    leave_stated_exits(data, said)
    names = sides_of(data, said, words)
    placed = [rule(data, said, name, into, reading, words)
              for name, into in places(data, said, names, words)]  # fmt: skip
    if names and "direction" in said:
        said["direction"] = "both"
    for name, value in said.items():
        if name not in RULES:
            data[name] = sizing(data[name], value) if name == "sizing" else value
    for one, other in REPLACED:
        if one in said and other not in said:
            data[other] = None
    return placed


def portfolio(data: Json, reading: Reading, said: Strategy) -> Json:
    """The new one, whole; where its rhythm was not said, with that of the old one of its kind."""
    if said.portfolio is None:
        return {}
    new, old = said.portfolio.model_dump(mode="json"), data["portfolio"] or {}
    if "portfolio.rebalance" not in reading.stated and old.get("kind") == new["kind"]:
        new |= {"rebalance": old["rebalance"]} if "rebalance" in old else {}
    return {"portfolio": new}


def leave_stated_exits(data: Json, said: Json) -> None:
    """New entries for both sides imply that each turns the other round: not where exits exist."""
    implied = said.get("exit") and (said["exit"], said.get("short_exit")) == (
        said.get("short_entry"), said.get("entry"),
    )  # fmt: skip
    turns = (data["exit"], data["short_exit"]) == (data["short_entry"], data["entry"])
    if implied and data["exit"] and not turns:
        del said["exit"], said["short_exit"]


def places(data: Json, said: Json, names: dict[str, str], words: str) -> Iterator[tuple[str, str]]:
    """Which rule that was said goes where. What narrows, narrows both sides, if it names none."""
    for name in RULES:
        if name in said:
            yield name, names.get(name, name)
    both = data["direction"] == "both" and "short_entry" not in said
    if "entry" in said and both and NARROWS.search(words) and not SIDED.search(words):
        yield "entry", "short_entry"


def rule(data: Json, said: Json, name: str, into: str, reading: Reading, words: str) -> Placed:
    """`name` as it was said, put where `into` stands in the strategy."""
    stated = any(path.startswith(f"{name}.left") for path in reading.stated)
    join = joined_by(words, name, said)
    data[into], placed = replaced(data[into], said[name], into, keep=not stated, join=join)
    return replace(placed, said=name)


def joined_by(words: str, name: str, said: Json) -> Join:
    """ "only in January, sell at month end" narrows the entry, and says a new exit."""
    if WIDENS.search(words):
        return "any"
    beside = name.endswith("exit") and "entry" in said
    return "all" if NARROWS.search(words) and not beside else ""


def sizing(old: Json, new: Json) -> Json:
    ways = ("fraction", "cash", "quantity", "risk", "volatility")
    kept = {k: v for k, v in old.items() if k not in ways or not set(new) & set(ways)}
    return {**kept, **new}
