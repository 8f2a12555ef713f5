"""How long the test goes back, said by a number of years alone: "- 3 years", "(10 years)",
"a 5-year backtest", "period: 4 years"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

UNITS = words("year decade month")
# What may stand right before the number where nothing but the period of the test can be meant.
PARTED = frozenset({"", "-", "(", ",", ".", ":", "a", "run", "test", "backtest", "do", "with"})
CALLED = words("period timeframe date lookback look-back history data backtest test window range")
TESTED = words("backtest backtests test data history of worth lookback backtesting sample")
DATA_ABROAD = words("datos données dados historia historique")
LEADS = words("for over during across")
# "über 10 Jahre", "sur 10 ans": the words say other things elsewhere.
LEADS_ABROAD = words("über sur durante pendant während")
ENDS = frozenset({"", ".", ",", ")", "on", "and", ":"})
# Beside these a time is held, waited or measured.
HELD = words("hold held keep after within wait")
MEASURED = words(
    "return momentum performance change rank ranked ranking highest lowest high low average ma sma "
    "ema growth volatility rises falls recovers up down gain loss roc"
)
LENGTHENED = words("ma sma ema average high low highest lowest roc momentum return")
SHORTEST = 6  # months


def mark_durations(tokens: list[Token]) -> None:
    """Each becomes "the last N years"; fillers are still among the tokens."""
    for at in range(len(tokens) - 2, -1, -1):
        count, unit = tokens[at], tokens[at + 1]
        if count.word == "num" and count.value and unit.word in UNITS and _is_span(tokens, at):
            _pass_words(tokens, at)
            at += _part(tokens, at)
            tokens.insert(at, replace(count, end=count.start, text="", word="last", value=None))


def _is_span(tokens: list[Token], at: int) -> bool:
    months = (tokens[at].value or 0) * (1 if tokens[at + 1].word == "month" else 12)
    sentence = _sentence(tokens, at)
    if months < SHORTEST or _word(tokens, at - 1) == "last":
        return False
    if _text(tokens, at + 2) in TESTED or _text(tokens, at + 3) in DATA_ABROAD:
        return True
    behind, before = _word(tokens, at + 2), _word(tokens, at - 1)
    if behind not in ENDS or _measures(tokens, at):
        return False
    if before == "(" and _word(tokens, at - 2) in LENGTHENED:
        return False  # "SMA(10 months)"
    if before == ":" or _text(tokens, at - 1) in CALLED:
        return _text(tokens, at - 1 - (before == ":")) in CALLED
    if before in LEADS or _text(tokens, at - 1) in LEADS_ABROAD:
        named = before != "for" and at > 1 and bool(tokens[at - 2].symbol)
        return (_tests(sentence) or named) and not sentence & HELD
    if _text(tokens, at - 1) == "back":
        return True
    return before in PARTED and behind in ENDS - {"on", "and", ":"} and not _is_exit(tokens, at)


def _sentence(tokens: list[Token], at: int) -> set[str]:
    begin = at
    while begin and tokens[begin - 1].word != ".":
        begin -= 1
    return {token.word for token in tokens[begin:at]}


def _tests(sentence: set[str]) -> bool:
    """It tells when to buy and when to sell: what else could last so long?"""
    return bool(sentence & words("sell cover sell-after opposite cross crosses golden death"))


def _measures(tokens: list[Token], at: int) -> bool:
    begin = at
    while begin and tokens[begin - 1].word not in (".", ",", "-", "(", "and", "when", ":"):
        begin -= 1
    near = {token.word for token in tokens[begin:at]}
    return bool(near & MEASURED) and not near & {"sell", "opposite"}


def _is_exit(tokens: list[Token], at: int) -> bool:
    """ "sell at +10%, -5% or 2 years": one of several ways out; "hold: 2 years" """
    begin = at - 1
    while begin > 0 and tokens[begin - 1].word not in (".", ","):
        begin -= 1
    near = {token.word for token in tokens[max(0, begin, at - 4) : at]}
    return bool(near & (HELD | {"or", "max"}))


def _pass_words(tokens: list[Token], at: int) -> None:
    """What only leads to it, or says what it is a time of."""
    first, last = at - 1, at + 2
    while first >= 0 and (_text(tokens, first) in NAMED_BACK or (
        tokens[first].word in ("-", ":") and _text(tokens, first - 1) in CALLED
    )):  # fmt: skip
        tokens[first].kind = "used"
        first -= 1
    if _text(tokens, first) in LEADS_ABROAD:
        tokens[first].word = "over"
    if first >= 0 and tokens[first].word in ("-", "("):
        tokens[first].word = ","
    if _text(tokens, last + 1) in DATA_ABROAD:
        tokens[last].kind = tokens[last + 1].kind = "used"
    while _text(tokens, last) in TESTED:
        tokens[last].kind = "used"
        last += 1


def _part(tokens: list[Token], at: int) -> int:
    """ "take profit: 10% period: 1 year of data": the per cent before it is of no move in it. How
    many tokens that takes."""
    before = next((one for one in reversed(tokens[:at]) if one.kind is None), None)
    if before is None or before.word != "pct":
        return 0
    between = tokens[at - 1]
    if between.kind == "used":
        between.word, between.kind = ",", None
        return 0
    tokens.insert(at, replace(before, start=before.end, text="", word=",", value=None))
    return 1


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _text(tokens: list[Token], at: int) -> str:
    return tokens[at].small if 0 <= at < len(tokens) else ""


NAMED_BACK = CALLED | {"back", "going"}
