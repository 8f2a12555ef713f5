"""Verbs of moving and of standing, known by their place: "CCI(30) dives below -150"."""

from __future__ import annotations

from agents.language.lexicon import lexicon, vocabulary
from agents.language.lexicon.foreign import Language
from agents.language.lexicon.wordlist import words
from agents.language.tokens import spelling
from agents.language.tokens.pieces import Token, Words

WAYS = words("above below over past through beyond > <")
DOWN = words("below < less lower smaller")
# Between the verb and its way; of these only some say anything.
PARTICLES = words("in off out away right straight all way just back again on down up")
LEANING = words("back again down up")
FIRMLY = words("decisively clearly firmly convincingly cleanly solidly decidedly definitively")
PASSED = PARTICLES | FIRMLY
# Verbs that are other words elsewhere.
MOVING = words(
    """
    swing swings swung swinging tick ticks ticked ticking inch inches inched inching edge edges
    edged edging roll rolls rolled rolling step steps stepped stepping land lands landed landing
    march marches marched marching sail sails sailed sailing fly flies flew flying run runs ran
    pop pops popped popping poke pokes poked poking peek peeks peeked push pushes pushed pushing
    nose noses nosed shoot shoots shot shooting spike spikes spiking lift lifts lifted lifting
    cut cuts cutting power powers powered blow blows blew spring springs sprang shift shifts
    shifted shifting switch switches switched switching bolt bolts bolted punch punches punched
    work works worked pull pulls pulled pulling pass passes passed passing come comes came coming
    make makes made turn turns turned turning dive dives dip dips slip slips slipped slipping
    drift drifts drifted drifting creep creeps crept creeping crawl crawls crawled flip flips
    flipped hook hooks hooked curl curls curled bounce bounces bounced race races raced leap leaps
    break breaks broke run bottoms bottom peaks peak tops top wander wanders snap snaps snapped
    drop drops slide slides sink sinks fall falls rise rises climb climbs jump jumps
    """
)
STANDING = words(
    """
    read reads reading print prints printed printing show shows showing register registers
    registered registering stand stands stood standing hover hovers hovered hovering rest rests
    resting linger lingers lingering sit sits sitting sat lie lies lying lay remain remains
    record records measure measures stay stays holds hold held holding
    riding cruising floating holding staying
    settle settles settled settling hang hangs hanging trade trades traded trading post posts
    posted quote quotes quoted come-in comes-in rank ranks score scores tally tallies equals
    """
)
# What a subject of a rule ends in.
SUBJECTS = words(
    """
    rsi macd cci adx atr mfi obv stochastic stochrsi zscore z-score roc momentum histogram signal
    line lines average averages mean ma sma ema wma hma vwap bollinger band price close it that
    which stock share value reading k d %k %d score oscillator indicator di dmi aroon trix r
    """
) | {")", "]"}
JOINTS = words(
    "and or then but when if once whenever as while also until a an any another the first"
)
# Words in the form of a verb that name another value of an indicator.
NO_VERBS = words(
    """
    smoothed ranks weighted averaged based derived adjusted normalised normalized detrended lagged
    delayed scores earnings sales settings readings using being during periods percentiles shares
    series analysis basis bias minus plus this its his was has various others things needs perhaps
    always sometimes besides news dividends does times spreads deltas differences crosses squared
    inverted reversed signed scaled ranked hits misses beats narrows widens converges expands
    contracts flattens narrowed widened diverged converged
    """
)


def mark_motion(said: Words, language: Language | None) -> None:
    """Each is one of the words that the grammar has; one that no list knows is told."""
    tokens = said.tokens
    meant = [_meant(token, language) for token in tokens]
    for at, token in enumerate(tokens):
        if _leaves(tokens, meant, at, language):
            continue
        way = _way_behind(meant, at)
        if way is None or not _is_verb(tokens, meant, at, language):
            continue
        state = at > 0 and tokens[at - 1].word in BEING and token.word.endswith("ing")
        standing = token.word in STANDING or (state and meant[at] not in MEANT)
        known = standing or token.word in MOVING or meant[at] in MEANT
        between = tokens[at + 1 : way]
        for one in tokens[at - 1 : at]:
            one.kind = "used" if one.word in FIRMLY else one.kind
        if not known or any(one.word in FIRMLY for one in between):
            _tell(said, token, tokens[way], standing, down=meant[way] in DOWN)
        if not known or (token.word not in KEPT and meant[at] not in MEANT):
            token.word = "stays" if standing else "goes"
        for one in between:
            if one.word in FIRMLY or (one.word not in LEANING and token.word not in OUT):
                one.kind = "used"


MEANT = words("falls rises goes breaks crosses closes recovers stays exceeds")
# Verbs that lean one way or close a day are read as what they are.
KEPT = (
    words("close closes closed closing cross crosses crossed crossing")
    | MEANT
    | {word for word, meaning in lexicon.SAME.items() if meaning in MEANT}
)


# "breaks out over": what it breaks out of is no place.
OUT = words("break breaks broke breaking broken")


def _leaves(tokens: list[Token], meant: list[str], at: int, language: Language | None) -> bool:
    """ "lifts back out of oversold" """
    behind = at + 1
    while meant[behind : behind + 1] and meant[behind] in LEANING:
        behind += 1
    if meant[behind : behind + 1] == ["from"]:
        behind -= 1
    elif meant[behind : behind + 2] != ["out", "of"]:
        return False
    zoned = {"oversold", "overbought"} & {*meant[behind + 2 : behind + 4]}
    if not zoned or not _is_verb(tokens, meant, at, language):
        return False
    tokens[at].word = "leaves"
    for one in tokens[at + 1 : behind + 2]:
        one.kind = "used"
    return True


def _meant(token: Token, language: Language | None) -> str:
    own = language.canonical(token.word) if language else None
    return own or lexicon.SAME.get(token.word, token.word)


def _tell(said: Words, verb: Token, way: Token, standing: bool, *, down: bool) -> None:
    moved = "drops below" if down else "rises above"
    meant = ("below" if down else "above") if standing else moved
    said.corrected.append((said.raw[verb.start : way.end], meant))


def _way_behind(meant: list[str], at: int) -> int | None:
    """Where the way stands that leads to a level, if nothing but particles lies between."""
    way = at + 1
    while way < len(meant) and meant[way] in PASSED and way < at + 5:
        way += 1
    if way >= len(meant) or meant[way] not in WAYS:
        return way if meant[way : way + 2] and _is_compared(meant, way) else None
    after = meant[way + 1 : way + 2]
    return way if after and after[0] not in (".", ",", ")") else None


def _is_compared(meant: list[str], at: int) -> bool:
    """ "reads more than 30" """
    return meant[at] in COMPARED and meant[at + 1 : at + 2] == ["than"]


COMPARED = words("more less higher lower greater smaller bigger larger")


def _is_verb(tokens: list[Token], meant: list[str], at: int, language: Language | None) -> bool:
    token = tokens[at]
    if not at or token.text != token.small or token.symbol or token.value is not None:
        return False
    before = at - 1
    while before and meant[before] in HELPING:
        before -= 1
    if token.word in KNOWN or meant[at] in MEANT:
        return _ends_subject(tokens, meant, before) or meant[before] in JOINTS
    return _ends_subject(tokens, meant, before) and _looks_so(token.word, meant[at], language)


BEING = words("is are was were")
KNOWN = MOVING | STANDING
REFLEXIVE = words("se s si is are was were be being")
HELPING = REFLEXIVE | FIRMLY
# How the third person of a verb ends, and how words end that look like it.
ENDINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "": (("s", "ed", "ing"), ()),
    "de": (("t",), ("iert",)),
    "fr": (("e", "t", "d"), ("ée",)),
    "es": (("a", "e"), ("ada", "ida")),
    "pt": (("a", "e"), ("ada", "ida")),
}


def _looks_so(word: str, meant: str, language: Language | None) -> bool:
    """A word that nobody knows, in the form of a verb, and no slip of one that leans.

    Two words in one are a phrase that is known: "is not".
    """
    if " " in word:
        return False
    ends, never = ENDINGS[language.name if language else ""]
    shaped = len(word) > 3 and word.endswith(ends) and not word.endswith(never)
    if not shaped or word in NO_VERBS or meant != word or word in vocabulary.KNOWN:
        return False
    return not (language and word.startswith("ge")) and spelling.corrected(word) not in LEANS


LEANS = ("crosses", "closes", "touches", "stays")


def _ends_subject(tokens: list[Token], meant: list[str], at: int) -> bool:
    """ "RSI dives", "CCI(30) dives", "the RSI 14 dives", "it dives" """
    if tokens[at].value is not None and at:
        return meant[at - 1] == "of" or meant[at - 1] in SUBJECTS
    return meant[at] in SUBJECTS or bool(tokens[at].symbol)
