"""Conditions that a text gives a name of its own, and trades by that name: "define a dip as RSI(2)
below 15. Buy SPY on a dip", "an uptrend is when SMA(50) > SMA(200)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

# What may be defined without quotes: elsewhere a colon or "is" heads something else.
NOUNS = words("dip pullback panic selloff crash capitulation washout uptrend downtrend") | {
    "oversold", "overbought", "bull market", "bear market", "bull regime", "bear regime",
    "bullish regime", "bearish regime", "risk on", "risk off", "risk-on", "risk-off", "sell-off",
    "condition a", "condition b", "condition c",
}  # fmt: skip
SPEAKERS = words("we i let's lets we'll i'll will let us first by to here where")
ARTICLES = words("a an the our my any such this")
QUOTES = frozenset("\"'“”‘’«»")
SAYS = (
    ("is", "defined", "as"), ("is", "defined", "by"), ("defined", "as"), ("i", "mean"),
    ("we", "mean"), ("is", "when"), ("is", "if"), ("happens", "when"), ("occurs", "when"),
    ("to", "be"), ("means", "that"), ("means",), ("as",), ("when",), ("=",), (":=",), (":",),
    ("is",),
)  # fmt: skip
# "define a dip as ..." says what is meant with fewer words than these.
DEFINES = words("define defining call")
NAMING = DEFINES | {name.split()[0] for name in NOUNS}
ACTING = words(
    "buy sell short cover exit hold stop stoploss takeprofit target trailing rotate rebalance"
)
ENTERING = words("buy short buy-after short-after entry long")
COMPARED = words("< > <= >= above below over under crosses falls rises down up between is")
# What leads to the name where it is used, and says nothing beside it.
LEADING = words("a an the any that there is it are we i you on in at during have get see got")
LED = frozenset(
    tuple(said.split())
    for said in (
        "on", "in", "during", "at", "when", "when there is", "when there are", "when it is",
        "when in", "when it is in", "when we are in", "on any", "at any", "when we have",
        "when we get", "when we see", "when i see", "when i get", "when you see", "when you have",
    )
)  # fmt: skip
SPELT = {"it's": ("it", "is"), "there's": ("there", "is"), "we're": ("we", "are")}
TRADING = words("buy sell short cover exit entry long hold buy-after short-after")
VERBS = ("buy", "sell", "short", "cover")
STOPS = words("stop stoploss takeprofit target trailing")
CONDITIONS = COMPARED | words("when while or in during on after before otherwise")
JOINING = words(", and then")
# What makes a sentence another one than its plain words.
DENIED = words(
    "not no without isn't never unless outside except rather instead otherwise either neither nor "
    "don't avoid only first second third last next every half aside but"
)
LONGEST = 24


@dataclass(frozen=True)
class Called:
    """A name and the condition that it stands for."""

    name: str
    begin: int
    end: int
    own: tuple[Token, ...]
    meant: tuple[Token, ...]
    told: bool = False


def mark_called(tokens: list[Token]) -> None:
    """The condition stands wherever the name is used; fillers are still among the tokens."""
    if not any(token.small in NAMING or token.text in QUOTES for token in tokens):
        return
    _part_where(tokens)
    found = [(one, _uses(tokens, one)) for one in _found(tokens)]
    every = [use for _, uses in found for use in uses]
    plain: list[tuple[int, int, Called]] = []
    for one, uses in found:
        if not uses:
            _take_told(tokens, one)
        elif all(_is_plain(tokens, begin, end, every) for begin, end in uses):
            plain += [(begin, end, one) for begin, end in uses]
        else:
            _leave(tokens, one, uses)
    for begin, end, one in sorted(plain, key=lambda use: use[0], reverse=True):
        _put(tokens, begin, end, one.meant)
        for token in one.own:
            token.kind = "used"


def _part_where(tokens: list[Token]) -> None:
    """ "Buy SPY on a dip, where a dip is RSI(2) below 15": a sentence of its own."""
    for at in places(tokens, ("where",), SMALL):
        begin = _past(tokens, at + 1, len(tokens), ARTICLES)
        name, behind = _name(tokens, begin, len(tokens), False)
        if at and name and any(_reads(tokens, behind, one) for one in SAYS):
            end = tokens[at - (tokens[at - 1].word == ",")]
            end.word, tokens[at].kind = ".", "used"


def _take_told(tokens: list[Token], one: Called) -> None:
    """What is defined is what is bought, where only its exit is said."""
    if one.told and not any(token.word in ENTERING for token in tokens):
        for token in one.own[: len(one.own) - len(one.meant)]:
            token.kind = "used"


def _found(tokens: list[Token]) -> list[Called]:
    made, begin = [], 0
    for end in range(len(tokens) + 1):
        if end == len(tokens) or tokens[end].word == "." or _opens_another(tokens, end):
            if one := _defined(tokens, begin, end):
                made.append(one)
            begin = end + 1
    return made


def _opens_another(tokens: list[Token], comma: int) -> bool:
    """ "overbought: RSI > 80, oversold: RSI < 20" """
    if tokens[comma].word not in (",", "and"):
        return False
    at = _past(tokens, comma + 1, len(tokens), ARTICLES)
    name, behind = _name(tokens, at, len(tokens), False)
    return bool(name) and any(_reads(tokens, behind, one) for one in SAYS)


def _defined(tokens: list[Token], begin: int, end: int) -> Called | None:
    """Who speaks, the name, what says that it is one, and the condition."""
    at = _past(tokens, begin, end, SPEAKERS)
    told = at < end and tokens[at].small in DEFINES
    at = _past(tokens, at + told, end, ARTICLES | ({"it", "that"} if told else frozenset()))
    name, behind = _name(tokens, at, end, told)
    lead = next((one for one in SAYS if _reads(tokens, behind, one)), None) if name else None
    if lead is None:
        return None
    meant = tokens[behind + len(lead) : end]
    meant = meant[1:] if meant and meant[0].word == "when" else meant
    said = {token.word for token in meant}
    rules = any(token.value is not None for token in meant) and said & COMPARED
    if not rules or said & ACTING or len(meant) > LONGEST:
        return None
    return Called(name, begin, end, tuple(tokens[begin:end]), tuple(meant), told)


def _past(tokens: list[Token], at: int, end: int, small: frozenset[str]) -> int:
    while at < end and tokens[at].small in small:
        at += 1
    return at


def _name(tokens: list[Token], at: int, end: int, told: bool) -> tuple[str, int]:
    """The name, and where what follows it begins."""
    if at < end and tokens[at].text in QUOTES:
        shut = next((n for n in range(at + 1, min(at + 5, end)) if tokens[n].text in QUOTES), 0)
        return " ".join(one.small for one in tokens[at + 1 : shut]), shut + 1
    for size in (2, 1):
        name = " ".join(one.small for one in tokens[at : min(at + size, end)])
        if name in NOUNS or (told and size == 1 and name.isalpha()):
            return name, at + size
    return "", at


def _reads(tokens: list[Token], at: int, said: tuple[str, ...]) -> bool:
    there = tokens[at : at + len(said)]
    return len(there) == len(said) and all(
        one in (token.small, token.text, token.word) for one, token in zip(said, there, strict=True)
    )


def _uses(tokens: list[Token], one: Called) -> list[tuple[int, int]]:
    """Where the name stands in other sentences, alone or within a turn of phrase."""
    short = one.name.removeprefix("condition ")
    lettered = short != one.name
    named = re.compile(rf"(?:\b|^){re.escape(one.name)}s?(?:\b|$)")
    size = one.name.count(" ") + 1
    found = []
    for at in range(len(tokens)):
        if one.begin <= at < one.end:
            continue
        spoken = " ".join(token.small for token in tokens[at : at + size])
        if named.search(tokens[at].small):
            found.append((at, at + 1))
        elif size > 1 and named.fullmatch(spoken):
            found.append((at, at + size))
        elif lettered and tokens[at].text == short.upper():
            found.append((at, at + 1))
    return found


def _leave(tokens: list[Token], one: Called, uses: list[tuple[int, int]]) -> None:
    """Said in another way than plainly it is no rule, and is asked about."""
    spoken = [token for begin, end in uses for token in tokens[begin:end]]
    for token in [*one.own, *spoken]:
        token.word, token.symbol, token.value, token.lost = "called-otherwise", "", None, True


def _is_plain(tokens: list[Token], begin: int, end: int, uses: list[tuple[int, int]]) -> bool:
    """ "Buy SPY on a dip", "sell when it is overbought", and at most a rule or a stop behind."""
    first = _sentence(tokens, begin)
    last = next((n for n in range(end, len(tokens)) if tokens[n].word == "."), len(tokens))
    sentence = {token.small for token in tokens[first:last]}
    if sentence & DENIED or not _ends_plainly(tokens, end, last, uses):
        return False
    return _begins_plainly(tokens, first, begin, uses)


def _sentence(tokens: list[Token], at: int) -> int:
    while at and tokens[at - 1].word != ".":
        at -= 1
    return at


def _begins_plainly(
    tokens: list[Token], first: int, begin: int, uses: list[tuple[int, int]]
) -> bool:
    """A verb, perhaps what it trades, and what leads to the name; or another plain use."""
    if tokens[begin].word in TRADING:  # "buy the dip" is one word by now
        return tokens[begin].small.startswith(VERBS) and _opens(tokens, first, begin)
    verb = next((n for n in range(begin - 1, first - 1, -1) if tokens[n].word in TRADING), None)
    if verb is None:  # "when we see a dip, buy SPY"
        acts = any(one.word in TRADING for one in tokens[begin:])
        return acts and tuple(_lead(tokens, first, begin)) in LED
    if not _opens(tokens, first, verb):
        return False
    at = verb + 1
    while at < begin and (tokens[at].symbol or tokens[at].small in ("it", ",", "and")):
        at += 1
    lead = _lead(tokens, at, begin)
    if tuple(lead) in LED or (not lead and at == verb + 1):
        return True
    narrowed = lead and lead[-1] in ("in", "during") and _narrows(tokens[at:begin])
    return narrowed or _follows_another(tokens, begin, uses)


def _lead(tokens: list[Token], at: int, begin: int) -> list[str]:
    """The words that lead to the name, some of which may be one with it: "in a downtrend"."""
    lead = ["when" if one.word == "when" else one.small for one in tokens[at:begin]]
    spoken = tokens[begin].small.split()
    led = next((n for n, word in enumerate(spoken) if word not in LEADING), 0)
    alone = len(spoken) - led < 2 or " ".join(spoken[led:]).removesuffix("s") in NOUNS
    lead += spoken[:led] if alone else ["?"]
    lead = [part for one in lead if one not in QUOTES for part in SPELT.get(one, (one,))]
    while lead and lead[-1] in ARTICLES:
        lead.pop()
    return lead


def _opens(tokens: list[Token], first: int, verb: int) -> bool:
    """Nothing stands before the verb but who speaks, what is traded, or another order."""
    before = tokens[first:verb]
    while before and (before[-1].small in JOINING or before[-1].small in SPEAKERS):
        before = before[:-1]
    named = all(one.symbol or one.small in ("for", "with", "in", "on", ":", ",") for one in before)
    return named or any(one.word in TRADING for one in before[:3])


def _follows_another(tokens: list[Token], begin: int, uses: list[tuple[int, int]]) -> bool:
    """ "when A and B" """
    behind = {end for _, end in uses}
    return begin > 1 and tokens[begin - 1].word == "and" and begin - 1 in behind


def _narrows(said: list[Token]) -> bool:
    """ "when RSI < 30 in an uptrend": a whole comparison, and the state that it must be in."""
    while said and said[-1].small in LEADING:
        said = said[:-1]
    alone = not {"and", ",", "when"} & {one.word for one in said[1:]}
    return alone and len(said) > 3 and said[0].word == "when" and _is_whole(said[1:])


def _is_whole(said: list[Token]) -> bool:
    there = {one.word for one in said}
    ruled = there & COMPARED and any(one.value is not None for one in said)
    return bool(ruled) and not there & (ACTING | {"or"})


def _ends_plainly(tokens: list[Token], end: int, last: int, uses: list[tuple[int, int]]) -> bool:
    """The end, another order, a stop, or a whole condition that must be true as well."""
    while end < last and tokens[end].text in QUOTES:
        end += 1
    behind = tokens[end:last]
    if len(behind) > 1 and behind[0].small in ("in", "on") and behind[1].symbol:
        verb = next((n for n in range(end - 1, -1, -1) if tokens[n].word in TRADING), end)
        if any(one.symbol for one in tokens[verb:end]):
            return False  # the dip of another one than that which is traded
        behind = behind[2:]
    part = _till_an_order(behind)
    if part and any(begin == end + 1 for begin, _ in uses) and part[0].word == "and":
        return True
    words_of = {one.word for one in part}
    if not part or (part[0].word in ("and", "when", "while") and _is_whole(part[1:])):
        return True
    return part[0].word in ("with", "and") and bool(words_of & STOPS) and not words_of & CONDITIONS


def _till_an_order(tokens: list[Token]) -> list[Token]:
    """Up to the comma behind which something else is told to be done."""
    for at, token in enumerate(tokens):
        if token.small not in JOINING:
            continue
        behind = at
        while behind < len(tokens) and tokens[behind].small in JOINING | SPEAKERS:
            behind += 1
        if behind < len(tokens) and tokens[behind].word in TRADING:
            return tokens[:at]
    return tokens


def _put(tokens: list[Token], begin: int, end: int, meant: tuple[Token, ...]) -> None:
    """ "buy SPY on a dip if ...": "buy SPY when (RSI(2) below 15) and ..." """
    first = begin
    while first and tokens[first - 1].free and tokens[first - 1].small in LEADING | QUOTES:
        first -= 1
    last = end
    while last < len(tokens) and tokens[last].text in QUOTES:
        last += 1
    for token in tokens[first:last]:
        token.kind = "used"
    if last < len(tokens) and tokens[last].word in ("when", "while"):
        tokens[last].word = "and"
    place = tokens[begin].end
    copies = [replace(one, start=place, end=place, text="", kind=None) for one in meant]
    joint = _joint(tokens, first)
    lead = [Token(place, place, "", joint)] if joint else []
    opened, shut = (Token(place, place, "", sign) for sign in "()")
    tokens[end:end] = [*lead, opened, *copies, shut]


def _joint(tokens: list[Token], at: int) -> str:
    """What must stand before the condition: nothing, where something leads to it already."""
    before = tokens[at - 1].word if at else ""
    if before in ("when", "while", "and", "or", "(", "only"):
        return ""
    begin = at
    while begin and tokens[begin - 1].word not in (".", ",", *ACTING):
        begin -= 1
    return "and" if any(one.word in ("when", "while") for one in tokens[begin:at]) else "when"
