"""What is said of the side alone: "flip it", "buy instead". Rules do not turn round by themselves,
so it is asked for the rules.
"""

from __future__ import annotations

import re

from agents.changing.edits import NotEdited
from agents.events import Json

FLIPPED = re.compile(
    r"^\W*(?:please\s+|just\s+)?(?:flip|reverse|invert|mirror|turn)(?:\s+(?:it|them|that|this|everything"
    r"|(?:the\s+)?(?:rules?|strategy|sides?|signals?)))?(?:\s+(?:round|around|over|upside\s+down))?\W*$"
    r"|\b(?:do|trade|try)\s+(?:exactly\s+)?the\s+(?:opposite|reverse)\b",
    re.IGNORECASE,
)
SIDE = re.compile(
    r"^\W*(?:please\s+|just\s+|rather\s+)?(?:(?P<short>(?:(?:go|sell)\s+)?short)|(?P<long>(?:go\s+)?long|buy))"
    r"(?:\s+(?:it|them))?(?:\s+(?:instead|rather))?\W*$",
    re.IGNORECASE,
)


def one_side_alone(data: Json, words: str) -> None:
    """Raises `NotEdited` where the side is to be another one, and no rule says when."""
    if FLIPPED.search(words):
        raise NotEdited(
            "Which rules would be turned round is not said: say when it should buy and when it "
            "should sell."
        )
    found, now = SIDE.search(words), data["direction"]
    if found is None:
        return
    side = "short" if found["short"] else "long"
    if now == "both":
        raise NotEdited(f"It trades both ways: say 'only {side}' to leave the other side out.")
    if side != now:
        how = "sell short and when it should cover" if side == "short" else "buy and when to sell"
        raise NotEdited(f"Its rules are those of the other side: say when it should {how}.")
