"""A place in the words of a rule, with what was read so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.language.lexicon.ways_trends import OUTLOOKS
from agents.language.operands.calendars import daily
from agents.language.tokens.pieces import Token

END = "#end"
TAKEN = "#taken"
# What ends a condition.
NOWHERE = OUTLOOKS | {END, TAKEN, "and", "or", ",", ".", "(", ")", ":", "bars-back"}
UNITS = ("day", "week", "month", "year", "hour", "minute", "bar", "period")
# How long a bar lasts.
MINUTES = {
    "1m": 1, "5m": 5, "15m": 15, "30m": 30, "1h": 60, "4h": 240, "1d": 1440, "1w": 10_080,
}  # fmt: skip
BEYOND = Token(0, 0, "", END)  # stands behind the last token, and is never taken


@dataclass(slots=True)
class Cursor:
    """Fillers are not among `tokens`; a token that another part has taken is a barrier."""

    tokens: list[Token]
    at: int = 0
    seen: list[Token] = field(default_factory=list)

    def word(self, ahead: int = 0) -> str:
        index = self.at + ahead
        token = self.tokens[index] if 0 <= index < len(self.tokens) else BEYOND
        return token.word if token.kind is None else TAKEN

    def value(self, ahead: int = 0) -> float:
        index = self.at + ahead
        value = self.tokens[index].value if 0 <= index < len(self.tokens) else None
        return 0.0 if value is None else value

    @property
    def done(self) -> bool:
        return self.at >= len(self.tokens)

    def take(self, *words: str) -> Token | None:
        """The next token, if it is one of `words`."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else BEYOND
        if token.word not in words or token.kind is not None:
            return None
        self.seen.append(token)
        self.at += 1
        return token

    def phrase(self, *words: str) -> bool:
        """All of `words`, one after the other, or nothing."""
        if any(self.word(ahead) != word for ahead, word in enumerate(words)):
            return False
        for word in words:
            self.take(word)
        return True

    def skip(self, *words: str) -> None:
        tokens, end = self.tokens, len(self.tokens)
        while self.at < end and tokens[self.at].word in words and tokens[self.at].kind is None:
            self.seen.append(tokens[self.at])
            self.at += 1

    def number(self) -> float | None:
        token = self.take("num")
        return None if token is None else token.value

    def back_to(self, mark: tuple[int, int]) -> None:
        self.at = mark[0]
        del self.seen[mark[1] :]

    @property
    def mark(self) -> tuple[int, int]:
        return self.at, len(self.seen)

    def bound(self, ahead: int = 0) -> str:
        """ "or below", "or more": the way behind its level."""
        word = self.word(ahead)
        led = word in ("<=", ">=") and _follows(self.tokens[self.at + ahead].text)
        return word if led else ""

    def bars(self) -> tuple[float, str] | None:
        """ "5 days", "a week": how many of which unit."""
        mark = self.mark
        self.skip("last", "previous", "next", "one", "single")
        self.skip("period") if self.word(1) == "num" else None
        count = self.number()
        if count is not None:
            self.take("consecutive", "last")
        unit = self.take(*UNITS, "today", "daily")
        if unit is None:
            self.back_to(mark)
            return None
        word = "day" if unit.word in ("today", "daily") else unit.word
        return (1.0 if count is None else count), word


OR = ("or ", "ou ", "o ", "oder ")


def _follows(text: str) -> bool:
    """ "30 or more", "23+" """
    return text in ("+", "以上", "以下", "或以上", "或以下") or text.lower().startswith(OR)


DAY = 24  # hours


def bars_in(span: tuple[float, str], timeframe: str) -> int | None:
    """A span in bars of the timeframe; None if it has no whole number of them."""
    count, unit = span
    if unit in ("bar", "period"):
        return round(count)
    if timeframe == "1d":
        hours = unit == "hour" and count and not count % DAY
        return int(count // DAY) if hours else daily(count, unit)
    minutes = {"minute": 1, "hour": 60, "week": 10_080}.get(unit)
    length = MINUTES[timeframe]
    if minutes is None or count * minutes % length:
        return None
    return int(count * minutes // length)
