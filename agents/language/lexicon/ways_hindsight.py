"""How people trade by what nobody could know then: "the day before it jumps 5%", "at the bottom",
"if it rises tomorrow".
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

SPAN = "(day|week|month|quarter|year|session|hour|cycle|decade)"
EXTREME = (
    "((absolute|exact|very) )?(lowest|highest|low|high|bottom|top|peak)"
    "( (point|price|prices|close|closing price))?"
)
SWING = (
    "(dip|crash|move|rally|cycle|correction|swing|trend|drop|pullback|pull-back|bear market"
    "|bull market|market|wave|decline|sell-?off|run|leg|cycle)s?"
)
TURN = "((absolute|exact|very|market) )*(bottom|top|peak|trough)s?"
MOVES = (
    "(jump|drop|rise|fall|rally|crash|double|moon|tank|pump|dump|spike|surge|soar|plunge|explode"
    "|reverse|climb|decline|rocket|collapse|move up|move down|go up|go down|take off|break out"
    "|increase|decrease|gain|lose)"
)
MOVED = (
    "(gains?|loses?|increases?|decreases?|jumps?|drops?|rises?|falls?|rall(y|ies)|crash(es)?|doubles?|moons?|tanks?|pumps?|dumps?"
    "|spikes?|surges?|soars?|plunges?|explodes?|reverses?|reversals?|break-?outs?|breaks out"
    "|sell-?offs?|corrections?|bull runs?|declines?|collapses?|rockets?|climbs?|takes off"
    "|crossovers?|(golden|death) cross(es)?|(goes|go|moves|turns) (up|down)|big moves?|move)"
)
SIZE = r"\d+(\.\d+)?\s*(%|percent|per cent|pct)"
SIZED = f"( (by |up |down |more than |at least |over |about |around |nearly )*{SIZE})?"
BEFORE = (
    r"((on|at|from) )?(the )?((\d+|one|two|a|an) )?((day|bar|candle|week|hour|minute|session"
    "|evening|night|moment)s? |right |just |shortly |immediately )?before"
)
SUBJECT = "(it|they|price|the (price|market|stock|coin|share)|bitcoin)"
DAYS = "((any|every|each|an?|the|all|those|such|some) )*(days?|sessions?|candles?|bars?|weeks?)"
NAMING = f"((a|an|the|every|each|any|all|big|large|huge|major|next|stock|market|price|{SIZE}) )+"
LATER = (
    r"(tomorrow|next (week|month|year|session)|(in|over|within) the (next|coming) [\w ]{1,12})\b"
)
# Behind who buys or sells.
AFTERWARDS = ways(
    rf"""
    hindsight: (at|on|near|for) ((the|its|their) )?{EXTREME} (of|in|for) ((each|every|the same
        |that same|that|this|the|a|any) )+{SPAN}\b(?! (before|ago|range))
    hindsight: (at|on|near|for) ((the|its|their) )?{EXTREME} (of|in|for) (19|20)\d\d\b
    hindsight: {BEFORE} {SUBJECT} (went up|went down|rose|fell|crashed|jumped|exploded|took
        off|rallied|mooned|dropped|soared|doubled|tripled)( {SIZED})?END
    hindsight: (on|at|for) (today's|the day's|each day's|every day's|the daily|each week's
        |the week's|this week's|the month's) {EXTREME}(?=\s*($|[.,;]|\b(and|every|each|when|if)\b))
    hindsight: ((at|near|on|in|around) )?(the |every |each |its ){TURN} (of|in) ((each|every|the|a
        |any) )*{SWING}END
    price-turn: ((at|near|on|in|around) )?(the |every |each |its ){TURN}END
    hindsight: {BEFORE} {SUBJECT}( {MOVED}{SIZED}( or (more|higher|lower))?)?END
    hindsight: {BEFORE} {NAMING}{MOVED}{SIZED}( (ends?|begins?|starts?|happens?|occurs?))?( (in|of
        |for|on) [A-Z^][\w^.-]{{0,11}})?END
    hindsight: {BEFORE} {DAYS}( (on which|in which|where|when|that))? ({SUBJECT}|[A-Z][\w.-]{{0,11}}
        ) {MOVED}{SIZED}( or (more|higher|lower))?END
    hindsight: {BEFORE} ((any|every|each|an?|the|all|next) )*((big|large|huge|major|strong
        |{SIZE}) )*(up|down|green|red|bullish|bearish|winning|losing) (day|session|candle|bar|week
        |month)s?END
    """,
    r"\b(buy|buying|bought|buys|sell|selling|sold|sells|short|shorting|cover|enter|exit|in|out)"
    r"( (it|them|all|everything|[A-Za-z][\w./-]{0,12}))?"
    r"( (at|on|near) the (close|open|opening|closing|bell))? ",
)  # fmt: skip
# Behind what says when, or which one.
FORESEEN = ways(
    rf"""
    hindsight: ({SUBJECT}|\w{{2,12}}) (will|is going to|is about to|gonna) {MOVES}(?=
        [^.;]{{0,24}}\b(tomorrow|next|coming|soon)\b)
    hindsight: ({SUBJECT}|\w{{2,12}}) (is|are) (going|about) to {MOVES}\b
    hindsight: ({SUBJECT}|\w{{2,12}}) {MOVED}{SIZED}( (higher|lower|more))? {LATER}
    hindsight: (tomorrow'?s|next (day|week|month)'?s) (close|price|open|high|low|return|candle|bar
        |move)\b
    hindsight: tomorrow'?s [\w^.-]{{1,12}} (will|is going to)\b
    hindsight: tomorrow (closes|rises|falls|is (up|down|green|red|higher|lower)|goes (up|down))\b
    hindsight: (will|are going to|is going to|are about to|is about to) {MOVES}( (the )?most)?(?=
        {LATER})
    """,
    r"\b(if|when|whenever|once|that|which|because) ",
)  # fmt: skip
