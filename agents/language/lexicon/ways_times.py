"""How people say how long something is held: "once 10 days are up", "five days post entry", "give
it two weeks", and what they exit by without saying more: "the next crossover".
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

ENDS = (
    r"(?=\s*($|[.,;:)]|\b(and|or|but|whichever|i|we|sell|exit|get|close|no|then|regardless|at|on"
    r"|with|it|out|leave)\b))"
)
ENTRY = "(entry|entering|purchase|buying|buy|fill|day of (entry|purchase))( (date|day|bar|candle))?"
WHAT = "(it|them|this|that|(the|each|every|a|any) (trade|position|stock|one))"

TIMES = ways(
    rf"""
    hold: (give|giving|allow|grant) {WHAT}( (at most|only|just|exactly|up to|a (maximum|max) of
        |no more than))*(?= SPAN)
    hold: let {WHAT} (run|ride|breathe|work|cook|sit|play out|go)( (for|over|at most
        |up to))*(?= SPAN)
    so-far: (and |then )*(re-?enter|re-?entry|get back in|buy again|wait(ing)?)( (only|for|on|at
        |with|upon|it|again))* (the )?next (entry |buy |long )?(signal|setup|trigger)( (comes
        |appears|occurs))?(?=\s*($|[.,;)]))
    so-far: ((and|then|just) )*(rinse(,? and|,)? repeat|repeat( (it|this|the (process|cycle)|again
        |indefinitely|over and over))?)(?=\s*($|[.,;)]))
    so-far: regardless of (the )?(price|pnl|p&l|p/l|result|outcome|profit( or loss)?|anything else
        |everything( else)?|what happens)(?=\s*($|[.,;)]))
    """
)  # fmt: skip
# Behind a number of days.
ELAPSED = ways(
    rf"""
    passed: (are|is|have|has|have been|has been)( (now|all|already))? (up|over|done|gone( by)?
        |through|finished|expired|behind (me|us)|completed?){ENDS}
    passed: old{ENDS}
    passed: (in|into|inside) (the|my|a|this|that) (trade|position|market){ENDS}
    passed: (post|past|since|from|following|after)[- ]?((the|my|our) )?{ENTRY}{ENDS}
    """,
    r"\b(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|last"
    r"|\d+(st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ]"
    r"((full|trading|calendar|whole|business) )?(days?|weeks?|months?|bars?|candles?|sessions?"
    r"|hours?|years?) ",
)
# Behind a verb that leaves.
UNSAID = ways(
    r"""
    opposite: (very )?(next|following|subsequent) (cross(over|ing)?|signal)(?=\s*($|[.,;)]))
    """,
    r"\b(exit|exits|sell|sells|close|closes|cover|leave|liquidate|out|flat)( (it|the|my|position"
    r"|trade|all|both|longs?|everything))* (on|at|with|upon|after) (the )?",
)
