"""Both sides in one sentence: "buy/sell when it closes below/above the lower/upper band" is a rule
for each, the second one made of what stands behind the strokes.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

VERBS = frozenset(
    {("buy", "sell"), ("buy", "short"), ("long", "short"), ("entry", "exit"), ("long", "exit")}
)
# What is the other way round, in either order.
OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "below/above under/over < / > lower/upper low/high oversold/overbought falls/rises up/down "
        "bullish/bearish golden/death green/red positive/negative higher/lower drops-below/"
        "breaks-above crosses-above/crosses-below breaks-above/breaks-below bottom/top <=/>= "
        "top/bottom highest/lowest highs/lows up-through/down-through"
    ).replace("< / >", "</>").split()
)  # fmt: skip
AVERAGES = words("sma ema ma wma hma average day")
LEVELS = words("num money pct")


def spread_slashes(tokens: list[Token]) -> list[Token]:
    """Sentences with a verb and something else of which both sides are said become two."""
    if not any(token.word == "/" for token in tokens):
        return tokens
    made: list[Token] = []
    begin = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].word == ".":
            made += _spread(tokens[begin:at]) + tokens[at : at + 1]
            begin = at + 1
    return made


def _spread(sentence: list[Token]) -> list[Token]:
    strokes = _sides(sentence)
    if not strokes:
        return sentence
    seconds = {n + 1 for n in strokes}
    for n in strokes:
        sentence[n].kind = "used"
    first = [one for n, one in enumerate(sentence) if n not in seconds]
    stop = Token(sentence[-1].end, sentence[-1].end, "", ".")
    behind = [
        one if n in seconds else replace(one, start=one.end, text="")
        for n, one in enumerate(sentence)
        if n not in strokes and n + 1 not in strokes
    ]
    return [*first, stop, *behind]


def _sides(sentence: list[Token]) -> set[int]:
    """Where the strokes are, if each of them parts the two sides of one thing."""
    strokes = {n for n in range(1, len(sentence) - 1) if sentence[n].word == "/"}
    verbs = {n for n in strokes if _pair(sentence, n) in VERBS}
    others = {n for n in strokes if frozenset(_pair(sentence, n)) in OPPOSITES}
    levels = {n for n in strokes if n - 3 in others and set(_pair(sentence, n)) <= LEVELS}
    lengths = {n for n in strokes - levels if _are_lengths(sentence, n)}
    sides = verbs | others | levels
    return sides if len(verbs) == 1 and others and strokes == sides | lengths else set()


def _are_lengths(sentence: list[Token], stroke: int) -> bool:
    """ "the 9/21 EMA" has two lines on either side."""
    beside = {sentence[stroke - 2].word, *(one.word for one in sentence[stroke + 2 : stroke + 3])}
    return set(_pair(sentence, stroke)) == {"num"} and bool(beside & AVERAGES)


def _pair(tokens: list[Token], stroke: int) -> tuple[str, str]:
    return tokens[stroke - 1].word, tokens[stroke + 1].word
