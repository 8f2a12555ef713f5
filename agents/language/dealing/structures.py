"""Options that are written, and several at once: "a short put strategy", "an iron condor on SPY".

Their prices are their own, and what is done with them is not done with the share: nothing of it is
tested. Which of two options is bought when is told before each becomes one word.
"""

from __future__ import annotations

from agents.language.dealing.contracts import (
    CALLS,
    DESCRIBING,
    INDIAN,
    PUTS,
    acts,
    described,
    says,
    verb_of,
)
from agents.language.lexicon.unpriced import LEGS, WRITTEN
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

STRUCTURES = (LEGS - words("dte 0dte")) | words("spread spreads")
OPTIONS = CALLS | PUTS | STRUCTURES
MADE_OF = words(
    """
    iron long short bull bear credit debit vertical calendar diagonal put call butterfly ratio
    reverse inverse double broken wing
    """
)
SAYING = words(
    """
    strategy backtest test run trade open enter a an the we i my on of sell write use put buy using
    with atm otm weekly monthly num delta day this
    """
)


def mark_structures(tokens: list[Token]) -> None:
    _structures(tokens)
    _sold_to_open(tokens)
    _both_kinds(tokens)
    _each_when(tokens)
    _described_before(tokens)


def _structures(tokens: list[Token]) -> None:
    """ "short strangle on SPY when ...": several options have a price of their own, and what is
    done with them is not done with the share."""
    for at in places(tokens, STRUCTURES, SMALL):
        token = tokens[at]
        if not token.free:
            continue
        first = at
        while first and tokens[first - 1].free and says(tokens[first - 1], MADE_OF):
            first -= 1
        spread = token.small.startswith("spread")
        if spread and not ({one.small for one in tokens[first:at]} & SPREAD):
            continue
        while first and (says(tokens[first - 1], SAYING) or tokens[first - 1].symbol):
            first -= 1
        if not first or tokens[first - 1].word in OPENS or tokens[first].small in TRADING:
            named = tokens[first:at] or [token]
            lead = next((one for one in named if not one.symbol), token)
            lead.word = WRITTEN


SPREAD = words("put call credit debit vertical calendar diagonal")
OPENS = words(". , : ; then and")
TRADING = words("buy sell short long open enter write trade")


def _sold_to_open(tokens: list[Token]) -> None:
    """ "a short put strategy", "short SPY calls": written, which for a put is a bet on a rise."""
    for at in places(tokens, ONES, SMALL):
        if not tokens[at].free:
            continue
        first = _named_from(tokens, at)
        verb = tokens[first - 1] if first else None
        if verb is not None and verb.free and verb.small in SHORTING and not _is_ratio(tokens, at):
            verb.word = WRITTEN


SHORTING = words("short shorts shorting naked secured")


def _is_ratio(tokens: list[Token], at: int) -> bool:
    behind = tokens[at + 1].small if at + 1 < len(tokens) else ""
    return behind in ("/", "for", "to", "it", "volume", "ratio") or tokens[at - 1].small == "/"


def _named_from(tokens: list[Token], at: int) -> int:
    """Where the option begins that is named at this place, with its share."""
    first = described(tokens, at)[0]
    while first and tokens[first - 1].symbol:
        first -= 1
    return first


def _both_kinds(tokens: list[Token]) -> None:
    """ "it should take a call or put": which of them when is not said, so neither is traded."""
    if any(side.isdisjoint(map(SMALL, tokens)) for side in SIDES):
        return
    spoken = [at for at, token in enumerate(tokens) if token.small not in ARTICLES]
    for one, link, other in zip(spoken, spoken[1:], spoken[2:], strict=False):
        kinds = tokens[one].small, tokens[other].small
        apart = any(kinds[0] in a and kinds[1] in b for a, b in (SIDES, SIDES[::-1]))
        if not apart or tokens[link].small not in ("or", "/", "and"):
            continue
        verb = verb_of(tokens, _named_from(tokens, one), one + 1)
        behind = [token.small for token in tokens[other + 1 : other + 2]]
        if verb is not None and not {*behind} & {"ratio", "when", "if", "while"}:
            verb.word = WRITTEN


ONES = (CALLS | PUTS) - INDIAN
ARTICLES = words("a an the")
SIDES = (CALLS - INDIAN, PUTS - INDIAN)


def _each_when(tokens: list[Token]) -> None:
    """ "take a call when ... and a put when ...": the verb is that of both."""
    for at in reversed(places(tokens[:-1], CALLS | PUTS, SMALL)):
        token, before = tokens[at], tokens[at - 1]
        if at < 2 or tokens[at + 1].word not in ("when", "if", "while"):
            continue
        article = before.small in ARTICLES
        joint = tokens[at - 2] if article else before
        earlier = any(one.small in CALLS | PUTS for one in tokens[: at - 1])
        if joint.small in ("and", "or", ",") and earlier:
            place = tokens[at - 1] if article else token
            tokens.insert(
                at, Token(place.end if article else place.start, token.start, "buy", "buy")
            )
            tokens[at].end = tokens[at].start


def _described_before(tokens: list[Token]) -> None:
    """ "slightly out-of-the-money SPY calls": what stands before SPY is said of the option."""
    for at in places(tokens, ONES, SMALL):
        owner = described(tokens, at)[0] - 1 if tokens[at].free else 0
        first = owner
        while first > 0 and tokens[first].symbol:
            first -= 1
        end = first
        while first > 0 and tokens[first].free and says(tokens[first], DESCRIBING):
            first -= 1
        if first < end < owner and acts(tokens[first]):
            for part in tokens[first + 1 : end + 1]:
                part.kind = "ignored"


def _is_one(token: Token) -> bool:
    return token.free and token.small in (CALLS | PUTS) - INDIAN
