"""A stop and a target of one size: "if a gain or loss exceeds 10%", "exit at +/- 4%", "a 5% move
either way", "3% stop and target"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

LEAVING = words("sell sell-after cover cover-after out flat close")
GAINS = words("profit takeprofit gain gains win up + plus profits higher target targets tp")
LOSSES = words("loss stoploss stop losses down - minus lower sl stops")
# What may stand between the two words, between them and the size, and before them.
JOINT = words("or and / a an the any by")
LED = words(
    "a an the any if when at by after on of is are exceeds above more than >= touches over with "
    "goes rises reaches hits it either of both each be equal to : = position s same price"
)
BOTH = words("either both direction directions way ways side sides")
FARTHEST = 6


def mark_either_way(tokens: list[Token]) -> None:
    """Each becomes a stop and a target; fillers are still among the tokens."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word != "pct" or not tokens[at].value:
            continue
        if _respectively(tokens, at):
            continue
        said = (
            _signed(tokens, at) or _before(tokens, at) or _behind(tokens, at) or _moved(tokens, at)
        )
        if said and (_leaves(tokens, min(said[0], at)) or _named(tokens[said[0] : said[1]])):
            _put(tokens, at, said)


def _pair(tokens: list[Token], at: int) -> int:
    """How many tokens "gain or loss", "profit or a loss", "+/-", "up or down" has; 0 if none."""
    if at < 0 or at >= len(tokens):
        return 0
    first = _way(tokens[at])
    end = at + 1
    while end < len(tokens) and tokens[end].small in JOINT and end < at + 4:
        end += 1
    if not first or end == at + 1 or end >= len(tokens) or _way(tokens[end]) != -first:
        return 0
    return end + 1 - at


def _way(token: Token) -> int:
    said = {token.word, token.small}
    return 1 if said & GAINS else -1 if said & LOSSES else 0


def _before(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "a gain or loss of more than 10%" """
    end = at
    while end and tokens[end - 1].free and {tokens[end - 1].word, tokens[end - 1].small} & LED:
        end -= 1
    begin = next(
        (n for n in range(end - 2, max(-1, end - 6), -1) if n >= 0 and n + _pair(tokens, n) == end),
        None,
    )
    if begin is None:
        return (at - 1, at + 1) if at and tokens[at - 1].text == "±" else None
    return None if begin and tokens[begin - 1].word == "pct" else (begin, at + 1)


def _signed(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "+/- 4%", "plus or minus 4%" """
    signed = tokens[at].text.startswith(("-", "minus", "\u2212"))
    if at > 1 and [one.text for one in tokens[at - 2 : at]] == ["+", "/"]:
        return at - 2, at + 1
    begin = at - (0 if signed else 1)
    minus = signed or (at and tokens[at - 1].small in ("-", "minus", "~"))
    joined = begin > 1 and tokens[begin - 1].small in ("/", "or", "and")
    plus = joined and tokens[begin - 2].small in ("+", "plus")
    return (begin - 2, at + 1) if minus and plus else None


def _respectively(tokens: list[Token], at: int) -> bool:
    """ "take profit and stop loss at 4% and 2%": each has its own."""
    behind = tokens[at + 1 : at + 3]
    two = len(behind) == 2 and behind[0].word in ("and", "/", ",") and behind[1].word == "pct"
    said = _before(tokens, at) if two else None
    names = tokens[said[0] : said[1]] if said else []
    limits = [
        token for token in names if token.word in ("stoploss", "takeprofit", "target", "stop")
    ]
    if len(limits) != 2:
        return False
    for token in [*names[: names.index(limits[1])], *names[names.index(limits[1]) + 1 : -1]]:
        token.kind = "used"
    first = replace(tokens[at], end=tokens[at].start, text="", kind=None, value=None)
    limits[1].kind = "used"
    tokens[at + 2 : at + 2] = [replace(first, word=limits[1].word)]
    tokens[at:at] = [replace(first, word=limits[0].word)]
    return True


def _behind(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "10% profit or loss", "3% stop and target" """
    if at and tokens[at - 1].word in ("stoploss", "takeprofit", "stop", "target"):
        return None
    size = _pair(tokens, at + 1)
    after = tokens[at + 1 + size].word if at + 1 + size < len(tokens) else ""
    return (
        (at, at + 1 + size) if size and after not in ("pct", "num", "of", "at", "is", ":") else None
    )


def _moved(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """ "it moves 5% either way", "a 5% move in either direction" """
    end = at + 1
    while end < len(tokens) and end < at + FARTHEST and tokens[end].small in (
        *MOVED, *BOTH, "either way"
    ):  # fmt: skip
        end += 1
    said = {part for token in tokens[at + 1 : end] for part in token.small.split()}
    if not said & words("either both") or not said & words("direction directions way ways"):
        return None
    begin = at
    while begin and tokens[begin - 1].small in MOVED:
        begin -= 1
    return begin, end


MOVED = words("move moves moved goes in swing swings change changes by of more than a it price the")


def _leaves(tokens: list[Token], at: int) -> bool:
    """A verb that sells stands before it in its sentence, and none that buys between."""
    for token in reversed(tokens[:at]):
        if token.word == "." or token.word in ("buy", "short", "long", "entry"):
            return False
        if token.word in LEAVING:
            token.word = "sell" if token.word == "close" else token.word
            return True
    return False


def _named(said: list[Token]) -> bool:
    return any(token.word in ("stoploss", "takeprofit", "target", "stop") for token in said)


def _put(tokens: list[Token], at: int, said: tuple[int, int]) -> None:
    share, (begin, end) = tokens[at], said
    while begin and tokens[begin - 1].free and tokens[begin - 1].small in LEADS:
        begin -= 1
    for token in tokens[begin:end]:
        token.kind = token.kind or "used"
    size = abs(share.value or 0)
    blank = replace(share, end=share.start, text="", kind=None)
    stop = replace(blank, word="stoploss", value=None)
    aim = replace(blank, word="takeprofit", value=None)
    first = replace(share, kind=None, value=size, text=share.text.lstrip("+-"))
    parted = replace(blank, word=",", value=None)
    tokens[at : at + 1] = [stop, first, parted, aim, replace(first, start=first.end, text="")]


LEADS = words("a an the any if when at by after on in it its is with either is")
