"""The map of neighbours: every step in its place, in the units that people use."""

from typing import Any

import pytest

from backtests.pages.neighbour_map import rows, shade
from backtests.templatetags.figures import reasons, told

Json = dict[str, Any]
STOP = {"path": "stop_loss", "label": "stop loss", "from": 0.05, "to": 0.0417, "unit": "%"}


def moved(label: str, before: float, after: float, gained: float, **more: Any) -> Json:
    return {"label": label, "from": before, "to": after, "total_return": gained, **more}


def test_each_number_has_a_row_with_a_step_down_itself_and_a_step_up() -> None:
    near = [
        moved("bars held", 5, 4, 0.3, unit=""),
        moved("bars held", 5, 6, 0.05, unit=""),
        moved("stop loss", 0.05, 0.06, -0.1, unit="%"),
    ]
    held, stop = rows({"moved": near}, 0.2)
    assert [cell and (cell.value, cell.gained) for cell in held.cells] == [
        ("4", 0.3), ("5", 0.2), ("6", 0.05)
    ]  # fmt: skip
    assert [cell and cell.has_kept for cell in held.cells] == [True, True, False]
    assert stop.cells[0] is None, "no such step"
    assert [cell and cell.value for cell in stop.cells[1:]] == ["5%", "6%"]
    assert [cell and cell.is_own for cell in stop.cells[1:]] == [True, False]


def test_what_was_saved_without_units_is_told_in_per_cent_where_it_must_be() -> None:
    (stop,) = rows({"moved": [moved("take profit", 0.08, 0.0667, 0.1)]}, 0.2)
    assert stop.cells[0]
    assert stop.cells[0].value == "6.67%"


@pytest.mark.parametrize(
    ("share", "colour"), [(-1, 0), (0.1, 2), (0.49, 3), (0.5, 5), (1, 6), (1.2, 7), (3, 8)]
)
def test_less_than_half_of_the_return_has_the_colours_of_a_loss(share: float, colour: int) -> None:
    assert shade(share) == colour


def test_a_change_is_told_as_people_write_it_with_its_reason_once() -> None:
    period = {"path": "x", "label": "period of RSI", "from": 14, "to": 17, "why": "Fewer signals."}
    changes = [STOP | {"why": "Stops were hit."}, period, period]
    assert told(changes) == "stop loss 5% to 4.17%; period of RSI 14 to 17"
    assert reasons(changes) == "Stops were hit. Fewer signals."
