"""Shares that nobody names: "large caps", "the top gainers", "scan for stocks that ..."."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

SHARES = "(stocks?|shares?|compan(y|ies)|names|equities|securities)"
SIZES = "((very )?(large|mega|big|mid|small|micro)([- ](and|to|&)[- ](large|mid|small))?)[- ]?caps?"
SORTS = (
    "(tech(nology)?|biotech|energy|financial|healthcare|health care|semiconductor|growth|value"
    "|cyclical|defensive|utility|utilities|pharma|industrial|consumer staples|penny|blue[- ]?chip"
    "|liquid|high[- ]beta|low[- ]beta|high[- ]volatility|low[- ]volatility)"
)
# Behind it stand the names after all, or it is the name of a fund.
NAMED = (
    r"(?!\s*(\(|:|,? (like|such as|e\.?g\.?|including|namely|etfs?|funds?|index|value|growth|blend"
    r"|and (large|mid|small))\b))"
)
KNOWN = (
    "(popular|well-known|famous|major|leading|quality|high-quality|strong|promising|undervalued)"
)
MOST = "((very )?(top|biggest|largest|best|worst|strongest|hottest|greatest))"
MOVERS = (
    "(gain(er|ing)s?|loser?s?|losing|mover?s?|moving|percent(age)? (gain|los)ers?|runners?"
    f"|gapp?ers?|decliners?|advancers?)( {SHARES})?"
)
OF_WHAT = "( (of|from|in|on) (the|each|every|this|that) (day|week|month|session|morning|market))?"
SCANS = "(scans?|scanning|search(es|ing)?|looks?|looking|screens?|screening|hunts?|filters?)"
UNIVERSE = ways(
    rf"""
    index-members: (us |american |only )?{SIZES}( {SHARES})?\b{NAMED}
    index-members: ({KNOWN} )*(us |american )?({SORTS}[ ,]*(and )?)+ {SHARES}\b{NAMED}
    index-members: ({KNOWN} )+{SHARES}\b{NAMED}
    index-members: blue[- ]?chips\b{NAMED}
    so-far: (us |american )?({SIZES}( {SHARES})?|({SORTS}[ ,]*(and )?)+ {SHARES}),? (like|such as
        |including|e\.g\.|namely)(?= \$?[A-Z])
    screened: (the )?((\d+|one|two|three|five|ten) )?{MOST} ((\d+|one|two|three|five|ten) )?((daily
        |weekly|intraday|pre-?market|percentage|stock|market) )*{MOVERS}{OF_WHAT}\b
    screened: (the )?((\d+|five|ten) )?(most|least) (active|actively traded|traded|volatile
        |shorted|liquid) {SHARES}{OF_WHAT}\b
    """,
    r"(^|\b(buy|buys|buying|of|in|for|among|trades?|short|shorts|sell|long|find|finds|find me|with"
    r"|on|into|over|through|pick|picks|select|selects|hold|get|identify|universe:?)"
    r" (the |all |any |some |only |my |into |up to \d+ )*)",
)
SHARE = r"\d[\d.]*\s*(%|percent|per cent|pct)"
HOW_MANY = (
    rf"(((more|less|fewer) than|over|under|at least|above|below) )?"
    rf"({SHARE}|most|half|few|the majority|a majority|the percent(age)?|percent(age)?|the number)"
)
GROUP = f"({SHARES}|members|components|constituents|sectors)"
BREADTH = ways(
    rf"""
    many-shares: {HOW_MANY}( of)?( (all|the|its|us|s&p( 500)?|nasdaq([- ]100)?|index|dow))*
        {GROUP}( (in|of|on) (the )?[\w&]+( \d+)?( index)?)?(?= ((that|which) )?(are|is
        |trad(e|es|ing)|clos(e|es|ing)|above|below|under|over|have|has|hold|mak(e|ing)|up|down)\b)
    """
)
SCANNED = ways(
    rf"""
    when: ({SCANS} for|finds?|identif(y|ies)|locates?) ((me|the|all|any|some) )*({SHARES}|coins?
        |cryptos?|etfs?|tickers?)( (that|which|where|with|whose|when|in which))+
    so-far: ({SCANS} for|finds?|picks?|selects?|identif(y|ies))(?= (the )?((\d+|three|five
        |ten) )?(top|biggest|best|worst|most|strongest)\b)
    """
)
LAST_DAY = ways(
    """
    friday: (on |at |by )?(the )?(last|final) (trading |business |market )?(day|session) of (the
        |each|every|that|this|the same|a) (trading )?week\\b
    monday: (on |at )?(the )?(first|opening) (trading |business |market )?(day|session) of (the
        |each|every|that|this|a) (trading )?week\\b
    """
)
