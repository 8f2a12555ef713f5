"""How rules are worded in posts, blogs and scripts: asides, formulas, orders for the next bar."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

C, H, L = "(c|close|closing price)", "(h|high)", "(l|low)"
IBS = rf"\(\s*{C}\s*[-–]\s*{L}\s*\)\s*/\s*\(\s*{H}\s*[-–]\s*{L}\s*\)"
NAMED = r"((internal bar strength|ibs)( \(ibs\))?( (indicator|value|formula))?)"
TAKEN = "(entered|opened|taken|initiated|placed|triggered)"
LEFT = "(exited|closed|sold|liquidated)"
TREND = (
    "((the|its|a) )?(((very )?(long|short|medium|intermediate|mid|overall|major|primary|main)"
    "([- ]?er)?([- ]term)?|general|underlying) )?trend"
)
MEASURED = (
    "(((as|which is|that is|is|being|it's) )*(measured|defined|determined|represented|given"
    "|indicated|calculated|identified|judged|gauged) (by|as|with|using|via))"
)
PRICE = "((the )?(current )?(price|close|market)|it|the (coin|stock|share))"
MOVES = "(moves?|goes|runs?|turns?|trades?)"
SPAN = r"[\w-]+ (candles?|bars?|days?|weeks?|sessions?|hours?|minutes?|months?|periods?)"

# "the 13-day EMA of closing prices"
OF_CLOSES = ways(
    r"""
    so-far: of( the)? ((daily|closing|close) )*(prices?|closes)(?! (over|of|in|for|during)\b)\b
    """,
    r"(average|averages|ema|emas|sma|smas|ma|mas|mean|wma|rsi|macd|\)|[a-z]\d{1,3}) ",
)
# "use 1.5 ATR for the stop": that stop
FOR_LIMITS = ways(
    r"""
    so-far: for( the| a| my| our| its)?(?= (initial |hard |protective )?(stop|sl\b|take[- ]?profit
        |tp\b|profit target|target))
    """,
    r"(use|uses|using|set|apply|and|with|,) (an? )?[\d.]+\s*(%|([x*]|times|times the)?\s*atr)"
    r"(\s?\(\d+\))? ",
)
LOOK = r"\b(look(s|ing)?|glanc(e|es|ing))( back)? at"
LOOKED_AT = (
    "((the|my|our|its|an?) )?(rsi|macd|adx|cci|stochastic|mfi)"
    "( (forex|indicator|oscillator|value))*"
)
# "look at the RSI and if it's above 55": that the RSI is
LOOKING = ways(
    rf"""
    when: ((then|next),? )*((you|we|i) )?{LOOK}(?= {LOOKED_AT}( (and|to see))? if (it's|its|it
        is) (above|below|over|under|greater|less|higher|lower)\b)
    """
)
LOOKED = ways(
    r"""
    is: ((and|to see) )?if (it's|its|it is)(?= (above|below|over|under|greater|less|higher
        |lower)\b)
    """,
    rf"{LOOK} {LOOKED_AT} ?",
)
# "since the congress ended": of no price
PRICED = (
    r"((the|my|our|its|last|latest|previous) )*(cross\w*|entry|buy|sell|signal|trade|position|rsi"
    r"|macd|price|high|low|breakout|it|i|we|that|this|year|month|week|day|quarter|session|markets?|bull"
    r"|bear|(up|down)?trend|rally|drop|fall|crash|correction|test|strategy|covid|crisis|pandemic|\d)\b"
)
OPENED = (
    "((these|those|the|both|all|new|any) )*((two|three|2|3) )?(trades|operations|positions|entries"
    "|orders) (will|can|may|must|should|are|be|to|get|have)( be)?"
)
TAKES = "(opened|entered|taken|placed|made|executed|allowed)"
# "trades are opened only if ...": who enters does it then only
EVENTS = ways(
    rf"""
    buy: {OPENED} {TAKES}(?= only (if|when|while|as long as)\b)
    outside-event: since (?!{PRICED})(the )?[a-z][\w'-]*( [\w'-]+)?( [\w'-]+)? (ended|started|began
        |concluded|launched|went live|took place|happened|was (held|announced|launched|released))\b
    """
)
ONLY_THEN = ways(rf"buy only: {OPENED} only {TAKES}(?= (if|when|while|as long as)\b)")
# "closes at a 7-day maximum", "marks a minimum of 7 days"
EXTREMES = ways(
    r"""
    low: (minimum|min)( price| value)?\b(?! of \d+(\.\d+)?\s*(%|percent|pct|\$|usd))
    high: (maximum|max)( price| value)?\b(?! of \d+(\.\d+)?\s*(%|percent|pct|\$|usd))
    """,
    r"(marking|marks|makes?|making|hits?|hitting|prints?|sets?|reach(es)?|at) (a|an|its|the) "
    r"(new )?",
)
COMPARED = "((is|drops|falls|rises|closes|was) |[<>])"
STRONG = "((strong|clear|overall|long-term|short-term|bullish|bearish|potential|possible|new) )*"
OUTLOOK = "((up|down)?trend|reversal|momentum|strength|weakness|pull-?back|dip|market|bias)"
POSTS = ways(
    rf"""
    ibs: {IBS}
    ibs: {NAMED}\s*(=|:|is)?\s*{IBS}(?=\s*{COMPARED})
    so-far: ((calculate|compute|where|with) )?(the )?{NAMED}( (is|are))?( (calculated|defined
        |computed|given))?( (as|by))?\s*:?=?\s*{IBS}(?!\s*{COMPARED})
    so-far: (at any (point|time|stage) )?during the (trade|position|holding period|hold)\b
    so-far: (on )?any (later )?(day|bar|time|session)( (later|after( that)?|thereafter))(?= (when|if
        |once|that))
    so-far: in (this|such a|such) case\b
    so-far: on (the )?(entry|signal|setup|buy) (day|bar)\b
    so-far: \(\s*or( (on|at))?( the)? (following|next)( day's| day| bar's| bar)? open[^()]*\)
    so-far: {TREND},? {MEASURED}
    so-far: default(?= (period|length|value|setting|look-?back))
    so-far: available(?= (equity|capital|cash|funds|balance|margin|money))
    so-far: in (its )?valueEND
    so-far: ,?\s*(i\.e\.|that is|meaning),? ((the|a|my|as) )*(stop[- ]?loss|sl|take[- ]?profit
        |tp)END
    so-far: ,?\s*(but )?not (immediately|at once|right away|straight away|from the
        (start|beginning|outset))
    buy-after: the (trade|position|long|long (trade|position)) is {TAKEN}END
    short-after: the short( (trade|position))? is {TAKEN}END
    sell-after: the (trade|position|long|long (trade|position)) is {LEFT}END
    sell: (exit|close|sell|leave)( (all|any|every|the|a|my))*( (trades?|positions?))? (with|at
        |for|in) a (loss|profit|gain)(?= (if|when|once|whenever|as soon as) [\w ]*{MOVES}
        (against|in (my |our )?fav))
    in-favour: in favou?r( of (me|us|you|it|(the|my|our) (position|trade)))?
    at-open: ((on )?(the )?)?next bar,? ((at|on) )?(the )?(market|open)( price)?\b
    at-open: (tomorrow|(on )?(the )?(next|following) (day|session|morning))('s)?,? (at|on) (the
        )?(market|mkt)( order)?\b
    at-close: (on )?this bar,? (at|on)( the)? close\b
    at-close: (buy|sell|short|cover)price\s*:?=\s*(c|close)\b
    at-open: (buy|sell|short|cover)price\s*:?=\s*(o|open)\b
    over: from( within)?( the)? (last|past|previous|prior)(?= {SPAN}END)
    at: by(?=( the)? (end|start|close) of (the|each|every|a) (month|quarter|year))
    makes: (closes |close |closing )?(marking|setting|making|hitting|printing)(?= (a|an|its
        |the) (new )?(minimum|maximum|low|high|\d+|[a-z]+-(day|week|month)))
    at-close: (on|at|for) the closing price(?= (of|by|on|when|if|and|at|in)\b)
    so-far: \(?\s*(treat(ed)?|acts?|acting|seen|viewed|considered|serv(es|ing)) as( a| the)?
        (support|resistance)( (level|line|zone))?\s*\)
    so-far: ((in )?this way|that way|so that|so)\s*,? (i|we|you) (can|could|will|would|might
        |may) (profit|benefit|gain|make money|earn|win)[^.;\n]*
    so-far: involves(?= (taking|buying|going|selling|shorting|entering|opening))
    so-far: (alternatively|alternately|alternatively to that),?(?= (exit|sell|close|cover|leave
        |use|with))
    buy: taking( up)? (a|the|our|my) (long )?(position|trade)( (in|on))?\b
    profitable-close: ((but|and) )?(only )?(when|if|while) ({PRICE} is )?((greater|higher|more
        |bigger) than|above|over)( or equal to)? (the|my|our|your|its) ((last|original|initial
        |average) )?(buy|buying|bought|entry|purchase|cost)( price| basis)?END
    profitable-close: ((but|and) )?(hold|keep|wait|don't sell|do not sell|never sell|not sell
        |without selling|no selling)( (it|on|the (coin|stock|position|trade)))? ((if|when|while)
        (it's |it is |i'm |i am |we're |that's |that is |the (trade|position) is )?((making|having
        |showing) a loss|(at|in) a loss|losing( money)?|in the red|under ?water)|(at|for|with|in)
        (a )?(loss|losses))
    profitable-close: (and|but|if|when|while)( only)?( (if|when|while))?( (the|my|our|this|that))?
        (position|trade|it|it's|we|we're|i'm|i)( (is|are|am))?( (currently|still|already))?
        (profitable|in( (a|the))? (profit|green|black)|winning|making money)END
    activated: ((to|will|only|must|should|be|becomes?|gets?|is|goes) )*active(?= (only )?(after
        |when|once|from|at|above|if)\b)
    when: (but )?only (if|when|after|once) (reaching|it (has )?reache[sd]|in)PCT
    set: (turn|switch)(s|ing)? on(?= (a|an|the|my) (trailing|stop))
    signal-day: (the )?day( of the week)? (is|must be|should be|has to be|needs to be|can be)(
        either)?(?= (mon|tues|wednes|thurs|fri)day)
    so-far: \(i\.?e\.?,? [^()\d]{{0,70}}\)
    so-far: with (a|the) stop[- ]?loss(?= (if|when|once))
    so-far: position's(?= (loss|profit|gain))
    so-far: ,?\s*which means( that)?
    so-far: (and |then )*(hold(s|ing)?|held|keep(ing)?)( (it|the (trade|position)))? (over|through
        |during|across) the weekend(?=,? (and |then |to )*(exit|sell|close|cover|get out|liquidat))
    day-end: (at )?(the )?(end|close) of (the )?(trading|session|trading (day|session))END
    so-far: set[- ]?ups?(?=\s*:)
    so-far: (the )?orders? (is |are )?good for (one|1|the) day( only)?
    buy: ((our|the|my|your|a) )?(long )?(entry|buy) is (defined|determined|triggered|given
        |signall?ed) (by|as|when)\s*:?
    sell: ((our|the|my|your|an) )?(long )?exit is (defined|determined|triggered|given|signall?ed)
        (by|as|when)\s*:?
    so-far: whole(?= (candle|bar)\b)
    so-far: ,?\s*(confirming|indicating|signall?ing|suggesting|showing|which (indicates|confirms
        |signals|suggests|shows)|indicates|confirms|signals|suggests)( that)?( (an?|the))?
        {STRONG}{OUTLOOK}( (up|down|is strong|is near))?END
    so-far: at (this|that) point(?=,| (in time|we|i|buy|enter|sell|go)\b)
    so-far: to (establish|confirm|identify|determine|define) (a|an|the) {STRONG}{OUTLOOK}(?=\s*[:,])
    sell-after: (all )?((existing|open|current|any) )+(positions?|trades?) (are|is|get|will be)
        {LEFT}END
    so-far: (no )?new (trades?|positions?|entries|signals) (are|is) (avoided|ignored|taken|opened
        |allowed|skipped)END
    so-far: (the )?(strategy|system|trading) (resumes|restarts|continues)( trading)?,?( and)?
    goes: headed(?= (up|down)\b)
    so-far: (the )?current day's(?= [a-z.]+ (open|close|high|low)\b)
    so-far: stretchedPCT
    so-far: \(s\)
    buy: ((the|a|an|my) )?(trade|deal|bot) (start|open|opening|entry) (conditions?|signals?
        |triggers?)(?=\s*(:|=|is|are|will|would)\b|\s*[:=])( (is|are|will be|would be))?
    sell: ((the|a|an|my) )?(trade|deal|bot) (close|closing|exit) (conditions?|signals?
        |triggers?)( (is|are|will be|would be))?
    buy-after: as ((the|a|an|my) )?(trade|deal|bot) (start|open|opening|entry) (condition|signal
        |trigger)\b
    so-far: ((the|our|my|its) )?(exit|entry) (conditions?|rules?|criteria) (is|are)
        (defined|determined|given) by\b
    buy-after: is used as (the|an?) (entry|buy|long)( signal| trigger)?( for (a )?(long( position
        |s)?|entry|the entry))?END
    sell-after: is used as (the|an?) (exit|sell)( signal| trigger)?END
    macd: macd('s)? (diff|dif)( line)?\b
    signal: ((the|its) )?(macd('s)? )?(dea|deal) line\b
    k: stoch(astic)?('s)? fast line\b
    d-line: stoch(astic)?('s)? slow line\b
    at: near(?= the (beginning|start|end) of (the|each|every) (month|quarter|year))
    so-far: (and )?(keeps?|holds?|leaves?|keeping|leaving|with) the (remaining|other|rest)( \d+%)?(
        of the (portfolio|money|account|capital))? (in|as) cash
    hold: (the portfolio|we|i|the (strategy|system|model))( then)? (is |are )?invest(s|ed)?(
        (entirely|fully|all|everything))? in(to)?(?= the (top|best|strongest|highest))
    so-far: \((a |an )?(variable|adjustable|configurable|customi[sz]able|editable|changeable|input
        |user[- ]defined|parameter|tunable|optimi[sz]able)( (parameter|input|value|setting))?s?\)
    another: (a further|an additional|an extra)PCT
    so-far: ,?\s*(with|and) (the |a |its )?cross(over|ing)?( (occurring|happening|taking place|being
        |made))?(?= (below|above|under|over) (the )?(zero|0)\b)
    volume: (a |an )?volume (spikes?|surges?)\s*\((?=\s*(>|>=|above|over|at least)\s*[\d.])
    so-far: (a |an )?volume (spikes?|surges?)\s*\((?=\s*volume\s*(>|above|is))
    volume-spike: (a |an )?(volume (surge|burst|explosion)|(surge|burst|explosion) (in|of) volume)\b
    takeprofit: (tp|target|take[- ]profit)[- ]?[1-4](?=\s*[:=](?!\s*\$?[\d.]))
    stoploss: (sl|stop)[- ]?[1-4](?=\s*[:=](?!\s*\$?[\d.]))
    size: (base|initial|first) orders?( size| volume| amount)?(?= (of )?[$€£]?\d)
    add-unit: (max )?(\d+ )?safety (orders?|trades?)( count)?( \d+)?
    hold: allocate( 100%)?( everything| all)? (to|into)(?= [A-Z^])
    so-far: automatic(?= (stop|exit|trailing|take)\b)
    volume: volume (increases?|rises?|jumps?|surges?|spikes?)( to| by)?(?= [\d.]+\s*x( the| its)?(
        \d+[- ](day|bar|period))? (average|avg|normal))
    price: price\s*\((close|closing|closes?)\)
    touches: (is|trades|sits) at(?= (the |its )?(lower|upper|middle) ((keltner|donchian
        |bollinger) )?(band|channel)s?\b)
    so-far: i (think|believe|feel|guess|reckon)( that)?(?= [A-Z^])
    takeprofit: cap(s|ping)?( (our|my|the|all|any|your))? (gains?|profits?|winners?|upside)( at
        | to)?PCT
    stoploss: cap(s|ping)?( (our|my|the|all|any|your))? (losses|loss|losers?|downside)( at| to)?PCT
    so-far: (funds?|etfs?|stocks?|assets?)? for the (following|next|coming) (month|week|quarter
        |period)END
    """
)
# "a bullish engulfing pattern forms", "three white soldiers appear"
NAMED_CANDLES = ways(
    r"""
    so-far: ((candle|candlestick|bar) )?(pattern )?(forms?|appears?|occurs?|prints?|shows? up
        |(is|are) (formed|detected|seen))(?=\s*($|[.,;)]|\b(and|or|with|near|at|on|while)\b))
    so-far: ((candle|candlestick|bar) )?pattern\b
    """,
    r"\b(engulfing|harami|soldiers|crows|inside bar|outside bar|nr7|nr4) ",
)
# "buy when three conditions are met: ...", where all that follow are meant
CONDITIONED = ways(
    r"""
    so-far: (all )?(the )?(following )?(two|three|four|five|six|[2-6]) (conditions|criteria|rules)(
        below)? (are|is) (all )?(met|true|satisfied|fulfilled)(?=\s*:)
    """,
    r"\b(when|if|once) ",
)
# "RSI oversold/overbought levels": both zones are no rule of it
ZONES = ways(
    r"so-far: oversold\s*(/|and|&)\s*overbought( (levels?|zones?|signals?))?(?=\s*($|[.,;]))",
    r"\b(rsi|stochastic|cci|mfi) ",
)
# "work on an hourly basis"
BASIS = ways(r"so-far: basis\b", r"\b(hourly|\d+[- ]?hour|minute) ")
# "I think KO is oversold when it falls 9% in a week. I'd buy then": a rule, and no level of the RSI
THOUGHT = ways(
    r"""
    when: (is|looks) (oversold|cheap|a buy|a bargain|too cheap) (when|if|once)(?= (it|the price)
        [^.;,\n]{3,60}[.;,]\s+(so )?((i'd|i would|i'll|i|we'd|we) )?buy( it)? then\b)
    """,
    r"(^|[.;]\s*)i (think|believe|feel|guess|reckon)( that)? [\w^.-]+ ",
)
