"""What is compared is said first, and the cases behind it only say how that comes out: "look at the
3-month return of SPY and TLT. If SPY outperforms, hold 60% SPY, 40% TLT", "check the 10-day RSI of
SPY. If it is above 60 hold QQQ". Each case gets what it compares.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.plans.fund_names import NAMING
from agents.language.plans.plan import PERIODS, rhythm
from agents.language.plans.rhythms import ADVERBS, without_edges
from agents.language.plans.safety import BONDS
from agents.language.tokens.pieces import Token

UNITS = words("day week month year")
RETURNS = words("recovers return returns momentum performance performances roc change")
# What may stand in the sentences that say what is compared; none of it is a rule.
SAYING = (
    NAMING
    | RETURNS
    | words(
        """
        look looks looking check checks checked checking compare compares compared comparing see
        calculate calculates calculating calculated calulating compute computes computing measure
        measures measured measuring evaluate evaluates evaluating review reviews watch watches take
        takes it i we at on by to from between versus vs against over with as score rsi strength
        momentum price gauge oscillator index reading recent up down day days week month year last
        past trailing num higher lower stronger weaker strong weak high low means and both two three
        exchange trade traded capital then : , . ( ) “ ” " ' – - = ’ every each daily weekly monthly
        quarterly first of-month
        of-symbol value which is total use using adjusted-close close closing relative both each
        total-return
        """
    )
)
HELD = words("hold buy be-in put long goes pct invest own symbol move switch balance rebalance")
UP = words("exceeds beats higher stronger better above over > >= outperforms wins leads ahead")
DOWN = words("lower weaker worse below under < <= underperforms trails lags behind")
BETWEEN = words("’ ' s score rsi than that of of-symbol reading is its does it value do")
OWN = words("it rsi score reading value momentum return recovers strength ’")
DEBT = words("bond bonds treasury treasuries")


@dataclass(frozen=True)
class Compared:
    """The text with whole cases, and the words that said what they compare."""

    tokens: list[Token]
    taken: list[Token]


@dataclass(frozen=True)
class Measure:
    """ "3-month return", "RSI(10)": its words, and of which symbols."""

    words: list[Token]
    symbols: list[str]
    of_return: bool


def compared(tokens: list[Token]) -> Compared | None:
    """None where no sentence before the cases says what these compare."""
    free = _without_names([token for token in tokens if token.free])
    at = next((n for n, token in enumerate(free) if token.word == "when"), 0)
    if not at or free[at - 1].word not in (".", ":", ","):
        return None
    used: list[Token] = []
    before = without_edges(free[:at], used)
    every = rhythm(before, used)
    said = [one for one in before if not any(one is taken for taken in used)]
    measure = _measure(said)
    cases = _cases(free[at:], measure) if measure else []
    if not cases or measure is None:
        return None
    head = [_adverb(free[0], every)] if every else []
    kept = {id(token) for token in cases}
    return Compared([*head, *cases], [one for one in tokens if one.free and id(one) not in kept])


def _adverb(place: Token, every: str) -> Token:
    return replace(place, end=place.start, text="", word=ADVERBS[every], value=None, symbol="")


def _without_names(tokens: list[Token]) -> list[Token]:
    """ "SPY (the SPDR S&P 500 ETF)": what it is called by, in brackets behind it."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        led = tokens[at].word == "(" and bool(kept) and bool(kept[-1].symbol)
        end = next((n for n in range(at, len(tokens)) if tokens[n].word == ")"), at) if led else at
        inner = tokens[at + 1 : end]
        named = inner and all(_is_named(one) for one in inner)
        if named:
            at = end + 1
            continue
        kept.append(tokens[at])
        at += 1
    return kept


def _is_named(token: Token) -> bool:
    """ "20+ Year Treasury Bond", "7-10 year" """
    plain = {token.small, token.word} & (NAMING | BRACKETED)
    return bool(plain or token.symbol) or token.word == "num"


BRACKETED = words(
    "+ - – — to x × year month share big leveraged inverse , short long ultra 1-3 bills"
)


def _measure(said: list[Token]) -> Measure | None:
    """The one measure of one symbol or of two, and nothing else."""
    symbols = list(dict.fromkeys(one.symbol for one in said if one.symbol))
    found = _oscillator(said) or _return(said)
    if not found or len(symbols) not in (1, 2):
        return None
    rest = [one for one in said if not any(one is taken for taken in found)]
    if not all(_says_no_more(rest, n, len(symbols)) for n in range(len(rest))):
        return None
    return Measure(found, symbols, found[-1].word == "recovers")


def says_what(said: list[Token]) -> bool:
    """ "calculate the 12-month return of SPY, EFA and BIL" rules nothing by itself."""
    found = _return(said) or _oscillator(said)
    rest = [one for one in said if not any(one is taken for taken in found)]
    count = len({one.symbol for one in rest if one.symbol})
    taken = {one.start for one in found}
    return bool(found) and all(
        rest[n].start in taken or _says_no_more(rest, n, count) for n in range(len(rest))
    )


def _says_no_more(rest: list[Token], at: int, count: int) -> bool:
    token = rest[at]
    if token.value is not None:
        near = {one.value for one in rest[max(0, at - 2) : at + 3]}
        return token.value == count or {0.0, 100.0} <= near or {0.0, -100.0} <= near
    known = token.word in SAYING or token.small in SAYING or token.word in PERIODS
    return bool(token.symbol) or known or token.word == ":"


def _oscillator(said: list[Token]) -> list[Token]:
    """ "10-day RSI", "RSI(10)", "the last 10 days of RSI", "20-day momentum score (RSI: ..." """
    at = next((n for n, one in enumerate(said) if one.word == "rsi"), None)
    if at is None or sum(one.word == "rsi" for one in said) > 1:
        return []
    called = said[at + 1 : at + 4]
    if [one.word for one in called] == ["(", "num", ")"]:
        return [*called[1:2], _day(called[1]), said[at]]
    for n in range(at - 2, max(-1, at - 7), -1):
        if said[n].word == "num" and said[n + 1].word == "day":
            return [said[n], said[n + 1], said[at]]
    return []


def _day(place: Token) -> Token:
    return replace(place, text="", word="day", value=None)


def _return(said: list[Token]) -> list[Token]:
    """ "3-month return", "12-month total performance" """
    for at, (size, unit) in enumerate(pairwise(said)):
        if size.word != "num" or unit.word not in UNITS:
            continue
        behind = said[at + 2 : at + 4]
        if any({one.word, one.small} & RETURNS for one in behind) and not _is_bare(behind):
            named = next(one for one in behind if {one.word, one.small} & RETURNS)
            return [size, unit, replace(named, word="recovers")]
    return []


def _is_bare(behind: list[Token]) -> bool:
    return behind[:1] != [] and behind[0].word in (".", ",")


def _cases(tokens: list[Token], measure: Measure) -> list[Token]:
    """The cases with what they compare; none where one of them compares anything else."""
    made: list[Token] = []
    at = done = 0
    while at < len(tokens):
        if tokens[at].word != "when":
            made.append(tokens[at])
            at += 1
            continue
        end = _end(tokens, at + 1)
        case = tokens[at + 1 : end]
        whole = _of_two(case, measure) if len(measure.symbols) == 2 else _of_one(case, measure)
        ranged = done and len(measure.symbols) == 1 and case and case[0].value is not None
        if not whole and not (ranged or (done and _is_sided(case))):
            return []
        made += [tokens[at], *(whole if whole and not (done and _is_sided(case)) else case)]
        done += 1
        at = end
    return made if done else []


def _is_sided(case: list[Token]) -> bool:
    """ "if below 40": of the same measure, as a later case."""
    return bool(case) and case[0].word in UP | DOWN


def _end(tokens: list[Token], begin: int) -> int:
    """Where the case ends and what is held begins."""
    for n in range(begin, len(tokens)):
        here = tokens[n]
        holds = here.word in HELD - {"symbol", "pct"} or here.word in (",", ":", ".", "then", "→")
        led = here.word == "it" and n + 1 < len(tokens) and tokens[n + 1].word in HELD
        if (holds or led) and n > begin:
            return n
    return len(tokens)


def _of_two(case: list[Token], measure: Measure) -> list[Token]:
    """ "SPY outperforms", "bonds' score is higher", "TLT's is above SPY's" """
    sides = [n for n, one in enumerate(case) if one.word in UP | DOWN]
    if not sides or any(one.symbol and one.symbol not in measure.symbols for one in case):
        return []
    side = sides[0]
    first, second = _subject(case[:side], measure), _subject(case[side + 1 :], measure)
    known = all(
        n in sides[:1] or one.symbol or {one.word, one.small} & (BETWEEN | DEBT)
        for n, one in enumerate(case)
    )
    if not known or not first or second == first:
        return []
    other = next(symbol for symbol in measure.symbols if symbol != first)
    place = case[side]
    above = replace(place, word="above" if place.word in UP else "below")
    named = [_symbol(case[0], first), _symbol(place, other)]
    copies = [replace(one, start=place.start, end=place.start, text="") for one in measure.words]
    left = [named[0], *copies] if measure.of_return else [*copies, named[0]]
    return [*left, above, named[1]]


def _symbol(place: Token, symbol: str) -> Token:
    return replace(place, end=place.start, text="", word="symbol", symbol=symbol, value=None)


def _subject(part: list[Token], measure: Measure) -> str:
    """The one of the two that is named, or called by its kind; "" for none."""
    named = [one.symbol for one in part if one.symbol]
    if len(named) == 1:
        return named[0] if named[0] in measure.symbols else ""
    bonds = [symbol for symbol in measure.symbols if symbol in BONDS]
    called = any({one.word, one.small} & DEBT for one in part)
    return bonds[0] if called and not named and len(bonds) == 1 else ""


def _of_one(case: list[Token], measure: Measure) -> list[Token]:
    """ "it is above 60", "RSI > 60", "< 30" """
    begin = 0
    while begin < len(case) and {case[begin].word, case[begin].small} & (OWN | {"is"}):
        begin += 1
    length = measure.words[0].value
    if [one.word for one in case[begin : begin + 3]] == ["(", "num", ")"]:
        begin += 3 if case[begin + 1].value == length else 0  # "RSI(10)", as it was said
    rest = case[begin:]
    if not rest or any(one.symbol for one in rest) or {one.word for one in rest} & OTHERS:
        return []
    place = case[0]
    copies = [replace(one, start=place.start, end=place.start, text="") for one in measure.words]
    named = _symbol(place, measure.symbols[0])
    return [*([named, *copies] if measure.of_return else [*copies, named]), *rest]


OTHERS = words("sma ema ma average macd rsi close price volume high low and or")
