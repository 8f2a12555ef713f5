"""Which words of a text a field beside it goes before, since it says the same thing otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from agents.language.lexicon.lexicon import MONTHS
from agents.language.pointing import NAMED
from agents.language.reading import Reading
from agents.language.setup.timeframes import BARE, TIMEFRAMES
from agents.language.tokens.pieces import Token
from agents.language.tokens.tokens import tokenise


def value_of(reading: Reading, name: str) -> Any:
    made = reading.strategy
    return getattr(made, name) if made else reading.draft.get(name)


def says(own: Reading, name: str) -> bool:
    """Whether the text itself says what the field is for; `own` is its reading without fields."""
    if name in ("symbols", "timeframe"):
        assumed = name == "timeframe" and any(one.path == name for one in own.assumptions)
        return bool(value_of(own, name)) and not assumed
    return name in own.stated or (name == "start" and _counted(own) != "")


def overridden(
    prompt: str, own: Reading, now: Reading, fields: Iterable[str]
) -> dict[str, list[Token]]:
    """The words by the field that goes before them; `now` is the reading with the fields."""
    used = {span.start for span in own.spans if span.kind == "used"}
    tokens = [token for token in tokenise(prompt).tokens if token.start in used]
    found = {
        name: list(_telling(tokens, own, name))
        for name in fields
        if says(own, name) and str(value_of(own, name)) != str(value_of(now, name))
    }
    looked_at = {one.text.rpartition(" ")[2] for one in now.assumptions if "looks at" in one.text}
    if looked_at & {token.symbol for token in found.get("symbols", [])}:
        found["symbols"] = found["symbols"][:1]  # the others are those of a condition
    return {name: some for name, some in found.items() if some}


def _telling(tokens: list[Token], own: Reading, name: str) -> Iterator[Token]:
    value = value_of(own, name)
    if name == "symbols":
        yield from (token for token in tokens if token.symbol in value and token.end > token.start)
    elif name == "timeframe":
        yield from _bars(tokens, value)
    elif name == "start" and (counted := _counted(own)):
        last = {*counted.split()}
        yield from (token for token in tokens if {*token.text.split()} & last)
    elif name in ("start", "end"):
        yield from (token for token in tokens if _is_of(token, str(value)))
    elif name == "initial_capital":
        yield from (token for token in tokens if token.value == value)
    else:
        rate = [token for token in tokens if token.word == "pct" and token.value]
        yield from (token for token in rate if round((token.value or 0) / 100, 12) == value)
        yield from (token for token in tokens if token.word == name)


def _counted(own: Reading) -> str:
    """ "last 5 years", whose first day is counted back."""
    told = (NAMED.match(one.text) for one in own.assumptions if "counted back" in one.text)
    return next((found[1] for found in told if found), "")


def _is_of(token: Token, day: str) -> bool:
    year, month, _ = day.split("-")
    if token.word in ("#date", "#decade"):
        return year in token.text
    return token.value == float(year) or MONTHS.get(token.word) == int(month)


def _bars(tokens: list[Token], name: str) -> Iterator[Token]:
    """ "hourly", "4h", or the number and its unit."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.word == "#frame" or BARE.get(token.word) == name:
            yield token
        elif before and TIMEFRAMES.get((before.value or 0.0, token.word)) == name:
            yield from (before, token)
