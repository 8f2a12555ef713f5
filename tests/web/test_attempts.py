"""Trying too often: whoever does has to wait, from where they try, and nobody else."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from backtests import attempts
from backtests.attempts import Limit
from backtests.models import ApiToken
from tests.web.test_accounts import NEW
from tests.web.test_jobs import NOWHERE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url", "ada")]
AWAY = {"REMOTE_ADDR": "192.0.2.44"}
DOORS = ["/accounts/login/", "/admin/login/"]


def log_in(password: str, name: str = "ada", door: str = DOORS[0], **meta: str) -> Any:
    return Client().post(door, {"username": name, "password": password}, **meta)


def exhaust(name: str = "ada", **meta: str) -> None:
    for _ in range(10):
        assert log_in("guess", name, **meta).status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_the_eleventh_guess_is_refused_even_if_it_is_right(door: str) -> None:
    exhaust()
    answer = log_in("enchantress", door=door)
    assert answer.status_code == 429
    assert "wait 10 minutes" in answer.content.decode()
    assert 590 < int(answer.headers["Retry-After"]) <= 600
    assert "_auth_user_id" not in answer.client.session


def test_only_this_name_from_this_place_has_to_wait() -> None:
    exhaust()
    User.objects.create_user("grace", password="hopper")
    assert log_in("hopper", "grace").status_code == 302
    assert log_in("enchantress", REMOTE_ADDR="192.0.2.7").status_code == 302


@pytest.mark.parametrize("name", ["Ada", " ada ", "\uff41da"])
def test_another_spelling_is_the_same_name(name: str) -> None:
    exhaust()
    assert log_in("guess", name).status_code == 429


def test_who_gets_in_starts_anew() -> None:
    for _ in range(3):
        for _ in range(9):
            log_in("guess")
        assert log_in("enchantress").status_code == 302


def test_an_account_of_ones_own_opens_no_way_to_guess_anothers() -> None:
    User.objects.create_user("mallory", password="mallory")
    mallory = Client()
    mallory.force_login(User.objects.get(username="mallory"))
    exhaust()
    mallory.post(DOORS[0], {"username": "ada", "password": "guess"})
    assert log_in("guess").status_code == 429


def test_the_wait_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(attempts.LIMITS, "log in", (Limit((attempts.PLACE,), 1, 1),))
    log_in("guess", **AWAY)
    assert "wait 1 second," in log_in("guess", **AWAY).content.decode()
    time.sleep(1.1)
    assert log_in("enchantress", **AWAY).status_code == 302


def test_names_in_turn_are_guessed_a_hundred_times_from_one_place() -> None:
    for n in range(100):
        assert log_in("guess", f"name-{n}", **AWAY).status_code == 200
    assert log_in("guess", "one-more", **AWAY).status_code == 429


def test_a_proxy_that_does_not_say_for_whom_is_no_place() -> None:
    for n in range(101):
        assert log_in("guess", f"name-{n}").status_code == 200


def test_many_places_together_cannot_guess_a_name_nor_lock_it_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by_name = Limit((attempts.NAME,), 5, 3600)
    monkeypatch.setitem(attempts.LIMITS, "log in", (by_name,))
    assert log_in("enchantress", REMOTE_ADDR="192.0.2.1").status_code == 302
    for n in range(10, 16):
        last = log_in("guess", REMOTE_ADDR=f"192.0.2.{n}")
    assert last.status_code == 429
    assert log_in("enchantress", REMOTE_ADDR="192.0.2.1").status_code == 302


def test_what_is_refused_for_a_place_fills_no_names_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limit((attempts.PLACE, attempts.NAME), 2, 600), Limit((attempts.NAME,), 3, 600)
    monkeypatch.setitem(attempts.LIMITS, "log in", limits)
    for _ in range(9):
        log_in("guess", REMOTE_ADDR="192.0.2.10")
    assert log_in("enchantress", REMOTE_ADDR="192.0.2.11").status_code == 302


def test_while_redis_is_away_nobody_is_turned_away(settings: Any) -> None:
    settings.REDIS_URL = NOWHERE
    assert log_in("enchantress").status_code == 302


def test_signing_up_and_tokens_have_limits(
    ada_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for action in ("sign up", "make a token"):
        monkeypatch.setitem(attempts.LIMITS, action, (Limit((attempts.PLACE,), 1, 90),))
    visitor = Client(**AWAY)
    assert visitor.get("/accounts/signup/").status_code == 200
    assert visitor.post("/accounts/signup/", {**NEW, "password2": "other"}).status_code == 422
    refused = visitor.post("/accounts/signup/", NEW)
    assert (refused.status_code, "wait 2 minutes" in refused.content.decode()) == (429, True)
    made = [
        ada_client.post("/accounts/tokens/", {"name": "mine"}, **AWAY).status_code for _ in range(2)
    ]
    assert made == [302, 429]
    assert (User.objects.count(), ApiToken.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("trusted", "meta", "place"),
    [
        (False, {"HTTP_X_FORWARDED_FOR": "192.0.2.9"}, "127.0.0.1"),
        (True, {"HTTP_X_FORWARDED_FOR": "192.0.2.9"}, "192.0.2.9"),
        (True, {"HTTP_X_FORWARDED_FOR": "10.0.0.1, 192.0.2.9"}, "192.0.2.9"),
        (True, {}, "127.0.0.1"),
        (True, {"HTTP_X_FORWARDED_FOR": "<b>"}, ""),
        (False, {"REMOTE_ADDR": "2001:db8::1"}, "2001:db8::/64"),
        (False, {"REMOTE_ADDR": "2001:db8::ffff:2"}, "2001:db8::/64"),
        (False, {"REMOTE_ADDR": "::ffff:192.0.2.9"}, "192.0.2.9"),
        (False, {"REMOTE_ADDR": ""}, ""),
    ],
)
def test_a_proxy_is_believed_only_where_the_settings_say(
    settings: Any, trusted: bool, meta: dict[str, str], place: str
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if trusted else None
    assert attempts.place_of(RequestFactory().post("/", **meta)) == place
