"""Channels and their lines: in a text that names one kind of channel, "the upper band" is its own,
and "the midline" its middle.
"""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

KINDS = words("bollinger keltner donchian")
MIDS = words(
    "midpoint midline midband centerline centreline mid-line mid-point mid-band basis midpoints"
)
CENTRES = words("mid center centre central median mean centreline")
EDGES = words("band channel line lines boundary edge envelope limit border")
WAYS = words("upper lower middle")
NEAR = 3


def name_bands(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    kinds = {token.word for token in tokens if token.word in KINDS}
    if not kinds:
        sides = places(tokens[:-1], ("upper", "lower"))
        if any(tokens[at + 1].word == "band" for at in sides):
            _middles(tokens)
        return
    _ends(tokens)
    _middles(tokens)
    _sides(tokens)
    _elided(tokens)
    if len(kinds) == 1 and (kind := kinds.pop()) != "bollinger":
        _own(tokens, kind)


def _ends(tokens: list[Token]) -> None:
    """ "buy at the bottom of the bands, sell at the top": their top, and no turn of the price."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        turns = token.word == "price-turn" and token.small.startswith(("at the ", "the "))
        side = SIDES.get(token.small.split()[-1]) if turns else None
        if side is not None:
            led, band = (
                Token(token.start, token.start, "", "at"),
                Token(token.end, token.end, "", "band"),
            )
            token.word = side
            tokens[at : at + 1] = [led, token, band]


def _middles(tokens: list[Token]) -> None:
    """ "midpoint", "centre line", "middle (moving average) band": the middle band."""
    for token, after in pairwise(tokens):
        if token.word in CENTRES and after.word in EDGES:
            token.word = "middle"
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.small in MIDS:
            token.word = "middle"
            for before in tokens[max(0, at - 2) : at]:
                before.kind = "used" if before.word in ("channel", "'") else before.kind
            tokens.insert(at + 1, Token(token.end, token.end, "", "band"))
        elif token.word == "middle" and tokens[at + 1 : at + 2]:
            _plainly(tokens, at)


def _plainly(tokens: list[Token], at: int) -> None:
    """ "middle line", "the middle line of the channel", "channel's middle line" """
    after = tokens[at + 1]
    if after.word in ("line", "lines") or after.small == "line":
        after.word = "band"
    ahead = tokens[at + 2 : at + 5]
    if [one.word for one in ahead] == ["of", "the", "channel"]:
        for one in ahead:
            one.kind = "used"
    for before in tokens[max(0, at - 2) : at]:
        if before.small in ("channel's", "channel") or before.word == "channel":
            before.kind = "used"


def _sides(tokens: list[Token]) -> None:
    """ "the top band", "the bottom of the Bollinger Bands", "its lower boundary" """
    spoken = [token for token in tokens if token.word not in ("the", "of", "a")]
    for side, edge in pairwise(spoken):
        if side.word in SIDES and edge.word in EDGES | KINDS:
            side.word = SIDES[side.word]
        if side.word in ("upper", "lower") and edge.word in EDGES - {"channel"}:
            edge.word = "band"


def _elided(tokens: list[Token]) -> None:
    """ "BB(20, 2): buy below lower, sell above the upper one": the band of that side."""
    sides = not any(token.small == "higher" for token in tokens)  # "buy lower, sell higher"
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].word not in ("upper", "lower", "middle"):
            continue
        led = next((one.word for one in reversed(tokens[:at]) if one.word != "the"), "")
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if sides and tokens[at - 1].word in ACTING and _stands_alone(tokens, at):
            start, end = tokens[at].start, tokens[at].end
            tokens.insert(at + 1, Token(end, end, "", "band"))
            tokens.insert(at, Token(start, start, "", "at"))
        if led not in REACHING:
            continue
        if tokens[at - 1].word == led and tokens[at - 2].word in {")", "num"} | KINDS:
            continue  # "BB(20, 2) touches lower" has its own subject
        if behind is not None and behind.small == "one":
            behind.word, behind.value = "band", None
        elif behind is None or behind.word in ENDS:
            end = tokens[at].end
            tokens.insert(at + 1, Token(end, end, "", "band"))


def _stands_alone(tokens: list[Token], at: int) -> bool:
    """ "buy lower, sell upper", and no "buy lower lows" """
    return at + 1 >= len(tokens) or tokens[at + 1].word in ENDS


ACTING = words("buy sell short cover long")
REACHING = words("below above over at to touches crosses breaks near < > exceeds drops-below")
ENDS = words(", . ; : and or then sell buy short cover hold ) #end")
SIDES = {"top": "upper", "bottom": "lower", "higher": "upper"}


def _own(tokens: list[Token], kind: str) -> None:
    """ "the upper band" beside a Keltner channel is none of Bollinger's."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word not in WAYS:
            continue
        around = {one.word for one in tokens[max(0, at - NEAR) : at + NEAR + 1]}
        bounded = tokens[at + 1 : at + 2] and tokens[at + 1].word in EDGES
        if bounded and kind not in around:
            end = tokens[at].end
            tokens.insert(at + 1, Token(end, end, "", kind))
