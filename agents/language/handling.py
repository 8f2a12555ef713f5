"""How people say that they get in and out: "hop on", "puts me in", "call it a day", "I'm gone".

Each such phrase becomes one word of the grammar before any single word of it is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from agents.language.joined import phrase_token
from agents.language.pieces import Token

# A verb stands where somebody is told or says what to do, not behind what it might speak of.
LEAD = r"""(?:^|[.,:;()>|/=–—-]\s*|\b(?:and|or|then|to|i|we|you|i'd|i'll|we'd|we'll|just|simply|only
    |but|gonna|wanna|please|will|would|should|could|can|must|may|might|otherwise|else|also|let's
    |start|begin|immediately|always|usually|that|bot|it'll)\s+)"""
THING = r"(?:position|trade|trades|stock|shares?|lot|thing|holdings?|stake|bet|deal|long|units?|pile)"
IT = rf"""(?:it|them|that|this|everything|all(?:\s+of\s+it)?
    |(?:the|my|our|your|this|that)\s+(?:(?:whole|entire|full|open)\s+)?{THING})"""
ON_IT = rf"(?:\s+(?:of|on|with|from)\s+{IT}|\s+of\s+(?=[a-z]))?"
NEW = r"(?:(?:a|an|the|my|our|some|new|fresh|small|full|initial|long)\s+)*"
WHEN = r"(?=\s*(?:$|[.,;:)]|\b(?:when|whenever|if|once|as|after|at|on|upon|by|the)\b))"
ME = r"(?:me|us|you)"
SENDS = r"""(?:gets?|puts?|brings?|takes?|lets?|pulls?|sends?|throws?|kicks?|knocks?|shakes?|boots?
    |forces?|chases?|drives?|drags?|tips?|pushes|push|has|flushes|moves?|bounces|nudges?|prompts?
    |draws?|keeps?)"""
IS_MY = r"""(?:(?:is|are|gives?|means?|serves?\s+as|counts?\s+as|makes?|marks?|acts?\s+as|be)\s+
    (?:(?:my|the|a|an|your|our|me|us|that's)\s+)*)"""
SIGN = r"(?:cue|signal|sign|trigger|reason|moment|time|invitation|prompt|excuse|green\s+light|hint|call)"
IN = r"(?:buy|get\s+in|go\s+long|enter|step\s+in|jump\s+in|be\s+in|buying|go\s+in|be\s+long)"
OUT = r"""(?:sell|get\s+out|exit|leave|go\s+flat|step\s+out|jump\s+out|be\s+out|bail(?:\s+out)?
    |selling|go\s+out|be\s+flat|get\s+flat|close)"""
MEANS = r"(?:means?|says?|spells?|signals?|equals?|tells\s+me(?:\s+to)?|triggers?|generates?|gives?)"
HELD = r"""(?:(?:the\s+|my\s+|our\s+)?(?:entry|purchase|fill|buy|buying|trade\s+began|start\s+of\s+the\s+trade)
    |(?:i|we|you)(?:'ve|\s+have)?\s+(?:bought|buy|got\s+in|went\s+long|entered|opened|jumped\s+in|been\s+in|
    held\s+it|owned\s+it|took\s+it|hopped\s+on|filled|shorted(?:\s+it)?|sold\s+short|went\s+short)(?:\s+it)?
    |(?:it\s+was|i\s+was|we\s+were)\s+(?:bought|opened|entered|filled)
    |(?:entering|getting\s+in|going\s+long|going\s+short|opening)(?:\s+(?:it|the\s+trade|the\s+position))?)"""

PHRASES = (
    # In, behind its condition or before it.
    ("buy-after", rf"{SENDS}\s+{ME}\s+(?:back\s+)?(?:in|into\s+(?:it|the\s+(?:market|trade))|long|aboard|on\s+board)\b(?!\s+the\b)"),
    ("sell-after", rf"{SENDS}\s+{ME}\s+(?:(?:right|back|straight)\s+)?(?:out(?:\s+of\s+(?:it|the\s+(?:market|trade)|there))?|off|flat|(?:back\s+)?(?:in|to|into)\s+cash|to\s+the\s+sidelines)\b"),
    ("short-after", rf"{SENDS}\s+{ME}\s+short\b"),
    ("buy-after", rf"makes?\s+{ME}\s+(?:an?\s+)?buy(?:er)?\b|has\s+{ME}\s+buying\b"),
    ("sell-after", rf"makes?\s+{ME}\s+(?:an?\s+)?(?:sell(?:er)?|exit|leave)\b|has\s+{ME}\s+selling\b"),
    ("buy-after", rf"{IS_MY}{SIGN}\s+(?:to\s+|for\s+(?:me\s+to\s+)?)?{IN}\b|{IS_MY}(?:entry|buy|long)(?:\s+(?:signal|trigger|rule|cue|point))?(?=\s*(?:$|[.,;)]|and\b|but\b|while\b))"),
    ("sell-after", rf"{IS_MY}{SIGN}\s+(?:to\s+|for\s+(?:me\s+to\s+)?)?{OUT}\b|{IS_MY}(?:exit|sell)(?:\s+(?:signal|trigger|rule|cue|point))?(?=\s*(?:$|[.,;)]|and\b|but\b|while\b))"),
    ("buy-after", rf"is\s+(?:where|when)\s+(?:i|we|you)\s+{IN}\b"),
    ("sell-after", rf"is\s+(?:where|when)\s+(?:i|we|you)\s+{OUT}\b"),
    ("buy-after", rf"{MEANS}\s+(?:an?\s+|i\s+|we\s+|i'm\s+|i\s+am\s+)?(?:buy|long|in|entry|go\s+long|get\s+in|buying)\b(?!\s*-?term)(?=\s*(?:$|[.,;)]|and\b|but\b|while\b))"),
    ("sell-after", rf"{MEANS}\s+(?:an?\s+|i\s+|we\s+|i'm\s+|i\s+am\s+)?(?:sell|out|exit|flat|cash|get\s+out|go\s+flat|be\s+out|selling)\b(?=\s*(?:$|[.,;)]|and\b|but\b|while\b))"),
    ("short-after", rf"{MEANS}\s+(?:an?\s+|i\s+|we\s+|i'm\s+|i\s+am\s+)?(?:go\s+|get\s+|be\s+)?short\b(?=\s*(?:$|[.,;)]|and\b|but\b|while\b))"),
    # Out.
    ("sell", rf"(?:everything|it\s+all|all\s+of\s+it|the\s+whole\s+(?:lot|position|thing|stack|bag|pile)|the\s+(?:lot|entire\s+position|full\s+position)|all\s+(?:the\s+)?(?:units|shares|lots|tranches|of\s+them))\s+(?:then\s+)?(?:goes|go|is\s+sold|are\s+sold|gets?\s+sold|comes?\s+off|is\s+closed|gets?\s+dumped|is\s+dumped|is\s+liquidated|is\s+out|is\s+unwound|is\s+let\s+go){WHEN}"),
    ("sell", rf"(?:it|they)\s+(?:goes|go|comes?\s+off|gets?\s+sold|is\s+sold)(?=\s+(?:when|whenever|if|once|as\s+soon)\b)"),
    ("sell", rf"(?:(?:i'm|i\s+am|we're|we\s+are|i'll\s+be|be)\s+)?(?:gone|outta\s+(?:here|there)|out\s+of\s+(?:here|there|it)|done(?:\s+with\s+it)?|history|a\s+seller(?:\s+of)?|off\s+it){WHEN}"),
    ("buy", r"(?:i'm|i\s+am|we're|we\s+are|be|turn|become|becoming)\s+(?:a\s+)?buyers?(?:\s+of)?\b"),
    ("sell", r"(?:(?:i'm|i\s+am|we're|we\s+are|be|turn|become|becoming)\s+)?(?:a\s+)seller(?:\s+of)?\b"),
    ("short", r"(?:bet|betting|lean|leaning|wager|wagering)\s+against\b|bet\s+on\s+(?:a\s+)?(?:fall|drop|decline)(?:\s+(?:of|in))?\b"),
    ("short", r"(?:put|lay|take)\s+on\s+(?:a|my|the)\s+short(?:\s+(?:position|trade))?|(?:initiate|establish|start|build)\s+(?:a|my|the)?\s*short(?:\s+(?:position|trade))?"),
    # What only lies beside a rule.
    ("so-far", r"(?:in\s+any\s+(?:event|case)|at\s+all\s+events|come\s+what\s+may|no\s+matter\s+what|whatever\s+happens|either\s+way|regardless|at\s+the\s+(?:very\s+)?latest|whichever\s+(?:is|comes)\s+(?:first|sooner|earlier)|if\s+nothing\s+else(?:\s+happens)?|before\s+(?:that|then))(?=\s*(?:$|[.,;)]|\b(?:i|we|out|sell|exit|get|close|after|at|when|if|cover|and|or|leave|go)\b))"),
    ("when", r"(?:sooner|earlier|before\s+that|before\s+then|at\s+once)\s+(?:when|if|should|once)"),
    ("sell", r"otherwise(?=\s+after\s)"),
    # What an exit is measured from.
    ("since-entry", rf"since\s+{HELD}\b|(?:(?:reached|made|seen|hit|set|printed)\s+)?(?:during|while\s+(?:i'm\s+|i\s+am\s+)?in|while\s+(?:i\s+)?hold(?:ing)?|over\s+the\s+life\s+of)\s+(?:the\s+|my\s+)?(?:trade|position|it)\b"),
    ("peak", r"high[- ]?water(?:[- ]?mark)?s?|(?:best|top|peak|maximum|max)\s+(?:price|level|close|value|point|print|quote)|(?:highest|best)\s+(?:point|level|mark|value|print|quote)"),
    ("trough", r"low[- ]?water(?:[- ]?mark)?s?|(?:trough|worst|minimum)\s+(?:price|level|close|value|point|print)|lowest\s+(?:point|level|mark|value|print|quote)"),
    ("entry", r"(?:(?:my|our|the|your)\s+)?(?:fill(?:ed)?(?:\s+price)?|in[- ]price|entry\s+(?:fill|level|point|price)|average\s+(?:entry|fill|price\s+paid)|opening\s+fill|purchase\s+level|buy[- ]in(?:\s+price)?)(?=\s*(?:$|[.,;)]|\b(?:and|or|with|but|risk|i|we|on)\b))"),
    ("entry", r"(?:where|what|the\s+price)\s+(?:i|we)\s+(?:filled|was\s+filled|entered(?:\s+at)?|opened|went\s+in|jumped\s+in|hopped\s+on)(?:\s+(?:at|for))?\b"),
)
LED_PHRASES = (
    ("buy", rf"(?:hop|jump|leap|climb|clamber|step|dive|pile|wade|scramble|slip|get|swoop|pounce|come|move|board)(?:ping|ing|bing|ting)?\s+(?:back\s+)?(?:on\s+board|aboard|onto|into(?=\s+(?:it|the\s+trade|[a-z]+\s+(?:when|if|once|whenever|as|after|on)\b))|in\s+on|in|on(?!\s+(?:the|every|each)\s+(?:break|close|open|dip)))(?!\s+(?:the\s+)?(?:volume|price|vix|rsi|over|the\s+(?:last|past|green|red|money|black|profit)|profit|cash|to\s))\b(?:\s+it\b)?"),
    ("buy", rf"(?:acquire|procure|snatch|snatch\s+up|nab|snap\s+up|scoop\s+up|gobble\s+up|mop\s+up|hoover\s+up|snaffle|get\s+hold\s+of|get\s+(?:me\s+)?some|have\s+some|take\s+some|stock\s+up\s+on|get\s+exposure\s+to|go\s+for|be\s+in|want\s+in|be\s+on\s+board|have\s+a\s+nibble\s+at|nibble\s+at|take\s+a\s+punt\s+on|have\s+a\s+punt\s+on)\b(?=\s|$)"),
    ("buy", rf"(?:initiate|establish|start|begin|build|open(?:\s+up)?|put\s+on|take(?:\s+on)?|take\s+up|set\s+up|assume|enter(?:\s+into)?)\s+{NEW}(?:position|trade|stake|holding|exposure|long)\b(?:\s+(?:in|on))?(?:\s+it\b)?"),
    ("sell", rf"(?:hop|jump|leap|climb|step|bow|walk|pull|slip|back|opt|ease|check|clear|get|move|come|stand|run|scramble|exit|wriggle|bug|bail|sell|cash)(?:ping|ing)?\s+(?:back\s+)?(?:out|off(?!\s+(?:half|a\s|one|some))|aside|away|overboard|down(?=\s*(?:$|[.,;]|when\b|if\b|once\b|after\b))|to\s+the\s+sidelines?)(?:\s+(?:of|from))?(?:\s+(?:{IT}|the\s+(?:market|way|pool)))?(?!\s+(?:the\s+)?(?:\d|half|a\s+third|oversold|overbought))(?=\s|$|[.,;)])"),
    ("sell", rf"(?:abandon|jump)(?:ing)?\s+ship|call(?:ing)?\s+it(?:\s+(?:a\s+day|quits|off|done))?{WHEN}|throw(?:ing)?\s+in\s+the\s+(?:towel|sponge)|pull(?:ing)?\s+the\s+(?:plug|ripcord|rip\s+cord|eject\s+handle)(?:\s+on\s+{IT})?|(?:hit|head\s+for|head\s+to|run\s+for|make\s+for|rush\s+for|look\s+for)\s+the\s+(?:exits?|door|doors|hills|sidelines|eject(?:\s+button)?|bid)|hit\s+eject|eject{WHEN}|take\s+(?:the|my)\s+money\s+and\s+run|take\s+(?:my|the|our)\s+chips\s+off(?:\s+the\s+table)?|take\s+(?:it|everything|all\s+of\s+it)\s+off(?:\s+the\s+table)?|(?:wave|say|kiss)\s+(?:it\s+)?(?:goodbye|sayonara|farewell|adios)(?:\s+to\s+{IT})?|close\s+(?:up\s+)?shop|fold{WHEN}|go\s+home{WHEN}|ring\s+the\s+(?:register|bell|cash\s+register)|cut\s+bait|cut\s+and\s+run|head\s+home|exit\s+stage\s+(?:left|right)"),
    ("sell", rf"(?:give|giving)\s+(?:it\s+up|up\s+(?:on\s+)?(?:it|the\s+(?:trade|position|ghost)|{IT})|up(?=\s+(?:when|if|once|after)\b)|{IT}\s+(?:up|away|back)|away(?=\s+(?:at|when|if|once|with)\b))"),
    ("sell", rf"(?:let\s+(?:go(?:\s+of)?(?:\s+{IT})?|{IT}\s+go)|part\s+(?:ways\s+|company\s+)?with(?:\s+{IT})?|(?:get|be)\s+(?:shot|rid)\s+of(?:\s+{IT})?|do\s+away\s+with(?:\s+{IT})?|dispose\s+of(?:\s+{IT})?)\b"),
    ("sell", rf"(?:wind|wrap|unwind|square|shut|close|sell|clear|clean|finish|tie|hand|send|flog|ship|turf|toss|chuck|throw|boot)\s+{IT}\s+(?:up|down|off|out|back|away)\b|(?:wind|wrap|square|shut|sell|clear|finish|tidy)\s+(?:up|down|off|out)\s+(?:of\s+)?{IT}\b|square\s+(?:up|off|out){WHEN}"),
    ("sell", rf"(?:abandon|scrap|jettison|shed|kill|end|terminate|ditch|dump|drop|lose|shut|scratch|quit|leave|release|free|discard|unwind|close|axe|junk|bin|toss|chuck|flip|cash\s+in|cash\s+out|redeem|surrender|relinquish|exit|finish|stop|nix|ax|flog|hock|retire|collapse|undo|reverse\s+out\s+of|reduce\s+to\s+zero)(?:ing)?\s+{IT}{WHEN}"),
    ("sell", rf"(?:abandon|scrap|jettison|divest|relinquish|quit|discard|unwind|terminate)(?:ing)?{WHEN}"),
    ("sell", rf"(?:(?:be|get|go|turn|move|retreat|return|revert|head|switch|rotate|run|flee|come|sit|am|i'm)\s+)?(?:back\s+)?(?:to|in|into|on)\s+(?:all\s+)?(?:cash|the\s+sidelines?){WHEN}|(?:be|get|go|turn)\s+(?:all\s+)?(?:flat|out|cash)(?:\s+again)?{WHEN}|(?:flat|out|cash)\s+again{WHEN}|want\s+out{WHEN}"),
)  # fmt: skip


def _compiled(meaning: str, pattern: str, lead: str) -> tuple[str, re.Pattern[str]]:
    return meaning, re.compile(rf"{lead}(?P<said>\b(?:{pattern}))", re.X | re.I | re.M)


TABLE = (
    *(_compiled(meaning, pattern, "") for meaning, pattern in PHRASES),
    *(_compiled(meaning, pattern, LEAD) for meaning, pattern in LED_PHRASES),
)


def join_handling(raw: str, tokens: list[Token]) -> list[Token]:
    """The tokens of each such phrase become one; the first that fits a place has it."""
    text = raw.replace("’", "'")
    found = sorted(
        ((match.start("said"), match.end("said"), order, meaning)
         for order, (meaning, pattern) in enumerate(TABLE)
         for match in pattern.finditer(text)),
    )  # fmt: skip
    for begin, end, _, meaning in found:
        _join(tokens, begin, end, meaning)
    return tokens


def _join(tokens: list[Token], begin: int, end: int, meaning: str) -> None:
    first = bisect_left(tokens, begin, key=lambda token: token.start)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    part = tokens[first:last]
    whole = part and part[0].start == begin and part[-1].end == end
    if whole and all(token.free and not token.symbol for token in part):
        tokens[first:last] = [phrase_token(part, meaning)]
