"""An indicator that is named without a rule, as in "RSI strategy on Apple": the rules of it that
are usual are offered, and none of them is taken for said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.language.clauses.clauses import clauses
from agents.language.clauses.rules import read_rules
from agents.language.clauses.ruleset import Rules
from agents.language.clauses.settling import turns_over
from agents.language.clauses.usual import (
    AVERAGES,
    LEVELS,
    OSCILLATING,
    USUAL,
    are_levels,
    leaning_of,
    usual_rules,
)
from agents.language.lexicon.vocabulary import FILLER, KNOWN
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.periods import parameters
from agents.language.operands.speaking import Context
from agents.language.spans import is_hard
from agents.language.tokens.pieces import Token, Words
from agents.language.tokens.tokens import tokenise

UNITS = ("day", "period", "bar", "-")
LONGER = ("week", "month")
CHANNELS = ("bollinger", "donchian")
TITLED = ("band", "channel", "breakout")
BESIDE = frozenset({"(", ")", "num", *UNITS, *LONGER, ",", "line", "/", "and", *TITLED})


@dataclass(frozen=True)
class Bare:
    """`said` is the indicator with the numbers that were said beside it; `leaning` is with or
    against the move, and `turns` is never to be out of the market."""

    word: str
    said: str
    lengths: tuple[float, ...] = ()
    leaning: str = ""
    turns: bool = False

    @property
    def question(self) -> str:
        if self.word in LEVELS:
            return f"At which levels of {self.said} should it buy and sell?"
        return f"By which rule of {self.said} should it buy and sell?"

    @property
    def choices(self) -> tuple[str, ...]:
        return usual_rules(self.word, self.said, self.lengths, self.leaning, turns=self.turns)

    @property
    def default(self) -> str | None:
        """What a breakout of an oscillator is, nobody can tell."""
        unclear = self.word in LEVELS and self.leaning == "with"
        return None if unclear else self.choices[0]

    def rules(self, answer: str, context: Context) -> Rules:
        """What an answer says; two numbers alone are the levels."""
        found = re.fullmatch(r"\s*(\d+)\s*(?:/|,|-|and|to)\s*(\d+)\s*", answer)
        if found and self.word in LEVELS:
            answer = OSCILLATING.format(self.said, *found.groups())
        tokens = [token for token in tokenise(answer).tokens if token.word not in FILLER]
        return read_rules(clauses(tokens), context)


def _turns(token: Token) -> bool:
    """ "stop and reverse", "always in the market" """
    always = token.word == "always-in" and any(said in token.small for said in ALWAYS)
    return always or turns_over(token)


ALWAYS = ("in the market", "long or short")


def _says_more(token: Token) -> bool:
    """Words that nobody knows are named to the user anyway."""
    return is_hard(token) and (token.word in KNOWN or token.value is not None)


def _begin(tokens: list[Token], at: int) -> int:
    """Where the number before it stands, if one does: "20-day moving average"."""
    first = at
    while first and tokens[first - 1].free and tokens[first - 1].word in (*UNITS, *LONGER):
        first -= 1
    numbered = first and tokens[first - 1].value is not None and tokens[first - 1].free
    return first - 1 if numbered else at


def _skip_lengths(cursor: Cursor) -> None:
    """Of "SMA 20/50" an operand takes the name alone, or the first of the two lengths."""
    cursor.skip("num")
    if cursor.word() in ("/", "-", "and") and cursor.word(1) == "num":
        cursor.at += 2


def bare_indicator(words: Words, tokens: list[Token]) -> Bare | None:
    """The one indicator of a text that says nothing else; its words are marked as used."""
    names = LEVELS.keys() | USUAL.keys()
    at = next((n for n, one in enumerate(tokens) if one.free and one.word in names), None)
    if at is None:
        return None
    begin = _begin(tokens, at)
    cursor = Cursor(tokens, begin)
    if operand(cursor, Context()) is None:
        cursor.at = at + 1
        cursor.skip(*TITLED)
    if tokens[at].word in AVERAGES:
        _skip_lengths(cursor)
    elif tokens[at].word in CHANNELS:
        if not parameters(cursor):
            cursor.skip("num")
        cursor.skip(*TITLED)
    part = tokens[begin : cursor.at]
    own = [token for token in part if token.word in names | BESIDE]
    rest = [
        token for token in words.tokens if token.free and token not in part and not _turns(token)
    ]
    if len(own) != len(part) or any(_says_more(token) for token in rest):
        return None
    if tokens[at].word in AVERAGES and all(token.value is None for token in part):
        return None  # "with moving averages": of how many, and how long?
    lengths = tuple(token.value for token in part if token.value is not None)
    if tokens[at].word in AVERAGES and len(lengths) > 2:
        return None
    for token in part:
        token.kind = "used"
    said = {word for token in words.tokens for word in token.small.split()}
    turned = [token for token in words.tokens if _turns(token)]
    for token in turned:
        token.kind = "used"
    levels = tokens[at].word in LEVELS and are_levels(lengths)
    named = words.said([tokens[at]]) if levels else _said(words, part)
    return Bare(tokens[at].word, named, lengths, leaning_of(said), bool(turned))


def _said(words: Words, part: list[Token]) -> str:
    """As it stands in the text, with the numbers that were said apart from it in brackets."""
    apart = [token for token in part if token.value is not None and token.start == part[0].end]
    moved = [token for token in apart if not _stands(words, token)]
    said = words.said([token for token in part if token not in moved])
    return f"{said} ({', '.join(f'{token.value:g}' for token in moved)})" if moved else said


def _stands(words: Words, token: Token) -> bool:
    return words.raw[token.start : token.end] == token.text
