"""Sums as they are written elsewhere: "100.000 €" is a hundred thousand, "10,000 Swiss francs"."""

from __future__ import annotations

import re
from itertools import takewhile, zip_longest

from agents.language.lexicon import lexicon
from agents.language.lexicon.symbols import FOREX_PAIR
from agents.language.lexicon.wordlist import words
from agents.language.tokens.joined import join, phrase_token
from agents.language.tokens.numerals import MONEYED, merge
from agents.language.tokens.pieces import Token, Words, numbered, said_in

NEAR = 4  # words between a number and what says of what it is


def with_named_money(tokens: list[Token]) -> list[Token]:
    """ "10,000 Canadian dollars": behind a number it is one word, elsewhere a market."""
    named = not said_in(tokens).isdisjoint(NAMED)
    for at in reversed(numbered(tokens)) if named else ():
        name = join(tokens[at + 1 : at + 4], lexicon.MONEY_OF, phrase_token)
        if name and name[0].word in lexicon.CURRENCIES:
            tokens[at + 1 : at + 4] = name
    return tokens


NAMED = {phrase[-1] for phrase in lexicon.MONEY_OF}
DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
DOTTED_IN = re.compile(rf"(?<![\d.,]){DOTTED.pattern}(?![\d.,]*\d)")


LEAD, GROUP = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}")


def with_dotted_thousands(tokens: list[Token]) -> list[Token]:
    """10.000 and 10 000: so numbers are written where the text is not English; the rates of two
    moneys have three decimals everywhere."""
    dotted = [tokens[at] for at in numbered(tokens) if DOTTED.fullmatch(tokens[at].text)]
    if dotted and not any(FOREX_PAIR.fullmatch(token.text) for token in tokens):
        for token in dotted:
            token.value = float(token.text.replace(".", ""))
    if not any(_parted(*tokens[at : at + 2]) for at in numbered(tokens[:-1])):
        return tokens
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if last and last.word == token.word == "num" and _parted(last, token):
            kept[-1] = merge(last, token, "num", (last.value or 0) * 1000 + (token.value or 0))
        else:
            kept.append(token)
    return kept


def with_spaced_thousands(tokens: list[Token]) -> list[Token]:
    """10 000 euros, "account 10 000": in English only money tells that it is one number."""
    if not any(_parted(*tokens[at : at + 2]) for at in numbered(tokens[:-1])):
        return tokens
    kept: list[Token] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        last = kept[-1] if kept and token.word == "num" else None
        if last is None or last.word != "num" or not _parted(last, token):
            kept.append(token)
            continue
        priced = after is not None and after.small in MONEYS
        if priced or any(one.small in MONEYED for one in kept[-3:]):
            kept[-1] = merge(last, token, "num", (last.value or 0) * 1000 + (token.value or 0))
        else:
            kept.append(token)
    return kept


MONEYS = frozenset({*lexicon.CURRENCIES, "euro", "pound"})


def _parted(first: Token, second: Token) -> bool:
    near = first.end + 1 == second.start
    return near and bool(LEAD.fullmatch(first.text) and GROUP.fullmatch(second.text))


def read_thousands(said: Words) -> None:
    """A point before three figures parts thousands where money is counted, or volume or shares."""
    for at in numbered(said.tokens):
        token = said.tokens[at]
        written = DOTTED_IN.search(token.text) if token.word in ("num", "money") else None
        plain = token.value is not None and token.value < LEAST
        if not written or not plain:
            continue
        whole = float(written[0].replace(".", ""))
        if _is_sum(said.tokens, at) or _is_high_price(said.tokens, at):
            token.value = whole
            said.corrected.append((written[0], f"{whole:,.0f}"))
        elif written[0].endswith(".000") and not _paired(said) and _is_price(said.tokens, at):
            said.corrected.append((written[0], f"{token.value:g}"))


def _paired(said: Words) -> bool:
    return any(FOREX_PAIR.fullmatch(token.symbol) for token in said.tokens if token.symbol)


LEAST = 1000  # below it a number may have been cut at its point


def _is_sum(tokens: list[Token], at: int) -> bool:
    """ "capital: 10.000", "invest €5.000", "volume above 500.000", "1.500 shares" """
    before, behind = _before(tokens, at), _behind(tokens, at)
    if {*before, *behind} & COSTS or _multiplies(behind):
        return False
    if "volume" in before:
        return bool(COMPARED & set(before))
    called = {*before, *([] if PRICED & set(before) else behind)} & FORTUNES
    if called or before[:2] == ["with", "start"] or "share" in behind[:1]:
        return True
    led = PRICED & set(before) or FAR & set(behind[:1]) or "share" in behind[:2]
    return tokens[at].word == "money" and not led


def _is_price(tokens: list[Token], at: int) -> bool:
    near = reversed(tokens[max(0, at - FAR_OFF) : at])
    part = {token.word for token in takewhile(lambda one: one.word not in PARTED, near)}
    led = PRICED & set(_before(tokens, at)) and not MEASURES & part
    return bool(led) and not _multiplies(_behind(tokens, at))


PARTED = words(". , and or buy sell short cover")
FAR_OFF = 10  # words within which an indicator is named whose level it may be


def _is_high_price(tokens: list[Token], at: int) -> bool:
    """ "BTC below 30.500": nobody has seen it at 30; a share may be at 150.250."""
    named = [token.symbol for token in tokens[:at] if token.symbol]
    named = named[-1:] or [token.symbol for token in tokens if token.symbol][:1]
    return named[:1] != [] and named[0] in THOUSANDS and _is_price(tokens, at)


def _multiplies(behind: list[str]) -> bool:
    return bool(TIMES & set(behind[:1]))


def _before(tokens: list[Token], at: int) -> list[str]:
    """The words before a number in its part of the sentence, the nearest first."""
    part = takewhile(_goes_on, reversed(tokens[max(0, at - NEAR) : at]))
    return [word for token in part for word in _said(token)]


def _behind(tokens: list[Token], at: int) -> list[str]:
    part = takewhile(_goes_on, tokens[at + 1 : at + 1 + NEAR])
    return [word for token in part for word in _said(token)]


def _goes_on(token: Token) -> bool:
    return token.word not in (".", ",", "(", ")", "and") and token.value is None


def _said(token: Token) -> list[str]:
    return [token.small] if token.small in FORTUNES else [token.word]


FORTUNES = words(
    """
    capital cash account money balance portfolio invest invests invested investing investment
    deposit deposits corpus stake amount wallet contribute contribution
    """
)
COSTS = words("commission cost costs slippage fee fees spread swap borrow borrowing pips tick")
COMPARED = words("above below over under < > <= >= exceeds than at than least more less")
PRICED = words(
    """
    above below over under at < > <= >= = crosses touches stop stoploss target takeprofit exceeds
    past price entry between falls rises breaks recovers closes close through near than level gaps
    goes trailing loss profit strike
    """
)
FAR = words("above below over under higher lower from away")
TIMES = words("x * times fold of its the average ma sma atr sd % pct / std")
MEASURES = words(
    """
    rsi macd adx cci atr mfi obv roc stochastic zscore sma ema wma hma ma average histogram signal
    band beta ratio factor multiplier x volatility volume bps %
    """
)
THOUSANDS = words(
    """
    BTC-USD ETH-USD ^GSPC ^NDX ^DJI ^IXIC ^RUT ^GDAXI ^FTSE ^N225 ^NSEI ^NSEBANK ^STOXX50E ^HSI
    ^FCHI ^IBEX XAUUSD GC=F ES=F NQ=F YM=F RTY=F BTC=F ETH=F
    """
)
