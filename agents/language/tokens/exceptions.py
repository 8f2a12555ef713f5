"""What is excepted by two conditions: "unless A or B" is neither, "unless A and B" not both."""

from __future__ import annotations

from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

ENDS = words(
    """
    . ; , : when while until unless then buy sell short cover hold buy-after sell-after short-after
    cover-after but otherwise ( )
    """
)
PASSED = words("the a its it is so-far when")
SUBJECTS = words(
    """
    rsi macd stochastic price close open high low volume average ma sma ema adx cci atr mfi
    histogram signal stochrsi vwap below above < > high-volume oversold overbought
    """
)


def mark_exceptions(tokens: list[Token]) -> None:
    """Each of the two is denied for itself."""
    if not any(token.word == "unless" for token in tokens):
        return
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].word == "unless":
            _of_purchases(tokens, at)
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word != "unless":
            continue
        end = next((n for n in range(at + 1, len(tokens)) if tokens[n].word in ENDS), len(tokens))
        joints = [n for n in range(at + 1, end - 1) if _joins(tokens, n, end)]
        said = {tokens[n].word for n in joints}
        if said == {"or"}:
            _neither(tokens, joints)
        elif said == {"and"}:
            _not_both(tokens, at, joints, end)
        elif said:
            tokens[at].word = "unless-mixed"  # which of them go together nobody knows


def _joins(tokens: list[Token], at: int, end: int) -> bool:
    """A joint behind which another condition begins."""
    if tokens[at].word not in ("and", "or"):
        return False
    behind = next((one for one in tokens[at + 1 : end] if one.word not in PASSED), tokens[at])
    return behind.word in SUBJECTS or bool(behind.symbol)


def _neither(tokens: list[Token], joints: list[int]) -> None:
    for at in reversed(joints):
        tokens[at].word = "and"
        tokens.insert(at + 1, _unless(tokens[at].end))


def _unless(place: int) -> Token:
    return Token(place, place, "", "unless")


def _not_both(tokens: list[Token], at: int, joints: list[int], end: int) -> None:
    place = tokens[end - 1].end
    tokens.insert(end, Token(place, place, "", ")"))
    for joint in reversed(joints):
        tokens[joint].word = "or"
        tokens.insert(joint + 1, Token(tokens[joint].end, tokens[joint].end, "", "not"))
    opened = tokens[at]
    opened.word = "not"
    led = [Token(opened.start, opened.start, "", word) for word in ("and", "(")]
    tokens[at:at] = led if at and tokens[at - 1].word not in ENDS else led[1:]


DAYS = frozenset({*MONTHS, *WEEKDAYS}) | words("in on at the and or")
SALES = words("sell sell-after cover cover-after")
BOUGHT = words("buy buy-after short short-after")
PARTING = words(", ; and")


def _of_purchases(tokens: list[Token], at: int) -> None:
    """ "buy on Mondays, sell on Fridays, except in December": then nothing is bought; that a
    position be kept over it nobody says behind a comma."""
    end = next((n for n in range(at + 1, len(tokens)) if tokens[n].word not in DAYS), len(tokens))
    closes = end == len(tokens) or tokens[end].word in (".", ";")
    first = next((n for n in range(at - 1, -1, -1) if tokens[n].word in (".", ";")), -1) + 1
    acts = [n for n in range(first, at) if tokens[n].word in SALES | BOUGHT]
    if end == at + 1 or not closes or tokens[at - 1].word != "," or len(acts) < 2:
        return
    sold = acts[-1]
    joint = next((n for n in range(sold, acts[-2], -1) if tokens[n].word in PARTING), 0)
    if tokens[sold].word not in SALES or tokens[acts[-2]].word not in BOUGHT:
        return
    if not joint or sold != joint + 1:
        tokens[at].word = tokens[
            at
        ].small  # whose verbs stand last, it stands beside the sale alone
        return
    tokens[joint:end] = [tokens[at - 1], *tokens[at:end], *tokens[joint : at - 1]]
