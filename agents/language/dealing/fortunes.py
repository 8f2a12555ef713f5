"""What there is to trade with, said beside a part of it: "risk 1% of my $50k account"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.numerals import is_large
from agents.language.tokens.pieces import Token, numbered, said_in

PARTS = words("pct half third quarter fifth tenth all all-in everything")
OWNED = words("my the a an our your this that total whole entire initial starting start")
CALLED = words("account capital equity portfolio cash balance bankroll wallet fund funds money pot")
# A part of these is none of what there is.
OTHERS = words(
    """
    commission cost costs slippage volume above below over under < > <= >= sell cover drawdown loss
    stop stoploss target takeprofit trailing profit price at falls rises
    """
)
COUNTED = words("share x day bar volume contract contracts %")
LEAST = 100


def mark_fortunes(tokens: list[Token]) -> None:
    """The sum is the capital, which is said at the end; what it is a part of is the account."""
    said: list[Token] = []
    for sum_at in reversed(numbered(tokens)):
        if not (_is_sum(tokens, sum_at) and _is_parted(tokens, sum_at)):
            continue
        token = tokens[sum_at]
        said = [replace(token), *said]
        named = sum_at + 1 < len(tokens) and tokens[sum_at + 1].word in CALLED
        if named:
            del tokens[sum_at]
            token = tokens[sum_at]
        token.word, token.value, token.currency = "account", None, ""
    if said:
        end = tokens[-1].end
        lead = Token(end, end, "", "."), Token(end, end, "", "capital")
        tokens += [*lead, said[-1]]


def _is_parted(tokens: list[Token], sum_at: int) -> bool:
    """Behind "1% of my", "half of", "1% of my account of" """
    of = _before(tokens, sum_at - 1)
    if of > 0 and tokens[of].word in LINKS and tokens[of - 1].word in CALLED:
        of = _before(tokens, of - 2)
    if of < 1 or tokens[of].word != "of" or tokens[of - 1].word not in PARTS:
        return False
    return not OTHERS & said_in(tokens[max(0, of - 3) : of - 1])


def _before(tokens: list[Token], at: int) -> int:
    while at > 0 and tokens[at].word in OWNED:
        at -= 1
    return at


LINKS = words("of with (")


def _is_sum(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if token.value is None or token.value < LEAST or behind in COUNTED:
        return False
    large = is_large(token) or (token.value >= 10 * LEAST and not _is_year(token))
    return token.word == "money" or (token.word == "num" and (large or behind in CALLED))


def _is_year(token: Token) -> bool:
    """ "the first half of 2022" """
    return token.text.isdigit() and 1900 <= (token.value or 0) <= 2100
