"""Tables of turns of phrase: each line a meaning, a colon, and how it is said.

Written as regular expressions in which a blank is any space and a name in capitals one of the
parts below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

THING = (
    "(positions?|trades?|stocks?|shares?|lot|thing|holdings?|stake|bet|deal|longs?|shorts?|units?"
    "|pile|bag|ones?)"
)
SIZE = r"[\d.]+\s*(%|percent|per cent|pct)"
PARTS = {
    "ITS": r"(a|an|the|my|our|your|this|that)",
    "IT": rf"(it|them|that|this|everything|all( of (it|them))?"
    rf"|(the|my|our|your|this|that) ((whole|entire|full|open) )?{THING})",
    "ME": "(me|us|you)",
    "IM": "((i'm|im|i am|we're|we are|i'll be|we'll be|be|am|i'd be|then) )",
    "NEW": "((a|an|the|my|our|some|new|fresh|small|full|initial|long) )*",
    "WHEN": r"(?=\s*($|[.,;:)]|\b(when|whenever|if|once|as|after|at|on|upon|the|and|or|in \d)\b))",
    "END": r"(?=\s*($|[.,;:)]|\b(and|but|or|while|with|then)\b))",
    "AGAIN": "(second|third|2nd|3rd|extra|additional|further|new|more)",
    "UNIT": "(units?|tranches?|clips?|slices?|pieces?|slugs?|lots?|batch(es)?|contracts?"
    "|portions?|chunks?|layers?|rungs?)",
    "PART": "(half|third|quarter|two[- ]thirds|three[- ]quarters|1/[2-9]|2/3|3/4)",
    "PCT": r"(?=\s*(about |around |of |by |roughly |more than |over |at least |at |is |:|=)*"
    rf"[-+]?{SIZE})",
    "FAR": rf"(?= (by )?(about |more than |over |at least |another )?{SIZE})",
    "SPAN": r"(?=[\w-]+ (trading )?(days?|bars?|weeks?|sessions?|candles?|hours?|months?"
    r"|periods?)\b)",
}  # fmt: skip
# A verb stands where somebody is told or says what to do, not behind what it might speak of.
TOLD = r"""(^|[.,:;()>|/=–—-]\s*|\b(and|or|then|to|i|we|you|i'd|i'll|we'd|we'll|just|simply|only|but
 |gonna|wanna|please|will|would|should|could|can|must|may|might|otherwise|else|also|let's|start
 |begin|immediately|always|usually|that|bot|it'll|now|so|with) )"""
COUNTED = rf"\b{SIZE} "


@dataclass(frozen=True)
class Way:
    """A turn of phrase, and what must stand before it."""

    meaning: str
    said: re.Pattern[str]
    behind: re.Pattern[str] | None

    def end(self, text: str, at: int) -> int:
        """Where the phrase ends that begins at `at`; 0 if none does."""
        match = self.said.match(text, at)
        if match is None or self.behind is None:
            return match.end() if match else 0
        return match.end() if self.behind.search(text[max(0, at - NEAR) : at]) else 0


NEAR = 40


def ways(table: str, behind: str = "") -> tuple[Way, ...]:
    """The lines of a table; `behind` is what must stand before each of its phrases."""
    whole = CONTINUED.sub(lambda gap: "" if gap[1] == "|" else " ", table.strip())
    lines = (line.split(": ", 1) for line in whole.splitlines())
    led = re.compile(f"(?:{_plain(behind)})$", re.I) if behind else None
    return tuple(Way(name.strip(), re.compile(_plain(said), re.I), led) for name, said in lines)


# A line that begins with no meaning goes on with the one before.
CONTINUED = re.compile(r"\n +(?! |[a-z-]+: )(?=(.))")


def by_head(table: tuple[Way, ...]) -> dict[str, list[Way]]:
    """The phrases by the first letters that they may have, so that few are tried at a word."""
    found: dict[str, list[Way]] = {}
    for way in table:
        for head in heads(way.said.pattern):
            found.setdefault(head, []).append(way)
    return found


def at_head(table: dict[str, list[Way]], text: str) -> list[Way]:
    """Those that may begin as the text does, where two blanks are as good as one."""
    head = text[:HEAD].lower()
    head = SPACES.sub(" ", text[: 3 * HEAD].lower())[:HEAD] if "  " in head else head
    return [way for size in range(HEAD, -1, -1) for way in table.get(head[:size], ())]


HEAD = 7
SPACES = re.compile(" +")
ATOM = re.compile(r"\(\?[:=!]|\)|\||\[[^\]]*\]|\\s\+|\\?.")


def heads(pattern: str) -> set[str]:
    """The first letters of all that a pattern matches; fewer where anything may follow."""
    return _alternatives(ATOM.findall(pattern))


def _alternatives(atoms: list[str]) -> set[str]:
    """Up to the bracket that closes it, which is taken away."""
    found: set[str] = set()
    begun = {""}
    while atoms and (atom := atoms.pop(0)) != ")":
        if atom == "|":
            found, begun = found | begun, {""}
            continue
        said = _said(atom, atoms)
        optional = bool(atoms) and atoms[0] in ("?", "*")
        atoms[:1] = [] if atoms and atoms[0] in ("?", "*", "+") else atoms[:1]
        longer = {(one + more)[:HEAD] if "." not in one else one for one in begun for more in said}
        begun = longer | begun if optional else longer
    return {one.rstrip(".") for one in found | begun} if not atoms else found | begun


def _said(atom: str, atoms: list[str]) -> set[str]:
    """A dot stands for anything, behind which nothing more is told."""
    if atom == "(?:":
        return _alternatives(atoms)
    if atom.startswith("(?"):
        _alternatives(atoms)
        return {""}
    if atom in ("\\b", "^", "$"):
        return {""}
    if atom == "\\d":
        return {f"{digit}." for digit in range(10)}
    if atom[0] == "\\" and not atom[1].isalnum():
        return {atom[1]}
    return {" "} if atom in ("\\s+", "\\s") else {"."} if atom[0] in "\\[." else {atom.lower()}


def _plain(said: str) -> str:
    """As the library writes it."""
    for name, part in PARTS.items():
        said = re.sub(rf"(?<![A-Z]){name}(?![A-Z])", lambda _, part=part: part, said)  # type: ignore[misc]
    joined = re.sub(r" *\n *", "", said)
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", joined).replace(" ", r"\s+")
