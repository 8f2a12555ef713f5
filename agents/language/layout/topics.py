"""The indicator that a text begins with and its rules go on with: "With Bollinger Bands (20, 2.5)
on AAPL, buy below the lower band", "Use a 7-period RSI on SPY. Buy below 25".

Its numbers are put behind its name, and the rules begin a sentence of their own; settings that
stand among the rules ("RSI: oversold 25, overbought 75, period 10") go with them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from agents.language.layout.parameters import NAMES, PERIOD
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SINGLE = words("rsi cci mfi williams-r zscore adx roc stochastic donchian")
KINDS = SINGLE | words("stochrsi macd supertrend sar bollinger keltner cloud")
LED = words("with using use uses on for trade trading test backtest take apply employ")
LOOKED = words("check checks look looks monitor watch track calculate compute")
PLACE = words("at")
ARTICLES = words("a an the my our standard simple")
TITLES = words("band channel oscillator indicator strategy line study")
UNITS = words("period day bar -")
ACTING = words(
    "buy sell short cover long hold enter exit entry be-in out when buy-after short-after go goes"
)
SPEAKING = words("i we you to the system my strategy")
JOINTS = words(", : .")
ENDS = words(", . and ) ; #end")
LONGEST = 14  # words before the name
MOST = 400  # bars; beyond them a number is a year
CLOUDY = words("cloud tenkan kijun span-a span-b")


@dataclass
class Topic:
    """Where its name stands, the number before it, the symbol behind it, and where it ends."""

    at: int
    lead: list[Token]
    led: list[Token]
    home: list[Token]
    end: int
    numbered: bool


def mark_topics(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    kinds = [at for at, token in enumerate(tokens) if token.word in KINDS or token.word == "."]
    begins = [0, *(at + 1 for at in kinds if tokens[at].word == ".")]
    named = [at for at in kinds if tokens[at].word != "."]
    cased = any(token.word in ("otherwise", "else") for token in tokens)  # which has its own way
    for begin in reversed(begins):
        after = bisect_left(named, begin)
        if after == len(named) or named[after] - begin >= LONGEST:
            continue
        topic = _topic(tokens, begin, cased)
        if topic is not None and _ruled(tokens, topic.end):
            _settle(tokens, topic)


def _topic(tokens: list[Token], begin: int, cased: bool) -> Topic | None:
    at, led = _past(tokens, begin, LED | SPEAKING | (frozenset() if cased else LOOKED))
    looks = bool(led) and led[-1].small in ("look", "looks")
    at, place = _past(tokens, at, PLACE) if looks else (at, [])
    at, articles = _past(tokens, at, ARTICLES)
    at = _past_home(tokens, at)
    at, again = _past(tokens, at, ARTICLES | LED)
    articles += again
    at, again = _past(tokens, at, ARTICLES)
    number = _number_at(tokens, at)
    first = at
    at, units = _past(tokens, at + 1, UNITS) if number else (at, [])
    lead = tokens[first:at] if units else []
    named = at < len(tokens) and tokens[at].word in KINDS and tokens[at].free
    if not named or (number and not lead):
        return None
    behind, _ = _past(tokens, at + 1, TITLES)
    end = _past_numbers(tokens, behind)
    home = _home(tokens, end)
    led = [*led, *place, *articles, *again]
    return Topic(at, lead, led, home, end + len(home), numbered=end > behind)


def _past_home(tokens: list[Token], at: int) -> int:
    """ "On AAPL, use ..." """
    end = next((n for n in range(at, len(tokens)) if not tokens[n].symbol), len(tokens))
    using = end + 1 < len(tokens) and tokens[end].word == "," and tokens[end + 1].word in USING
    return end + 1 if end > at and using else end


USING = words("use using with uses")


def _past(tokens: list[Token], at: int, some: frozenset[str]) -> tuple[int, list[Token]]:
    begin = at
    while at < len(tokens) and tokens[at].free and tokens[at].word in some:
        at += 1
    return at, tokens[begin:at]


def _number_at(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].word == "num" and tokens[at].free


def _past_numbers(tokens: list[Token], at: int) -> int:
    """ "(20, 2.5)", "7, 3", "12/26/9" """
    if at < len(tokens) and tokens[at].word == "(":
        end = next((n for n in range(at, min(at + 8, len(tokens))) if tokens[n].word == ")"), at)
        inside = tokens[at + 1 : end]
        plain = all(one.word in ("num", ",", "/", "sd", "x") for one in inside)
        return _past_taken(tokens, end + 1) if inside and plain else at
    while _number_at(tokens, at):
        joined = at + 1 < len(tokens) and tokens[at + 1].word in (",", "/")
        at += 2 if joined and _number_at(tokens, at + 2) else 1
    return at


def _past_taken(tokens: list[Token], at: int) -> int:
    """ "with length 20 and deviation 2", which stands in brackets already."""
    while at < len(tokens) and tokens[at].kind == "used":
        at += 1
    return at


def _home(tokens: list[Token], at: int) -> list[Token]:
    """ "on AAPL", "for MSFT and IBM", "of SPY" """
    if not (at < len(tokens) and tokens[at].word in ("on", "for", "in", "of")):
        return []
    end = at + 1
    while end < len(tokens) and (tokens[end].symbol or tokens[end].word in ("the", "and")):
        end += 1
    while tokens[end - 1].word in ("the", "and"):
        end -= 1
    return tokens[at:end] if any(one.symbol for one in tokens[at:end]) else []


def _ruled(tokens: list[Token], at: int) -> bool:
    """A rule follows, or a list of settings; "RSI(14) and MACD" goes on."""
    if at >= len(tokens) or tokens[at].word in ACTING:
        return at < len(tokens)
    if tokens[at].word not in JOINTS:
        return False
    behind = next((one for one in tokens[at + 1 :] if one.word not in SPEAKING), None)
    fits = tokens[at].word != "," or (behind and (behind.word in ACTING or behind.small in PERIOD))
    return behind is not None and bool(fits)


def _settle(tokens: list[Token], topic: Topic) -> None:
    joint, ahead = tokens[topic.end], tokens[topic.end + 1 : topic.end + 2]
    settings = bool(ahead) and _is_setting(ahead[0], tokens[topic.at].word)
    cut = not settings and (topic.led or topic.numbered or topic.lead)
    if joint.word == "," and cut:
        joint.word = "."
    elif joint.word in ACTING and cut and "signal" not in joint.small and topic.led:
        tokens.insert(topic.end, Token(joint.start, joint.start, "", "."))
    if topic.home and joint.word == ":" and settings:
        del tokens[topic.end - len(topic.home) : topic.end]
        tokens[topic.at : topic.at] = topic.home
        topic.at += len(topic.home)
    if not topic.numbered:
        _number(tokens, topic)
    else:
        _bracket(tokens, topic.at + 1)
    if tokens[topic.at].word == "cloud" and any(one.word in CLOUDY for one in tokens[topic.end :]):
        tokens[topic.at].kind = "used"
    for token in topic.led:
        token.kind = token.kind or "used"
    if tokens[topic.at].word == "macd":
        _crosses(tokens, topic)


def _bracket(tokens: list[Token], at: int) -> None:
    """ "Keltner 20, 2: ..." """
    at, _ = _past(tokens, at, TITLES)
    end = _past_numbers(tokens, at)
    if tokens[at].word == "num" and end - at > 1:
        first, last = tokens[at].start, tokens[end - 1].end
        tokens.insert(end, Token(last, last, "", ")"))
        tokens.insert(at, Token(first, first, "", "("))


def _crosses(tokens: list[Token], topic: Topic) -> None:
    """ "MACD: buy on a bullish cross": one of its own, where no other lines are spoken of."""
    if any(token.word in CROSSING for token in tokens):
        return
    for at in range(len(tokens) - 1, topic.at, -1):
        mood, cross = tokens[at - 1], tokens[at]
        if cross.word == "crosses" and mood.word in ("bullish", "bearish"):
            tokens.insert(at, Token(cross.start, cross.start, "", "macd"))


CROSSING = words("sma ema ma wma hma average stochastic stochrsi tenkan supertrend")


def _is_setting(token: Token, kind: str) -> bool:
    named = frozenset[str]().union(*NAMES.get(kind, (PERIOD,)))
    return token.word in named or token.small in named


def _number(tokens: list[Token], topic: Topic) -> None:
    """The number before its name, or the one among the rules, in brackets behind it."""
    source = [one for one in topic.lead if one.word == "num"]
    taken = topic.lead
    if not source and tokens[topic.at].word in SINGLE:
        taken = _among(tokens, topic.end)
        source = [one for one in taken if one.word == "num"]
    if not source:
        return
    end = tokens[topic.at].end
    copy = replace(source[0], start=end, end=end)
    for token in taken:
        token.kind = "used"
    tokens[topic.at + 1 : topic.at + 1] = [
        Token(end, end, "", "("), copy, Token(end, end, "", ")")
    ]  # fmt: skip


def _among(tokens: list[Token], begin: int) -> list[Token]:
    """ ", period 10": a setting that stands alone between commas."""
    for at in range(begin, len(tokens) - 2):
        if tokens[at].word == ".":
            break
        if tokens[at].word in (",", "and", ":") and tokens[at + 1].small in PERIOD:
            last = at + 2 + (tokens[at + 2].word in (":", "of", "is"))
            first = at + (tokens[at].word == ":")
            if _is_length(tokens, last):
                return tokens[first : last + 1]
    return []


def _is_length(tokens: list[Token], at: int) -> bool:
    behind = tokens[at + 1].word if at + 1 < len(tokens) else "#end"
    return _number_at(tokens, at) and behind in ENDS and 1 < (tokens[at].value or 0) < MOST
