"""A form that is sent again, as by a double click, starts nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from backtests import jobs
from backtests.models import Job
from backtests.viewers import Viewer
from tests.web.conftest import RSI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
DRAWN = {"csrfmiddlewaretoken": "a" * 64}
AGAIN = {"csrfmiddlewaretoken": "b" * 64}


def send(client: Client, path: str, token: dict[str, str], **fields: Any) -> str:
    return str(client.post(path, {**fields, **token}).headers["Location"])


def test_an_idea_that_is_sent_twice_is_one_run(ada_client: Client) -> None:
    first = send(ada_client, "/", DRAWN, prompt=RSI)
    assert send(ada_client, "/", DRAWN, prompt=RSI) == first
    assert Job.objects.count() == 1


def test_what_is_blank_and_then_missing_is_the_same(ada_client: Client) -> None:
    """A page drops the fields that it has filled from the text, which were blank before."""
    blank = {"symbols": "", "timeframe": "", "start": "", "initial_capital": "", "other-exit": ""}
    first = send(ada_client, "/", DRAWN, prompt=RSI, **blank)
    assert send(ada_client, "/", DRAWN, prompt=RSI) == first
    assert send(ada_client, "/", DRAWN, prompt=RSI, symbols="IBM") != first
    assert Job.objects.count() == 2


def test_other_words_or_a_page_that_was_drawn_anew_start_another(ada_client: Client) -> None:
    places = {
        send(ada_client, "/", DRAWN, prompt=RSI),
        send(ada_client, "/", DRAWN, prompt=f"{RSI} since 2005"),
        send(ada_client, "/", AGAIN, prompt=RSI),
    }
    assert len(places) == Job.objects.count() == 3


@pytest.mark.parametrize(
    ("door", "fields"), [("rerun", {}), ("refine", {"words": "use a 3% stop"})]
)
def test_what_follows_from_a_run_is_started_once_by_two_clicks(
    ada_client: Client, viewer: Viewer, door: str, fields: dict[str, str]
) -> None:
    path = f"/jobs/{jobs.submit(viewer, RSI).pk}/{door}/"
    first = send(ada_client, path, DRAWN, **fields)
    assert send(ada_client, path, DRAWN, **fields) == first
    assert send(ada_client, path, AGAIN, **fields) != first
    assert Job.objects.count() == 3


def test_ticked_runs_are_run_again_once_each_by_two_clicks(
    ada_client: Client, viewer: Viewer
) -> None:
    ids = [str(jobs.submit(viewer, RSI).pk) for _ in range(2)]
    for token in (DRAWN, DRAWN, AGAIN):
        send(ada_client, "/jobs/bulk/", token, do="rerun", jobs=ids)
    assert Job.objects.count() == 2 + 2 + 2
