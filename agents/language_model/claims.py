"""What prose claims without a figure: that money was made or lost, and that the edge is real."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.events import Json


def words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.I)


WHO = r"(?:strategy|rules?|it|they|system|approach|idea|plan|account|money|capital)\s+(?:\w+ly\s+)?"
HAD = r"(?:made|turned|earned|booked|brought|with|had|has|showed) an? (?:\w+ )?"
ENDED = r"(?:ended|finished|closed|came out) (?:\w+ )?"
MADE = words(
    "profitabl[ey]",
    r"made (?:\w+ ){,2}money",
    "paid off",
    "in the black",
    "positive (?:total )?returns?",
    rf"{HAD}(?:profit|gain)",
    rf"{ENDED}(?:up|ahead|higher|positive|on top)",
    rf"{WHO}(?:gained|earned|profited|grew|rose|won)",
)
LOST = words(
    "unprofitabl[ey]",
    r"lost (?:\w+ ){,2}money",
    "in the red",
    "negative (?:total )?returns?",
    rf"{HAD}loss",
    rf"{ENDED}(?:down|lower|negative)",
    rf"{WHO}(?:lost|shrank|fell|declined)",
)
REAL = words(
    "proven",
    "proves?",
    r"robust\w*",
    "reliabl[ey]",
    "reliability",
    "consistently",
    r"consistent (?:\w+ )?(?:profits?|gains?|returns?|results?|edge)",
    "genuine",
    "trustworthy",
    "statistically significant",
    r"convincing\w*",
    "(?:strong|clear|solid) evidence",
    "real edge",
    "edge (?:is|was) real",
    r"(?:not|rather than|more than) (?:\w+ )?(?:luck|chance)",
)
# What a clause may be about instead, of which the return of the whole run says nothing.
HELD = words("holding", "held", "benchmark", "buy[- ]and[- ]hold", "market", "shares?", "stock")
PART = words(
    "trades?",
    "winners?",
    "losers?",
    "drawdowns?",
    "at worst",
    r"peak\w*",
    "sharpe",
    "average",
    "each",
    r"typical\w*",
    "sample",
    "part",
    "half",
    "(?<!over the )(?:months?|years?)",
    "weeks?",
    "days?",
    "times",
    r"when\w*",
    "first",
    "last",
    "later",
    "costs?",
    "fees?",
    "less than",
    r"(?:19|20)\d\d",
)
OPEN = words(
    "not", "no", "never", "nor", "neither", "nothing", "without", "hardly", "cannot",
    r"\w+n['’]t", "whether", "if", "may", "might", "could", "would", "should", "unclear",
    "unknown", r"doubt\w*", r"question\w*", "too (?:few|little|short)",
)  # fmt: skip


def unfounded(clause: str, facts: Json) -> Iterator[str]:
    """What the return, or the checks of the edge, do not bear out."""
    own, said = facts["figures"]["total_return"], way(clause)
    if own is not None and said and own * said <= 0:
        yield f"{clause!r}: the total return was {'no gain' if said > 0 else 'no loss'}."
    if not facts.get("edge_holds") and (found := REAL.search(clause)) and not left_open(clause):
        yield f"{found.group()!r}: the checks do not say so."


def way(clause: str) -> int:
    """1 where it says that the run as a whole gained, -1 where it lost, 0 where it says neither."""
    subject = re.split(r"\bthan\b", clause, maxsplit=1)[0]
    if PART.search(clause) or OPEN.search(clause) or HELD.search(subject):
        return 0
    return bool(MADE.search(clause)) - bool(LOST.search(clause))


def left_open(clause: str) -> bool:
    """ "Not robust" claims nothing; "not luck" does."""
    return bool(OPEN.search(REAL.sub("", clause)))
