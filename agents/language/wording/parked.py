"""Where the money lies between two trades: "park it in SGOV", "sell into SHY", "idle cash in BIL".

No rule buys that, so that it must not be taken for what is traded.
"""

from __future__ import annotations

import re

from agents.language.lexicon.untestable import PARKED
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import Words

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
RULED = r"(?!\s+(?:when|if|once|whenever|as\s+soon|on)\b)"
PLACES = tuple(
    re.compile(said, re.I)
    for said in (
        rf"(?:{IDLE})\s*[,:]?\s+{WHO}(?:(?:{PARK}|{MOVE})\s+{MONEY}(?:{BACK})?|{MONEY}{BACK}){FUND}"
        rf"{RULED}",
        rf"\b(?:{PARK}|{MOVE})\s+{MONEY}(?:{BACK})?{FUND}\s*,?\s*(?:{IDLE})",
        rf"\b(?:idle|uninvested|unused|spare)\s+(?:cash|money|capital|funds)\s+(?:[\w']+\s+){{0,3}}?"
        rf"(?:{BACK}){FUND}",
        rf"\b(?:park|stash)(?:s|es|ed|ing)?\s+{MONEY}{BACK}{FUND}{RULED}",
        rf"(?<=\bsell )(?:(?:it|everything|all)\s+)?into\s+{FUND}",
        rf"(?<=\band )(?:then\s+)?(?:{MOVE}|{PARK})\s+{MONEY}{BACK}{FUND}{RULED}",
    )
)


# "move to SHY when RSI is above 70" sells then, and says where the money goes.
LEFT = re.compile(
    rf"\b(?P<verb>{MOVE})\s+{MONEY}(?P<fund>{BACK}{FUND})(?=\s+(?:when|if|once|whenever)\b)", re.I
)


def take_parked(words: Words) -> list[Unsupported]:
    """Each is named with the reason, and none of its words is left to a rule."""
    said = {token.word for token in words.tokens}
    if not said & {"buy", "long", "hold", "sell"} or not any(one.symbol for one in words.tokens):
        return []
    if not HINT.search(words.raw):
        return []
    text = _masked(words)
    spans = [_left(words, found) for found in LEFT.finditer(text)] if "buy" in said else []
    if spans or said & {"sell", "cover", "until"}:
        spans += [found.span() for place in PLACES for found in place.finditer(text)]
    return [one for span in spans if (one := _named(words, *span))]


def _left(words: Words, found: re.Match[str]) -> tuple[int, int]:
    for token in words.tokens:
        if found.start("verb") <= token.start < found.end("verb"):
            token.word = "sell"
    return found.span("fund")


def _named(words: Words, start: int, end: int) -> Unsupported | None:
    part = [t for t in words.tokens if start <= t.start and t.end <= end and t.kind is None]
    if not part:
        return None
    for token in part:
        token.kind = "unsupported"
    return Unsupported(text=words.said(part), why=PARKED)


def _masked(words: Words) -> str:
    """Symbols are told apart from words by a mark of the same length."""
    text = words.raw.replace("’", "'")
    for token in words.tokens:
        if token.symbol and token.end > token.start:
            text = text[: token.start] + MARK * (token.end - token.start) + text[token.end :]
    return text
