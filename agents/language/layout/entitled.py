"""What a strategy is called, where its rules are said beside: "the 'Sell in May' strategy: ...",
"create a volatility breakout strategy for gold. Buy when ...".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from agents.language.layout.chatter import INDICATORS, QUOTES, narrows
from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.narrowings import NARROW_NOT
from agents.language.lexicon.unpriced import DATA, TALK, WRITTEN
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

ACTING = words(
    """
    buy sell short cover long hold be-in entry buy-after sell-after short-after cover-after exit out
    """
)
RULING = words(
    """
    when above below over under > < >= <= crosses falls rises breaks closes touches pct of-month
    month-end month-start golden death at-open at-close opposite oversold overbought last first
    crosses-above crosses-below drops-below exceeds bollinger until while
    """
) | frozenset(WEEKDAYS) | frozenset(MONTHS)  # fmt: skip
NAMED = words(
    """
    strategy strategies effect anomaly system approach setup idea method pattern trade play model
    technique style rule bot algorithm algo concept estrategia stratégie strategie
    """
)
CALLING = words("called named titled known dubbed labelled labeled nicknamed")
MAKING = words(
    """
    create build design backtest test write develop make implement code generate run evaluate try
    simulate give want need program check show add construct define explore a an the my simple basic
    evaluate analyse analyze assess examine explain classic let's me for to i us using please
    """
)
# Said of a strategy as a whole these still say something of what is tested.
KEPT = words(
    """
    daily hourly weekly monthly intraday long short long-only minute hour day week bar overnight
    pair pairs arbitrage neutral hedged grid martingale dca rotation rotational rebalancing
    portfolio leveraged leverage multi averaging pyramiding inverse options both-ways always-in
    vice-versa
    """
)
# Movements that are part of a name, and no condition.
MOVES = words("falls rises breaks golden death last first crosses opposite")
STYLED = words("style sell-in-may")
LONGEST = 8


def mark_entitled(tokens: list[Token]) -> None:
    """Fillers are still among the tokens. Numbers, symbols and data stay as they are."""
    for begin, end in [*_quoted(tokens), *_called(tokens), *_labelled(tokens), *_heading(tokens),
                       *_crossing(tokens), *_of_its_rule(tokens)]:  # fmt: skip
        outside = [*tokens[:begin], *tokens[end:]]
        denies = any(token.word in ("not", NARROW_NOT) for token in tokens[begin:end])
        if denies or narrows(tokens[begin:end]) or not _has_rules(outside):
            continue
        said = {token.word if token.value is None else str(token.value) for token in outside}
        for token in tokens[begin:end]:
            means = token.word in CROSSED and not _enters_by_averages(tokens)
            if token.free and not means and _says_no_more(token, said):
                token.kind = "ignored"


def _has_rules(tokens: list[Token]) -> bool:
    """Somewhere something is bought or sold on a condition."""
    acting = False
    for token in tokens:
        acting = token.word in ACTING or (acting and token.word != ".")
        if acting and token.word in RULING:
            return True
    return False


def _says_no_more(token: Token, said: set[str]) -> bool:
    if token.value is not None:
        return str(token.value) in said
    if token.symbol or token.word in NO_NAMES:
        return False
    return token.word not in INDICATORS or token.word in said


def _quoted(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """ "the 'buy the dip' strategy", "backtest “Golden Cross”: ..." """
    marks = [at for at, token in enumerate(tokens) if token.text in QUOTES]
    for begin, end in pairwise(marks):
        inside = tokens[begin + 1 : end]
        if not inside or len(inside) > LONGEST or any(one.value is not None for one in inside):
            continue
        behind = [token.small for token in tokens[end + 1 : end + 3]]
        before = [token.small for token in tokens[max(0, begin - 3) : begin]]
        heads = all(_makes(token) for token in tokens[:begin])
        named = bool(NAMED & {*behind[:1], *before}) or bool(CALLING & {*before})
        if named or (heads and behind[:1] in ([":"], ["-"], ["on"], ["for"], ["."], ["–"])):
            yield begin + 1, end


def _crossing(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """ "the strategy of the golden cross on SPY: be long when the 50-day average is above ..." """
    for at, token in enumerate(tokens):
        if token.word not in CROSSED:
            continue
        beside = {word for one in tokens[max(0, at - 3) : at + 2] for word in one.small.split()}
        if NAMED & beside and not ACTING & _words(tokens[:at]):
            yield at, at + 1


def _of_its_rule(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """ "'Death cross': go short when the 50-day average crosses below ...": the name of that."""
    for at, token in enumerate(tokens):
        if token.word not in CROSSED:
            continue
        before = [one.word for one in tokens[max(0, at - 2) : at] if one.text not in QUOTES]
        behind = [one for one in tokens[at + 1 : at + 3] if one.text not in QUOTES]
        if before[-1:] not in ([], ["."]) or not behind or behind[0].word != ":":
            continue
        end = next((n for n in range(at, len(tokens)) if tokens[n].word == "."), len(tokens))
        named = sum(one.word in AVERAGES for one in tokens[at:end])
        if named > 1 and CROSSINGS & _words(tokens[at:end]):
            yield at, at + 1


def _words(tokens: list[Token]) -> set[str]:
    return {token.word for token in tokens}


def _enters_by_averages(tokens: list[Token]) -> bool:
    """The first thing that is said behind its verb compares averages: the cross by its name says
    no more. Beside another rule it is the entry, or a part of it."""
    acts = next((at for at, token in enumerate(tokens) if token.word in ENTERING), len(tokens))
    behind = tokens[acts:]
    end = next((at for at, one in enumerate(behind) if at and one.word in ENDS), len(behind))
    said = behind[:end]
    named = sum(one.word in AVERAGES or one.small in AVERAGES for one in said)
    return named > 1 and bool(RULING & _words(said))


CROSSED = words("golden death")
CROSSINGS = words("crosses crosses-above crosses-below")
AVERAGES = words("sma ema ma wma hma average averages média moyenne media")
ENTERING = words("buy long be-in buy-after entry")
ENDS = words(". ; else-out sell sell-after otherwise")


def _makes(token: Token) -> bool:
    return token.word in MAKING or token.small in MAKING


def _called(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """ "create a volatility breakout strategy for ...", at the head of a text."""
    begin = 0
    while begin < len(tokens) and _makes(tokens[begin]):
        begin += 1
    for end in range(begin, min(begin + LONGEST, len(tokens))):
        here = tokens[end]
        if here.word in STYLED and here.value is None:
            yield begin, end + 1
            return
        if here.small in NAMED and end > begin:
            yield begin, end
            return
        if here.word in ACTS | {".", ",", ":"} or here.value is not None:
            return


def _heading(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """ "New 5 day low and weak close: 1. ... 2. ...": what heads a list with all the rules."""
    end = next((n for n, token in enumerate(tokens[:HEADING]) if token.word == ":"), 0)
    listed = end + 1 < len(tokens) and tokens[end + 1].kind == "ignored"
    acts = any(token.word in ACTING | {"when"} for token in tokens[:end])
    values = {token.value for token in tokens[:end]} - {None}
    again = listed and values <= {token.value for token in tokens[end:]}
    known = values <= {token.value for token in tokens[end:]}
    titled = all(one.value is not None or _entitles(one) for one in tokens[:end])
    plain = 1 < end < LONGEST and known and titled
    if end and not acts and (again or plain):
        yield 0, end


def _entitles(token: Token) -> bool:
    """ "Fade the move: short SPY ...": no word of a heading that says what it lists, or how often
    ("Each month: if ...")."""
    plain = not token.symbol and token.text[:1].isalpha() and token.word not in LISTING
    plain = plain and token.word not in OFTEN
    return plain and token.word not in RULING - MOVES and token.word not in INDICATORS


LISTING = words(
    """
    entry exit stop stoploss target takeprofit size filter filters capital period timeframe universe
    symbol asset date dates commission slippage condition conditions rules rule signal signals risk
    account cash money trailing position max hold short long exits entries setup trigger instrument
    indicators indicator parameters settings portfolio benchmark costs fees data test budget
    """
)


OFTEN = words("each every once twice per month quarter year quarterly yearly annually")
HEADING = 20


def _labelled(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """ "Strategy: Santa Claus Rally." """
    for at, token in enumerate(tokens[:-1]):
        opens = at == 0 or tokens[at - 1].word == "."
        if not (opens and token.small in NAMED and tokens[at + 1].word == ":"):
            continue
        end = next((n for n in range(at + 2, len(tokens)) if tokens[n].word == "."), len(tokens))
        inside = tokens[at + 2 : end]
        plain = all(one.value is None and one.word not in ACTS for one in inside)
        if inside and plain and len(inside) <= LONGEST:
            yield at + 2, end


NO_NAMES = {WRITTEN} | DATA | TALK | KEPT
ACTS = ACTING | RULING - MOVES
