"""Rules once all clauses are read: which side they are of, and what else they must hold to."""

from __future__ import annotations

from agents.language.clauses.ruleset import Rules
from agents.language.clauses.staying import leads_to
from agents.language.conditions.filters import is_filter
from agents.language.conditions.mirroring import mirror_image
from agents.language.conditions.turning import directed
from agents.language.draft import Group, Negation, Rule, Tree, is_near, joined
from agents.language.exits.prices import FixedPrice
from agents.language.setup.sessions import Sessions
from agents.language.tokens.pieces import Token


def mirror(rules: Rules) -> bool:
    """ "in both directions": the short side is the mirror of the long one, or the long side that
    of the short one, where only that was said."""
    if rules.entry is None:
        return _mirror_short(rules)
    rules.short_entry = mirror_image(directed(rules.entry))
    if rules.short_entry is None:
        return False
    rules.entry = directed(rules.entry)
    rules.notes.append("the short side enters on the mirror of the long one")
    exits = [mirror_image(one) for one in rules.exits]
    if exits and not rules.short_exits and all(exits):
        rules.short_exits = [one for one in exits if one]
        rules.notes.append("the short side leaves on the mirror of the exit of the long one")
    return True


def _mirror_short(rules: Rules) -> bool:
    rules.entry = mirror_image(rules.short_entry)
    exits = [mirror_image(one) for one in rules.short_exits]
    if rules.entry is None or rules.exits or not all(exits):
        rules.entry = None
        return False
    rules.exits = [one for one in exits if one]
    rules.notes.append("the long side is the mirror of the short one")
    return True


def drop_implied(rules: Rules) -> None:
    """ "long while above its average, out when below": the exit that was said, and only that."""
    implied = rules.implied
    said = [one for one in rules.exits if one is not implied]
    if isinstance(implied, Rule) and any(_says(one, implied) for one in said):
        rules.exits = said
        rules.notes.remove(WHILE)
    gone = rules.short_implied
    covers = [one for one in rules.short_exits if one is not gone]
    if isinstance(gone, Rule) and any(_says(one, gone) for one in covers):
        rules.short_exits = covers
    rules.entry = _without_filter(rules.entry)
    rules.short_entry = _without_filter(rules.short_entry)


def _says(one: Tree, implied: Rule) -> bool:
    """The exit that was said is the implied one, or the cross that makes it so."""
    return is_near(implied, one) or (isinstance(one, Rule) and leads_to(one, implied))


def _without_filter(entry: Tree | None) -> Tree | None:
    """ "the 200 MA is a filter: no trade below it": what it means was said as well."""
    if not isinstance(entry, Group) or entry.join != "all":
        return entry
    said = [one for one in entry.of if not is_filter(one)]
    kept = [
        one
        for one in entry.of
        if not (isinstance(one, Rule) and is_filter(one) and any(is_near(one, o) for o in said))
    ]
    return joined("all", kept)


def add_sessions(rules: Rules, made: Sessions) -> None:
    """It enters when the clock says so, only within its hours, and is out when it must be."""
    moment = joined("any", list(made.moments))
    if rules.entry is None and rules.short_entry is None:
        rules.entry = moment
    elif moment is not None:
        made.windows += made.moments
    open_, barred = joined("any", list(made.windows)), [Negation(day) for day in made.barred]
    within = joined("all", [*([] if open_ is None else [open_]), *barred])
    if within is not None and rules.entry is not None:
        rules.entry = joined("all", [rules.entry, within])
    if within is not None and rules.short_entry is not None:
        rules.short_entry = joined("all", [rules.short_entry, within])
    rules.exits += made.exits
    rules.short_exits += made.exits if rules.direction == "both" else []


def add_prices(rules: Rules, fixed: list[FixedPrice]) -> None:
    """Stops and targets at a price; with both sides the short one has them mirrored."""
    rules.exits += [one.rule(short=rules.direction == "short") for one in fixed]
    if rules.direction == "both":
        rules.short_exits += [one.rule(short=True) for one in fixed]


def settle(rules: Rules) -> None:
    """With shorts alone, theirs are the rules; with both, each side leaves where the other enters,
    if it has no exit of its own."""
    shorts = rules.short_entry is not None or bool(rules.short_exits)
    if rules.entry is not None and rules.short_entry is None and rules.short_exits:
        own = [] if "short" in rules.verbs else rules.short_exits
        rules.exits, rules.short_exits = rules.exits or own, []
        shorts = False  # nothing was sold short that a cover could leave
    if shorts or "short" in rules.verbs:
        rules.direction = "short" if rules.entry is None else "both" if shorts else "long"
    if rules.direction == "short":
        rules.entry, rules.short_entry = rules.short_entry, None
        rules.exits, rules.short_exits = rules.exits + rules.short_exits, []
    elif rules.direction == "both" and not (rules.exits or rules.short_exits):
        _turn_round(rules)


def _turn_round(rules: Rules) -> None:
    if rules.entry is not None and rules.short_entry is not None:
        rules.exits, rules.short_exits = [rules.short_entry], [rules.entry]
        rules.notes.append(OVER)


def settle_always(rules: Rules, tokens: list[Token]) -> None:
    """ "always in the market" is so where each side leaves as the other enters; "stop and reverse"
    makes it so, where only one side was said."""
    always = [at for at, token in enumerate(tokens) if token.word == "always-in"]
    if any(turns_over(tokens[at]) and not _denied(tokens, at) for at in always):
        _reverse(rules)
    implied, short = rules.implied, rules.short_entry
    follows = isinstance(implied, Rule) and isinstance(short, Rule) and is_near(implied, short)
    if rules.direction == "both" and (follows or rules.exits == [rules.short_entry]):
        for token in tokens:
            token.kind = "used" if token.word == "always-in" else token.kind


def _reverse(rules: Rules) -> None:
    """ "buy at A, sell at B, stop and reverse": at B it is sold short, too, until A."""
    shorts = rules.direction != "long" or rules.short_entry is not None or rules.short_exits
    left = joined("any", list(rules.exits))
    if rules.entry is not None and left is not None and not shorts:
        rules.direction, rules.short_entry = "both", left
        rules.exits, rules.short_exits = [left], [rules.entry]
        rules.notes.append(OVER)


OVER = "a signal for the other side turns the position round"


def _denied(tokens: list[Token], at: int) -> bool:
    """ "don't stop and reverse", or what another part has read already"""
    before = tokens[at - 1] if at else None
    return not tokens[at].free or (before is not None and before.small in DENYING)


DENYING = ("don't", "not", "no", "never", "without", "doesn't")


def turns_over(token: Token) -> bool:
    """ "stop and reverse", "reverse on every signal"; a text that is "always invested" may be so
    in one direction."""
    return token.word == "always-in" and any(said in token.small for said in TURNING)


TURNING = ("reverse", "flip", "switch", "turn on", "turn around")
WHILE = "held only while that is so: it sells as soon as it is not"
