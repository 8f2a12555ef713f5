"""Texts that are no entry and exit: fixed weights, rotation, if/else allocation, periodic buying.

A plan is only made where every part of its form is there; else its words are left and named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from agents.language.draft import Day
from agents.language.lexicon import untestable, vocabulary
from agents.language.lexicon.wordlist import words
from agents.language.plans.allocation import allocation
from agents.language.plans.cases import cases, may_be_cases
from agents.language.plans.classes import with_funds, with_kinds
from agents.language.plans.compared import compared
from agents.language.plans.fund_names import told_aliases, without_fund_names
from agents.language.plans.halves import halves
from agents.language.plans.keeping import keeping
from agents.language.plans.lazy import lazy
from agents.language.plans.listing import below_heading, beside_talk
from agents.language.plans.nested import nested
from agents.language.plans.ordering import headed, if_not, ternary
from agents.language.plans.outperforming import outperforming
from agents.language.plans.pausing import parted
from agents.language.plans.periodic import DAYS, may_pause, periodic
from agents.language.plans.plan import PERIODS, Odd, Plan, as_data
from agents.language.plans.rhythms import Rhythm, spoken_rhythm
from agents.language.plans.rotation import rotation
from agents.language.plans.shifting import shifting
from agents.language.plans.stopped import without_stops
from agents.language.plans.summed import without_summary
from agents.language.plans.trending import trending
from agents.language.plans.unclear import unclear
from agents.language.plans.weights import UNSAID, weights
from agents.language.plans.wording import worded
from agents.language.tokens.pieces import Token

__all__ = ["Plan", "as_data", "plan_of"]


# Words of a text; what is longer tells of more than a plan.
LONGEST = 300


def plan_of(tokens: list[Token], timeframe: str, every: list[Token]) -> Plan | None:
    """The first form that fits; its words are marked as used. Of `every` word, those of a kind of
    asset are looked at too."""
    if len(tokens) > LONGEST:
        return None
    kinds = [token.kind for token in tokens]
    plan = _compared(tokens, timeframe) or _plan_of(tokens, timeframe)
    if plan is not None and (unclear(plan, every) or _is_of_bars(plan, every)):
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    plan = plan or _of_funds(with_kinds(every, tokens), timeframe)
    return plan or _stopped(tokens, timeframe)


def _compared(tokens: list[Token], timeframe: str) -> Plan | None:
    """Cases of what a sentence before them compares."""
    kinds = [token.kind for token in tokens]
    found = compared(tokens)
    plan = _rhythmic(found.tokens, timeframe) if found else None
    if found is None or plan is None or plan.kind != "allocation":
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    for token in found.taken:
        token.kind = "used"
    return plan


def _stopped(tokens: list[Token], timeframe: str) -> Plan | None:
    """What has parts or ranks is tested without the stops that it cannot have; "hold SPY with a
    10% stop" is a rule of its own."""
    rest, stops = without_stops(tokens)
    if not stops:
        return None
    kinds = [token.kind for token in tokens]
    plan = _plan_of(rest, timeframe)
    parts = any(token.word in PARTED for token in rest) and len(plan.symbols if plan else []) > 1
    if plan is not None and (plan.kind == "rotation" or (plan.kind == "weights" and parts)):
        return replace(plan, stops=stops)
    for token, kind in zip(tokens, kinds, strict=True):
        token.kind = kind
    return None


PARTED = words("pct num third quarter equal equally rebalance rebalanced rebalancing")


def _is_of_bars(plan: Plan, every: list[Token]) -> bool:
    """ "above its 200 SMA on the weekly chart", "for daily bars": their length, and no rhythm."""
    framed = {one.word for one, bars in pairwise(every) if bars.small in BARS}
    if plan.kind == "dca":
        return "daily" in framed and isinstance(plan.entry, Day) and plan.entry.rule == DAYS["day"]
    return plan.kind == "allocation" and bool(framed & PERIODS.keys() - {"daily"})


BARS = words("chart charts bars candle candles timeframe")


def _of_funds(tokens: list[Token], timeframe: str) -> Plan | None:
    """Where it only fits with a fund for "stocks" and "bonds"."""
    made, held = with_funds(tokens)
    plan = _plan_of(made, timeframe) if held else None
    if plan is None or not {one.symbol for one in held} <= {*plan.symbols}:
        return None
    for one in held:
        plan.notes.append(one.note)
        for token in one.tokens:
            token.kind = "used"
    return plan


def _plan_of(tokens: list[Token], timeframe: str) -> Plan | None:
    rest = _without_heading(tokens)
    strange = _named_as_written(tokens)
    plan = _rhythmic(rest, timeframe)
    if plan is None and (titled := _without_title(rest)) is not rest:
        rest = titled
        plan = _rhythmic(rest, timeframe)
    if plan is None and (below := _below_name(tokens)) is not tokens:
        plan = _named_weights(below, timeframe)
        rest = below
    if plan is None and (listed := below_heading(tokens)) is not tokens:
        plan = _named_weights(listed, timeframe)
        rest = listed
    if plan is None:
        plan, rest = _beside_talk(tokens, timeframe, rest)
    if plan is None and (listed := without_fund_names(tokens)) is not tokens:
        plan, rest = _under_names(listed, timeframe, rest)
        if plan is not None:
            plan.notes += told_aliases(tokens, listed)
    if plan is None and (summed := without_summary(tokens)) is not tokens:
        rest = summed
        plan = _named_weights(_without_heading(summed), timeframe)
    for token in strange:
        if plan is None or token.symbol not in plan.symbols:
            token.word, token.symbol = "ticker?", ""
        else:
            plan.notes.append((f"{token.text} is taken as it is written", "symbols"))
    if plan is not None:
        kept = {id(token) for token in rest}
        for token in tokens:
            token.kind = token.kind if id(token) in kept else "ignored"
    return plan


def _beside_talk(
    tokens: list[Token], timeframe: str, rest: list[Token]
) -> tuple[Plan | None, list[Token]]:
    own, other = beside_talk(tokens)
    plan = _named_weights(below_heading(own), timeframe) if own else None
    return plan, [*below_heading(own), *other] if plan else rest


def _under_names(
    tokens: list[Token], timeframe: str, rest: list[Token]
) -> tuple[Plan | None, list[Token]]:
    """A list without the names of its funds, as it is, below a heading or beside other talk."""
    for listed in (tokens, below_heading(tokens)):
        if plan := _named_weights(listed, timeframe):
            return plan, listed
    return _beside_talk(tokens, timeframe, rest)


def _named_as_written(tokens: list[Token]) -> list[Token]:
    """Tickers that nobody here knows, which a portfolio may hold beside others."""
    strange = [token for token in tokens if token.word == "ticker?" and token.text.isalpha()]
    if len(strange) + sum(bool(token.symbol) for token in tokens) < 2:
        return []
    for token in strange:
        token.word, token.symbol = "symbol", token.text
    return strange


def _rhythmic(tokens: list[Token], timeframe: str) -> Plan | None:
    every = spoken_rhythm(tokens)
    if every is not None and (plan := _made(_in_one_word(tokens, every), timeframe)):
        for token in every.words:
            token.kind = "used"
        if every.note:
            plan.notes.append((every.note, "portfolio"))
        if every.fits:
            return plan
        if plan.kind == "dca" and (days := every.purchases):
            return replace(plan, entry=days)
        notes = [note for note in plan.notes if note != UNSAID]
        return replace(plan, odd=Odd(every.words, every.choices), notes=notes)
    return _made(tokens, timeframe)


def _made(tokens: list[Token], timeframe: str) -> Plan | None:
    return _pausing(tokens, timeframe) or _formed(tokens, timeframe)


def _pausing(tokens: list[Token], timeframe: str) -> Plan | None:
    """Buying again and again that rests while something is so, or is not."""
    rest, pause = parted(tokens)
    if pause is not None and pause.varies:
        return _formed(rest, timeframe, PERIODIC)
    if pause is None or not may_pause(rest, rests=pause.rests):
        return None
    kinds = [token.kind for token in tokens]
    plan = _formed(rest, timeframe, PERIODIC)
    if plan is not None and (only := pause.rule(timeframe)):
        named = list(dict.fromkeys(one.symbol for one in pause.case if one.symbol))
        traded = plan.symbols or (named if len(named) == 1 else [])
        return replace(plan, only=only, symbols=traded)
    for token, kind in zip(tokens, kinds, strict=True):
        token.kind = kind
    return None


Form = Callable[[list[Token], str, list[Token]], Plan | None]
PERIODIC: dict[str, Form] = {"periodic": periodic}
FORMS: dict[str, Form] = {
    "periodic": periodic,
    "nested": nested,
    "allocation": allocation,
    "cases": cases,
    "halves": halves,
    "shifting": shifting,
    "rotation": rotation,
    "outperforming": outperforming,
    "trending": trending,
    "weights": weights,
    "lazy": lazy,
    "keeping": keeping,
}


def _formed(tokens: list[Token], timeframe: str, forms: dict[str, Form] = FORMS) -> Plan | None:
    symbols = {token.symbol for token in tokens if token.symbol}
    for name, form in forms.items():
        if form is outperforming and len(symbols) != 2:
            continue
        if form is cases and not may_be_cases(tokens):
            continue
        used: list[Token] = []
        wording = worded(tokens, name)
        wording = headed(ternary(if_not(wording))) if form in (allocation, cases) else wording
        plan = form(wording.tokens, timeframe, used)
        if plan is not None:
            for token in used:
                token.kind = "used"
            wording.settle()
            return plan
    return None


def _in_one_word(tokens: list[Token], every: Rhythm) -> list[Token]:
    at = next(n for n, token in enumerate(tokens) if token is every.words[0])
    return [*tokens[:at], every.adverb, *tokens[at + len(every.words) :]]


def _without_heading(tokens: list[Token]) -> list[Token]:
    """ "My ivory portfolio: 60% ...": unknown words of a heading say nothing."""
    colon = next((n for n, token in enumerate(tokens[:6]) if token.word == ":"), 0)
    heading = tokens[:colon]
    if any(token.symbol or token.value is not None for token in heading):
        return tokens
    return [token for token in heading if _says(token)] + tokens[colon:]


def _without_title(tokens: list[Token]) -> list[Token]:
    """ "Simple sector rotation: hold XLK while ...": what follows says what is meant by it."""
    colon = next((n for n, token in enumerate(tokens[:6]) if token.word == ":"), 0)
    titled = colon and all(token.word in TITLES for token in tokens[:colon])
    return tokens[colon + 1 :] if titled else tokens


def _named_weights(tokens: list[Token], timeframe: str) -> Plan | None:
    """Fixed weights under a name of their own: "Golden butterfly: 20% VTI ..." """
    kinds = [token.kind for token in tokens]
    plan = _rhythmic(tokens, timeframe)
    if plan is not None and plan.kind == "weights":
        return plan
    for token, kind in zip(tokens, kinds, strict=True):
        token.kind = kind
    return None


def _below_name(tokens: list[Token]) -> list[Token]:
    """ "The Ivory portfolio consists of stocks, bonds and gold: 40% ...": behind the colon stands
    what that is, where it is all there is."""
    last = max((n for n, token in enumerate(tokens) if token.word == ":"), default=0)
    parts = [token.value or 0 for token in tokens[last:] if token.word == "pct"]
    whole = len(parts) > 1 and abs(sum(parts) - 100) < 1e-6
    if last and whole and not {token.word for token in tokens[:last]} & RULED:
        return tokens[last + 1 :]
    colon = next((n for n, token in enumerate(tokens[:8]) if token.word == ":"), 0)
    below = float(len({token.symbol for token in tokens[colon:] if token.symbol}))
    named = any(token.symbol or token.value not in (None, below) for token in tokens[:colon])
    return tokens if named or not colon else tokens[colon + 1 :]


RULED = words(
    "buy sell short cover when if while otherwise pct stoploss takeprofit every money dca split "
    "put invest save daily weekly monthly quarterly yearly rebalance rebalanced"
)
TITLES = words(
    """
    rotation sector momentum trend following strategy simple leveraged tactical allocation switch
    timing market regime defensive etf weekly monthly stock bond plan portfolio basic classic risk
    on off - and model
    """
)


def _says(token: Token) -> bool:
    return token.word in vocabulary.KNOWN - untestable.WORDS
