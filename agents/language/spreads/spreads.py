"""Values that a text gives to one number: "from 20 to 40 by 5", "try stops of 3%, 5% and 8%".

A step, or a word that asks to try several, makes a spread of two numbers; without either, as in
"RSI between 30 and 40", they are a condition.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

UNITS = frozenset({"num", "pct", "money"})
# Words that ask to try several values of what follows.
ASKING = words(
    """
    sweep sweeping sweeps vary varying optimise optimize optimising optimizing scan scanning
    try trying tries test testing explore exploring anywhere ranging each anything
    """
)
LEADS = words("from between at of in : = ( anywhere ranging values value anything")
JOINS = frozenset({"to", "-", "and", "through", "until"})
BARS = words("day bar week period atr x sd calendar month hour minute")
STEPS = words("step steps increment increments interval intervals stepping")
# What a subject may be made of: the word, or its text, and the features that it stands for.
NAMES = {
    "limit": "limit", "limits": "limit", "threshold": "limit", "thresholds": "limit",
    "level": "limit", "levels": "limit", "trigger": "limit", "cutoff": "limit",
    "oversold": "entry limit", "overbought": "exit limit",
    "period": "period", "length": "period", "lengths": "period", "lookback": "period",
    "lookbacks": "period", "window": "period", "windows": "period",
    "stop": "stop", "stoploss": "stop", "trailing": "trailing", "target": "profit",
    "takeprofit": "profit", "profit": "profit", "multiplier": "multiple", "multiple": "multiple",
    "fast": "fast", "slow": "slow", "entry": "entry", "buy": "entry", "sell": "exit",
    "hold": "held", "commission": "commission", "slippage": "slippage",
    "rsi": "rsi", "sma": "sma", "ema": "ema", "wma": "wma", "hma": "hma", "ma": "average",
    "average": "average", "macd": "macd", "bollinger": "bollinger", "band": "bollinger",
    "atr": "atr", "adx": "adx", "cci": "cci", "stochastic": "stochastic", "mfi": "mfi",
    "williams-r": "williams_r", "stochrsi": "stochrsi", "donchian": "donchian",
    "zscore": "zscore", "keltner": "keltner", "supertrend": "supertrend",
}  # fmt: skip
# Words of a subject that tell nothing.
EMPTY = words(
    "loss moving one ones time number a an the of its my different various several every line"
)
ONLY_KIND = frozenset({"limit"})
MOST_STEPS = 10
MOST_LISTED = 50


@dataclass(frozen=True)
class Spread:
    """`values` are listed or run from `low` to `high` by `step`, which 0 leaves open.

    Tokens `begin` to `end` say all of it, `place` to `last` stand where a single value would;
    `subject` is what the words beside them name, `asked` whether they ask to try several.
    """

    begin: int
    place: int
    last: int
    end: int
    values: tuple[float, ...]
    step: float
    unit: str
    currency: str
    subject: frozenset[str]
    asked: bool

    @property
    def low(self) -> float:
        return self.values[0]

    @property
    def high(self) -> float:
        return self.values[-1]

    @property
    def listed(self) -> bool:
        return self.step < 0

    def instead(self, tokens: list[Token], value: float) -> list[Token]:
        """One of its values in the place of all of them, with the bars or days that it counts."""
        part = tokens[self.place : self.last]
        counted = next((token for token in part if _counts(token)), None)
        text = f"{value:g}%" if self.unit == "pct" else f"{value:g}"
        made = Token(part[0].start, part[-1].end, text, self.unit, value)
        made.currency = self.currency
        if counted is None:
            return [made]
        made.end = part[part.index(counted) - 1].end
        return [made, replace(counted, end=part[-1].end)]


LISTED = -1.0


def _counts(token: Token) -> bool:
    return token.word in BARS or token.small in BARS


def spreads(tokens: list[Token]) -> list[Spread]:
    """Those of a text, in their order; none of them overlap."""
    found: list[Spread] = []
    at = 0
    while at < len(tokens):
        if tokens[at].value is None:
            at += 1
            continue
        spread = _spread(tokens, at, found[-1] if found else None)
        if spread:
            found.append(spread)
        at = spread.end if spread else at + 1
    return found


def _spread(tokens: list[Token], at: int, before: Spread | None) -> Spread | None:
    values = _run(tokens, at) or _list(tokens, at)
    if values is None:
        return None
    first = _led(tokens, at, before.end if before else 0)
    begin, subject = _subject(tokens, first, before.end if before else 0)
    asking = _asking(tokens, begin)
    anywhere = any(token.small in ASKING for token in tokens[first:at])
    ranks = _ranks(tokens, at, values)
    asked = ranks or asking < begin or anywhere or _goes_on(tokens, begin, before)
    end, subject = _behind(tokens, values.last, subject, asked)
    opened = max((i + 1 for i in range(first, at) if tokens[i].word == "("), default=first)
    end += opened > first and _is(tokens, end, frozenset({")"}))
    if values.step <= 0 and not (asked and subject) and not (anywhere and values.step == 0):
        return values if ranks else None
    place = begin if subject == ONLY_KIND else opened
    return replace(values, begin=asking, place=place, end=end, subject=subject, asked=asked)


def _ranks(tokens: list[Token], at: int, values: Spread) -> bool:
    """ "the top 1 to 3", "by 3, 6 or 12 month return": no place but one of several is meant."""
    top = _is(tokens, at - 1, frozenset({"top", "best"}))
    measured = _is(tokens, values.last, MEASURED) and _is(tokens, values.last - 1, BARS)
    return top or (measured and any(_is(tokens, at - back, LED) for back in (1, 2)))


LED = frozenset({"by", "on", "highest", "best", "lowest"})
MEASURED = words("return returns momentum performance change")


def _at(tokens: list[Token], at: int) -> Token | None:
    return tokens[at] if 0 <= at < len(tokens) and tokens[at].free else None


def _is(tokens: list[Token], at: int, among: frozenset[str]) -> bool:
    token = _at(tokens, at)
    return token is not None and (token.word in among or token.small in among)


def _number(tokens: list[Token], at: int) -> Token | None:
    token = _at(tokens, at)
    return token if token and token.word in UNITS and token.value is not None else None


def _run(tokens: list[Token], at: int) -> Spread | None:
    """ "20 to 40 by 5", "2% to 10% (step 2)"; without a step the step is 0."""
    low = _number(tokens, at)
    join = at + 1 + _is(tokens, at + 1, BARS)
    high = _number(tokens, join + 1) if _is(tokens, join, JOINS) else None
    if low is None or high is None or not _ascends(low, high):
        return None
    if tokens[join].word == "and" and not _between(tokens, at):
        return None
    last, step = _step(tokens, join + 2)
    if step is None and (_years(low, high) or tokens[join].word == "until"):
        return None
    return _made(at, last, [low, high], abs(step.value or 0.0) if step else 0.0)


def _between(tokens: list[Token], at: int) -> bool:
    return any(_is(tokens, at - back, frozenset({"between"})) for back in (1, 2))


def _ascends(low: Token, high: Token) -> bool:
    return low.value is not None and high.value is not None and low.value < high.value


def _years(low: Token, high: Token) -> bool:
    return all(
        token.word == "num" and len(token.text) == 4 and 1900 <= (token.value or 0) <= 2100
        for token in (low, high)
    )


def _made(at: int, last: int, said: list[Token], step: float) -> Spread:
    """A unit that is said once, as in "2 to 10%", is that of all."""
    units = [token.word for token in said if token.word != "num"]
    unit = units[0] if units else "num"
    currency = next((token.currency for token in said if token.currency), "")
    values = tuple(token.value or 0.0 for token in said)
    return Spread(at, at, last, last, values, step, unit, currency, frozenset(), False)


def _step(tokens: list[Token], at: int) -> tuple[int, Token | None]:
    """The step behind two numbers, and where it ends; else where the numbers end."""
    unit = at + _is(tokens, at, BARS)
    here = unit + _is(tokens, unit, frozenset({",", "("}))
    opened = here > unit and tokens[here - 1].word == "("
    here += _is(tokens, here, frozenset({"in", "with", "using", "at"}))
    found = _said_step(tokens, here)
    if found is None:
        return at, None
    end, step = found
    end += _is(tokens, end, BARS)
    end += opened and _is(tokens, end, frozenset({")"}))
    return end, step


def _said_step(tokens: list[Token], here: int) -> tuple[int, Token] | None:
    """ "by 5", "every 5", "steps of 5", "5 point steps" """
    if _is(tokens, here, frozenset({"by", "every"})) and (step := _number(tokens, here + 1)):
        behind = here + 2 + _is(tokens, here + 2, frozenset({"point", "%"}))
        return behind + _is(tokens, behind, STEPS), step
    here += _is(tokens, here, frozenset({"a", "an"}))
    if _is(tokens, here, STEPS):
        here += 1 + _is(tokens, here + 1, frozenset({"size", "width"}))
        here += _is(tokens, here, frozenset({"of", ":", "=", "is", "by"}))
        step = _number(tokens, here)
        return (here + 1, step) if step else None
    step = _number(tokens, here)
    behind = here + 1 + _is(tokens, here + 1, frozenset({"point", *BARS}))
    return (behind + 1, step) if step and _is(tokens, behind, STEPS) else None


def _list(tokens: list[Token], start: int) -> Spread | None:
    """ "3%, 5% and 8%" """
    said: list[Token] = []
    at = last = start
    while len(said) < MOST_LISTED and (number := _number(tokens, at)):
        said.append(number)
        last = at + 1
        at = last + _is(tokens, last, frozenset({","}))
        at += _is(tokens, at, frozenset({"and", "or", "/"}))
        if at == last:
            break
    values = {token.value for token in said}
    if len(said) < 2 or len(values) < len(said) or _is_pair(tokens, start, last):
        return None
    made = _made(start, last + _is(tokens, last, BARS), said, LISTED)
    return replace(made, values=tuple(sorted(made.values)))


def _is_pair(tokens: list[Token], start: int, last: int) -> bool:
    """ "test a 20/50 SMA crossover", "a 20 and 50 SMA cross": two averages, not one at a time."""
    if last != start + 3:
        return False
    if _is(tokens, start + 1, frozenset({"/"})):
        crossed = bool({token.word for token in tokens[last : last + 4]} & CROSSES)
        return crossed or _is(tokens, start - 1, AVERAGES) or _is_zone(tokens, start)
    joined = _is(tokens, start + 1, frozenset({"and", ","}))
    at = last
    while _is(tokens, at, OF_AVERAGES):
        at += 1
    named = at > last or _is(tokens, start - 1, OF_AVERAGES)
    crossed = named and _is(tokens, at, CROSSES)
    return joined and crossed and not _is(tokens, at + 1, THIRD)


def _is_zone(tokens: list[Token], start: int) -> bool:
    """ "test RSI 30/70": where to buy and where to sell, on both sides of the middle."""
    low, high = (tokens[at].value or 0 for at in (start, start + 2))
    named = any(_is(tokens, start - back, SCALED) for back in range(1, 5))
    return named and low < MIDDLE < high


AVERAGES = words("sma ema ma wma hma average")
SCALED = words("rsi stochastic stochrsi mfi")
MIDDLE = 50
CROSSES = words("crosses crossunder golden death")
OF_AVERAGES = words("day bar week period simple exponential moving sma ema ma average")
# Behind these stands what both of them cross.
THIRD = words("above below over under through up-through down-through")


def _led(tokens: list[Token], at: int, floor: int) -> int:
    while at > floor and _is(tokens, at - 1, LEADS):
        at -= 1
    return at


def _subject(tokens: list[Token], first: int, floor: int) -> tuple[int, frozenset[str]]:
    """The words right before the values that name a number, and where they begin."""
    at, found = first, set[str]()
    while at > floor and (token := _at(tokens, at - 1)):
        features = NAMES.get(token.word) or NAMES.get(token.small)
        empty = token.word in EMPTY or token.small in EMPTY
        if not features and not empty and not (_is(tokens, at - 1, LEADS) and found):
            break
        found |= set((features or "").split())
        at -= 1
    while at < first and (tokens[at].word in LEADS or tokens[at].small in EMPTY):
        at += 1
    return at, frozenset(found)


def _asking(tokens: list[Token], begin: int) -> int:
    """Where the words begin that ask to try several; `begin`, where there are none."""
    at = begin
    while at > 0 and (_is(tokens, at - 1, EMPTY) or _is(tokens, at - 1, LEADS)):
        at -= 1
    return at - 1 if at > 0 and _is(tokens, at - 1, ASKING) else begin


def _goes_on(tokens: list[Token], begin: int, before: Spread | None) -> bool:
    """ "sweep A from 1 to 5 and B from 2 to 6": the second one is asked for as the first was."""
    if before is None or not before.asked:
        return False
    between = tokens[before.end : begin]
    return all(token.word in (",", "and", "with", ".") or _empty(token) for token in between)


def _empty(token: Token) -> bool:
    return token.small in EMPTY


def _behind(
    tokens: list[Token], last: int, subject: frozenset[str], asked: bool
) -> tuple[int, frozenset[str]]:
    """ "try 3%, 5% and 8% stops", "20 to 40 by 5 for the RSI limit" """
    at, found = last, set[str]()
    at += _is(tokens, at, frozenset({"for", "as"}))
    if subject or not (asked or at > last):
        return last, subject
    while token := _at(tokens, at):
        features = NAMES.get(token.word) or NAMES.get(token.small)
        if not features and token.small not in EMPTY:
            break
        found |= set((features or "").split())
        at += 1
    return (at, frozenset(found)) if found else (last, subject)


def usual_step(low: float, high: float, *, whole: bool) -> float:
    """A round one that makes about ten steps: 1, 2 or 5 times a power of ten."""
    rough = (high - low) / MOST_STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * (1 - 1e-9))
    return max(1.0, step) if whole else step
