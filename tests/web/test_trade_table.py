"""The table of trades: sorted, narrowed down and paged by its address alone."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests import jobs, snapshot, tasks
from backtests.pages.trade_table import COLUMNS, PAGE, SORTS, Wish, table
from backtests.viewers import Viewer
from tests.web.conftest import RSI

MANY = 250


def trade(n: int, **more: Any) -> dict[str, Any]:
    return {
        "symbol": "IBM",
        "side": "short" if n % 3 == 0 else "long",
        "entry_time": f"20{n:02}",
        "exit_time": f"20{n:02}",
        "entry_reason": "RSI(14) 28 crossed below 30",
        "exit_reason": "stop loss 5% hit at 95.00" if n % 2 else "RSI(14) 71 rose above 70",
        "bars": n,
        "mae": -n / 1000,
        "mfe": n / 500,
        "return": (-1) ** n * n / 100,
        "pnl": (-1) ** n * float(n),
        "is_open": n == MANY,
        **more,
    }


TRADES = [trade(n) for n in range(1, MANY + 1)]


def numbers(wish: Wish, number: str = "") -> list[int]:
    return [row["n"] for row in table(TRADES, wish, number).rows]


def test_as_they_were_made_a_page_at_a_time() -> None:
    shown = table(TRADES, Wish())
    assert [row["n"] for row in shown.rows] == list(range(1, PAGE + 1))
    assert (shown.pages, shown.before, shown.behind) == (3, "", "?sort=n&page=2")
    last = table(TRADES, Wish(page=99))
    assert (last.first, last.last, last.behind) == (201, MANY, "")


def test_a_loss_is_found_with_the_minus_sign_that_it_is_shown_with() -> None:
    lost = [trade(1, exit_reason="return since entry -4.64% fell below -4%")]
    assert len(table(lost, Wish(q="\N{MINUS SIGN}4.64%")).rows) == 1
    assert len(table(lost, Wish(q="-4.64%")).rows) == 1


@pytest.mark.parametrize("column", [column.name for column in COLUMNS])
def test_every_column_sorts_both_ways(column: str) -> None:
    values = [row[column] for row in table(TRADES, Wish(sort=column)).rows]
    assert values == sorted(values)
    values = [row[column] for row in table(TRADES, Wish(sort=f"-{column}")).rows]
    assert values == sorted(values, reverse=True)


def test_a_head_sorts_figures_by_the_largest_first_and_turns_round_at_the_second_click() -> None:
    first = {head.column.name: head for head in table(TRADES, Wish()).heads}["pnl"]
    assert (first.address, first.order) == ("?sort=-pnl", "")
    second = {head.column.name: head for head in table(TRADES, Wish(sort="-pnl")).heads}["pnl"]
    assert (second.address, second.order) == ("?sort=pnl", "descending")


def test_what_is_not_known_comes_last_either_way() -> None:
    some = [trade(1, mae=None), trade(2), trade(3)]
    for sort in ("mae", "-mae"):
        assert table(some, Wish(sort=sort)).rows[-1]["n"] == 1


def test_words_side_and_outcome_narrow_down_together() -> None:
    shown = table(TRADES, Wish(q="STOP loss", side="short", outcome="lost"))
    assert [row["n"] for row in shown.rows] == list(range(3, MANY, 6))
    assert (shown.fitting, shown.total) == (42, MANY)
    assert numbers(Wish(outcome="open")) == [MANY]
    assert numbers(Wish(q="no such words")) == []


def test_the_page_with_one_trade_is_found_in_any_order() -> None:
    assert 201 in numbers(Wish(), "201")
    assert 7 in numbers(Wish(sort="-bars"), "7")
    assert numbers(Wish(), "999") == numbers(Wish())


@pytest.mark.parametrize(
    "said",
    [
        {"sort": "password"},
        {"page": "-1"},
        {"page": "9" * 50},
        {"page": "²"},
        {"side": "<b>", "outcome": "both"},
    ],
)
def test_an_address_that_makes_no_sense_shows_them_all(said: dict[str, str]) -> None:
    assert Wish.of(said) == Wish()


def test_an_address_says_what_it_was_made_from() -> None:
    wish = Wish(sort="-return", q="stop & go", side="long", outcome="won", page=2)
    said = dict(re.findall(r"([a-z]+)=([^&]*)", wish.address))
    assert said["find"] == "stop+%26+go"
    assert Wish.of({**said, "find": "stop & go"}) == wish
    assert {head.address.removeprefix("?sort=") for head in table([], Wish()).heads} <= SORTS


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
def test_the_page_and_the_table_alone_answer_the_same_address(
    ada_client: Client, viewer: Viewer, client_of: Any
) -> None:
    job = jobs.submit(viewer, RSI, max_iterations=1)
    assert ada_client.get(f"/jobs/{job.pk}/trades/").status_code == 404
    tasks.run_job(str(job.pk))
    result = snapshot.result(job)
    assert result
    asked = "?sort=-return&outcome=won&find=<script>"
    alone = ada_client.get(f"/jobs/{job.pk}/trades/?sort=-return&outcome=won").content.decode()
    best = max(result["trades"], key=lambda one: one["return"])
    first = re.findall(r'data-trade="(\d+)"', alone)[0]
    assert result["trades"][int(first) - 1] == best
    assert 'aria-sort="descending"' in alone
    page = ada_client.get(f"/jobs/{job.pk}/?sort=-return&outcome=won").content.decode()
    assert re.findall(r'data-trade="(\d+)"', page) == re.findall(r'data-trade="(\d+)"', alone)
    hostile = ada_client.get(f"/jobs/{job.pk}/{asked}").content.decode()
    assert "No trade fits." in hostile
    assert "<script>" not in hostile.partition("<main")[2].partition("</main>")[0]
    assert html.escape("<script>") in hostile
    assert 'name="words" maxlength="1000" required' in hostile
    assert 'value="<script>' not in hostile.partition('id="refine-words"')[2][:300]
    changed = ada_client.get(f"/jobs/{job.pk}/?words=use+a+3%25+stop").content.decode()
    assert "No trade fits." not in changed
    eve = Client()
    eve.force_login(User.objects.create_user("eve"))
    assert eve.get(f"/jobs/{job.pk}/trades/").status_code == 404
