"""The language model that the settings name, if any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings

from agents.language_model.asking import LanguageModel, NoAnswer
from backtests import allowance


def configured(
    check_cancelled: Callable[[], None] = lambda: None, spent: dict[str, Any] | None = None
) -> LanguageModel | None:
    """One for each run: its budget is the run's, of which the reading may have `spent` some."""
    if not settings.LLM_MODEL:
        return None
    from agents.language_model import llm  # loads providers' libraries, for sites with a model only

    limits = llm.Limits(settings.LLM_SECONDS, settings.LLM_TOKENS, settings.LLM_DOLLARS)
    return llm.ProvidedModel(settings.LLM_MODEL, limits, check_cancelled, spent)


def of_run(
    job: str, request: dict[str, Any], check_cancelled: Callable[[], None]
) -> LanguageModel | None:
    """One that gives up at once where its owner has had help in as many runs as a day allows."""
    model = configured(check_cancelled, request["reading"].get("model"))
    if model and not allowance.take_run(request.get("owner", ""), job):
        model.give_up(NoAnswer("budget", allowance.RUNS_SPENT))
    return model


def warm_up() -> None:
    """For a process that will ask one, at its start."""
    if settings.LLM_MODEL:
        from agents.language_model import connection, llm  # noqa: F401 - as above

        connection.warm_up(settings.LLM_MODEL)
