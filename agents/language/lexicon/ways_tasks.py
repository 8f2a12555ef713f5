"""What written-out tasks say beside their rules: their headings, how they are to be written, that
one position is held at a time, that no stop is used.
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

STOP = "((stop[- ]?loss(es)?|stops?|take[- ]?profits?|profit[- ]targets?|targets?)( orders?)?)"
STOPS = rf"({STOP}( ?(,|/|and|or|nor) (a |no )?{STOP})*)"
USED = "(used|set|applied|needed|required|employed|placed|defined|included|specified)"
RISKY = "(low|medium|moderate|high|balanced|conservative|aggressive)"
ANY = "((any|all|every|the|my|existing|current|currently|open|opened|active|remaining|a|an) )"
CLOSE = "(clos(e|es|ing)|exit(s|ing)?|liquidat(e|es|ing)|flatten(s|ing)?|sell(s|ing)?)"
POSITION = "(positions?|trades?)"
HEADED = "(conditions?|rules?|criteria|signals?|logic)( (for|to|of)| -|:)?"
OPENS = "(open(ing)?|enter(ing)?( into)?|initiat(e|ing)|entry into|establish(ing)?|take|taking)"
ORDER = "(orders?|positions?|trades?)"
ODDS = r"[\d.]+\s*:\s*[\d.]+"
MET = "(fulfilled|met|satisfied|true|given)"
LISTED = f"(conditions?|rules?|criteria)( ((that|which) )?((must|have to|need to|to) )?be {MET})?"
DYNAMIC = "(a |the )?(dynamic |moving )?trailing (stop|exit)([- ]?loss)?"
AVERAGE = r"(the |an? )?(\d+[-\s]((day|bar|period)[-\s])?)?[es]?ma(\s*\(?\d+\)?)?"
RULES = "(rules?|conditions?|filters?|indicators?|signals?|exits?|entries)"
OHLC = r"\bohlcv?\b"

TASKS = ways(
    rf"""
    so-far: (trade|test)(s|ing)? (a|an|the)( simple| basic)?(?= \d+\s*[/,-]\s*\d+
        (day |period |bar )?([es]?ma|moving average|golden|death))
    so-far: (paper|demo|forward)[- ](trade|test)(?=\b)
    so-far: (the |no |some )?(risk|money|position|trade|capital)[- ](and[- ]\w+[- ])?(management
        |control)s?( rules?| parameters?)?\b
    so-far: ((in order )?to |and )?(manages?|controls?|limits?|contains?|keeps?)( the| downside
        | overall| trading)? risks?( (consistent|low|small|in check|under control))?( (on|of|in
        |for) (each|every|the|all|any|a) (trade|position)s?)?(?! (to|at|of|by|with an?)\b)
    so-far: ((for|with|at|of) )?((a|an) )?{RISKY}[- ]risk( (profile|level|tolerance|setup
        |strategy))?\b
    so-far: risk (level|profile|appetite)( should be| is|:| =)? {RISKY}\b
    so-far: (perform|run|carry out|conduct|do|implement) (a |the )?back-?test(s|ing)?( (of|for|on)
        (this|the) strategy)?\b
    so-far: \(?((for|on|of|to) )?(a |the |an |this )?(single|one)[- ](asset|instrument|security
        |underlying)( only)?\)?(?! or\b)
    so-far: (the )?(only|sole|current|underlying|given) (available )?(asset|instrument
        |security)( only)?\b
    so-far: {OHLC}
    so-far: (use |using |with |via |by |submit )?(simple |plain )?market orders?( only)?\b(?! at)
    so-far: (with )?(no|without( any)?|do not allow( any)?|don't allow) pyramiding\b
    so-far: (and |with )?no new (entry|entries|trades?|positions?)( are (opened|taken|allowed))?
        (until|while|before|if) (the|a|an|any) (current|open|existing|previous|other)?( one
        |position|trade)( is)?( still)?( already)?( closed| open| active| exited)?\b
    so-far: (backtrader|freqtrade|zipline|pine ?script|tradingview|metatrader|quantconnect)('s)?\b
    so-far: built[- ]in\b
    so-far: (with |there are |use )?no (additional|extra|other|further) {RULES}( (and|or|nor)
        ((additional|extra|other|further) )?{RULES})*( (is|are))?( {USED})?\b
    so-far: ((with|use|using|apply|there (is|are)) )?(no|without( an?| any)?|(do not|don't|never)
        (use|set|apply|place)( an?| any)?)( (fixed|hard|additional|explicit|separate))? {STOPS}(
        (is|are|be)( {USED})?)?\b(?! (in the first|until|unless|before|within|for the first|is
        |closer|wider|below|above|at|of|more|tighter))
    so-far: {STOPS} ((is|are|should be|will be) )?(not|never) {USED}\b
    so-far: (all )?signals? (are |is |should be |must be )?(confirmed|generated|evaluated
        |checked|calculated|computed) (at|on|only at|only on) (the )?((bar|candle)('s)? )?clos(e
        |ing)( of (the|each|every) (bar|candle|day))?\b
    so-far: (at|for|from) a distance of\b
    so-far: (the )?(main|core|key|basic|general|central|underlying) (idea|concept|logic|principle
        |essence)( of (the|this) strategy)?( is| -)?(?=\s*:)
    so-far: ((and |,)?(if|when|once|as long as|while) )?((there is|there's|there are|i have|we have
        |currently) )?no (open|existing|current|active) (position|trade)s?( (is|exists?|are)( (open
        |held|active))?)?\b(?! and)
    all-in: ((full|all|entire|whole|100%( of)?) )((the|my|its|your) )?((full|total) )?available
        (capital|equity|account|funds|cash|balance)( ((is|are|will be) )?(used|allocated|invested
        |deployed|committed))?( (for|in|on|to|into|per|at) ((each|every|the|a) )?(position |trade
        )?(trade|position|entry|sizing))?\b
    so-far: available(?= (capital|equity|funds|cash|balance|margin)\b)
    so-far: for (position |trade )?sizing\b
    always-in: always[- ]in[- ]the[- ]market( (reversal|reversing))?( (logic|system|strategy))?\b
    so-far: (((when|if) )?(the |all )?orders? (are|is) )?(filled|executed) (on|at) the next bar\b
    cover: short exits?\b(?=\s*(:|-|–|—|\(|when|if|on|rules?|conditions?|signals?))
    sell: long exits?\b(?=\s*(:|-|–|—|\(|when|if|on|rules?|conditions?|signals?))
    upper: (bb|bbands|bollinger(bands)?)\.(top|upper)(_?band)?\b
    lower: (bb|bbands|bollinger(bands)?)\.(bot|bottom|lower)(_?band)?\b
    middle: (bb|bbands|bollinger(bands)?)\.(mid|middle)(_?band)?\b
    so-far: \(?(only )?(if|when) (not|no longer) (already|currently) (in (a|the) (position|trade
        |market)|long|short|invested|in)( (a )?(position|trade))?\)?
    so-far: (the )?exits? uses? {AVERAGE} as {DYNAMIC}(?=\s*[:.,;–—-]+\s*({CLOSE}|cover|for )\b)
    so-far: (as|acts as|serves as) (a |the )?(dynamic |moving )?trailing (stop|exit)([- ]?loss)?\b
        (?! of)
    so-far: set up (a|an|the)\b
    opposite: (an? |the )?(opposing|opposite|contrary|reverse) (entry|buy|sell|trade|trading
        |breakout|crossover)( or exit)? signals?( (occurs|appears|is (generated|triggered|given
        |received)|comes|triggers|fires))?\b
    sell: take[- ]profits?(?= (when|if|once|upon|as soon as) (the )?(price|close|rsi|macd|stoch
        |it\b|candle))
    inside: re-?enters?(?= (the )?(bollinger|bands?|channel|keltner|donchian|envelope|range)\b)
    inside: (moves?|comes?|returns?|closes?|gets?|falls?|trades?|reverts?|drops?|enters?) (back
        )?(inside|into|within)(?= (the )?(bollinger|bands?|channel|keltner|donchian|envelope
        |(ichimoku )?cloud|kumo|ichimoku)\b)
    inside: (re-?)?enters?(?= (the )?((ichimoku )?cloud|kumo)\b)
    any-of: ((upon|on|when|if|after|by) )?(reaching|meeting|satisfying|fulfilling) (one|any
        |either) of (the )?((two|three|four|following) )*(conditions|criteria|rules|levels)\b
    so-far: ((when|once|if) )?(the )?(price|it) (hits|reaches|gets to)( a| the)?(?= {ODDS}
        (risk|reward|r:r|rr)\b)
    takeprofit: (a |the )?(?<!take.)profit (of|reaches|equals)(?=\s*[+]?[\d.]+\s*%)
    stoploss: (a |the )?(?<!stop.)loss (of|reaches|equals)(?=\s*-?[\d.]+\s*%)
    price: (the )?clos(e|ing)( price)? of (the )?(current|latest|each|this|daily) (bar|candle
        |candlestick)\b
    risk: (the )?(maximum |max )?risk( per trade| on each trade)? ((must|should|shall|will
        |may|can) )?not (exceed|be (more|greater|higher) than)(?=\s*[\d.]+\s*%)
    sell: {CLOSE}( out)?( of)? {ANY}*open(ed)? ({ANY})*(long )?{POSITION}\b
    sell: {CLOSE}( out)?( of)? {ANY}+longs?( {POSITION})?\b
    cover: {CLOSE}( out)?( of)? {ANY}+shorts?( {POSITION})?\b
    buy: (buy|long)( entry)? \((long|buy)( (entry|position))?\)(?=\s*:)
    short: (sell|short)( entry)? \((short|sell)( (entry|position))?\)(?=\s*:)
    buy: {LISTED} (for|to {OPENS}) {ANY}?(buy|long) {ORDER}(?= (on|of|in|for) |\s*[:(])
    sell: {LISTED} (for|to) {CLOSE} {ANY}?(buy|long) {ORDER}(?= (on|of|in|for) |\s*[:(])
    short: {LISTED} for {ANY}?sell {ORDER}(?=[\s\S]*\b{CLOSE} {ANY}?sell {ORDER}\b)
    short: {LISTED} to {OPENS} {ANY}?(sell|short) {ORDER}(?= (on|of|in|for) |\s*[:(])
    cover: {LISTED} (for|to) {CLOSE} {ANY}?(sell|short) {ORDER}(?= (on|of|in|for) |\s*[:(])
    sell: {CLOSE} {ANY}?buy {ORDER}\b
    cover: {CLOSE} {ANY}?sell {ORDER}\b
    all-of: \(\s*all( of)?( the| these| those)?( {RULES})? (must|need to|have to|should|to)( all)?
        be {MET}\s*\)
    any-of: \(\s*any( one)? of( the| these| those)?( {RULES})? (must|needs? to|has to|should|to) be
        {MET}\s*\)
    buy: {HEADED} {OPENS} {ANY}?long( {POSITION})?( \((buy|long)\))?(?=\s*:)
    short: {HEADED} {OPENS} {ANY}?short( {POSITION})?( \((sell|short)\))?(?=\s*:)
    sell: {HEADED} {CLOSE} {ANY}?(long )?{POSITION}( \((sell|close|exit)\))?(?=\s*:)
    cover: {HEADED} {CLOSE} {ANY}?short( {POSITION})?( \((buy|close|exit|cover)\))?(?=\s*:)
    opposite: ((the|both) )?(two )?(emas|smas|mas|moving averages|averages|lines) cross(es)? (back
        |again|back again|back (over|down|under|below))END
    all-of: (if |when )?(all of )?((rules?|conditions?) )?\d\s*(-|–|to|through)\s*\d (are|is)
        ((all )?true|met|satisfied|fulfilled)\b
    so-far: (after|once|when|if) (the|a|this|that) pattern ((is|has been|was
        |gets) )?(confirmed|formed|completed?|validated)\b
    sar: parabolic ?sar\b
    """
)  # fmt: skip

# Two averages of which nothing more is said behind: how long they are is asked. A double
# exponential one is an average of its own.
TWO = "(dual|two|2|a pair of|pair of)[- ]"
CROSSING = r"( ?[- ]?cross(ing|over|overs|es)?)"
SYSTEM = "( (trading )?(strategy|system|method|model|approach|setup))"
NO_MORE = (
    r"(?!.*\b(buy|sell|enter|long|short|when|if|above|below|fast|slow|[es]ma|moving"
    r"|\d+[- /](days?|bars?|periods?|and|x|\d+))\b)"
)
KINDS = {
    "ma": f"({TWO}(moving averages?|mas?)|double moving averages?)",
    "sma": f"({TWO}(simple moving averages?|smas?)|double (simple moving averages?|smas?))",
    "ema": f"({TWO}(exponential moving averages?|emas?))",
}
AVERAGE = "((simple|exponential) )?(moving averages?|[es]?mas?)"
UNNUMBERED = (
    *ways(rf"so-far: (dual|two)(?= {AVERAGE}{CROSSING}[ (:,]*\d)"),
    *(
        one
        for kind, said in KINDS.items()
        for one in ways(
            rf"{kind} crosses strategy: (the )?{said}({CROSSING}{SYSTEM}?|{SYSTEM})\b{NO_MORE}"
        )
    ),
)
