"""How scripts say whether one is in: "signal = 1 when ..., 0 otherwise", "1 means long, 0 flat".

A signal of -1 is one to sell; only a position of -1 is short. A line that tells what the numbers
mean says when to be out only where nothing else does.
"""

from __future__ import annotations

from agents.language.lexicon.ways import ways

WHEN = r"(?=,?\s*\(?(when|whenever|if|while|where|as long as)\b)"
SIGNAL = r"((the|our|my|a|trading|target) )*(signal|position|pos|exposure|weight|flag|state)"
SHORT = r"\s*[-–−](1|100\s*%)(\.0)?"
IS = (
    r"\s*(of|is set to|is equal to|is|are|equals|becomes|goes to|takes the value|set to"
    r"|={1,2}|:=|:)"
)
MEANS = r"\s*(means|stands for|represents|indicates|denotes|signifies|corresponds to|=|:|is)"
ENDS = r"(?=\s*($|[.,;)\]]))"
ELSE = r"(otherwise|else|elsewhere|if not|in all other cases)"
CASHES = (
    "((would |will |just )?(hold|holds|sit in|sits in|stay in|stays in|go to|goes to|move to"
    "|moves to|switch to|switches to|remain in|remains in|are in|am in|is in|be in) cash"
    "|(stay|stays|are|am|is|remain|remains) (out of the market|flat))"
)
NOTHING = (
    "((we |i |you )?(are )?(out( of the market)?|flat|not invested|hold nothing|hold cash|in cash)"
    "|(no|zero|without a) (position|exposure|holdings?)|cash|being (out|flat)( of the market)?"
    "|nothing|(be|stay) (out|flat)|not in the market|exit|sell( it)?|close( it)?)"
)
IN_IT = r"(buy|buying|long|hold|holding|be|being|in|invested|we are|fully invested|a long position)"

STATES = ways(
    rf"""
    buy-after: {SIGNAL}{IS}\s*\+?(1|one|100\s*%|true)(\.0)?{WHEN}
    sell-after: (and )?{SIGNAL}{IS}\s*(0|zero|0\s*%|false)(\.0)?{WHEN}
    sell-after: (and )?((the|our|my|a|trading) )*signal{IS}\s*[-–−](1|one)(\.0)?{WHEN}
    short-after: (and )?((the|our|my|target) )*(position|pos|exposure){IS}{SHORT}{WHEN}
    zero-out: (and |is )*(0|zero|0\s*%|false)(\.0)? {ELSE}{ENDS}
    zero-out: (and )?{ELSE},?( ({SIGNAL}{IS}|it is|is))?\s*(0|zero|0\s*%|false)(\.0)?{ENDS}
    else-out: (and )?{ELSE},? (we|i|you|it|the (strategy|bot|system|portfolio)) {CASHES}{ENDS}
    legend-out: (and |a )*(0|zero)(\.0)?{MEANS} (we |i |you )?{NOTHING}{ENDS}
    so-far: (((creat|writ|cod|build|mak)ing|create|write|code|build|make) )?(a )?(simple
        |trading )?(rule|strategy|signal) (that|which) (states|says|tells us)( that)?(?= )
    so-far: ((then|and) )?(the|this) (process|cycle|procedure|sequence) (then )?(repeats|is
        repeated|starts (again|over)|restarts)( (itself|indefinitely|forever|continuously|again
        |endlessly|every time|until the end))*{ENDS}
    so-far: (the )?(rule|condition|criterion|step)s? (number |no\.? |#)?\d{{1,2}}(?=\s*(:
        |[-–—] ))
    so-far: (that |which )?consists (of|in)(?= (being|going|buying|holding|staying|entering)\b)
    so-far: (where |and |a )*(1|one)(\.0)?{MEANS}(?= {IN_IT}\b)
    """
)  # fmt: skip
# "Signal: RSI(2) < 10" is a heading of the entry, where no verb says what it is one of.
HEADED = ways(
    r"""
    entry: (the )?signals?(?=\s*:\s*(?!(buy|sell|long|short|go|exit|enter|close|none|no)\b)\S)
    so-far: (the )?signals?(?=\s*:\s*(buy|sell|long|short|go|exit|enter|close)\b)
    """,
    r"(^|[.;\n]\s*)",
)
# Not in "MACD is above 0 when ...".
LED_STATES = ways(
    rf"""
    sell-after: (0|zero|0\s*%|false)(\.0)?{WHEN}
    """,
    r"(^|[,;.(]\s*|[,;.] and )",
)
