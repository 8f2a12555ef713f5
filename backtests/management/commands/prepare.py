"""Bring database, accounts, static files and compiled kernel up to date; safe to repeat."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand

from backtests.engine import study, warming
from backtests.models import ApiToken
from config.secrets import kept

PASSWORD = settings.DATA_DIR / "admin-password"


class Command(BaseCommand):
    help = "Prepares everything that `serve` needs: migrations, admin, API token, static files."

    def handle(self, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        prepare_accounts()
        if not settings.LOCAL:
            call_command("collectstatic", verbosity=0, interactive=False)
        warming.warm_up()
        study.warm_up()


def prepare_accounts() -> None:
    """Make admin and token once; whoever changes or deletes them later is not overruled."""
    admin = User.objects.filter(username="admin").first() or create_admin()
    forget_changed_password(admin)
    token = kept(settings.DATA_DIR / "api-token", lambda: secrets.token_urlsafe(32))
    digest = ApiToken.digest_of(token)
    ApiToken.objects.get_or_create(digest=digest, defaults={"user": admin})


def create_admin() -> User:
    password = kept(PASSWORD, lambda: secrets.token_urlsafe(12))
    return User.objects.create_superuser("admin", "", password)


def forget_changed_password(admin: User) -> None:
    if PASSWORD.exists() and not admin.check_password(PASSWORD.read_text().strip()):
        PASSWORD.unlink()
