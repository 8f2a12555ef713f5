"""Stops and targets beside an option that is bought: parts of its own price, which is not known."""

from __future__ import annotations

from agents.language.lexicon.unpriced import BOUGHT
from agents.language.lexicon.wordlist import words
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import Words

NAMES = words("stop stoploss takeprofit target trailing profit loss")
TAKING = words("take takes taking")
FAR = words("pct money")
BETWEEN = words(": at of a the is and or ,")
NEAR = 3
PREMIUM = (
    "A stop or a target of an option is a part of its own price, which is not known here: it is "
    "not part of the test. Say one of the share by itself to test it."
)


def name_premiums(words_: Words) -> list[Unsupported]:
    """ "50% profit target, 25% stop loss" of a call: each is named, none is one of the share."""
    tokens, found = words_.tokens, []
    if not any(token.word == BOUGHT for token in tokens):
        return []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (tokens[end].word in NAMES or tokens[end].word in FAR):
            end += 1
            ahead = end
            while ahead < min(len(tokens), end + NEAR) and tokens[ahead].word in BETWEEN - {","}:
                ahead += 1
            begun = {token.word for token in tokens[at:end]}
            joins = ahead < len(tokens) and tokens[ahead].word in NAMES | FAR
            whole = begun & NAMES and begun & FAR
            end = ahead if joins and not (whole and ahead > end) else end
        part = tokens[at:end]
        said = {token.word for token in part}
        if said & NAMES and said & FAR and all(token.free for token in part):
            found.append(Unsupported(text=words_.said(part), why=PREMIUM))
            taken = at > 0 and tokens[at - 1].small in TAKING and tokens[at - 1].free
            for token in tokens[at - taken : end]:
                token.kind = "unsupported"
        at = max(end, at + 1)
    return found
