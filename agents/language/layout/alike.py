"""Several oscillators of which one thing is said: "RSI and MFI are below 30", "RSI, CCI and
Stochastic are all oversold". It is said of each, where nothing else is said of them.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.layout.plainly import VERBS, ends, is_denied, stands_beside
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

# Those of one scale, of which the same number may be said, and those that have zones.
SCALED = words("rsi mfi stochastic stochrsi adx")
ZONED = SCALED | words("cci williams-r")
JOINTS = words("and or ,")
BEING = words("so-far are is both all be each either stays has been")
BETWEEN = words("so-far are is both all be were each either stays the goes crosses rises falls in")
WAYS = words("above below over under < > <= >= than to")
ZONES = words("oversold overbought")
EACH = words("both all each")
MOST_WORDS = 7
# What may stand before such a list, what may come behind it, and what would change all of it.
LED = words("when if while and or until once , . : buy sell short cover so-far") | {"buy-after"}
QUANTITIES = words("the both either all all-of each")
ANEW = words("price close volume macd ema sma ma wma atr obv vix") | ZONED
RULES = WAYS | ZONES | ANEW | {"num"}
PRONOUNS = words(
    """
    they them both either neither these those ambos ambas beide sie ils elles
    indicators oscillators readings
    """
)


def say_of_each(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _neither(tokens)
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word not in ZONED or not tokens[at].free:
            continue
        end = _subject_end(tokens, at)
        said = _predicate(tokens, end)
        named = SCALED if said and said[-1].word == "num" else ZONED
        if said and tokens[at].word in named:
            _spread(tokens, at, said, named)


def _neither(tokens: list[Token]) -> None:
    """ "neither RSI nor MFI is above 50": not the one, and not the other."""
    for at in reversed(places(tokens[:-3], {"neither"}, SMALL)):
        first = tokens[at + 1]
        if first.word not in ZONED:
            continue
        end = _subject_end(tokens, at + 1)
        second = end + 1
        nor = tokens[end] if second < len(tokens) and tokens[end].small in NOR else None
        said = _predicate(tokens, _subject_end(tokens, second)) if nor else []
        if nor is None or not said or tokens[second].word not in ZONED:
            continue
        tokens[at].word, nor.word = "not", "not"
        place = nor.start
        tokens[end:end] = [
            *(replace(one, kind=None) for one in said),
            Token(place, place, "", "and"),
        ]


NOR = ("nor", "or")


def _subject_end(tokens: list[Token], at: int) -> int:
    """Behind "RSI" or "RSI(14)"."""
    words_ = [one.word for one in tokens[at + 1 : at + 4]]
    return at + 4 if words_ == ["(", "num", ")"] else at + 1


def _predicate(tokens: list[Token], at: int) -> list[Token]:
    """ "are below 30", "are all oversold"; "below 30 and 20" are two."""
    end = at
    while end < min(len(tokens), at + MOST_WORDS) and tokens[end].word in BETWEEN | WAYS:
        end += 1
    ways = {one.word for one in tokens[at:end]} & WAYS
    if end >= len(tokens):
        return []
    counted = bool(ways) and tokens[end].word == "num"
    behind = [one.word for one in tokens[end + 1 : end + 3]]
    if counted and (behind in (["and", "num"], ["or", "num"]) or behind[:1] in (["-"], ["/"])):
        return []
    return tokens[at : end + 1] if counted or tokens[end].word in ZONES else []


def _spread(tokens: list[Token], last: int, said: list[Token], named: frozenset[str]) -> None:
    """Copies of what is said of the last are put behind each before it."""
    begins = last
    joints: list[str] = []
    places: list[int] = []
    while (before := _before(tokens, begins, named)) is not None:
        begin, end = before
        joints += [t.word for t in tokens[end:begins] if t.word in ("and", "or")]
        places.append(end)
        begins = begin
    behind = _subject_end(tokens, last) + len(said)
    if len(set(joints)) != 1 or not _is_plain(tokens, begins, behind, joints[0]):
        return
    for one in said:
        one.kind = "used" if one.word in EACH else one.kind
    for end in places:  # the last first, so that the others stay where they are
        copies = [replace(one, kind=None) for one in said if one.word not in EACH]
        if tokens[end].word == ",":
            tokens[end].word = joints[0]
        tokens[end:end] = copies


def _before(tokens: list[Token], at: int, named: frozenset[str]) -> tuple[int, int] | None:
    """The oscillator that is joined to the one here: where it begins, and where it ends."""
    end = at
    while end and tokens[end - 1].word in (*JOINTS, "the"):
        end -= 1
    if not any(one.word in JOINTS for one in tokens[end:at]):
        return None
    numbered = [one.word for one in tokens[max(0, end - 3) : end]] == ["(", "num", ")"]
    begin = end - 4 if numbered else end - 1
    if begin < 0 or tokens[begin].word not in named or not tokens[begin].free:
        return None
    return begin, end


def _is_plain(tokens: list[Token], begin: int, end: int, joint: str) -> bool:
    """Nothing before it denies it or sets it back, nothing behind it goes on with it, and no other
    words speak of them all."""
    first = begin
    while first and tokens[first - 1].word in QUANTITIES:
        first -= 1
    quantities = {one.word for one in tokens[first:begin]}
    mixed = quantities & (words("either") if joint == "and" else words("all all-of each"))
    lead = tokens[first - 1].word if first else "."
    if mixed or lead not in LED or is_denied(tokens, first):
        return False
    if joint == "or" and (lead in ("and", ",") or stands_beside(tokens, first, RULES)):
        return False
    return ends(tokens, end, joint, ANEW) and not _spoken_of(tokens, first, end)


def _spoken_of(tokens: list[Token], begin: int, end: int) -> bool:
    """ "they", "sell when overbought": whether of one of them or of each is not said."""
    before = "."
    for at, token in enumerate(tokens):
        beside = not begin <= at < end
        if beside and at >= end and _leaves_by(tokens, begin, at):
            before = "both"
            continue
        if beside and (_is_pronoun(tokens, at) or (before in OPEN and _is_bare(tokens, at))):
            return True
        if beside and at >= end and before in OPEN - {"it"} and token.word in WAYS | TURNS:
            return True
        before = before if token.word in BEING else token.word
    return False


def _leaves_by(tokens: list[Token], begin: int, at: int) -> bool:
    """ "... are below 30, sell when both are above 70": of these two, where nothing else is bought
    by."""
    led = tokens[at - 1].word in ("when", "once") and tokens[at].small in ("both", "either")
    first = begin
    while first and tokens[first - 1].word in QUANTITIES:
        first -= 1
    alone = first > 0 and tokens[first - 1].word == "when"
    behind = tokens[at + 1 : at + 3]
    compared = bool(behind) and (
        behind[0].word in WAYS
        or (len(behind) == 2 and behind[0].small in ("are", "is") and behind[1].word in WAYS)
    )
    names = {token.symbol for token in tokens if token.symbol}
    sold = any(one.word in LEAVING for one in tokens[max(0, at - 3) : at])
    return led and alone and compared and sold and len(names) < 2


LEAVING = words("sell cover sell-after out flat exit close")
TURNS = words("crosses crosses-above crosses-below rises falls")
OPEN = VERBS | words("when if and or , . until once at so-far it")
LENGTHS = words("- day period bar sma ema ma wma average week month")


def _is_bare(tokens: list[Token], at: int) -> bool:
    """ "overbought", "crosses above 70", and no "above the 50 day average"."""
    if tokens[at].word not in WAYS | TURNS | {"at"}:
        return tokens[at].word in ZONES
    behind = [one.word for one in tokens[at + 1 : at + 6] if one.word not in WAYS | {"the"}]
    return behind[:1] == ["num"] and not set(behind[1:2]) & LENGTHS


def _is_pronoun(tokens: list[Token], at: int) -> bool:
    if tokens[at].word not in PRONOUNS and tokens[at].small not in PRONOUNS:
        return False
    behind = next((one.word for one in tokens[at + 1 : at + 4] if one.word != "the"), "")
    return behind not in ZONED
