"""Conditions that are spoken of again: "if 1 and 2 are true, buy", "when all of these are met, ..."

What stands before is then what is meant, joined by "or" where it is said that one is enough.
"""

from __future__ import annotations

from agents.language.clauses.verbs import says, verbs_of
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

LEADING = words("when and only then but use so in case")
NAMED = words(
    """
    conditions condition rules rule criteria criterion points point numbers number requirements
    requirement filters filter signals signal steps step items no nos # all both the of these those
    above them following every each two three four five six any one either everything first setup
    checks boxes things ( ) all-of any-of is are be have been get gets must just also
    """
)
HOLDING = words(
    """
    true met satisfied fulfilled fulfiled hold holds held apply applies given triggered triggers
    valid confirmed align aligned agree checked ticked green occur occurs present ok fire
    """
)
JOINTS = words("and , to - – & through")
ONE = words("any either one any-of or")
ENDS = words(", . then : →")


def mark_references(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at, token in enumerate(tokens):
        if token.free and token.word == "when":
            _mark(tokens, at)


def _mark(tokens: list[Token], at: int) -> None:
    end = _end(tokens, at + 1)
    before = _listed(tokens, at) if end else []
    if not before:
        return
    said = tokens[at + 1 : end]
    meant = _numbers(said)
    if meant and all(meant != set(range(1, count + 1)) for count in (len(before), _joined(before))):
        return
    if not meant and not any(_sums_up(one) for one in said):
        return
    for part in (tokens[at], *said):
        part.kind = "used"
    if any(part.word in ONE or part.small in ONE for part in said):
        for stop in _stops(tokens, before):
            stop.word = "or"


def _end(tokens: list[Token], at: int) -> int:
    """Behind "1 and 2 are true", where nothing else is said in it; 0 elsewhere."""
    begin = at
    while at < len(tokens) and (_is_part(tokens[at]) or tokens[at].word == "num"):
        at += 1
    if at == begin or at >= len(tokens) or tokens[at].small not in HOLDING:
        return 0
    at += 1
    ends = at >= len(tokens) or tokens[at].word in ENDS or bool(verbs_of(tokens[at : at + 2]))
    return at if ends else 0


def _is_part(token: Token) -> bool:
    text = token.small
    return text in NAMED or token.word in NAMED or token.word in JOINTS or text in ONE


def _sums_up(token: Token) -> bool:
    return token.small.split()[0] in SUMMING


SUMMING = words(
    "all both these those conditions condition above rules any either everything every criteria "
    "requirements signals filters them"
)


def _numbers(said: list[Token]) -> set[int]:
    """ "1-3 and 5": each number that is meant."""
    found: list[int] = []
    ranged = False
    for token in said:
        if token.word == "num" and token.text.isdecimal() and token.value is not None:
            number = int(token.value)
            found += range(found[-1] + 1 if ranged and found else number, number + 1)
        ranged = token.word in ("to", "-", "–", "through")
    return set(found)


def _listed(tokens: list[Token], end: int) -> list[list[Token]]:
    """The sentences before that say something and do nothing, up to one that does."""
    sentences: list[list[Token]] = [[]]
    for token in tokens[:end]:
        sentences[-1].append(token)
        if token.word == ".":
            sentences.append([])
    kept: list[list[Token]] = []
    for sentence in reversed(sentences):
        spoken = [token for token in sentence if token.free]
        own = sentence is sentences[-1] and not says(spoken)  # "Enter long if all of these are met"
        if verbs_of(spoken) and not own:
            break
        kept += [sentence] if _states(spoken) else []
    return kept[::-1]


def _joined(sentences: list[list[Token]]) -> int:
    """How many conditions are joined in them: "A, and B, and C" are three."""
    return sum(1 + sum(token.word == "and" for token in sentence) for sentence in sentences)


def _states(sentence: list[Token]) -> bool:
    return says(sentence) or (
        any(token.value is not None for token in sentence) and len(sentence) > 2
    )


def _stops(tokens: list[Token], sentences: list[list[Token]]) -> list[Token]:
    """What parts the sentences, but the last of them."""
    return [sentence[-1] for sentence in sentences[:-1] if sentence[-1].word == "."]
