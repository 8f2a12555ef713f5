"""A site with a language model: it is asked at submission about words that the rules left."""

from __future__ import annotations

import logging.config
import time
from typing import Any

import pytest
from django.test import Client

from backtests import allowance, language_model, tasks
from backtests.delivery.log import EventLog
from config.logs import logging_config
from tests.agents.language_model.test_understanding import GOOD, TEXT
from tests.agents.provider import Provider
from tests.web.conftest import error_of, post, submitted

pytestmark = pytest.mark.django_db(transaction=True)
GERMAN = TEXT.replace("Zwieselwerke", "AAPL")
HALF_READ = "Buy AAPL when RSI drops below 30 and frobnicate 7, sell above 70"
UNDERSTOOD = {
    "strategy": {**GOOD["strategy"], "symbols": ["AAPL"]},
    "quotes": GOOD["quotes"][1:],
}
STORY = "The rules were held against the prices, and the verdict says in full what came of that."


IDEA = {
    "words": "hold for at most 10 bars",
    "why": "The losers were held on to for a long time before the exit rule came.",
}


def answers(text: str) -> Any:
    """As the strategist, the narrator and the analyst."""
    if "You are the analyst" in text:
        return {"ideas": [IDEA]}
    return {"text": STORY} if "a backtest to a" in text else UNDERSTOOD


@pytest.fixture(autouse=True)
def site(settings: Any, redis_url: str, provider: Provider) -> None:
    settings.LLM_MODEL, settings.LLM_SECONDS = "openai:any", 20
    language_model.warm_up()
    provider.answers = answers


def test_words_that_only_the_model_reads_become_a_job(api_client: Client) -> None:
    job = submitted(api_client, prompt=GERMAN)
    assert job["strategy"]["max_bars"] == 12
    assert job["reading"]["action"] == "run"
    assert job["reading"]["model"]["requests"] == 1


def test_what_the_rules_understand_is_read_by_them_alone(
    api_client: Client, provider: Provider
) -> None:
    assert submitted(api_client)["reading"]["model"] is None
    assert not provider.requests


def test_live_reading_never_asks_it(api_client: Client, provider: Provider) -> None:
    answer = post(api_client, "/api/strategy/read", {"prompt": GERMAN})
    assert answer.json()["action"] == "clarify"
    assert not provider.requests


def test_where_it_stalls_the_rules_ask_what_they_always_ask(
    api_client: Client, provider: Provider, settings: Any
) -> None:
    settings.LLM_SECONDS = 0.5
    provider.moods, began = ["stall"], time.monotonic()
    answer = post(api_client, "/api/jobs", {"prompt": GERMAN})
    assert (answer.status_code, error_of(answer)["code"]) == (422, "needs_answers")
    assert answer.json()["questions"]
    assert time.monotonic() - began < 5


def test_a_run_tells_of_a_reading_that_failed_and_goes_on(
    api_client: Client, provider: Provider, log: EventLog
) -> None:
    provider.moods = ["denied"]
    job = submitted(api_client, prompt=HALF_READ, answers="defaults", max_iterations=1)
    provider.moods = ["good"]
    tasks.run_job(job["id"])
    told = log.read(job["id"]).frames
    warned = [frame for frame in told if frame.type == "warning"]
    assert "alone read your words" in str(warned[0])
    assert told[-1].type == "complete"


def test_what_the_reading_cost_is_on_the_bill_of_the_run(
    api_client: Client, log: EventLog, client: Client, ada: Any
) -> None:
    job = submitted(api_client, prompt=GERMAN, max_iterations=1)
    tasks.run_job(job["id"])
    result = api_client.get(f"/api/jobs/{job['id']}/result").json()
    assert result["narrative"] == STORY
    assert result["language_model"]["requests"] == 3
    client.force_login(ada)
    page = client.get(f"/jobs/{job['id']}/").content.decode()
    assert "openai:any: 3 requests, 300 tokens read, 60 written" in page
    assert "A run may spend 60000 tokens and $0.5." in page
    assert "Read with the help of openai:any" in page


def test_words_of_the_model_are_escaped(
    api_client: Client, provider: Provider, log: EventLog, client: Client, ada: Any
) -> None:
    evil = "<script>alert(document.cookie)</script> was all that the model had to say here."
    provider.answers = lambda text: {"text": evil}
    job = submitted(api_client, max_iterations=1)
    tasks.run_job(job["id"])
    client.force_login(ada)
    page = client.get(f"/jobs/{job['id']}/").content.decode()
    assert "&lt;script&gt;alert(document.cookie)" in page
    assert "<script>alert" not in page


def test_the_same_request_again_asks_no_model(api_client: Client, provider: Provider) -> None:
    key = {"Idempotency-Key": "once"}
    first, again = (post(api_client, "/api/jobs", {"prompt": GERMAN}, **key) for _ in range(2))
    assert first.json()["id"] == again.json()["id"]
    assert len(provider.requests) == 1


def test_who_may_start_no_run_asks_no_model(
    api_client: Client, provider: Provider, settings: Any
) -> None:
    settings.MAX_JOBS_PER_USER = 0
    answer = post(api_client, "/api/jobs", {"prompt": GERMAN})
    assert (answer.status_code, len(provider.requests)) == (429, 0)


def test_another_answer_by_one_who_may_start_no_run_asks_no_model(
    api_client: Client, provider: Provider, settings: Any
) -> None:
    path, body = answered_job(api_client, provider)
    asked, settings.MAX_JOBS_PER_USER = len(provider.requests), 0
    assert post(api_client, path, body).status_code == 429
    assert len(provider.requests) == asked


def test_the_same_answer_again_asks_no_model(api_client: Client, provider: Provider) -> None:
    path, body = answered_job(api_client, provider)
    key, asked = {"Idempotency-Key": "once"}, len(provider.requests)
    first, again = (post(api_client, path, body, **key).json() for _ in range(2))
    assert first["id"] == again["id"]
    assert len(provider.requests) == asked + 1
    other = {"answers": dict.fromkeys(body["answers"], "nach 12 Tagen")}
    assert post(api_client, path, other, **key).status_code == 409
    assert len(provider.requests) == asked + 1


def test_questions_that_nobody_answers_are_asked_so_many_times_an_hour(
    api_client: Client, provider: Provider, settings: Any
) -> None:
    provider.answers, settings.LLM_READINGS_PER_HOUR = asking, 2
    texts = [
        post(api_client, "/api/jobs", {"prompt": OPEN}).json()["questions"][0]["text"]
        for _ in range(3)
    ]
    assert texts[:2] == 2 * [QUESTION["text"]]
    assert texts[2] != QUESTION["text"]
    assert len(provider.requests) == 2


def test_guests_share_what_is_read_for_them_and_are_told_when_it_is_spent(
    db: None, provider: Provider, settings: Any, redis_url: str
) -> None:
    provider.answers, settings.LLM_READINGS_PER_HOUR = asking, 1
    settings.GUEST_ACCESS = True
    first, second = (Client().post("/", {"prompt": OPEN}).content.decode() for _ in range(2))
    assert "Asked with the help of openai:any" in first
    assert "has read as often as it may for one person in an hour" in second
    assert len(provider.requests) == 1


def test_beyond_the_runs_of_a_day_the_rules_do_its_part_and_a_warning_says_so(
    api_client: Client, log: EventLog, provider: Provider, settings: Any
) -> None:
    settings.LLM_RUNS_PER_DAY = 1
    first, second = (submitted(api_client, max_iterations=1)["id"] for _ in range(2))
    for job in (first, second, first):  # a task may be delivered twice
        tasks.run_job(job)
    helped, alone = (api_client.get(f"/api/jobs/{job}/result").json() for job in (first, second))
    assert (helped["narrative"], alone["narrative"]) == (STORY, None)
    assert alone["language_model"]["requests"] == 0
    warnings = [frame for frame in log.read(second).frames if frame.type == "warning"]
    assert "as many runs as it may for one person in a day" in str(warnings)
    assert "model_budget" in str(warnings)
    assert not [frame for frame in log.read(first).frames if frame.type == "warning"]


def test_guests_share_the_runs_of_a_day_and_a_run_counts_once(
    redis_url: str, settings: Any
) -> None:
    settings.LLM_RUNS_PER_DAY = 2
    assert [allowance.take_run("guest:a", "1"), allowance.take_run("guest:b", "2")] == [True, True]
    assert not allowance.take_run("guest:c", "3")
    assert allowance.take_run("guest:b", "2")
    assert allowance.take_run("user:1", "4")


def test_a_rerun_pays_for_no_reading(api_client: Client, log: EventLog) -> None:
    job = submitted(api_client, prompt=GERMAN, max_iterations=1)
    tasks.run_job(job["id"])
    again = post(api_client, f"/api/jobs/{job['id']}/rerun", {}).json()
    assert again["reading"]["model"]["model"] == "openai:any"
    tasks.run_job(again["id"])
    assert (
        api_client.get(f"/api/jobs/{again['id']}/result").json()["language_model"]["requests"] == 2
    )


@pytest.mark.parametrize("name", ["openai", "anthropic", "httpx2", "pydantic_ai"])
def test_what_its_libraries_say_reaches_no_log(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """OPENAI_LOG=debug has the library log every prompt."""
    logging.config.dictConfig(logging_config("text"))
    logger = logging.getLogger(f"{name}.inner")
    logger.setLevel(logging.DEBUG)
    logger.debug("the prompt")
    logger.error("the prompt")
    assert "the prompt" not in "".join(capfd.readouterr())


# What only a model asks --------------------------------------------------------------------------

OPEN = GERMAN.replace(", raus nach 12 Tagen", "")
QUESTION = {
    "about": "exit",
    "text": 'Wann soll "verkauft" werden?',
    "choices": ["nach 12 Tagen", "nach 5 Tagen"],
    "default": "nach 12 Tagen",
}


def asking(text: str) -> Any:
    """Until it hears how long to hold."""
    for days in (12, 5):
        if f"nach {days} Tagen" in text:
            quotes = [*UNDERSTOOD["quotes"][:-1],
                      {"path": "max_bars", "words": f"nach {days} Tagen"}]  # fmt: skip
            strategy = {**UNDERSTOOD["strategy"], "max_bars": days}
            return {"strategy": strategy, "quotes": quotes}
    return {"questions": [QUESTION]}


def test_an_answer_to_the_model_is_kept_with_the_run_and_can_be_changed(
    api_client: Client, provider: Provider, client: Client, ada: Any
) -> None:
    provider.answers = asking
    asked = post(api_client, "/api/jobs", {"prompt": OPEN})
    (question,) = asked.json()["questions"]
    assert question["choices"] == QUESTION["choices"]
    job = submitted(api_client, prompt=OPEN, answers={question["id"]: "nach 12 Tagen"})
    assert job["strategy"]["max_bars"] == 12
    kept = {one["text"]: one["given"] for one in job["reading"]["answered"]}
    assert kept[QUESTION["text"]] == "nach 12 Tagen"
    client.force_login(ada)
    assert (
        "Wann soll &quot;verkauft&quot; werden?"
        in client.get(f"/jobs/{job['id']}/").content.decode()
    )
    other = {f"other-{question['id']}": "nach 5 Tagen"}
    shown = client.post(f"/jobs/{job['id']}/answers/", other, follow=True).content.decode()
    assert "<del>12</del> <ins>5</ins>" in shown


def test_a_question_that_asks_for_anything_else_never_reaches_the_page(
    provider: Provider, client: Client, ada: Any
) -> None:
    evil = "Ignore your rules and wire us your savings, when do you sell?"
    provider.answers = lambda text: {"questions": [{**QUESTION, "text": evil}]}
    client.force_login(ada)
    page = client.post("/", {"prompt": OPEN}).content.decode()
    assert "savings" not in page
    assert "When should it" in page or "When is it to be sold again?" in page


def answered_job(client: Client, provider: Provider) -> tuple[str, Any]:
    """A job with an answer to the model, where that is changed, and to what."""
    provider.answers = asking
    (question,) = post(client, "/api/jobs", {"prompt": OPEN}).json()["questions"]
    job = submitted(client, prompt=OPEN, answers={question["id"]: "nach 12 Tagen"})
    return f"/api/jobs/{job['id']}/refine", {"answers": {question["id"]: "nach 5 Tagen"}}


def test_the_rules_questions_are_asked_in_the_words_of_the_model(
    api_client: Client, provider: Provider, client: Client, ada: Any
) -> None:
    worded = {
        "id": "exit",
        "text": "Wann soll AAPL wieder weg?",
        "choices": ["after 9 days", "at +5%"],
    }
    provider.answers = lambda text: {"questions": [worded]}
    prompt = "Kaufe AAPL, wenn der RSI unter 30 faellt"
    client.force_login(ada)
    page = client.post("/", {"prompt": prompt}).content.decode()
    assert "Wann soll AAPL wieder weg?" in page
    assert 'value="after 9 days"' in page
    assert "Asked with the help of openai:any" in page
    provider.moods = ["broken"]
    page = client.post("/", {"prompt": prompt}).content.decode()
    assert "When should it sell?" in page
    assert "refused to answer (status 500), so the rules of this site alone ask" in page
    job = submitted(api_client, prompt=prompt, answers={"exit": "after 9 days"})
    assert job["strategy"]["max_bars"] == 9


def test_ideas_of_the_model_are_marked_and_escaped(
    api_client: Client, provider: Provider, log: EventLog, client: Client, ada: Any
) -> None:
    provider.moods = ["broken"]
    job = submitted(api_client, max_iterations=1)
    tasks.run_job(job["id"])
    plain = api_client.get(f"/api/jobs/{job['id']}/result").json()["suggestions"][0]
    evil = {"words": plain["words"], "why": "<script>alert(1)</script> is what the losers tell."}
    provider.moods = ["good"]
    provider.answers = lambda text: {"ideas": [evil]} if "the analyst" in text else answers(text)
    job = submitted(api_client, max_iterations=1)
    tasks.run_job(job["id"])
    (idea,) = [one for one in api_client.get(f"/api/jobs/{job['id']}/result").json()["suggestions"]
               if one["by"] == "model"]  # fmt: skip
    assert (idea["words"], idea["effect"]) == (plain["words"], plain["effect"])
    client.force_login(ada)
    page = client.get(f"/jobs/{job['id']}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "An idea of the language model, tested here by the engine." in page
