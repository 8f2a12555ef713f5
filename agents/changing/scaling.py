"""A number that is changed by so much of itself: "double the stop", "twice as wide a stop",
"50% more on the target", "half the position size".

A percentage of a percentage may be meant in points as well: then the new number is asked for.
"""

from __future__ import annotations

import re

from agents.changing.edits import NotEdited, without
from agents.changing.naming import subject_of, the_one
from agents.changing.relating import LIMIT
from agents.changing.saving import is_savings_plan
from agents.changing.working import Work
from agents.language.spreads.varied import Found

TIMES = {
    "double": 2.0, "twice": 2.0, "triple": 3.0, "treble": 3.0, "three times": 3.0,
    "quadruple": 4.0, "four times": 4.0, "half": 0.5, "halve": 0.5,
}  # fmt: skip
NAME = (
    r"(?P<name>(?:trailing[ -]stop|stop(?:[ -]loss)?|(?:profit\s+)?target|take[ -]profit"
    r"|commissions?|slippage|leverage|(?:starting\s+)?capital"
    r"|(?:position\s+|bet\s+)?sizes?|positions?|stakes?|amount"
    r"|(?:[a-z]+\s+)?(?:period|average|limit)|(?:holding|time)\s+(?:period|limit))(?:\s+distance)?)\b"
)
MANY = rf"(?P<times>{'|'.join(TIMES)})"
SMALL = r"tight|narrow|small|short|low|little|close"
AS = rf"as\s+(?P<way>wide|big|large|high|long|loose|much|many|far|{SMALL})"
MORE = r"wider|looser|bigger|larger|higher|longer|more|further"
LESS = r"tighter|narrower|smaller|lower|shorter|less|closer"
THE = r"(?:the\s+|my\s+|its\s+|an?\s+)?"
SHARE = r"(?P<share>[\d.]+)\s*(?:%|percent|per\s+cent)"
RAISES = r"raise|increase|widen|loosen|lengthen|extend|enlarge"
LOWERS = r"lower|reduce|decrease|tighten|cut|shorten|narrow|shrink"
SCALED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{MANY}\s+(?:{AS}\s+)?(?:of\s+)?{THE}{NAME}",
        rf"\b{NAME}\s+(?:should\s+be\s+|to\s+be\s+|is\s+)?{MANY}\s+{AS}\b",
        rf"\b{SHARE}\s+(?:(?P<more>{MORE})|(?P<less>{LESS}))\s+(?:of\s+|on\s+|for\s+|in\s+)?{THE}{NAME}",
        rf"\b{THE}{NAME}\s+(?:to\s+be\s+)?{SHARE}\s+(?:(?P<more>{MORE})|(?P<less>{LESS}))\b",
        rf"\b(?:(?P<more>{RAISES})|(?P<less>{LOWERS}))\s+{THE}{NAME}\s+by\s+(?:{SHARE}|(?P<half>half))",
    )
)
# Of a savings plan, what is put in needs no name.
MUCH = re.compile(
    rf"^\s*(?:(?:put\s+in|invest|buy|save|use)\s+)?(?:{MANY}\s+as\s+(?:much|many)|{SHARE}\s+(?:(?P<more>more)|(?P<less>less)))\s*$",
    re.IGNORECASE,
)
# Beyond it, so much of a stop is a share of the stop itself.
OF_ITSELF = 25.0
# By how much, but not of what or to what.
VAGUE = re.compile(
    rf"\b{NAME}\s+by\s+[\d.]+|\b(?:a\s+(?:bit|little|touch)|slightly|somewhat|much|way|far)\s+(?:{MORE}|{LESS})\b"
    rf"|\ba\s+(?:bit|little|touch)\s*$|\b[\d.]+\s*(?:points?|bars|days)?\s*(?:{MORE}|{LESS})\b",
    re.IGNORECASE,
)
ENDED = re.compile(r"[,;.](?!\d)|\band\b|\bbut\b", re.IGNORECASE)
IN_PERCENT = re.compile(r"\b(?:stop|target|profit|commissions?|slippage)\b", re.IGNORECASE)
SIZES = re.compile(r"\b(?:size|position|stake|amount)s?\b", re.IGNORECASE)
PLAIN = {"leverage": "leverage", "capital": "initial_capital"}


def scaled(work: Work, words: str) -> str:
    """Changes what is named; the words that are left say the rest."""
    while found := next(filter(None, (one.search(words) for one in SCALED)), None):
        not_of_another(words[: found.start()], found)
        change(work, found)
        words = without(words, found)
    if is_savings_plan(work.data) and (found := MUCH.search(words)):
        sized(work, factor_of(found))
        return without(words, found)
    if found := VAGUE.search(words):
        raise NotEdited(f"Say the new number instead of {found.group().strip()!r}.")
    return words


def not_of_another(before: str, found: re.Match[str]) -> None:
    """ "a target of around twice the stop" changes no stop."""
    if re.search(rf"\b{LIMIT}\b", ENDED.split(before)[-1], re.IGNORECASE):
        raise NotEdited(f"Say the new number instead of {found.group().strip()!r}.")


def change(work: Work, found: re.Match[str]) -> None:
    name, factor = found["name"].lower(), factor_of(found)
    plain = PLAIN.get(name.split()[-1])
    if SIZES.search(name):
        sized(work, factor)
    elif plain:
        work.put(plain, round(work.data[plain] * factor, 10))
    else:
        check(name, found)
        multiply(work, the_one(work.strategy, subject_of(name), None, found.group()), factor)


def factor_of(found: re.Match[str]) -> float:
    said = found.groupdict()
    if times := said.get("times"):
        factor = TIMES[" ".join(times.lower().split())]
        return 1 / factor if re.fullmatch(SMALL, said.get("way") or "", re.IGNORECASE) else factor
    share = 0.5 if said.get("half") else float(said["share"]) / 100
    return 1 - share if said.get("less") else 1 + share


def check(name: str, found: re.Match[str]) -> None:
    share = found.groupdict().get("share")
    if share and IN_PERCENT.search(name) and float(share) < OF_ITSELF:
        raise NotEdited(f"Say the new number instead of {found.group().strip()!r}.")


def multiply(work: Work, one: Found, factor: float) -> None:
    """A number that counts bars or days stays whole."""
    whole = {"period", "bars", "days", "held"} & one.words and one.value.is_integer()
    value = round(one.value * factor, None if whole else 10)
    for path in one.paths:
        work.put(path, int(value) if float(value).is_integer() else value)


def sized(work: Work, factor: float) -> None:
    """The way of sizing that there is; where all the money is used, a part of its equal shares."""
    if work.data["portfolio"]:
        raise NotEdited("Its positions follow its weights: say the weights.")
    sizing = work.data["sizing"]
    ways = ("fraction", "cash", "quantity", "risk", "volatility")
    way = next((one for one in ways if sizing[one] is not None), None)
    if way is None and factor > 1:
        raise NotEdited("It puts all the money in already; more needs a leverage.")
    shares = sizing["max_positions"] or len(work.data["symbols"])
    before = 1 / shares if way is None else sizing[way]
    work.put(f"sizing.{way or 'fraction'}", round(before * factor, 10))
