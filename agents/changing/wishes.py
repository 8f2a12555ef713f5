"""How people word a change: what is said out of politeness, what asks for it, and what is to go."""

from __future__ import annotations

import re

from agents.changing.working import Work
from backtests.engine.strategy import Strategy

# What a wish begins with, and what says nothing of its own.
WISHES = re.compile(
    r"(^|[,.;]|\band\b|\bbut\b|\bthen\b)\s*(?:please\s+|now\s+|also\s+)*"
    r"(?:add|use|pay|set|change|make\s+it|make|put|try|raise|lower|tighten|loosen|widen|narrow|shorten"
    r"|lengthen|extend|adjust|move|test\s+it|fill|reduce|increase|decrease|bring|set\s+up|keep\s+only"
    r"|cut(?!\s+(?:(?:my|the|your)\s+)?(?:loss|it\b|at\b)))\b"
    r"(?:\s+(?:the|a|an|it)\b)?",
    re.IGNORECASE,
)
# Said to whoever reads, and of no rule.
POLITE = re.compile(
    r"^\s*(?:hi|hey|hello|ok(?:ay)?|now|then|and\s+now)\b[,.!]?"
    r"|\b(?:(?:can|could|would)\s+(?:you|we)|please|let['’]?s|let\s+us|maybe|perhaps"
    r"|what\s+(?:if|about)(?:\s+(?:i|we|you|it))?|how\s+about"
    r"|i['’]?d\s+like(?:\s+to)?|i\s+(?:want|would\s+like)(?:\s+to)?|everywhere|thanks?(?:\s+you)?)\b",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"\b(?:instead(?!\s+of)|also|as well|too|please|(?<=compare )it|tighter|wider"
    r"|looser|smaller|bigger|at\s+the\s+latest"
    r"|(?:the\s+)?same(?:\s+(?:thing|rules?|strategy|idea|test))?)\b",
    re.IGNORECASE,
)
TO = re.compile(
    r"\b(stop(?:[ -]loss)?|target|take[ -]profit|commission|slippage|leverage)"
    r"(?:\s+from\s+[\d.]+\s*%?)?\s+to\s+(?=[\d$€£])",
    re.IGNORECASE,
)
# Ways to say a stop: "cap losses at 3%", "no more than 3% loss".
LOSSES = re.compile(
    r"\b(?:cap|limit|keep|hold)\s+(?:the\s+|my\s+|any\s+)?loss(?:es)?\s+(?:at|to|below|under|within)\s+"
    r"(?P<a>[\d.]+\s*%)|\b(?:no|not|never)\s+(?:\w+\s+)?more\s+than\s+(?:an?\s+)?(?P<b>[\d.]+\s*%)\s+loss(?:es)?\b"
    r"(?:\s+(?:per|a|each)\s+trade)?",
    re.IGNORECASE,
)
# Behind a verb to buy, it would be read as another one.
BUY_BACK = re.compile(r"\bbuy(?:\s+(?:it|them))?\s+back\b", re.IGNORECASE)
PART = (
    r"(?:trailing stop|stop(?:[ -]loss)?|(?:profit[ -])?target|take[ -]profit|commissions?|slippage"
    r"|costs|leverage"
    r"|time limit|partial exits?|break[ -]even|exit(?: rule)?)"
)
THE = r"(?:(?:the|my)\s+(?:[\d.]+\s*(?:%|ATR)\s+)?|any\s+|an?\s+)"
GONE = re.compile(
    r"\b(?:without|no|remove|drop|forget|delete|get\s+rid\s+of|take\s+out|take\s+away|scrap|kill"
    r"|ditch|quit|lose|cancel|eliminate|turn\s+off|skip|(?:do\s+not|don['’]?t|never)\s+use)"
    rf"(?P<all>(?:\s*(?:,|and|or|,\s*and)?\s+{THE}?{PART}\b"
    r"(?!\s*(?:of|at|by|to|:)?\s*\d))+)(?!\s+(?:when|if|at|of)\b)",
    re.IGNORECASE,
)
EACH = re.compile(PART, re.IGNORECASE)
KEPT = re.compile(
    rf"\b(?:keep|leave)\s+(?:the\s+)?(?:{PART}|rest|entry|rules?|everything(?:\s+else)?)"
    r"(?:\s+(?:as\s+(?:it\s+)?is|the\s+same))?\s*(?:,|\bbut\b|\band\b|$)+",
    re.IGNORECASE,
)
# "skip December", as "not in December".
MONTH = r"(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october)"
DAY = r"(?:mon|tues|wednes|thurs|fri)days?"
SKIPS = r"\b(?:skip|avoid|exclude|leave\s+out|without|except)\s+(?:(?:for|in|on|all|the)\s+)*"
SKIPPED = re.compile(rf"{SKIPS}(?:(?P<day>(?={DAY}\b))|(?={MONTH}\b))", re.IGNORECASE)
COMMISSIONS = ("commission", "commission_per_trade", "commission_per_share")
FIELDS: dict[str, tuple[str, ...]] = {
    "trailing": ("trailing_stop",),
    "stop": ("stop_loss",),
    "target": ("take_profit",),
    "take": ("take_profit",),
    "profit": ("take_profit",),
    "commission": COMMISSIONS,
    "commissions": COMMISSIONS,
    "slippage": ("slippage",),
    "costs": (*COMMISSIONS, "slippage"),
    "leverage": ("leverage",),
    "time": ("max_bars", "max_days"),
    "partial": ("partial_exits",),
    "break": ("break_even",),
    "exit": ("exit",),
}


def plain(words: str) -> str:
    """Without what is said to whoever reads, and of no rule."""
    said = LOSSES.sub(lambda found: f"{found['a'] or found['b']} stop", words)
    return SKIPPED.sub(avoided, KEPT.sub(" ", POLITE.sub(" ", said)))


def avoided(found: re.Match[str]) -> str:
    return "not in " if found["day"] is None else "not on "


def removed(work: Work, words: str) -> str:
    """ "without a stop": each part that is to go is as if it had never been said."""
    gone = [part for found in GONE.finditer(words) for part in EACH.findall(found["all"])]
    for name in (re.split(r"[ -]", part.lower())[0] for part in gone):
        for field in FIELDS[name]:
            work.data[field] = Strategy.model_fields[field].get_default(call_default_factory=True)
    return GONE.sub(" ", words)


def wished(words: str) -> str:
    """The rest, as a strategy would say it."""
    rest = BUY_BACK.sub("cover", EMPTY.sub(" ", words))
    return TO.sub(r"\1 ", WISHES.sub(r"\1 ", rest))
