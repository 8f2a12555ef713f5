"""What a page is told beside a reading, and what was set beside the text of a run."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from backtests import jobs
from backtests.viewers import Viewer
from tests.web.conftest import post, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]

TEXT = "Buy AAPL when RSI is below 30, sell above 60, since 2005, start with 25000"


def told(client: Client, prompt: str = TEXT, **fields: Any) -> dict[str, Any]:
    body = {"prompt": prompt, "guide": True, **fields}
    answer: dict[str, Any] = post(client, "/api/strategy/read", body).json()
    return answer


def overridden(prompt: str, reading: dict[str, Any]) -> dict[str, str]:
    spans = [one for one in reading["guide"]["spans"] if one["kind"] == "overridden"]
    return {one["field"]: prompt[one["start"] : one["end"]] for one in spans}


def test_the_reading_itself_stays_as_it_is_told_to_anyone(api_client: Client) -> None:
    plain = post(api_client, "/api/strategy/read", {"prompt": TEXT}).json()
    guided = told(api_client)
    guide = guided.pop("guide")
    assert guided == plain
    assert len(guide["ways"]) == len(plain["assumptions"])
    assert guide["spans"] == plain["spans"]


def test_words_that_a_field_goes_before_are_named_with_it(api_client: Client) -> None:
    reading = told(api_client, symbols=["IBM"], initial_capital=7777)
    assert overridden(TEXT, reading) == {"symbols": "AAPL", "initial_capital": "25000"}
    kinds = {one["kind"] for one in reading["spans"]}
    assert "overridden" not in kinds


def test_a_field_that_says_the_same_goes_before_nothing(api_client: Client) -> None:
    reading = told(api_client, symbols=["AAPL"], start="2005-01-01", initial_capital=25000)
    assert overridden(TEXT, reading) == {}


@pytest.mark.parametrize(
    ("text", "fields", "words"),
    [
        ("since 2005", {"start": "2010-01-01"}, {"start": "2005"}),
        ("with 0.1% commission", {"commission": 0.002}, {"commission": "commission"}),
        ("on hourly bars", {"timeframe": "1d"}, {"timeframe": "hourly"}),
    ],
)
def test_so_are_those_of_dates_costs_and_bars(
    api_client: Client, text: str, fields: dict[str, Any], words: dict[str, str]
) -> None:
    prompt = f"Buy AAPL when RSI is below 30, sell above 60, {text}"
    assert overridden(prompt, told(api_client, prompt, **fields)) == words


def test_a_condition_keeps_the_symbol_that_it_looks_at(api_client: Client) -> None:
    prompt = "Buy AAPL when RSI of AAPL is below 30, sell after 5 days"
    reading = told(api_client, prompt, symbols=["IBM"])
    spans = [one for one in reading["guide"]["spans"] if one["kind"] == "overridden"]
    assert [one["start"] for one in spans] == [4]


def page_of(client: Client, viewer: Viewer, prompt: str = TEXT, **fields: Any) -> str:
    job = jobs.submit(viewer, prompt, **fields)
    return text_of(client.get(f"/jobs/{job.pk}/"))


def test_a_run_tells_at_its_top_what_was_set_beside_its_text(
    ada_client: Client, viewer: Viewer
) -> None:
    page = page_of(ada_client, viewer, symbols=["IBM"], initial_capital=7777.0)
    said = "tested on IBM instead of AAPL, with $7,777 instead of $25,000"
    assert said in page
    assert page.index(said) < page.index("How it went")


def test_it_tells_dates_and_costs_and_what_the_text_is_silent_of(
    ada_client: Client, viewer: Viewer
) -> None:
    page = page_of(ada_client, viewer, start=date(2010, 2, 1), commission=0.001)
    assert "tested from 1 February 2010 instead of 1 January 2005, with 0.1% commission" in page
    assert "0.1% commission instead" not in page


def test_what_was_changed_in_words_since_is_not_said_to_be_set_beside_it(
    ada_client: Client, viewer: Viewer
) -> None:
    job = jobs.submit(viewer, TEXT, symbols=["ibm"], initial_capital=7777.0)
    changed = jobs.refine(viewer, job, "trade MSFT instead")
    page = text_of(ada_client.get(f"/jobs/{changed.pk}/"))
    assert "tested with $7,777 instead of $25,000" in page


def test_a_run_of_its_text_alone_has_nothing_to_tell(ada_client: Client, viewer: Viewer) -> None:
    assert "Set beside the text" not in page_of(ada_client, viewer)


@pytest.mark.parametrize(
    ("prompt", "fields", "lacks"),
    [
        (TEXT, {}, ""),
        (TEXT.replace("AAPL", "TSLA"), {}, "There are no prices of TSLA here."),
        (TEXT, {"symbols": ["IBM"], "timeframe": "5m"}, "There are no 5m prices of IBM here"),
        (TEXT, {"start": "2090-01-01"}, "there are none from 2090-01-01"),
        (
            TEXT.replace("RSI", "RSI(900)"),
            {"symbols": ["GOOG"], "end": "2006-06-01"},
            "RSI(900) needs 90",
        ),
        (
            TEXT.replace("AAPL", "TSLA").replace(", sell above 60", ""),
            {},
            "",
        ),  # there is a question first
    ],
)
def test_prices_that_are_not_here_are_told_before_the_run_is_asked_for(
    api_client: Client, prompt: str, fields: dict[str, Any], lacks: str
) -> None:
    found = told(api_client, prompt, **fields)["guide"]["lacks"]
    assert lacks in found
    assert bool(lacks) == bool(found)
