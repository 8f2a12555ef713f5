"""Both sides in one sentence: "go long/short when it crosses above/below its SMA(50)", "buy (sell)
when RSI is below (above) 30 (70)". Each becomes a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SIDES = (("long", "short"), ("buy", "sell"), ("buy", "short"), ("entry", "short"))
OTHERS = (
    ("above", "below"), ("over", "under"), ("over", "below"), ("up", "down"), ("upper", "lower"),
    ("overbought", "oversold"), ("high", "low"), ("highest", "lowest"), ("higher", "lower"),
    ("rises", "falls"), ("positive", "negative"), ("bullish", "bearish"), (">", "<"),
    (">=", "<="), ("golden", "death"), ("green", "red"), ("crosses", "crossunder"),
    ("crosses-above", "crosses-below"), ("breakout", "breakdown"), ("top", "bottom"),
)  # fmt: skip
PAIRED = frozenset(SIDES + OTHERS) | frozenset((b, a) for a, b in SIDES + OTHERS)
SIDED = frozenset(SIDES) | frozenset((b, a) for a, b in SIDES)
VALUES = words("num pct money")
# What a number of either side is compared by; "EMA 9/21" are the lengths of two averages.
COMPARED = words("above below over under < > <= >= crosses to at level than falls rises )")
MARKS = frozenset({"/", "(", "both-ways"})
TURNED = {"lower": "upper", "upper": "lower"}


@dataclass(frozen=True)
class Pair:
    """Where two words of opposite sides stand, and where they end."""

    first: int
    second: int
    end: int


def spread_slashed(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    if not any(token.word in MARKS for token in tokens):
        return
    bands = ("", "")
    at = 0
    while at < len(tokens):
        end = next((n for n in range(at, len(tokens)) if tokens[n].word == "."), len(tokens))
        sentence = tokens[at:end]
        pairs = list(_pairs(sentence))
        if len(pairs) > 1 and any(_sided(sentence, pair) for pair in pairs):
            other = _side(sentence, pairs, 1, bands[1])  # first, for it is made of copies
            one = _side(sentence, pairs, 0, bands[0])
            bands = (_band(one), _band(other))
            made = [*one, Token(sentence[-1].end, sentence[-1].end, "", "."), *other]
            tokens[at:end] = made
            end = at + len(made)
        at = end + 1


def _pairs(sentence: list[Token]) -> Iterator[Pair]:
    at = 0
    while at < len(sentence):
        behind = sentence[at + 1].word if at + 1 < len(sentence) else ""
        if behind not in MARKS and sentence[at].word != "both-ways":
            at += 1
            continue
        pair = _joined(sentence, at) or _slashed(sentence, at) or _bracketed(sentence, at)
        if pair:
            yield pair
        at = pair.end if pair else at + 1


def _joined(sentence: list[Token], at: int) -> Pair | None:
    """ "go long / short" is one word by now."""
    token = sentence[at]
    return Pair(at, at, at + 1) if token.word == "both-ways" and "/" in token.text else None


def _slashed(sentence: list[Token], at: int) -> Pair | None:
    parted = at + 2 < len(sentence) and sentence[at + 1].word == "/"
    return Pair(at, at + 2, at + 3) if parted and _opposed(sentence, at, at + 2) else None


def _bracketed(sentence: list[Token], at: int) -> Pair | None:
    around = [one.word for one in sentence[at + 1 : at + 4]]
    closed = len(around) == 3 and around[0] == "(" and around[2] == ")"
    return Pair(at, at + 2, at + 4) if closed and _opposed(sentence, at, at + 2) else None


def _opposed(sentence: list[Token], first: int, second: int) -> bool:
    one, other = sentence[first], sentence[second]
    if one.word in VALUES:
        led = first and sentence[first - 1].word in COMPARED
        return bool(led) and other.word == one.word and one.value != other.value
    return (one.word, other.word) in PAIRED


def _sided(sentence: list[Token], pair: Pair) -> bool:
    one, other = sentence[pair.first], sentence[pair.second]
    return pair.first == pair.second or (one.word, other.word) in SIDED


def _side(sentence: list[Token], pairs: list[Pair], side: int, band: str) -> list[Token]:
    """The sentence of one side; the opposite band is not that of its entry."""
    made: list[Token] = []
    at = 0
    for pair in pairs:
        made += sentence[at : pair.first]
        chosen = sentence[pair.second if side else pair.first]
        joined = chosen.word == "both-ways"
        made.append(replace(chosen, word=("buy", "short")[side]) if joined else chosen)
        at = pair.end
    made = [*made, *sentence[at:]]
    made = [replace(token) for token in made] if side else made
    for token in made:
        if token.word == "opposite" and band:
            token.word = TURNED[band]
    return made


def _band(sentence: list[Token]) -> str:
    return next((one.word for one in sentence if one.word in TURNED), "")
