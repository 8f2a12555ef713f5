"""Changing the idea of an earlier run: the first page holds all that was said for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests import jobs
from backtests.models import Job
from backtests.pages import again
from backtests.viewers import Viewer
from tests.web.conftest import post, submitted

RULE = "Buy AAPL when RSI is below 30, sell when RSI is above 70 or at a 5% stop loss"
BREAKOUT = "Buy AAPL at a new 20-day high, sell at a new 10-day low or at a 5% stop loss"
UNSAYABLE = "Buy AAPL when SuperTrend turns green, sell when it turns red or at a 5% stop loss"


def change(client: Client, job_id: Any) -> Any:
    page = client.get(f"/jobs/{job_id}/").content.decode()
    assert f'href="/?of={job_id}">Change the idea' in page
    return client.get(f"/?of={job_id}")


def amended(client: Client, words: str, prompt: str = RULE, **said: Any) -> Job:
    before = submitted(client, prompt=prompt, **said)
    answer = post(client, f"/api/jobs/{before['id']}/refine", {"words": words})
    assert answer.status_code == 201, answer.content
    return Job.objects.get(pk=answer.json()["id"])


def test_every_setting_is_kept(ada_client: Client, api_client: Client, redis_url: str) -> None:
    said = {"symbols": ["MSFT"], "start": "2010-01-04", "initial_capital": 5000.0}
    how = {"commission": 0.002, "max_iterations": 1, "source": "bokeh_sampledata"}
    prompt = "buy when RSI is below 30, sell above 70"
    form = change(ada_client, submitted(api_client, prompt=prompt, **said, **how)["id"]).context[
        "form"
    ]
    filled = {name: form[name].value() for name in form.fields}
    assert filled["prompt"] == prompt
    assert (filled["symbols"], str(filled["start"])) == ("MSFT", "2010-01-04")
    assert (filled["initial_capital"], filled["commission"]) == (5000, 0.2)
    assert (filled["as_read"], filled["source"]) == (True, "bokeh_sampledata")


def test_answers_are_kept_and_given_again(
    ada_client: Client, api_client: Client, redis_url: str
) -> None:
    prompt = "Buy AAPL when RSI is below 30"
    job = submitted(api_client, prompt=prompt, answers={"exit": "when RSI is above 66"})
    page = change(ada_client, job["id"]).content.decode()
    assert 'name="answer-exit" value="when RSI is above 66"' in page
    said, left_out = again.said_for(Job.objects.get(pk=job["id"]))
    assert not left_out
    sent = {**said.initial(), "answer-exit": said.answers["exit"], "as_read": ""}
    started = ada_client.post("/", sent)
    strategy = Job.objects.get(pk=started.headers["Location"].split("/")[2]).strategy
    assert strategy == job["strategy"]


@pytest.mark.parametrize(
    ("words", "prompt"),
    [
        ("use a 3% stop", RULE),
        ("test since 2015", RULE),
        ("use RSI(10)", RULE),
        ("use a 3% stop", BREAKOUT),
    ],
)
def test_a_strategy_that_was_changed_in_words_is_said_as_it_ran(
    api_client: Client, redis_url: str, words: str, prompt: str
) -> None:
    job = amended(api_client, words, prompt, initial_capital=5000.0, commission=0.002)
    said, left_out = again.said_for(job)
    assert not left_out
    stated = {name: value for name, value in said.options.items() if name != "source"}
    read = jobs.read(Viewer.of(job), said.prompt, said.answers, **stated).strategy
    assert read
    assert read.model_dump(mode="json") == job.strategy


def test_a_change_that_no_text_can_hold_is_told(
    ada_client: Client, api_client: Client, redis_url: str
) -> None:
    job = amended(api_client, "use a 3% stop", UNSAYABLE)
    page = change(ada_client, job.pk).content.decode()
    assert "<q>use a 3% stop</q>" in page
    assert UNSAYABLE in page


def test_the_idea_of_another_is_not_shown(
    api_client: Client, guest_client: Client, ada: User, redis_url: str
) -> None:
    job = submitted(api_client, prompt=RULE)
    for wrong in (job["id"], "zz", ""):
        assert guest_client.get(f"/?of={wrong}").status_code == 404
