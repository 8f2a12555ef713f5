"""Bands that a sentence describes: "the bands lie 2 standard deviations above and below the 50-day
average", "formed by adding and subtracting 2.5 standard deviations to a 350-day average".

They are Bollinger's, with these numbers; what the rules call their channel is the same.
"""

from __future__ import annotations

from agents.language.layout.own_bands import ACTING, AVERAGES, listed
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

SUBJECTS = words("band bands channel envelope")
BOTH_WAYS = (
    {"adding", "subtracting"}, {"above", "below"}, {"plus", "minus"}, {"+", "-"}, {"over", "under"},
    {"either", "side"}, {"both", "sides"}, {"added", "subtracted"},
)  # fmt: skip
PASSED = words(
    """
    the a an is are of to and from by this that for each its it in bollinger band bands channel
    strategy system formed made built constructed calculated computed plotted drawn placed set lie
    lies at num sd day bar period close price closing ma sma average simple moving mean ( ) , - +
    so-far adding subtracting added subtracted above below plus minus over under either both side
    sides here used we use using envelope around which standard
    """
)
EDGES = {"top": "upper", "bottom": "lower"}


def mark_told_bands(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in places(tokens, ("sd",)):
        first, end = _sentence(tokens, at)
        numbers = _numbers(tokens[first:end])
        if not numbers:
            continue
        for token in tokens[first:end]:
            token.kind = "used"
        for place in range(len(tokens) - 1, end, -1):
            if tokens[place].word in SUBJECTS:
                tokens[place].word = "band"
                _name_edge(tokens, place)
                tokens[place + 1 : place + 1] = listed(tokens[place].end, numbers)
        return


def _name_edge(tokens: list[Token], at: int) -> None:
    """ "the top of the channel": its upper band."""
    led = (one for one in reversed(tokens[max(0, at - 3) : at]) if one.word not in ("of", "the"))
    edge = next(led, None)
    if edge is not None:
        edge.word = EDGES.get(edge.word, edge.word)


def _sentence(tokens: list[Token], at: int) -> tuple[int, int]:
    first = end = at
    while first and tokens[first - 1].word not in (".", ":"):
        first -= 1
    while end < len(tokens) and tokens[end].word != ".":
        end += 1
    return first, end


def _numbers(sentence: list[Token]) -> list[Token]:
    """The length of the average and the deviations, where the sentence says nothing else."""
    said = {one.word for one in sentence} | {one.small for one in sentence}
    both = any(pair <= said for pair in BOTH_WAYS)
    plain = all(one.word in PASSED or one.small in PASSED for one in sentence)
    subject = next((one for one in sentence if one.word in SUBJECTS | AVERAGES | {"num"}), None)
    if not (both and plain and subject and subject.word in SUBJECTS) or said & ACTING:
        return []
    numbers = [n for n, one in enumerate(sentence) if one.word == "num"]
    deviations = [n for n in numbers if [one.word for one in sentence[n + 1 : n + 2]] == ["sd"]]
    if len(numbers) != 2 or len(deviations) != 1 or not said & AVERAGES:
        return []
    [length] = [n for n in numbers if n not in deviations]
    return [sentence[length], sentence[deviations[0]]]
