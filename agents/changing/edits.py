"""Changes that are said of a strategy as it is: its side, its symbols, its portfolio, its dates.

Each edit does what it finds in the words, and hands on the words that are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from agents.changing.working import Work
from agents.events import Json
from agents.language.tokens.pieces import Token
from agents.language.tokens.tokens import tokenise

ONE_SIDE = re.compile(
    r"\b(?:only|just)\s+(?:go\s+|trade\s+|the\s+)?(?P<a>long|short)s?(?:\s+(?:side|trades))?\b(?!\s+(?:when|if|at|on|below|above))"
    r"|\b(?P<b>long|short)s?(?:\s+side)?[\s-]only\b(?!\s+(?:when|if|at|on|in|below|above))"
    r"|\b(?:no|without|drop|remove|never|stop|do\s+not|don['’]?t)\s+(?:the\s+|any\s+|go\s+|sell\s+)*"
    r"(?P<not>long|short)(?:s|ing)?(?:\s+(?:side|trades|selling))?\b(?!\s+(?:when|if|at|on|in|below|above))",
    re.IGNORECASE,
)
LONG = re.compile(
    r"\b(?:buy|sell|(?:go|enter|open)\s+(?:a\s+)?long|long)\s+(?:when|if|on|once|at|after|only)\b",
    re.IGNORECASE,
)
BOTH = re.compile(
    r"\b(?:long\s+(?:and|or|&|/|\+)\s*short|both\s+(?:sides|directions|ways))\b", re.I
)
OF_A_SIDE = re.compile(
    r"\b(?:for|on)\s+(?:the\s+)?(?:long|short)s?(?:\s+(?:side|trades?|positions?))?(?:\s+only)?"
    r"\s*(?:$|[,.;])",
    re.IGNORECASE,
)
TOO = re.compile(r"\b(?:also|too|as well|in addition|on top)\b", re.IGNORECASE)
ADDED = r"\b(?:add|also|plus|and also)\s+(?:(?:test|try|run|use|trade|buy|it|on|with|for|the)\s+)*$"
BEHIND = re.compile(r"\s*(?:too|also|as well|in addition)\b", re.IGNORECASE)
GOES = r"(?:drop|remove|without|no|except|exclude|leave out|get rid of|kick out|take out)"
REMOVED = rf"\b{GOES}\s+(?:the\s+)?$"
LEADS = re.compile(rf"\b(?:add|also|plus|too|as well|in addition|{GOES})\b", re.IGNORECASE)
ALL_DATES = re.compile(
    r"\b(?:test\s+|over\s+|on\s+|use\s+)*(?:the\s+)?(?:full|whole|entire|complete|all(?:\s+(?:of\s+)?the)?"
    r"(?:\s+available)?)\s+(?:available\s+)?(?:history|period|data|prices|years|dates)\b"
    r"|\b(?:as\s+far\s+back\s+as\s+possible|since\s+the\s+beginning)\b",
    re.IGNORECASE,
)


class NotEdited(ValueError):
    """What was said cannot be done to this strategy; the message says why."""


def edited(work: Work, words: str) -> str:
    """Changes the strategy; the words that are left say the rest."""
    for edit in (one_side, joined_symbols, all_dates):
        words = edit(work.data, words)
    return left_symbols(work, words)


def one_side(data: Json, words: str) -> str:
    """ "only long", "no shorts": of a strategy that trades both ways, one is left."""
    if BOTH.search(words) and data["direction"] != "both":
        raise NotEdited("Say when it should buy and when it should sell short.")
    if OF_A_SIDE.search(words):
        raise NotEdited("Stops, targets and sizes are those of both sides; they cannot differ.")
    found = ONE_SIDE.search(words)
    if found is None:
        return words
    side = (found["a"] or found["b"] or other_side(found["not"])).lower()
    if data["direction"] == "both":
        if side == "short":
            data["entry"], data["exit"] = data["short_entry"], data["short_exit"]
        data.update(direction=side, short_entry=None, short_exit=None)
    elif data["direction"] != side:
        other = "buys" if side == "long" else "sells short"
        raise NotEdited(f"It never {other}: say when it should.")
    return without(words, found)


def other_side(side: str) -> str:
    return "short" if side.lower() == "long" else "long"


def sides_of(data: Json, said: Json, words: str) -> dict[str, str]:
    """Rules to sell short for a strategy that does so beside buying, or is to do so as well: the
    rules that they are to be.
    """
    check_side(data, said, words)
    both = data["direction"] == "both" or (data["direction"] == "long" and TOO.search(words))
    if said.get("direction") != "short" or "short_entry" in said or not both:
        return {}
    if "entry" not in said and data["direction"] == "long":
        raise NotEdited("Say as well when it should sell short.")
    return {"entry": "short_entry", "exit": "short_exit"}


def check_side(data: Json, said: Json, words: str) -> None:
    """Of a strategy that only sells short, "buy when" is no entry and "sell when" no exit; and one
    that only buys has nothing to cover.
    """
    now, meant = data["direction"], said.get("direction")
    if now == "short" and meant is None and {"entry", "exit"} & set(said) and LONG.search(words):
        raise NotEdited("It only sells short: say 'short when' or 'cover when'.")
    if now == "long" and meant == "short" and "exit" in said and "entry" not in said:
        raise NotEdited("It never sells short: say when it should.")


def joined_symbols(data: Json, words: str) -> str:
    """ "add IBM", "also on IBM": beside those that it has."""
    return symbols_after(ADDED, words, lambda new: extend(data, new), BEHIND)


def left_symbols(work: Work, words: str) -> str:
    """ "without MSFT"; what it had of a portfolio goes to the others, each in proportion."""

    def leave(gone: list[str]) -> None:
        left = [one for one in work.data["symbols"] if one not in gone]
        if len(left) + len(gone) > len(work.data["symbols"]):
            raise NotEdited(f"It does not trade {' and '.join(gone)}.")
        if not left:
            raise NotEdited("That would leave nothing to trade.")
        work.data["symbols"] = left
        if (work.data["portfolio"] or {}).get("kind") == "weights":
            share(work, left)

    return symbols_after(REMOVED, words, leave)


def share(work: Work, left: list[str]) -> None:
    old = work.data["portfolio"]["weights"]
    there = [one for one in left if old.get(one)]
    rest = sum(old[one] for one in there)
    if not rest:
        raise NotEdited("That would leave nothing to hold.")
    weights = {one: round(old[one] * sum(old.values()) / rest, 10) for one in there}
    work.put("portfolio.weights", weights)
    work.note("its weight goes to the others, each in proportion", "portfolio.weights")


def extend(data: Json, new: list[str]) -> None:
    if (data["portfolio"] or {}).get("kind") == "weights":
        raise NotEdited("It has fixed weights: say all of them, those of the new symbols included.")
    data["symbols"] = list(dict.fromkeys([*data["symbols"], *new]))


def symbols_after(
    lead: str, words: str, use: Callable[[list[str]], None], behind: re.Pattern[str] | None = None
) -> str:
    """Hand on the symbols behind such words, or before others, and give back the rest."""
    tokens = tokenise(words).tokens if LEADS.search(words) else []
    for at, first in enumerate(tokens):
        if first.word != "symbol":
            continue
        last = last_of_list(tokens, at)
        before = re.search(lead, words[: first.start], re.IGNORECASE)
        after = behind.match(words, tokens[last].end) if behind else None
        if before or after:
            use([str(one.symbol or one.text.upper()) for one in tokens[at : last + 1 : 2]])
            begin = before.start() if before else first.start
            return f"{words[:begin]} {words[after.end() if after else tokens[last].end :]}"
    return words


def last_of_list(tokens: Sequence[Token], at: int) -> int:
    """Of "MSFT, IBM and NVDA", from the first one."""
    while [one.word for one in tokens[at + 1 : at + 3]] in (["and", "symbol"], [",", "symbol"]):
        at += 2
    return at


def all_dates(data: Json, words: str) -> str:
    found = ALL_DATES.search(words)
    if found is None:
        return words
    data.update(start=None, end=None)
    return without(words, found)


def without(words: str, found: re.Match[str]) -> str:
    return f"{words[: found.start()]} {words[found.end() :]}"
