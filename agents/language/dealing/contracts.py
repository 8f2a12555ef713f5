"""Options that are bought: what is tested of them is the share, on the side that they bet on.

"buy the ATM CE" is long, "buy SPY puts" is short; an option that is sold to open, or bought at a
premium that is named, has a price of its own, and nothing of it is tested.
"""

from __future__ import annotations

from agents.language.lexicon.unpriced import BOUGHT, WRITTEN
from agents.language.lexicon.wordlist import words
from agents.language.tokens.joined import phrase_token
from agents.language.tokens.pieces import Token

CALLS = words("call calls ce ces")
PUTS = words("put puts pe pes")
INDIAN = words("ce ces pe pes")
BUYING = words("buy buy-after long")
TAKING = words("take takes taking enter entering go goes going")
LEAVING = words("sell cover")
DESCRIBING = words(
    """
    num dte delta strike strikes atm otm itm deep slightly weekly monthly the a an some my one of at
    in out money near current week month day option options contract contracts lot lots naked index
    """
)
BEHIND = words(
    """
    option options contract contracts strike strikes expiring expiry expiration dte with num delta
    point points in out of the money at atm otm itm friday days day week weeks month to until till
    weekly monthly same next current side premium
    """
)
TAILS = words("option options contract contracts strike strikes expiry expiration dte delta money "
              "atm otm itm friday side premium")  # fmt: skip
COMPARED = words("< > <= >= is below above under over : ratio between at-most crosses drops falls")


def mark_contracts(tokens: list[Token]) -> None:
    """Each option becomes one word that is named; its verb says the side."""
    _verbs(tokens)
    bought: set[str] = set()
    at = 0
    while at < len(tokens):
        if _is_option(tokens, at):
            first, last = described(tokens, at)
            kind = "put" if tokens[at].small in PUTS else "call"
            verb = verb_of(tokens, first, last)
            if verb is not None and _at_premium(tokens, at, last):
                verb.word = WRITTEN
            elif verb is not None and verb.word != WRITTEN:
                _turn(verb, kind, bought)
            tokens[first:last] = [phrase_token(tokens[first:last], BOUGHT)]
            at = first
        at += 1
    if bought == {"put"}:
        for token in tokens:
            token.word = "cover" if token.word == "sell" else token.word


def _verbs(tokens: list[Token]) -> None:
    """ "it puts 100% in QQQ", where "buy puts" are options."""
    for before, verb, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        told = before.small in SPEAKERS or before.word in (",", ".", "then")
        if verb.small == "puts" and told and after.word in AMOUNTS:
            verb.word = "put"


# What stands between an option and its own price: "24000 CE @ 100", "2900 PE above 45 SL 30".
PRICED = words("at @ above below entry cmp stoploss sl stop takeprofit tgt target between near : =")
AMOUNT = words("num money")


def _at_premium(tokens: list[Token], at: int, last: int) -> bool:
    """No share costs what is paid for its option, nor are the stops beside it those of a share."""
    if not _has_strike(tokens, at):
        return False
    behind = tokens[last : last + 5]
    if behind and behind[0].free and acts(behind[0]):
        behind = behind[1:]
    told = next((n for n, token in enumerate(behind) if not says(token, PRICED)), 0)
    return told > 0 and behind[told].word in AMOUNT


def _has_strike(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].word in AMOUNT


SPEAKERS = words("it that which strategy system model algorithm bot and fund portfolio")
AMOUNTS = words("pct money everything all half")


def _is_option(tokens: list[Token], at: int) -> bool:
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if not token.free or (token.small not in CALLS and token.small not in PUTS):
        return False
    if token.small in INDIAN:
        points = tokens[at + 2 : at + 3] and tokens[at + 2].word == "point"
        counted = after is not None and after.word == "num" and not points
        compared = counted or (after is not None and after.word in COMPARED)
        if compared and _has_strike(tokens, at):
            return verb_of(tokens, at - 1, at) is not None
        return not compared and (token.text.isupper() or verb_of(tokens, at, at + 1) is not None)
    verb = (
        (token.small == "put" or token.word == "put") and after is not None and after.word in VERBAL
    )
    return not verb and verb_of(tokens, described(tokens, at)[0], at + 1) is not None


# "put 10% in SPY", "put the stop at 5%" speak of no option.
VERBAL = words("num pct usd the a my half all it in into everything stoploss takeprofit stop")


def described(tokens: list[Token], at: int) -> tuple[int, int]:
    """Where what is said of the option begins and ends: strike, delta, expiry."""
    first = at
    while first and tokens[first - 1].free and says(tokens[first - 1], DESCRIBING):
        first -= 1
    while first < at and tokens[first].small in words("of at in out the a an some my one"):
        first += 1
    end = last = at + 1
    while end < len(tokens) and tokens[end].free and says(tokens[end], BEHIND):
        end += 1
        last = end if tokens[end - 1].small in TAILS else last
    return first, last


def says(token: Token, table: frozenset[str]) -> bool:
    return token.word in table or token.small in table


def verb_of(tokens: list[Token], first: int, last: int) -> Token | None:
    """ "buy the CE", "buy SPY puts", "Banknifty PE buy", "sell the put" """
    at = first - 1
    while at >= 0 and (tokens[at].symbol or tokens[at].small in BEFORE or not tokens[at].free):
        at -= 1
    before = tokens[at] if at >= 0 else None
    if before is not None and before.free and (acts(before) or before.small in TAKING):
        return before
    after = tokens[last] if last < len(tokens) else None
    return after if after is not None and after.free and acts(after) else None


BEFORE = words("a an the my some")


def acts(token: Token) -> bool:
    return token.word in BUYING or token.word in LEAVING


def _turn(verb: Token, kind: str, bought: set[str]) -> None:
    """A put that is bought is a bet on a fall; one that is sold to open is no trade in shares."""
    if verb.word in LEAVING:
        if kind in bought:
            verb.word = "cover" if kind == "put" else "sell"
        else:
            verb.word = WRITTEN
        return
    bought.add(kind)
    verb.word = "short" if kind == "put" else "buy"
