"""Who may call the API: by token, by session with CSRF, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests.models import Job
from tests.web.conftest import RSI, error_of, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_a_stranger_is_told_how_to_come_in(headers: dict[str, str]) -> None:
    answer = Client(headers=headers).get("/api/jobs")
    assert (answer.status_code, error_of(answer)["code"]) == (401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_that_is_not_valid_is_told_so() -> None:
    answer = Client(headers={"Authorization": "Bearer wrong"}).get("/api/jobs")
    assert error_of(answer)["message"] == "This token is not valid (any more)."


def test_a_user_who_was_locked_out_has_no_token(api_client: Client, ada: User) -> None:
    ada.is_active = False
    ada.save()
    assert api_client.get("/api/jobs").status_code == 401


def test_a_stranger_is_not_made_a_guest() -> None:
    answer = Client().get("/api/jobs")
    assert answer.status_code == 401
    assert not answer.cookies


def test_a_guest_of_a_page_may_look_but_needs_the_csrf_token_to_act(guest_client: Client) -> None:
    assert guest_client.get("/api/jobs").status_code == 200
    answer = post(guest_client, "/api/jobs", {"prompt": RSI})
    assert (answer.status_code, error_of(answer)["code"]) == (403, "forbidden")


def test_a_guest_with_the_csrf_token_may_act(guest_client: Client) -> None:
    token = "a" * 32
    guest_client.cookies["csrftoken"] = token
    answer = post(guest_client, "/api/jobs", {"prompt": RSI}, **{"X-CSRFToken": token})
    assert answer.status_code == 201
    assert Job.objects.get().guest == "a-guest"


def test_guests_are_not_welcome_everywhere(guest_client: Client, settings: Any) -> None:
    settings.GUEST_ACCESS = False
    assert guest_client.get("/api/jobs").status_code == 401
