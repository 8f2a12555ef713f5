"""How people say what an account may lose before nothing is traded any more: "daily loss limit 5%",
"stop trading for the day after a loss of 3%". It is no stop of a position.
"""

from __future__ import annotations

from agents.language.lexicon.ways import SIZE, ways

SPAN = r"(daily|weekly|monthly|account|portfolio|per[- ]day)"
WHOLE = r"(overall|total|account|portfolio|equity)"
LOST = "(loss(es)?|drawdown|dd|draw-down|risk)"
LIMIT = "(limits?|caps?|stop|max(imum)?|threshold|protection|breaker|cut-?off)"
IS = r"((\s*[:=]\s*| is | of | at | to | ))"
MOST = "(max(imum)?\\.?( allowed| allowable| tolerated)?|limit|cap|hard)"
MUCH = rf"(-?{SIZE}|[$€£]\s?[\d,.]+k?)"
BEHIND = r"(\s*(of (the )?(account|equity|capital|balance|portfolio)|(per|a|each|in a) day|daily))*"
CAPPED = rf"({MOST} {SPAN} {LOST}( {LIMIT})?|{SPAN} ({MOST} {LOST}( {LIMIT})?|{LOST} {LIMIT}))"
HALTING = ways(
    rf"""
    account-halt: {CAPPED}{IS}{MUCH}{BEHIND}
    account-halt: {MUCH} ({CAPPED}|{MOST} ({WHOLE} )?(drawdown|dd))(?! per (trade|position))
    account-halt: {MOST} ({LOST}( {LIMIT})?{IS}{MUCH}|{MUCH} {LOST}) (per|a|each|in a) (day|week
        |month)
    account-halt: {MOST} {WHOLE} {LOST}( {LIMIT})?{IS}{MUCH}{BEHIND}
    account-halt: {MOST} ({WHOLE} )?(drawdown|dd)( {LIMIT})?{IS}{MUCH}{BEHIND}(?! per (trade
        |position))
    account-halt: (stop|pause|halt|quit|suspend|cease|no( more| further| new)?)( all| any)?
        (trading|trades|entries|entering)( for)?( the| that| this)?( rest of the)?( day| week| month
        | session)? (if|when|once|after|at|on)( (a|an|the|we|i|my|our|total|daily|account|equity
        |portfolio|drawdown|loss(es)?|lose|lost|exceeds?|reach(es)?|hits?|goes|is|are|down|falls
        |drops|by|of|more|than|over|above|below))* {MUCH}{BEHIND}
    account-halt: (daily |account )?(circuit breaker|kill[- ]?switch)( (at|if|when|on|after)( (a|the
        |daily|loss|drawdown|of|exceeds|reaches|hits|account|equity|down))*{IS}{MUCH})?{BEHIND}
    """
)
