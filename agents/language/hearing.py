"""The first stage of reading: what the words say, each taken once, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from agents.language import claims
from agents.language.clauses.at_the_open import opens_of
from agents.language.clauses.bare import Bare, bare_indicator
from agents.language.clauses.clauses import clauses, leaving
from agents.language.clauses.conditional import name_conditional
from agents.language.clauses.conjoined import either
from agents.language.clauses.everyday import add_every_day, hold_from_now
from agents.language.clauses.headings import read_headings
from agents.language.clauses.in_order import turns_of
from agents.language.clauses.looks import add_look, pass_each_bar, take_look
from agents.language.clauses.narrowing import (
    mark_both_rules,
    mark_demands,
    mark_narrowing,
    narrowed,
)
from agents.language.clauses.opening import at_that_open
from agents.language.clauses.outside import mark_outside
from agents.language.clauses.referring import mark_references
from agents.language.clauses.rules import read_rules
from agents.language.clauses.ruleset import Rules
from agents.language.clauses.seasons import mark_seasons
from agents.language.clauses.settling import add_prices, add_sessions, settle_always
from agents.language.clauses.sides import declared_side, turned
from agents.language.clauses.signals import take_signals, watch
from agents.language.clauses.stating import mark_otherwise
from agents.language.clauses.traded import OPTIONS, named_by_verbs
from agents.language.conditions.dayrules import mark_days
from agents.language.conditions.returns import told_of_periods
from agents.language.dealing.denials import deny
from agents.language.dealing.parked import take_parked
from agents.language.draft import Limit, LimitName
from agents.language.exits.closing import fills_told
from agents.language.exits.departures import Exits
from agents.language.exits.distanceless import without_distance
from agents.language.exits.exits import take_exits
from agents.language.exits.kept import kept
from agents.language.exits.limits import named_limits
from agents.language.exits.multiples import Multiple, take_multiples
from agents.language.exits.nights import in_nights, spans_nights
from agents.language.exits.off_levels import WHY as OFF_LEVEL
from agents.language.exits.off_levels import OffLevel, take_off_levels
from agents.language.exits.partials import take_partials
from agents.language.exits.premiums import name_premiums
from agents.language.exits.prices import take_prices
from agents.language.exits.unplaced import pass_named_again, take_unplaced
from agents.language.layout.chatter import ignore_chatter
from agents.language.layout.others import others_say
from agents.language.lexicon import untestable, vocabulary
from agents.language.marking import mark
from agents.language.operands.cursor import bars_in
from agents.language.operands.implied import speaks_of_prices_alone
from agents.language.operands.roles import role_periods
from agents.language.operands.speaking import Context
from agents.language.plans import Plan, plan_of
from agents.language.plans.apart import lose_others
from agents.language.plans.restoring import name_restoring
from agents.language.plans.stopped import name_stops
from agents.language.plans.unranked import name_unranked
from agents.language.reading import Overrides, Unsupported
from agents.language.setup.account import (
    HEADS,
    NEEDS,
    Account,
    apply,
    money,
    take_benchmark,
    take_capital,
)
from agents.language.setup.bells import take_bells
from agents.language.setup.dates import period
from agents.language.setup.days_before import name_days_before
from agents.language.setup.durations import mark_durations
from agents.language.setup.moments import mark_moments
from agents.language.setup.monthspans import mark_month_spans
from agents.language.setup.rates import take_costs
from agents.language.setup.sessions import take_sessions
from agents.language.setup.sizing import KEPT, take_sizes
from agents.language.setup.timeframes import timeframes
from agents.language.spans import beside_plan, leftovers
from agents.language.tokens.pieces import Token, Words
from agents.language.wording.ceasing import mark_ceasing, mark_either
from agents.language.wording.differences import APART

# What a text speaks of that trades by rules, even if it does not say which.
SUBJECTS = frozenset(
    {
        "style",
        "strategy",
        "rsi",
        "macd",
        "bollinger",
        "stochastic",
        "sma",
        "ema",
        "ma",
        "donchian",
        "band",
        "supertrend",
        "sar",
        "cloud",
    }
)


EARNS_NOTHING = "cash earns nothing here, so that '{}' is not part of the test"


@dataclass
class Heard:
    """What a text was heard to say."""

    text: str
    words: Words
    overrides: Overrides
    unsupported: list[Unsupported] = field(default_factory=list)

    def __post_init__(self) -> None:
        every = self.words.tokens
        self.roles = role_periods(every)
        signals = take_signals(every)
        mark_month_spans(every)
        interest = [token for token in every if token.word == "cash-interest"]
        others = others_say(self.words)
        mark(every)
        mark_outside(every)
        mark_ceasing(every)
        mark_either(every)
        mark_moments(every)
        mark_days(every)
        mark_seasons(every)
        mark_references(every)
        mark_narrowing(every)
        mark_demands(every)
        mark_both_rules(every)
        mark_durations(every)
        ignore_chatter(every)
        tokens = [t for t in every if t.word not in vocabulary.FILLER and t.kind is None]
        dated = period(tokens)
        dated.notes += [(EARNS_NOTHING.format(one.text), "initial_capital") for one in interest]
        dated.notes += [(note, "entry") for note in others]
        dated.notes += told_of_periods(every)
        for token in interest:
            token.kind = "assumed"
        tokens = [token for token in tokens if token.word != "start" and token not in interest]
        deny(tokens)
        self.account: Account = dated
        self.plan: Plan | None = None
        apply((take_benchmark, take_costs, take_capital), HEADS, tokens, dated, NEEDS)
        self.plan = plan_of(tokens, self.overrides.timeframe or "1d", every)
        self.unsupported += name_stops(self.words, self.plan)
        self.parked = [] if self.plan else take_parked(self.words)
        self.unsupported += [one.named for one in self.parked]
        if not self.plan:
            lose_others(tokens)
        self._settle_look_back()
        look = "" if self.plan else take_look(every)
        tokens = [token for token in tokens if token.kind is None or self.plan]
        take_sizes(_with_kept(every), dated)
        if not self.plan and (premiums := name_premiums(self.words)):
            self.unsupported += premiums
            tokens = [token for token in tokens if token.kind is None]
        self.unsupported += [] if self.plan else name_conditional(self.words, tokens)
        off_levels = [] if self.plan else take_off_levels(tokens)
        parts = take_partials(tokens, Exits())
        self.multiples: list[Multiple] = [] if self.plan else take_multiples(tokens)
        self.exits: Exits = take_exits(tokens, parts)
        known_limits = {one.name for one in self.exits.limits}
        self.exits.open = [one for one in self.exits.open if one not in known_limits]
        tokens = _without_frames(every, tokens, dated)
        if not self.plan:
            pass_each_bar(every, self._timeframe())
            self.unsupported += name_days_before(self.words, self._timeframe())
        take_bells(tokens, self._timeframe(), dated)
        sessions = take_sessions(tokens, self._timeframe())
        if not self.plan:
            mark_otherwise(tokens)
        fixed = [] if self.plan else take_prices(tokens)
        self.unsupported += name_restoring(self.words, self.plan)
        self.unsupported += name_unranked(self.words, self.plan)
        self.unsupported += claims.claim(self.words, tokens)
        money(tokens, dated)
        named = [found.limit for found in named_limits(tokens) if found.limit]
        self._open_limits(tokens, named)
        priced = speaks_of_prices_alone(every)
        self.context = Context(
            timeframe=self._timeframe(), fill=dated.fill, priced=priced, own=named_by_verbs(every)
        )
        self.context.turns = turns_of(every)
        self.context.opens = opens_of(every)
        self.context.foreign = any(token.word == APART for token in every)
        read_headings(tokens, self.context)
        side = declared_side(tokens)
        self.rules: Rules = (
            Rules()
            if self.plan
            else read_rules(narrowed(turned(clauses(leaving(tokens)), side)), self.context)
        )
        watch(self.rules, signals)
        self._name_tied()
        self._note_options()
        add_sessions(self.rules, sessions)
        add_prices(self.rules, fixed)
        self._add_off_levels(off_levels)
        add_look(self.rules, look, dated.fill)
        settle_always(self.rules, tokens)
        self.limits = unique(self.exits.limits + named + self.rules.limits)
        self._settle_nights(every)
        self.account.notes += fills_told(every, dated.fill, any(one.leaves for one in self.limits))
        self.same_open = at_that_open(self.words, self.rules, self.limits, self.context)
        add_every_day(self.rules, self.limits, tokens, nights=self.account.nights)
        self.limits += hold_from_now(self.rules, self.limits, self.words)
        if self.rules.entry and not (self.has_exits() or self._leaves()):
            self.limits += kept(self.words)
        self.bare: Bare | None = (
            None if self.plan or self.has_way() else bare_indicator(self.words, tokens)
        )
        self._name_distanceless()
        self.unsupported += beside_plan(self.words) if self.plan else []
        self.unsupported += leftovers(self.words, self.rules.verbs)

    def _settle_nights(self, tokens: list[Token]) -> None:
        """In at a close and out at an open has a fill of its own, on one side and on daily bars."""
        said = self.account
        dated = not self.plan and self._timeframe() in ("1d", "1w")
        if said.two_fills and dated and self.rules.direction != "both" and spans_nights(tokens):
            said.two_fills, said.nights = False, True
            self.limits = in_nights(self.limits, ruled=bool(self.rules.exits))

    def _add_off_levels(self, off_levels: list[OffLevel]) -> None:
        """Rules of those that a rule can say; how far the others lie is asked."""
        sides = {False: self.rules.exits, True: self.rules.exits}
        if self.rules.direction == "both":
            sides[True] = self.rules.short_exits
        for one in off_levels:
            said = self.words.said(one.tokens)
            short = one.side_of(self.rules.direction) == "short"
            rule = one.rule(self.context, short, said) if one.in_per_cent else None
            if rule is not None:
                sides[short].append(rule)
            elif not one.in_per_cent:
                self.unsupported.append(Unsupported(text=said, why=OFF_LEVEL))
                for token in one.tokens:
                    token.kind = "unsupported"
            elif one.name not in self.exits.open:
                self.exits.open.append(one.name)
                self.exits.places[one.name] = said

    def _name_distanceless(self) -> None:
        """ "with a stop loss": how far away it is, is asked."""
        known = {limit.name for limit in self.limits} | {one.name for one in self.multiples}
        if not self.plan:
            self.exits.open += without_distance(self.words.tokens, known)

    def _name_tied(self) -> None:
        """What must be so beside a rule, and is no exit of its own."""
        self.rules.notes += either(self.rules.met)
        for tokens, why in self.rules.tied:
            self.unsupported.append(Unsupported(text=self.words.said(tokens), why=why))
            for token in tokens:
                token.kind = "unsupported"

    def _note_options(self) -> None:
        """What is said of an option is tested of the share, if at all."""
        if any(
            token.word in OPTIONS and token.kind == "unsupported" for token in self.words.tokens
        ):
            self.rules.notes.append("the rules are those of the share, not of an option")

    def _open_limits(self, tokens: list[Token], named: list[Limit]) -> None:
        """Stops and targets that are named without a distance: again, or for the first time."""
        known: list[LimitName] = [one.name for one in (*self.exits.limits, *named)]
        known += [one.name for one in self.multiples]
        known += self.exits.open
        if self.exits.later:
            known.append("trailing_stop")
        pass_named_again(tokens, known)
        if self.plan:
            return
        for one in take_unplaced(tokens, known):
            self.exits.open.append(one.name)
            self.exits.places[one.name] = self.words.said(one.tokens)

    def _settle_look_back(self) -> None:
        """In a rotation "over the last 6 months" is what it ranks by, and years are the test."""
        last = self.account.last
        looks = last and (last[1] == "month" or (last[1] == "year" and last[0] == 1))
        if self.plan and self.plan.missing and last and looks:
            self.plan.rank_bars, self.account.last = bars_in(last, "1d"), None
            note = f"the last {last[0]:g} {last[1]}s are the time over which it ranks"
            self.plan.notes.append((note, "portfolio.rank_by.bars"))

    def _timeframe(self) -> str:
        if self.overrides.timeframe:
            return self.overrides.timeframe
        return self.account.timeframes[0] if self.account.timeframes else "1d"

    @property
    def known(self) -> list[Unsupported]:
        """What was understood, and cannot be tested."""
        return [u for u in self.unsupported if u.why != untestable.NOT_UNDERSTOOD]

    def has_rules(self) -> bool:
        """There is something to enter by, beside whatever else the text says."""
        return bool(self.plan or self.rules.entry or self.rules.short_entry)

    def has_exits(self) -> bool:
        """It says when to sell by what becomes of the price."""
        return bool(self.rules.exits or self.exits.later)

    def _leaves(self) -> bool:
        """It says how far it runs, or how long."""
        asked = bool(self.exits.open or self.multiples)
        return asked or any(limit.leaves for limit in self.limits)

    def has_way(self) -> bool:
        """Something that says when to be in or out, however little."""
        rules = self.rules
        sides = rules.entry or rules.short_entry or rules.exits or rules.short_exits
        return bool(sides or "short" in rules.verbs)

    def names_a_market(self) -> bool:
        return any(t.symbol or t.word in vocabulary.MARKETS for t in self.words.tokens)


def _without_frames(every: list[Token], tokens: list[Token], made: Account) -> list[Token]:
    """ "RSI(14) on the daily drops below 30": which bars are meant parts no condition."""
    free = [token for token in tokens if token.free]
    timeframes(every, made)
    claimed = {id(token) for token in free if not token.free}
    for on, frame in pairwise(tokens):
        if id(frame) in claimed and on.free and on.word in ("on", "in", "at", "using", "use"):
            on.kind = "used"
            claimed.add(id(on))
    return [token for token in tokens if id(token) not in claimed]


def _with_kept(every: list[Token]) -> list[Token]:
    """Where sizes are read, "positions" is no filler."""
    return [
        t
        for t in every
        if (t.word not in vocabulary.FILLER or t.word in KEPT) and t.word != "start"
    ]


def unique(limits: list[Limit]) -> list[Limit]:
    kept: dict[tuple[str, object], Limit] = {}
    for limit in limits:
        kept.setdefault((limit.name, limit.value), limit)
    return list(kept.values())
