"""How people say that they get in and out: "hop on", "puts me in", "call it a day", "I'm gone".

Each such phrase becomes one word of the grammar before any single word of it is read.
"""

from __future__ import annotations

from bisect import bisect_left

from agents.language.lexicon.foreign import ways_conditions
from agents.language.lexicon.ways import HEAD, Way, at_head, by_head
from agents.language.lexicon.ways_accounts import ACCOUNTS
from agents.language.lexicon.ways_beside import (
    AWAY,
    BESIDE,
    COMING,
    DIRECTED,
    FULFILLED,
    LED_BESIDE,
    MADE,
)
from agents.language.lexicon.ways_costs import COSTS, COSTS_LED
from agents.language.lexicon.ways_explained import EXPLAINED, IN_BRACKETS
from agents.language.lexicon.ways_framing import ADDRESSED, FRAMING
from agents.language.lexicon.ways_halting import HALTING
from agents.language.lexicon.ways_hindsight import AFTERWARDS, FORESEEN
from agents.language.lexicon.ways_in import IN, LED_IN
from agents.language.lexicon.ways_least import LEAST_TIME
from agents.language.lexicon.ways_limits import LIMITING
from agents.language.lexicon.ways_looking_back import DONE, LOOKING_BACK, PUT_IN
from agents.language.lexicon.ways_out import LED_OUT, OUT
from agents.language.lexicon.ways_positions import POSITIONS
from agents.language.lexicon.ways_posts import (
    BASIS,
    CONDITIONED,
    EVENTS,
    EXTREMES,
    FOR_LIMITS,
    LOOKED,
    LOOKING,
    NAMED_CANDLES,
    OF_CLOSES,
    ONLY_THEN,
    POSTS,
    THOUGHT,
    ZONES,
)
from agents.language.lexicon.ways_remarks import CONFIRMED, FOR_EXAMPLE, HAD, REMARKS
from agents.language.lexicon.ways_setup import (
    COMPARED,
    COMPARING,
    EACH_PART,
    INVESTED,
    PARTS_EACH,
    PER,
    SETUP,
)
from agents.language.lexicon.ways_shorts import BOUGHT_FUNDS, NAMED_FUNDS, OTHER_SHORTS
from agents.language.lexicon.ways_sides import SIDES
from agents.language.lexicon.ways_states import HEADED, LED_STATES, STATES
from agents.language.lexicon.ways_tasks import TASKS, UNNUMBERED
from agents.language.lexicon.ways_times import ELAPSED, TIMES, UNSAID
from agents.language.lexicon.ways_told import (
    ANOTHER,
    AT_EXTREME,
    EXITED,
    HEADINGS,
    MUST_BE_AT,
    OF_ITS_CLOSES,
    OF_MONTH,
    ON_DAYS,
    PREVIOUS_ONE,
    TOLD,
)
from agents.language.lexicon.ways_trends import LED_TRENDS, TRENDS
from agents.language.lexicon.ways_universe import BREADTH, LAST_DAY, SCANNED, UNIVERSE
from agents.language.lexicon.ways_when import TURNS, WHEN, WINNING
from agents.language.tokens.joined import phrase_token
from agents.language.tokens.pieces import Token

WAYS: tuple[Way, ...] = (
    *IN, *OUT, *BESIDE, *LED_IN, *LED_OUT, *LED_BESIDE, *MADE, *AWAY, *COMING, *DIRECTED,
    *FULFILLED, *WHEN, *TURNS, *WINNING, *POSTS, *OF_CLOSES, *LOOKING, *LOOKED, *EVENTS, *ONLY_THEN,
    *EXTREMES, *FOR_LIMITS,
    *TASKS, *FRAMING, *ADDRESSED, *SIDES, *SETUP, *TIMES, *ELAPSED, *UNSAID, *AFTERWARDS,
    *FORESEEN, *TRENDS, *LED_TRENDS, *UNNUMBERED, *REMARKS, *CONFIRMED, *FOR_EXAMPLE, *HAD,
    *UNIVERSE,
    *BREADTH, *SCANNED, *LAST_DAY, *LEAST_TIME, *STATES, *LED_STATES, *HEADED,
    *EXPLAINED, *IN_BRACKETS, *HALTING, *INVESTED, *PER, *NAMED_CANDLES, *CONDITIONED, *ZONES,
    *BASIS, *ACCOUNTS, *THOUGHT, *POSITIONS, *LIMITING, *OTHER_SHORTS, *NAMED_FUNDS,
    *BOUGHT_FUNDS, *LOOKING_BACK, *DONE, *PUT_IN, *PARTS_EACH, *EACH_PART, *COSTS,
    *COSTS_LED, *COMPARING, *COMPARED,
    *TOLD, *HEADINGS, *OF_MONTH, *AT_EXTREME, *MUST_BE_AT, *OF_ITS_CLOSES,
    *ON_DAYS, *PREVIOUS_ONE, *ANOTHER, *EXITED,
)  # fmt: skip
HEADS = by_head(WAYS)


def join_handling(
    raw: str, tokens: list[Token], table: dict[str, list[Way]] = HEADS
) -> list[Token]:
    """The tokens of each such phrase become one; of two at a place the longer one counts."""
    text = raw.replace("’", "'").replace("\n", " ").replace("\t", " ")
    at = 0
    while at < len(tokens):
        begin = tokens[at].start
        tried = at_head(table, text[begin : begin + 3 * HEAD])
        end, meaning = max(((way.end(text, begin), way.meaning) for way in tried), default=(0, ""))
        if end:
            _join(tokens, at, end, meaning)
        at += 1
    return tokens


def join_conditions(raw: str, tokens: list[Token], language: str) -> list[Token]:
    """What opens a list of conditions in another language, where one is spoken of."""
    opened = ways_conditions.HEADS.get(language)
    if opened is None or not any(token.small in ways_conditions.SPOKEN for token in tokens):
        return tokens
    return join_handling(raw, tokens, opened)


def _join(tokens: list[Token], first: int, end: int, meaning: str) -> None:
    last = bisect_left(tokens, end, key=lambda token: token.start)
    part = tokens[first:last]
    if part[-1].end == end and all(token.free and not token.symbol for token in part):
        tokens[first:last] = [phrase_token(part, meaning)]
