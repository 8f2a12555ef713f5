"""Values ranked among their own earlier ones: "ATR is in the top 30% of the last 252 days", "volume
above its 90th percentile". The engine compares with levels and ranks no days.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

RANKED = "value-rank"
EDGES = words("top bottom highest lowest upper lower")
PARTS = words("quartile quintile decile quarter third half fifth tenth")
RANKS = words("percentile percentiles percentrank")
LEADS = words("of over in within from")
PASSED = words("its the last past previous prior trailing recent one - values readings")
UNITS = words("day week month quarter year bar session")
BEGINS = words(". , : ; with and or when if once while buy sell short cover hold")
ENDS = words(". , ; ) and or when if then buy sell short cover with while")
HINTS = PARTS | RANKS | {"pct"}
SELECTED = words("rotate hold stock stocks etf etfs iv")


def mark_ranked_values(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in reversed(places(tokens, EDGES | RANKS, SMALL)):
        if at < len(tokens) and (tokens[at].small in RANKS or _is_share(tokens, at)):
            _name(tokens, at)


def _is_share(tokens: list[Token], at: int) -> bool:
    """ "top 30% of the last 252 days"; that of a range is where the close lies in it."""
    part = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].small not in EDGES or part is None:
        return False
    lead = at + 2
    if not (part.word == "pct" or part.small in PARTS) or lead >= len(tokens):
        return False
    if tokens[lead].word == "of-year":
        return _ends(tokens, lead)
    unit = lead + 1
    while unit < len(tokens) and _is_passed(tokens[unit]):
        unit += 1
    if tokens[lead].small not in LEADS or unit == len(tokens) or tokens[unit].word not in UNITS:
        return False
    back = {token.small for token in tokens[lead + 1 : unit]} - {"the", "its"}
    return _ends(tokens, unit) and (bool(back) or tokens[unit].word == "year")


def _ends(tokens: list[Token], at: int) -> bool:
    return at + 1 == len(tokens) or tokens[at + 1].word in ENDS


def _is_passed(token: Token) -> bool:
    return token.small in PASSED or token.value is not None


def _name(tokens: list[Token], at: int) -> None:
    """All of the condition is one word, of which nothing is read."""
    first, last = at, at
    while first and tokens[first - 1].word not in BEGINS and not tokens[first - 1].symbol:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].word not in ENDS:
        last += 1
    clause = tokens[first : last + 1]
    chosen = any(one.small in SELECTED or one.word in SELECTED for one in clause)
    if chosen or first == at:
        return
    whole = tokens[first]
    whole.end, whole.word, whole.value = tokens[last].end, RANKED, None
    del tokens[first + 1 : last + 1]
