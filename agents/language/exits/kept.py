"""What is never sold again: "and never sell", "keep it for ever", "no exit"."""

from __future__ import annotations

import re

from agents.language.draft import Limit
from agents.language.tokens.pieces import Words

IT = "(it|them|that|this|those|on|my shares|the (shares?|stock|position|coins?))"
LONG = (
    "(for ?ever|for good|for life|indefinitely|(till|until|to) (the )?(very )?end( of (the )?(test"
    "|back-?test|period|data|sample|time|year \\d+))?|(till|until) (today|now))"
)
TERM = "((for the )?long[- ](term|run|haul)|as (an|a long[- ]term) investment)"
RULES = "(exits?|selling|sell|sale)( (rules?|signals?|conditions?|criteria|strategy))?"
KEPT = re.compile(
    rf"\b(never (ever )?(sell|exit|close|selling)( {IT})?( (again|at all))?"
    rf"|(hold|holding|keep|keeping)( {IT})*,? {LONG}"
    rf"|((and|then|to) |, ?)((then|just|simply) )*(hold|keep)( {IT})?( {TERM})?"
    rf"|(no|without( an| any)?) {RULES}(, just (hold|holding)( it)?)?"
    rf"|{RULES}\s*(:|=|is|are)\s*(none|never|n/?a|no))(?=\s*($|[.,;!?)]))",
    re.IGNORECASE,
)
NOTE = "nothing sells: it buys once, and what was bought is held to the end of the test"


def kept(words: Words) -> list[Limit]:
    """Asked where something is bought by a rule, and nothing else tells when it is sold."""
    said = KEPT.search(words.raw)
    if said is None:
        return []
    for token in words.tokens:
        if said.start() <= token.start and token.end <= said.end() and token.kind != "unsupported":
            token.kind = "used"
    return [Limit("hold", True, NOTE)]
