"""What a person sees who went wrong: a page of this site with ways on, whatever DEBUG is."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from backtests import history
from tests.web.conftest import submitted

NOBODYS = uuid.UUID(int=1)


def told(answer: Any, status: int) -> str:
    assert answer.status_code == status
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    page: str = answer.content.decode()
    assert all(f'href="{way}"' in page for way in ("/", "/jobs/", "/data/"))
    assert "style.css" in page
    assert "<style" not in page
    assert "Traceback" not in page
    return page


@pytest.mark.parametrize("path", ["/nowhere/", f"/jobs/{NOBODYS}/", "/jobs/zz/", "/?of=zz"])
def test_a_page_that_does_not_exist_leads_on(ada_client: Client, path: str) -> None:
    assert "This page does not exist" in told(ada_client.get(path), 404)


@pytest.mark.django_db
def test_who_is_logged_out_is_led_to_the_login_and_back(ada_client: Client) -> None:
    """Their own run does not exist for them: it is not told whether it does."""
    way = f'href="/accounts/login/?next=/jobs/{NOBODYS}/"'
    assert way in told(Client().get(f"/jobs/{NOBODYS}/"), 404)
    assert way not in told(ada_client.get(f"/jobs/{NOBODYS}/"), 404)


def test_a_request_that_no_page_would_send_leads_on(ada_client: Client) -> None:
    flood = {f"field-{n}": "x" for n in range(1001)}
    assert "cannot be understood" in told(ada_client.post("/", flood), 400)


def test_a_form_of_another_site_leads_on(guest_client: Client) -> None:
    assert "not allowed" in told(guest_client.post("/", {"prompt": "Buy AAPL"}), 403)


def test_a_fault_of_ours_leads_on(ada_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "page_for", lambda *_, **__: 1 / 0)
    ada_client.raise_request_exception = False
    page = told(ada_client.get("/jobs/"), 500)
    assert "on our side" in page
    assert "ZeroDivisionError" not in page


@pytest.mark.parametrize("ids", ["zz", f"{NOBODYS},{uuid.UUID(int=2)}"])
def test_runs_that_do_not_exist_are_told_on_the_page_that_compares(
    ada_client: Client, ids: str
) -> None:
    page = ada_client.get(f"/compare/?jobs={ids}")
    assert page.status_code == 404
    assert f"{len(ids.split(','))} of the runs in this address" in page.content.decode()


def test_the_api_tells_the_same_as_json(api_client: Client, redis_url: str) -> None:
    for path in ("/api/nowhere", f"/api/jobs/{NOBODYS}", f"/api/jobs/{NOBODYS}/result"):
        answer = api_client.get(path)
        assert (answer.status_code, set(answer.json())) == (404, {"error"})
    job = submitted(api_client)
    assert api_client.get(f"/api/jobs/{job['id']}/result").json()["error"]["code"] == "not_ready"
