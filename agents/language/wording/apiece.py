"""Money for each of several: "20k each", "$5,000 in each stock", "5 lakh a month"."""

from __future__ import annotations

from itertools import compress

from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.numerals import is_large
from agents.language.tokens.pieces import WORD, Token, numbered, said_in

PAID = words("worth a per every into monthly weekly daily")
# Without one of these nothing is said to be for each.
GIVEN = PAID | words("each apiece of-position")
UNITS = words("day week month quarter year") | {*WEEKDAYS}
AGAIN = words("weekly monthly quarterly yearly dca biweekly")
COMPARED = words("above below over under < > <= >= than falls rises up down")
MONEY = 1000  # so many shares of each are hardly meant
TRADED = words("trade position entry order buy side time trades positions sell pop throw go clip")


def mark_apiece(tokens: list[Token]) -> None:
    """What every position gets; "5k worth": money."""
    _join_each_of(tokens)
    _part_from_holding(tokens)
    none = Token(0, 0, "", "")
    for at in numbered(tokens):
        before = tokens[at - 1] if at else none
        amount, each, after = (*tokens[at : at + 3], none, none)[:3]
        timed = each.small == "each" and after.word in UNITS
        if timed or before.word in COMPARED:
            if each.word == "of-position" and {"each", "every"} & set(each.small.split()):
                each.word = "so-far"  # "RSI < 30 in each", "both fall 5% each"
        elif _is_sum(amount, each):
            each.word = "of-position" if each.small in EACH else each.word
            sums = each.word == "of-position" or each.small in PAID
            amount.word = "money" if sums else amount.word


def _is_sum(amount: Token, each: Token) -> bool:
    if amount.word == "money" or is_large(amount):
        return True
    return amount.word == "num" and (amount.value or 0) >= MONEY and of_symbol(each)


EACH = ("each", "apiece")


def _part_from_holding(tokens: list[Token]) -> None:
    """ "buy and hold KO and PEP with 5k in each": a portfolio has no sums, what is bought has."""
    if "buyhold" not in said_in(tokens):
        return
    words_ = list(map(WORD, tokens))
    sums = any(of_symbol(tokens[at + 1]) for at in numbered(tokens[:-1]))
    if words_.count("buyhold") == 1 and sums and not is_repeated(tokens):
        tokens[words_.index("buyhold")].word = "buy"
        end = tokens[-1].end
        tokens.append(Token(end, end, "", "hold"))


def is_repeated(tokens: list[Token]) -> bool:
    """It is bought again and again, and how much each time a plan reads."""
    words_ = list(map(WORD, tokens))
    if not AGAIN.isdisjoint(words_):
        return True
    units = compress(range(len(tokens)), map(UNITS.__contains__, words_))
    return any(tokens[at - 1].small in EVERY for at in units if at)


EVERY = ("every", "each", "per", "a", "/")


def _join_each_of(tokens: list[Token]) -> None:
    """ "$5,000 in each of KO and PEP", where it is not bought again and again."""
    if "each" not in said_in(tokens) or is_repeated(tokens):
        return
    for at in range(len(tokens) - 4, 0, -1):
        led, each, of, symbol = tokens[at : at + 4]
        named = led.small in ("in", "into", "of", "to") and each.small == "each" and symbol.symbol
        if named and of.small == "of" and tokens[at - 1].value is not None:
            text = f"{led.text} {each.text} {of.text}"
            tokens[at : at + 3] = [Token(led.start, of.end, text, "of-position")]


def of_symbol(each: Token) -> bool:
    """ "in each stock", and not "per trade" """
    named = each.word == "of-position" or each.small in EACH
    return named and each.text != "" and not TRADED & set(each.small.split())
