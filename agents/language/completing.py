"""The second stage of reading: what is missing or doubtful is asked for, or settled and said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from agents.language.assemble import Ledger, contradiction, has_gaps
from agents.language.clauses.clauses import clauses
from agents.language.clauses.everyday import WEEK
from agents.language.clauses.in_order import BEFORE
from agents.language.clauses.joining import open_parts, replaced
from agents.language.clauses.rules import read_rules
from agents.language.clauses.staying import sells_at_once
from agents.language.conditions.elsewhere import as_entered, looking, told
from agents.language.conditions.extremes import spoken_extremes
from agents.language.conditions.turning import negated
from agents.language.draft import (
    LEAVE_OUT,
    Day,
    Direction,
    Limit,
    Rule,
    Tree,
    joined,
    rules_of,
    with_periods,
)
from agents.language.exits.exits import take_exits
from agents.language.exits.limits import named_limits
from agents.language.hearing import SUBJECTS, Heard, unique
from agents.language.interview import (
    AGAIN,
    AT_ONCE,
    NOW,
    Interview,
    entry_choices,
    exit_choices,
)
from agents.language.lexicon import untestable, vocabulary
from agents.language.plans import Plan
from agents.language.plans.asking import ask_about_plan
from agents.language.plans.stopped import WHY as NO_STOPS
from agents.language.questions import alternatives
from agents.language.questions.answering import across, as_level, heard, parts_of, unread
from agents.language.questions.crossing import (
    BESIDE_STOP,
    UNSAID,
    crossed_back,
    crossed_back_beside_stop,
    with_ways,
)
from agents.language.questions.filling import ask_bars, ask_moments
from agents.language.questions.in_turn import in_turn, spaced
from agents.language.questions.lengths import numbers, period_choices, take_last
from agents.language.questions.meaning import define_plan, leave_out, meanings, name_dips
from agents.language.questions.measuring import measured, one_frame, one_of_each, one_size, one_way
from agents.language.questions.said_last import place_last
from agents.language.questions.tickers import (
    asked_symbols,
    confirmed,
    meant,
    note_symbols,
    traded_symbols,
    unknown_tickers,
)
from agents.language.reading import Unsupported


@dataclass
class Completed:
    """What is to be tested, as far as text and answers tell."""

    heard: Heard
    talk: Interview
    today: dt.date | None
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        self.plan = self.heard.plan
        if self.plan:
            self._planned(self.plan)
        else:
            self._ruled()
        ask_bars(self.heard, self.talk, self.ledger)
        take_last(self.heard, self.talk, self.ledger, self.today)
        self._rest()

    def _planned(self, plan: Plan) -> None:
        """A plan has no entry and exit to complete, only a look-back that may be missing."""
        self.limits: list[Limit] = []
        self.entry: Tree | None = plan.entry
        self.exit: Tree | None = None
        self.short_entry: Tree | None = None
        self.short_exit: Tree | None = None
        self._name_foreign_limits()
        named = plan.symbols
        if len(named) == 1:  # beside others it is held as it is written, and that is told
            named = confirmed(named[0], self.heard, self.talk)
        self.traded = list(dict.fromkeys(named + unknown_tickers(self.heard, self.talk)))
        if over := self.heard.overrides.symbols:
            self.traded = plan.over([symbol.upper() for symbol in over])
        if not self.traded and not self.talk.open:
            self.traded = asked_symbols(self.talk)
        if plan.kind == "dca":
            self.traded = [meant(symbol, self.talk) for symbol in self.traded]
            self.traded = alternatives.one_of_each(self.traded, self.heard.words, self.ledger)
        note_symbols(self.traded, self.heard, self.ledger)
        ask_about_plan(plan, self.heard.words, self.talk, self.ledger)
        define_plan(plan, self.talk, self.ledger, self._answered)
        self.entry = self._settled(plan.entry, "entry")
        if plan.entry and plan.only:
            self.entry = joined(
                "all", [self.entry or plan.entry, looking(plan.only, self.traded) or plan.only]
            )

    def _name_foreign_limits(self) -> None:
        """A portfolio follows its weights; it has no stops."""
        for limit in self.heard.limits:
            name = limit.name.replace("_", " ")
            self.heard.unsupported.append(Unsupported(text=name, why=NO_STOPS))

    def _ruled(self) -> None:
        self.limits = self.heard.limits
        self.traded = traded_symbols(self.heard, self.talk, self.ledger)
        self._name_rules()
        place_last(self.heard.rules, self.talk, self.ledger, self.traded)
        self.entry = looking(self.heard.rules.entry, self.traded)
        name_dips(self.entry, self.heard)
        entered = self.heard.rules.entry
        said = as_entered(joined("any", self.heard.rules.exits), entered, self.traded)
        exits = looking(said, self.traded)
        exits = spoken_extremes(exits, self.entry)
        self.ledger.assume(told(exits, self.entry, self.traded), "exit")
        self.short_entry, self.short_exit = self._shorts()
        self.limits = measured(self.heard, self.talk, self.ledger)
        ask_moments(self.heard, self.talk, self.ledger)
        self.entry = self._entry(exits)
        self.exit = self._settled(exits, "exit")
        self._exit()
        self._periods()
        self._contradictions()

    @property
    def direction(self) -> Direction:
        return self.heard.rules.direction

    def _name_rules(self) -> None:
        """An indicator alone is no rule; one answer says when to buy and when to sell by it."""
        bare = self.heard.bare
        answer = bare and self.talk.ask("rules", bare.question, bare.choices, bare.default)
        if not bare or not answer:
            return
        self.ledger.assume(f"{answer}, as answered", "entry")
        rules = bare.rules(answer, self.heard.context)
        self.heard.rules.entry, self.heard.rules.exits = rules.entry, rules.exits
        if bare.turns:
            self.heard.rules.turn_over(rules)
        if rules.entry is None:
            self.talk.again("rules")

    def _shorts(self) -> tuple[Tree | None, Tree | None]:
        """The rules of the short side, where both sides are traded."""
        rules = self.heard.rules
        entry = looking(rules.short_entry, self.traded)
        exits = looking(joined("any", rules.short_exits), self.traded)
        return self._settled(entry, "short_entry"), self._settled(exits, "short_exit")

    def _entry(self, exits: Tree | None) -> Tree | None:
        entry = self._settled(self.entry, "entry")
        if entry is not None or any(one.id == "rules" for one in self.talk.open):
            return entry
        leaves = exits is not None or self.leaves or bool(self.heard.exits.open)
        choices = entry_choices(exits, leaves, self.direction == "short")
        answer = self.talk.ask("entry", self._entry_question(), choices, self._safe(choices[0]))
        if answer in (AT_ONCE, AGAIN, *NOW):
            return self._at_once(AGAIN if leaves and answer != AT_ONCE else AT_ONCE)
        return self._chosen(across(answer, exits)) if answer else None

    def _chosen(self, answer: str) -> Tree | None:
        entry = self._answered(answer, "entry", "entry")
        if entry is not None:
            self._note_entry(answer)
        return entry

    def _note_entry(self, answer: str) -> None:
        verb = "sells short" if self.direction == "short" else "buys"
        self.ledger.assume(f"it {verb} {answer}, as answered", "entry")

    def _safe(self, choice: str) -> str | None:
        """Nothing stands in for words that were lost, or for the rules of "trend following"."""
        named = any(one.free and one.word in SUBJECTS for one in self.heard.words.tokens)
        lost = self.heard.unsupported or named or self.direction == "both"
        return None if lost else choice

    def _at_once(self, answer: str) -> Tree:
        """From the first bar on, and to the last where nothing says when to leave."""
        self._note_entry(answer)
        if answer == AT_ONCE:
            self.limits = [*self.limits, Limit("hold", True)]
        return Day(WEEK)

    @property
    def leaves(self) -> bool:
        return any(limit.leaves for limit in self.limits)

    def _entry_question(self) -> str:
        verb = "sell short" if self.direction == "short" else "buy"
        lost = f"The part that I could read does not say when to {verb}. "
        return f"{lost if self.heard.unsupported else ''}When should it {verb}?"

    def _settled(self, tree: Tree | None, role: str) -> Tree | None:
        """Rules that need a word more are asked about; the others stay."""
        for rule in open_parts(tree):
            if (ask := rule.ask) is None or tree is None:
                continue
            if BEFORE in ask.id and isinstance(rule, Rule):
                tree = spaced(tree, rule, self.talk, self.ledger, role)
                continue
            choices = meanings(ask, tree)
            answer = self.talk.ask(ask.id, ask.text, choices, choices[0])
            new: Tree | None = replace(rule, ask=None)
            if answer == LEAVE_OUT and isinstance(rule, Rule):
                tree = leave_out(rule, tree, self.heard)
                continue
            if answer is not None and answer != ask.choices[0]:
                gone = role == "exit" and ask.id.startswith("entry")  # held while it is so
                new = self._answered(as_level(answer, rule), "entry" if gone else role, ask.id)
                new = negated(new) if gone else new
            elif answer is not None:
                self.ledger.assume(f"{ask.text} {ask.choices[0]}", role)
            tree = replaced(tree, rule, new) if new is not None else tree
        return with_ways(tree, role, short=self.direction == "short")

    def _answered(self, answer: str, role: str, about: str) -> Tree | None:
        """The rules that an answer says, read in the light of what was read before."""
        short = self.direction == "short" or role.startswith("short_")
        enters = role.endswith("entry")
        verb = ("short" if enters else "cover") if short else "buy" if enters else "sell"
        words = heard(f"{verb} {answer}")
        tokens = [token for token in words.tokens if token.word not in vocabulary.FILLER]
        taken = [] if enters else take_exits(tokens).limits
        named = [*taken, *(found.limit for found in named_limits(tokens) if found.limit)]
        self.heard.context.last = next(rules_of(self.heard.rules.entry), self.heard.context.last)
        self.heard.context.lost = False
        rules = read_rules(clauses(tokens), self.heard.context)
        left = unread(words, rules.verbs, enters=enters)
        tree = rules.entry if enters else joined("any", rules.exits)
        if left or (tree is None and not (not enters and (named or rules.limits))):
            self.talk.again(about, left)
            return None
        self.limits = unique([*self.limits, *named, *rules.limits])
        return with_ways(looking(tree, self.traded), role, short=self.direction == "short")

    def _exit(self) -> None:
        stopped = crossed_back_beside_stop(self.entry, self.limits, self.heard)
        if self.exit is None and stopped is not None:
            self.exit = stopped
            self.ledger.assume(BESIDE_STOP, "exit")
            return
        if (
            self.direction == "both"
            or self.exit is not None
            or self.leaves
            or self.heard.exits.open
            or any(question.id == "trailing_start" for question in self.talk.open)
            or self.entry is None
        ):
            return
        if (back := crossed_back(self.entry, self.heard)) is not None:
            self.exit = back
            self.ledger.assume(UNSAID, "exit")
            return
        choices = exit_choices(self.entry)
        verb = "cover" if self.direction == "short" else "sell"
        answer = self.talk.ask("exit", f"When should it {verb}?", choices, choices[0])
        if answer:
            answer = across(answer, self.entry)
            self.exit = self._answered(answer, "exit", "exit")
            self.ledger.assume(f"it {verb}s {answer}, as answered", "exit")

    def _periods(self) -> None:
        sides = (self.entry, self.exit, self.short_entry, self.short_exit)
        trees = [tree for tree in sides if tree is not None]
        if not any(has_gaps(tree) for tree in trees):
            return
        pair = any(r.left.gap and r.right.gap for tree in trees for r in rules_of(tree))
        choices, default = period_choices(trees)
        known = self.heard.roles if pair else []
        text = "Over how many bars are the moving averages taken?"
        answer = None if known else self.talk.ask("periods", text, choices, default)
        values = known or numbers(answer or "")
        if answer and len(values) != (2 if pair else 1):
            self.talk.again("periods")
            values = []
        if values:
            self.entry = self.entry and with_periods(self.entry, sorted(values))
            self.exit = self.exit and with_periods(self.exit, sorted(values))
            self.short_entry = self.short_entry and with_periods(self.short_entry, sorted(values))
            self.short_exit = self.short_exit and with_periods(self.short_exit, sorted(values))

    def _contradictions(self) -> None:
        self.entry = self._possible(self.entry, "entry")
        self.exit = self._possible(self.exit, "exit")
        if self.entry is not None and self.entry == self.short_entry:
            text = "It would buy and sell short on the same rule. When should it sell short?"
            self.short_entry = self._other_than(self.entry, "short_entry", text)
        alike = self.entry == self.exit or sells_at_once(self.entry, self.exit)
        if self.entry is not None and alike:
            text = "It would buy and sell on the same rule. When to sell?"
            self.exit = self._other_than(self.entry, "exit", text)
        rules = self.heard.rules
        untold = rules.together and not rules.traded and not self.heard.overrides.symbols
        if rules.shared or untold or (rules.differ and len(self.traded) > 1):
            self.talk.insist(
                "rules_differ",
                "The symbols have rules of their own, which one test cannot have. "
                "Say the rules of one of them.",
            )
        self.limits = one_of_each(self.limits, self.talk, self.ledger)
        one_size(self.heard.account, self.talk, self.ledger)
        one_way(self.heard.account, self.talk, self.ledger)
        one_frame(self.heard, self.talk, self.ledger)

    def _possible(self, tree: Tree | None, role: str) -> Tree | None:
        """A rule that can hold: where two parts of it cannot hold together, the one that counts."""
        clash = contradiction(tree)
        if not clash:
            return tree
        waited = in_turn(tree, self.heard.text, self.talk, self.ledger) if role == "entry" else None
        if waited is not None:
            return waited
        text = f"This can never be: {clash}. Which of the two do you mean?"
        return self._asked_again(tree, role, text, parts_of(tree))

    def _other_than(self, entry: Tree, role: str, text: str) -> Tree | None:
        choices = [one for one in exit_choices(entry) if one.startswith("when") or role == "exit"]
        return self._asked_again(entry, role, text, tuple(choices))

    def _asked_again(
        self, wrong: Tree | None, role: str, text: str, choices: tuple[str, ...]
    ) -> Tree | None:
        """The rule of the answer, which must be another one than that which was asked about."""
        answer = self.talk.ask("contradiction", text, choices)
        if not answer:
            return wrong
        new = self._answered(answer, role, "contradiction")
        if new is not None and (new == wrong or contradiction(new)):
            self.talk.again("contradiction")
        self.ledger.assume(f"{text} {answer}, as answered", role)
        return new

    def _rest(self) -> None:
        """What was not understood inside the rules may not be dropped in silence."""
        strange = [u for u in self.heard.unsupported if u.why == untestable.NOT_UNDERSTOOD]
        if strange and (self.entry is not None or self.plan):
            said = "; ".join(f"'{unsupported.text}'" for unsupported in strange[:3])
            answer = self.talk.ask(
                "rest", f"I did not understand {said}. Test without it?", (LEAVE_OUT,), LEAVE_OUT
            )
            if answer and answer != LEAVE_OUT:
                self.talk.insist("rest", "Say the whole strategy again with this in other words.")
