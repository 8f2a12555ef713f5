"""How people speak of a trend without saying what it is: "in an uptrend", "the trend is strong"."""

from __future__ import annotations

from agents.language.lexicon.ways import ways

KIND = (
    "((very|really|strong|clear|established|well-established|confirmed|overall|general|broad"
    "|broader|primary|major|main|dominant|prevailing|underlying|existing|current|larger|bigger"
    "|solid|healthy|sustained|ongoing|market|(long|short|medium|intermediate)([- ]?er)?[- ]term"
    "|(high|low)er[- ]time[- ]?frame|htf|daily|weekly|hourly|monthly|intraday"
    r"|\d+[- ]?(h|hour|m|min|minute|d|day)|(h|m)\d+|d1),? )*"
)
UP = "(bullish|up|upwards?|positive|rising|higher)"
DOWN = "(bearish|down|downwards?|negative|falling|lower)"
BE = (
    "(is|are|be|was|remains?|stays?|looks?|must be|should be|has to be|needs to be|has been)"
    "( (clearly|still|already|also|currently|generally|firmly|very|really|quite))*"
)
# On the bars of another chart than that of the rest.
CHARTED = (
    "(,? (on|in) (the |a |its )?(higher |larger |bigger )?"
    "(daily|weekly|hourly|monthly|time ?frames?|htf|4h|1h|h4|h1|d1|4[- ]hour|1[- ]hour)"
    "( (chart|time ?frame|charts|time ?frames|basis|bars))?)?"
)
TURNS = "(turns|flips|changes to|switches to|becomes|goes|has turned)"
STATE = "(market|phase|environment|regime|conditions?|period|trend|run|action)s?"
# Behind it stands what is meant, or it is the name of something else.
DEFINED = (
    r"(?!\s*[\(=–—-]|\s*:(?!\s*(buy|sell|go|enter|short|long)\b)"
    r"|\s*,?\s*(i\.?\s?e\.?|meaning|that is|that means|which|as|so"
    r"|defined|measured|identified|determined|indicated|shown|given|confirmed|judged|by|via"
    r"|using|based|above|below|over|under|with (the )?(price|close)|where|price|(the )?close"
    r"|line|filter|follow\w*|strateg\w*|signal|channel|indicator|score|strength|reversal)\b)"
)
CASED = r"(?!\s*,?\s*(when|if|while|once|whenever|as long as)\b)"
WITHIN = "(in|during|within|amid|throughout)"
SUBJECT = f"((the|its|a|an) {KIND}|(the |its )?{KIND.removesuffix('*')}+)"
SO = rf"\b{CHARTED}{DEFINED}"
IS = rf"{SO}{CASED}"
IN = f"{WITHIN} ((a|an|the) )?{KIND}"
MARKET = f"(the )?{KIND}market {BE}"
PRESENT = "( (is (present|intact|on|confirmed|established|in place)|exists))?"
FLAT = (
    "(sideways?|ranging|range-bound|rangebound|choppy|trendless|non-trending|directionless"
    "|consolidating|flat)"
)
FIRM = "(strong(ly)?( enough)?|clear|established|intact|confirmed|healthy)"
TRENDS = ways(
    rf"""
    trend-up: {IN}(up[- ]?trend(s|ing)?( {STATE})?|bull {STATE}|{UP} {KIND}{STATE}){SO}
    trend-down: {IN}(down[- ]?trend(s|ing)?( {STATE})?|bear {STATE}|{DOWN} {KIND}{STATE}){SO}
    trend-strong: {IN}(trend|trending {STATE}){SO}
    trend-flat: {IN}{FLAT} {KIND}{STATE}{SO}
    trend-up: {SUBJECT}trend {BE} {UP}{IS}
    trend-down: {SUBJECT}trend {BE} {DOWN}{IS}
    trend-strong: {SUBJECT}trend {BE} {FIRM}{IS}
    trend-turns-up: {SUBJECT}trend {TURNS} {UP}{IS}
    trend-turns-down: {SUBJECT}trend {TURNS} {DOWN}{IS}
    trend-flat: {SUBJECT}trend {BE} (weak|flat|unclear|sideways|neutral){IS}
    trend-up: {MARKET} (bullish|in (a )?bull mode|trending {UP}){IS}
    trend-down: {MARKET} (bearish|in (a )?bear mode|trending {DOWN}){IS}
    trend-strong: ({MARKET} )?(strongly trending|trending strongly)(?! (up|down|high|low|side)){IS}
    trend-strong: {MARKET} trending(?! (up|down|high|low|side)){IS}
    trend-flat: {MARKET} ({FLAT}|in a (trading )?range|trending sideways){IS}
    trend-up: trending (strongly )?{UP}{IS}
    trend-down: trending (strongly )?{DOWN}{IS}
    """
)
OUTLOOKS = frozenset(way.meaning for way in TRENDS)
LED_TRENDS = ways(
    rf"""
    trend-up: ((a|an|the) )?{KIND}(up[- ]?trend|bull(ish)? (market|trend))\b{PRESENT}{SO}
    trend-down: ((a|an|the) )?{KIND}(down[- ]?trend|bear(ish)? (market|trend))\b{PRESENT}{SO}
    trend-up: trend {BE} {UP}{IS}
    trend-down: trend {BE} {DOWN}{IS}
    trend-turns-up: trend {TURNS} {UP}{IS}
    trend-turns-down: trend {TURNS} {DOWN}{IS}
    trend-strong: trend {BE} {FIRM}{IS}
    """,
    r"\b(if|when|while|whenever|once|and|only|unless|until|not|there is|there's|is|it's|but)\s+",
)
