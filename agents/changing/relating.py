"""A limit that is said by another one: "make the target twice the stop", "stop at half the target",
"risk reward 3:1", "a 3R target".

The first one named takes its distance from the second, which stays as it is.
"""

from __future__ import annotations

import re

from agents.changing.edits import NotEdited, without
from agents.changing.working import Work
from agents.events import Json
from agents.language.exits.multiples import Multiple, take_multiples
from agents.language.tokens.tokens import tokenise

LIMIT = r"(?:trailing[ -]stop|stop(?:[ -]loss)?|(?:profit[ -])?target|take[ -]profit)"
TIMES = {
    "double": 2.0, "twice": 2.0, "triple": 3.0, "treble": 3.0, "half": 0.5, "quadruple": 4.0,
    "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "a third": 1 / 3, "a quarter": 0.25,
}  # fmt: skip
MANY = (
    r"(?:(?P<word>double|twice|triple|treble|half|quadruple|a\s+third|a\s+quarter)"
    r"|(?P<count>\d+(?:\.\d+)?|two|three|four|five)\s*(?:x|times))"
)
FAR = r"(?:\s+as\s+(?:far|wide|big|large|high|much|long)(?:\s+away)?\s+as)?"
IS = r"(?:\s*(?:[:=]|\bis\b|\bat\b|\bto\b|\bto\s+be\b|\bof\b|\bshould\s+be\b|\bbe\b|\baway\b))*"
LED = r"(?:\b(?:make|set|put|use|move|place|change|with)\s+)?(?:\b(?:the|my|an?)\s+)?"
SAID = re.compile(
    rf"{LED}\b(?P<one>{LIMIT}){IS}\s+{MANY}{FAR}(?:\s+of)?(?:\s+(?:the|my|its|that\s+of\s+the))?\s+"
    rf"(?P<other>{LIMIT})\b(?:\s+(?:distance|size|away))?",
    re.IGNORECASE,
)
# Then the reader takes what is said of both together.
NEW_STOP = re.compile(r"\bstop(?:[ -]loss)?\b[^,;.]*\d|\d[^,;.]*\bstop\b", re.IGNORECASE)
FIELDS = {"trailing": "trailing_stop", "stop": "stop_loss", "target": "take_profit",
          "profit": "take_profit", "take": "take_profit"}  # fmt: skip
NAMES = {"stop_loss": "stop", "take_profit": "target", "trailing_stop": "trailing stop"}


def related(work: Work, words: str) -> str:
    """Changes what is named first; the words that are left say the rest."""
    while found := SAID.search(words):
        relate(work, field_of(found["one"]), field_of(found["other"]), times(found))
        words = without(words, found)
    return in_risks(work, words)


def in_risks(work: Work, words: str) -> str:
    """ "3R target", "risk reward 3:1": the target as so many times the stop that there is."""
    for one in take_multiples(list(tokenise(words).tokens)):
        rest = cut_out(words, one)
        if one.name == "take_profit" and not NEW_STOP.search(rest):
            relate(work, "take_profit", "stop_loss", one.times)
            if one.note:
                work.note(one.note, "take_profit")
            return rest
    return words


def cut_out(words: str, one: Multiple) -> str:
    first, last = one.tokens[0], one.tokens[-1]
    return f"{words[: first.start]} {words[last.end :]}"


def field_of(name: str) -> str:
    return FIELDS[re.split(r"[ -]", name.lower())[0]]


def times(found: re.Match[str]) -> float:
    said = " ".join((found["word"] or found["count"]).lower().split())
    return TIMES[said] if said in TIMES else float(said)


def relate(work: Work, one: str, other: str, factor: float) -> None:
    """`one` at so many times the distance of `other`, in the unit of that."""
    other = there(work.data, other)
    one = there(work.data, one) if one != "take_profit" else one
    if one == other:
        raise NotEdited("Say the new number.")
    level = work.data[other]
    if isinstance(level, dict):
        name = "multiple" if "multiple" in level else "distance"
        work.data[one] = {**level, name: round(level[name] * factor, 10)}
    else:
        work.data[one] = round(level * factor, 10)
    work.changed.add(one)


def there(data: Json, name: str) -> str:
    """A trailing stop is a stop, where there is no other one."""
    if name == "stop_loss" and data[name] is None and data["trailing_stop"] is not None:
        return "trailing_stop"
    if data[name] is None:
        raise NotEdited(f"It has no {NAMES[name]} that this could be measured by.")
    return name
