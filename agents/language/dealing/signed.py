"""A gain and a loss by their signs alone: "out at +15 or -10", "exit +6/-3%", "if I'm down 8"."""

from __future__ import annotations

from agents.language.dealing.eitherway import LEAVING
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

JOINT = words("or / and , at | if it's")
LED = words(
    "at on when if it it's is i'm up by , : with a the either around position trade for "
    "has have price stock or +"
)
# Values that have signs of their own.
SIGNED = words(
    "cci williams-r macd zscore roc momentum stochrsi trix ppo cmo point pips money atr sd"
)


def mark_signed(tokens: list[Token]) -> None:
    """Behind a verb that leaves both are per cent of the price paid, if one lies on each side."""
    if any(token.word in SIGNED for token in tokens):
        return
    for at in _moved(tokens):
        way, number = tokens[at : at + 2]
        number.text = f"{MOVED[way.word]}{abs(number.value or 0):g}"
        number.word, way.kind = "pct", "used"
    for at in range(len(tokens)):
        other = _other(tokens, at)
        if other and _leaves(tokens, at):
            for token in (tokens[at], tokens[other]):
                token.word = "pct"
        elif _alone(tokens, at) and _leaves(tokens, at):
            tokens[at].word = "pct"


MOVED = {"up": "+", "down": "-"}
SIZES = words("down num pct we're im")  # and what stands between the two of them
MINE = words("i'm im i we're")


def _moved(tokens: list[Token]) -> list[int]:
    """ "if I'm down 8", "if it is up 15 or down 8": what the position makes, where somebody is it
    or where the other side was said as well."""
    found = [at for at in places(tokens, MOVED) if _is_bare(tokens, at + 1)]
    found = [at for at in found if _leaves(tokens, at, SIZES)]
    signs = {_sign(token) for token in tokens if token.word == "num"} - {0}
    paired = len({tokens[at].word for at in found}) > 1 or bool(signs)
    return [at for at in found if paired or _is_mine(tokens, at)]


def _is_bare(tokens: list[Token], at: int) -> bool:
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    number = tokens[at] if at < len(tokens) else None
    size = abs(number.value or 0) if number is not None and number.word == "num" else 0
    return 0 < size < OF_OSCILLATORS and behind in ENDS


def _is_mine(tokens: list[Token], at: int) -> bool:
    return any(one.small in MINE for one in tokens[max(0, at - 2) : at])


def mark_doubled(tokens: list[Token]) -> None:
    """ "sell when it has doubled or lost half": a gain or a loss of so much of the price paid."""
    for at in places(tokens, DOUBLED, SMALL):
        token, share = tokens[at], DOUBLED[tokens[at].small]
        if _leaves(tokens, at):
            token.word, token.value = "pct", share
            token.text = f"{share:+g}%"


DOUBLED = {
    "doubles": 100.0, "doubled": 100.0, "triples": 200.0, "tripled": 200.0, "halves": -50.0,
    "halved": -50.0,
}  # fmt: skip


def _other(tokens: list[Token], at: int) -> int:
    """Where the second of the two stands; 0 where there is no such pair."""
    first = _sign(tokens[at])
    end = at + 1
    while first and end < len(tokens) and tokens[end].word in JOINT:
        end += 1
    if not first or end == at + 1 or end >= len(tokens) or _sign(tokens[end]) != -first:
        return 0
    bare = "num" in (tokens[at].word, tokens[end].word)
    behind = tokens[end + 1].word if end + 1 < len(tokens) else ""
    return end if bare and behind in ENDS else 0


def _alone(tokens: list[Token], at: int) -> bool:
    """ "out at -6", "cash out at +20": a number with its sign, and no level of an oscillator."""
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    small = abs(tokens[at].value or 0) < OF_OSCILLATORS
    return tokens[at].word == "num" and bool(_sign(tokens[at])) and small and behind in ENDS


OF_OSCILLATORS = 50
ENDS = frozenset({"", ".", ",", ";", ")", "or", "and", "whichever", "so-far", "after"})


def _sign(token: Token) -> int:
    if token.word not in ("num", "pct") or not token.free or not token.value:
        return 0
    sign = {"+": 1, "-": -1, "\u2212": -1}.get(token.text[:1], 0)
    return sign if sign > 0 or abs(token.value) < 100 else 0


def _leaves(tokens: list[Token], at: int, passed: frozenset[str] = frozenset()) -> bool:
    """A verb that sells, and between it and the number nothing that could have such a value."""
    first = at - 1
    while first >= 0 and tokens[first].word in LED | passed:
        first -= 1
    return first >= 0 and tokens[first].word in LEAVING
