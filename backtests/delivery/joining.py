"""Joining: where a job's events are read, from where on, and a follower that the hub feeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import DatabaseError
from redis import RedisError

from backtests.delivery.archive import Archive
from backtests.delivery.catchup import UNBOUNDED, CatchUp
from backtests.delivery.follower import Follower, UnknownJob
from backtests.delivery.hub import hub
from backtests.delivery.reader import Reader, Source
from backtests.delivery.state import LogState


class NotNow(Exception):
    """The job can be followed, but not just now: come again in a moment."""


@dataclass(frozen=True)
class Following:
    """A job that can be followed, `after` the last seq that the viewer has.

    `after` is None if the viewer knows another log: it is told to forget it, and begins at 1.
    """

    job: str
    source: Source
    state: LogState
    after: int | None

    @property
    def over(self) -> bool:
        """The viewer has everything already."""
        return self.state.saved and self.after == self.state.last_seq

    def join(self, *, window: int = UNBOUNDED) -> Follower:
        """A follower that the hub feeds."""
        catchup = CatchUp(self.state.epoch, self.after or 0, window=window)
        if self.after is None:
            catchup.start_over()
        follower = Follower(self.source, self.job, catchup, self._known)
        follower.done = self.over
        if isinstance(self.source, Reader):
            hub().add(self.job, follower)
        return follower

    def _known(self) -> int | None:
        live = isinstance(self.source, Reader)
        return hub().last_seq(self.job) if live else self.state.last_seq


async def find(job: str, query: Mapping[str, str]) -> Following:
    """The live log if there is one, else the archive; `query` holds `after` and `epoch`."""
    sources: tuple[Source, ...] = (Reader(), Archive())
    try:
        for source in sources:
            if state := await source.state(job):
                return Following(job, source, state, _after(query, state))
        if await Archive().expects(job):
            raise NotNow("the log is lost, and the run will be repeated")
    except (RedisError, DatabaseError, TimeoutError) as error:
        raise NotNow(NotNow.__doc__) from error
    raise UnknownJob(UnknownJob.__doc__)


def leave(follower: Follower) -> None:
    follower.close()
    hub().remove(follower.job, follower)


def _after(query: Mapping[str, str], state: LogState) -> int | None:
    asked = query.get("after", "")
    after = int(asked) if asked.isdecimal() and len(asked) < 20 else 0
    known = query.get("epoch", "") in ("", state.epoch)
    return after if known and after <= state.last_seq else None
