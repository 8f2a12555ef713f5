"""Money for each of several: "20k each", "$5,000 in each stock", "5 lakh a month"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.numerals import is_large
from agents.language.tokens.pieces import Token

PAID = words("worth a per every into monthly weekly daily")
UNITS = words("day week month quarter year") | {*WEEKDAYS}
AGAIN = words("weekly monthly quarterly yearly dca biweekly")
COMPARED = words("above below over under < > <= >= than falls rises up down")
MONEY = 1000  # so many shares of each are hardly meant
TRADED = words("trade position entry order buy side time trades positions sell pop throw go clip")


def mark_apiece(tokens: list[Token]) -> None:
    """What every position gets; "5k worth": money."""
    _join_each_of(tokens)
    _part_from_holding(tokens)
    for before, amount, each, after in around(tokens):
        timed = each.small == "each" and after.word in UNITS
        if timed or before.word in COMPARED:
            if each.word == "of-position" and of_symbol(each):
                each.word = "so-far"  # "RSI < 30 in each", "both fall 5% each"
            continue
        counted = amount.word == "money" or is_large(amount)
        counted |= amount.word == "num" and (amount.value or 0) >= MONEY and of_symbol(each)
        if counted and each.small in PAID:
            amount.word = "money"
        if counted and each.small in ("each", "apiece"):
            amount.word, each.word = "money", "of-position"
        if counted and each.word == "of-position":
            amount.word = "money"


def _part_from_holding(tokens: list[Token]) -> None:
    """ "buy and hold KO and PEP with 5k in each": a portfolio has no sums, what is bought has."""
    held = [token for token in tokens if token.word == "buyhold"]
    sums = any(one.value is not None and of_symbol(two) for one, two in pairwise(tokens))
    if len(held) == 1 and sums and not is_repeated(tokens):
        held[0].word = "buy"
        end = tokens[-1].end
        tokens.append(Token(end, end, "", "hold"))


def is_repeated(tokens: list[Token]) -> bool:
    """It is bought again and again, and how much each time a plan reads."""
    every = any(
        one.small in ("every", "each", "per", "a", "/") and unit.word in UNITS
        for one, unit in pairwise(tokens)
    )
    return every or bool(AGAIN & {token.word for token in tokens})


def around(tokens: list[Token]) -> Iterator[tuple[Token, Token, Token, Token]]:
    """Two words that touch, with their neighbours."""
    none = Token(0, 0, "", "")
    yield from zip([none, *tokens], tokens, tokens[1:], [*tokens[2:], none], strict=False)


def _join_each_of(tokens: list[Token]) -> None:
    """ "$5,000 in each of KO and PEP", where it is not bought again and again."""
    if is_repeated(tokens):
        return
    for at in range(len(tokens) - 4, 0, -1):
        led, each, of, symbol = tokens[at : at + 4]
        named = led.small in ("in", "into", "of", "to") and each.small == "each" and symbol.symbol
        if named and of.small == "of" and tokens[at - 1].value is not None:
            text = f"{led.text} {each.text} {of.text}"
            tokens[at : at + 3] = [Token(led.start, of.end, text, "of-position")]


def of_symbol(each: Token) -> bool:
    """ "in each stock", and not "per trade" """
    named = each.word == "of-position" or each.small in ("each", "apiece")
    return named and each.text != "" and not TRADED & set(each.small.split())
