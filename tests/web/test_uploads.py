"""Prices of one's own: line by line, within limits, and nobody else's through any door."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backtests import jobs, snapshot, tasks, uploads
from backtests.market_data import catalogue, own_files
from backtests.models import Job
from backtests.viewers import GUEST_KEY, Viewer
from tests.web.conftest import error_of, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url", "apart")]

DAYS = [f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
WAVE = [100 + (n % 40 if n % 80 < 40 else 40 - n % 40) for n in range(len(DAYS))]
GOOD = "date,open,high,low,close\n" + "".join(
    f"{day},{price},{price + 1},{price - 1},{price}\n"
    for day, price in zip(DAYS, WAVE, strict=True)
)
STRATEGY_TEXT = "Buy ACME when RSI drops below 30, sell when RSI goes above 70"


@pytest.fixture
def apart(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def bob_client(client_of: Callable[[User], Client]) -> Client:
    return client_of(User.objects.create_user("bob"))


def file(text: str | bytes = GOOD, name: str = "acme.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def upload(client: Client, text: str | bytes = GOOD, query: str = "", **fields: str) -> Any:
    return client.post(f"/api/prices{query}", {"symbol": "acme", **fields, "file": file(text)})


def kept(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


def text_of(answer: Any) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def ask(client: Client, **more: Any) -> Any:
    return post(client, "/api/jobs", {"prompt": STRATEGY_TEXT, "symbols": ["ACME"], **more})


# Over the API ------------------------------------------------------------------------------------


def test_prices_are_kept_and_told_back(api_client: Client, ada: User, tmp_path: Path) -> None:
    answer = upload(api_client)
    told = answer.json()
    assert answer.status_code == 201
    assert (told["symbol"], told["timeframe"], told["kept"]) == ("ACME", "1d", True)
    assert (told["bars"], told["start"], told["end"]) == (336, "2020-01-01", "2020-12-28")
    assert told["first"][0] == {
        "time": "2020-01-01T00:00:00Z",
        "open": 100,
        "high": 101,
        "low": 99,
        "close": 100,
        "volume": None,
    }
    assert "no volume" in told["flags"]
    assert kept(tmp_path) == [f"prices-of/user-{ada.pk}/1d/ACME.csv"]


def test_a_preview_keeps_nothing(api_client: Client, tmp_path: Path) -> None:
    answer = upload(api_client, query="?preview=true")
    assert (answer.status_code, answer.json()["kept"], answer.json()["bars"]) == (200, False, 336)
    assert kept(tmp_path) == []


def test_daily_prices_called_hourly_are_taken_with_a_word(api_client: Client) -> None:
    for query in ("?preview=true", ""):
        told = upload(api_client, query=query, timeframe="1h").json()
        assert told["flags"][0].startswith("these look like 1d bars, not 1h"), query


def test_bad_lines_are_named_and_nothing_is_kept(api_client: Client, tmp_path: Path) -> None:
    answer = upload(api_client, "date,close\n2024-01-02,1\nsoon,2\n2024-01-04,ten\n")
    error = error_of(answer)
    assert (answer.status_code, error["code"]) == (422, "bad_prices")
    assert error["problems"] == ["line 3: 'soon' is no date", "line 4: close 'ten' is not a number"]
    assert kept(tmp_path) == []


@pytest.mark.parametrize("fields", [{"symbol": "../x"}, {"timeframe": "7d"}])
def test_a_name_that_is_none_is_refused(
    api_client: Client, fields: dict[str, str], tmp_path: Path
) -> None:
    assert upload(api_client, **fields).status_code == 422
    assert kept(tmp_path) == []


def test_without_a_file_the_field_is_named(api_client: Client) -> None:
    answer = api_client.post("/api/prices", {"symbol": "ACME"})
    assert (answer.status_code, "file" in error_of(answer)["fields"]) == (422, True)


def test_what_is_too_large_is_refused(
    api_client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_FILE", 1000)
    assert upload(api_client).status_code == 422
    monkeypatch.setattr(uploads, "LARGEST_REQUEST", 1000)
    assert (upload(api_client).status_code, kept(tmp_path)) == (413, [])


def test_other_calls_take_no_more_than_before(api_client: Client) -> None:
    assert post(api_client, "/api/jobs", {"prompt": "x" * 300_000}).status_code == 413


def test_so_many_files_and_no_more_but_one_may_be_replaced(
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    codes = [upload(api_client, symbol=name).status_code for name in ("A", "B", "C", "B")]
    assert codes == [201, 201, 422, 201]


def test_the_space_of_one_viewer_is_bounded(
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", uploads.LARGEST_FILE + 100)
    assert [upload(api_client, symbol=name).status_code for name in ("A", "B")] == [201, 422]


def test_a_stranger_uploads_nothing(tmp_path: Path) -> None:
    assert upload(Client()).status_code == 401
    assert kept(tmp_path) == []


def test_a_guest_needs_the_csrf_token(guest_client: Client, tmp_path: Path) -> None:
    assert upload(guest_client).status_code == 403
    assert kept(tmp_path) == []


# Whose they are ----------------------------------------------------------------------------------


def test_a_run_on_ones_own_prices_ends_with_a_result(api_client: Client) -> None:
    sha = upload(api_client).json()["sha256"]
    answer = ask(api_client, max_iterations=1)
    assert answer.status_code == 201, answer.content
    tasks.run_job(answer.json()["id"])
    result = snapshot.result(Job.objects.get())
    assert result is not None
    assert [(card["provider"], card["sha256"]) for card in result["data"]] == [("files", sha)]
    assert result["metrics"]["trades"] > 0


def test_a_script_of_a_run_holds_ones_own_prices(api_client: Client, bob_client: Client) -> None:
    upload(bob_client, GOOD.replace(",100,", ",150,"))
    upload(api_client)
    job_id = ask(api_client, max_iterations=1).json()["id"]
    tasks.run_job(job_id)
    answer = api_client.get(f"/api/jobs/{job_id}/strategy.py")
    assert (answer.status_code, "ACME" in answer.content.decode()) == (200, True)
    assert bob_client.get(f"/api/jobs/{job_id}/strategy.py").status_code == 404


def test_another_neither_sees_nor_tests_them(api_client: Client, bob_client: Client) -> None:
    upload(api_client)
    (mine,) = api_client.get("/api/symbols?q=acme").json()["symbols"]
    assert mine["symbol"] == "ACME"
    assert bob_client.get("/api/symbols?q=acme").json()["symbols"] == []
    assert "ACME" not in str(bob_client.get("/api/symbols").json())
    for more in ({}, {"source": "files"}):
        refused = ask(bob_client, **more)
        assert (refused.status_code, error_of(refused)["code"]) == (422, "no_data")
    near = post(bob_client, "/api/jobs", {"prompt": STRATEGY_TEXT, "symbols": ["ACMEE"]})
    assert "ACME" not in error_of(near)["offers"]


def test_another_does_not_see_them_on_the_pages(api_client: Client) -> None:
    upload(api_client)
    other = Client()
    assert "ACME" not in text_of(other.get("/data/"))
    refused = other.post("/", {"prompt": STRATEGY_TEXT, "symbols": "ACME"})
    assert (refused.status_code, Job.objects.exists()) == (422, False)


def test_a_run_of_another_does_not_read_them_in_the_worker(
    api_client: Client, bob_client: Client
) -> None:
    """Even if they were to vanish from under a run that was accepted."""
    upload(bob_client)
    job_id = ask(bob_client).json()["id"]
    upload(api_client)
    own_files.remove(
        "ACME", "1d", own_files.folder_of(tasks.settings.DATA_DIR, Viewer.of(Job.objects.get()).key)
    )
    tasks.run_job(job_id)
    tasks.save_job(job_id)
    job = Job.objects.get()
    assert (job.status, (job.error or {})["code"]) == ("error", "no_data")


def test_whoever_runs_a_job_again_runs_it_on_their_own_prices(
    api_client: Client, ada: User
) -> None:
    upload(api_client)
    job = Job.objects.get(pk=ask(api_client).json()["id"])
    assert jobs.rerun(Viewer(user_id=ada.pk), job)
    with pytest.raises(jobs.NoData):
        jobs.rerun(Viewer(user_id=User.objects.create_user("eve").pk), job)


def test_the_words_of_the_owner_name_them_and_those_of_another_do_not(
    api_client: Client, bob_client: Client
) -> None:
    upload(api_client)
    words = {"prompt": "Buy ACME when RSI drops below 30, sell above 70"}
    mine = post(api_client, "/api/strategy/read", words).json()
    assert (mine["action"], mine["strategy"]["symbols"]) == ("run", ["ACME"])
    theirs = post(bob_client, "/api/strategy/read", words).json()
    assert [one["id"] for one in theirs["questions"]] == ["ticker-acme"]
    job = post(api_client, "/api/jobs", words)
    assert job.status_code == 201
    assert post(bob_client, "/api/jobs", words).status_code == 422


def test_a_change_in_words_may_name_them(api_client: Client) -> None:
    upload(api_client)
    first = post(
        api_client, "/api/jobs", {"prompt": "Buy AAPL when RSI drops below 30, sell above 70"}
    )
    changed = post(
        api_client, f"/api/jobs/{first.json()['id']}/refine", {"words": "test it on ACME"}
    )
    assert changed.json()["strategy"]["symbols"] == ["ACME"], changed.json()


def test_another_cannot_remove_them(api_client: Client, ada: User) -> None:
    upload(api_client)
    Client().post("/data/remove/", {"symbol": "ACME", "timeframe": "1d"})
    assert catalogue.search("acme", f"user:{ada.pk}")
    owner = Client()
    owner.force_login(ada)
    owner.post("/data/remove/", {"symbol": "ACME", "timeframe": "1d"})
    assert not catalogue.search("acme", f"user:{ada.pk}")


def test_ones_prices_are_removed_only_by_a_second_step(ada_client: Client) -> None:
    ada_client.post("/data/", {"symbol": "ACME", "timeframe": "1d", "file": file()})
    page = ada_client.get("/data/?q=acme").content.decode()
    folded = re.search(r"<details><summary[^>]*>Remove…</summary>(.*?)</details>", page)
    assert folded
    assert 'action="/data/remove/"' in folded[1]
    assert "This cannot be undone." in folded[1]
    assert page.count('action="/data/remove/"') == 1


def test_the_sites_prices_are_everyones_and_no_ones_to_remove(
    api_client: Client, tmp_path: Path
) -> None:
    own_files.import_prices(GOOD.encode(), "ACME", "1d", own_files.folder_of(tmp_path))
    assert ask(api_client).status_code == 201
    guest = Client()
    page = guest.get("/data/?q=acme")
    assert "imported on this site" in text_of(page)
    assert "Remove your prices" not in page.content.decode()
    guest.post("/data/remove/", {"symbol": "ACME", "timeframe": "1d"})
    assert kept(tmp_path) == ["prices/1d/ACME.csv"]


def test_a_guest_who_logs_in_keeps_the_prices_and_the_run_that_waits(ada: User) -> None:
    guest = Client()
    guest.get("/")
    guest.post("/data/", {"symbol": "ACME", "timeframe": "1d", "file": file()})
    guest.post("/", {"prompt": STRATEGY_TEXT, "symbols": "ACME", "as_read": "on"})
    name = guest.session[GUEST_KEY]
    guest.post("/accounts/login/", {"username": "ada", "password": "enchantress"})
    assert catalogue.search("acme", f"user:{ada.pk}")
    job = Job.objects.get(user=ada)
    tasks.run_job(str(job.pk))
    assert snapshot.status(job) == "complete"
    assert "ACME" in text_of(guest.get("/data/"))
    stranger = Client()
    stranger.get("/")
    assert "ACME" not in text_of(stranger.get("/data/"))
    assert name != stranger.session[GUEST_KEY]


def test_with_a_user_go_the_prices(api_client: Client, ada: User, tmp_path: Path) -> None:
    upload(api_client)
    ada.delete()
    assert kept(tmp_path) == []


# On the page -------------------------------------------------------------------------------------


def test_the_catalogue_shows_sources_days_bars_and_flags(db: None) -> None:
    page = Client().get("/data/?q=msft")
    shown = re.sub(r"\s+", " ", text_of(page))
    assert "Microsoft bokeh_sampledata 1d 2000-03-01 to 2013-03-01 3,270 bars" in shown
    assert "closes only" in shown
    assert "KO" not in {info.symbol for info, _ in page.context["rows"]}
    assert "No prices fit" in text_of(Client().get("/data/?q=nosuchthing"))


@pytest.mark.parametrize("name", ["ACME", "A.VERY-LONG_NAME^1=X"])
def test_an_upload_over_the_page_shows_what_it_was_read_as_and_leads_to_a_test(name: str) -> None:
    guest = Client()
    page = guest.post("/data/", {"symbol": name, "timeframe": "1d", "file": file()})
    assert f"Imported: 336 daily bars of {name}, 2020-01-01 to 2020-12-28" in text_of(page)
    (link,) = re.findall(r'href="(/\?prompt=[^"]+)"', page.content.decode())
    form = guest.get(html.unescape(link)).context["form"]
    said = {name: form[name].value() for name in ("prompt", "symbols", "source", "timeframe")}
    assert guest.post("/", said).status_code == 302
    assert Job.objects.get().options["source"] == "files"


def test_a_bad_upload_over_the_page_names_its_lines_as_text(tmp_path: Path) -> None:
    evil = "date,close\n2024-01-02,<script>x</script>\n"
    page = Client().post("/data/", {"symbol": "acme", "timeframe": "1d", "file": file(evil)})
    assert page.status_code == 422
    assert "line 2: close '<script>x</script>' is not a number" in text_of(page)
    assert "<script>x" not in page.content.decode()
    assert kept(tmp_path) == []


def test_an_empty_file_is_refused_in_the_words_of_its_preview(api_client: Client) -> None:
    assert error_of(upload(api_client, "", "?preview=true"))["problems"] == ["The file is empty"]
    answer = Client().post("/data/", {"symbol": "acme", "timeframe": "1d", "file": file("")})
    assert answer.status_code == 422
    assert "The file is empty" in text_of(answer)
    assert "submitted file" not in text_of(answer)


def test_an_upload_over_the_page_needs_the_csrf_token(tmp_path: Path) -> None:
    client = Client(enforce_csrf_checks=True)
    fields = {"symbol": "acme", "timeframe": "1d", "file": file()}
    assert client.post("/data/", fields).status_code == 403
    assert kept(tmp_path) == []


def test_a_field_that_is_missing_is_answered_beside_it() -> None:
    page = Client().post("/data/", {"symbol": "", "timeframe": "1d"})
    assert page.status_code == 422
    assert text_of(page).count("This is still empty.") == 2


def test_where_guests_are_not_welcome_the_page_leads_to_the_login(settings: Any) -> None:
    settings.GUEST_ACCESS = False
    assert Client().get("/data/").headers["Location"] == "/accounts/login/?next=/data/"


def test_a_longer_history_of_the_same_symbol_is_told(api_client: Client) -> None:
    flags = upload(api_client, symbol="AAPL").json()["flags"]
    told = "has a longer history of AAPL, and a test takes the longest: choose the source files"
    assert any(told in flag for flag in flags)


def test_the_longest_of_the_other_histories_is_named(api_client: Client) -> None:
    flags = upload(api_client, symbol="AAPL").json()["flags"]
    taken, _ = catalogue.load("AAPL", "1d", None, None)
    assert any(flag.startswith(f"{taken.provider} has a longer history") for flag in flags)


MULTIPLIED = "open, high, low and close were multiplied by adjusted close / close, by"


@pytest.mark.parametrize(
    ("adjusted", "told"),
    [
        ("90,99", ["open, high, low and close were multiplied by adjusted close / close, by 0.9"]),
        (
            "50,110",
            ["open, high, low and close were multiplied by adjusted close / close, by 0.5 to 1"],
        ),
        ("100.001,110", []),
    ],
)
def test_prices_that_are_adjusted_are_said_to_be(
    api_client: Client, adjusted: str, told: list[str]
) -> None:
    first, second = adjusted.split(",")
    rows = f"2024-01-02,100,101,99,100,{first}\n2024-01-03,110,111,109,110,{second}\n"
    told_back = upload(api_client, f"Date,Open,High,Low,Close,Adj Close\n{rows}").json()
    assert [flag for flag in told_back["flags"] if "adjusted" in flag] == told
    assert told_back["first"][0]["close"] == float(first)


def test_what_is_said_of_adjusted_prices_is_true_of_the_bars_that_are_kept(
    api_client: Client,
) -> None:
    rows = "2024-01-02,100,10\n2024-01-02,100,100\n2024-01-03,110,110\n"
    told = upload(api_client, f"Date,Close,Adj Close\n{rows}").json()
    assert not [flag for flag in told["flags"] if "adjusted" in flag]
    halved = upload(api_client, "Date,Close,Adj Close\n2024-01-02,100,50\n2024-01-03,110,55\n")
    assert "closes were multiplied by adjusted close / close, by 0.5" in halved.json()["flags"]


def test_whole_bars_are_told_to_go_before_closes_alone_however_long(api_client: Client) -> None:
    days = [f"{np.datetime64('1950-01-01') + day},{10 + day % 7}" for day in range(20_000)]
    flags = upload(api_client, "\n".join(["date,close", *days]).encode(), symbol="AAPL").json()
    told = "has whole bars of AAPL, not closes alone, and a test takes whole bars"
    assert any(told in flag for flag in flags["flags"])


def test_a_single_bar_is_counted_as_one_and_said_to_be_of_no_use(api_client: Client) -> None:
    told = upload(api_client, b"date,close\n2024-01-02,100\n", symbol="ONE").json()
    assert told["counted"] == "1 daily bar"
    assert any("With a single bar nothing can be tested" in flag for flag in told["flags"])


def test_what_a_source_says_of_itself_is_said_once(client: Client) -> None:
    client.get("/")
    (aapl,) = [
        (info, flags) for info, flags in client.get("/data/?q=AAPL").context["rows"] if info.note
    ][:1]
    assert aapl[0].note not in aapl[1]
