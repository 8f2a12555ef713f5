"""Who stays in "until it stays above its average" stays while it does: it is so at the entry."""

from __future__ import annotations

from agents.language.draft import Group, Rule, Tree, rules_of
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

STAYS = words("stays stay remains remain keeps continues holds")


def stays_until(tokens: list[Token], tree: Tree | None, entry: Tree | None) -> bool:
    """Only of what the entry has brought about; another state is waited for."""
    said = [token.word for token in tokens]
    if "until" not in said or not isinstance(tree, Rule):
        return False
    stays = any(token.small in STAYS for token in tokens[said.index("until") :])
    return stays and any(leads_to(rule, tree) for rule in rules_of(entry))


def leads_to(one: Rule, tree: Tree | None) -> bool:
    """What is or has crossed above a level is above it."""
    if not isinstance(tree, Rule) or one.whose != tree.whose or tree.op not in STATES:
        return False
    sides = (one.left.operand, one.right.operand) == (tree.left.operand, tree.right.operand)
    return sides and {"crosses_above": ">", "crosses_below": "<"}.get(one.op, one.op) == tree.op[0]


def sells_at_once(entry: Tree | None, leaves: Tree | None) -> bool:
    """What the cross of the entry has made so is the exit."""
    parts = entry.of if isinstance(entry, Group) and entry.join == "all" else (entry,)
    crosses = [one for one in parts if isinstance(one, Rule) and one.op.startswith("crosses")]
    return any(leads_to(one, leaves) for one in crosses)


STATES = (">", ">=", "<", "<=")
