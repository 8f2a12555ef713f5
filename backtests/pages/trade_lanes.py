"""When each of several runs holds a position: a lane a run, over one axis of time; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

Json = dict[str, Any]
Span = tuple[float, float]
WIDTH, HEIGHT = 1000, 24
NARROW = 1.0  # a shorter stay is drawn as wide as this, so that it is seen
MOST_TICKS = 8


class Lane(NamedTuple):
    """Paths of the stays on a canvas of WIDTH x HEIGHT; `held` is their share of the period."""

    long: str
    short: str
    held: float


class Tick(NamedTuple):
    """The start of a year, in per cent of the width."""

    at: float
    year: int


def lanes(results: Sequence[Json], period: tuple[str, str]) -> list[Lane]:
    """Long above the middle of a lane, short beneath it, whatever the symbol."""
    return [_lane(result["trades"], *map(_moment, period)) for result in results]


def ticks(period: tuple[str, str]) -> list[Tick]:
    start, end = map(_moment, period)
    first, last = (datetime.fromtimestamp(moment, UTC).year for moment in (start, end))
    every = -(-(last - first) // MOST_TICKS) or 1
    begins = ((year, datetime(year, 1, 1, tzinfo=UTC)) for year in range(first + 1, last + 1))
    return [
        Tick(100 * (begin.timestamp() - start) / (end - start), year)
        for year, begin in begins
        if year % every == 0
    ]


def _lane(trades: Sequence[Json], start: float, end: float) -> Lane:
    stays = {side: _stays(trades, side, start, end) for side in ("long", "short")}
    both = _merged(span for side in stays.values() for span in side)
    held = sum(last - first for first, last in both)
    long, short = _path(stays["long"], 0), _path(stays["short"], HEIGHT // 2)
    return Lane(long, short, held)


def _stays(trades: Sequence[Json], side: str, start: float, end: float) -> list[Span]:
    """From 0 to 1 over the period; what overlaps is one stay."""
    own = (trade for trade in trades if trade["side"] == side)
    spans = (
        (_share(one["entry_time"], start, end), _share(one["exit_time"], start, end)) for one in own
    )
    return _merged(
        (max(0.0, first), min(1.0, last)) for first, last in spans if last >= 0 and first <= 1
    )


def _share(moment: str | None, start: float, end: float) -> float:
    """Where a moment lies; whoever has not left yet stays to the end."""
    return (_moment(moment) - start) / (end - start) if moment else 1.0


def _moment(text: str) -> float:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _path(stays: Sequence[Span], top: int) -> str:
    return "".join(_boxes(stays, top))


def _boxes(stays: Sequence[Span], top: int) -> Iterator[str]:
    tall = HEIGHT // 2
    for first, last in stays:
        wide = max(NARROW, (last - first) * WIDTH)
        yield f"M{min(first * WIDTH, WIDTH - NARROW):.1f} {top}h{wide:.1f}v{tall}h-{wide:.1f}z"
