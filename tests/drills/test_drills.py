"""Every drill in its short version; `make drill` does them at length."""

import secrets
import sys
from collections.abc import Iterator

import pytest

from tests.drills import table
from tests.drills.catalogue import DRILLS
from tests.drills.drill import Drill, Size
from tests.drills.session import Session
from tests.drills.stacks import StackName

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
SEED = secrets.randbelow(10**6)
every_drill = pytest.mark.parametrize(
    "drill", DRILLS, ids=[f"{drill.name}-{drill.fault}" for drill in DRILLS]
)


@pytest.fixture(scope="class")
def session() -> Iterator[Session]:
    """Keeps a site from drill to drill, for as long as it fits."""
    made = Session(SEED, Size(jobs=4, viewers=4, short=True, patience=120))
    yield made
    made.close()


def holds(drill: Drill, stack: StackName, session: Session) -> None:
    outcome = session.drill(drill, stack)
    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert not outcome.violations, "".join(table.details(outcome, SEED))


class TestEmbedded:
    @every_drill
    def test_the_bell_rings(self, drill: Drill, session: Session) -> None:
        holds(drill, "embedded", session)


class TestOwnServers:
    @every_drill
    def test_the_bell_rings(self, drill: Drill, session: Session) -> None:
        holds(drill, "own", session)
