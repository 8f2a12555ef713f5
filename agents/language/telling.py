"""The last stage of reading: the strategy, with an account of all that was said and assumed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from agents.language.assemble import condition_of
from agents.language.completing import Completed
from agents.language.conditions.elsewhere import looking
from agents.language.dealing.parked import held_between
from agents.language.draft import plain
from agents.language.lexicon import untestable
from agents.language.lexicon.monies import money_of
from agents.language.lexicon.unpriced import BOUGHT, DATA, LEGS, PEOPLE, SKY, TALK, WRITTEN
from agents.language.lexicon.wordlist import words
from agents.language.operands.calendars import Calendar
from agents.language.plans import Plan, as_data
from agents.language.reading import Action, ImpossibleStrategy, Reading, Unsupported
from agents.language.spans import spans
from backtests.engine.describe import describe
from backtests.engine.strategy import Since, Strategy

DEFAULTS = {
    "timeframe": "daily bars",
    "initial_capital": "10,000 to start with",
    "commission": "no commission",
    "slippage": "no slippage",
    "fill": "trades are filled at the next open",
}


FROM_BEFORE = "what its rules said before the test counts: it may hold {} from the first day"
# What else is open is asked when these are answered.
MOST_QUESTIONS = 3
BORROWED = "Nothing is sold short here, so nothing is borrowed; money for leverage costs nothing."
STATED = (
    "initial_capital", "commission", "slippage", "start", "end", "leverage",
    "commission_per_trade", "commission_per_share", "borrow_cost",
)  # fmt: skip
# Limits that are counted or only switched on.
WHOLE: dict[str, Callable[[Any], Any]] = {"max_bars": int, "max_days": int, "same_day": bool}


def _same(value: Any) -> Any:
    return value


# What other data would tell.
OF_PRICES = words(
    """
    rsi macd sma ema divergence divergences divergencia divergencias divergenz price high highs low
    lows breakout average bollinger dca stochastic adx trendline support resistance
    """
)
FOREIGN = (untestable.NOT_ON_PRICES, untestable.BY_EYE)
LACKING = (*FOREIGN, untestable.STRANGE, untestable.TIMES, untestable.SCREEN)


@dataclass
class Teller:
    """Tells what is tested, and why."""

    made: Completed
    calendar: Calendar

    def __post_init__(self) -> None:
        self.heard, self.ledger = self.made.heard, self.made.ledger

    def reading(self) -> Reading:
        data = self._data()
        strategy = None if self.made.talk.open or not self._complete() else _strategy(data)
        for wrong, right in self.heard.words.corrected:
            if wrong.lower() != right:
                self.ledger.assume(f"'{wrong}' is read as '{right}'", "symbols")
        self.ledger.assume(self.calendar.note(), "entry")
        return Reading(
            action=self._action(strategy),
            strategy=strategy,
            sentence=describe(strategy) if strategy else self._partly(),
            spans=spans(self.heard.words),
            assumptions=self.ledger.assumptions,
            unsupported=self.heard.unsupported,
            questions=self.made.talk.open[:MOST_QUESTIONS],
            answered=self.made.talk.answered,
            stated=sorted(set(self.ledger.stated)),
            draft=_draft(data) if strategy is None else {},
        )

    def _complete(self) -> bool:
        if self.made.plan:
            return bool(self.made.traded)
        turns = self.made.direction == "both"
        out = self.made.exit or self.made.leaves or turns
        return bool(self.made.traded and self.made.entry and out)

    def _action(self, strategy: Strategy | None) -> Action:
        known = [one for one in self.heard.known if one.why != untestable.INSTRUCTION]
        if strategy is not None:
            return "partial" if known else "run"
        lacking = any(one.why in LACKING for one in known)
        if self.made.plan:
            return "partial" if any(one.why in FOREIGN for one in known) else "clarify"
        if self.heard.rules.entry is not None and self.made.entry is not None:
            return "partial" if lacking else "clarify"
        return self._without_entry(known)

    def _without_entry(self, known: list[Unsupported]) -> Action:
        """Nothing tells when to buy: is it missing, or can it not be tested?"""
        said = {token.word for token in self.heard.words.tokens}
        foreign = any(u.why in FOREIGN for u in known)
        replaces = [u for u in known if u.why in untestable.REPLACING]
        if said & untestable.AT_ONCE and not foreign and not self.made.limits:
            return "refuse"
        leaves = bool(self.made.leaves or self.made.exit or self.heard.exits.open)
        if any(one.why == untestable.HINDSIGHT for one in known):
            return "refuse"
        if self._of_options() or (
            said & SKY and foreign and not leaves and self._goes_by_sky(known)
        ):
            return "refuse"
        if foreign or (replaces and leaves):
            rest = leaves or self._only_of_talk(known) or self._speaks_of_prices()
            return "partial" if rest else "refuse"
        if leaves and any(one.why == untestable.STRANGE for one in known):
            return "partial"
        if self.made.exit and any(one.why == untestable.TIMES for one in known):
            return "partial"
        asked = any(question.id != "entry" for question in self.made.talk.open)
        vague = bool(said & untestable.VAGUE) or self._ranks_several()
        return "refuse" if replaces and not asked and not vague else "clarify"

    def _ranks_several(self) -> bool:
        """A rotation among symbols that it names can be tested, once it is said in other words."""
        named = {one.symbol for one in self.heard.words.tokens if one.symbol}
        return len(named) > 1 and any(one.why == untestable.ROTATION for one in self.heard.known)

    def _of_options(self) -> bool:
        """Stops and targets of an option are of its own price, and nothing is left of them."""
        lost = {one.word for one in self.heard.words.tokens if one.kind == "unsupported"}
        return bool(lost & (LEGS | {WRITTEN} | (frozenset() if self.made.exit else {BOUGHT})))

    def _goes_by_sky(self, known: list[Unsupported]) -> bool:
        """ "buy on a full moon", with or without a sky to sell by: no market is spoken of."""
        lost = [one for one in known if one.why == untestable.NOT_ON_PRICES]
        return all(SKY & set(one.text.lower().split()) for one in lost)

    def _speaks_of_prices(self) -> bool:
        """ "an RSI divergence, if the mood is good": a part of prices that is not read."""
        rest = [one.text for one in self.heard.unsupported if one.why not in FOREIGN]
        return bool({word for text in rest for word in text.lower().split()} & OF_PRICES)

    def _only_of_talk(self, known: list[Unsupported]) -> bool:
        """ "when positive news increases": a market remains, which a price rule may speak of."""
        said = {token.word for token in self.heard.words.tokens}
        foreign = [one.text for one in known if one.why == untestable.NOT_ON_PRICES]
        lost = [{*text.lower().split()} for text in foreign]
        other = any(part & (DATA - PEOPLE) and not part & TALK for part in lost)
        return bool(said & TALK) and not other and self.heard.names_a_market()

    def _partly(self) -> str:
        if self.heard.unsupported and self.made.entry is None:
            return (
                "Not tested as it stands: "
                + "; ".join(u.text for u in self.heard.unsupported)
                + "."
            )
        return "Almost there: " + " ".join(question.text for question in self.made.talk.open)

    def _name_borrowing(self) -> None:
        """Only what is sold short is borrowed."""
        if self.heard.account.borrow_cost and self.made.direction == "long":
            self.heard.account.borrow_cost = None
            self.heard.unsupported.append(Unsupported(text="borrow cost", why=BORROWED))

    def _data(self) -> dict[str, Any]:
        self._name_borrowing()
        said, over = self.heard.account, self.heard.overrides
        data: dict[str, Any] = {
            "symbols": self.made.traded,
            "timeframe": over.timeframe or next(iter(said.timeframes), None),
            "start": over.start or said.start,
            "end": over.end or said.end,
            "initial_capital": _first(over.initial_capital, said.capital, self._apiece()),
            "currency": said.currency or self._money(),
            "commission": _first(over.commission, said.commission),
            "slippage": _first(over.slippage, said.slippage),
            "fill": "close_to_open" if said.nights else said.fill,
            "benchmark": said.benchmark,
            "leverage": said.leverage,
            "commission_per_trade": said.commission_per_trade,
            "commission_per_share": said.commission_per_share,
            "borrow_cost": said.borrow_cost,
            "direction": self.made.direction if self.made.direction != "long" else None,
        }
        fund = self._fund()
        for text in self.heard.rules.notes:
            self.ledger.assume(text, "exit")
        for text, path in said.notes:
            self.ledger.assume(text, path)
        self._state_numbers(data)
        self._assume_defaults(data)
        data["sizing"] = {**said.sizing, **self._part()} or None
        data |= self._planned(self.made.plan) if self.made.plan else self._conditions()
        data |= self._with(fund, data) if fund else {}
        return {key: value for key, value in data.items() if value is not None}

    def _apiece(self) -> float | None:
        """ "$5,000 in each stock" is so much for each of them, where no more was said."""
        said, many = self.heard.account, len(self.made.traded)
        if not said.apiece or not said.cash or many < 2 or self.heard.overrides.initial_capital:
            return None
        if said.capital is None:
            text = f"{said.cash * many:,.10g} to start with: {said.cash:,.10g} for each of {many}"
            self.ledger.assume(text, "initial_capital")
        return said.cash * many

    def _money(self) -> str | None:
        """An amount without its money is in that of the market of what is traded."""
        said, plan = self.heard.account, self.made.plan
        amount = said.capital or said.cash or (plan and not plan.currency and plan.cash)
        own = money_of(self.made.traded) if amount else ""
        if own:
            self.ledger.assume(f"the money is {own}, that of its market", "currency")
        return own or None

    def _planned(self, plan: Plan) -> dict[str, Any]:
        for text, path in plan.notes:
            self.ledger.assume(text, path)
        if plan.kind == "dca":
            return self._periodic(plan)
        self.ledger.stated.append("portfolio")
        if tree := looking(plan.filter, self.made.traded):
            filter_ = condition_of(tree, "portfolio.filter", self.ledger)
            return {"portfolio": {**as_data(plan), "filter": filter_}}
        if plan.kind == "allocation":
            return {"portfolio": self._allocation(plan)}
        return {} if plan.missing else {"portfolio": as_data(plan)}

    def _periodic(self, plan: Plan) -> dict[str, Any]:
        way, amount = ("cash", plan.cash) if plan.cash else ("quantity", plan.quantity)
        self.ledger.stated += [f"sizing.{way}", "entry"]
        size = {way: amount, "max_entries": 10_000}
        made: dict[str, Any] = {"hold": True, "sizing": size}
        if plan.currency:
            made["currency"] = plan.currency
        return made | self._conditions()

    def _allocation(self, plan: Plan) -> dict[str, Any]:
        branches, otherwise = plan.branches[:-1], plan.branches[-1].weights
        made = []
        for n, branch in enumerate(branches):
            tree = looking(branch.when, self.made.traded)
            path = f"portfolio.branches.{n}.when"
            when = condition_of(tree, path, self.ledger) if tree else None
            made.append({"when": when, "weights": branch.weights})
        look = plan.every or "day"
        return {"kind": "allocation", "branches": made, "otherwise": otherwise, "look": look}

    def _part(self) -> dict[str, float]:
        """An entry that is one of several may not use all the money."""
        entries, symbols = self.heard.account.entries, len(self.made.traded) or 1
        if not entries or self.heard.account.sized:
            return {}
        self.ledger.assume(f"each of the {entries} entries uses an equal part", "sizing.fraction")
        return {"fraction": 1 / (entries * symbols)}

    def _conditions(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        sides = (
            ("entry", self.made.entry),
            ("exit", self.made.exit),
            ("short_entry", self.made.short_entry),
            ("short_exit", self.made.short_exit),
        )
        for name, tree in sides:
            if tree is not None:
                made[name] = condition_of(tree, name, self.ledger)
        return made | self._limits()

    def _fund(self) -> str:
        """What is held between trades, where rules alone decide and nothing else is bought."""
        said, made = self.heard.account, self.made
        sized = said.sizing or said.leverage or said.entries or said.nights
        ruled = made.entry is not None and made.exit is not None and made.direction == "long"
        if sized or made.limits or not ruled or len(made.traded) != 1 or made.plan:
            return ""
        return held_between(self.heard.parked, made.traded)

    def _with(self, fund: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """One or the other, from when the entry holds until the exit does."""
        own, path = self.made.traded[0], "portfolio.branches.0.when"
        when = Since(of=data["entry"], until=data["exit"])
        branch = {"when": when, "weights": {own: 1.0}}
        places = {"entry": f"{path}.of", "exit": f"{path}.until", "sizing": "portfolio"}
        self.ledger.move(places)
        self.ledger.stated.append("portfolio")
        self.ledger.assume(FROM_BEFORE.format(own), path)
        for one in self.heard.parked:
            self.heard.unsupported.remove(one.named)
            for token in one.tokens:
                token.kind = "used"
        plan = {"kind": "allocation", "branches": [branch], "otherwise": {fund: 1.0}, "look": "day"}
        return {"symbols": [own, fund], "portfolio": plan, "entry": None, "exit": None}

    def _limits(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for limit in self.made.limits:
            self.ledger.stated.append(limit.name)
            self.ledger.assume(limit.note, limit.name)
            if limit.name == "partial_exits":
                made.setdefault(limit.name, []).append(limit.value)
            else:
                made[limit.name] = WHOLE.get(limit.name, _same)(limit.value)
        return made

    def _state_numbers(self, data: Mapping[str, Any]) -> None:
        for name in STATED:
            if data[name] is not None:
                self.ledger.stated.append(name)
        self.ledger.stated += [f"sizing.{name}" for name in self.heard.account.sizing
                               if name != "whole_shares"]  # fmt: skip

    def _assume_defaults(self, data: Mapping[str, Any]) -> None:
        for name, text in DEFAULTS.items():
            paid = name == "commission" and (
                data["commission_per_trade"] or data["commission_per_share"]
            )
            if data.get(name) is None and not paid:
                self.ledger.assume(text, name)
        account = self.heard.account
        if not account.sized and not account.entries and not self.made.plan and not self._fund():
            self.ledger.assume("every entry uses all the money, in equal shares", "sizing.fraction")
        if self.heard.rules.mixed:
            self.ledger.assume("'and' binds before 'or'", "entry")
        if data["start"] is None and data["end"] is None:
            self.ledger.assume("all the history there is", "start")
        if data["currency"] not in (None, "USD"):
            self.ledger.assume(f"{data['currency']} is a label; nothing is converted", "currency")


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
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value if not hasattr(value, "model_dump") else value.model_dump(mode="json")
