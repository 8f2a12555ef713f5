"""How people say what must be so: "closes in the green", "that of the previous candle", "all four
have to be true", and what they say beside it: "works like a charm"."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

HOLDS = "(be )?(true|met|satisfied|fulfilled|hold|apply|agree|line up|align|present|given|valid)"
COUNT = r"(\d|one|two|three|four|five|six|a single|a)"
BAR = "(candle|candlestick|bar|day|session)"
# Of scripts: strategy.entry("Long", ...
DOT, OPEN, QUOTE = r"\s*\.\s*", r"\s*\(\s*[\"']?", r"[\"']?"

# How long it stays away after a trade, and from what.
TIME = (
    r"(an?|one|two|three|four|five|six|ten|\d+)( full| whole| more)? (trading )?(days?|weeks?"
    r"|months?|bars?|candles?|sessions?|hours?|minutes?)"
)
AGAIN = (
    r"((re-?)?(invest|enter|buy|trad|open|tak|go|gett|get)\w*"
    "|the next (trade|entry|buy|purchase|position))"
)
TRADED = (
    "((an?|the|each|every|any|my|it|that) )*(trade|sale|sell|selling|exit|stop( ?loss)?|loss"
    "|losing trade|loser|position|stop[- ]out|stopped out|sold|closing|exiting|close)"
)
WAITS = "(waits?|waiting|pauses?|sits? out|stays? out|rests?|stands? aside)"
MARKET = "((market|trading|session|daily|cash|us|ny|new york|closing|opening|day's|session's) )*"
BELL = f"(the )?{MARKET}(close|closing|bell|open|opening|end of (the )?(trading )?(day|session))"
SHORTLY = r"((\d+|one|two|three|five|ten|fifteen|twenty|thirty|a few|a|an|half an|some) )"
MINUTES = "(minutes?|mins?|hours?|hrs?|seconds?|secs?)"
BANK = (
    "(the )?(fed|federal reserve|fomc|ecb|boe|boj|rbi|snb|pboc|central banks?|bank of (england"
    "|japan|canada))"
)
# "the day its 20-day average crosses above ..."
SUBJECT = r"(it|price|((the|its|an?) )?([\w().&'-]+ ){0,3}?[\w().&'-]+)"
CROSSING = (
    "(cross(es)?|closes|breaks|drops|falls|rises|dips|climbs) (back )?"
    r"(above|below|over|under|through|out)\b"
)
WHEN = ways(
    rf"""
    cooldown: ((after|once|following) {TRADED}( (it|the position|is (closed|hit|sold)|out))?\s*,?
        \s*)?(then )?((i|it|we|the bot|you|must) )?{WAITS}( out| in cash)?( for)?( at least)? {TIME}
        (before|until|till|prior to) ((i|it|we) )?{AGAIN}( (back )?(in|into|again|a new|another|the
        |position|trade|it|again)\b)*
    cooldown: {WAITS}( for)?( at least)? {TIME} after {TRADED}( before [a-z-]+( again)?)?
    cooldown: (a |an |with a |with )?({TIME} )?cool(ing)?[- ]?(down|off)( (period|time|phase
        |window))?( (of|is|for)|\s*[:=])?( {TIME})?( (after|between|following) {TRADED}( or
        {TRADED})?s?| before [a-z-]+( again)?)?
    cooldown: (no|not|don't|do not|never|without) ((a|any|new|another|further|more) )*(re-?ent(er
        |ry|ries)|entr(y|ies)|enter|trades?|buys?|open|positions?|reopen|rebuy)( (again|a
        position|positions|trades?|it|back in))*( for| within| until)?( at least)?( the next)?
        {TIME}( (after|following|of|from) {TRADED}( is (hit|closed|sold))?| have passed| has
        passed)?
    cooldown: (only )?re-?ent(er|ry)( is)?( only)?( allowed)? (after|once) {TIME}( (have|has)
        passed)?
    near-bell: ((at|in|about|around|exactly|within|during|just|roughly|only|when|with|if it
        is) )*{SHORTLY}{MINUTES} (left |remaining )?(before|prior to|ahead of|to|till|until|after
        |past|from|into) {BELL}\b( (bell|price))?
    near-bell: ((at|in|within|during|only) )*(the )?(last|final|closing) {SHORTLY}?{MINUTES}(
        of (the )?((trading|regular) )?(day|session|hours|trading( (day|session))?))?\b(?! (candle
        |bar|high|low|close|range))
    level-two: (level (2|ii|two)|l2)( (data|order book|quotes?|depth|tape))?\b(?! (of|days?|bars?))
    gas-fees: gas (fees?|prices?)\b
    rates: {BANK}('s)? (cuts?|raises?|hikes?|lowers?|increases?|reduces?|holds?|keeps?|slashes)(
        (interest|its|key|policy|the|repo|benchmark|base))* rates?\b
    rates: (interest[- ])?rate[- ](cuts?|hikes?|decisions?|increases?)\b
    fundamentals: (peg|p/?e/?g) ratio\b
    google-trends: google( search)? (trends|searches|interest)( (data|score|index|interest
        |for [^.,;]{{1,30}}?))*(?=\s*($|[.,;<>])| (is|are|was|rises?|spikes?|falls?|drops?|goes
        |climbs|above|below|over|under|surges?|jumps?)\b)
    premium-index: (coinbase|kimchi|futures|perp(etual)?) (premium|basis)( index| gap)?\b
    near-bell: (just|right|shortly|a bit) (before|after) {BELL}\b
    profitable-close: (closes?|closed|closing|close is|is|trades?|ends?|finishes|be)( back)?
        (above|higher than|over|greater than|more than|>) ((the|my|your|our|its|their) )?(entry|buy
        |buying|purchase|cost|fill)( price| level| point| basis)(?=\s*($|[.,;:()]|\b(and|or|but
        |even|whichever|on|at|regardless|no matter)\b))
    when: (on )?(each|every) (trading )?day( that| on which)?(?= (it|the (stock|price|market
        |index|close)) (drops?|falls?|closes?|rises?|is down|is up|gains?|loses?|declines?))
    when: on the( very)? {BAR} (that|when|on which|where)\b(?! (day|of|month|year)\b)
    when: (on )?the {BAR}(?= {SUBJECT} {CROSSING})
    month-end: (the |each |every |a )?(calendar )?month (ends|is over|finishes|closes)\b
    trade-limit: ((only|just|max(imum)?( of)?|at most|no more than|not more than|up to|limit(ed)?
        to) )?{COUNT} (new )?(trades?|entry|entries|positions?|signals?|buys?)( max(imum)?| only)?
        ((a|per|each|every) |/\s*)(day|week|month|session|year|hour)\b( max(imum)?| only)?
    trade-limit: trade (only |at most |no more than )?(once|twice|one time) (a|per|each|every) (day
        |week|month|session|year)\b
    uneven-weights: (weighted |weight )?(by |with )?(the )?(inverse(ly)?( of)?( (their|its
        |\d+[- ]day))? vol(atility)?|risk[- ]parity|(market[- ])?cap(italization)?[- ]weight(ed
        |ing)?)([- ]weight(ed|ing|s)?)?( (using|over|with|of) (an? )?\d+[- ]days?( lookback
        | window| volatility)?)?\b
    up-bar: (positive|green|white|bullish|up)[- ]clos(e|ing|ed) {BAR}
    down-bar: (negative|red|black|bearish|down)[- ]clos(e|ing|ed) {BAR}
    up-bar: (positive|bullish) (daily )?(candle|candlestick)(?! (hammer|engulf\w*
        |harami|pattern\w*|reversal))\b
    down-bar: (negative|bearish) (daily )?(candle|candlestick)(?! (hammer|engulf\w*
        |harami|pattern\w*|reversal))\b
    up-bar: (clos(es|ed|e|ing)|finish(es|ed)?|ends?) (in the green|bullish|higher than (it|where it)
        opened|above where it opened)
    down-bar: (clos(es|ed|e|ing)|finish(es|ed)?|ends?) (in the red|bearish|lower than (it|where it)
        opened|below where it opened)
    bar-before: (that|the (value|reading|level|one)|its value|it was)( of| on| in| from)? (the
        |its )?(previous|prior|preceding|last) {BAR}('s)?( value| reading)?
    bar-before: (the |its )?(previous|prior|preceding) ({BAR}'s )?(value|reading)\b
    all-of: all( of)?( the| these| those)?( following)?( two| three| four| five| [2-6])?( conditions
        | rules| criteria| filters)? (must|need to|have to|should|are to)( all)? {HOLDS}( at the
        same time| simultaneously| together| at once)?( to (buy|enter|go long))?( for (a )?(long
        |buy|entry|an entry)( signal| trade)?)?(?=\s*:)
    so-far: all( of)?( the| these| those)?( two| three| four| five| [2-6])( conditions| rules
        | criteria| filters)? (must|need to|have to|should|are to)( all)? {HOLDS}(?= (for|to) )
    so-far: (all (of )?)?(those|these|the|both|above)( (two|three|four|five|[2-6]|simple|above
        |following|basic|entry|buy))* (criteria|criterion|conditions?|rules?|requirements?|filters?
        |signals?)
        (are|is|have been|get)( all)? (met|true|fulfilled|satisfied|present|in place|aligned
        |given)(?=\s*($|[.,;]| (then|buy|go|enter|i|we)\b))
    high-volume: (trading )?volumes? (is|are|be|must be|should be|has to be|needs to be)( (also|very
        |really|quite|relatively|fairly))* (high|heavy|strong|elevated|big|large)\b(?! (than
        |for|of))
    high-volume: (is|are|must be|should be) (on|with) (high|heavy|strong|big|elevated) volume\b
    so-far: (makes?|made|would (make|have made)) (any |me )?(money|profits?)(?=\s*($|[.,;]| (over|in
        |since|from|for|during)\b))
    so-far: (is|was|would be|would have been) profitable(?=\s*($|[.,;]| (over|since|from)\b))
    so-far: slow(?= stoch(astic)?s?\b)
    up-through: from (the )?bottom (to|towards?) (the )?top\b
    down-through: from (the )?top (to|towards?) (the )?bottom\b
    up-through: (to|on) the upside\b
    down-through: (to|on) the downside\b
    buy: {COUNT} (conditions|rules|criteria|filters|requirements)( must be met| are needed
        | needed)? (for|to) (an? |the )?(entry|entering|enter|buying|buy|going long)\b( are)?
    buy: strategy{DOT}entry{OPEN}(long|buy|le|enter long){QUOTE}(\s*,\s*strategy{DOT}long)?
    short: strategy{DOT}entry{OPEN}(short|sell|se|enter short){QUOTE}(\s*,\s*strategy{DOT}short)?
    cover: strategy{DOT}(close|exit){OPEN}(short|se){QUOTE}
    sell: strategy{DOT}(close|exit){OPEN}(long|buy|le){QUOTE}
    sell: strategy{DOT}close_all\s*\(
    asset: (trading )?pairs?(?=\s*:)
    when: (if|when) (not |already |no )?(in|have|having|holding)( a| an| any| the)?( open)?
        (position|trade)( and|\s*&&?|,)(?= )
    k: stoch(astic)? (base|main) line\b
    d-line: stoch(astic)? signal line\b
    timeframe: time[- ]frames?\b
    at-open: (at|on|with) (the )?(next|following|tomorrow's|next day's|following day's|next
        morning's)( (day|session|morning|bar|candle)('s)?)? open(ing)?( bell| price)?\b(?! range)
    at-open: (at|on) (the )?open(ing)?( (on|of))?( the)? (next|following) (trading )?(day|session
        |morning|bar|candle)\b
    else-out: (if |when |once )?any( one)?( of (them|these|those|the conditions))? (is |becomes
        |turns |goes )?(false|not true|untrue|broken|fails|breaks|no longer (true|holds|met))
    since: (run|ran|test|tested|backtest|backtested|go|goes|going|take|simulate)( (this|it|that
        |everything|the (strategy|test|backtest)))?( all the way)? back (to|till|until)(?= ((the
        )?(start|beginning) of )?(\w+ )?(19|20)\d\d\b)
    so-far: got(?= ({COUNT}|several) ((straight|consecutive) )?(red|green|up|down|white|black
        |bullish|bearish|positive|negative)\b)
    so-far: yet(?=\s*($|[).;,]))
    so-far: (and )?(it |this )?works? like (a charm|a dream|magic|clockwork)
    so-far: simple (and|but|yet) (elegant|effective|robust|powerful|beautiful|profitable|clean)
    so-far: (use|using|take|taking) (the |yesterday's )?(close|closing price|price|candle|move)(
        price)?( (from|of) yesterday)? to (predict|forecast|guess|call) (today's|tomorrow's|the next
        day's) (move|direction|close|trend|action)(?=\s*($|[.;:]))
    """
)  # fmt: skip
# "sell at a 50% recovery", "when it gives back half of its gains"
PORTION = r"(half|a third|two[- ]thirds|a quarter|all|[\d.]+\s*%)"
WON_BACK = (
    "(recover(s|ed)?|regain(s|ed)?|retrac(es?|ed)|w[io]ns? back|gives? back|gave back|makes? up"
    "|claws? back|recoups?|recouped)"
)
MOVED = "(drop|fall|decline|loss(es)?|dip|sell-?off|move|gains?|rise|profits?|rally|advance)"
WINNING = ways(
    rf"""
    part-of-move: ((it|(the )?(price|stock)) )?((has|have) )?{WON_BACK} {PORTION} of (the|its|that
        |this|my|our) ((initial|original|last|previous|open|unrealized) )*{MOVED}
    part-of-move: (a |an )?((2[5-9]|[3-9]\d|100)\s*%|half) (recovery|retracement)( of (the|its|that)
        {MOVED})?(?=\s*($|[.,;)]|\b(or|and|whichever|then)\b))
    """
)
# "the HMA changes its direction": where it turns to, the side of the rule tells
TURNED = "(changes?|changed|switch(es)?|reverses?|flips?)"
DIRECTED = f"({TURNED} ((its|the) )?(direction|slope)|(direction|slope) {TURNED})"
TURNS = ways(
    rf"""
    turns-round-up: {DIRECTED}( from down(wards?)?)? (to )?(the )?up(side|wards?)?\b
    turns-round-down: {DIRECTED}( from up(wards?)?)? (to )?(the )?down(side|wards?)?\b
    turns-round: {DIRECTED}\b(?! (of|from|to|in)\b)
    """,
    r"(\b(average|line|histogram|rsi|macd|[a-z]*ma)|\)|[a-z]ma ?\d+) ",
)
