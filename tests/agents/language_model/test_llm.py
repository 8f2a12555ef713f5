"""The one place that calls a provider, with the library's real client against a local server."""

import asyncio
import gc
import logging
import sys
import time
from collections.abc import Iterator

import pytest
from pydantic import BaseModel
from pydantic_ai.messages import ModelMessage, ModelResponse
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel

from agents.errors import Cancelled
from agents.language_model import connection
from agents.language_model.asking import NoAnswer, Task, Untrue
from agents.language_model.llm import Limits, ProvidedModel
from tests.agents.provider import KEY, Provider


class Colour(BaseModel):
    name: str


TASK = Task("colour", "Name a colour.", Colour)
SECRET = "the-words-of-the-user"


@pytest.fixture(autouse=True)
def blue(request: pytest.FixtureRequest) -> None:
    """What the provider says, unless a test wants something else."""
    if "provider" in request.fixturenames:
        request.getfixturevalue("provider").answers = lambda text: {"name": "blue"}
        connection.warm_up("openai:any")


@pytest.fixture(autouse=True)
def logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens, neither key nor words are logged."""
    with caplog.at_level(logging.INFO):
        yield
    assert KEY not in caplog.text
    assert SECRET not in caplog.text


async def failing(model: ProvidedModel) -> NoAnswer:
    with pytest.raises(NoAnswer) as raised:
        await model.ask(TASK, SECRET)
    assert KEY not in str(raised.value)
    assert SECRET not in str(raised.value)
    return raised.value


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("openai:any", "/v1/chat/completions"),
        ("openai-responses:any", "/v1/responses"),
        ("anthropic:any", "/v1/messages"),
        ("ollama:any", "/v1/chat/completions"),
    ],
)
async def test_an_answer_comes_in_the_form_that_was_asked_for(
    provider: Provider, name: str, path: str
) -> None:
    model = ProvidedModel(name)
    assert (await model.ask(TASK, SECRET)).name == "blue"
    assert provider.paths[0].partition("?")[0] == path
    spent = model.spent()
    assert (spent["requests"], spent["input_tokens"], spent["output_tokens"]) == (1, 100, 20)
    assert spent["failure"] is None


async def test_a_loop_of_its_own_for_each_run_is_no_trouble(provider: Provider) -> None:
    def one_run() -> str:
        return asyncio.run(ProvidedModel("openai:any").ask(TASK, "x")).name

    assert [await asyncio.to_thread(one_run) for _ in range(3)] == ["blue"] * 3


async def test_an_answer_may_come_in_parts(provider: Provider) -> None:
    provider.moods = ["parts"]
    assert (await ProvidedModel("openai:any").ask(TASK, SECRET)).name == "blue"


@pytest.mark.parametrize("mood", ["stall", "drip"])
async def test_one_that_does_not_come_to_an_end_is_left(provider: Provider, mood) -> None:
    provider.moods, began = [mood], time.monotonic()
    failure = await failing(ProvidedModel("openai:any", Limits(seconds=0.5)))
    assert failure.why == "timeout"
    assert time.monotonic() - began < 3
    assert "0.5 seconds" in str(failure)


@pytest.mark.parametrize(
    ("mood", "why", "requests"),
    [
        ("busy", "refused", 2),
        ("broken", "refused", 2),
        ("denied", "refused", 1),
        ("cut", "unreachable", 1),
        ("rubbish", "unusable", 1),
        ("html", "unusable", 1),
        ("away", "unusable", 1),
        ("flood", "unusable", 1),
        ("bomb", "unusable", 1),
        ("stream", "unusable", 1),
    ],
)
async def test_every_way_to_fail_has_a_name(
    provider: Provider, mood, why: str, requests: int
) -> None:
    provider.moods = [mood]
    model = ProvidedModel("openai:any")
    assert (await failing(model)).why == why
    assert len(provider.requests) == model.spent()["requests"] == requests


@pytest.mark.parametrize("name", ["openai:any", "anthropic:any"])
async def test_no_more_is_taken_in_than_an_answer_needs(provider: Provider, name: str) -> None:
    provider.moods = ["flood"]
    assert (await failing(ProvidedModel(name))).why == "unusable"
    assert provider.sent < 50 * connection.LARGEST  # the rest is what sockets hold


async def test_a_server_that_is_gone_is_unreachable(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert (await failing(ProvidedModel("openai:any"))).why == "unreachable"


async def test_what_is_turned_down_for_now_is_asked_once_more(provider: Provider) -> None:
    provider.moods = ["busy", "good"]
    provider.retry_after = "0.1"
    assert (await ProvidedModel("openai:any").ask(TASK, SECRET)).name == "blue"


async def test_a_pause_that_is_too_long_is_not_waited_for(provider: Provider) -> None:
    provider.moods, provider.retry_after, began = ["busy", "good"], "50", time.monotonic()
    failure = await failing(ProvidedModel("openai:any"))
    assert failure.why == "refused"
    assert time.monotonic() - began < 5


async def test_after_a_failure_it_is_not_asked_again(provider: Provider) -> None:
    provider.moods = ["denied", "good"]
    model = ProvidedModel("openai:any")
    assert not model.useless
    first = await failing(model)
    assert model.useless
    assert await failing(model) is first
    assert len(provider.requests) == 1
    assert model.spent()["failure"] == str(first)


async def test_an_answer_in_another_form_may_be_put_right_once(provider: Provider) -> None:
    answers = iter([{"nome": "azzurro"}, {"name": "green"}])
    provider.answers = lambda text: next(answers)
    assert (await ProvidedModel("openai:any").ask(TASK, SECRET)).name == "green"
    provider.answers = lambda text: {"nome": "azzurro"}
    assert (await failing(ProvidedModel("openai:any"))).why == "unusable"


async def test_a_lie_may_be_put_right_once(provider: Provider) -> None:
    def no_green(answer: Colour) -> None:
        if answer.name == "green":
            raise Untrue("Green is not among the facts.")

    task = Task("colour", "Name a colour.", Colour, no_green)
    answers = iter([{"name": "green"}, {"name": "red"}])
    provider.answers = lambda text: next(answers)
    assert (await ProvidedModel("openai:any").ask(task, "x")).name == "red"
    assert "Green is not among the facts." in str(provider.requests[-1])
    provider.answers = lambda text: {"name": "green"}
    with pytest.raises(NoAnswer, match="cannot be used"):
        await ProvidedModel("openai:any").ask(task, "x")


async def test_the_budget_of_a_run_is_kept(provider: Provider) -> None:
    model = ProvidedModel("openai:any", Limits(tokens=200))
    await model.ask(TASK, "x")
    assert (await failing(model)).why == "budget"
    assert len(provider.requests) <= 2


async def test_what_is_spent_up_asks_no_more(provider: Provider) -> None:
    spent = {"requests": 3, "input_tokens": 150, "output_tokens": 50, "dollars": None}
    model = ProvidedModel("openai:any", Limits(tokens=200), spent=spent)
    assert (await failing(model)).why == "budget"
    assert not provider.requests
    assert model.spent()["requests"] == 3


async def test_money_is_counted_where_the_price_is_known(provider: Provider) -> None:
    model = ProvidedModel("openai:gpt-4o")
    await model.ask(TASK, "x")
    assert model.spent()["dollars"] == pytest.approx(100 * 2.5e-6 + 20 * 1e-5)
    costly = ProvidedModel("openai:gpt-4o", Limits(dollars=0.0001))
    assert (await failing(costly)).why == "budget"


async def test_a_cancelled_run_does_not_wait_for_it(provider: Provider) -> None:
    provider.moods, began = ["stall"], time.monotonic()

    def called_off() -> None:
        if time.monotonic() - began > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        await ProvidedModel("openai:any", check_cancelled=called_off).ask(TASK, "x")
    assert time.monotonic() - began < 3


async def test_what_fails_beside_it_is_not_laid_at_its_door(provider: Provider) -> None:
    def unknown() -> None:
        raise ConnectionError("the log cannot be reached")

    model = ProvidedModel("openai:any", check_cancelled=unknown)
    with pytest.raises(ConnectionError):
        await model.ask(TASK, "x")
    assert not model.useless


async def test_a_failure_that_nobody_waits_for_is_not_logged_with_its_words() -> None:
    """asyncio logs what no one has fetched, with all that the exception says."""
    asked = asyncio.Event()

    async def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        asked.set()
        try:
            await asyncio.sleep(60)
        finally:
            raise RuntimeError(f"{KEY} {SECRET}")

    def called_off() -> None:
        if asked.is_set():
            raise Cancelled

    with pytest.raises(Cancelled):
        await ProvidedModel(FunctionModel(answer), check_cancelled=called_off).ask(TASK, SECRET)
    await asyncio.sleep(0.05)
    gc.collect()


@pytest.mark.parametrize("name", ["openai:any", "openai-responses:any", "anthropic:any"])
def test_its_libraries_can_be_loaded_before_anybody_waits(provider: Provider, name: str) -> None:
    connection.warm_up(name)
    known = set(sys.modules)
    asyncio.run(ProvidedModel(name).ask(TASK, "x"))
    late = {one.partition(".")[0] for one in set(sys.modules) - known}
    assert not late & {"openai", "anthropic", "pydantic_ai", "httpx2"}


async def test_models_of_the_library_serve_as_well() -> None:
    model = ProvidedModel(TestModel(custom_output_args={"name": "grey"}))
    assert (await model.ask(TASK, "x")).name == "grey"
