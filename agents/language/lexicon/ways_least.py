"""How people say that a position is held for a shortest time: "hold at least 10 days", "do not
sell before 10 days", "a minimum holding period of a week"."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

SPAN = (
    r"(the )?([\w.]+ )(full |whole |trading |calendar |business )?(days?|bars?|weeks?|sessions?"
    r"|candles?|hours?|months?|periods?|minutes?)"
)
LEAST = "(at least|(for )?a minimum( of)?|minimum( of)?|no less than|not less than)"
DONE = (
    "(( have| has)? (passed|elapsed|gone by|are over|is over|are up)"
    "| (after|from|since) (the |my )?(entry|purchase|fill|buying|entering)| of holding"
    "| in the (trade|position))?"
)
DENIED = "(do not|don't|dont|never|no|not|without)"
LEAVING = (
    "(sell|selling|exit|exiting|close|closing|cover|covering|leave|leaving|get out|getting out)"
)
OBJECT = "( (it|them|the (position|trade|shares?|stock)|anything|any of it|before))?"
BEFORE = (
    "(before|until|till|earlier than|sooner than|within|in the first|during the first|for the first"
    "|for the next|for at least|inside|for)"
)

LEAST_TIME = ways(
    rf"""
    least-time: (but )?(hold|keep|stay in)( it| them| the position| the trade| on)?( for)? {LEAST}
        {SPAN}END
    least-time: (but )?(hold|keep) (it |them |the position )?(for )?{SPAN}( at least| minimum| or
        (more|longer))END
    least-time: (with )?(a )?(min|minimum|minimal|shortest) (hold|holding)( period| time)?( of|:| is
        | =)? {SPAN}
    least-time: (but )?{DENIED} {LEAVING}{OBJECT} {BEFORE} {SPAN}{DONE}END
    least-time: (but )?not (before|until|earlier than|sooner than) {SPAN}{DONE}END
    least-time: (but )?wait(ing)? (for )?(at least )?{SPAN} before {LEAVING}{OBJECT}
    least-time: (but )?(only )?after (at least|a minimum of|no less than) {SPAN}{DONE}END
    least-time: (and|but only (if|when|once)) {LEAST} {SPAN}( have| has)? (passed|elapsed|gone by)
    """
)
