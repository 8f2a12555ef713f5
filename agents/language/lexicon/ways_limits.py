"""How people limit what is traded: once and never again, "just one trade"; stops that are looked at
only at a close, and those of a day."""

from __future__ import annotations

from agents.language.lexicon.ways import SIZE, ways

DONE = r"(trade|trades|do (it|this|that)|enter|buy( (it|this))?|take (it|this|the (trade|signal)))"
ONLY = "(only|just|at most|exactly|no more than|not more than|max(imum)?( of)?)"
TAKING = "(take|make|allow|do|place|hold|open|have) "
ALL = "( only| in total| overall| in all| ever| max(imum)?| period)"
END = r"(?=\s*($|[.,;!)]|\b(and|then)\b))"
# "only once RSI is below 30" says when.
ONCE = ways(
    rf"""
    trade-limit: ({ONLY} )?{DONE} ({ONLY} )?(once|one time){END}
    trade-limit: {ONLY} (once|one time){END}
    trade-limit: ({ONLY} )?once(?= (when|if|whenever) )
    trade-limit: ({TAKING})?({ONLY} )+(one|1|a single|single) (trade|entry|signal){ALL}?{END}
    trade-limit: ({TAKING})?(one|1|a single|single) (trade|entry){ALL}{END}
    trade-limit: {TAKING}(one|1|a single) (trade|entry){END}
    """
)
SPAN = "(daily|weekly|monthly)"
STOP = "(hard |max(imum)? )?(stop[- ]?loss(es)?|stop|loss stop)( limit| of loss)?"
TARGET = "(profit[- ]?target|profit goal|profit limit|take[- ]?profit|target profit|target|goal)"
IS = r"((\s*[:=]\s*| is | of | at | to | ))"
BARS = r"(?!\s*(bars?|candles?|charts?|data|timeframe|tf|closes?|prices?|highs?|lows?))"
OF_A_DAY = ways(
    rf"""
    account-halt: {SPAN} {STOP}{IS}-?{SIZE}
    account-halt: -?{SIZE} {SPAN} {STOP}
    account-halt: {STOP}{IS}-?{SIZE} (daily|(per|a|each|every) (day|week|month)){BARS}
    account-goal: {SPAN} {TARGET}{IS}\+?{SIZE}
    account-goal: \+?{SIZE} {SPAN} {TARGET}
    """
)
LOOKED = "(based|evaluated|measured|checked|triggered|executed|looked at|valid|only|counted)"
CLOSING = "(closing|close)"
# Behind a stop: what is looked at on the close of a bar, and not within it.
BASED = rf"(a |an |the )?((daily|weekly|candle|bar|day'?s?|end[- ]of[- ]day) )?{CLOSING}"
ON_CLOSES = ways(
    rf"""
    stop-on-close: \(?({LOOKED} )*(on|at|by|upon) {BASED}( prices?| basis| values?| only)*\)?{END}
    stop-on-close: ({LOOKED} )*{CLOSING}[- ]basis( only)?
    """,
    behind=r"\b(stop|stop[- ]?loss|sl|stops)\b[^.;,]{0,24}[ (]",
)
CLOSING_STOP = ways(
    r"""
    stop-on-close: (closing|close[- ]only|end[- ]of[- ]day|eod)(?=( |-)(price )?stop)
    """
)
FAR_SD = r"[\d.]+\s?(x )?(standard deviations?|std\.?[- ]?dev(iation)?s?|sds?|sigmas?|σ)"
ENTRY = "( (below|above|from|under|over|of) (the |my )?(entry|purchase|buy)( price)?)?"
ELSEWHERE = r"(?! (below|above|from|under|over|of|around|away)\b)"
LIMIT = "(stop[- ]?loss|stop|sl|take[- ]?profit|tp|profit target|target)"
# Of what is not said, and no band: "stop 2 sd below the 20-day average" is one.
IN_DEVIATIONS = ways(
    rf"""
    sd-limit: {LIMIT}( |:|=|is|at|of|set|a|an)* {FAR_SD}{ENTRY}{ELSEWHERE}
    sd-limit: {FAR_SD} {LIMIT}{ELSEWHERE}
    """
)
SUBJECT = "(it|this|that|these|(the|this|my) (strategy|system|idea|approach|rules?))"
BEATS = "(beat(s|en)?|outperform(s|ed)?|do(es|ne)? better than|(perform|fare)(s|ed)? better than)"
DOING = "(does|did|do|would|will|could|can|has|have|is|was)"
BETTER = rf"({BEATS}|better than)"
NAMED = r"(?= (the )?[\^A-Z&][\w&^.]*( \d+)?\s*($|[?.,;!)]|\b(or|and|over|since|in)\b))"
# What is asked of the result is no rule: "does it beat SPY?" compares it with SPY.
COMPARING = ways(
    rf"""
    vs: {DOING} {SUBJECT}( still| really| also| even)?( have| be| been)* {BETTER}{NAMED}
    vs: ((and|to|please|then|,) )?(see|check|find out|tell me|show( me)?|know) (if|whether)
        {SUBJECT} {BETTER}{NAMED}
    so-far: {DOING} {SUBJECT}( still| really| also| even)?( have| be| been)* {BETTER} the (market
        |index|benchmark)\b
    vs: (beat|outperform)(?= (the )?[\w&^.]+( 500)?\s*\?)
    """
)
LIMITING = COMPARING + IN_DEVIATIONS + ONCE + OF_A_DAY + ON_CLOSES + CLOSING_STOP
