"""Stop loss and take profit where they are called by name, wherever they stand in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.language.draft import Limit
from agents.language.lexicon.wordlist import words
from agents.language.reading import ImpossibleStrategy
from agents.language.tokens.pieces import Token, places

NAMES: dict[str, Literal["stop_loss", "take_profit"]] = {
    "stoploss": "stop_loss", "takeprofit": "take_profit", "target": "take_profit",
    "stop": "stop_loss",
}  # fmt: skip
BETWEEN = words(
    """
    at of to : = ( when from price falls rises down up for with in - by above loss goes over
    entry only use profit below it on is limit tight order set long position
    """
)
BESIDE = words(
    """
    below above from under of entry price buy cost ) over in it loss profit goes level on up down
    falls
    """
)  # fmt: skip


@dataclass
class Named:
    """A limit and the tokens that say it."""

    limit: Limit | None
    tokens: list[Token]


def named_limits(tokens: list[Token]) -> list[Named]:
    shares = _are_shares(tokens)
    found = _sold_at_gains(tokens)
    for index, token in enumerate(tokens):
        if token.free and token.word in NAMES and (said := _said(tokens, index, shares)):
            for part in said.tokens:
                part.kind = "used"
            found.append(said)
    return found


def _sold_at_gains(tokens: list[Token]) -> list[Named]:
    """ "exit at 2%, sl 1%": beside a stop it is what the position has made. Alone it is asked
    about, and a share that is sold stands without "at"."""
    stops = [n for n, one in enumerate(tokens) if one.free and NAMES.get(one.word) == "stop_loss"]
    if not any(_value_after(tokens, at) is not None for at in stops):
        return []
    found = []
    for at in places(tokens[2:], {"pct"}):
        verb, led, share = tokens[at : at + 3]
        behind = tokens[at + 3].word if at + 3 < len(tokens) else ""
        said = verb.word in LEAVING and led.word in ("at", ":")
        gains = (share.value or 0) > 0 and not share.text.startswith("+")
        if said and gains and all(one.free for one in (verb, led, share)) and behind in GAINED:
            led.kind = share.kind = "used"
            limit = Limit("take_profit", round((share.value or 0) / 100, 12), MADE)
            found.append(Named(checked(limit), [led, share]))
    return found


LEAVING = words("sell cover exit out")
GAINED = frozenset({"", ".", ",", "and", "or", "with", ")", *NAMES})
MADE = "a per cent to sell at, beside a stop, is read as what the position has made"


def _are_shares(tokens: list[Token]) -> bool:
    """ "stop_loss: 0.05": no twentieth of a per cent is meant, nor beside it by "target: 0.3"."""
    named = (index for index, token in enumerate(tokens) if token.free and token.word in NAMES)
    places = [at for index in named if (at := _value_after(tokens, index)) is not None]
    return any(
        tokens[at].word == "num" and 0 < abs(tokens[at].value or 0) <= LEAST for at in places
    )


LEAST = 0.25


def _said(tokens: list[Token], index: int, shares: bool) -> Named | None:
    """The value stands right before the name ("5% stop") or behind it ("stop at 5%")."""
    name = NAMES[tokens[index].word]
    at = _value_before(tokens, index)
    if at is None:
        at = _value_after(tokens, index)
    if at is None or off_a_level(tokens, at):
        return None
    first, last = _leading(tokens, min(at, index)), max(at, index)
    last = _trailing(tokens, last)
    return Named(_limit(name, tokens[at], shares), tokens[first : last + 1])


def _value_before(tokens: list[Token], index: int) -> int | None:
    at = index - 1
    if at >= 0 and tokens[at].free and tokens[at].word == "pct":
        return at
    return None


def _value_after(tokens: list[Token], index: int) -> int | None:
    for at in range(index + 1, min(index + 8, len(tokens))):
        token = tokens[at]
        if at == index + 1 and _is_label(tokens, at):
            continue
        if token.free and token.word in ("pct", "num"):
            return None if _counts(tokens, at) else at
        if not token.free or token.word not in BETWEEN:
            return None
    return None


def _is_label(tokens: list[Token], at: int) -> bool:
    """The 1 of "TP1 5%"."""
    glued = tokens[at].start == tokens[at - 1].end and tokens[at].word == "num"
    behind = [token.word for token in tokens[at + 1 : at + 3]] + ["", ""]
    numbered = tokens[at].word == "num" and tokens[at].value in (1, 2, 3, 4)
    return (glued and behind[0] == "pct") or (numbered and behind[:2] == [":", "pct"])


def _counts(tokens: list[Token], at: int) -> bool:
    """ "stop after 5 days" is no percentage; neither is a bare "stop" beside a number."""
    ahead = tokens[at + 1 : at + 4]
    ranged = len(ahead) > 2 and ahead[0].word in ("-", "to") and ahead[1].word == "num"
    after = ahead[2 if ranged else 0].word if ahead else ""
    units = ("day", "bar", "week", "month", "hour", "minute", "min", "m", "x", "atr", "bps",
             "point", "pips", "tick", "cents", "r", "sd", "sigma", *AVERAGES)  # fmt: skip
    return tokens[at].word == "num" and after in units


AVERAGES = ("ma", "sma", "ema", "average", "moving", "exponential", "simple")


def _leading(tokens: list[Token], first: int) -> int:
    """ "a loss of more than 8% stops" begins with the loss."""
    while first and tokens[first - 1].free and tokens[first - 1].word in REACHING:
        first -= 1
    return first


REACHING = ("exceeds", "falls", "touches")  # "or hits a 2% stop loss"


def _trailing(tokens: list[Token], last: int) -> int:
    """ "... below the entry price" belongs to it."""
    each = tokens[last + 1].word if last + 1 < len(tokens) else ""
    if each == "of-position" and tokens[last].word in EACH_OF and _ends(tokens, last + 2):
        return last + 1
    at = last
    while at + 1 < len(tokens) and tokens[at + 1].free and tokens[at + 1].word in BESIDE:
        at += 1
    said = {token.word for token in tokens[last + 1 : at + 1]}
    return (
        at
        if said & {"entry", "cost", "price", ")"}
        or said <= {"profit", "loss", "up", "down"}
        or (said <= {"above", "below"} and _ends(tokens, at + 1))
        or said in ({"above", "it"}, {"below", "it"})
        else last
    )


# "a 5% stop per trade", "take profit 10% per trade"
EACH_OF = frozenset({*NAMES, "pct"})


def off_a_level(tokens: list[Token], at: int) -> bool:
    """ "a stop 5% below the 20-day average": measured from that, and not from the price paid."""
    side, level = [token.word for token in tokens[at + 1 : at + 3]] or ["", ""], tokens[at + 2 :]
    return (
        tokens[at].word == "pct"
        and side[0] in ("below", "above", "under", "over")
        and any(token.word in AVERAGES for token in level[:4] if token.free)
        and not any(token.word in (".", ",", "and", "or", *NAMES) for token in level[:1])
    )


def _ends(tokens: list[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].word in (".", ",", "and", "or", ")")


def _limit(name: Literal["stop_loss", "take_profit"], token: Token, shares: bool) -> Limit:
    said = abs(token.value or 0.0)
    bare = token.word == "num"
    value = said * 100 if bare and shares and said < 1 else said
    note = f"{name.replace('_', ' ')} {said:g} is read as {value:g}%" if bare else ""
    return checked(Limit(name, round(value / 100, 12), note))


def checked(limit: Limit) -> Limit:
    """No position can lose all or more, or gain nothing."""
    if not isinstance(limit.value, float | int):
        return limit
    if limit.value <= 0:
        raise ImpossibleStrategy(
            f"A {limit.name.replace('_', ' ')} must be more than 0; say, for example, 5%.",
            limit.name,
        )
    if limit.name in ("stop_loss", "trailing_stop") and limit.value >= 1:
        raise ImpossibleStrategy(
            f"A {limit.name.replace('_', ' ')} of {limit.value * 100:g}% can never be reached; "
            "it must be below 100%.",
            limit.name,
        )
    if limit.name == "take_profit" and limit.value > 100:
        raise ImpossibleStrategy("A take profit may be 10,000% at most.", "take_profit")
    return limit
