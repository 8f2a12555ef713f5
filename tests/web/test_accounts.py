"""Accounts: made where the site allows it, with all that was a guest's; tokens are shown once."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests.models import ApiToken, Job
from backtests.pages import account_views
from tests.web.conftest import RSI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]

NEW = {"username": "grace", "password1": "a-long-secret", "password2": "a-long-secret"}


def text_of(answer: Any) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def token_in(answer: Any) -> str:
    (found,) = re.findall(r'<code class="token">([^<]+)</code>', answer.content.decode())
    return str(found)


def making(client: Client, name: str) -> Any:
    return client.post("/accounts/tokens/", {"name": name}, follow=True)


def knows(token: str) -> bool:
    return Client(headers={"Authorization": f"Bearer {token}"}).get("/api/jobs").status_code == 200


# Signing up --------------------------------------------------------------------------------------


def test_who_signs_up_is_logged_in_and_keeps_what_the_guest_made() -> None:
    guest = Client()
    guest.post("/", {"prompt": RSI})
    answer = guest.post("/accounts/signup/", {**NEW, "next": "/jobs/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/jobs/")
    grace = User.objects.get(username="grace")
    assert not grace.is_staff
    assert Job.objects.get().user == grace
    assert str(Job.objects.get().pk) in guest.get("/jobs/").content.decode()


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/login/"])
def test_only_what_came_along_is_said_to_have_come(ada: User, path: str) -> None:
    login = {"username": "ada", "password": "enchantress"}

    def told(guest: Client) -> list[str]:
        sent = login if "login" in path else {**NEW, "username": f"grace{User.objects.count()}"}
        answer = guest.post(path, sent, follow=True)
        return [str(one) for one in answer.context["messages"] if "guest" in str(one)]

    visitor, guest = Client(), Client()
    visitor.get("/")
    assert told(visitor) == []
    guest.post("/", {"prompt": RSI})
    guest.post("/", {"prompt": RSI})
    assert told(guest) == ["Of your time as a guest, this account has now: 2 runs."]


def test_the_password_is_kept_as_a_digest_and_opens_the_account_again() -> None:
    Client().post("/accounts/signup/", NEW)
    assert "a-long-secret" not in User.objects.get().password
    again = Client()
    login = {"username": "grace", "password": "a-long-secret"}
    assert again.post("/accounts/login/", login).status_code == 302


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"password2": "another"}, "The two passwords are not the same."),
        ({"password1": "12345678", "password2": "12345678"}, "too common"),
        ({"password1": "grace-1", "password2": "grace-1"}, "too short"),
        ({"username": "ada"}, "Somebody has this name already."),
        ({"username": "<b>x</b>"}, "A name has only letters, digits"),
        ({"username": ""}, "This is still empty."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    ada: User, changed: dict[str, str], says: str
) -> None:
    answer = Client().post("/accounts/signup/", {**NEW, **changed})
    assert (answer.status_code, says in text_of(answer)) == (422, True)
    assert "<b>x</b>" not in answer.content.decode()
    assert list(User.objects.values_list("username", flat=True)) == ["ada"]


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/tokens/", "/data/"])
def test_what_is_wrong_is_read_out_with_the_field(ada_client: Client, path: str) -> None:
    client = Client() if "signup" in path else ada_client
    page = client.post(path, {"next": "/"}).content.decode()
    described = {
        one for ids in re.findall(r'aria-describedby="([^"]+)"', page) for one in ids.split()
    }
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert any(one.endswith("_error") for one in described)
    assert described <= ids


def test_nobody_signs_up_where_the_site_does_not_allow_it(settings: Any) -> None:
    settings.SIGN_UP = False
    for answer in (Client().get("/accounts/signup/"), Client().post("/accounts/signup/", NEW)):
        assert answer.status_code == 404
    assert not User.objects.exists()


def test_signing_up_leads_to_no_other_site() -> None:
    answer = Client().post("/accounts/signup/", {**NEW, "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_signing_up_needs_the_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/accounts/signup/", NEW).status_code == 403


def test_the_login_leads_to_the_sign_up_and_back() -> None:
    page = Client().get("/accounts/login/?next=/data/").content.decode()
    assert "/accounts/signup/?next=/data/" in page
    assert Client().get("/accounts/signup/?next=/data/").context["next"] == "/data/"


def test_who_is_logged_in_needs_no_second_account(ada_client: Client) -> None:
    assert ada_client.get("/accounts/signup/").headers["Location"] == "/"


# Tokens ------------------------------------------------------------------------------------------


def test_two_tokens_cannot_have_one_name(ada_client: Client, ada: User) -> None:
    making(ada_client, "notebook")
    again = making(ada_client, "Notebook")
    assert again.status_code == 422
    assert "You have a token of this name; give this one another." in text_of(again)
    assert 'value="Notebook"' in again.content.decode()
    assert ApiToken.objects.count() == 1
    assert "This is still empty." in text_of(making(ada_client, " "))


def test_a_token_is_shown_once_and_lets_a_program_in(ada_client: Client, ada: User) -> None:
    made = making(ada_client, "my <b>laptop</b>")
    token = token_in(made)
    assert knows(token)
    assert "no-store" in made.headers["Cache-Control"]
    page = ada_client.get("/accounts/")
    assert token not in page.content.decode()
    assert "my <b>laptop</b>" in text_of(page).replace("&lt;", "<")
    assert "<b>laptop</b>" not in page.content.decode()
    assert ApiToken.objects.get().digest == ApiToken.digest_of(token)


def test_loading_the_page_of_a_new_token_again_makes_no_other(ada_client: Client) -> None:
    answer = ada_client.post("/accounts/tokens/", {"name": "notebook"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/")
    cookie = answer.cookies["made"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        True,
        "Strict",
        "/accounts/",
    )
    shown = [ada_client.get("/accounts/").content.decode() for _ in range(2)]
    assert ['class="token"' in page for page in shown] == [True, False]
    assert ApiToken.objects.count() == 1


def test_a_made_up_token_is_not_shown_as_a_new_one(ada_client: Client) -> None:
    ada_client.cookies["made"] = "forged"
    assert 'class="token"' not in ada_client.get("/accounts/").content.decode()


def test_a_revoked_token_opens_nothing(ada_client: Client) -> None:
    token = token_in(making(ada_client, "old"))
    ada_client.post(f"/accounts/tokens/{ApiToken.objects.get().pk}/revoke/")
    assert not knows(token)
    assert "There are none yet" in text_of(ada_client.get("/accounts/"))


def test_a_token_is_revoked_only_by_a_second_step(ada_client: Client) -> None:
    page = making(ada_client, "laptop").content.decode()
    folded = re.search(r"<details><summary[^>]*>Revoke…</summary>(.*?)</details>", page)
    assert folded
    assert "/revoke/" in folded[1]
    assert "This cannot be undone." in folded[1]
    assert page.count("/revoke/") == 1


def test_another_persons_token_is_neither_seen_nor_revoked(ada_client: Client) -> None:
    token = ApiToken.issue(User.objects.create_user("bob").pk, "bobs own")
    assert "bobs own" not in text_of(ada_client.get("/accounts/"))
    ada_client.post(f"/accounts/tokens/{ApiToken.objects.get().pk}/revoke/")
    assert knows(token)


def test_a_token_needs_a_name_and_there_are_not_endlessly_many(
    ada_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_views, "MOST_TOKENS", 1)
    codes = [ada_client.post("/accounts/tokens/", {"name": n}).status_code for n in ("", "a", "b")]
    assert codes == [422, 302, 422]
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/password/"])
def test_a_guest_has_no_account(path: str) -> None:
    assert Client().get(path).headers["Location"] == f"/accounts/login/?next={path}"


def test_a_guest_makes_no_token() -> None:
    guest = Client()
    guest.get("/")
    assert guest.post("/accounts/tokens/", {"name": "x"}).status_code == 302
    assert not ApiToken.objects.exists()


def test_the_password_is_changed_on_a_page_of_this_site(ada_client: Client) -> None:
    page = ada_client.get("/accounts/password/")
    assert "Closing Bell" in text_of(page)
    new = {"new_password1": "a-newer-secret", "new_password2": "a-newer-secret"}
    wrong = ada_client.post("/accounts/password/", {"old_password": "no", **new})
    assert "This is not your current password." in text_of(wrong)
    ada_client.post("/accounts/password/", {"old_password": "enchantress", **new})
    assert User.objects.get().check_password("a-newer-secret")


def test_the_page_of_the_password_speaks_as_the_sign_up_does(ada_client: Client) -> None:
    for page in (ada_client.get("/accounts/password/"), Client().get("/accounts/signup/")):
        shown = text_of(page)
        assert "8 characters or more, no common one, not only digits, not like your name" in shown
        assert "Your password must contain" not in shown
    labels = re.findall(
        r"<label[^>]*>([^<]+)", ada_client.get("/accounts/password/").content.decode()
    )
    assert labels == ["Current password", "New password", "New password again"]
    new = {"old_password": "enchantress", "new_password1": "a-new-one", "new_password2": "another"}
    wrong = text_of(ada_client.post("/accounts/password/", new))
    assert "The two passwords are not the same." in wrong
