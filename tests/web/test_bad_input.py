"""Bad input gets one kind, exact answer, on the API and on the command line; nothing is queued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from backtests.delivery.broker import StreamBroker
from backtests.models import Job
from tests.web.conftest import post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
# Whether to ask back is the reader's to choose; either way the answer says how to put it.
NOTHING_TO_TEST = "needs_answers not_understood"
RULES = "when RSI drops below 30, sell when RSI goes above 70"


@dataclass(frozen=True)
class Bad:
    """What is sent, and what the answer must hold; `told` in both doors."""

    text: str
    code: str
    told: str = ""
    status: int = 422
    field: str = ""


CASES = {
    "empty": Bad("", "invalid_prompt", field="prompt"),
    "blank": Bad(" \n\t ", "invalid_prompt", field="prompt"),
    "a megabyte": Bad("buy AAPL " * 120_000, "too_large", status=413),
    "20,000 characters": Bad("buy AAPL " * 2_300, "invalid_prompt", "10,000", field="prompt"),
    "no symbol": Bad(f"Buy {RULES}", "needs_answers"),
    "unknown symbol": Bad(f"Buy XQZWV {RULES}", "needs_answers", "XQZWV"),
    "no prices": Bad(f"Buy TSLA {RULES}", "no_data", "TSLA"),
    "reversed dates": Bad(
        f"Buy AAPL {RULES}, from 2012 to 2005", "impossible", "before", field="start"
    ),
    "negative capital": Bad(
        f"Buy AAPL {RULES} with -5000 dollars", "impossible", "capital", field="initial_capital"
    ),
    "stop of 150%": Bad(
        f"Buy AAPL {RULES} or at a 150% stop loss", "impossible", "150%", field="stop_loss"
    ),
    "HTML": Bad("<script>alert('hi')</script><b>bold</b>", NOTHING_TO_TEST),
    "nonsense": Bad("colourless green ideas sleep furiously", NOTHING_TO_TEST),
    "not text": Bad(f"Buy AAPL {RULES}\x00", "invalid_prompt", field="prompt"),
}
every_case = pytest.mark.parametrize("bad", CASES.values(), ids=CASES.keys())


@pytest.fixture(autouse=True)
def _nothing_is_queued(redis_url: str) -> Any:
    yield
    assert not Job.objects.exists()
    assert StreamBroker("workflow").queue_size() == 0


@every_case
def test_the_api_answers_kindly(api_client: Client, bad: Bad) -> None:
    answer = post(api_client, "/api/jobs", {"prompt": bad.text})
    error = answer.json()["error"]
    assert answer.status_code == bad.status, error
    assert error["code"] in bad.code.split(), error
    assert bad.told in error["message"]
    assert not bad.field or bad.field in error["fields"]
    assert kind(error["message"])


@every_case
def test_the_command_line_answers_kindly(bad: Bad) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("backtest", bad.text)
    assert refused.value.returncode == 2
    assert bad.told in str(refused.value)
    assert kind(str(refused.value))


def kind(message: str) -> bool:
    """A sentence for a person: no trace, no names of ours."""
    return 10 < len(message) < 1500 and not any(
        name in message for name in ("Traceback", "Error:", "pydantic", "NoneType")
    )


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"start": "2012-01-01", "end": "2005-01-01"}, "end"),
        ({"initial_capital": -1}, "initial_capital"),
        ({"initial_capital": 0}, "initial_capital"),
        ({"commission": 2}, "commission"),
        ({"slippage": -0.1}, "slippage"),
        ({"timeframe": "3d"}, "timeframe"),
        ({"source": "the internet"}, "source"),
        ({"symbols": []}, "symbols"),
        ({"symbols": ["AAPL"] * 30}, "symbols"),
        ({"max_iterations": 0}, "max_iterations"),
        ({"max_iterations": 1.5}, "max_iterations"),
        ({"start": "yesterday"}, "start"),
        ({"start": "2012-13-01"}, "start"),
        ({"start": 0}, "start"),
        ({"end": 1_400_000_000}, "end"),
        ({"initial_capital": True}, "initial_capital"),
    ],
)
def test_bad_options_are_named(api_client: Client, options: dict[str, Any], field: str) -> None:
    answer = post(api_client, "/api/jobs", {"prompt": f"Buy AAPL {RULES}", **options})
    assert answer.status_code == 422
    assert list(answer.json()["error"]["fields"]) == [field]


def test_too_much_capital_is_told_the_limit(api_client: Client) -> None:
    answer = post(api_client, "/api/jobs", {"prompt": f"Buy AAPL {RULES}", "initial_capital": 2e12})
    told = "The initial capital must be at most 1,000,000,000,000, not 2e+12."
    assert answer.json()["error"]["message"] == told


def test_a_day_without_hyphens_is_that_day(api_client: Client) -> None:
    asked = {"prompt": f"Buy AAPL {RULES}", "start": "20120131"}
    reading = post(api_client, "/api/strategy/read", asked).json()
    assert reading["strategy"]["start"] == "2012-01-31"
