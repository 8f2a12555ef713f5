"""How people say what trading costs, and talk beside it: "10 bps each way", "0.2% round trip",
"taker fee 0.04%", "I've got 25k to play with".
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

RATE = r"[\d.]+\s*(%|bps|bp\b|basis points?|percent|pct)"
FEE = "(costs?|fees?|commissions?|charges?)"

COSTS = ways(
    rf"""
    each-way: (each|per|one) way\b
    round-trip: ((total|all[- ]in) )?round[- ]?trips?( {FEE})?
    so-far: taker(?= (fees?|commissions?|rates?)\b)
    maker-fee: maker (fees?|commissions?|rates?)( (of|is|at)|\s*[:=])*( {RATE})?
    so-far: (commission|fee)s?[- ]free( (broker|trading|trades))?\b
    and: n(?= [\d.]+\s?%)
    capital: (i|we)('ve| have)? got(?= [$€£₹]?\d[\d,.]*k?( (usd|dollars|bucks|eur|euros?))?( (to|in
        |and|for|of capital)\b|\s*([.,;]|$)))
    """
)
# What opens a part of a sentence.
COSTS_LED = ways(
    rf"""
    commission: ((total|all[- ]in|overall) )?costs?( (are|is|of|at)|\s*[:=])*(?=\s*{RATE})
    so-far: (compounding|compounded|re-?invest(ing)? (the |all )?(profits?|gains?|proceeds))(
        (is )?(on|enabled|yes|true))?END
    so-far: no (options?|derivatives|futures)( (or|and) (options?|derivatives|futures))?END
    """,
    r"([,.;(]\s*|^|\b(with|and|pay|paying) )",
)
