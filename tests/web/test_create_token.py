"""The command that prints API tokens."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from backtests.models import ApiToken

pytestmark = pytest.mark.django_db


def test_a_token_is_printed_once_and_only_its_digest_is_kept() -> None:
    user, out = User.objects.create_user("ada"), StringIO()
    call_command("create_token", "ada", stdout=out, skip_checks=True)
    token = ApiToken.objects.get(user=user)
    assert token.digest == ApiToken.digest_of(out.getvalue().strip())


def test_an_unknown_user_gets_no_token() -> None:
    with pytest.raises(CommandError, match="no active user 'bob'"):
        call_command("create_token", "bob", skip_checks=True)
