"""The flow of reading: tokens -> what cannot be tested -> account -> limits -> clauses -> rules
-> questions -> strategy -> spans. Pure: the same text and answers give the same reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from agents.language import claims, lexicon, symbols, untestable
from agents.language.account import Account, money, timeframes
from agents.language.assemble import Ledger, condition_of, contradiction, has_gaps
from agents.language.clauses import clauses
from agents.language.conditions import condition
from agents.language.cursor import Cursor
from agents.language.dates import period
from agents.language.denials import deny
from agents.language.draft import (
    Limit,
    Op,
    Rule,
    Tree,
    joined,
    opposite,
    plain,
    rules_of,
    with_periods,
)
from agents.language.interview import Answers, Interview, exit_choices
from agents.language.limits import named_limits
from agents.language.operands import Context, operand
from agents.language.reading import (
    Action,
    ImpossibleStrategy,
    InvalidPrompt,
    Overrides,
    Reading,
    Unsupported,
)
from agents.language.rules import Rules, read_rules, replaced, without_other_symbols
from agents.language.spans import leftovers, spans
from agents.language.tokens import Token, Words, tokenise
from backtests.engine.describe import describe
from backtests.engine.strategy import Strategy

LONGEST = 10_000
TICKER = 12


def read(
    text: str,
    *,
    answers: Answers = None,
    overrides: Overrides | None = None,
    today: dt.date | None = None,
) -> Reading:
    """What a text says, what it leaves open and what cannot be tested.

    "the last 5 years" needs a day to count from; without `today` it is asked about.
    """
    if not text.strip():
        raise InvalidPrompt("Say in a sentence when to buy and when to sell.")
    if len(text) > LONGEST:
        raise InvalidPrompt(f"The text is too long: {len(text):,} of {LONGEST:,} characters.")
    return _Reader(text, answers, overrides or Overrides(), today).reading()


@dataclass
class _Reader:
    text: str
    answers: Answers
    overrides: Overrides
    today: dt.date | None
    unsupported: list[Unsupported] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        self.words: Words = tokenise(self.text)
        self.talk = Interview(self.answers)

    def reading(self) -> Reading:
        if why := claims.refusal(self.words.tokens):
            return self._refused(why)
        self._read()
        if not self._is_about_trading():
            return self._refused("I found no rule to trade by in this.")
        return self._finish()

    # Reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        every = self.words.tokens
        tokens = [token for token in every if token.word not in lexicon.FILLER]
        dated = period(tokens)
        tokens = [token for token in tokens if token.word != "start"]
        deny(tokens)
        self.unsupported += claims.claim(self.words, tokens)
        timeframes(every, dated)
        self.account: Account = money(tokens, dated)
        if self.account.two_fills:
            self.unsupported.append(Unsupported(text="the open", why=untestable.TWO_FILLS))
        named = [found.limit for found in named_limits(tokens) if found.limit]
        self.context = Context(timeframe=self._timeframe())
        _seed(tokens, self.context)
        self.rules: Rules = read_rules(clauses(tokens), self.context)
        self.limits = _unique(named + self.rules.limits)
        self.unsupported += leftovers(self.words, self.rules.verbs)

    def _timeframe(self) -> str:
        if self.overrides.timeframe:
            return self.overrides.timeframe
        return self.account.timeframes[0] if self.account.timeframes else "1d"

    def _is_about_trading(self) -> bool:
        testable = self.rules.entry or self.rules.exits or self.limits
        known = [u for u in self.unsupported if u.why != untestable.NOT_UNDERSTOOD]
        named = any(token.symbol for token in self.words.tokens)
        styled = named and any(token.word in SUBJECTS for token in self.words.tokens)
        verbs = bool(self.rules.verbs & {"entry", "exit", "short"})
        return bool(testable or verbs or styled or (known and named) or self._replaced(known))

    def _replaced(self, known: list[Unsupported]) -> bool:
        return any(unsupported.why in untestable.REPLACING for unsupported in known)

    def _refused(self, why: str) -> Reading:
        for token in self.words.tokens:
            token.kind = "ignored"
        named = [Unsupported(text=self.text.strip()[:200], why=why)]
        return Reading(action="refuse", sentence=why, spans=spans(self.words), unsupported=named)

    # Completing ------------------------------------------------------------------------------

    def _finish(self) -> Reading:
        self.traded = self._symbols()
        self.entry, foreign = without_other_symbols(self.rules.entry, self.traded)
        exits, also = without_other_symbols(joined("any", self.rules.exits), self.traded)
        self._name_other_symbols(foreign + also)
        self.entry = self._entry()
        self.exit = self._settled(exits, "exit")
        self._exit()
        self._periods()
        self._contradictions()
        self._dates()
        self._rest()
        return self._reading()

    def _name_other_symbols(self, rules: list[Rule]) -> None:
        for symbol in dict.fromkeys(rule.symbol for rule in rules):
            self.unsupported.append(
                Unsupported(text=f"the condition on {symbol}", why=untestable.OTHER_SYMBOL)
            )

    def _symbols(self) -> list[str]:
        if self.overrides.symbols:
            return [symbol.upper() for symbol in self.overrides.symbols]
        traded = list(self.rules.traded)
        trees = [self.rules.entry, *self.rules.exits]
        subjects = [r.symbol for tree in trees for r in rules_of(tree) if r.symbol]
        if not traded:
            traded = list(dict.fromkeys(subjects))[:1] or self._named_symbols()
        traded += self._unknown_tickers()
        if not traded and not self.talk.open:
            answer = self.talk.ask(
                "symbol", "Which symbol should be tested?", ("AAPL", "MSFT", "^GSPC"), "AAPL"
            )
            traded = _as_symbols(answer) if answer else []
        for symbol in traded:
            self.ledger.assume(symbols.AMBIGUOUS.get(symbol, ""), "symbols")
        return traded[:20]

    def _named_symbols(self) -> list[str]:
        """The symbols of a text of which no rule could be read."""
        named = [token.symbol for token in self.words.tokens if token.symbol]
        return list(dict.fromkeys(named)) if self.rules.entry is None else []

    def _unknown_tickers(self) -> list[str]:
        """A ticker that nobody knows is asked about."""
        found = []
        for token in self.words.tokens:
            if token.word == "ticker?" and token.kind in (None, "unsupported"):
                token.kind = "assumed"
                answer = self.talk.ask(
                    f"ticker-{token.text.lower()}",
                    f"I do not know the symbol {token.text}. Which one do you mean?",
                    (f"use {token.text}",),
                )
                found += _as_symbols(answer.removeprefix("use ")) if answer else []
        return found

    def _entry(self) -> Tree | None:
        entry = self._settled(self.entry, "entry")
        if entry is None:
            answer = self.talk.ask("entry", self._entry_question(), ENTRY_CHOICES)
            entry = self._answered(answer, "entry", "entry", ENTRY_CHOICES) if answer else None
        return entry

    def _entry_question(self) -> str:
        lost = bool(self.unsupported)
        return (
            "What I could read says not when to buy in terms of prices. When should it buy?"
            if lost
            else "When should it buy?"
        )

    def _settled(self, tree: Tree | None, role: str) -> Tree | None:
        """Rules that need a word more are asked about; the others stay."""
        for rule in list(rules_of(tree)):
            if rule.ask is None or tree is None:
                continue
            ask = rule.ask
            answer = self.talk.ask(ask.id, ask.text, ask.choices, ask.choices[0])
            new: Tree | None = replace(rule, ask=None)
            if answer is not None and answer != ask.choices[0]:
                new = self._answered(answer, role, ask.id, ask.choices)
            elif answer is not None:
                self.ledger.assume(f"{ask.text} {ask.choices[0]}", role)
            tree = replaced(tree, rule, new) if new is not None else tree
        return self._directed(tree, role)

    def _directed(self, tree: Tree | None, role: str) -> Tree | None:
        """A cross without a direction goes up to buy and down to sell, and that is said."""
        for rule in list(rules_of(tree)):
            if rule.op == "crosses" and tree is not None:
                way = "above" if role == "entry" else "below"
                note = f"a cross without a direction is read as one to {way}"
                op: Op = "crosses_above" if role == "entry" else "crosses_below"
                new = replace(rule, op=op, notes=(*rule.notes, note))
                tree = replaced(tree, rule, new)
        return tree

    def _answered(
        self, answer: str, role: str, about: str, choices: tuple[str, ...]
    ) -> Tree | None:
        """The rules that an answer says, read in the light of what was read before."""
        verb = "buy" if role == "entry" else "sell"
        words = tokenise(f"{verb} {answer}")
        tokens = [token for token in words.tokens if token.word not in lexicon.FILLER]
        named = [found.limit for found in named_limits(tokens) if found.limit]
        self.context.last = next(rules_of(self.rules.entry), self.context.last)
        self.context.lost = False
        rules = read_rules(clauses(tokens), self.context)
        self.limits = _unique([*self.limits, *named, *rules.limits])
        tree = rules.entry if role == "entry" else joined("any", rules.exits)
        if tree is None and not (role == "exit" and (named or rules.limits)):
            self.talk.again(about, f"I could not read {answer!r}. Say it another way.", choices)
        return self._directed(tree, role)

    def _exit(self) -> None:
        if self.exit is not None or self.limits or self.entry is None:
            return
        if self._is_cross_strategy():
            self.exit = opposite(self.entry)
            self.ledger.assume("no exit was said: it sells on the opposite cross", "exit")
            return
        choices = exit_choices(self.entry)
        answer = self.talk.ask("exit", "When should it sell?", choices, choices[0])
        if answer:
            self.exit = self._answered(answer, "exit", "exit", choices)
            self.ledger.assume(f"it sells {answer}, as answered", "exit")

    def _is_cross_strategy(self) -> bool:
        """ "golden cross strategy" names entry and exit in one."""
        named = self.rules.verbs.isdisjoint({"entry", "exit", "hold"})
        strategy = any(
            token.text.lower() in STRATEGY or token.word == "golden" for token in self.words.tokens
        )
        return named and strategy and opposite(self.entry) is not None

    def _periods(self) -> None:
        trees = [tree for tree in (self.entry, self.exit) if tree is not None]
        if not any(has_gaps(tree) for tree in trees):
            return
        pair = any(r.left.gap and r.right.gap for tree in trees for r in rules_of(tree))
        choices = ("50 and 200", "20 and 50", "10 and 30") if pair else ("200", "50", "20")
        known = _role_periods(self.text) if pair else []
        text = "Over how many bars are the moving averages taken?"
        answer = None if known else self.talk.ask("periods", text, choices, choices[0])
        values = known or _numbers(answer or "")
        if answer and len(values) != (2 if pair else 1):
            self.talk.again("periods", text, choices)
            values = []
        if values:
            self.entry = self.entry and with_periods(self.entry, sorted(values))
            self.exit = self.exit and with_periods(self.exit, sorted(values))

    def _contradictions(self) -> None:
        clash = contradiction(self.entry) or contradiction(self.exit)
        if clash:
            self.talk.ask(
                "contradiction", f"This can never be: {clash}. Which of the two do you mean?"
            )
        if self.entry is not None and self.entry == self.exit:
            self.talk.ask("contradiction", "It would buy and sell on the same rule. When to sell?")
        if self.rules.differ and len(self.traded) > 1:
            self.talk.again(
                "rules_differ",
                "The symbols have rules of their own, which one test cannot have. "
                "Say the rules of one of them.",
            )
        for name in ("stop_loss", "take_profit", "max_bars"):
            self._one_limit(name)
        if len(set(self.account.timeframes)) > 1 and not self.overrides.timeframe:
            choices = tuple(self.account.timeframes)
            answer = self.talk.ask("timeframe", "Which bars should be used?", choices, choices[0])
            self.account.timeframes = [answer] if answer in choices else choices[:1]  # type: ignore[assignment]

    def _one_limit(self, name: str) -> None:
        values = [limit.value for limit in self.limits if limit.name == name]
        if len(values) < 2:
            return
        said = tuple(_limit_text(name, value) for value in values)
        answer = self.talk.ask(
            f"{name}",
            f"There are several values for the {name.replace('_', ' ')}. Which counts?",
            said,
        )
        kept = values[said.index(answer)] if answer in said else values[0]
        self.limits = [limit for limit in self.limits if limit.name != name or limit.value == kept]

    def _dates(self) -> None:
        last = self.account.last
        if last is None or self.overrides.start or self.account.start:
            return
        count, unit = last
        said = f"the last {count:g} {unit}s"
        if self.today is not None:
            days = round(count * (365.25 if unit == "year" else 30.44))
            self.account.start = self.today - dt.timedelta(days=days)
            self.ledger.assume(f"{said} are counted back from {self.today}", "start")
            return
        answer = self.talk.ask(
            "dates", f"Until which day do you mean {said}?", (ALL_DATES,), ALL_DATES
        )
        if answer and answer != ALL_DATES:
            words = tokenise(answer)
            found = period(words.tokens)
            self.account.start, self.account.end = found.start, found.end
        elif answer:
            self.ledger.assume(f"{said} were widened to all the history there is", "start")

    def _rest(self) -> None:
        """What was not understood inside the rules may not be dropped in silence."""
        strange = [u for u in self.unsupported if u.why == untestable.NOT_UNDERSTOOD]
        if strange and self.entry is not None:
            said = "; ".join(f"'{unsupported.text}'" for unsupported in strange[:3])
            answer = self.talk.ask(
                "rest", f"I did not understand {said}. Test without it?", (LEAVE_OUT,), LEAVE_OUT
            )
            if answer and answer != LEAVE_OUT:
                self.talk.again("rest", "Say the whole strategy again with this in other words.")

    # Answering -------------------------------------------------------------------------------

    def _reading(self) -> Reading:
        data = self._data()
        strategy = None if self.talk.open or not self._complete() else _strategy(data)
        for wrong, right in self.words.corrected:
            if wrong.lower() != right:
                self.ledger.assume(f"'{wrong}' is read as '{right}'", "symbols")
        return Reading(
            action=self._action(strategy),
            strategy=strategy,
            sentence=describe(strategy) if strategy else self._partly(),
            spans=spans(self.words),
            assumptions=self.ledger.assumptions,
            unsupported=self.unsupported,
            questions=self.talk.open,
            stated=sorted(set(self.ledger.stated)),
            draft=_draft(data) if strategy is None else {},
        )

    def _complete(self) -> bool:
        return bool(self.traded and self.entry and (self.exit or self.limits))

    def _action(self, strategy: Strategy | None) -> Action:
        known = [u for u in self.unsupported if u.why != untestable.NOT_UNDERSTOOD]
        if strategy is not None:
            return "partial" if known else "run"
        if self.rules.entry is not None and self.entry is not None:
            return "clarify"
        return self._without_entry(known)

    def _without_entry(self, known: list[Unsupported]) -> Action:
        """Nothing tells when to buy: is it missing, or can it not be tested?"""
        said = {token.word for token in self.words.tokens}
        foreign = any(u.why == untestable.NOT_ON_PRICES for u in known)
        replaces = [u for u in known if u.why in untestable.REPLACING]
        if said & untestable.AT_ONCE and not foreign and not self.limits:
            return "refuse"
        if foreign or (replaces and (self.limits or self.exit)):
            return "partial" if self.limits or self.exit or said & untestable.MEDIA else "refuse"
        asked = any(question.id != "entry" for question in self.talk.open)
        vague = bool(said & untestable.VAGUE)
        return "refuse" if replaces and not asked and not vague else "clarify"

    def _partly(self) -> str:
        if self.unsupported and self.entry is None:
            return "Not tested as it stands: " + "; ".join(u.text for u in self.unsupported) + "."
        return "Almost there: " + " ".join(question.text for question in self.talk.open)

    def _data(self) -> dict[str, Any]:
        said, over = self.account, self.overrides
        data: dict[str, Any] = {
            "symbols": self.traded,
            "timeframe": over.timeframe or next(iter(said.timeframes), None),
            "start": over.start or said.start,
            "end": over.end or said.end,
            "initial_capital": _first(over.initial_capital, said.capital),
            "currency": said.currency,
            "commission": _first(over.commission, said.commission),
            "slippage": _first(over.slippage, said.slippage),
            "fill": said.fill,
        }
        for text in self.rules.notes:
            self.ledger.assume(text, "exit")
        for text, path in said.notes:
            self.ledger.assume(text, path)
        self._state_numbers(data)
        self._assume_defaults(data)
        size = {"fraction": said.fraction, "whole_shares": said.whole_shares}
        data["sizing"] = {key: value for key, value in size.items() if value is not None} or None
        data |= self._conditions()
        return {key: value for key, value in data.items() if value is not None}

    def _conditions(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, tree in (("entry", self.entry), ("exit", self.exit)):
            if tree is not None:
                made[name] = condition_of(tree, name, self.ledger)
        for limit in self.limits:
            made[limit.name] = int(limit.value) if limit.name == "max_bars" else limit.value
            self.ledger.stated.append(limit.name)
            self.ledger.assume(limit.note, limit.name)
        return made

    def _state_numbers(self, data: Mapping[str, Any]) -> None:
        for name in ("initial_capital", "commission", "slippage", "start", "end"):
            if data[name] is not None:
                self.ledger.stated.append(name)
        if self.account.fraction is not None:
            self.ledger.stated.append("sizing.fraction")

    def _assume_defaults(self, data: Mapping[str, Any]) -> None:
        for name, text in DEFAULTS.items():
            if data.get(name) is None:
                self.ledger.assume(text, name)
        if self.account.fraction is None:
            self.ledger.assume("every entry uses all the money, in equal shares", "sizing.fraction")
        if self.rules.mixed:
            self.ledger.assume("'and' binds before 'or'", "entry")
        if data["start"] is None and data["end"] is None:
            self.ledger.assume("all the history there is", "start")
        if data["currency"] not in (None, "USD"):
            self.ledger.assume(f"{data['currency']} is a label; nothing is converted", "currency")


ALL_DATES = "all the history there is"
LEAVE_OUT = "leave it out"
STRATEGY = frozenset(
    {"strategy", "system", "crossover", "cross", "crossovers", "策略", "strategie", "stratégie"}
)
# What a text speaks of that trades by rules, even if it does not say which.
SUBJECTS = frozenset(
    {"style", "rsi", "macd", "bollinger", "stochastic", "sma", "ema", "ma", "donchian", "band"}
)
ENTRY_CHOICES = ("RSI drops below 30", "the close is above its 200-day average", "golden cross")
DEFAULTS = {
    "timeframe": "daily bars",
    "initial_capital": "10,000 to start with",
    "commission": "no commission",
    "slippage": "no slippage",
    "fill": "trades are filled at the next open",
}


def _seed(tokens: list[Token], context: Context) -> None:
    """ "RSI strategy: buy < 30": the indicator that the text is headed by."""
    for index, token in enumerate(tokens):
        if token.word in ("rsi", "stochastic") and token.free:
            head = Cursor(tokens, index)
            side = operand(head, context)
            _pass_title(head)
            if side is not None and head.word() in (":", "buy", "sell", ".") and condition(
                Cursor(tokens, index), Context()) is None:  # fmt: skip
                context.left = side
                for used in head.seen:
                    used.kind = "used"
            return


def _pass_title(head: Cursor) -> None:
    """ "RSI(2) strategy on MSFT: ..." """
    while head.word() in ("strategy", "on", "for", "in", "with", "symbol", ","):
        head.at += 1


def _unique(limits: list[Limit]) -> list[Limit]:
    kept: dict[tuple[str, float], Limit] = {}
    for limit in limits:
        kept.setdefault((limit.name, limit.value), limit)
    return list(kept.values())


def _limit_text(name: str, value: float) -> str:
    return f"{value:g} bars" if name == "max_bars" else f"{value * 100:g}%"


def _as_symbols(answer: str) -> list[str]:
    """Known names, else the words as they are; an answer is believed."""
    found = [token.symbol for token in tokenise(answer).tokens if token.symbol]
    if found:
        return list(dict.fromkeys(found))
    words = [word.strip(",.") for word in answer.split()]
    return [word.upper() for word in words if 0 < len(word) <= TICKER][:20]


def _numbers(answer: str) -> list[float]:
    return [token.value for token in tokenise(answer).tokens if token.value is not None]


def _role_periods(text: str) -> list[float]:
    """ "a fast SMA with a period of 10 and a slow SMA with a period of 30" """
    words = tokenise(text)
    tokens = [token for token in words.tokens if token.word not in lexicon.FILLER]
    found: dict[str, float] = {}
    for index, token in enumerate(tokens):
        if token.word in ("fast", "slow"):
            side = operand(Cursor(tokens, index), Context())
            params = getattr(side.operand, "params", {}) if side and not side.gap else {}
            if side and side.role and "period" in params:
                found[side.role] = params["period"]
    return [found["fast"], found["slow"]] if len(found) == 2 else []


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _strategy(data: Mapping[str, Any]) -> Strategy:
    try:
        return Strategy.model_validate(dict(data))
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) or "strategy"
        raise ImpossibleStrategy(plain(error), place) from None


def _draft(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in data.items() if value not in ([], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if not hasattr(value, "model_dump") else value.model_dump(mode="json")
