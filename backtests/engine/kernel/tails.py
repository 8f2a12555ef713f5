"""The ends of a sample: its 5th and 95th percentiles, found without putting all of it in order.

Flow: a small sample says how far up from either end is far enough, one pass gathers what lies
there, and only that is put in order, as far as it must be.
"""

import math
from typing import NamedTuple

from backtests.engine.kernel.compiling import compiled
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


@compiled
def tails_of(values: FloatArray, room: FloatArray) -> Tails:
    """With linear interpolation, as from `np.percentile`; `room` is as long as the values."""
    size = len(values)
    exact = TAIL * (size - 1)
    place = int(exact)
    rest, needed = exact - place, min(place + 2, size)
    lows, highs = outside(values, room, needed, *limits(values, room))
    if min(lows, highs) < needed:
        lows, highs = take(values, room), size
    select(room, place, 0, lows - 1)
    low = room[place]
    low += (lowest(room, place + 1, lows, low) - low) * rest
    select(room, size - 1 - place, size - highs, size - 1)
    high = room[size - 1 - place]
    high -= (high - highest(room, size - highs, size - 1 - place, high)) * rest
    return Tails(low, high, mean_up_to(values, low))


@compiled
def limits(values: FloatArray, room: FloatArray) -> tuple[float, float]:
    """Below the first and above the second enough values should lie; none, if there are few."""
    size, count = len(values), 0
    if size < FEW:
        return -math.inf, math.inf
    for at in range(0, size, max(STEP, size // SAMPLE | 1)):  # odd, as many a rhythm is even
        room[count] = values[at]
        count += 1
    place = int(TAIL * count + MARGIN * math.sqrt(TAIL * count)) + 1
    select(room, place, 0, count - 1)
    low = room[place]
    select(room, count - 1 - place, place, count - 1)
    return low, room[count - 1 - place]


@compiled
def outside(
    values: FloatArray, room: FloatArray, needed: int, low: float, high: float
) -> tuple[int, int]:
    """Those below `low` to the front of the room and those above `high` to its end.

    If both are the same, as where mostly nothing is held, whatever else is needed is that.
    """
    lows, highs, last = 0, 0, len(values) - 1
    for at in range(len(values)):
        value = values[at]
        room[lows], room[last - highs] = value, value
        lows += 1 if value < low else 0
        highs += 1 if value > high else 0
    if low < high:
        return lows, highs
    more, others = min(needed, len(values) - highs), min(needed, len(values) - lows)
    for at in range(lows, more):
        room[at] = low
    for at in range(highs, others):
        room[last - at] = low
    return max(lows, more), max(highs, others)


@compiled
def take(values: FloatArray, room: FloatArray) -> int:
    """All of them; how many that are."""
    for at in range(len(values)):
        room[at] = values[at]
    return len(values)


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


@compiled
def lowest(values: FloatArray, first: int, last: int, otherwise: float) -> float:
    """Of the values from `first` up to `last` (exclusive), if there are any."""
    found = values[first] if first < last else otherwise
    for at in range(first, last):
        found = min(found, values[at])
    return found


@compiled
def highest(values: FloatArray, first: int, last: int, otherwise: float) -> float:
    found = values[first] if first < last else otherwise
    for at in range(first, last):
        found = max(found, values[at])
    return found
