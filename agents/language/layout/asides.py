"""What a text says again beside its rules: "RSI crosses above 30 (exit from the oversold zone)"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from agents.language.lexicon import lexicon
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places


def mark_asides(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _explained(tokens)
    _by_others(tokens)
    _headed(tokens)
    _of_source(tokens)
    _same_side(tokens)
    _said_twice(tokens)
    _then_closed(tokens)
    _cross_of(tokens)
    _from_to(tokens)
    _of_bar(tokens)
    _for_each_side(tokens)


# Words of a rule that something in brackets can explain.
COMPARING = words(
    "above below over under < > <= >= crosses crossunder falls rises breaks closes recovers "
    "touches crosses-above crosses-below drops-below breaks-above exceeds leaves"
)
# What an explanation speaks of, beside words that nobody knows; numbers and signs are none.
EXPLAINING = words(
    """
    exit entry enter from into in of to the a an its zone territory area region level condition
    oversold overbought bullish bearish signal crosses crossover crossunder golden death uptrend
    downtrend trend momentum reversal reversion mean average confirmation confirmed confirm filter
    strong weak up down upward downward up-through down-through breakout breakdown pullback dip
    panic exhaustion extreme extremes confluence positive negative rising falling false failed
    sell goes leaves return returns mean-reversion is that i.e. meaning market price momentum's
    rises falls style oversold/overbought - ' buying selling pressure buy long short fast slow term
    recovers as and or possible potential so-far
    """
)
SPEAKING = words(
    """
    oversold overbought bullish bearish signal crosses golden death uptrend downtrend trend momentum
    reversal reversion confirmation confirmed breakout breakdown pullback panic exhaustion extreme
    confluence zone territory dip style
    """
)


def _explained(tokens: list[Token]) -> None:
    """Brackets behind a comparison that say again what it means are read over."""
    for at, end in _brackets(tokens):
        inside = tokens[at + 1 : end]
        compared = {one.word for one in _before(tokens, at)} & COMPARING
        called = [one.word for one in inside[:2]] in (["crosses", "("], ["crossunder", "("])
        if compared and (_explains(inside) or (called and compared & CROSSING)):
            for one in tokens[at : end + 1]:
                one.kind = "ignored"


def _by_others(tokens: list[Token]) -> None:
    """ "RSI(14) (others use 10)": what others do is not what is tested."""
    for at, end in _brackets(tokens):
        said = {one.small for one in tokens[at + 1 : end]}
        if said & OTHERS and said & SAYING:
            for one in tokens[at : end + 1]:
                one.kind = "ignored"


OTHERS = words("some others papers studies authors people sources traders many most")
SAYING = words("say says use uses prefer recommend suggest report claim like choose take")


CROSSING = words("crosses crossunder crosses-above crosses-below falls rises breaks recovers")


def _brackets(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Where each free bracket opens, and where it closes."""
    for at in places(tokens, {"("}):
        if tokens[at].free and (end := _shut(tokens, at)):
            yield at, end


def _shut(tokens: list[Token], at: int) -> int:
    """Where the bracket closes that opens here; 0 if none does in its sentence."""
    depth = 0
    for end in range(at, min(at + 40, len(tokens))):
        depth += (tokens[end].word == "(") - (tokens[end].word == ")")
        if depth == 0:
            return end
        if tokens[end].word == ".":
            return 0
    return 0


def _headed(tokens: list[Token]) -> None:
    """ "Short entry (and reversal if currently long): ...": what is headed says it already."""
    for at, end in _brackets(tokens):
        heads = at and [one.word for one in tokens[end + 1 : end + 2]] == [":"]
        inside = tokens[at + 1 : end]
        plain = all(one.value is None and one.text[:1].isalpha() for one in inside)
        heading = {one.word for one in _before(tokens, at)[-4:]} & HEADINGS
        if heads and plain and heading and len(inside) > 2:
            for one in tokens[at : end + 1]:
                one.kind = "ignored"


HEADINGS = words("entry exit buy sell short cover long stoploss takeprofit")


def _of_source(tokens: list[Token]) -> None:
    """ "EMA(20) on close", "based on close": of which price it is, and no moment of trading."""
    for at in places(tokens, {"at-close"}):
        token = tokens[at]
        if not token.small.startswith("on"):
            continue
        before = tokens[at - 1] if at else None
        after = tokens[at + 1].small if at + 1 < len(tokens) else ""
        taken = before is not None and (before.text == ")" or before.small in BASED)
        taken = taken or (before is not None and before.word in AVERAGES)
        if taken or after in ("data", "prices", "values"):
            token.word = "so-far"


BASED = words("based calculated computed defined period")
AVERAGES = words("sma ema ma wma hma rsi macd bollinger band stochastic")


def _before(tokens: list[Token], at: int) -> list[Token]:
    first = at
    while first and tokens[first - 1].word != ".":
        first -= 1
    return tokens[first:at]


def _explains(inside: list[Token]) -> bool:
    plain = all(one.word in EXPLAINING or one.small in EXPLAINING for one in inside if one.free)
    said = {one.word for one in inside} | {one.small for one in inside}
    return bool(inside) and plain and bool(said & SPEAKING)


LEAVING = words("close closes closing closed exit exits exiting liquidate cover covers")
ANY = words("any all every existing open opened current the a an my your our active held")
POSITION = words("position positions trade trades side")


def _same_side(tokens: list[Token]) -> None:
    """ "close any short position and enter long": the short is covered, nothing is sold short;
    "close all open positions" sells."""
    for at in places(tokens, LEAVING, SMALL):
        verb = tokens[at]
        if verb.word not in ("close", "closes", "sell", "cover"):
            continue
        side = at + 1
        while side < len(tokens) and tokens[side].small in ANY:
            side += 1
        if side == at + 1 or side == len(tokens):
            continue
        named = tokens[side].small
        if named in SIDES:
            verb.word = "cover" if tokens[side].word == "short" else "sell"
            _take(tokens[at + 1 : side + 1])
            _take([one for one in tokens[side + 1 : side + 2] if one.small in POSITION])
        elif named in POSITION:
            verb.word = "sell"
            _take(tokens[at + 1 : side + 1])


def _take(tokens: list[Token]) -> None:
    for token in tokens:
        token.kind = "used"


SIDES = words("short shorts long longs")
THROUGH = {"up-through": ("up", "above"), "down-through": ("down", "below")}


def _said_twice(tokens: list[Token]) -> None:
    """ "from below upward", "crosses above zero from below": one direction."""
    for at in places(tokens[:-1], THROUGH):
        way, again = tokens[at : at + 2]
        if again.word in (way.word, *THROUGH[way.word]):
            again.kind = "used" if again.small.startswith(("up", "down")) else again.kind
    for at in places(tokens, THROUGH):
        way = tokens[at]
        if not at:
            continue
        before = [one.word for one in tokens[max(0, at - 6) : at]]
        wanted = {"up-through": "above", "down-through": "below"}[way.word]
        crossed = [n for n, word in enumerate(before) if word == "crosses"]
        told = crossed and wanted in before[crossed[-1] + 1 : crossed[-1] + 3]
        if told or f"crosses-{wanted}" in before:
            way.kind = "used"


CLOSED = frozenset({"closed", "sold", "exited", "liquidated"})


def _then_closed(tokens: list[Token]) -> None:
    """ "held until the fifth day, then closed": so is what is held until then."""
    if CLOSED.isdisjoint(map(SMALL, tokens)):
        return
    until = False
    for then, closed in pairwise(tokens):
        until = then.word != "." and (until or lexicon.SAME.get(then.small) == "until"
                                      or then.word == "until")  # fmt: skip
        ends = closed.small in CLOSED
        if until and ends and then.small in ("then", "and", ","):
            closed.kind = "used"
    for joint, closed, lead in zip(tokens, tokens[1:], tokens[2:], strict=False):
        told = joint.small in ("and", "then", ",") and lead.word == "when"
        if told and closed.small in ("closed", "exited", "liquidated"):
            closed.word = "sell"  # "it is opened when ... and closed when ..."


def _cross_of(tokens: list[Token]) -> None:
    """ "a cross of the histogram above zero": the histogram crosses above zero."""
    for at in range(len(tokens) - 3, -1, -1):
        if tokens[at].word != "crosses" or tokens[at + 1].small != "of":
            continue
        near = range(at + 2, min(at + 12, len(tokens)))
        way = next((n for n in near if tokens[n].word in WAYS | {".", ","}), 0)
        if way and tokens[way].word not in (".", ","):
            _take(tokens[at : at + 2])
            place = tokens[way].start
            tokens.insert(way, Token(place, place, "crosses", "crosses"))


WAYS = words("above below over under")


def _from_to(tokens: list[Token]) -> None:
    """ "turns from falling to rising": it turns up."""
    for at in range(len(tokens) - 4):
        if tokens[at].small not in TURNING:
            continue
        verb, lead, old, to, new = tokens[at : at + 5]
        said = (lead.word, TRENDS.get(old.small, 0), to.word)
        way = TRENDS.get(new.small, 0)
        if way and said == ("from", -way, "to"):
            verb.word, new.word = "goes", "up" if way > 0 else "down"
            for one in (lead, old, to):
                one.kind = "used"


TURNING = words(
    "turns turn shifts shift changes change switches switch flips flip goes moves transitions"
)
TRENDS = {
    "falling": -1, "declining": -1, "decreasing": -1, "down": -1, "descending": -1, "downward": -1,
    "rising": 1, "increasing": 1, "up": 1, "ascending": 1, "upward": 1, "growing": 1,
}  # fmt: skip


def _of_bar(tokens: list[Token]) -> None:
    """ "the current bar's volume", "the maximum close of the last 10 bars" """
    for at in places(tokens[:-1], OWNERS, SMALL):
        owner, owned = tokens[at : at + 2]
        if owned.word in FIELDS:
            owner.kind = "used"
            for one in tokens[max(0, at - 1) : at]:
                one.kind = "used" if one.small == "current" else one.kind
    for at in places(tokens[:-1], EXTREMES, SMALL):
        extreme, what = tokens[at : at + 2]
        counted = extreme.word == "minute"  # "the 15 min high"
        if what.word in PRICES and not counted:
            extreme.word = EXTREMES[extreme.small]


PRICES = ("close", "high", "low", "price")
OWNERS = words("bar's candle's bar’s candle’s")
FIELDS = words("volume close open high low")
EXTREMES = {"maximum": "highest", "max": "highest", "minimum": "lowest", "min": "lowest"}


def _for_each_side(tokens: list[Token]) -> None:
    """ "a stop 1 ATR away (for longs: entry - ATR, for shorts: entry + ATR)": where it lies."""
    for at in places(tokens, {"("}):
        if not tokens[at].free:
            continue
        end = next((n for n in range(at, min(at + 40, len(tokens))) if tokens[n].word == ")"
                    and tokens[n].text == ")"), 0)  # fmt: skip
        inside = {one.word for one in tokens[at + 1 : end]}
        before = {one.word for one in _before(tokens, at)}
        sided = {"long", "short"} <= inside and bool({"entry", "price"} & inside)
        if end and sided and before & {"stoploss", "takeprofit", "stop", "target", "trailing"}:
            for one in tokens[at : end + 1]:
                one.kind = "ignored"
