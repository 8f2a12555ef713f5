"""The judge of the drills: what it must not let pass."""

import pytest

from tests.drills.received import Event, Received

SAID = ["queued", "started", "agent_start", "complete", "saved"]


def event(seq: int, type_: str = "", attempt: int = 1) -> Event:
    return {"seq": seq, "attempt": attempt, "type": type_ or SAID[seq - 1]}


EXPECTED = [event(seq) for seq in range(1, 6)]


def heard(*events: Event) -> Received:
    received = Received()
    received.greet("first")
    for each in events:
        received.hear(each)
    return received


def test_all_events_in_order_once_are_well() -> None:
    received = heard(*EXPECTED)
    assert received.ended
    assert received.violations(EXPECTED) == []
    assert received.in_order_once(EXPECTED) == 5


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (EXPECTED[:2] + EXPECTED[3:], "seq 4 where 3 was due"),
        ([*EXPECTED[:2], *EXPECTED[1:]], "seq 2 where 3 was due"),
        ([event(1), event(2, attempt=2), event(3)], "a zombie"),
        ([*EXPECTED[:4], event(5, "agent_start"), event(6, "saved")], "said after the end"),
        ([*EXPECTED, event(6, "saved")], "said after the end"),
        (EXPECTED[:4], "no trailer after seq 4"),
        (EXPECTED[:3], "0 terminal events"),
        ([*EXPECTED[:4], event(5, "error"), event(6, "saved")], "2 terminal events"),
        ([event(1), event(2, "warning"), *EXPECTED[2:]], "where the job said"),
    ],
)
def test_what_is_wrong_is_found(events: list[Event], said: str) -> None:
    assert said in " ".join(heard(*events).violations(EXPECTED))


def test_another_log_must_be_told_by_a_reset() -> None:
    received = heard(*EXPECTED[:2])
    received.greet("second")
    received.hear(event(3))
    assert "another log without a reset" in received.violations(EXPECTED)[0]


def test_a_reset_starts_again_at_one() -> None:
    received = heard(*EXPECTED[:3])
    received.greet("second")
    received.forget("second")
    for each in EXPECTED:
        received.hear(each)
    assert (received.violations(EXPECTED), received.resets) == ([], 1)
