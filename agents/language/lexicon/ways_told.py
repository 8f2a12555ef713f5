"""Turns of notes and manuals in which a rule is told: "the close must be a three-day low of the
close", "Short-Term Pullback Entry: ...", "shows another performance depending on the day"."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

WEEKDAY = "(mon|tues|wednes|thurs|fri)day"
TERM = (
    "((very |ultra )?(short|long|medium|intermediate|mid)([- ]?er)?([- ]?term)?|primary|secondary"
    "|major|minor|overall|main)"
)
KIND = (
    "(pull-?back|dip|break-?out|break-?down|momentum|mean[- ]reversion|reversal|oversold"
    "|trend[- ]following|swing)"
)
STRONG = (
    "(strong|powerful|decisive|convincing|clear|clean|solid|robust|confirmed|aggressive|sharp"
    "|explosive|violent|big|massive|weak|slight|marginal)"
)
PICTURE = "(charts?|graphs?|plots?|tables?|figures?|images?|pictures?|screenshots?)"
LENGTH = r"\d+[- ](days?|periods?|bars?|weeks?|sessions?)"
OTHER = "((another|the other|the second)( one)?|one) (of|with|over)( the last)?"
TAKEN = "(entered|opened|taken|initiated|placed)"
EXTREME = r"[\w-]+[- ](day|week|month|bar|session)s?( closing)? (high|low)\b"
DIFFERENT = (
    "(different|differing|varying|distinct|uneven|unequal|notable|interesting|better|worse|strong"
    "|weak|peculiar|seasonal)"
)

TOLD = ways(
    rf"""
    so-far: (the )?current(?= (trading )?(day|session) is( a)? {WEEKDAY})
    so-far: (the )?(current|running)(?= month's clos(e|es|ing)\b)
    against: against (it|the trade)PCT
    so-far: calendar(?= (weeks?|months?|quarters?|years?)\b)
    in-favour: in (your|their|its|the (position|trade|trader)'?s?) favou?r
    so-far: (any|all)( of)?( the)? (remaining|outstanding|left[- ]?over)(?= (open )?(trades?
        |positions?) (after|at|on|when|if|once)\b)
    so-far: ((i|we) )?(intend|aim|wish|propose|hope|mean|plan|am intending|am aiming|am planning)
        to(?= (only )?(trade|buy|sell|short|go|enter|hold|test|backtest|invest|open|take)\b)
    crosses: is (above|below) crossing(?= \d+(\.\d+)? from (below|above)\b)
    how-strong: {STRONG}(?= ((bullish|bearish|upward|downward|upside|downside) )*(break-?outs?
        |break-?downs?) (above|below|over|under|of|through|from)\b)
    so-far: (shows?|exhibits?|displays?|has|have|demonstrates?) (an? )?((significantly|markedly
        |clearly|very|quite|somewhat) )?{DIFFERENT} (performance|returns?|behaviou?r|results?
        |tendency|patterns?) (depending on|based on|according to|by|across) (the )?((different
        |various) )?(days?|months?|times?|seasons?)( of (the )?(week|month|year))?END
    so-far: (the )?\d+\+?([- ]?years?)?\+? ((us|u\.s\.) )?treasury( bonds?)?( (etf|fund))?(?=
        \([A-Z]+\))
    so-far: (below|here|attached) (is|are) (a|an|the|some|my)( (price|daily|weekly|backtest))?
        ({PICTURE}|equity curves?)( (of|for)\b)?
    so-far: ((the|this|my) )?{PICTURE} below (shows?|displays?|illustrates?|depicts?)( (the|all|an?
        |its|my))?( (trades?|entries|exits|results?|signals?|performance|equity( curve)?
        |strategy))*END
    the: current(?= (ema|sma|wma|hma|rsi|adx|macd|cci|mfi|atr|obv|vwap|stochastic)\b)
    a: one (of|with|over)( the last)?(?= {LENGTH},? (and )?{OTHER} )
    so-far: continuous(?= (futures?|contracts?)\b)
    so-far: ,?\s*only (one|a single|1) (entry|trade|position|signal)( is)? (permitted|allowed)(
        at (a time|once))?END
    stoploss: sellstop(?= (if|at|on|@) ?[-−–])
    buy: (a|the) long (trade|position) is {TAKEN}(?= (on|at|if|when|whenever|once|only)\b)
    short: (a|the) short (trade|position) is {TAKEN}(?= (on|at|if|when|whenever|once|only)\b)
    stochastic: stochastics?('s|')(?= )
    rises: (is|are) directed (up|upwards?)\b
    falls: (is|are) directed (down|downwards?)\b
    """
)
# "Short-Term Pullback Entry: ...": a heading, of which the first words say nothing that is tested
HEADINGS = ways(
    rf"""
    entry: ({TERM} )?{KIND} (entry|entries|entry (rule|signal|condition|trigger|setup)s?)(?=\s*:)
    exit: ({TERM} )?{KIND} (exit|exits|exit (rule|signal|condition|trigger)s?)(?=\s*:)
    """,
    r"(^|[.;\n]\s*)",
)
# "the fifth last trading day of the current month"
OF_MONTH = ways(
    "of-month: (of|in) (the )?(current|ongoing|running|respective) (calendar )?month(?!')\\b",
    r"\b(day|days|session) ",
)
# "the close is a 20-day high": it is at one
AT_EXTREME = ways(
    rf"at: (is|was)( (a|the|its))?( new)?(?= {EXTREME})",
    r"\b(close|closing price|price) ((today|now) )?",
)
MUST_BE_AT = ways(
    rf"at: be( (a|the|its))?( new)?(?= {EXTREME})",
    r"\b(close|closing price|price) ((today|now) )?(must|should|has to|needs to) ",
)
# "... a three-day low of the close": that of closes, of which alone it speaks
OF_ITS_CLOSES = ways(
    "so-far: of (the |its |all )?(close|closes|closing prices?)(?! (of|in|over|for)\\b)\\b",
    r"\b(close|closing price) ((today|now) )?((is|was|(must|should|has to|needs to) be) )"
    r"(at )?((a|the|its) )?(new )?[\w-]+[- ](day|week|bar|month)s? (high|low) ",
)
# "it fell on 3 consecutive days"
ON_DAYS = ways(
    r"for: on(?= \w+ (consecutive|straight|successive) (trading )?(days?|bars?"
    r"|sessions?|candles?)\b)",
    r"\b(f[ae]lls?|r[io]ses?|lower|higher|down|up|drops|dropped|gains|gained|declines|declined"
    r"|climbs|climbed) ",
)
# "its value is greater than the previous one"
PREVIOUS_ONE = ways(
    "value: one(?! (day|bar|week|month|of)\\b)END",
    r"\b(than|above|below|over|under) (the|its) (previous|prior|preceding) ",
)
# "one of 30 days and another of 200 days": their lengths
ANOTHER = ways(rf"a: {OTHER}(?= {LENGTH})", rf"\b{LENGTH},? (and )?")
# "Trades are exited when ...": those of either side
EXITED = ways(
    "sell: ((all|the|open) )*(trades|positions) are (exited|closed|liquidated)"
    "(?= (when|if|once|as soon|on|at)\\b)",
    r"(^|[.;\n]\s*)",
)
