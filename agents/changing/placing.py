"""What the words of a change say, put in the place of what the strategy said: each rule instead of
the old one, beside it as another way, or as what must hold as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agents.changing.edits import NotEdited, sides_of
from agents.changing.replacing import WIDENS, Join, Placed, alike, is_comparison, replaced
from agents.events import Json
from agents.language.reading import Reading
from backtests.engine.strategy import Strategy

RULES = ("entry", "exit", "short_entry", "short_exit")
# A limit in bars replaces one in days; "since 2015" is up to today.
REPLACED = (("max_bars", "max_days"), ("max_days", "max_bars"), ("start", "end"))
NARROWS = re.compile(
    r"\bonly\b|\bfilter\b|\bas long as\b|\band also\b|\bprovided\b|^\s*(?:and|but)\b|^\s*not\b"
    r"|\b(?:not|never)\s+(?:on|in|during)\b"
    r"|\b(?:except|avoid|unless|skip|ignore)\b|\b(?:no|don['’]?t|do not|never)\s+(?:\w+\s+){0,2}"
    r"(?:trad|ent[er])\w*|\badd\s+(?:an?|the|another)\s+(?:condition|rule|requirement)\b",
    re.IGNORECASE,
)
BEGINS = re.compile(
    r"\bstart(?:s|ing)?\s+(?:it\s+|the\s+test\s+|testing\s+)?(?:in|at|on|from)\b", re.I
)
LEAVES = r"(?:sell|exit|leave|get\s+out|cover)"
ONLY_EXIT = re.compile(rf"\b{LEAVES}\s+only\b|\bonly\s+{LEAVES}\b", re.IGNORECASE)
# "buy and sell on the 50-day average" says one thing of two rules.
AT_ONCE = re.compile(r"\b(?:buy|enter|get\s+in)\s+and\s+(?:sell|exit|get\s+out)\b", re.IGNORECASE)
# A stop that is a price of its own kind: it stands beside the exits that there are.
STOPS = re.compile(
    r"\bstop(?:[ -]loss)?(?:s|ped)?(?:\s+out)?\s+(?:it\s+|me\s+)?(?:at|below|under|above|on|to)\b"
    r"(?!\s*[\d$€£])"
    r"|\bas\s+(?:an?\s+|the\s+)?stop\b",
    re.IGNORECASE,
)
# With none of them, it is not said whose rule a comparison is.
VERBS = re.compile(
    rf"{NARROWS.pattern}|{WIDENS.pattern}|\b(?:buy|sell|enter|entry|exit|go|long|short|cover|get|kauf|verkauf|einst"
    r"|ach[eè]t|vend|entr|compr|inver)|[买卖做]",
    re.IGNORECASE,
)
SIDED = re.compile(r"\b(?:long|short|buy|sell|cover)s?\b", re.IGNORECASE)


def put(data: Json, reading: Reading, words: str) -> list[Placed]:
    """Changes `data`; where each rule stands now that was said."""
    said = dict(reading.draft)
    if reading.strategy:
        whole = reading.strategy.model_dump(mode="json")
        said = {name: whole[name] for name in reading.strategy.model_dump(exclude_defaults=True)}
        said |= portfolio(data, reading, reading.strategy)
    if said.get("symbols") == [said.get("benchmark")]:
        del said["symbols"]
    if said.get("hold") and not data["hold"]:
        raise NotEdited("That is a savings plan: begin a new test with it.")
    if AT_ONCE.search(words) and len({"entry", "exit"} & set(said)) == 1:
        raise NotEdited("Say when it should buy and when it should sell.")
    leave_stated_exits(data, said)
    names = sides_of(data, said, words) or rule_meant(data, said, words)
    placed = [rule(data, said, name, into, reading, words)
              for name, into in places(data, said, names, words)]  # fmt: skip
    if "direction" in said and names:
        said["direction"] = "both"
    for name, value in said.items():
        if name not in RULES:
            data[name] = sizing(data[name], value) if name == "sizing" else value
    for one, other in REPLACED:
        if one in said and other not in said and not (other == "end" and begins(data, words)):
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


def rule_meant(data: Json, said: Json, words: str) -> dict[str, str]:
    """ "RSI above 70", with no verb: the rule that looks at it so already."""
    if "entry" not in said or not is_comparison(said["entry"]) or VERBS.search(words):
        return {}
    there = [name for name in RULES if data[name] and alike(data[name], said["entry"])]
    if len(there) == 1:
        return {"entry": there[0]}
    raise NotEdited("Say 'buy when', 'sell when' or 'only when' before the rule.")


def begins(data: Json, words: str) -> bool:
    """ "start in 2012" says nothing of the end, if it is later."""
    return bool(BEGINS.search(words)) and str(data["start"]) < str(data["end"] or "")


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
    """ "only in January, sell at month end" narrows the entry, and says a new exit; "sell only
    when" leaves no other exit; a stop at a price is one more.
    """
    if WIDENS.search(words) or (name.endswith("exit") and STOPS.search(words)):
        return "any"
    anew = name.endswith("exit") and ("entry" in said or ONLY_EXIT.search(words))
    return "all" if NARROWS.search(words) and not anew else ""


def sizing(old: Json, new: Json) -> Json:
    ways = ("fraction", "cash", "quantity", "risk", "volatility")
    kept = {k: v for k, v in old.items() if k not in ways or not set(new) & set(ways)}
    return {**kept, **new}
