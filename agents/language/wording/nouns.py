"""Prices by the name of what has them: "the stock closes above"; "climbs past", "outside"."""

from __future__ import annotations

from agents.language.lexicon.pips import pip_of
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

MOVING = words("rises goes breaks crosses falls recovers closes close exceeds trade")
NOUNS = words("stock coin etf index fund pair market share")
VERBS = MOVING | words("is has opens open makes touches gaps stays was trades down up")


def mark_nouns(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _past(tokens)
    _outside(tokens)
    _nouns(tokens)
    _pairs(tokens)


def _pairs(tokens: list[Token]) -> None:
    """ "the EUR/USD pair", "trading pair: SOL/USDC": the word says what the symbol is."""
    end = Token(0, 0, ".", ".")
    framed = [end, *tokens, end]
    for at in places(tokens, PAIRS, SMALL):
        before, noun, after = framed[at : at + 3]
        if not noun.free or after.small in SPREAD:
            continue
        led = after.symbol and before.small in CALLED
        if _is_pair(before) or (led and _is_pair(after)):
            noun.kind = "used"
            before.kind = "used" if led else before.kind


def _is_pair(token: Token) -> bool:
    coins = token.symbol.endswith(("-USD", "-BTC", "-ETH"))
    return bool(token.symbol) and (coins or pip_of(token.symbol) is not None)


PAIRS = words("pair pairs")
CALLED = words("trading currency crypto forex fx the coin")
SPREAD = words("trade trades trading strategy spread")  # both of them, against each other


def _past(tokens: list[Token]) -> None:
    """ "climbs past 58" is above it, "slumps past" below; "the past 30 days" are the last."""
    for at in places(tokens[1:], {"past"}, SMALL):
        verb, past = tokens[at : at + 2]
        if verb.word in MOVING | {"down", "up"}:
            past.word = "below" if verb.word in ("falls", "down") else "above"
    for at in places(tokens[1:-1], {"of"}, SMALL):
        way, _, level = tokens[at : at + 3]
        if way.word in BEYOND and level.word in AVERAGES:
            way.word = BEYOND[way.word]  # "if price go up of moving average 50"


BEYOND = {"up": "above", "down": "below", "over": "above"}
AVERAGES = words("moving ma sma ema average bollinger band")


def _outside(tokens: list[Token]) -> None:
    """ "outside the lower band" is below it."""
    spoken = [token for token in tokens if token.word != "the"]
    for at in places(spoken[:-1], {"outside"}):
        beyond, side = spoken[at : at + 2]
        if side.word in ("lower", "upper"):
            beyond.word = "below" if side.word == "lower" else "above"


def _nouns(tokens: list[Token]) -> None:
    """ "the stock closes above ...", "today closes up": its price."""
    for at in places(tokens[1:-1], NOUNS):
        the, noun, verb = tokens[at : at + 3]
        if the.word == "the" and verb.word in VERBS:
            noun.word = "price"
    spoken = [token for token in tokens if token.small not in ("today", "now")]
    for at in places(spoken[1:-1], {"close"}):
        the, close, verb = spoken[at : at + 3]
        if the.word == "the" and verb.small in BEING_SO:
            close.word = "price"  # it closes no position
    for at in places(tokens[:-1], {"bar", "today"}):
        noun, verb = tokens[at : at + 2]
        closes = verb.word == "closes" and verb.free
        if noun.word == "bar" and noun.value is None and closes:
            noun.word = "price"
        said_plainly = noun.small == "today" and verb.small == "is"
        if noun.word == "today" and (verb.word in ("closes", "gaps") or said_plainly):
            noun.kind = "used"


BEING_SO = words("is must should has needs was be remains stays ought may")
