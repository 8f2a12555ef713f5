"""Both sides in one sentence: "go long/short when it crosses above/below its SMA(50)", "buy (sell)
when RSI is below (above) 30 (70)". Each becomes a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

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
WAYS = frozenset(word for pair in OTHERS for word in pair)
LEFT = ("exit", "close", "leave", "get out")
BELLS = words("at-close at-open day-end")
TURNED = {"lower": "upper", "upper": "lower"}


@dataclass(frozen=True)
class Pair:
    """Where two words of opposite sides stand, and where they end."""

    first: int
    second: int
    end: int


@dataclass(frozen=True)
class Part:
    """A sentence without its full stop, and the pairs in it."""

    tokens: list[Token]
    pairs: list[Pair]

    @property
    def spreads(self) -> bool:
        return len(self.pairs) > 1 and any(_sided(self.tokens, one) for one in self.pairs)

    @property
    def faces_both(self) -> bool:
        """It looks both ways, and does not say which of them is long."""
        sided = any(_sided(self.tokens, one) for one in self.pairs)
        return not sided and any(self.tokens[one.first].word in WAYS for one in self.pairs)

    @property
    def leaves(self) -> bool:
        """ "exit when it closes below/above SMA(10)" """
        return (
            len(self.tokens) > 1
            and self.tokens[0].small.startswith(LEFT)
            and self.tokens[0].word == "sell"
            and self.tokens[1].word == "when"
        )

    @property
    def shorts(self) -> bool:
        ends = [(self.tokens[one.first].word, self.tokens[one.second].word) for one in self.pairs]
        return any("short" in end or end == ("both-ways", "both-ways") for end in ends)


def spread_slashed(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    if not any(token.word in MARKS for token in tokens):
        return
    edges = [-1, *(n for n, token in enumerate(tokens) if token.word == "."), len(tokens)]
    sentences = [tokens[begin + 1 : end] for begin, end in pairwise(edges)]
    parts = [Part(one, list(_pairs(one))) for one in sentences]
    if not any(one.spreads for one in parts) or not _are_plain(parts):
        return
    made: list[Token] = []
    bands = ("", "")
    for at, part in enumerate(parts):
        if part.spreads:
            behind = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].faces_both else None
            spread, bands = _spread(part, behind, bands)
            made += spread
        elif not part.faces_both:
            made += part.tokens
        made += tokens[edges[at + 1] : edges[at + 1] + 1]
    tokens[:] = made


def _are_plain(parts: list[Part]) -> bool:
    """Else it is left as it stands, and asked about."""
    for before, part in pairwise([Part([], []), *parts]):
        behind = before.spreads and before.shorts and part.leaves
        if part.faces_both and not behind:
            return False
        if part.spreads and not (_strokes_are_pairs(part) and _bells_are_last(part)):
            return False
    return True


def _strokes_are_pairs(part: Part) -> bool:
    """ "crosses over/under the 20/50 EMA" would cross both; "the 20/50 EMA crosses" is one."""
    pointed = [one.first for one in part.pairs if part.tokens[one.first].word in WAYS]
    for at, token in enumerate(part.tokens):
        if token.word != "/" or any(one.first < at < one.end for one in part.pairs):
            continue
        if part.tokens[at - 1].word != "num" or (pointed and at > pointed[0]):
            return False
    return True


def _bells_are_last(part: Part) -> bool:
    """A bell at which it leaves is that of no order but the last, behind a comma."""
    begin = len(part.tokens) - len(_farewell(part))
    leaving = [n for n in range(begin) if part.tokens[n].small.startswith(LEFT)]
    for at in leaving:
        for token in part.tokens[at:begin]:
            if token.word in ("when", ","):
                break
            if token.word in BELLS:
                return False
    return True


def _farewell(part: Part) -> list[Token]:
    """ ", exit at the close" of both sides."""
    commas = [n for n, token in enumerate(part.tokens) if token.word in (",", "and")]
    tail = part.tokens[commas[-1] :] if commas else []
    plain = len(tail) > 2 and tail[1].small.startswith(LEFT) and tail[-1].word in BELLS
    return tail if plain and not any(one.word == "when" for one in tail) else []


def _spread(
    part: Part, behind: Part | None, bands: tuple[str, str]
) -> tuple[list[Token], tuple[str, str]]:
    """The sentence of one side and that of the other, each with its own exit."""
    farewell = _farewell(part)
    said = Part(part.tokens[: len(part.tokens) - len(farewell)], part.pairs)
    other = _side(said.tokens, said.pairs, 1, bands[1])  # first, for it is made of copies
    one = _side(said.tokens, said.pairs, 0, bands[0])
    end = part.tokens[-1].end
    made = (_band(one), _band(other))
    if behind:
        other += [Token(end, end, "", ","), *_side(behind.tokens, behind.pairs, 1, made[1])]
        one += [Token(end, end, "", ","), *_side(behind.tokens, behind.pairs, 0, made[0])]
    last = [Token(end, end, "", "."), *farewell[1:]] if farewell else []
    return [*one, Token(end, end, "", "."), *other, *last], made


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
