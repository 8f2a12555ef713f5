"""Passes that most texts have no word of: each is asked only where one of its words stands."""

from __future__ import annotations

from agents.language.dealing.foretold import CHANCES, PREDICTING, mark_foretold
from agents.language.dealing.pips import mark_gained, mark_targets
from agents.language.dealing.reward_ratios import mark_reward_ratios
from agents.language.dealing.structures import OPTIONS, mark_structures
from agents.language.lexicon import symbols
from agents.language.lexicon.wordlist import words
from agents.language.tokens.naming import described, in_calls
from agents.language.tokens.pieces import Pass, Token, ask_each
from agents.language.wording.on_or_after import mark_on_or_after

RARE: tuple[Pass, ...] = (
    (described, frozenset(name.lower() for name in symbols.WORDS) - {"a"}),
    (in_calls, words("sym symbol ticker")),
    (mark_on_or_after, words("after before")),
    (mark_reward_ratios, words("reward risk-reward atr")),
    (mark_structures, OPTIONS),
    (mark_foretold, PREDICTING | CHANCES),
    (mark_targets, words("tgt")),
    (mark_gained, words("pip pips")),
)


def mark_rare(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    ask_each(RARE, tokens)
