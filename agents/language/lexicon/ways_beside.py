"""What people say beside the verbs: where a stop is measured from, what they can bear, talk."""

from __future__ import annotations

from agents.language.lexicon.ways import COUNTED, SIZE, TOLD, ways

HELD = (
    "((the |my |our )?(entry|purchase|fill|buy|buying|trade began|start of the trade|trade opened)"
    "|(i|we|you)('ve| have)? (bought|buy|got in|went long|entered|opened|jumped in|been in|held"
    "|got filled|owned|took|hopped on|filled|shorted|sold short|went short)( (it|the trade|short))?"
    "|(it was|i was|we were) (bought|opened|entered|filled)"
    "|(entering|getting in|going long|going short|opening)( (it|the trade|the position))?)"
)
STOPPING = (
    "(disaster|catastroph(e|ic)|emergency|safety|protective|protection|hard|initial|fixed|backstop"
    "|fail-?safe|last[- ]resort|worst[- ]case|bail-?out|insurance|mental|money|simple|plain|static"
    "|firm|strict|tight|loose|wide|generous|seatbelt|parachute|panic|uncle|absolute|standard|basic"
    "|core|main|maximum|normal|regular|usual|ordinary|trade|crash|doomsday|safety[- ]net|risk|entry"
    "|price|percentage|stock)"
)
RAISES = "(pull|bring|slide|drag|raise|lift|shift|move|tighten|ratchet|bump|hoist|put|set)(s|ing)?"
PAID = (
    "(entry( price)?|cost|break[- ]?even|buy price|purchase price|what i paid"
    "|where i (got in|bought))"
)
PRICE = "((the |its )?(share |stock |market )?(price|stock|market|coin|share|trade|highs?)|it)"
FOLLOWING = (
    "(moves?|rises?|goes|climbs?|follows?|trails?|ratchets?|steps?|slides?|shifts?|travels?|creeps?"
    "|(is|gets|be|are|getting) (raised|moved|pulled|dragged|lifted|ratcheted|adjusted|trailed))"
)
LIMIT = "(stop|target|sl|tp)( loss)?"
LINES = "(macd|stochastic|(moving )?averages?|mas?|emas?|smas?|lines?|it|they)"
CROSS = "cross(es|ed|ing|over)?"
NEXT = "(i|we|out|sell|exit|get|close|after|at|when|if|cover|and|or|leave|go|dump|liquidate)"

BESIDE = ways(
    rf"""
    follows-price: ((and|which|that|it|then|always|only|but|,) )*{FOLLOWING} ((up|higher|upwards?
        |along|down|lower|only|or) )*(with|as|along with|behind|after|when|whenever
        |while) {PRICE}( (up|higher|upwards?|along|makes new highs|(moves?|rises?|goes|climbs?
        |advances?|increases|gains)( (up|higher|along|in my favou?r))?))?END
    follows-price: ((and|which|that|it) )*(only (ever )?(moves?|goes|ratchets?) (up|higher)
        |never (moves?|goes|comes) (down|lower|back down))END
    falls: (gives?|giving|gave|hands?|handing) (back|up)FAR
    falls: (surrenders?|backs? off|recedes?|eases?|sheds?|slumps?|comes? (down|off))FAR
    rises: (earns?|earned|nets|netted|yields?|yielded|returns|returned|delivers?|delivered)FAR
    goes: (runs?|trades?|works?|breaks?|swings?)(?= (more than |over )?[\d.]+\s*(%|percent
        |per cent|pct) (against|in my|my way))
    rises: (squeezes?|spikes?|pops?|rips?|rallies)FAR
    stoploss: adverse (move|excursion|swing|tick)( ((stops?|takes?|knocks?|kicks?) ME out
        |is my stop))?
    so-far: {STOPPING}([- ]style)?(?= ([\d.]+[\s-]*(%|percent|pct|x?\s*atrs?) )?(stop|sl\b))
    so-far: but(?= trail)
    so-far: ((otherwise|else|and),? )*let (it|them|the (trade|position|winners?|profits?
        |rest)) (run|ride)( (otherwise|on|else))?(\s*,? but)?(?=\s*($|[.,;]|trail|with))
    after: ((if|when) )?(nothing|not much|nothing much)( has|'s)? (happen(s|ed)?|changed|changes
        |triggered|been hit|hit|moved) (in|within|after|for|by|over)(?= SPAN)
    after: (if|when) neither( (the )?{LIMIT} (nor|or) (the )?{LIMIT}| of (them|these|the two)
        |)? (is|has been|was|gets) (hit|reached|triggered|touched) (in|within|after|by)(?= SPAN)
    after: (if|when) ((i'm|i am|we're|we are|it's|it is|the (trade|position) is) )?still (open
        |in|in (it|the trade|the position)|holding|holding it|alive|running) (after|for)(?= SPAN)
    hold: (hang on|hold on|hang in|stay in|sit tight|stay put|keep (it|them)|sit (on|in) (it|them)
        |hang on to (it|them)|stick (with|to) it)( for)?(?= SPAN)
    opposite: (the |a )?(next|following|subsequent) (crossover|cross|crossing)(?=\s*($|[.,;)]))
    opposite: ((the )?{LINES} )?{CROSS} (back )?(in )?(the )?(other|opposite
        |reverse) (way|direction)( (round|around))?END
    buy: for (every|each|any|all) (longs?|positions?|trades?|buys?|entr(y|ies)) (i )?(opened|entered
        |taken|bought|open|take|enter)( (in|on|of))?
    always-in: (always|permanently|constantly) (in( (the market|a position|a trade|it))?|invested
        |long or short|positioned)\b(?! (cash|the (black|red)))
    always-in: never (flat|out( of the market)?|in cash|without a position)
    always-in: (stop[- ]and[- ]reverse|reverse)( (system|strategy))\b
    always-in: (stop[- ]and[- ]reverse|no flat (periods?|time|state))
    so-far: (in any (event|case)|at all events|come what may|no matter what|whatever happens
        |either way|regardless|at the (very )?latest|if nothing else( happens)?|before (that
        |then))(?=\s*($|[.,;)]|\b{NEXT}\b))
    so-far: (whichever|whatever|what ever)( (one|of (them|these|the two)))? (is|comes|happens|hits
        |occurs|triggers|is hit|gets hit|fires)( the)? (first|sooner|earlier|soonest)
    so-far: (each|every|a) (trade|position|entry) (gets|uses|receives|takes)\b(?! [\d.]+\s?%| [$€£])
    sell: ((my|the|our) )?(stop|exit)( loss)? (is|will be|would be)( (simply|simple|just|only
        |always))* (a|on a|any)(?= (daily )?clos(e|ing)\b)
    when: (sooner|earlier|before that|before then) (when|if|should|once)
    sell: otherwise(?= after )
    so-far: otherwise(?= (sell|exit|cover|close|leave|out|get out)( it)? (at|when|after|if|on)\b)
    after: ((the (position|trade)|it|i) )?((has|have|had) been|is|was) (open|on|held|running
        |in|in (it|the (trade|position)))( for)?(?= SPAN)
    always-in: (flip|reverse|turn|switch)( (sides|direction|round|around))? on (every|each)
        (cross|signal|flip|turn)(over)?
    so-far: protect (the|my) downside( with)?\b
    so-far: (in order )?to (help )?(limit|cut|minimi[sz]e|reduce|control|manage|contain|cap|mitigate
        |avoid|prevent|protect|preserve|guard|lock in|secure|maximi[sz]e|capture|realize|realise
        |safeguard|restrict|keep down)( (my|our|the|any|large|big|further|potential|possible
        |significant|downside|against|unrealized|accumulated|excessive|from|heavy|some))*
        (loss(es)?|risks?|drawdowns?|capital|gains?|profits?|downside|exposure|account
        |winnings)( risk)?(?=\s*($|[.,;)]))
    so-far: (for|as) (a )?(risk|money) (management|control)( (measure|purposes|tool))?(?=\s*($
        |[.,;)]))
    takeprofit: (take|bank|collect|pocket) the (upside|win|gains?|winnings)\b
    stoploss: (safety net|airbag|cushion)END
    risk: (never|don't|do not) risk (any )?more than\b
    so-far: (a |each |every )?positions? worth(?= [\d.]+\s*(%|percent))
    after: (when|once|if) (it('s| has)? been|i('ve| have) (held|owned|had|been in)( (it
        |them))?( for)?|(the trade|it) is)(?= SPAN)
    since-entry: since {HELD}\b
    since-entry: ((reached|made|seen|hit|set|printed) )?(during|while (i'm |i am )?in
        |while (i )?hold(ing)?|over the life of) (the |my )?(trade|position|it)\b
    so-far: (instead|in place) of (the )?(defaults?|usual|standard)( (ones|levels|values
        |numbers))?\b
    with: w(?= \$?\d)
    so-far: on (a|the )?daily clos(e|es|ing basis)(?=\s*($|[.,;)]|\b(and|or|hold|sell|exit)\b))
    from: (measured|counted|taken|calculated|figured|reckoned) (from|against|off)
    peak: high[- ]?water([- ]?mark)?s?\b
    peak: (best|top|peak|maximum|max) (price|level|close|value|point|print|quote)\b(?! (over|of|in
        |during|for) (the )?(last|past|previous|prior|preceding|\d))
    peak: (highest|best) (point|level|mark|value|print|quote)\b
    trough: low[- ]?water([- ]?mark)?s?\b
    trough: (trough|worst|minimum) (price|level|close|value|point|print)\b(?! (over|of|in|during
        |for) (the )?(last|past|previous|prior|preceding|\d))
    trough: lowest (point|level|mark|value|print|quote)\b
    entry: ((my|our|the|your) )?(fill(ed)?( price)?|in[- ]price|entry (fill|level|point|price)
        |average (entry|fill|price paid)|opening fill|purchase level|buy[- ]in( price)?)(?=\s*($
        |[.,;)]|\b(and|or|with|but|risk|i|we|on)\b))
    entry: (where|what|the price) (i|we) (filled|got filled|was filled|entered( at)?|opened
        |went in|jumped in
        |hopped on)( (at|for))?\b
    when: (in (the )?(event|case)|at (the|that|any) (very )?(point|moment|time|instant
        |stage)( in time)?
        |(on|under) (the )?condition|in (cases?|situations?)|at times|on occasions?)( (that
        |when|where|in which))?(?! (of|to|i|we|you|in|on|at|and|or|but)\b)(?= [\w'])
    takeprofit: (cash(ing)?|bank(ing)?) (out|in)( (it|everything|the lot|the position))?PCT
    takeprofit: ((let|letting) (it|them|the (trade|position|winners?)) )(ride|run|rip|ripping
        |riding)(
        (it|them))?( up)? (to|till|until)PCT
    stoploss: (no|not|never) (more|greater|bigger|larger) than(?= {SIZE} (loss|drawdown|down))
    so-far: ((on|over|for|use|using|with) )?(the )?(max(imum)?|all( the)?|full|entire|whole
        |longest)( (available
        |possible))? (period|history|data( history)?|range|price history)(?!( is| of
        |:)? ?\d)(?= (of|on|for
        |available|there)\b|\s*($|[.,;)]))( (available|there is))?
    so-far: (go|get|going|enter) in(to)? (each|every) (trade|position)(?= with)
    so-far: (in the end )?((i|we) )?(want to |would like to )?go with(?= \d+ (contracts?|shares?
        |units?)\b)
    of-position: in (each|every) (trade|position)(?=\s*($|[.,;)]|\band\b))
    uneven-size: with (larger|bigger|smaller|more|less|increasing|decreasing
        |growing) (position( size)?s?
        |sizes?|amounts?|stakes?|lots?)(?= (when|if|as|the|while|whenever)\b)
    last: ((set|use|apply) )?((the|a|an?) )?((test|testing|backtest|data|time|sample|history|whole
        |total) )?(period|duration|time ?span|time horizon)( of the (date|data|test|strategy))?
        (to|as|equal to|is|of|:|=|should be)( (the )?(last|past))?(?= \d+ (years?|months?)\b)
    so-far: ((set|use|apply) )?(the )?((test|data|time|history) )?(period|duration)( of the (date
        |data))?
        (to|as|equal to|is|:|=) (the )?(max(imum)?|all|full)( possible| available)?(?=\s*($
        |[.,;)]|\bfor
        |\bof))
    monthly-bars: ((set|use|apply) )?(the )?((data|bar) )?(interval|time ?frame) (to|as|equal to
        |is|:|=|of)
        (a |one |1 )?month(ly)?\b
    monthly-bars: ((on|using|use|with) )?(the |a )?(1[- ]month|monthly) (bars?|candles?|charts?
        |time ?frame
        |interval)\b
    timeframe: ((set|use|apply) )?((the|an?) )?((data|bar|candle|time|price
        |chart) )?interval( of the
        (data|strategy))? (to|as|equal to|is|:|=|of|should be)(?= (a |one )?(\d|daily|weekly|hourly
        |monthly|day|week|hour|month|minute))
    size: ((set|use|apply) )?(the )?((order|trade|position|lot|bet) )?size (per|for each
        |for every|of each
        |in each) (trade|order|position|entry)( (to|as|at|of|is|:|=|equal to))*
    date: time intervals?(?= (from|:|between))
    breakeven: {RAISES} (the |my )?stop( loss)?( up)? to (my |the |our )?{PAID}
    """
)  # fmt: skip
LED_BESIDE = ways(
    r"""
    takeprofit: ((my|the|our|a) )?((profit|price|gain) )?(objective|goal|aim)PCT
    takeprofit: ((be|i'm|i am|we're|we are|i'd be|i would be) )?(happy with|content with
        |satisfied with|settle for|aim(ing)? for|shoot(ing)? for|hoping for|hope for
        |pleased with)PCT
    takeprofit: best case( (i|we) (make|gain|win))?PCT
    stoploss: ((my|the|our|a) )?(max(imum)? )?(pain( (threshold|limit|point))?|uncle point
        |loss (limit|tolerance|threshold)|tolerance)PCT
    stoploss: ((i'm|i am|we're|we are) )?(willing|prepared|ready|happy|okay|ok) to (lose
        |lose up to|risk losing)PCT
    stoploss: (can |could |will )?(stomach|tolerate|afford( to lose)?|live with|bear
        |stand to lose)( (a loss of|losing))?PCT
    stoploss: (take |cut )?losses (of|at)PCT
    stoploss: worst case( (i|we) lose)?PCT
    """,
    TOLD,
)  # fmt: skip
# Behind what a rule says: "when RSI exceeds 70 is met"; that a condition is met, is a reference.
FULFILLED = ways(
    r"""
    so-far: is (met|satisfied|fulfilled|valid|correct|right|accurate|exact|precise|proper
        |appropriate
        |fitting|suitable|applicable|given|seen|observed|detected|confirmed)(?=\s*($|[.,;:)]
        |\b(and|or|then|buy|sell|go|take|enter|exit|close|while)\b))
    """,
    r"(?<!condition)(?<!conditions)(?<!criteria)(?<!rule)(?<!rules)(?<!this)(?<!that)(?<!it) ",
)
# Behind "crosses 20": the side that it comes from.
COMING = ways(
    """
    up-through: from (the )?(bottom|underneath|lower side|down(side)?)\\b
    down-through: from (the )?(top|upper( side)?|up(side)?)\\b
    """,
    r"\bcross(es|ed|ing)? [^,.;]{0,16}",
)
# "... crosses the 200-day SMA in an upward direction"
DIRECTED = ways(
    """
    up-through: in (an? )?(upwards?|up|rising|bullish) direction\\b
    down-through: in (an? )?(downwards?|down|falling|bearish) direction\\b
    """,
    r"\bcross(es|ed|ing)? [^,.;]{0,32}",
)
AWAY = ways(r"so-far: away(?=\s*($|[.,;)]|\b(and|from)\b))", r"(\batrs?|%|percent|points?|\d) ")
# Behind a per cent: what a position makes or loses.
MADE = ways(
    r"""
    loss: (under ?water|in the red|offside|out of the money|in the hole|to the bad
        |on the wrong side|in the minus|loser|setback)\b
    against: (in )?the wrong (way|direction)\b
    profit: (in the (money|black|green|plus)|to the good|onside|to the better|in my pocket|win
        |winner)\b
    """,
    COUNTED,
)  # fmt: skip
