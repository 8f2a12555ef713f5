"""How people ask what a holding would have become: "how would 10k in KO since 2000 have done?" """

from __future__ import annotations

from agents.language.lexicon.ways import ways

MONEY = r"[$€£₹]?\d[\d,.]*k?( (usd|usdt|dollars|bucks|eur|euros?|inr|rupees|gbp|pounds))?"
THEN = "( (today|now|by now|since|since then|by then|at the end|in the end))?"
DATED = r"(?=\s*($|[?.!,;]|\b(from|since|between|in|until|if|through)\b))"
TEST = "( of (the|all) (tests?|periods?|data|history|backtests?|time))?"
FIRST = "(start|beginning|first (trading )?(day|bar))"
LAST = "(end|last (trading )?(day|bar))"

# "lump sum in March 2015" says since when it is held, and not that the test ends with that month.
MONTHS = (
    r"((early|mid|late) )?((jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? "
    r"(\d{1,2}(st|nd|rd|th)?,? )?)?"
)
YEAR = rf"(?= (the (start|beginning) of )?{MONTHS}(19|20)\d\d\b(?! (usd|dollars|bucks)))"

DID = "(do|done|perform|performed|fare|fared)"

LOOKING_BACK = ways(
    rf"""
    buy: (how|what|how much) would( (a|an|my|the))?(?= {MONEY} (in|into|invested|of|put
        |investment)\b)
    buy: (a |an |one |make |my )*((one[- ]time|single|one[- ]off|initial) )?lump[- ]sum(
        (investment|purchase|buy))?( (of|into|in))?(?= {MONEY}\b)
    since: (a |one |single )*lump[- ]sum( (investment|purchase|buy))?( (invested|made|put in
        |placed))?,? (in|on|from|at|back in){YEAR}
    so-far: (now )?have (done|performed|fared|grown|become|turned out|developed){THEN}{DATED}
    so-far: (be|have been) worth{THEN}(?= if\b)
    so-far: if( (it|that|they|i|you|we|he|she))?( (was|were|had|had been|'d))* (bought|purchased
        |invested|put in)(?= (in|on|at|since|back in) )
    hold: (on|at|in) the (very )?{FIRST}{TEST},?( (and|then))* (sell|sold|exit|close|sells)( (it
        |them|everything|all))* (on|at|in) the (very )?{LAST}{TEST}END
    hold: how (did|has|have)(?= [a-z0-9&.^ -]{{1,30}}? {DID}{DATED})
    """
)
# Behind what was asked about, and behind the money that was put in.
DONE = ways(rf"so-far: {DID}{DATED}", r"[a-z0-9] ")
PUT_IN = ways(
    r"""
    in: ((that|which) (was|were|is) )?(invested|investment|put)( (in|into))\b
    """,
    rf"{MONEY} ",
)
