"""What lies outside the rules of one symbol: members of an index, ratios, the first minutes."""

from __future__ import annotations

from agents.language.lexicon.untestable import UNPRICED
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

MEMBERS = words(
    "stock stocks member members component components company companies constituent constituents "
    "names shares share universe"
)
RANKING = words("rank ranking ranked")
CHOOSING = words(
    "weakest strongest worst best top bottom any every each all cheapest biggest largest smallest "
    "winners losers"
)
SMALL = words("the of in from performing stock stocks share shares names company companies")
# Ratios that are no price of one thing in another.
NO_PRICES = words("sharpe sortino calmar risk reward profit win loss p e information put call")


def mark_outside(tokens: list[Token]) -> None:
    """Each gets a word of its own, so that it is named with its reason; fillers are still there."""
    for index, token in enumerate(tokens):
        if token.symbol.startswith("^") and _is_universe(tokens, index):
            token.word, token.symbol = "index-members", ""
            for noun in tokens[index + 1 : index + 2]:
                noun.kind = "used" if noun.small in MEMBERS else noun.kind
        before = _word(tokens, index - 1)
        if token.small in ("ratio", "ratios") and before not in NO_PRICES and "/" not in before:
            token.word = "price-ratio"
        if token.small == "pairs" and _word(tokens, index + 1) in PAIRED:
            token.word = "price-ratio"
        aside = _word(tokens, index + 1) in ASIDE and tokens[index + 1].word != "exceeds"
        if token.symbol and aside and _names_another(tokens, token):
            _leave_aside(tokens, index)
        trading = token.small in ("buying", "selling", "purchases", "sales", "sells", "buys")
        if trading and token.free and before in UNPRICED:
            token.word = before  # "insider buying"
        if _is_opening(tokens, index):
            token.word = "opening-range"


# What is spoken of a company or a site, and is no price of it.
ASIDE = (UNPRICED | words("trends reviews searches")) - words("interest put call option options")


def _leave_aside(tokens: list[Token], index: int) -> None:
    """ "Google searches for 'Disney'": none of the names is traded or looked at."""
    for token in tokens[index:]:
        if token.word in ("and", "or", ",", ".", "when"):
            break
        if token.symbol:
            token.word, token.symbol = tokens[index + 1].word, ""


def _names_another(tokens: list[Token], token: Token) -> bool:
    return any(one.symbol and one.symbol != token.symbol for one in tokens)


PAIRED = words("trade trading strategy : between on")


def _is_universe(tokens: list[Token], index: int) -> bool:
    """ "S&P 500 stocks", "the weakest of the Dow", "rank the Dow 30 by ..." """
    if _word(tokens, index + 1) in MEMBERS:
        return True
    at = index - 1
    while _word(tokens, at) in SMALL or (at >= 0 and tokens[at].value is not None):
        at -= 1
    if at >= 0 and tokens[at].word == "screened":
        return True
    parted = {"of", "in"} & {one.small for one in tokens[at + 1 : index]}
    chosen = _word(tokens, at) in RANKING or bool(parted and _word(tokens, at) in CHOOSING)
    return chosen and sum(bool(token.symbol) for token in tokens) == 1


def _is_opening(tokens: list[Token], index: int) -> bool:
    """ "the first 30 minute high", "the high of the first hour", "the opening 15 minutes" """
    if _word(tokens, index) not in ("first", "opening"):
        return False
    at = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].value is not None)
    return at < len(tokens) and tokens[at].word in ("minute", "hour")


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].small if 0 <= at < len(tokens) else ""
