"""Orders to a broker: "sell half my position in TSLA". Nothing in them says when."""

from __future__ import annotations

from itertools import groupby

from agents.language.lexicon.wordlist import words as words_of
from agents.language.tokens.pieces import Token, Words

VERBS = words_of(
    """
    buy sell short cover close closes exit dump liquidate unload flatten get takeprofit open cancel
    convert swap reduce increase trim add move transfer purchase place put set
    """
)
OWNED = words_of("my mine our position positions holdings holding bots bot orders everything stake")
AT_ONCE = words_of("now immediately asap instantly please pls")
UNITS = words_of("shares share contracts contract lots lot units")
LIMITS = words_of("stoploss takeprofit stop target trailing")
SAID = (
    VERBS
    | OWNED
    | AT_ONCE
    | words_of(
        """
        a an the of in into on at to from for i me is all half third quarter part some rest share
        shares stock stocks coin coins contract contracts unit units lot lots market price worth
        right away order limit long size money portfolio account have whole entire full away and
        symbol num pct usdt usd cash . , ! ? at-open at-close today tomorrow bonds gold by with
        exposure trade trades open profit loss stoploss stop target takeprofit trailing below above
        current
        """
    )
)


def is_an_order(words: Words) -> bool:
    """Each of its words may stand in an order, and one says that it is about what somebody has."""
    tokens = [token for token in words.tokens if token.text.strip()]
    sentences = [list(part) for ends, part in groupby(tokens, key=_ends) if not ends]
    return bool(sentences) and all(_commands(part) for part in sentences)


ADVISING = words_of(
    "recommend suggest 荐 薦 empfiehl empfehle recommande recommandez recomienda recomiende"
)
WHOLE = words_of("strategy strategies system plan rule rules strategie stratégie estrategia 策略")


def asks_for_advice(words: Words) -> bool:
    """ "recommend me a stock to buy"; who wants a strategy proposed is asked for what it needs."""
    said = [token.small for token in words.tokens if token.text.strip()]
    return bool(set(said[:3]) & ADVISING) and not set(said) & WHOLE


def _ends(token: Token) -> bool:
    return token.word == "."


def _commands(sentence: list[Token]) -> bool:
    texts = {word for token in sentence for word in token.small.split()}
    plain = all(_may_stand(token) for token in sentence)
    acts = any(token.word in VERBS or token.small in VERBS for token in sentence[:2])
    counted = bool(texts & UNITS) and any(token.value is not None for token in sentence)
    sets = texts & {"set", "place", "put"} and any(token.word in LIMITS for token in sentence)
    return plain and acts and bool(texts & (OWNED | AT_ONCE) or counted or sets)


def _may_stand(token: Token) -> bool:
    said = token.word in SAID or all(word in SAID for word in token.small.split())
    return said or bool(token.symbol) or token.value is not None
