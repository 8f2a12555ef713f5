"""The flow of reading: tokens -> what is heard -> what is asked -> what is told.

A text whose numbers have several values goes this way once for each of them, and once more.
Pure: the same text and answers give the same reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice

from agents.language import orders
from agents.language.commanding import asks_for_advice, is_an_order
from agents.language.completing import Completed
from agents.language.hearing import Heard
from agents.language.interview import Answers, Interview
from agents.language.lexicon import untestable
from agents.language.lexicon.foreign.unread import WHY as UNREAD
from agents.language.lexicon.foreign.unread import unread_language
from agents.language.lexicon.pips import told_beside
from agents.language.lexicon.unpriced import LEGS, WRITTEN
from agents.language.operands.calendars import Calendar, counted_for
from agents.language.questions.tickers import as_symbols
from agents.language.reading import (
    ImpossibleStrategy,
    InvalidPrompt,
    Overrides,
    Reading,
    Unsupported,
)
from agents.language.spans import spans
from agents.language.spreads.ranging import Ranging
from agents.language.spreads.spreads import spreads
from agents.language.telling import Teller
from agents.language.tokens.gibberish import is_gibberish
from agents.language.tokens.pieces import SYMBOL, Token, Words
from agents.language.tokens.tokens import tokenise
from agents.language.topic import is_about_trading

LONGEST = 10_000
MOST_ANSWERS = 8  # of a text, of which one may be impossible
OF_OPTIONS = LEGS | {WRITTEN}  # their stops and targets are of prices of their own
NO_RULE = "I found no rule to trade by in this."


def read(
    text: str,
    *,
    answers: Answers = None,
    overrides: Overrides | None = None,
    today: dt.date | None = None,
) -> Reading:
    """What a text says, what it leaves open and what cannot be tested.

    "the last 5 years" needs a day to count from; without `today` it is asked about. An answer that
    no test can have is asked for again, with the reason.
    """
    beside = overrides or Overrides()
    try:
        return _read(text, answers, beside, today, {})
    except ImpossibleStrategy as error:
        given = answers if isinstance(answers, Mapping) else {}
        for about in islice(given, MOST_ANSWERS):
            rest = {one: said for one, said in given.items() if one != about}
            with suppress(ImpossibleStrategy):
                return _read(text, rest, beside, today, {about: str(error)})
        raise


def _read(
    text: str,
    answers: Answers,
    overrides: Overrides,
    today: dt.date | None,
    refused: Mapping[str, str],
) -> Reading:
    if not text.strip():
        raise InvalidPrompt("Say in a sentence when to buy and when to sell.")
    if len(text) > LONGEST:
        raise InvalidPrompt(f"The text is too long: {len(text):,} of {LONGEST:,} characters.")
    if is_gibberish(text):
        return _refused(text, Words(text, [Token(0, len(text), text, text)]), NO_RULE)
    words = tokenise(text)

    def once(words: Words, known: dict[str, str]) -> Reading:
        named = overrides.symbols or filter(None, map(SYMBOL, words.tokens))
        answered = as_symbols(answers.get("symbol", "")) if isinstance(answers, Mapping) else []
        with (
            counted_for(map(str.upper, named)) as calendar,
            told_beside(overrides.symbols or (), answered),
        ):
            return told(words, known, calendar)

    def told(words: Words, known: dict[str, str], calendar: Calendar) -> Reading:
        ordered = orders.orders(words)
        try:
            heard = Heard(text, words, overrides)
        except ImpossibleStrategy:
            if any(token.word in OF_OPTIONS for token in words.tokens):
                return _refused(text, words, untestable.NOT_ON_PRICES)
            raise
        if ordered and not (heard.has_rules() or heard.has_exits()):
            return _refused(text, words, untestable.ORDER)
        plan = heard.plan is not None and heard.plan.kind != "weights"
        ruled = plan or heard.rules.entry or heard.rules.short_entry or heard.has_exits()
        ruled = ruled or any(limit.name == "partial_exits" for limit in heard.limits)
        if is_an_order(words) and not ruled:
            return _refused(text, words, untestable.TO_A_BROKER)
        if asks_for_advice(words) and not ruled:
            return _refused(text, words, untestable.ADVICE)
        if not (heard.has_rules() or heard.has_exits()) and (name := _unread(text, words)):
            return _refused(text, words, UNREAD.format(name))
        if not is_about_trading(heard):
            written = any(token.word in OF_OPTIONS for token in words.tokens)
            return _refused(text, words, untestable.NOT_ON_PRICES if written else NO_RULE)
        heard.unsupported += ordered
        made = Completed(heard, Interview(answers, known, refused), today)
        return Teller(made, calendar).reading()

    found = spreads(words.tokens)
    if not found:
        return once(words, {})
    return Ranging(words, found, once, Interview(answers, refused=refused)).reading()


def _unread(text: str, words: Words) -> str:
    """The language of a text of which most was not read."""
    lost = sum(token.kind == "unsupported" for token in words.tokens)
    return unread_language(text) if lost > 1 or not words.tokens else ""


def _refused(text: str, words: Words, why: str) -> Reading:
    for token in words.tokens:
        token.kind = "ignored"
    named = [Unsupported(text=text.strip()[:200], why=why)]
    return Reading(action="refuse", sentence=why, spans=spans(words), unsupported=named)
