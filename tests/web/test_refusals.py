"""What cannot be tested is refused at every door, before anything is queued, by its field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from backtests import intake
from backtests.delivery.broker import StreamBroker
from backtests.engine.strategy import Strategy
from backtests.models import Job
from tests.engine.making import compare, indicator
from tests.web.conftest import error_of, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]

OVERSOLD = compare(indicator("RSI", period=14), "<", 30)
OVERBOUGHT = compare(indicator("RSI", period=14), ">", 70)
CLOSE = {"kind": "price"}
SMA_300 = indicator("SMA", period=300)
RULES = "Buy FB when RSI < 30, sell when RSI > 70"

# What is sent as data, the field that is named, and what is said of it.
DATA: dict[str, tuple[dict[str, Any], str, str]] = {
    "RSI above 150": (
        {"entry": compare(indicator("RSI"), ">", 150)},
        "entry",
        "RSI only takes values from 0 to 100; 150 is impossible",
    ),
    "above 70 and below 30 at once": (
        {"entry": {"kind": "all", "of": [OVERSOLD, OVERBOUGHT]}},
        "entry",
        "entry can never hold: RSI(14) would be above 70 and below 30 at once",
    ),
    "stop of 150%": ({"stop_loss": 1.5}, "stop_loss", "a stop must be below 1 (100%), not 1.5"),
    "end before start": (
        {"start": "2013-01-01", "end": "2012-06-01"},
        "start",
        "the start (2013-01-01) must be before the end (2012-06-01)",
    ),
    "leverage 100": ({"leverage": 100}, "leverage", "less than or equal to 10, not 100"),
    "a value deep within": (
        {"entry": {"kind": "all", "of": [OVERSOLD, compare(indicator("SMA", period=0), "<", 1)]}},
        "entry.of.1.left",
        "period",
    ),
    "a field that is missing": (
        {"entry": {"kind": "compare", "op": "<"}},
        "entry.left",
        "required",
    ),
    "a period longer than the prices": (
        {"entry": {"kind": "any", "of": [OVERSOLD, compare(CLOSE, ">", SMA_300)]}},
        "entry.of.1.right.params.period",
        "SMA(300) needs 300 bars, and FB has only 196 here; choose a shorter one",
    ),
    "a period longer than the prices up to the end": (
        {"exit": compare(CLOSE, "<", indicator("SMA", period=50)), "end": "2012-06-29"},
        "exit.right.params.period",
        "SMA(50) needs 50 bars, and FB has only 30 here",
    ),
    "an ATR longer than the prices": (
        {"stop_loss": {"kind": "atr", "multiple": 2, "period": 300}},
        "stop_loss.period",
        "ATR(300) needs 300 bars",
    ),
    "a change longer than the prices": (
        {"entry": compare({"kind": "change", "bars": 252}, "<", 0)},
        "entry.left.bars",
        "needs 252 bars",
    ),
    "a lag longer than the prices": (
        {"entry": compare(CLOSE | {"lag": 500}, "<", CLOSE)},
        "entry.left.lag",
        "needs 501 bars",
    ),
    "a condition that lasts longer than the prices": (
        {"entry": {"kind": "lasting", "bars": 400, "of": OVERSOLD}},
        "entry.bars",
        "needs 400 bars",
    ),
}
WORDS = {
    "RSI above 150": ("Buy FB when RSI is above 150, sell when RSI < 30", "entry", "0 to 100"),
    "stop of 150%": (f"{RULES}, stop loss 150%", "stop_loss", "150%"),
    "end before start": (f"{RULES}, from 2013 to 2012", "start", "before"),
    "leverage 100": (f"{RULES}, leverage 100", "leverage", "between 1 and 10"),
    "a period longer than the prices": (
        "Buy FB when the close is above its 300-day SMA, sell when RSI > 70",
        "entry.right.params.period",
        "SMA(300) needs 300 bars, and META has only 196 here",
    ),
}
as_data = pytest.mark.parametrize(("changes", "field", "told"), DATA.values(), ids=DATA)
as_words = pytest.mark.parametrize(("text", "field", "told"), WORDS.values(), ids=WORDS)


@pytest.fixture(autouse=True)
def _nothing_is_queued(redis_url: str) -> Any:
    yield
    assert not Job.objects.exists()
    assert StreamBroker("workflow").queue_size() == 0


def strategy(changes: dict[str, Any]) -> dict[str, Any]:
    return {"symbols": ["FB"], "entry": OVERSOLD, "exit": OVERBOUGHT, **changes}


@as_data
def test_the_api_names_the_field_of_a_strategy(
    api_client: Client, changes: dict[str, Any], field: str, told: str
) -> None:
    answer = post(api_client, "/api/jobs", {"strategy": strategy(changes)})
    assert answer.status_code == 422
    error = error_of(answer)
    assert told in error["fields"][field]
    assert told in error["message"]


@as_words
def test_the_api_names_the_field_of_words(
    api_client: Client, text: str, field: str, told: str
) -> None:
    answer = post(api_client, "/api/jobs", {"prompt": text})
    assert answer.status_code == 422
    assert told in error_of(answer)["fields"][field]


@as_words
def test_the_page_says_it(guest_client: Client, text: str, field: str, told: str) -> None:
    guest_client.handler.enforce_csrf_checks = False
    answer = guest_client.post("/", {"prompt": text})
    assert answer.status_code == 422
    assert told in answer.content.decode()


@as_words
def test_the_command_says_it(text: str, field: str, told: str) -> None:
    with pytest.raises(CommandError, match=told.replace("(", r"\(").replace(")", r"\)")) as refused:
        call_command("backtest", text)
    assert refused.value.returncode == 2


@as_data
def test_the_command_refuses_a_file(
    tmp_path: Path, changes: dict[str, Any], field: str, told: str
) -> None:
    file = tmp_path / "strategy.json"
    file.write_text(json.dumps(strategy(changes)))
    with pytest.raises(CommandError) as refused:
        call_command("backtest", strategy=file)
    assert refused.value.returncode == 2
    assert told in str(refused.value)


def test_prices_before_the_start_fill_a_window() -> None:
    """196 bars in all, of which the test begins with the last few."""
    late = {"entry": compare(CLOSE, ">", indicator("SMA", period=180)), "start": "2013-02-01"}
    intake.check_available(Strategy.model_validate(strategy(late)), None)
