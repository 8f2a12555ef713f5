"""A portfolio that is changed in words: "top 3", "by 6-month return", "weekly", "50/50", "only
those above their 200-day average".

What ranks and what filters is read as the sentence of a whole rotation is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from agents import language
from agents.changing.edits import NotEdited, without
from agents.changing.working import Work
from agents.language.reading import ImpossibleStrategy, Reading
from agents.language.tokens.tokens import tokenise

ENDS = r"(?=\s*(?:$|[,;.](?!\d)|\band\b|\bbut\b|\bby\b|\bwith\b|\bonly\b|\bevery\b))"
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)})"
HELD = (
    r"(?:\s+(?:symbols?|stocks?|names?|positions?))*"
    r"(?:\s+instead(?:\s+of\s+(?:the\s+)?(?:(?:best|top)\s+)?\w+)?)?"
)
SPANS = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
         "yearly": "year", "annually": "year"}  # fmt: skip
REBALANCE = r"(?:rebalanc|rotat|restor|check|look)\w*"
AGAIN = re.compile(
    rf"\b(?:{REBALANCE}\s+(?:it\s+|them\s+|again\s+)?)?"
    r"(?:(?:every|each|once\s+(?:a|every))\s+(?P<every>day|week|month|quarter|year)"
    rf"|(?P<span>{'|'.join(SPANS)}))\b(?:\s+{REBALANCE})?(?!\s+(?:bars?|candles?|chart|data|return))",
    re.IGNORECASE,
)
NEVER = re.compile(rf"\b(?:never|no|without|do\s+not|don['’]t)\s+{REBALANCE}", re.IGNORECASE)
TOPS = tuple(
    re.compile(pattern + HELD + ENDS, re.IGNORECASE)
    for pattern in (
        rf"\b(?:(?:hold|keep|own|pick)\s+)?(?:only\s+)?(?:the\s+)?(?:best|top|strongest)\s+{COUNT}",
        rf"\b(?:hold|keep|own|pick)\s+(?:only\s+)?{COUNT}",
    )
)
RANKED = re.compile(
    r"\b(?:(?:rank|sort|chos)\w*\s+(?:them\s+)?)?by\s+(?:the\s+|their\s+)?(?P<said>[^,;.]+?)"
    r"(?:\s+instead(?:\s+of\s+[^,;.]+)?)?(?=\s*(?:$|[,;.]|\b(?:and|but|with|only|every)\b))",
    re.IGNORECASE,
)
# "6 months instead of 3": of a rotation by return.
MONTHS = re.compile(
    r"\b(?P<months>\d{1,2})[\s-]months?(?:\s+(?:returns?|momentum|lookback|performance))?"
    rf"(?:\s+instead(?:\s+of\s+\d+(?:[\s-]months?)?)?)?{ENDS}",
    re.IGNORECASE,
)
FILTERED = re.compile(
    r"\bonly\s+(?:hold\s+)?(?:(?:those|stocks|symbols|ones)\s+)?(?:that\s+are\s+)?(?:(?:if|when|while)\s+)?"
    r"(?P<said>[^,;.]+)",
    re.IGNORECASE,
)
UNFILTERED = re.compile(r"\b(?:no|remove|drop|without)\s+(?:the\s+|any\s+)?filter\b", re.IGNORECASE)
EQUAL = re.compile(
    r"\b(?:equal(?:ly)?|even(?:ly)?)(?:[ -]+(?:weight|part|share|split)\w*)?\b", re.IGNORECASE
)
PARTS = re.compile(r"(?<![\d/.])\d{1,3}(?:\s*/\s*\d{1,3})+(?![\d/.])")


def planned(work: Work, words: str) -> str:
    """Changes what is said of the portfolio; the words that are left say the rest."""
    held = work.data["portfolio"] or {}
    edits: tuple[Callable[[Work, str], str], ...] = ()
    if "rebalance" in held:
        edits += (rhythm,)
    if held.get("kind") == "weights":
        edits += (parts,)
    if held.get("kind") == "rotation" and not names_symbols(words):
        edits += (unfiltered, filtered, top, ranked)
    for edit in edits:
        words = edit(work, words)
    return words


def names_symbols(words: str) -> bool:
    """Then it is a plan of its own, or its filter looks at another symbol."""
    return any(token.symbol for token in tokenise(words).tokens)


def rhythm(work: Work, words: str) -> str:
    if found := NEVER.search(words):
        if work.data["portfolio"]["kind"] == "rotation":
            raise NotEdited("A rotation has to look again: say how often.")
        work.put("portfolio.rebalance", "never")
    elif found := AGAIN.search(words):
        every = found["every"] or SPANS[found["span"].lower()]
        work.put("portfolio.rebalance", every.lower())
    return without(words, found) if found else words


def parts(work: Work, words: str) -> str:
    """ "50/50": in the order of the symbols that it has."""
    found, names = PARTS.search(words) or EQUAL.search(words), work.data["symbols"]
    if found is None or names_symbols(words):
        return words
    shares = shares_of(found.group()) or [100 / len(names)] * len(names)
    if len(shares) != len(names) or sum(shares) > 100 + 1e-9:
        raise NotEdited(f"Say a weight for each of {' and '.join(names)}, 100 or less in all.")
    weights = {name: share / 100 for name, share in zip(names, shares, strict=True)}
    work.put("portfolio.weights", weights)
    work.note(f"the weights are those of {' and '.join(names)}, in this order", "portfolio.weights")
    return without(words, found)


def shares_of(said: str) -> list[float]:
    return [float(one) for one in said.split("/") if one.strip().isdecimal()]


def top(work: Work, words: str) -> str:
    found = next(filter(None, (one.search(words) for one in TOPS)), None)
    if found is None:
        return words
    count = found["count"].lower()
    work.put("portfolio.top", NUMBERS.get(count) or int(count))
    return without(words, found)


def ranked(work: Work, words: str) -> str:
    found, how = RANKED.search(words), ""
    if found:
        how = f"by {found['said']}"
    elif work.data["portfolio"]["rank_by"]["kind"] == "change" and (found := MONTHS.search(words)):
        how = f"by {found['months']}-month return"
    read = rotation(work, how) if how else None
    if not found or not read:
        return words
    take(work, read, "portfolio.rank_by")
    take(work, read, "portfolio.lowest")
    return without(words, found)


def filtered(work: Work, words: str) -> str:
    """Beside a filter that there is, both must hold."""
    found = FILTERED.search(words)
    read = found and rotation(work, f"by 3-month return, only if {found['said']}")
    if not found or not read or not value(read, "portfolio.filter"):
        return words
    old = work.data["portfolio"]["filter"]
    take(work, read, "portfolio.filter")
    if old:
        both = {"kind": "all", "of": [old, work.data["portfolio"]["filter"]]}
        work.put("portfolio.filter", both)
    return without(words, found)


def unfiltered(work: Work, words: str) -> str:
    found = UNFILTERED.search(words)
    if found is None:
        return words
    work.put("portfolio.filter", None)
    return without(words, found)


def rotation(work: Work, how: str) -> Reading | None:
    """A whole rotation that does it so; None where that is not understood."""
    names = ", ".join(work.data["symbols"])
    try:
        read = language.read(f"Every month hold the best 1 of {names} {how}.")
    except ImpossibleStrategy as error:
        raise NotEdited(str(error)) from error
    clean = read.action == "run" and not read.unsupported
    return read if clean and value(read, "portfolio.kind") == "rotation" else None


def value(read: Reading, path: str) -> Any:
    inner: Any = read.strategy.model_dump(mode="json") if read.strategy else {}
    for name in path.split("."):
        inner = (inner or {}).get(name)
    return inner


def take(work: Work, read: Reading, path: str) -> None:
    """What stands there in the reading, with what was said and assumed for it."""
    work.put(path, value(read, path))
    work.changed.update(one for one in read.stated if one.startswith(f"{path}."))
    work.notes.extend(one for one in read.assumptions if f"{one.path}.".startswith(f"{path}."))
