"""The verbs of a sentence, each with its role, and whether words say a condition."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest

from agents.language.exits.limits import off_a_level
from agents.language.lexicon import lexicon, vocabulary
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import UNITS
from agents.language.tokens.pieces import Token

ACTIONS = {
    "buy": "entry", "long": "entry", "buy-after": "entry", "sell": "exit", "sell-after": "exit",
    "hold": "hold", "skip": "entry", "short": "short", "cover": "cover", "vice-versa": "exit",
    "short-after": "short", "cover-after": "cover",
    "else-out": "exit", "else-in": "entry", "else-short": "short", "be-in": "state",
    "#unknown": "none", "narrow": "filter", "narrow-not": "filter",
    "narrow-long": "filter", "narrow-short": "filter",
}  # fmt: skip
PREDICATES = words(
    """
    above below < > <= >= crosses crossunder exceeds oversold overbought golden death touches
    recovers between falls rises gaps breakout breaks cross-up cross-down volume-spike high-volume
    drops-below breaks-above is-above is-below rises-to crosses-above crosses-below in-a-row
    consecutive pct positive negative opposite vice-versa both-ways else-out else-in else-short
    supertrend cloud month-end month-start of-month up-bar down-bar
    engulfing harami inside-bar outside-bar
    quarter-end quarter-start year-end year-start turns-positive turns-negative
    ath of-quarter of-year monday tuesday wednesday thursday friday saturday sunday
    """
)
ZONE_VERBS = {
    "enters": "goes", "entering": "goes", "entered": "goes", "exits": "leaves",
    "exiting": "leaves", "exited": "leaves",
}  # fmt: skip
SEPARATORS = frozenset({",", ".", "and", "or", ":", "(", ")"})


# Which words may be verbs of trading, by themselves or before one of these.
VERBAL = ACTIONS.keys() | words(
    """
    close sold entry flat out cash rest leaves goes takeprofit target stoploss stop max maximum in
    <=
    """
)
LEADING = words("when oversold overbought")


def actions(sentence: list[Token]) -> list[int]:
    said = [token.word for token in sentence]
    likely = [
        index
        for index, (word, after) in enumerate(zip_longest(said, said[1:]))
        if word in VERBAL or after in LEADING
    ]
    return [index for index in likely if _is_action(sentence, index)]


def verbs_of(sentence: list[Token]) -> list[Token]:
    """Copies of its verbs, so that no word is given a meaning before its time."""
    copies = [replace(token) for token in sentence if token.free]
    return [copies[at] for at in actions(copies)]


def _is_action(sentence: list[Token], index: int) -> bool:
    token = sentence[index]
    after = sentence[index + 1].word if index + 1 < len(sentence) else ""
    if not token.free:
        return False
    if token.word == "skip":
        return after == "when"
    if token.word == "close":
        return _closes_position(sentence, index, after)
    if after in ("oversold", "overbought") and token.small in ZONE_VERBS:
        token.word = ZONE_VERBS[token.small]
    if token.word == "sold" and after in ("after", "when", "num", "on", "in"):
        token.word = "sell"
    if meaning := _short_verb(sentence, index, after):
        token.word = meaning
    if token.word == "vice-versa":
        return not any(other.word == "sell" for other in sentence)
    if index and sentence[index - 1].word == "opposite" and after in ("signal", "rule"):
        return False  # "on an opposing entry signal"
    if token.word == "entry":
        opens = index == 0 or sentence[index - 1].word in SEPARATORS
        if opens and after not in (":", "when", "(") and says(sentence[index + 1 :]):
            return after not in ("and", "or", ",", "at", "on", "of")
        if after in ("", ",", ".") and not opens and token.small in ("entry", "entries"):
            return sentence[index - 1].word not in BESIDE_ENTRY and says(sentence[:index])
        return after in (":", "when") or (opens and after in (".", "-", "(", "any-of", "all-of"))
    if token.word in ("long", "short") and after in AVERAGES:
        return False
    if token.word in ("long", "short") and _is_one(sentence, index + 1):
        return False
    if token.word == "long" and index and sentence[index - 1].word in ("sell", "hold"):
        return False
    if token.word == "buy" and after in ("price", "entry"):
        return False
    return token.word in ACTIONS


AVERAGES = words("ma sma ema term moving average exponential simple")


def _is_one(sentence: list[Token], index: int) -> bool:
    """ "... is higher than the long one": an average."""
    return index < len(sentence) and sentence[index].small in ("one", "ones")


def _short_verb(sentence: list[Token], index: int, after: str) -> str:
    """ "in when RSI < 30, out thursday": the small words are verbs where a rule follows."""
    opens = index == 0 or sentence[index - 1].word in OPENING
    here = sentence[index]
    if index and not sentence[index - 1].free and here.word in ("max", "maximum"):
        opens = True
    ends = after in ("", ".", ",")
    if here.word in ("flat", "out") and ends and says(sentence[:index]):
        return "sell"
    if not opens:
        return ""
    if here.word == "cash" and after in ("below", "above", "when"):
        return "sell"
    if here.word in ("out", "flat", "rest", "leaves") and (
        after in FOLLOWING or (after == "in" and _is_time(sentence, index + 2))
    ):
        return "sell"
    enters = here.word == "goes" and here.small in ("get", "got", "getting")
    if enters and (after == "in" or any(one.symbol for one in sentence[index + 1 : index + 2])):
        return "buy"
    if here.word in ("takeprofit", "target", "stoploss", "stop"):
        off = after == "pct" and off_a_level(sentence, index + 1)
        return "sell" if off or after in LEVELLED else ""
    if here.word in ("max", "maximum", "<=") and _is_span(sentence, index + 1):
        return "hold"
    if after == "when" and here.word not in ALL_KNOWN and not here.symbol and here.value is None:
        return "#unknown"
    if here.word in ("flat", "out", "in") and after == ":":
        return "buy" if here.word == "in" else "sell"
    seasonal = after in ("from", "during") and in_a_month(sentence[index + 1 : index + 3])
    return "buy" if here.word == "in" and (after == "when" or seasonal) else ""


# Behind the name of a limit that no number follows: it lies at another level.
LEVELLED = words("at when below above")


def _is_span(sentence: list[Token], index: int) -> bool:
    """ "max 10 days": how long it is held."""
    said = [token.word for token in sentence[index : index + 3]] + ["", "", ""]
    return said[0] == "num" and said[1] in UNITS and said[2] in ("", ".", ",", "and", "or", "hold")


def _is_time(sentence: list[Token], index: int) -> bool:
    """ "out in a week", "out in 5 days" """
    said = [token.word for token in sentence[index : index + 2]] + ["", ""]
    return said[0] in UNITS or (said[0] == "num" and said[1] in UNITS)


FOLLOWING = frozenset(lexicon.MONTHS) | words(
    """
    when below above after at on at-close at-open day-end same-day
    monday tuesday wednesday thursday friday num
    """
)
BESIDE_ENTRY = words("below above under over from of at on to the by")


# Behind "close at ...": what says when.
LEVELS_OF = words("pct num rsi stochastic stochrsi macd bollinger upper lower middle cci mfi vwap")


def _closes_position(sentence: list[Token], index: int, after: str) -> bool:
    """ "...; close when RSI > 70": a verb and no price."""
    opens = index == 0 or sentence[index - 1].word in LED
    behind = sentence[index + 2].word if index + 2 < len(sentence) else ""
    leaves = after == "when" or (after in ("at", "after") and behind in LEVELS_OF)
    leaves |= after in ("at-open", "at-close") and behind in ("after", "when")
    ends = after in ("", ".") and index and sentence[index - 1].word in (":", ",", "→")
    leaves |= bool(ends) and says(sentence[:index])
    leaves |= after == "after"
    if opens and leaves and sentence[index].small in ("close", "closing"):
        sentence[index].word = "sell"
        return True
    return False


def says(tokens: list[Token]) -> bool:
    return (
        any(token.free and token.word in PREDICATES for token in tokens)
        or any(
            left.free
            and (
                (left.word in ("over", "more") and right.word in LEVELS)
                or (left.word in STEPPED and right.word in ("high", "low"))
                or (left.word in ("high", "low") and right.word in ("last", "num"))
                or (left.word in ("highest", "lowest") and right.word in SPANNED)
                or (left.word == "after" and right.word in UNITS)
                or (left.word in WAYS and right.word == "yesterday")
                or (left.word in CANDLES and right.word == "bar")
                or (left.word == "huge" and right.word in ("up", "down"))
                or (left.word == "goes" and right.word in GOING)
                or (left.word == "volume" and right.word in ("twice", "triple"))
            )
            for left, right in pairwise(tokens)
        )
        or any(
            first.free and first.word == "after" and count.word == "num" and unit.word in UNITS
            for first, count, unit in zip(tokens, tokens[1:], tokens[2:], strict=False)
        )
        or in_a_month(tokens)
    )


def times(tokens: list[Token]) -> bool:
    """ "Sell: five days later", "exit after 3 bars" """
    pairs = zip(tokens, tokens[1:], tokens[2:] or tokens[1:], strict=False)
    return any(
        count.value is not None and SPANS & {unit.word, after.word} for count, unit, after in pairs
    )


SPANS = frozenset({"day", "bar", "week", "month", "hour"})
SPANNED = words("close high low price last in over num of")
MOODS = words("bullish bearish green red")
WAYS = words("up down higher lower green red")
CANDLES = frozenset({"green", "red"})
STEPS = frozenset({"higher", "lower"})
STEPPED = frozenset({*UNITS, *STEPS})
GOING = frozenset({*MOODS, "to", "down", "up"})
LEVELS = words(
    """
    num it sma ema ma average moving simple exponential symbol highest lowest high low upper middle
    bollinger band vwap sar supertrend keltner donchian cloud kijun tenkan open close yesterday
    previous
    """
)


def levels(token: Token) -> bool:
    """ "bei RSI unter 25 kaufen, bei 65 verkaufen": a bare level says when."""
    return token.free and (token.word in BANDS or token.value is not None)


BANDS = words("bollinger band upper lower keltner donchian")


def in_a_month(tokens: list[Token]) -> bool:
    return any(
        left.free
        and (
            (left.word in ("in", "during", "from", "between", "on") and right.word in MONTHS)
            or (left.word == "num" and right.word in MONTHS)
            or (left.word in MONTHS and right.word in ("to", "through", "until"))
        )
        for left, right in pairwise(tokens)
    )


MONTHS = frozenset(lexicon.MONTHS) - {"may"}


def role_of(token: Token) -> str:
    return "entry" if token.word == "entry" else ACTIONS[token.word]


ALL_KNOWN = vocabulary.KNOWN | ACTIONS.keys()
OPENING = SEPARATORS | {"then"}
LED = SEPARATORS | {"to"}
