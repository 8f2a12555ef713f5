"""How people tell of a test that they made: "buy decisions were when ...", "I picked KO as the
stock that I would invest in", "I simulated it over the daily close data".
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

SAYS = "(i|we)( (have|had|just|then|also|will|would|randomly|simply))*"
ASSET = "(stock|share|asset|security|fund|etf|company|coin|ticker|instrument|symbol|pair)"
ONE = f"((an?|the|my|our|one|single|sample|example) )*{ASSET}"
PUT = "(invest(ed)? in|buy|bought|trade|traded|test|tested|look at|use|used|backtest)"
WHEN = r"(?=\s*(:|(when|if|whenever|once|as soon|on)\b))"
MADE = "((are|were|is|was|get|got|will be)( (made|taken|triggered))?|made|taken)"
SET = r"(data|prices?|series|values|history)"

EXCHANGE = (
    "(nyse|nasdaq|amex|us|american|new york|wall street|stock( market| exchange)?|exchange|cash"
    "( market| session)?)('s)?( market| session)?"
)

ACCOUNTS = ways(
    rf"""
    buy: ((my|the|our|all) )?(buy|buying|entry|purchase) decisions?( {MADE})?{WHEN}
    sell: ((my|the|our|all) )?(sell|selling|exit|sale) decisions?( {MADE})?{WHEN}
    so-far: {SAYS} (pick|picked|chose|choose|select|selected|went with|settled on)\b(?! the (best
        |strongest|top|worst|weakest|cheapest|highest|lowest))(?= [A-Z"“$(])
    so-far: as {ONE}( (that|which))?( {SAYS} {PUT})?(?=\s*([.,;([]|$|\band\b))
    capital: {SAYS} assumed?( (an?|some|initial|starting))*(?= [$€£]\s?[\d,.]+( \w+)? investment\b)
    capital: (my|our|the)( (total|initial|starting))* investment (is|was)(?= [$€£])
    so-far: investment(?=\s*([.,;]|$|\b(and|over|for|into|on|i|we)\b(?! (each|every|any))))
    so-far: (the|my|our|its) (formulas?|rules?|code|system|strategy|conditions?|logic) (is|are) as
        follows(?=\s*:)
    all-in: ((position|trade) )?(sizing|size)( is| of)?\s*:?\s*full (allocation|position|capital
        |equity)( (during|in|for|over|within) (the|this|that)( [\w-]+){{0,3}} (window|period))?(
        \s*[;,] (flat|(in )?cash) otherwise)?
    at-open: at (the )?{EXCHANGE} open(ing)?( bell)?\b(?! (above|below|range|price is))
    at-close: at (the )?{EXCHANGE} clos(e|ing)( bell)?\b(?! (above|below|price is))
    hold: re-?balance( (my|the|our|this) (portfolio|holdings|positions|basket|account))? (to hold|so
        (that )?(it|i|we) holds?)\b
    sell: paper[- ]?hand(s|ed|ing)?( (it|them|this|that|out))*(?= (after|in|within|when|if|once)\b)
    so-far: (the )?(threshold|cut-?off)( (level|value))?( (of|at))?(?= \d)
    so-far: or (broad )?((equity|stock) )?index futures(?=\s*([.;,]|$))
    daily: (over|on|using|with|from|based on|off) ((the|all|its) )*daily ((adjusted|adj\.?) )?(close
        |closing|ohlcv?)( price)? {SET}\b
    """
)
