"""Clauses to rules: the conditions of a clause, how they are joined, its limits and its symbols."""

from __future__ import annotations

from dataclasses import replace

from agents.language.clauses.at_the_open import known_at_open
from agents.language.clauses.clause import Clause
from agents.language.clauses.conjoined import RESULTS, Met, withdraw
from agents.language.clauses.delayed import delay_of, put_off
from agents.language.clauses.held_else import hold_otherwise
from agents.language.clauses.in_order import follows, in_order
from agents.language.clauses.joining import MIXED, listed, tree_of
from agents.language.clauses.joints import JOINTS, brackets_at, denials_of, joint, lead_of
from agents.language.clauses.leading_days import spread_day
from agents.language.clauses.parts import EMPTY, Part
from agents.language.clauses.ruleset import Rules
from agents.language.clauses.said_last import mark_last, take_last
from agents.language.clauses.settling import WHILE, drop_implied, mirror, settle
from agents.language.clauses.sides import OneSide, Side, Sides
from agents.language.clauses.spoken import Spoken
from agents.language.clauses.stating import mark_specified
from agents.language.clauses.staying import stays_until
from agents.language.clauses.strange import of_unknown
from agents.language.clauses.traded import of_another, shares, speaks_of_several, take_symbol
from agents.language.conditions.comparisons import Read
from agents.language.conditions.conditions import condition
from agents.language.conditions.holding import PASSED, hold
from agents.language.conditions.looking import looked_as_entered
from agents.language.conditions.named import average_pair, oscillator_pair, winter
from agents.language.conditions.soon import long_ago, soon_then
from agents.language.conditions.turning import negated
from agents.language.draft import Day, Lasts, Limit, Negation, Role, Rule, Tree, joined
from agents.language.exits.limits import checked
from agents.language.layout.chatter import INDICATORS
from agents.language.lexicon import untestable
from agents.language.lexicon.narrowings import NARROW_SIDES
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from agents.language.wording.counting import SOME_OF

ENTERS = ("entry", "short")
HELD = (*ENTERS, "state", "hold")
# Words that a rule may lose without losing anything.
GLUE = words(
    """
    between in on at for from to with by it when all trade time take out off open use as-well order
    new current market again only not-a-word then entry money cash portfolio account capital " ' -
    + * = # @ ` $ _ { } [ ] ? ! / ; long now strategy end until moving average price buy sell share
    makes stays style
    """
)


def read_rules(clauses: list[Clause], context: Context) -> Rules:
    rules, sides = Rules(), Sides(clauses)
    mark_specified(clauses)
    mark_last(clauses)
    both = [token for clause in clauses for token in clause.tokens if token.word == "both-ways"]
    for token in both:
        token.kind = "used"
    later = [one for one in clauses if one.role == "filter" or (one.denied and one.role in ENTERS)]
    spoken = Spoken(later)
    before: Clause | None = None
    for clause in [*clauses, *later]:
        if spoken.waits(clause, context):
            continue
        known = len(rules.short_exits if before and before.role == "short" else rules.exits)
        rules.verbs |= {clause.role} if clause.verb is not None else set()
        entered = rules.entry is not None or rules.short_entry is not None
        if clause in later and (entered or clause.role == "filter"):
            _narrow(clause, rules, context)
        elif clause.denied and clause.role != "hold":
            _give_up(clause)
        else:
            _read_sides(clause, rules, context, sides.of(clause))
            spread_day(before, clause, rules, known)
        before = clause
    if both and (rules.entry is None or rules.short_entry is None) and not mirror(rules):
        for token in both:
            token.kind = None
    rules.tied = list(withdraw(rules.met, rules.limits, rules.exits))
    drop_implied(rules)
    hold_otherwise(clauses, rules, context.timeframe)
    settle(rules)
    _leave_shorts(clauses, rules)
    if rules.entry is None and not rules.verbs and not rules.exits:
        _read_name(clauses, rules)
        _mirror_named(rules, both)
    return rules


def _not_then(tree: Tree | None) -> Tree | None:
    """ "don't buy when MACD crosses below its signal": not on that bar, and on no other cross."""
    crosses = isinstance(tree, Rule) and tree.op.startswith("crosses")
    return Negation(tree) if crosses and tree is not None else negated(tree)


def _mirror_named(rules: Rules, both: list[Token]) -> None:
    """ "RSI 30/70, long and short" """
    if both and rules.entry is not None and mirror(rules):
        for token in both:
            token.kind = "used"
        settle(rules)


def _leave_shorts(clauses: list[Clause], rules: Rules) -> None:
    """A verb that sells short, of which nothing says when, is not passed over beside a long."""
    for clause in clauses:
        if rules.direction == "long" and clause.role == "short" and clause.verb is not None:
            clause.verb.kind = "unsupported"


def _read_name(clauses: list[Clause], rules: Rules) -> None:
    tokens = [token for clause in clauses for token in clause.tokens]
    pair = oscillator_pair(tokens) or winter(tokens) or average_pair(tokens)
    if pair is not None:
        rules.entry, rules.exits = pair[0], [pair[1]]


def _narrow(clause: Clause, rules: Rules, context: Context) -> None:
    """ "only when ...", "don't buy if ...": the entries of both sides, only then or not then."""
    sides, rules.entry, rules.short_entry = (rules.entry, rules.short_entry), None, None
    _read_clause(replace(clause, role="entry", lasting=False), rules, context)
    narrowing = _not_then(rules.entry) if clause.denied else rules.entry
    if narrowing is not None and clause.denial is not None:
        clause.denial.kind = "used"
    if sides == (None, None):
        rules.entry = narrowing
        return
    other = "" if clause.verb is None else OTHER_SIDE.get(clause.verb.word, "")
    rules.entry, rules.short_entry = (
        joined("all", [side, narrowing]) if side and narrowing and role != other else side
        for role, side in zip(NARROW_SIDES, sides, strict=True)
    )


OTHER_SIDE = {NARROW_SIDES["entry"]: "short", NARROW_SIDES["short"]: "entry"}


def _give_up(clause: Clause) -> None:
    """A "not" that is not understood takes all that it denies with it, to be named as a whole."""
    for token in [clause.denial, clause.verb, *clause.tokens]:
        if token is not None and token.free:
            token.lost = True


def _name_list(clause: Clause) -> None:
    """Of a list that was not understood nothing is used."""
    for token in clause.tokens:
        if token.kind == "used":
            token.kind, token.lost = None, True


def _read_sides(clause: Clause, rules: Rules, context: Context, side: Side) -> None:
    """What leaves either side is read for each: a level is reached from above, or from below."""
    if side == "both":
        again = replace(clause, tokens=[replace(one) for one in clause.tokens])
        short = Rules(entry=rules.entry, short_entry=rules.short_entry)
        _read_clause(again, short, replace(context), "short")
        rules.short_exits += short.short_exits
        rules.notes += ["the exit is read for long and short positions"] * bool(short.short_exits)
    _read_clause(clause, rules, context, "long" if side == "both" else side)


def _read_clause(clause: Clause, rules: Rules, context: Context, side: OneSide = "long") -> None:
    role: Role = "entry" if clause.role in ("entry", "none", "state", "short") else "exit"
    # "buy when sentiment falls, sell when it is above 60": nothing was read that "it" could be.
    nothing = context.last is None and context.left is None
    context.role, context.side, context.lost = role, side, context.foreign and nothing
    entered = rules.short_entry if side == "short" and role == "exit" else rules.entry
    context.entry = rules.prompt or entered
    context.other = rules.entry if side == "short" else rules.short_entry
    context.exits = rules.exits
    context.come_to_now()
    cursor = Cursor(clause.tokens)
    parts: list[Part] = []
    delay = delay_of(clause.tokens) if role == "entry" else None
    while not cursor.done:
        _read_part(cursor, clause, rules, context, parts)
    needed = listed(clause)
    met = [one for one in rules.met if one.clause == id(clause)]
    last = take_last(parts, clause, short=side == "short") if role == "exit" else None
    rules.last += [] if last is None else [last]
    told: list[str] = []
    tree = in_order(tree_of(parts, role, needed, told), met, context)
    rules.mixed |= MIXED in told
    rules.notes += [note for note in told if note != MIXED]
    tree = put_off(tree, delay, rules) if tree and delay else tree
    tree = known_at_open(clause.tokens, clause.verb, tree, context)
    if tree is None and isinstance(needed, int):
        _name_list(clause)
    if clause.verb is not None and clause.role != "hold":
        clause.verb.kind = "used"
    stays = role == "exit" and stays_until(clause.tokens, tree, entered)
    if tree is not None and (clause.role == "state" or clause.lasting or stays):
        rules.only |= clause.only
        _keep_state(tree, rules, side)
    elif tree is not None:
        _keep(tree, role, rules, clause.only, side)
    if clause.role == "hold" and clause.verb is not None and (tree or _has_time(rules)):
        clause.verb.kind = "used"


def _has_time(rules: Rules) -> bool:
    return any(limit.name == "max_bars" for limit in rules.limits)


def _keep_state(tree: Tree, rules: Rules, side: OneSide) -> None:
    """In while it is so: the entry, unless there is one, and the exit as soon as it is not."""
    gone = negated(tree)
    if side == "short":
        rules.short_entry = rules.short_entry or tree
        rules.short_implied = gone
        rules.short_exits += [] if gone is None else [gone]
        return
    rules.entry = (
        joined("all", [rules.entry, tree]) if rules.only and rules.entry else (rules.entry or tree)
    )
    if gone is not None:
        rules.implied = gone
        rules.exits.append(gone)
        rules.notes.append(WHILE)


def _keep(tree: Tree, role: Role, rules: Rules, only: bool, side: OneSide) -> None:
    """A second entry is another way in, unless one of the two says "only"."""
    if role == "exit":
        (rules.short_exits if side == "short" else rules.exits).append(tree)
        return
    rules.only |= only
    before = rules.short_entry if side == "short" else rules.entry
    merged = joined("all" if rules.only else "any", [*([] if before is None else [before]), tree])
    if side == "short":
        rules.short_entry = merged
    else:
        rules.entry = merged


def _read_part(
    cursor: Cursor,
    clause: Clause,
    rules: Rules,
    context: Context,
    parts: list[Part],
) -> None:
    """One joint and what follows it."""
    opened = cursor.at
    join = joint(cursor)
    unparted = cursor.at == opened
    ordered = follows(cursor.tokens, opened, cursor.at, context)
    if parts and (unparted or ordered or cursor.word() == "unless"):
        join = "and"
    if cursor.done:
        return
    together = speaks_of_several(cursor, context) if cursor.at or clause.leading else False
    rules.together |= together
    rules.shared |= not together and shares(cursor)
    if not together and (symbol := take_symbol(cursor, rules.traded, context)):
        if clause.role in HELD and clause.verb is not None:
            rules.places.setdefault((clause.verb.start, len(parts)), symbol)
            rules.bought |= {symbol} if clause.role in ENTERS else set()
        elif cursor.word() == "when" or clause.role in ("state", "hold"):
            begin_of = clause.verb.start if clause.verb is not None else cursor.tokens[0].start
            rules.places.setdefault((begin_of, len(parts)), symbol)
        rules.sold |= {symbol} if clause.role == "exit" and clause.verb is not None else set()
        return
    context.names = context.names or tuple(rules.traded if len(rules.traded) > 1 else ())
    begin = cursor.at
    if unparted and parts and long_ago(cursor):
        _skip(cursor, begin, context)
        return
    soon = soon_then(cursor, context) if parts and join == "and" and clause.role in HELD else 0
    excepts = bool(cursor.take("unless"))
    found = None if clause.role == "none" else _read(cursor, clause, context)
    if excepts and isinstance(found, Limit) and found.name != "max_bars":
        found = None
    said = {token.word for token in cursor.tokens[begin : cursor.at]}
    later = join == "and" and bool(said & PASSED) and bool(parts)
    narrowed = isinstance(found, Limit) and (
        later or (found.name not in RESULTS and _narrows(cursor.tokens, begin, parts))
    )
    if found is None or narrowed or _spoilt(cursor) or _only_held(cursor, clause, found):
        _skip(cursor, begin, context)
        return
    found = found if isinstance(found, Limit) else of_another(cursor, found, rules.bought)
    for token in cursor.tokens[begin : cursor.at]:
        token.kind = "used"
    if unparted and isinstance(found, Day):
        join = "and"  # "when it is below at the end of the month"
    some = any(token.word == SOME_OF for token in cursor.tokens[:begin])
    brackets = brackets_at(cursor.tokens, begin)
    denials = denials_of(cursor.tokens, brackets)
    led = excepts or cursor.tokens[begin].word == "with"
    lead = lead_of(cursor.tokens[opened : begin + led])
    join = "and" if "with" in lead and join == "," and clause.role in HELD else join
    verb = clause.verb
    before = verb is not None and cursor.tokens[begin].start < verb.start
    if soon and not isinstance(found, Limit):
        parts[-1] = replace(parts[-1], tree=Lasts(parts[-1].tree, soon, 1))
    part = Part(join, EMPTY, brackets, denials, some, lead, before, excepts)
    _file(found, part, rules, parts)
    joints, own = cursor.tokens[opened:begin], cursor.tokens[begin : cursor.at]
    rules.met.append(Met(id(clause), found, joints, own, leads=not rules.has_met(id(clause))))


def _read(cursor: Cursor, clause: Clause, context: Context) -> Read | None:
    """Behind "hold" a number of days is a time, also where an average was spoken of."""
    mark = cursor.mark
    time = hold(cursor, context, held=True) if clause.role == "hold" else None
    if time is not None:
        return time
    cursor.back_to(mark)
    begin = cursor.at
    found = condition(cursor, context)
    return looked_as_entered(found, cursor.tokens[begin : cursor.at], context)


def _only_held(cursor: Cursor, clause: Clause, found: Read) -> bool:
    """ "hold it when ..." says when not to sell; only "hold until ..." says when to."""
    waits = any(token.word == "until" for token in cursor.tokens[: cursor.at])
    return clause.role == "hold" and not isinstance(found, Limit) and not waits


def _narrows(tokens: list[Token], begin: int, parts: list[Part]) -> bool:
    """ "sell when ..., but only if it is 5% above the entry": no exit of its own."""
    before = [token.word for token in tokens[max(0, begin - 3) : begin + 2]]
    return bool(parts) and "only" in before


def _file(found: Read, part: Part, rules: Rules, parts: list[Part]) -> None:
    if isinstance(found, Limit):
        rules.limits.append(checked(found) if found.name != "max_bars" else found)
    else:
        parts.append(replace(part, join=part.join if parts else "new", tree=found))


def _spoilt(cursor: Cursor) -> bool:
    """What follows, up to the next joint, is untestable: then so is the condition."""
    at = cursor.at
    if at < len(cursor.tokens) and _goes_on(cursor.tokens, at):
        return True
    while at < len(cursor.tokens) and cursor.tokens[at].word not in PARTING:
        token = cursor.tokens[at]
        if token.free and token.word in untestable.WORDS:
            return True
        at += 1
    return False


def _goes_on(tokens: list[Token], at: int) -> bool:
    """ "the average - 2 ATR": without its untestable end the condition is another one."""
    counted = at + 1 < len(tokens) and tokens[at + 1].word in ("num", "atr", "pct")
    behind = [token.word for token in tokens[at + 1 : at + 5]]
    if tokens[at].small in ("plus", "minus") and counted and "atr" in behind:
        return True
    return tokens[at].word in ("-", "+", "*") and (tokens[at].kind == "unsupported" or counted)


def _begins_anew(cursor: Cursor, context: Context) -> bool:
    """ "near support with RSI < 30": a condition of its own behind what was not understood."""
    probe = Cursor(cursor.tokens, cursor.at)
    return bool(probe.take("with")) and condition(probe, replace(context)) is not None


def _skip(cursor: Cursor, begin: int, context: Context) -> None:
    """Not understood: go on behind the next joint; "it" has lost what it could mean."""
    cursor.at = begin
    strange = False
    while not cursor.done and cursor.word() not in JOINTS:
        token = cursor.tokens[cursor.at]
        named = token.word in untestable.WORDS or token.word in INDICATORS
        strange |= named or token.value is not None
        context.foreign |= token.word in untestable.WORDS
        token.lost = token.word not in GLUE or token.value is not None
        cursor.at += 1
        if cursor.word() == "symbol" or _begins_anew(cursor, context):
            break
    context.lost |= strange
    context.foreign |= of_unknown(cursor.tokens[begin : cursor.at])


PARTING = JOINTS | {"but"}
