"""The steps of a run for readers without JavaScript: the rows that timeline.js makes."""

import json
import re
from pathlib import Path

from django.conf import settings

from backtests.pages.steps import Row, rows

TOLD = json.loads((Path(__file__).parent / "told.json").read_text())


def test_every_agent_and_iteration_has_a_row_with_its_state_and_how_long_it_took() -> None:
    made = rows(TOLD["events"])
    assert [
        [row.kind, row.agent or None, row.message, row.state or None, row.milliseconds]
        for row in made
    ] == TOLD["rows"]


def test_a_loss_has_the_minus_sign_that_it_has_elsewhere() -> None:
    told = {"type": "warning", "message": "It lost -28.6% on 2020-01-02, buy-and-hold -1.5%"}
    (row,) = rows([told])
    minus = "\N{MINUS SIGN}"
    assert row.message == f"It lost {minus}28.6% on 2020-01-02, buy-and-hold {minus}1.5%"


def test_the_strategy_said_back_is_not_repeated_among_the_steps() -> None:
    present = {"agent": "Strategist", "action": "present", "message": "Buy AAPL when ..."}
    (row,) = rows({**present, "type": f"agent_{when}"} for when in ("start", "complete"))
    assert row.message == "Said the strategy back, under “How it was understood”."


def test_a_state_is_told_with_its_time() -> None:
    assert Row("step", "", "", "running").stood == "under way"
    assert Row("step", "", "", "done", 850).stood == "done in 850 ms"
    assert Row("step", "", "", "done", 1240).stood == "done in 1.2 s"


def test_a_log_that_ends_in_the_middle_leaves_its_last_rows_under_way() -> None:
    last = rows(TOLD["events"][:10])
    assert [row.state for row in last if row.state == "running"] == ["running"] * 3


def test_agents_are_called_as_they_are_where_scripts_run() -> None:
    view = (settings.BASE_DIR / "backtests/static/backtests/timeline_view.js").read_text()
    named = re.findall(r"(\w+): \"(.+)\"", view.split("const AGENTS = {")[1].split("}")[0])
    assert len(named) == 6
    assert [Row("step", agent, "").who for agent, _ in named] == [name for _, name in named]
