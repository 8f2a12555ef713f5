"""How long it is held: its time before the noun ("a 10-day hold", "5 day time stop"), or no longer
than the day ("short for the day", "hold until the close").
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NOUNS = ("hold", "time", "max")
UNITS = words("day week month bar hour")
CAPS = words("max maximum hold for")
ENDS = frozenset({"", ".", ",", ")", "and", "or", "with", "then"})


def mark_held(tokens: list[Token]) -> None:
    """The noun is put before its time, as the grammar has it."""
    for at in range(len(tokens)):
        _for_the_day(tokens, at)
        _unless_first(tokens, at)
    for at in range(len(tokens) - 1, 1, -1):
        noun = tokens[at]
        if noun.word != "hold" or not noun.free or not noun.small.startswith(NOUNS):
            continue
        behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
        count = _count(tokens, at)
        if count and behind in ENDS and tokens[count - 1].word not in CAPS:
            noun.kind = "used"
            if "after" not in [token.word for token in tokens[max(0, count - 2) : count]]:
                begin = tokens[count].start
                tokens.insert(count, Token(begin, begin, "", "hold"))


def _count(tokens: list[Token], at: int) -> int:
    """Where the number of "10-day" is; 0 where there is none."""
    said = [token for token in tokens[max(0, at - 4) : at] if token.small not in ("-", "trading")]
    if len(said) < 2 or said[-1].word not in UNITS or said[-2].value is None:
        return 0
    return tokens.index(said[-2])


def _for_the_day(tokens: list[Token], at: int) -> None:
    """Of a position; what is "down 2% for the day" has moved so far."""
    verb = tokens[at]
    if verb.word not in OPENING:
        return
    behind = [one for one in tokens[at + 1 : at + 10] if not one.symbol and one.word not in PASSED]
    said = [one.word for one in behind] + [""] * 6
    held = verb.word == "hold"
    if not held and said[0] == "for" and _is_the_day(behind[1:3]):
        behind[0].word = "same-day"
        behind[1].kind = "used" if behind[1].word == "day" else None
    waits = said[0] in WAITING and said[1] in ("close", "day-end")
    size = 4 if waits and said[2:4] == ["of", "day"] else 2
    if held and (waits or said[:2] == ["for", "day"]) and said[size] in ENDS:
        verb.word = "same-day"
        for one in behind[:size]:
            one.kind = "used"


def _unless_first(tokens: list[Token], at: int) -> None:
    """ "hold 20 days unless RSI > 60 first": until the one or the other."""
    if tokens[at].word != "hold" or not tokens[at].free:
        return
    end = next((n for n in range(at, len(tokens)) if tokens[n].word == "."), len(tokens))
    unless = next((n for n in range(at, min(at + 8, end)) if tokens[n].small == "unless"), 0)
    timed = any(one.word in UNITS for one in tokens[at:unless])
    first = end - 1 if tokens[end - 1].small == "first" else end - 2
    sooner = [one.small for one in tokens[first:end]] in (
        ["first"], ["before", "that"], ["before", "then"],
    )  # fmt: skip
    if unless and timed and sooner and first > unless + 2:
        for one in [*tokens[first:end], *tokens[at:unless]]:
            one.kind = "used" if one.word == "," or one in tokens[first:end] else one.kind
        tokens[unless].word = "until"
        tokens.insert(unless, Token(tokens[unless].start, tokens[unless].start, "", "or"))


def _is_the_day(behind: list[Token]) -> bool:
    """It ends there, or what follows says when or how."""
    day, end = [*behind, *NOTHING][:2]
    return day.small in ("day when", "session when") or (day.word == "day" and end.word in TOLD)


OPENING = words("buy short long hold")
WAITING = words("until to")
PASSED = words("the it position trade")
TOLD = ENDS | words("when at stop stoploss takeprofit target num pct")
NOTHING = [Token(0, 0, "", ""), Token(0, 0, "", "")]
