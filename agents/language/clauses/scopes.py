"""How far a word reaches over the conditions of a clause: "either", "unless", "only if", a comma.

"A or B, but only if C" narrows both, and "A and either B or C" is no other way in by C alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from agents.language.clauses.parts import LASTING, Join, Part
from agents.language.draft import Role
from agents.language.lexicon.wordlist import words

NARROWING = LASTING | words("only unless but")
REACHES = "'{}' is read as said of all that stands before it"
EXCEPTED = "'or' behind 'unless' is read as one more exception"
COMMA = "the comma behind 'or' is read as 'and'"
ANOTHER = "'or when' behind 'unless' is read as another case of the rule"


@dataclass(frozen=True)
class Split:
    """Runs of conditions that belong together, and how they are joined."""

    join: Literal["all", "any"]
    runs: list[list[Part]]


def inserted(parts: list[Part]) -> list[Part]:
    """ "A or, if B, when C": what stands between the commas is no way in of its own."""
    made = list(parts)
    for at in range(1, len(parts) - 1):
        here, after = parts[at], parts[at + 1]
        if {"or", ",", "when"} <= here.lead and after.join == "," and "," in after.lead:
            made[at + 1] = replace(after, join="and", lead=after.lead - {",", "when"})
    return made


def excepted(parts: list[Part], told: list[str]) -> range | None:
    """What "unless" takes back: all that is joined to it, up to a comma behind which "and" or
    "when" goes on with the rule."""
    first = next((at for at, part in enumerate(parts) if part.denied), None)
    if first is None:
        return None
    end = first + 1
    while end < len(parts) and not _goes_on(parts[end], parts[first]):
        end += 1
    loose = any(one.join == "or" and "," in one.lead for one in parts[first + 1 : end])
    if loose and "none" not in parts[first].lead:
        told.append(EXCEPTED)
    if end < len(parts) and parts[end].join == "or" and "," not in parts[end].lead:
        told.append(ANOTHER)
    return range(first, end)


def _goes_on(part: Part, excepted: Part) -> bool:
    """Behind an exception: the rule is what goes on here."""
    stops = "." in part.lead or bool(part.lead & NARROWING) or part.denied
    again = "when" in part.lead and "except" not in excepted.lead
    stops = stops or part.lead == {"when"}  # "except on Mondays when ..."
    return stops or ("," in part.lead and part.join == "and") or (part.join == "or" and again)


def any_of_them(parts: list[Part]) -> list[Part]:
    """In "any of A, B and C" commas and the last "and" say or."""
    first = next((at for at, part in enumerate(parts) if "any-of" in part.lead), None)
    if first is None:
        return parts
    end = _end_of_list(parts, first)
    inner = [replace(one, join="or" if one.join == "," else one.join) for one in parts[first:end]]
    if len(inner) > 1 and all(one.join == "or" for one in inner[1:-1]) and inner[-1].join == "and":
        inner[-1] = replace(inner[-1], join="or")
    head = [replace(parts[first], lead=parts[first].lead - {"any-of"} | {"either"})]
    return [*parts[:first], *head, *inner[1:], *parts[end:]]


def _end_of_list(parts: list[Part], first: int) -> int:
    either = False
    for at in range(first + 1, len(parts)):
        closes = either and "," in parts[at].lead and parts[at].join == "and"
        if closes or parts[at].lead & NARROWING:
            return at
        either |= parts[at].join == "or"
    return len(parts)


def alternatives(parts: list[Part]) -> list[range]:
    """What stands behind "either", where something else stands before it or behind."""
    for first, part in enumerate(parts):
        end = _end_of_list(parts, first) if "either" in part.lead else 0
        run = parts[first + 1 : end]
        if any(one.join == "or" for one in run) and (first or end < len(parts)):
            return [range(first, end)]
    return []


def parted(parts: list[Part], role: Role, comma: Join | None, told: list[str]) -> Split | None:
    """The loosest place at which they part; None where nothing but and before or is left."""
    if not any(part.join == "or" for part in parts[1:]):
        return None
    return (
        _before_verb(parts, role)
        or _sentences(parts, comma or ("and" if role == "entry" else "or"))
        or _narrowed(parts, told)
        or _by_commas(parts, role, told)
    )


def _runs(parts: list[Part], places: list[int]) -> list[list[Part]]:
    bounds = [0, *places, len(parts)]
    return [parts[first:end] for first, end in pairwise(bounds)]


def _chooses(runs: list[list[Part]]) -> bool:
    """One of them has an "or" of its own, which must not reach over the others."""
    return any(part.join == "or" for run in runs for part in run[1:])


def _before_verb(parts: list[Part], role: Role) -> Split | None:
    """ "When A, buy if B or C": A is needed, whichever of the two."""
    place = next((at for at, part in enumerate(parts) if not part.leading), 0)
    behind = parts[place]
    if not place or behind.join == "or" or (role == "exit" and "when" not in behind.lead):
        return None
    runs = _runs(parts, [place])
    return Split("all", runs) if _chooses(runs) else None


def _sentences(parts: list[Part], default: Join) -> Split | None:
    """Lines of a list, or sentences that go on with a rule."""
    places = [at for at in range(1, len(parts)) if "." in parts[at].lead]
    joins = {parts[at].join for at in places} - {","}
    runs = _runs(parts, places)
    if not places or len(joins) > 1 or not _chooses(runs):
        return None
    return Split("all" if (joins or {default}) == {"and"} else "any", runs)


def _narrowed(parts: list[Part], told: list[str]) -> Split | None:
    """ "A or B, but only if C", "A or B unless C", "A when B or C"."""
    places = [at for at in range(1, len(parts)) if _narrows(parts, at)]
    if not places or any(_begins_anew(parts[places[0]], part) for part in parts[places[0] + 1 :]):
        return None
    runs = _runs(parts, places)
    if not _chooses(runs):
        return None
    for run, at in zip(runs, places, strict=False):
        if _chooses([run]) and not parts[at].lead & {",", ".", "but"}:
            word = min(parts[at].lead & NARROWING)
            told.append(REACHES.format(word))
    return Split("all", runs)


def _narrows(parts: list[Part], at: int) -> bool:
    """ "... or on Friday if C" is one way in, and no C of all."""
    part = parts[at]
    lone = part.lead == {"when"} and not _chooses([parts[:at]])
    return part.join == "and" and (lone or bool(part.lead & NARROWING))


def _begins_anew(narrowing: Part, part: Part) -> bool:
    """ "..., or C", "... as long as B or when C" """
    cased = bool(narrowing.lead & {"when", "except"})
    return part.join == "or" and ("," in part.lead or ("when" in part.lead and not cased))


def _behind_or(parts: list[Part], behind: list[int]) -> int:
    """ "A or B, C" is no list of alternatives, which has its "or" last."""
    ors = [at for at in range(1, len(parts)) if parts[at].join == "or"]
    later = [at for at in behind if parts[at].join == "," and at > ors[-1]]
    return later[0] if len(later) == 1 else 0


def _by_commas(parts: list[Part], role: Role, told: list[str]) -> Split | None:
    """ "A or B, and C": the comma parts what it stands between."""
    behind = [at for at in range(1, len(parts)) if "," in parts[at].lead]
    places = [at for at in behind if parts[at].join == "and"]
    if not places and role == "entry" and (last := _behind_or(parts, behind)):
        told.append(COMMA)
        places = [last]
    runs = _runs(parts, places)
    if not places or any(parts[at].join == "or" for at in behind) or not _chooses(runs):
        return None
    return Split("all", runs)
