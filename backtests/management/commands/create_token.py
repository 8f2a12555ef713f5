"""`manage.py create_token USERNAME` prints an API token; it is shown this once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backtests.models import ApiToken


class Command(BaseCommand):
    help = "Print a new API token of a user; it is shown only this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["username"]
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user {name!r}.")
        self.stdout.write(ApiToken.issue(user.pk))
