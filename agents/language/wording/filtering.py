"""Filters that only name an average: "add a trend filter using the 200 EMA", "filter by the 200-day
average". What is usual is meant, and listed: to buy above it, and to sell short below it.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token
from agents.language.wording.filters import in_title

AVERAGES = words("ema sma ma wma hma")
OF_AVERAGE = AVERAGES | words(
    "num ( ) - day period bar week month simple exponential moving average weighted the a an long"
)
FILTER = words("filter filters filtering filtered")
LEADING = words(
    "add use with include apply using having and , a an the daily weekly trend regime market also "
    "longer-term long long-term term primary major higher overall"
)
LINKING = words("using with based on via by of from : is the a as in - entries trades signals with")
WHAT = words("trades entries signals setups longs everything all the my by with using through on")
BEFORE = words(". , ; and : with add use") | {""}
BEHIND = words(". , and") | {""}
LED = words("add use with apply include using")
FARTHEST = 16
MARK = "#filter"
NOTE = "an average as a filter is read as: it enters only while the close is {} it"


def mark_average_filters(tokens: list[Token]) -> None:
    """Of both sides none is marked: what keeps a long out would let a short in."""
    sold = any(token.word in ("short", "both-ways", "cover") for token in tokens)
    bought = any(token.word in ("buy", "long", "entry", "be-in") for token in tokens)
    if sold and bought:
        return
    at = 0
    while at < len(tokens):
        _mark_label(tokens, at)
        found = _span(tokens, at) if tokens[at].small in FILTER and tokens[at].free else None
        at = _put(tokens, found, "below" if sold else "above") if found else at
        at += 1


def _mark_label(tokens: list[Token], at: int) -> None:
    """ "trend filter: price above the 200 EMA": the rule says what is meant; "filter: ADX" says
    nothing that could be tested."""
    labelled = tokens[at].small in FILTER and [one.word for one in tokens[at + 1 : at + 2]] == [":"]
    behind = tokens[at + 2 : at + 10]
    end = next((n for n, one in enumerate(behind) if one.word == "."), len(behind))
    ruled = any(one.word in RULING for one in behind[:end])
    led = at > 1 and tokens[at - 2].small in ("a", "the", "with", "this")
    if labelled and ruled and led and tokens[at - 1].word in ("trend", "momentum"):
        tokens[at - 1].kind = "used"
    if labelled and end and all(one.word in OSCILLATORS for one in behind[:end]):
        tokens[at].word, tokens[at].kind, tokens[at + 1].word = UNRULED, None, "-"


UNRULED = "trend"  # it was not said which, and so it is named
OSCILLATORS = words("rsi adx macd stochastic cci mfi obv volume atr supertrend , and")
RULING = words("above below > < >= <= over under between rises falls crosses exceeds")


def filter_notes(tokens: list[Token]) -> list[str]:
    return [NOTE.format(token.word) for token in tokens if token.text == MARK][:1]


Span = tuple[int, int, int, int]


def _span(tokens: list[Token], at: int) -> Span | None:
    """Where all of it begins and ends, and where the average does."""
    found = _behind(tokens, at) or _before(tokens, at)
    if found is None:
        return None
    begin, end, first, last = found
    named = any(token.word in AVERAGES for token in tokens[first:last])
    counted = sum(token.word == "num" for token in tokens[first:last]) == 1
    led = begin == 0 or tokens[begin - 1].word in BEFORE or tokens[begin].word in LED
    led = led and (begin < 2 or tokens[begin - 1].word not in ("and", ",") or (
        tokens[begin - 2].word != "num" or tokens[begin].word in LED
    ))  # fmt: skip
    ends = end == len(tokens) or tokens[end].word in BEHIND
    titled = not (begin == 0 or tokens[begin - 1].word == ".") and in_title(tokens, begin)
    return found if named and counted and led and ends and not titled else None


def _behind(tokens: list[Token], at: int) -> Span | None:
    """ "trend filter using the 200 EMA", "filter trades with the 200-day average" """
    first = at + 1
    while first < len(tokens) and tokens[first].small in LINKING | WHAT:
        first += 1
    last = _average_end(tokens, first)
    if last == first:
        return None
    return _begin(tokens, at), last, first, last


def _before(tokens: list[Token], at: int) -> Span | None:
    """ "a 200-period EMA filter", "the 200 EMA as a trend filter" """
    last = at
    while last and tokens[last - 1].small in (
        "as",
        "a",
        "the",
        "trend",
        "regime",
        "market",
        "long",
    ):
        last -= 1
    first = last
    while first and tokens[first - 1].word in OF_AVERAGE and last - first < FARTHEST:
        first -= 1
    return None if first == last else (_begin(tokens, first), at + 1, first, last)


def _average_end(tokens: list[Token], first: int) -> int:
    last = first
    while last < len(tokens) and tokens[last].word in OF_AVERAGE and last - first < FARTHEST:
        last += 1
    return last


def _begin(tokens: list[Token], at: int) -> int:
    while at and tokens[at - 1].small in LEADING - {"and", ","}:
        at -= 1
    return at


def _put(tokens: list[Token], span: Span, way: str) -> int:
    """ "narrow: the price is above ...", in the place of what was said."""
    begin, end, first, last = span
    here = tokens[begin].start
    for token in [*tokens[begin:first], *tokens[last:end]]:
        token.kind = "used"
    rule = [Token(here, here, "", "narrow"), Token(here, here, "", "price")]
    rule.append(Token(here, here, MARK, way))
    tokens[begin:begin] = rule
    if begin and tokens[begin - 1].word in ("and", ","):
        tokens[begin - 1].word = "."
    return end + len(rule)
