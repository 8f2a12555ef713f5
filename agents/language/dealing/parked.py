"""Where the money lies between two trades: "park it in SGOV", "sell into SHY", "idle cash in BIL".

No rule buys that, so that it must not be taken for what is traded. Each is named as not tested,
until it turns out that a test can hold it (`held_between`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from agents.language.lexicon.untestable import PARKED
from agents.language.reading import Unsupported
from agents.language.spans import is_hard
from agents.language.tokens.pieces import Token, Words

MARK = "§"  # stands for each letter of a symbol
ONE = rf"{MARK}+(?:\s+(?:etfs?|funds?|bonds?|bills?))?"
FUND = (
    rf"(?:(?:a|an|the|some|my|short[- ]term|cash[- ]like|safe)\s+)*(?:{ONE}(?:\s*(?:,|/|or|and)\s*"
    rf"{ONE})*|(?:money[- ]market|t[- ]?bill|treasury(?:[- ]bill)?|bond|savings)s?"
    r"(?:\s+(?:funds?|etfs?|accounts?|bills?|bonds?))?|treasuries)(?:\s+instead)?"
)
MONEY = (
    r"(?:(?:the|my|our|your|all|any|entire|whole|full|remaining|idle|spare|unused|uninvested|free"
    r"|rest|of|proceeds|money|cash|capital|accounts?|funds|portfolio|balance|everything|it|that"
    r"|100%)\s+)*"
)
PARK = r"(?:park|stash|stor|sit|keep|hold|put|invest|plac|stay|rest|leav|own)(?:e|es|s|ing|ting)?"
MOVE = (
    r"(?:mov|switch|rotat|shift|go|flip|return|swap|roll|fall|flee|rotat|chang)(?:e|es|s|ing)?"
    r"(?:\s+back)?"
)
BACK = r"(?:(?:back|over)\s+)?(?:in|into|to|with)\s+"
IM = r"(?:(?:i'm|im|i\s+am|we're|we\s+are|you're|it\s+is|it's|the\s+(?:strategy|system)\s+is)\s+)?"
IDLE = (
    r"(?:(?:in\s+)?between\s+(?:the\s+|my\s+)?(?:trades|positions|signals)|in\s+the\s+mean\s?time"
    rf"|(?:while|when|whenever|if)\s+{IM}(?:not\s+(?:in|holding)\s+(?:(?:a|any|the)\s+)?(?:trades?"
    r"|positions?|market)|not\s+invested|uninvested|idle|out(?:\s+of\s+(?:(?:the|a)\s+)?(?:market"
    r"|trades?|positions?))?|flat|on\s+the\s+sidelines?|waiting(?:\s+for\s+(?:a|the\s+next)\s+"
    r"(?:signal|trade|entry))?))"
)
WHO = (
    r"(?:(?:i|we|you|it|the|strategy|system|will|would|i'll|i'd|we'll|be|am|is|are|have|can|just"
    r"|simply|money|cash|capital|my|our|should)\s+)*"
)
HINT = re.compile(  # what each of the places has one of; the rest of a text is not tried
    rf"\b(?:{PARK}|{MOVE})\s|\b(?:idle|uninvested|unused|spare)\b|\bsell\s+(?:\w+\s+)?into\b", re.I
)
PLACES = tuple(
    re.compile(said, re.I)
    for said in (
        rf"(?:{IDLE})\s*[,:]?\s+{WHO}(?:(?:{PARK}|{MOVE})\s+{MONEY}(?:{BACK})?|{MONEY}{BACK}){FUND}",
        rf"\b(?:{PARK}|{MOVE})\s+{MONEY}(?:{BACK})?{FUND}\s*,?\s*(?:{IDLE})",
        rf"\b(?:idle|uninvested|unused|spare)\s+(?:cash|money|capital|funds)\s+(?:[\w']+\s+){{0,3}}?"
        rf"(?:{BACK}){FUND}",
        rf"\b(?:park|stash)(?:s|es|ed|ing)?\s+{MONEY}{BACK}{FUND}",
        rf"(?<=\bsell )(?:(?:it|everything|all)\s+)?into\s+{FUND}",
        rf"(?<=\band )(?:then\s+)?(?:{MOVE}|{PARK})\s+{MONEY}{BACK}{FUND}",
    )
)


# "move to SHY when RSI is above 70" sells then, and says where the money goes.
LEFT = re.compile(
    rf"\b(?P<verb>{MOVE})\s+{MONEY}(?P<fund>{BACK}{FUND})(?=\s+(?:when|if|once|whenever)\b)", re.I
)
SELLING = frozenset({"sell", "cover", "until"})
BUYING = frozenset({"buy", "short", "entry"})
# Behind these something else is told, which is not the fund's.
JOINING = frozenset({",", "and", "then", "a", "an", "the", "use", "with"})
TOLD = SELLING | BUYING | {
    "stop", "stoploss", "takeprofit", "target", "trailing", "start", "risk", "trade", "test",
}  # fmt: skip
# Beside what is traded it is held as well, and not between two trades.
ALSO = frozenset({"too", "also", "well", "both", "alongside"})


@dataclass(frozen=True)
class Parked:
    """A place of the money; `fund` is empty where it is no single symbol, or held at times only."""

    named: Unsupported
    tokens: list[Token]
    fund: str


def take_parked(words: Words) -> list[Parked]:
    """None of their words is left to a rule."""
    said = {token.word for token in words.tokens}
    if not said & {"buy", "long", "hold", "sell"} or not any(one.symbol for one in words.tokens):
        return []
    if not HINT.search(words.raw):
        return []
    text = _masked(words)
    moved = "buy" in said and not said & SELLING
    found = [one for one in LEFT.finditer(text) if moved and _is_plain_exit(words, one)]
    spans = [one.span("fund") for one in found]
    if spans or said & SELLING:
        spans += [
            one.span() for place in PLACES for one in place.finditer(text)
            if not any(one.start() <= left.start("fund") < one.end() for left in found)
        ]  # fmt: skip
    spans = [span for span in spans if not _is_traded(words, spans, span)]
    for one in found:
        if one.span("fund") in spans:
            _sell(words, one)
    left = {one.start("fund") for one in found}
    left |= {start for start, end in spans if _is_sold_into(words, text, start, end)}
    ends = [(start, end, end if start in left else _end(words, end)) for start, end in spans]
    return [named for span in ends if (named := _named(words, *span))]


def _is_plain_exit(words: Words, found: re.Match[str]) -> bool:
    return not _is_of_fund(words, *found.span("fund"))


def _is_sold_into(words: Words, text: str, start: int, end: int) -> bool:
    """ "sell into SHY if RSI > 70": the condition is that of the sale."""
    return text[:start].lower().endswith("sell ") and not _is_of_fund(words, start, end)


def _is_of_fund(words: Words, start: int, end: int) -> bool:
    """What the fund itself does is no reason to leave another one."""
    funds = {one.symbol for one in _within(words, start, end) if one.symbol}
    return any(one.symbol in funds for one in _within(words, end, _end(words, end)))


def _sell(words: Words, found: re.Match[str]) -> None:
    for token in words.tokens:
        if found.start("verb") <= token.start < found.end("verb"):
            token.word = "sell"


def _within(words: Words, start: int, end: int) -> list[Token]:
    return [token for token in words.tokens if start <= token.start and token.end <= end]


def _is_traded(words: Words, spans: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """ "stay in TQQQ until ..." is said of what is bought, and "QQQ too" of a second one."""
    funds = {one.symbol for one in _within(words, *span) if one.symbol}
    behind = _within(words, span[1], _end(words, span[1]))
    if any(one.small in ALSO for one in behind):
        return True
    outside = [
        one for one in words.tokens
        if one.symbol and not any(start <= one.start < end for start, end in spans)
    ]  # fmt: skip
    return bool(funds) and (not outside or _bought(words, outside, funds))


def _bought(words: Words, outside: list[Token], funds: set[str]) -> bool:
    first = {outside[0].symbol}
    for one, after in pairwise(words.tokens):
        if one.word in BUYING and after.symbol and after in outside:
            first.add(after.symbol)
    return bool(first & funds)


def _end(words: Words, at: int) -> int:
    """Where what is said of the fund ends: a condition or a time of its own is part of it."""
    behind = [token for token in words.tokens if token.start >= at and token.end > token.start]
    for n, token in enumerate(behind):
        told = next((one for one in behind[n:] if not _joins(one)), None)
        ends = token.small in (",", "and", "then") and told is not None and told.word in TOLD
        if token.word == "." or ends:
            return at
        at = token.end
    return at


def _joins(token: Token) -> bool:
    return token.small in JOINING or token.value is not None


def _named(words: Words, start: int, place_end: int, end: int) -> Parked | None:
    part = [one for one in _within(words, start, end) if one.kind is None]
    if not part:
        return None
    for token in part:
        token.kind = "unsupported"
    funds = {one.symbol for one in part if one.symbol}
    alone = len(funds) == 1 and all(one.end <= place_end for one in part if is_hard(one))
    named = Unsupported(text=words.said(part), why=PARKED)
    return Parked(named, part, next(iter(funds)) if alone else "")


def held_between(parked: list[Parked], traded: list[str]) -> str:
    """The one fund in which all that is parked lies, and which is not traded itself."""
    funds = {one.fund for one in parked}
    found = next(iter(funds)) if len(funds) == 1 else ""
    return "" if found in traded else found


def _masked(words: Words) -> str:
    """Symbols are told apart from words by a mark of the same length."""
    text = words.raw.replace("’", "'")
    for token in words.tokens:
        if token.symbol and token.end > token.start:
            text = text[: token.start] + MARK * (token.end - token.start) + text[token.end :]
    return text
