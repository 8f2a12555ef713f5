"""Lines that change sides, in short: "a bullish SuperTrend flip", "long when green, out when red",
"the SAR dots are below the candles", "out when below the cloud".

Where a text speaks of one such line, a colour or a mood that stands alone is its own.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

KINDS = words("supertrend sar")
COLOURS = words("green red")
MOODS = COLOURS | words("bullish bearish")
TURNING = words("goes signal crosses turn turns")
NOUNS = words("flip flips change reversal turn switch signal cross crossover")
LEADS = words(
    "when long short buy sell cover exit enter out hold be-in once until while until if buy-after "
    "sell-after : turns"
)
LINKS = words("it is the a on in are they becomes get")
ENDS = words(", . and or ) ; : with but")
# What has a colour or a mood of its own.
COLOURED = words(
    "bar candle candles close closes day macd histogram stochastic rsi cloud engulfing hammer doji "
    "pattern divergence volume trend heikin session week sma ema ma stochrsi adx"
)
OF = words("of the from")
PASSED = words("is are the closes")
BARS = words("bar candles candle bars")
WAYS = words("above below under over")


def mark_sided_lines(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    said = {token.word for token in tokens}
    kinds = said & KINDS
    for kind in sorted(said & LEVELS):
        _levels(tokens, kind)
    if not kinds:
        return
    if "sar" in kinds:
        _dots(tokens)
    _flips(tokens)
    if len(kinds) == 1 and not said & COLOURED:
        kind = next(iter(kinds))
        for at in range(len(tokens) - 1, 0, -1):
            _alone(tokens, at, kind)


def _dots(tokens: list[Token]) -> None:
    """ "the SAR dots are below the candles": the line, and the price."""
    for at, token in enumerate(tokens):
        near = [one.word for one in tokens[max(0, at - 2) : at] if one.word != "the"]
        behind = [one.word for one in tokens[at + 1 : at + 5] if one.word not in PASSED]
        if token.small in ("dot", "dots"):
            _dot(tokens, at)
        elif token.word in BARS and (_compared(near[-1:]) or _beside_line(behind)):
            token.word = "price"


def _compared(said: list[str]) -> bool:
    """ "below the candles" """
    return bool(said) and said[0] in WAYS


def _beside_line(said: list[str]) -> bool:
    """ "candles are above the SAR" """
    return said[1:2] == ["sar"] and said[0] in WAYS


def _dot(tokens: list[Token], at: int) -> None:
    """ "the SAR dots", "the dots of the SAR", or the dots alone."""
    end = next((n for n in range(at + 1, len(tokens)) if tokens[n].word not in OF), len(tokens))
    of_line = end < len(tokens) and tokens[end].word == "sar" and end > at + 1
    if of_line or (at and tokens[at - 1].word == "sar"):
        for one in tokens[at : end if of_line else at + 1]:
            one.kind = "used"
    else:
        tokens[at].word = "sar"


def _flips(tokens: list[Token]) -> None:
    """ "a bullish SuperTrend flip": it turns bullish; "a green SuperTrend": it is green."""
    for at in range(len(tokens) - 1):
        mood, kind = tokens[at], tokens[at + 1]
        if mood.word not in MOODS or kind.word not in KINDS or not mood.free:
            continue
        end = at + 2
        while (
            end < len(tokens)
            and tokens[end].word in ("(", "num", ",", "/", ")")
            and (tokens[end].word != "," or _goes_on(tokens, end))
        ):
            end += 1
        turn = end < len(tokens) and tokens[end].word in TURNING and tokens[end].small in NOUNS
        if turn and tokens[end].word != "goes":
            tokens[end].word = "goes"
        if turn or _ended(tokens, end):
            tokens[at : end + turn] = [*tokens[at + 1 : end + turn], mood]


def _goes_on(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].word == "num"


def _ended(tokens: list[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].word in ENDS


def _alone(tokens: list[Token], at: int, kind: str) -> None:
    """ "long when green", "a bearish flip", "sell when red" """
    mood = tokens[at]
    if mood.word not in MOODS or not mood.free:
        return
    if _it_turns(tokens, at):
        tokens[at - 2].word = kind
        return
    before = at - 1
    while before >= 0 and tokens[before].word in LINKS:
        before -= 1
    if before < 0 or tokens[before].word not in LEADS | {","}:
        return
    flips = at + 1 < len(tokens) and tokens[at + 1].small in NOUNS
    flips = flips and tokens[at + 1].word in TURNING and _ended(tokens, at + 2)
    if not (flips or _ended(tokens, at + 1)):
        return
    start = mood.start
    if flips:
        tokens[at + 1].word = "goes"
        tokens[at : at + 2] = [tokens[at + 1], mood]
    for one in tokens[before + 1 : at]:
        one.kind = "used" if one.word == "it" else one.kind
    tokens.insert(at, Token(start, start, "", kind))


def _it_turns(tokens: list[Token], at: int) -> bool:
    """ "when it turns green" """
    said = [one.word for one in tokens[max(0, at - 3) : at]]
    return said[1:] == ["it", "goes"] and said[0] in LEADS


def _levels(tokens: list[Token], kind: str) -> None:
    """ "buy above the cloud, out when below", "SuperTrend: buy when price closes above": that line,
    where nothing else is a level."""
    ways = [at for at, token in enumerate(tokens) if token.word in WAYS and token.free]
    lone = [at for at in ways if _ended(tokens, at + 1 + _is_it(tokens, at + 1))]
    beside = [at for at in ways if any(one.word == kind for one in tokens[at + 1 : at + 4])]
    lone = [at for at in lone if at not in beside]
    if sorted({*lone, *beside}) != ways or not (beside or _heads(tokens, kind)):
        return
    for at in reversed([at for at in lone if not beside or at > beside[0]]):
        end = tokens[at].end
        if _is_it(tokens, at + 1):
            tokens[at + 1].word = kind
        else:
            tokens.insert(at + 1, Token(end, end, "", kind))


def _heads(tokens: list[Token], kind: str) -> bool:
    """It is named before the rules, and with no numbers of its own there."""
    first = next((at for at, token in enumerate(tokens) if token.word in HEADED), 0)
    named = [at for at, token in enumerate(tokens) if token.word == kind]
    others = {token.word for token in tokens} & COMPARABLE - {kind}
    return bool(first) and len(named) == 1 and named[0] < first and not others


LEVELS = words("cloud supertrend vwap")
HEADED = words("buy sell short long when")
COMPARABLE = words(
    "rsi macd sma ema ma wma average stochastic cci mfi adx band bollinger keltner donchian volume "
    "cloud supertrend sar vwap high low open roc zscore atr histogram williams-r"
)


def _is_it(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].word == "it"
