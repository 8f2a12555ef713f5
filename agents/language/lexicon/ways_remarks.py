"""What people say beside their rules and what adds nothing to them, and some turns for results."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

DRIFT = "((post[- ]?earnings|price|upward|the) )*"
BREAKING = "(breaks?|breaking|broke)"
WINDOW = r"(the |a |an |its )?\d+[- ]?(days?|bars?|weeks?|months?|periods?)('s)?"
THEY = "(we|i|you|it|the (bot|strategy|system))"
RATE = r"[\d.]+\s*%( (annual|yearly|annualized|risk[- ]free|flat))*"
EXPECTED = "(expectancy|edge|expected return|forward returns?|drift)"
REMARKS = ways(
    rf"""
    atr-breakeven: (when|once|after|if) [^,;%]{{0,40}}?[\d.]+\s*(x |times )?atrs?( in| of)? (profit
        |gain|favou?r|ahead|up)\b.{{0,50}}?break[- ]?even( point| level| price)?
    atr-breakeven: (move|moving|raise|shift|bring)s? [^,;%]{{0,30}}?break[- ]?even (at|after|when
        |once) [^,;%]{{0,25}}?[\d.]+\s*(x |times )?atrs?( in)?( profit| gain| favou?r)?
    so-far: if (the )?(stock |share |market )?(price|it|stock|market) (goes|went|moves|moved|rises
        |rose|climbs)( up)?( by)?( let'?s say| say)? [\d.]+\s*%,? (then )?(the|your|my) trailing
        stop([- ]loss)? (will )?(also )?(move|moves|rise|rises|go|goes|follow|follows)( up)?( by)?(
        [\d.]+\s*%)?( as well| too)?
    so-far: (another|a second|a third|one|the other|the best|the simplest) option (would be|is|was
        |could be)( to)?
    so-far: (can|could) (sum1|some1|someone|any1|anyone|somebody) (pls |plz |please )?(code|make
        |write|build|script)( (this|it|me|up))*( (4|for) me)?
    takeprofit: (exit|sell|close|get out|out)( (it|the position|the trade|everything))? (at )?(the
        )?break[- ]?even (plus|\+)(?=\s*[\d.]+\s*%)
    so-far: (in order )?(to (ride|catch|capture)|for) (the )?{DRIFT}driftEND
    so-far: ,?\s*(no matter|regardless of|irrespective of|whatever)( what)? (the )?((market|current)
        )*(prices?|price is|conditions?|level|valuation|market)( (is|are|does|do))?END
    so-far: while (currently |already )?(flat|not in (a |the )?(position|trade|market)|in (a
        |the )?(position|trade|market)|out of the market)END
    so-far: (here('s|s| is) )?(one|another) ((simple|basic|possible|easy|such) )*(idea|strategy
        |approach|system|setup|example|rule)( is)?(?=\s*[:,])
    so-far: (trade|trades|trading|test) only (one|a single|1) (stock|asset|symbol|ticker|instrument
        |share|coin|pair)( at a time)?END
    so-far: ,?\s*(and )?(hold |stay in |in )?cash when (out|not (in|invested))( of the market)?END
    so-far: regular(?= (take[- ]?profit|stop|target))
    breaks-above: {BREAKING} out (of|from|above|over)(?= {WINDOW} high)
    drops-below: {BREAKING} (down|out) (of|from|below|under)(?= {WINDOW} low)
    buy: (put|putting|puts) (it all|everything|all of it|all my money|the whole amount|all the
        money|the entire amount)( in| into| on)?(?= [A-Z^])(?=.{{0,80}}\bhalf\b)
    cash-interest: ((and|with|plus|assum(e|ing)|including|earn(s|ing)?) )*(an? |the )?{RATE}
        (interest|yield)( rate)? (on|for) ((the|my|any
        |all|uninvested|idle|remaining) )*cash( balances?| positions?)?\b
    cash-interest: (and )?((idle|uninvested|the|remaining|all) )*cash (earns|earning|yields|gets
        |pays|receives|accrues) (an? )?[\d.]+\s*%( (annual|yearly|a year|per year|interest|yield))*
    so-far: (over|across|during|using|given|assuming)(?= (a|an|the) [\w]+[- ](trading[- ])?(day|week
        |bar|month|session|candle)s?[- ](hold|holding)( (period|time|window|horizon))?\b)
    so-far: ,?\s*[—–-]?\s*(a |an )?((classic|typical|simple|standard) )?gap[- ]fill (setup|trade
        |strategy|play|idea)
    so-far: ,?\s*(expecting|anticipating|hoping for|betting on|in anticipation of)( (a|an|the|some
        |that|for))?( [a-z-]+){{1,5}}(?=\s*($|[.,;)]))
    hold: ha(s|ve)( an?)?( (positive|good|real|decent|statistical|significant))*(?= \d+[- ](day
        |bar|week|month)s? {EXPECTED}\b)
    so-far: (can|could|will|would) (anyone|anybody|someone|somebody)( please)? (help|assist|advise
        |explain)( me)?( (with|on|out)( (this|that|it|the (code|script)( for (this|it))?))?)?\b
    so-far: (and )?(then )?(it )?turns( (around|back))?(?= and (goes|falls|drops|rises|crosses|comes
        |moves|climbs)\b)
    so-far: ((is|are) there|i(s|'m looking for)) (a|any|some) way( (to|of))?( (make|making|have
        |get|tell))?( (it|this|the (bot|strategy|script)))?( to)?(?= )
    so-far: ((how|where) (can|do|could|would|should) i )?(change|modify|adapt|adjust|edit|tweak) (my
        |the|this)( [a-z]+){{0,3}} (strat|strategy|bot|script|code|ea|indicator|expert)( (so that|so
        |to|such that))?( (it|that))?( (will|would|can|should))?(?= )
    buy: before (we|i|you|it)( (can|will|would|should|do))? ((place|make|take|open|enter) (an?|our
        |the|my) )?(buy|long|buys)( (trade|order|position))?END
    sell: (and |then )?clos(es|ing)( (it|the (trade|position)|out))?(?= \d+ (bars?|days?|candles?
        |hours?|weeks?) (after|later)\b)
    entry: (i|we) (want|need|would like)(?= (the )?(close|closing price|price|rsi|macd|volume|candle
        )[^.;]{{1,80}} to be (above|below|greater|over|under|higher|lower|less)\b)
    after: right after(?= (\d|the (close|open)|[a-z]+ (bars?|days?)))
    when: right after(?= [a-z])
    so-far: confirm(s|ed|ing)?(?=\s*\))
    at-close: (executing|execute|taking|placing|making) (all )?(the )?(decisions?|orders?|trades?
        |signals?) (on|at)( the)? (close|closing price)( of (the|that|each) (signal|same|current)
        (bar|candle|day))?
    at-close: ((all|the) )*(trad(es?|ing)|orders?|executions?|fills?|(entries|entry) and exits?)(
        (is|are|happens?|takes? place|occurs?|will be|gets?))?( (done|made|executed|filled|placed))?
        (at|on) (the )?((same|signal|that)[- ](day|bar|candle)('?s)?
        |day's)[- ]clos(e|ing)( price)?END
    at-close: ((all|the) )*(trad(es?|ing)|orders?|executions?|fills?)( (is|are|happens?|takes? place
        |will be|gets?))?( (done|made|executed|filled|placed))? (at|on) the clos(e|ing)( price)? of
        (the|that) (same|signal|very) (day|bar|candle)END
    so-far: (here('s| is)|this is) (an?|one|another)( (simple|quick|typical|basic))? example of(?=
        (buying|shorting|going|entering))
    so-far: (an?|one|another)( (simple|quick|typical|basic))? example (would|could|might|may) be(?=
        (buying|shorting|going|entering|to buy|to short))
    straddle: (the |a |an |options? )*wheel( (strategy|trade|trading))\b
    grid-orders: (a |the )?grid( (trading|strategy|orders?|system|trading bot)| bot(?= (on|for|with
        |between|from)))\b
    other-entry: re-?entr(y|ies)( (are|is|can be|should be|may be|will be))?( (made|taken|done
        |allowed|possible))\b
    iv: (iv|implied vol(atility)?)[- ](rank|percentile|percentage)( rank)?\b
    so-far: (momentum|trend|volatility|volume|price[- ]action|breakout|mean[- ]reversion
        |swing)[- ]based( (strategy|approach|system))?(?=\s*($|[.;]))
    so-far: (this|it|the (strategy|system|bot))( strategy| system)? (has|had|gives|boasts|shows)
        (an? )?([\d.]+\s*%|high|great|good|excellent|insane) (win|hit|success)[- ]?rate( and never
        loses)?END
    so-far: (the )?markets? (always|usually|eventually|generally) (comes?|bounces?|goes|recovers?)(
        back)?( up)?END
    so-far: ((it|this|the strategy) )?never loses( money)?(?=\s*($|[.;!]))
    so-far: tl;?\s*dr(?=[\s:,])
    not: no longer(?= (over(sold|bought))\b)
    so-far: (,\s*)?any\s?more(?=\s*($|[.;,]))
    so-far: and hold( (it|them))?(?=,? (and )?then (sell|exit|close|get out)\b)
    so-far: in addition( to (that|this))?(?=\s*[,:])
    so-far: (,\s*)?(otherwise|else),? {THEY}( will| should| just)? (do|does) nothing( at all)?END
    all-of: all (of )?(the )?(following|these) (conditions |criteria |rules |signals )?(are|is
        |must be|have to be|need to be) (all )?(met|satisfied|fulfilled|given|valid)(?=\s*:)
    up-streak: ((up|green) )?winning (streak|run)s?\b
    down-streak: losing (streak|run)s?\b
    so-far: (,\s*)?equal(ly)?[- ]weight(ed|s)?(?= (when|if|once|whenever|as soon)\b)
    """
)
# "with RSI confirmation above 50"
# "does buying at A have a positive 5-day expectancy?": held for so long
HAD = ways(rf"so-far: {EXPECTED}", r"\d+[- ](day|bar|week|month)s? ")
CONFIRMED = ways(
    "so-far: confirmation(?= (above|below|over|under|of|at|>|<))",
    r"\b(rsi|adx|macd|cci|mfi|stochastic|momentum) ",
)
# "For example, buy when ...": at the head of a sentence it says no more
FOR_EXAMPLE = ways(
    "so-far: (for (example|instance)|e\\.g\\.),?(?= (buy|short|go|enter|when|if|i|we|one)\\b)",
    r"(^|[.;:!?\n]\s*)",
)
