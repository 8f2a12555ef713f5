"""Where "short" is no side of the market: a switch that is off, what is paid to borrow, a part of a
fund's name, or just not long.
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

SHORTS = (
    "(shorts?( (side|sides|trades?|positions?|entr(y|ies)|sales?))?|short[- ]?selling|selling short"
    "|shorting|going short)"
)
OFF = (
    "((switched|turned|always|simply|currently) )*(off|disabled|false|forbidden|prohibited"
    "|excluded|banned|deactivated|not (allowed|permitted|enabled|used|taken|traded|possible|wanted"
    "|desired|supported|considered)|disallowed)"
)
ON = "(on|yes|true|(are |is )?(allowed|enabled|permitted))"
RATE = (
    r"([\d.]+\s*(%|percent|per cent|pct)( (a|per) (year|annum)|/(yr|year)| p\.?a\b| annual(ly)?"
    "| yearly))"
)
COST = "(borrow(ing)?( (fees?|costs?|rates?|charges?))?|fees?|costs?|charges?|interest|rate)"
TESTS = "(back-?test|test|run|version|description|summary|note|story|answer|question|explanation)"
# What a fund holds, in its name.
KIND = (
    "(u\\.?s\\.?|corporate|government|treasur(y|ies)|bonds?|bills?|notes?|credit|income|maturity"
    "|investment[- ]grade|municipal|tips|index|equit(y|ies)|stocks?)"
)
FUND = "(etfs?|etns?|etps?|funds?|certificates?|trackers?)"
TERM = (
    "(ultra[- ]?short|(ultra[- ]?)?(short|long|intermediate|medium)(er)?[- ](term|dated|duration"
    "|maturity))"
)
# Funds that gain where something falls, or that hold bonds; an index is part of their names.
INVERSE = (
    "(sh|psq|dog|rwm|sds|qid|dxd|twm|spxu|spxs|sqqq|sdow|tza|svxy|svix|zivb|xiv|tbf|tbt|tmv|eum|efz"
    "|dust|jdst|labd|soxs|faz|tecs|yang|biti|sbit|sark|tslq|nvds|sco|kold|glll|gll|zsl|euo|rek|srs)"
)
BONDS = (
    "(shy|bil|tlt|ief|iei|vgsh|shv|bsv|biv|blv|mint|jpst|icsh|bnd|agg|lqd|scho|spts|vcsh|igsb|sgov"
    "|edv|tlh|sptl|vglt|zroz|govt|tmf|hyg|jnk|mub|tip|vtip|emb|vcit|vclt)"
)
ISSUER = (
    "(pro[- ]?shares|direxion|ishares|vanguard|spdr|invesco|state street|schwab|wisdomtree|vaneck)"
)
OTHER = r"(?! (in|on|the|of|positions?|trades?|when|if|with|against|side|selling|as|for|and|or)\b)"
NAME = rf"({OTHER} [\w&/.^+-]+){{0,4}}?"
DOWN = "(ultra(pro)?[- ]?)?(short|inverse|bear)"

OTHER_SHORTS = ways(
    rf"""
    so-far: ((with|and|but) )?((allow|enable|permit|use|take)(ing|s)? )?{SHORTS}( (is|are)|\s*[:=])*
        {OFF}END
    so-far: ((allow|enable|permit)(ing|s)? )?{SHORTS}\s*[:=]\s*(no|none|never)END
    side-switched: {SHORTS}( (is|are)|\s*[:=])* {OFF}(?= (when|if|while|after|before|in|during|on
        |until|unless)\b)
    side-switched: ((allow|enable|permit)(ing|s)? )?{SHORTS}\s*[:=]?\s*{ON}END
    so-far: (trade |trading )?direction\s*[:=]\s*long([- ]only)?END
    borrow: (short(ing)?|short[- ]?sell(ing)?|short[- ]?sale)( (stock|share))? borrow(ing)?\b
    borrow: (short(ing)?|short[- ]?sell(ing)?|short[- ]?sale)s? {COST}(?=( of| at| is|:|=)* {RATE})
    so-far: ((long story|to keep it|to make it|in) )short(?=\s*[:,–—-])
    so-far: short and sweet(?=\s*[:,–—-])
    so-far: ((a|an|the|my|one|just|as|for) )+((very|quite|quick|simple|first) )*short {TESTS}\b
    so-far: short (description|summary|version|explanation|name)(?=\s*:)
    so-far: ((the|an?|{ISSUER}|ultra|leveraged|daily|-?[123]x) )+{DOWN}{NAME}
        {FUND}(?=( called| named|,)? \(?{INVERSE}\b)
    so-far: ((the|an?) )?((pro[- ]?shares|direxion|daily|-?[123]x) )*{DOWN}{NAME}(?= \({INVERSE}\))
    so-far: ((the|an?) )?{ISSUER}( [\w&/.^+-]+){{1,7}}?(?= \([a-z]{{2,5}}\))
    so-far: ((the|an?) )?{ISSUER}{NAME}( [\w&/.^+-]+)? {FUND}(?= {INVERSE}\b)
    so-far: ((the|an?) )?{TERM}( {KIND})+( {FUND})?(?= {BONDS}\b)
    so-far: (the|an?)( (long|short))?( {KIND})+( {FUND})?(?= {BONDS}\b)
    so-far: ({KIND} )+{FUND}(?= {BONDS}\b)
    so-far: (both )?longs?\s*(and|&|/|or)\s*shorts?(?=\s*:.*\b(buy|long)\b.*\bshort\b)
    so-far: (both )?longs?\s*(and|&|/|or)\s*shorts?(?=\s*:.*\bshort\b.*\b(buy|long)\b)
    just-short: ((falls?|comes?|stops?|is|stays?|closes?) )?(just|slightly|a (bit|little|tad)
        |narrowly) short of\b
    fundamentals: (a |the )?short[- ]squeezes?\b
    """
)
# "SH, the short S&P ETF, when ...", "SVXY (short volatility)"
NAMED_FUNDS = ways(
    rf"""
    so-far: \((the |an? )?(-?[123]x )?(short|inverse|bear)( [\w&/.^-]+){{1,3}}\)
    so-far: ,\s*(which is )?(the |an? )?(-?[123]x )?(short|inverse|bear)( [\w&/.^-]+){{0,4}}
        {FUND}\s*,?
    """,
    rf"\b{INVERSE}\s*",
)
# "buy short VIX ETF SVXY": behind a verb that buys it is a name.
BOUGHT_FUNDS = ways(
    rf"""
    so-far: {DOWN}{NAME} {FUND}(?=( called| named|,)? \(?{INVERSE}\b)
    """,
    r"\b(buy|buying|hold|holding|own|owning|long|into) ",
)
