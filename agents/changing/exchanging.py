"""One thing for another, said of a strategy as it is: "MSFT instead of AAPL", "replace the stop
with a trailing stop of 7%", "RSI below 25 instead of 30".

Each hands on words that say what is to be, and what is to go where that is of another kind.
"""

from __future__ import annotations

import re
from itertools import pairwise

from agents.changing.edits import NotEdited, last_of_list
from agents.events import Json
from agents.language.tokens.pieces import Token
from agents.language.tokens.tokens import tokenise

FOR = r"(?:instead\s+of|rather\s+than|in\s+place\s+of)"
REPLACE = r"(?:replace|exchange|swap|substitute)"
A = r"(?:the\s+|an?\s+|my\s+)?(?:(?:fixed|old|current|normal)\s+)?"
LIMIT = (
    r"(?P<old>trailing\s+stop|stop(?:[ -]loss)?|target|take[ -]profit|time\s+limit|break[ -]even)"
)
SIZE = r"(?:[\d.]+\s*(?:%|percent|ATR|days|bars)?\s*)?"
AT = r"(?:\s+(?:of|at)\s+[\d.]+\s*%?)?"
# Which limits are one of a kind: the new one takes the place of the old one by itself.
KINDS = {"stop loss": "stop", "stop-loss": "stop", "take profit": "target", "take-profit": "target"}
NAMED = re.compile(
    r"\b(trailing\s+stop|stop(?:[ -]loss)?|target|take[ -]profit|time\s+limit|break[ -]even)\b",
    re.IGNORECASE,
)
LIMIT_ALONE = re.compile(
    rf"{A}{SIZE}(?:trailing\s+stop|stop(?:[ -]loss)?|(?:profit\s+)?target|take[ -]profit){AT}"
    r"(?:\s*(?:ATR|percent))?[\s.!]*$",
    re.IGNORECASE,
)
INSTEAD = re.compile(rf"\s*\b{FOR}\s+{A}{SIZE}{LIMIT}\b{AT}", re.IGNORECASE)
REPLACED = re.compile(
    rf"\b{REPLACE}\s+{A}{SIZE}{LIMIT}{AT}\s+(?:with|by|for|to)\s+(?P<new>[^,;]+)", re.IGNORECASE
)
MONEY = re.compile(rf"[$€£]\s*(?P<new>[\d,.]+)\s+{FOR}\s+[$€£]?\s*(?P<old>[\d,.]+)", re.IGNORECASE)
# "RSI below 25 instead of 30": the old value says nothing more.
NUMBER = re.compile(
    r"(\b(?!(?:use|with|set|make|try|the|an?|and|but)\b)[a-z]+\s+|[<>]=?\s*)(?P<new>[\d.]+\d|\d)"
    rf"\s*(?:\s{FOR}|,?\s+not)\s+[\d.]+(?=\s*(?:$|[,;.](?!\d)|\band\b|\bbut\b))",
    re.IGNORECASE,
)
# "60 -> 70": the old one, and the new one.
ARROW = re.compile(
    r"(?<![\w.])(?P<old>\d+(?:\.\d+)?)(?P<unit>\s*%)?\s*(?:->|→|=>)\s*(?P<new>\d+(?:\.\d+)?\s*%?)(?![\w.])"
)
ATRS = re.compile(
    rf"(?P<new>[\d.]+\s*ATR)s?\s+{FOR}\s+{A}(?P<old>[\d.]+)\s*%(?!\s*\w)", re.IGNORECASE
)
LIMITS = {"stop_loss": "stop", "take_profit": "target", "trailing_stop": "trailing stop"}
PERCENT = re.compile(
    rf"(\b(?:stop|target|profit|loss|objectif|ziel|objetivo)\b[^,;.]*?[\d.]+\s*%)\s+{FOR}\s+{A}[\d.]+\s*%",
    re.IGNORECASE,
)
UNITS = r"\d+\s*(?:trading\s+)?(?:days?|bars?|weeks?|months?)"
# "replace the exit with a 10% trailing stop", "replace the exit rule with RSI above 80".
EXIT = re.compile(
    rf"\b{REPLACE}\s+{A}(?:exit|sell)(?:\s+(?:rule|condition|signal))?\s+(?:with|by|for)\s+{A}(?P<new>[^,;]+)",
    re.IGNORECASE,
)
LENGTH = re.compile(r"^(?:after|for)\s+", re.IGNORECASE)
LEADS = re.compile(r"(?:when|if|after|on|at|in|once)\b", re.IGNORECASE)
SELLS = re.compile(
    r"(?:sell|exit|cover)\b|close\s+(?:it|the\s+position|out|when|if|after|on|at)\b", re.IGNORECASE
)
LASTS = re.compile(rf"(?:hold\b.*?|after\s+|for\s+)?{UNITS}[\s.!]*$", re.IGNORECASE)
ENTERS = re.compile(r"\b(?:buy|entry|enter|short|long)\b", re.IGNORECASE)
CLAUSE = r"(?:(?!\bfrom\b|\band\b)[^,;.])*?"
CHANGED = re.compile(
    rf"\b(?:change|switch|go|move)\s+(?:from\s+)?{A}(?P<old>{CLAUSE}\d{CLAUSE})\s+(?:to|into)\s+{A}"
    rf"(?P<new>{CLAUSE}\d[^,;]*?)(?=\s*(?:$|[,;.]|\band\b|\bbut\b))",
    re.IGNORECASE,
)
# Two symbols, each written as such a sign: which is to go, and which is to come.
SYMBOL = "\N{SECTION SIGN}"
USE = r"(?:(?:use|try|trade|test|buy|on|with|take|it)\s+)*"
PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<new>{SYMBOL})\s*{FOR}\s+(?P<old>{SYMBOL})$",
        rf"\b{FOR}\s+(?P<old>{SYMBOL})\s*,?\s*{USE}(?P<new>{SYMBOL})$",
        rf"(?P<old>{SYMBOL})\s*(?:->|→|=>)\s*(?P<new>{SYMBOL})$",
        rf"\b(?:{REPLACE}|switch|change)\s+(?:from\s+)?(?P<old>{SYMBOL})"
        rf"\s+(?:with|by|for|to)\s+(?P<new>{SYMBOL})$",
    )
)
ONLY = r"(?:only|just|solely)"
# "only IBM", "on IBM alone": of all that it trades, these.
ALONE = re.compile(
    rf"\s*{USE}(?:{ONLY}\s+{USE}(?:for\s+)?{SYMBOL}|(?:for\s+)?{SYMBOL}\s+(?:{ONLY}|alone))[\s.!]*",
    re.IGNORECASE,
)
HELD = (
    r"\b(?:sell|exit|leave|close|hold|cover)(?:\s+(?:it|them|always|just))*"
    rf"\s+(?:after|for|at\s+most)\s+{UNITS}"
)
TIMES = re.compile(rf"({HELD})(?:\s+{FOR}|,?\s+not)\s+{UNITS}\b", re.IGNORECASE)
# "sell after 10 days instead": of the rule to sell, for no two times to sell can be meant.
TIMED = re.compile(
    rf"(?P<said>(?:^|[,;.]|\b(?:and|then|please|rather)\b)\s*{HELD})"
    rf"(?:\s+instead(?!\s+of)|\s+{FOR}\s+(?:{A}exit(?:\s+rule)?|(?:(?:selling|when|if)\s+)?"
    r"(?:it\s+is\s+)?(?:above|below|over|under)\s+[\d.]+))(?=\s*(?:$|[,;.!]|\band\b))",
    re.IGNORECASE,
)
FIRST = re.compile(r"^\s*instead,?\s+(?!of\b)(.*)$", re.IGNORECASE)
BARE = re.compile(r"\binstead\b(?!\s+of)", re.IGNORECASE)
SWITCHED = re.compile(r"\b(?:switch|change|move)\s+(?:it\s+)?(?:over\s+)?to\s+", re.IGNORECASE)


def exchanged(data: Json, words: str) -> str:
    """Changes `data` where symbols change; the words that are left say the rest."""
    words = alone(data, TIMES.sub(r"\1", timed(data, words)))
    words = money(data, symbols(data, ARROW.sub(turned, words)))
    words = CHANGED.sub(r"\g<new> instead of \g<old>", words)
    words = PERCENT.sub(r"\1", NUMBER.sub(r"\1\g<new>", words))
    words = ATRS.sub(lambda found: in_atrs(data, found), words)
    words = EXIT.sub(lambda found: another_exit(found["new"]), words)
    words = REPLACED.sub(lambda found: limits(found["old"], found["new"]), words)
    if found := INSTEAD.search(words):
        new, rest = words[: found.start()], words[found.end() :]
        words = f"{limits(found['old'], new)}{rest}"
    return words


def timed(data: Json, words: str) -> str:
    """A time to sell at in the place of the rule to sell; stops and targets stay. With a rule for
    each side it is not said which of them is to go.
    """
    first = FIRST.sub(r"\1 instead", words)
    if data["exit"] is not None and data["direction"] != "both" and TIMED.search(first):
        data["exit"] = None
        words = TIMED.sub(lambda found: found["said"], first)
    return BARE.sub(" ", words)


def alone(data: Json, words: str) -> str:
    """ "only IBM" of a rule that trades several; of a portfolio it says what is held."""
    named = lists(words)
    if len(named) != 1 or data["portfolio"] is not None:
        return words
    first, last = named[0][0].start, named[0][-1].end
    if ALONE.fullmatch(f"{words[:first]}{SYMBOL}{words[last:]}"):
        return f"test {words[first:last]}"
    return words


def turned(found: re.Match[str]) -> str:
    return f"{found['new'].strip()} instead of {found['old']}{found['unit'] or ''}"


def money(data: Json, words: str) -> str:
    """ "$1000 instead of $500": of each purchase, or to start with."""
    found = MONEY.search(words)
    if found is None:
        return words
    new, old = (float(found[name].rstrip(",.").replace(",", "")) for name in ("new", "old"))
    if data["sizing"].get("cash") == old:
        data["sizing"]["cash"] = new
    elif data["initial_capital"] == old:
        data["initial_capital"] = new
    else:
        raise NotEdited(f"Nothing in it is {found['old']} now.")
    return f"{words[: found.start()]} {words[found.end() :]}"


def in_atrs(data: Json, found: re.Match[str]) -> str:
    """ "2 ATR instead of 10%": of the one limit that is so far away."""
    there = [name for name in LIMITS if data[name] == round(float(found["old"]) / 100, 10)]
    return f"{LIMITS[there[0]]} {found['new']}" if len(there) == 1 else found.group()


def another_exit(new: str) -> str:
    """A rule takes the place of the old one by itself; a limit or a time stands beside it."""
    if ENTERS.search(new):
        raise NotEdited(f"Say how it is left instead, without {new.strip()!r}.")
    if LIMIT_ALONE.match(new):
        return f"{new}, without the exit rule"
    if LASTS.match(new):
        held = new if new.lower().startswith("hold") else f"sell after {LENGTH.sub('', new)}"
        return f"{held}, without the exit rule"
    if SELLS.match(new):
        return new
    return f"sell {'' if LEADS.match(new) else 'when '}{new}"


def limits(old: str, new: str) -> str:
    """What is new; what was goes, unless the new one is of its kind."""
    told = NAMED.search(new)
    if told and kind(told.group()) == kind(old):
        return new
    return f"{new}, without the {old}"


def kind(limit: str) -> str:
    name = " ".join(limit.lower().split())
    return KINDS.get(name, name)


def symbols(data: Json, words: str) -> str:
    """Every symbol that another one is to stand for, and the words without them."""
    for one, other in pairwise(lists(words)):
        text = f"{words[: one[0].start]}{SYMBOL}{words[one[-1].end : other[0].start]}{SYMBOL}"
        found = next(filter(None, (pattern.search(text) for pattern in PAIRS)), None)
        if found:
            named = (one, other) if found.start("old") < found.start("new") else (other, one)
            put(data, *([token.symbol for token in tokens] for tokens in named))
            return f"{words[: found.start()]} {words[other[-1].end :]}"
    return SWITCHED.sub("on ", words)


def lists(words: str) -> list[list[Token]]:
    """Its symbols; those of "MSFT and IBM" in one list."""
    tokens, found, at = tokenise(words).tokens, [], 0
    while at < len(tokens):
        last = last_of_list(tokens, at) if tokens[at].symbol else at
        if tokens[at].symbol:
            found.append(tokens[at : last + 1 : 2])
        at = last + 1
    return found


def put(data: Json, old: list[str], new: list[str]) -> None:
    if gone := [one for one in old if one not in data["symbols"]]:
        raise NotEdited(f"It does not trade {' and '.join(gone)}.")
    if (data["portfolio"] or {}).get("kind") == "weights":
        raise NotEdited("It has fixed weights: say all of them, those of the new symbols included.")
    at = min(data["symbols"].index(one) for one in old)
    there = [one for one in data["symbols"] if one not in old]
    data["symbols"] = list(dict.fromkeys([*there[:at], *new, *there[at:]]))
