"""The ends of a sample: its 5th and 95th percentiles, found without putting all of it in order.

Flow: a small sample says how far up from either end is far enough, one pass gathers what lies
there, and only that is put in order, as far as it must be.
"""

import math
from typing import NamedTuple

from backtests.engine.kernel.compiling import compiled, inlined
from backtests.engine.kernel.curve import mean_up_to
from backtests.engine.kernel.layout import FloatArray

TAIL = 0.05
# Fewer values are put in order at once. Of more every 17th is looked at, but so many at most.
FEW, STEP, SAMPLE = 500, 17, 5_000
# Of more than so many, a part is put in order first, to find a value to divide them by.
MANY = 600
# So many standard deviations further up than the sample says, so that it rarely falls short.
MARGIN = 2.5


class Tails(NamedTuple):
    """The 5th and the 95th percentile, and the mean of all at or below the 5th."""

    low: float
    high: float
    below: float


class Limits(NamedTuple):
    """Below the first and above the second enough values should lie."""

    low: float
    high: float


class Found(NamedTuple):
    """How many values below and above the limits are in the room."""

    lows: int
    highs: int


NONE = Found(0, 0)


@compiled
def tails_of(values: FloatArray, room: FloatArray) -> Tails:
    """With linear interpolation, as from `np.percentile`; `room` is as long as the values."""
    limits = limits_of(room, sample(values, room))
    found = outside(values, room, NONE, limits)
    if falls_short(len(values), found, limits):
        found, limits = take(values, room)
    return ends(room, found, limits)


@compiled
def sample(values: FloatArray, room: FloatArray) -> int:
    """Some of the values to the front of the room; how many."""
    count = 0
    for at in range(0, len(values), step(len(values))):
        room[count] = values[at]
        count += 1
    return count


@inlined
def step(size: int) -> int:
    """From one value of a sample to the next; odd, as many a rhythm is even."""
    return max(STEP, size // SAMPLE | 1)


@compiled
def limits_of(room: FloatArray, count: int) -> Limits:
    """Far enough from the ends, as a sample at the front of the room says; none for a few."""
    if len(room) < FEW:
        return Limits(-math.inf, math.inf)
    place = int(TAIL * count + MARGIN * math.sqrt(TAIL * count)) + 1
    select(room, place, 0, count - 1)
    low = room[place]
    select(room, count - 1 - place, place, count - 1)
    return Limits(low, room[count - 1 - place])


@compiled
def outside(values: FloatArray, room: FloatArray, found: Found, limits: Limits) -> Found:
    """Those beyond the limits to the front and the end of the room, after what was found before."""
    lows, highs, last = found.lows, found.highs, len(room) - 1
    for at in range(len(values)):
        value = values[at]
        room[lows], room[last - highs] = value, value
        lows += 1 if value < limits.low else 0
        highs += 1 if value > limits.high else 0
    return Found(lows, highs)


@compiled
def take(values: FloatArray, room: FloatArray) -> tuple[Found, Limits]:
    """All of them."""
    for at in range(len(values)):
        room[at] = values[at]
    return Found(len(values), len(values)), Limits(math.inf, -math.inf)


@compiled
def falls_short(size: int, found: Found, limits: Limits) -> bool:
    needed = min(int(TAIL * (size - 1)) + 2, size)
    return min(found.lows, found.highs) + between(size, found, limits) < needed


@inlined
def between(size: int, found: Found, limits: Limits) -> int:
    """How many are as both limits, if these are the same, as where mostly nothing is held."""
    return max(size - found.lows - found.highs, 0) if limits.low == limits.high else 0


@compiled
def ends(room: FloatArray, found: Found, limits: Limits) -> Tails:
    """Of as many values as the room is long, of which it has those beyond the limits."""
    size = len(room)
    exact = TAIL * (size - 1)
    place = int(exact)
    lows, highs = room[: found.lows], room[size - found.highs :]
    low = low_end(lows, place, exact - place, limits.low)
    alike = between(size, found, limits) if low == limits.low else 0
    below = mean_up_to(lows, low, alike)
    return Tails(low, high_end(highs, place, exact - place, limits.high), below)


@compiled
def low_end(values: FloatArray, place: int, rest: float, limit: float) -> float:
    """What is at this place from below, and by `rest` towards the next; behind them, the limit."""
    if place >= len(values):
        return limit
    select(values, place, 0, len(values) - 1)
    found: float = values[place]
    for value in values[place + 1 :]:
        limit = min(limit, value)
    return found + (limit - found) * rest if rest > 0 else found


@compiled
def high_end(values: FloatArray, place: int, rest: float, limit: float) -> float:
    """As `low_end`, from above."""
    if place >= len(values):
        return limit
    last = len(values) - 1
    select(values, last - place, 0, last)
    found: float = values[last - place]
    for value in values[: last - place]:
        limit = max(limit, value)
    return found + (limit - found) * rest if rest > 0 else found


@compiled
def select(values: FloatArray, place: int, first: int, last: int) -> None:
    """Put the value where it belongs at this place in order, no larger before it, none smaller
    behind it. Floyd and Rivest, "Algorithm 489: Select", 1975.
    """
    while first < last:
        if last - first > MANY:
            settle(values, place, *around(place, first, last))
        first, last = divided(values, place, first, last)


@compiled
def around(place: int, first: int, last: int) -> tuple[int, int]:
    """A part in which the right value, if all were like it, would lie just beside this place."""
    size, rank = last - first + 1, place - first + 1
    some = 0.5 * math.exp(2 * math.log(size) / 3)
    margin = 0.5 * math.sqrt(math.log(size) * some * (size - some) / size)
    left = place - rank * some / size + (margin if 2 * rank > size else -margin)
    return max(first, int(left)), min(last, int(left + some))


@compiled
def settle(values: FloatArray, place: int, first: int, last: int) -> None:
    """As `select`, for a few. Hoare, "Algorithm 65: Find", 1961."""
    while first < last:
        first, last = divided(values, place, first, last)


@compiled
def divided(values: FloatArray, place: int, first: int, last: int) -> tuple[int, int]:
    """The smaller before the larger; in which part of the two the place is then."""
    pivot, up, down = values[place], first, last
    while up <= down:
        while values[up] < pivot:
            up += 1
        while values[down] > pivot:
            down -= 1
        if up <= down:
            values[up], values[down] = values[down], values[up]
            up, down = up + 1, down - 1
    return (first if place <= down else up), (last if place >= up else down)
