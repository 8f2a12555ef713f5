"""The Django application of Closing Bell."""

from django.apps import AppConfig


class BacktestsConfig(AppConfig):
    name = "backtests"
    verbose_name = "Backtests"
    default_auto_field = "django.db.models.BigAutoField"
