"""An indicator that is named without a rule, as in "RSI strategy on Apple": the rules of it that
are usual are offered, and none of them is taken for said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.language.clauses.clauses import clauses
from agents.language.clauses.rules import read_rules
from agents.language.clauses.ruleset import Rules
from agents.language.lexicon.vocabulary import FILLER, KNOWN
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.speaking import Context
from agents.language.spans import is_hard
from agents.language.tokens.pieces import Token, Words
from agents.language.tokens.tokens import tokenise

OSCILLATING = "buy when {0} is below {1}, sell when {0} is above {2}"
LEVELS = {"rsi": ((30, 70), (20, 80), (10, 90)), "stochastic": ((20, 80), (30, 70), (10, 90))}
USUAL = {
    "macd": ("buy when {0} crosses above its signal line, sell when it crosses below",
             "buy when {0} crosses above 0, sell when it crosses below 0"),
    "bollinger": ("buy when price is below the lower band, sell at the middle band",
                  "buy when price is above the upper band, sell at the middle band"),
    "supertrend": ("buy when {0} turns green, sell when it turns red",),
    "sar": ("buy when price crosses above the {0}, sell when price crosses below the {0}",),
    "cloud": ("buy when price is above the {0}, sell when price is below the {0}",
              "buy when tenkan crosses above kijun, sell when tenkan crosses below kijun"),
    "donchian": ("buy when price breaks above the 20-day high, sell when price breaks below the "
                 "10-day low", "buy when price breaks above the 55-day high, sell when price "
                 "breaks below the 20-day low"),
    **dict.fromkeys(
        ("sma", "ema", "ma"),
        ("buy when the close is above its {0}, sell when it is below its {0}",
         "buy when the close is below its {0}, sell when it is above its {0}"),
    ),
}  # fmt: skip
AVERAGES = ("sma", "ema", "ma")
# Of two lengths: one average of each.
PAIRED = ("buy when {0} crosses above {1}, sell when {0} crosses below {1}",
          "buy when {0} crosses below {1}, sell when {0} crosses above {1}")  # fmt: skip
UNITS = ("day", "period", "bar", "-")
TITLED = ("band", "channel", "breakout")
BESIDE = frozenset({"(", ")", "num", "day", "period", ",", "line", "-", "/", "and", *TITLED})


@dataclass(frozen=True)
class Bare:
    """`said` is the indicator with the numbers that were said beside it."""

    word: str
    said: str
    lengths: tuple[float, ...] = ()

    @property
    def question(self) -> str:
        if self.word in LEVELS:
            return f"At which levels of {self.said} should it buy and sell?"
        return f"By which rule of {self.said} should it buy and sell?"

    @property
    def choices(self) -> tuple[str, ...]:
        if self.word in AVERAGES and len(self.lengths) == 2:
            two = [f"{self.word.upper()}({length:g})" for length in sorted(self.lengths)]
            return tuple(rule.format(*two) for rule in PAIRED)
        pairs = LEVELS.get(self.word, ())
        levels = tuple(OSCILLATING.format(self.said, low, high) for low, high in pairs)
        return levels or tuple(rule.format(self.said) for rule in USUAL[self.word])

    def rules(self, answer: str, context: Context) -> Rules:
        """What an answer says; two numbers alone are the levels."""
        found = re.fullmatch(r"\s*(\d+)\s*(?:/|,|-|and|to)\s*(\d+)\s*", answer)
        if found and self.word in LEVELS:
            answer = OSCILLATING.format(self.said, *found.groups())
        tokens = [token for token in tokenise(answer).tokens if token.word not in FILLER]
        return read_rules(clauses(tokens), context)


def _says_more(token: Token) -> bool:
    """Words that nobody knows are named to the user anyway."""
    return is_hard(token) and (token.word in KNOWN or token.value is not None)


def _begin(tokens: list[Token], at: int) -> int:
    """Where the number before it stands, if one does: "20-day moving average"."""
    first = at
    while (
        first and tokens[first - 1].free and tokens[first - 1].word in ("day", "period", "bar", "-")
    ):
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
    part = tokens[begin : cursor.at]
    own = [token for token in part if token.word in names | BESIDE]
    rest = [token for token in words.tokens if token.free and token not in part]
    if len(own) != len(part) or any(_says_more(token) for token in rest):
        return None
    if tokens[at].word in AVERAGES and all(token.value is None for token in part):
        return None  # "with moving averages": of how many, and how long?
    lengths = tuple(token.value for token in part if token.value is not None)
    if tokens[at].word in AVERAGES and len(lengths) > 2:
        return None
    for token in part:
        token.kind = "used"
    return Bare(tokens[at].word, words.said(part), lengths)
