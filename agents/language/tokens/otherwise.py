"""How people say "otherwise": "if not, be in cash", "if it doesn't, sell", "otherwise, sell"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

# Between "if" and "not", and behind it.
SUBJECTS = words("it price this that they the condition case is does do holds which")
SO = words("so case the true hold holds is be being then")
BEGUN = frozenset({",", ".", ";", "and", "but", "or"})


def without_commas(tokens: list[Token]) -> list[Token]:
    """One word for each, without the comma behind it, as the phrases have them."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _denied(tokens, at) if not kept or kept[-1].word in BEGUN else 0
        if end:
            said = tokens[at:end]
            text = " ".join(one.text for one in said)
            token = replace(said[0], end=said[-1].end, text=text, word="otherwise")
            kept.append(token)
            at = end + (tokens[end].word == ",")
            continue
        kept.append(tokens[at])
        parted = tokens[at + 1 : at + 2] and tokens[at + 1].word == ","
        at += 2 if parted and tokens[at].word in ("otherwise", "else") else 1
    return kept


def _denied(tokens: list[Token], at: int) -> int:
    """Where "if it does not" ends, if a comma or "then" follows it."""
    if tokens[at].word != "when" or tokens[at].small not in ("if", "when", "and if"):
        return 0
    end = at + 1
    while end < len(tokens) and tokens[end].word in SUBJECTS:
        end += 1
    if end >= len(tokens) or tokens[end].word != "not":
        return 0
    end += 1
    while end < len(tokens) and tokens[end].word in SO - {"then"}:
        end += 1
    return end if end < len(tokens) and tokens[end].word in (",", "then") else 0
