"""What a rotation sells anyway: "and sell the rest", "sell those that fall out of the top 3"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

PASSED = words(
    "sell else not in out top num when it falls drops they those sectors sector etf etfs fund "
    "funds stock stocks asset assets holding holdings of "
    "position all everything other others remaining rest from longer leaves ones the"
)
OTHERS = words("else others other remaining rest")
JOINTS = words("and , then")


def without_leavers(tokens: list[Token], used: list[Token]) -> list[Token]:
    """Without that part; left where it speaks of another number than is bought, or of a symbol."""
    for at, token in enumerate(tokens):
        if token.word != "sell":
            continue
        end = next((n for n in range(at, len(tokens)) if tokens[n].word in (".", ",")), len(tokens))
        part = tokens[at:end]
        known = all(one.word in PASSED or one.small in PASSED for one in part)
        if known and _is_left(part, tokens[:at] + tokens[end:]):
            begin = at - (at > 0 and tokens[at - 1].word in JOINTS)
            used += tokens[begin:end]
            return [*tokens[:begin], *tokens[end:]]
    return tokens


def _is_left(part: list[Token], rest: list[Token]) -> bool:
    """ "the rest", "no longer in the top 2" of which 2 are bought"""
    said = {token.word for token in part}
    text = part[0].small
    if "top" in said:
        bought = {token.value for token in rest if token.word == "num"}
        counts = [token.value for token in part if token.word == "num"]
        leaves = said & {"not", "out", "leaves"}
        return bool(leaves) and len(counts) < 2 and all(count in bought for count in counts)
    named = bool(said & OTHERS) or any(text.endswith(one) for one in OTHERS)
    return named and not said & {"when", "num"}
