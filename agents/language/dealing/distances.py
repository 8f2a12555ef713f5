"""How far a stop or a target lies, as written-out tasks say it: "ATR-based stop with a multiplier
of 2", "stop loss is calculated as entry price minus 2 * ATR". They are put as others say it.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, TEXT, Token, places

LIMITS = words("stoploss takeprofit stop target trailing")
MULTIPLE = words("multiplier factor multiple coefficient mult")
# What may stand between the range, the stop and the multiplier.
BETWEEN = words(
    """
    ( ) num - based stoploss takeprofit stop target trailing with of using use a an the at and is
    set by , loss protective hard order initial so-far equal to : on calculated measured volatility
    """
)
SETTING = words("calculated computed defined determined set placed fixed located positioned equal")
LINKING = words("as at by to is are using of the a")
FARTHEST = 12


def mark_distances(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _labels(tokens)
    _multiplied(tokens)
    _based(tokens)
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word in MULTIPLE:
            _by_multiplier(tokens, at)
    _calculated(tokens)
    _headed(tokens)
    _named_before(tokens)
    _from_entry(tokens)
    for at, token in enumerate(tokens):
        if token.word in BUYING and token.free:
            _entered_by_stop(tokens, at)


def _entered_by_stop(tokens: list[Token], at: int) -> None:
    """ "buy AAPL at a stop 1% above the close", "with a buy stop at the high": no stop loss, but an
    order that waits at a price."""
    place = at + 1
    while place < len(tokens) and tokens[place].symbol:
        place += 1
    part = [one for one in tokens[place : place + 9] if one.word not in ("a", "the", "an")]
    said = [one.word for one in part] + [""] * 3
    led = said[0] in ("at", "on", "with", "using")
    bought = led and said[1] in ("buy", "short", "sell") and said[2] == "stop"
    order = led and part[1:2] and part[1].small == "stop order"
    beyond = said[0] in ("at", "on") and said[1] == "stop" and _lies_ahead(part[2:], tokens[at])
    if bought or order or beyond:
        part[0].word, part[1 + bought].word = "at", "limit"
        part[1].kind = "used" if bought else None


def _lies_ahead(behind: list[Token], verb: Token) -> bool:
    """Above what is bought, below what is sold short; a stop loss lies on the other side."""
    ways = ("below", "low") if verb.word == "short" else ("above", "high")
    said = [one.word for one in behind]
    end = next((n for n, word in enumerate(said) if word in ("when", ",", ".", "and")), len(said))
    return any(word in ways for word in said[:end])


BUYING = words("buy short long")


def _from_entry(tokens: list[Token]) -> None:
    """ "sell at a limit of 5% above my entry", "stop limit 2% below entry": a target and a stop,
    which fill at their level; a limit beside any other price is an order that waits."""
    for at in places(tokens, {"limit"}, SMALL):
        behind = [one for one in tokens[at + 1 : at + 7] if one.word not in LINKING]
        said = [one.word for one in behind[:3]] + ["", "", ""]
        if said[0] == "pct" and said[1] in SIDES and said[2] == "entry":
            tokens[at].kind = "used"


SIDES = words("above below over under")


def _headed(tokens: list[Token]) -> None:
    """ "Stop-loss: close the position when ...": an exit, and no distance; "take-profit: lock in
    2%": a target of 2%."""
    for at in range(len(tokens) - 3):
        if tokens[at].word not in LIMITS or tokens[at + 1].word != ":":
            continue
        label, colon, verb, after = tokens[at : at + 4]
        if verb.word in ("sell", "cover", "exit") or (
            verb.small in ("close", "exit", "sell") and after.small in POSITION
        ):
            label.kind = colon.kind = "used"
        if (verb.small, after.small) in LOCKING:
            verb.kind = after.kind = "used"


POSITION = words("the position a trade when if all any")
LOCKING = {("lock", "in"), ("locking", "in"), ("profit", "of"), ("profit", "target")}


def _named_before(tokens: list[Token]) -> None:
    """ "ATR-based stops placed at 2 x ATR from the entry": what the distance says again."""
    for at in range(len(tokens) - 2):
        if tokens[at].word != "atr":
            continue
        said = [one.word for one in tokens[at + 1 : at + 3]]
        if said != ["-", "based"] and said[:1] != ["based"]:
            continue
        end = next((n for n in range(at + 2, len(tokens)) if tokens[n].word == "."), len(tokens))
        again = any(
            one.word == "atr" and before.word in ("x", "num", "*", "period", ")")
            for before, one in zip(tokens[at + 2 : end], tokens[at + 3 : end], strict=False)
        )
        if again and tokens[at].free and (not at or tokens[at - 1].word not in ("x", "num")):
            for one in tokens[at : at + 3]:
                one.kind = "used" if one.word in ("atr", "-", "based") else one.kind


def _labels(tokens: list[Token]) -> None:
    """ "Stop-loss — 2%", "position size – 50%", "Stop? 5%": a colon."""
    for at in places(tokens[1:], {"?", "—", "–"}, TEXT):
        label, dash = tokens[at : at + 2]
        spaced = label.end < dash.start
        asked = dash.text == "?" and not spaced
        if (asked or (dash.text in ("—", "–") and spaced)) and label.word in LIMITS | {"size"}:
            dash.word = ":"


def _multiplied(tokens: list[Token]) -> None:
    """ "ATR(14) multiplied by 2", "2 multiplied by the ATR", "entry minus 2 ATR" """
    for at in places(tokens[:-1], {"multiplied"}, SMALL):
        verb, by = tokens[at : at + 2]
        if by.word == "by":
            verb.word, by.kind = "*", "used"
    for at in range(1, len(tokens) - 1):
        sign = SIGNS.get(tokens[at].small)
        if sign and tokens[at - 1].word in ("entry", "price", "close"):
            near = {token.word for token in tokens[at + 1 : at + 5]}
            tokens[at].word = sign if "atr" in near else tokens[at].word


SIGNS = {"minus": "-", "plus": "+"}


def _based(tokens: list[Token]) -> None:
    """ "stop-loss based on ATR(14) * 2": the same as without the words between."""
    for at in places(tokens, LIMITS):
        behind = tokens[at + 1 : at + 4]
        if [one.word for one in behind[:2]] == ["based", "on"]:
            behind[0].kind = behind[1].kind = "used"


def _by_multiplier(tokens: list[Token], at: int) -> None:
    """ "ATR-based stop loss with a multiplier of 2", "ATR(14) stop, multiplier 2": 2 x ATR."""
    first = at - 1
    while first >= max(0, at - FARTHEST) and tokens[first].word in BETWEEN:
        first -= 1
    behind = at + 1
    while behind < len(tokens) and tokens[behind].word in ("of", ":", "=", "is", "at", "("):
        behind += 1
    ranged = first >= 0 and tokens[first].word == "atr" and tokens[first].free
    counted = behind < len(tokens) and tokens[behind].word == "num"
    named = {token.word for token in tokens[max(0, first - 6) : behind + 4]} & LIMITS
    if not (ranged and counted and named):
        return
    lead = [one for one in tokens[first + 1 : at] if one.word in ("with", "using", "and", ",", "a")]
    for one in [*lead[-2:], *tokens[at : behind + 1]]:
        one.kind = "used"
    for one in tokens[first + 1 : at]:
        one.kind = "used" if one.word in ("-", "based") else one.kind
    place = tokens[first].start
    times = replace(tokens[behind], start=place, end=place, kind=None), Token(place, place, "", "x")
    tokens[first:first] = times


def _calculated(tokens: list[Token]) -> None:
    """ "the stop loss is calculated as ...": a stop at ..."""
    for at in places(tokens, LIMITS):
        end = at + 1
        while end < len(tokens) and tokens[end].small in (
            "is",
            "are",
            "level",
            "price",
            "be",
        ):
            end += 1
        if end >= len(tokens) or tokens[end].small not in SETTING:
            continue
        for one in tokens[at + 1 : end + 1]:
            one.kind = "used"
        if tokens[end + 1 : end + 2] and tokens[end + 1].word in ("as", "using", "by"):
            tokens[end + 1].word = ":"
