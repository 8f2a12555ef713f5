"""Tables of turns of phrase: each line a meaning, a colon, and how it is said.

Written as regular expressions in which a blank is any space and a name in capitals one of the
parts below.
"""

from __future__ import annotations

import re

Way = tuple[str, re.Pattern[str]]
THING = (
    "(positions?|trades?|stocks?|shares?|lot|thing|holdings?|stake|bet|deal|longs?|shorts?|units?"
    "|pile|bag|ones?)"
)
PARTS = {
    "ITS": r"(a|an|the|my|our|your|this|that)",
    "IT": rf"(it|them|that|this|everything|all( of (it|them))?"
    rf"|(the|my|our|your|this|that) ((whole|entire|full|open) )?{THING})",
    "ME": "(me|us|you)",
    "IM": "((i'm|im|i am|we're|we are|i'll be|we'll be|be|am|i'd be|then) )",
    "NEW": "((a|an|the|my|our|some|new|fresh|small|full|initial|long) )*",
    "WHEN": r"(?=\s*($|[.,;:)]|\b(when|whenever|if|once|as|after|at|on|upon|the|and|or|in \d)\b))",
    "END": r"(?=\s*($|[.,;:)]|\b(and|but|or|while|with|then)\b))",
    "UNIT": "(units?|tranches?|clips?|slices?|pieces?|slugs?|lots?|batch(es)?|contracts?"
    "|portions?|chunks?|layers?|rungs?)",
    "PART": "(half|third|quarter|two[- ]thirds|three[- ]quarters|1/[2-9]|2/3|3/4)",
    "PCT": r"(?=\s*(about |around |of |by |roughly |more than |over |at least |at |is |:|=)*"
    r"[-+]?[\d.]+\s*(%|percent|per cent|pct))",
    "SPAN": r"(?=[\w-]+ (trading )?(days?|bars?|weeks?|sessions?|candles?|hours?|months?|periods?)\b)",
}  # fmt: skip
# A verb stands where somebody is told or says what to do, not behind what it might speak of.
TOLD = r"""(^|[.,:;()>|/=–—-]\s*|\b(and|or|then|to|i|we|you|i'd|i'll|we'd|we'll|just|simply|only|but
 |gonna|wanna|please|will|would|should|could|can|must|may|might|otherwise|else|also|let's|start
 |begin|immediately|always|usually|that|bot|it'll|now|so) )"""
BOUND = r"\b"
COUNTED = r"\b[\d.]+\s*(%|percent|per cent|pct) "


def ways(table: str, behind: str = "") -> tuple[Way, ...]:
    """The lines of a table; `behind` is what must stand before each of its phrases."""
    whole = CONTINUED.sub(lambda gap: "" if gap[1] == "|" else " ", table.strip())
    lines = (line.split(": ", 1) for line in whole.splitlines())
    return tuple((meaning.strip(), _compiled(said.strip(), behind)) for meaning, said in lines)


# A line that begins with no meaning goes on with the one before.
CONTINUED = re.compile(r"\n +(?! |[a-z-]+: )(?=(.))")


def _compiled(said: str, behind: str) -> re.Pattern[str]:
    for name, part in PARTS.items():
        said = re.sub(rf"(?<![A-Z]){name}(?![A-Z])", lambda _, part=part: part, said)  # type: ignore[misc]
    return re.compile(f"{_plain(behind)}(?P<said>{_plain(BOUND + f'({said})')})", re.I | re.M)


def _plain(said: str) -> str:
    joined = re.sub(r" *\n *", "", said)
    grouped = re.sub(r"(?<!\\)\((?!\?)", "(?:", joined)
    return grouped.replace(" ", r"\s+")
