"""How the frame of a test is said: what trading costs, what there is to start with, which years."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

COSTS = (
    "((trading|transaction|broker|brokerage|exchange) )?(commissions?|fees?"
    "|costs?|brokerage|slippage|spreads?|taxes|charges)"
)
FEES = "((brokerage|broker(age)?'?s?|transaction|trading) (fees?|commissions?|costs?|charges?)"
SPENT = "(put|bought|buy|invest(ed)?|held|hold|thrown|threw|dca|dumped|placed|sunk|kept|started)"
THING = "(stock|symbol|ticker|name|company|coin|asset|etf|fund|instrument|holding)"
HISTORY = "(data|history|prices?|chart|records?)"

# "keep it a month, then rank again"
KEPT = "(hold|keep)( (it|them|that|this|that one))?( for)? (a|one|1|the next|the following)( full)?"
AGAIN = (
    r",?( and| then|\.)*,? (then )?(repeat|re-?rank|re-?pick|re-?evaluate|(rank|pick|choose|rotate"
    "|check|switch|start|look|compare|do it) (them )?(again|anew|over))( (the process|everything"
    "|again|over|all over))*"
)

SETUP = ways(
    rf"""
    zero: (please )?(ignor(e|ing)|disregard(ing)?|neglect(ing)?|exclud(e|ing)|assum(e|ing) (no
        |zero))( (all|any|the|both))*(?= {COSTS}\b)
    zero: (not|without) (considering|including|counting|accounting for)( (any|the))*(?= {COSTS}\b)
    commission: (trading|transaction|exchange) (fees|costs|charges)\b
    commission: {FEES}|brokerage)\b(?! account)
    capital: ((starting|initial|beginning|opening|account) )?equity( (of|is|at)
        |:| =)+(?=\s*[$€£₹]?\s?\d)
    so-far: per (trade|position|transaction|order|deal)( (for|with|at|use|:|a|about))*(?= [\d.]+\s?%
        of (the |my |our |total )*(capital|equity|account|portfolio|money|cash|balance|funds)\b)
    of-position: per (executed )?(order|transaction|deal)\b
    capital: (the |my |our )?(total|overall) ((starting|initial) )?capital( is| of|:| =)*(?=\s*[$€£₹
        \d])
    and: while(?= (holding |having |keeping |with )?(a |an |at )?(maximum|max|most|absolute max)\b)
    so-far: to (stop|limit|cut) ((the|my|our|your|further|more) )?(loss|losses)(?=\s*($|[.,;)]))
    so-far: (if|when|in case) (a|the|any) (loss|losses) (occur(s|red)?|happen(s|ed)?|is made),?
    of-position: (each|every)( (trade|position|entry|buy|order|one))?( (is|gets|uses|receives|takes
        |costs|with|for|at|of|worth|:|=))*(?= ?[$€£]\s?\d)
    of-position: (each|every) {THING}( (is|gets?|uses?|receives?|takes?|starts?|started|begins?
        |should|has|with|for|at|of|worth|:|=))*(?= ([$€£₹]\s?\d|\d[\d,]{{3,}}\b|\d+k\b))
    of-position: (for|on) (each|every) (buy|sell|order|side|leg)\b(?=\s*($|[.,;)]))
    capital: (the |my |an? )?((trading|demat|starting|initial) )?(account|portfolio|capital|bankroll
        ) size( is| of|:| =)*(?=\s*[$€£₹\d])
    so-far: ,?\s*(back )?as far (back )?as (possible|you can( go)?|it (goes|will go|can go)|the
        {HISTORY} (goes|allows?|go|reach(es)?|lets you))( back)?
    so-far: ,?\s*(since|from) (its|the|their|day) (very )?(inception|launch|listing|ipo|start of
        trading|beginning of (trading|time|its history)|one|first (day of trading|trading day
        |day))\b
    so-far: ,?\s*(over|for|on|across|through|throughout) (its|the|their) (whole|entire|full
        |complete) ((price|trading|available) )?(history|life|lifetime|existence)\b
    since-covid: since (the )?((start|beginning|outbreak|bottom|crash|lows?) of )?(the )?(covid
        |corona|coronavirus|pandemic)([- ]?19)?( (pandemic|crash|crisis|outbreak|lows?|bottom|era
        |started|began|hit))?\b
    since-crisis: (since|after) (the )?((end|bottom) of )?(the )?((great|global|2008|08|big
        |last) )?(financial crisis|gfc|great recession|housing crash|subprime crisis|lehman( crash
        | collapse| bankruptcy)?|2008 crash)\b
    since-dotcom: (since|after) (the )?((end|burst|bursting) of )?(the )?dot[- ]?com( (bubble|crash
        |bust|era))?( burst)?\b
    since-millennium: since (the )?(turn of the (century|millennium)|millennium|new millennium
        |y2k)\b
    so-far: (and )?(how much|what) (money )?would (i|it|that|this|the (investment|money|position))
        (now )?(have|be worth|be|have (been|made|earned|become|ended up with))( (today|now|by now|by
        then|at the end|in the end|left))?(?=\s*($|[?.!,;]))
    so-far: (what |how much |what would have happened |suppose |imagine )?if (i|you|we|one|somebody
        |someone)( had|'d| were to)(?= {SPENT}\b)
    so-far: what('?s| is| does| would| did)? (it|this|that) looks? like(?= (if|when|to|with)\b)
    so-far: (what would have happened|what) if (i|you|we|one|somebody|someone)(?= {SPENT}\b)
    so-far: (how much|what) would(?= (my |an? )?[$€£₹]?\d)
    hold: (be|have been|be now) worth( (today|now|by now))?(?=\s*($|[?.]))
    so-far: (the )?(good )?(old )?(sell in may|halloween|santa claus|santa|january|turn of the month
        |end of month|weekend|monday)( and go away)? (thing|effect|rule|anomaly|adage|idea|indicator
        |trade|rally|strategy|barometer)(?=.{{0,90}}\b(buy|long|hold)\b)
    sell-in-may: (the )?(good )?(old )?(sell in may|halloween)( and go away)? (thing|effect|rule
        |anomaly|adage|indicator|trade|strategy)(?!.{{0,90}}\b(buy|long|hold)\b)
    otherwise: (if|when) (neither|none)( of (the|these|those|them)( two)?)?( (conditions?|rules?
        |cases?|signals?))? (is|are|applies|apply|holds?|hold)( (met|true|satisfied|triggered
        |active|so|the case))?
    otherwise: (if|when|whenever|once|wen) (it is not|it isn't|it isnt|it aint|it ain't|it doesn't
        |it doesnt|its not|it's not)(?=\s*($|[.,;]))
    hold: (stay|stays|staying|be|being|remain|sit)( long| invested)? in(?= (the )?[\w.^-]+ only
        (when|while|if|as long as)\b)
    invest-money: ((and|i|i'll|we) )*(a )?(total )?(invest|investing|investment|invested)( of
        |\s*:)?(?= [$€£₹]?\d[\d,.]*k?(\s*(usd|usdt|usdc|dollars?|eur|euros?|inr|rupees|gbp
        |pounds))?\s*($|[.;)]|,(?!\d| (every|each|per|weekly|monthly|daily)\b)))
    of-position: (a|per) (pop|go|throw|clip)(?=\s*($|[.,;)]))
    size: (each|every) (trade|position|entry|buy)( (is|gets|uses|receives
        |takes|with|at|:|=))*(?= [\d.]+\s?%)
    size: cap (any|each|every)( (single|one))? (trade|position)( size)?( (at|to))(?= [\d.]+\s?%)
    half: 1/2(?= of)
    third: 1/3(?= of)
    quarter: 1/4(?= of)
    fifth: 1/5(?= of)
    daily: on (a|the) daily basis\b
    weekly: on (a|the) weekly basis\b
    monthly: on (a|the) monthly basis\b
    quarterly: on (a|the) quarterly basis\b
    yearly: on (a|an|the) (yearly|annual) basis\b
    weekly: {KEPT} week{AGAIN}
    monthly: {KEPT} month{AGAIN}
    quarterly: {KEPT} quarter{AGAIN}
    yearly: {KEPT} year{AGAIN}
    timeframe: (the )?((chart|bar|candle|trading|time) )?(time[- ]?frame|interval|chart)( (for|of
        |in) (the|this|my|our|your) (strategy|system|bot|algorithm|rules?|chart|signals?|backtest
        |test))?( (to be )?used)?( (is|are|was|will be|should be|must be))?( (set|fixed|chosen
        |selected))?( (to|at|as|on)|\s*[:=])?(?=\s*\d+[- ]?(m|mins?
        |minutes?|h|hrs?|hours?)\b(?! (ago|hold)))
    put: (place|places|placing|assign|devote)(?= (about )?([\d.]+\s?%|(half|all|everything)\b))
    so-far: (good )?old(?= (sell in may|buy and hold|turn of|golden cross|turtle|moving average))
    """
)  # fmt: skip
EACH = rf"""of-position: ((in|into|to|for|per|on|with) )?(each|every)( single)?( of (the|these
        |those|them|my)( (two|three|four|five|six|\d))?)?( (stocks?|symbols?|tickers?|names?|ones?
        |company|companies|coins?|assets?|etfs?|funds?|instruments?|holdings?|pairs?|markets?))?(?=\s*($
        |[.,;:)]|\b(and|but|or|while|with|then|when|if|whenever)\b))
    of-position: (per|for every|an?) {THING}\b(?! (commission|fee|cost|in (fees|costs
        |commissions)))"""
# "with a $1,200 investment": the money was just said.
INVESTED = ways(
    rf"""
    so-far: (total )?investment(?=\s*($|[.,;)]|(over|for|in)\b(?! (each|every|any|either|both)\b)))
    of-position: investment (in|for|per|on) (each|every)( (one|stock|share|symbol|of (them|these
        |those)|trade|position|entry|buy))?(?=\s*($|[.,;)]))
    {EACH}
    of-position: a piece\b
    """,
    r"[$€£₹\d][\d,.]*k? ((usd|usdt|usdc|dollars?|eur|euros?|inr|rupees|gbp|pounds) )?",
)
PER = ways(rf"of-position: /\s*{THING}\b", r"[$€£₹\d][\d,.]*k?")
AGAINST = r"(with|to|and|against|vs\.?|versus)"
HOLDING = "(a )?(simple )?buy[- ](and|&|n)[- ]hold(ing)?( strategy)?"
COMPARING = ways(
    rf"""
    vs-hold: compar(e|ing) {HOLDING} {AGAINST}\b
    so-far: compar(e|ing)( the)?(?= [\w\s/().-]{{1,60}}?{AGAINST} {HOLDING})
    """
)
COMPARED = ways(rf"vs-hold: (with|to|and) {HOLDING}", r"compar(e|ing)( the)? [\w\s/().-]{1,30} ")
# "25% in each": of the equity.
PARTS_EACH = ways(EACH, r"\d\s*% ")
EACH_PART = ways(
    rf"""
    size: each( {THING})?( (is|gets?|uses?|receives?|takes?|with|at|:|=))*(?= [\d.]+\s?%\s*($
        |[.,;)]))
    """,
    r"[,.;(]\s*",
)
