"""Does a text speak of trading by rules, however little it says of them, or of something else?"""

from __future__ import annotations

import re

from agents.language.hearing import SUBJECTS, Heard
from agents.language.lexicon import untestable
from agents.language.lexicon.wordlist import words

ASKING = words("what what's whats which how why who where explain describe define")
# What is asked politely may be an order to build something.
POLITE = words("is are can should do does will could would")
COMMANDS = words("set move close cancel adjust tighten liquidate raise modify update remove exit")
HELD = words("positions orders stops trades")
# Ways of trading that have no rule of their own, and words for what trades.
WAYS = words(
    "breakout breakouts crossover crosses scalp scalping swing momentum trend turtle turtles "
    "reversion golden dip dips pullback bollinger"
)
TRADING = words(
    "strategy strategies system trade trades trading algo algorithm setup backtest scalp scalping "
    "levels settings"
)
ALERTING = words(
    "alert alerts notify notification notifications email sms telegram discord whatsapp ping remind"
)
ADVICE = re.compile(
    r"\b(should|shall) (i|we)\b|\bgood (time|moment) to (buy|sell)\b"
    r"|\b(which|what) (stocks?|shares?|coins?|cryptos?|etfs?|companies) (to|do i|can i)\b"
    r"|\bwhat (can|do) i (buy|invest)\b",
    re.I,
)


def is_about_trading(heard: Heard) -> bool:
    """Also where only a style, a size or a stop is named: what is missing is asked."""
    if _only_asks(heard) or _commands(heard) or _wants_advice(heard) or _only_tells(heard):
        return False
    testable = heard.rules.entry or heard.has_exits() or heard.limits or heard.multiples
    known = heard.known
    named = heard.names_a_market()
    verbs = bool(heard.rules.verbs & {"entry", "exit", "short"})
    replaced = any(one.why in untestable.REPLACING for one in known)
    spoken = _is_styled(heard, named) or (known and named)
    return bool(heard.plan or testable or verbs or replaced or spoken or _picks(heard))


def _picks(heard: Heard) -> bool:
    """ "each month hold the sector ETF with the best 90-day return": of which ones is asked."""
    said = {token.word for token in heard.words.tokens}
    kinds = said | {token.small for token in heard.words.tokens}
    listed = sum(bool(token.symbol) for token in heard.words.tokens) > 1
    again = said & RHYTHMS or (said & {"every", "each"} and said & {"month", "week", "quarter"})
    return bool(said & PICKED and again and (listed or kinds & PICKED_FROM))


PICKED = words("best most top highest rank strongest momentum rotate lowest weakest cheapest")
RHYTHMS = words("monthly weekly quarterly yearly rebalanced")
PICKED_FROM = words("etf etfs stock stocks share shares fund funds coin coins asset assets")


def _is_styled(heard: Heard, named: bool) -> bool:
    """ "RSI strategy", "ETH breakouts", "risk 1% per trade on gold" """
    said = {token.word for token in heard.words.tokens} | set(heard.text.lower().split())
    ways, trading = said & ((SUBJECTS | WAYS) - {"strategy"}), said & TRADING
    counted = any(token.value is not None for token in heard.words.tokens)
    sized = bool(heard.account.sizing) or "risk" in said
    if named:
        return bool(ways or trading or sized)
    return bool(heard.account.sizing or (ways and (trading or counted)) or len(ways) > 1)


def _only_asks(heard: Heard) -> bool:
    """ "what should I buy to get rich?" names neither a rule nor a symbol."""
    first = heard.words.tokens[0].small if heard.words.tokens else ""
    named = any(token.symbol or token.value is not None for token in heard.words.tokens)
    said = {token.small for token in heard.words.tokens}
    asks = first in ASKING or (first in POLITE and not said & TRADING)
    return asks and not named and not heard.has_rules()


def _only_tells(heard: Heard) -> bool:
    """ "alert me on Telegram when BTC crosses 70k": nothing is bought or sold."""
    acts = heard.rules.verbs or heard.plan or heard.limits
    return bool(ALERTING & set(heard.text.lower().split())) and not acts


def _wants_advice(heard: Heard) -> bool:
    """ "should I sell my shares?": no rule says when."""
    ruled = heard.has_rules() or heard.has_way() or heard.limits
    return bool(ADVICE.search(heard.text)) and not ruled


def _commands(heard: Heard) -> bool:
    """ "move my stops to break-even": what somebody holds is handled, and nothing tested."""
    said = heard.text.lower().split()
    held = bool(HELD & set(said)) and bool({"my", "all", "open"} & set(said))
    enters = bool({"buy", "short", "long", "enter"} & set(said))
    return said[0] in COMMANDS and held and not (enters or heard.has_rules())
