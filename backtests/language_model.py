"""The language model that the settings name, if any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings

from agents.asking import LanguageModel


def configured(
    check_cancelled: Callable[[], None] = lambda: None, spent: dict[str, Any] | None = None
) -> LanguageModel | None:
    """One for each run: its budget is the run's, of which the reading may have `spent` some."""
    if not settings.LLM_MODEL:
        return None
    from agents import llm  # loads the providers' libraries, which only sites with a model need

    limits = llm.Limits(settings.LLM_SECONDS, settings.LLM_TOKENS, settings.LLM_DOLLARS)
    return llm.ProvidedModel(settings.LLM_MODEL, limits, check_cancelled, spent)


def warm_up() -> None:
    """For a process that will ask one, at its start."""
    if settings.LLM_MODEL:
        from agents import connection, llm  # noqa: F401 - as above

        connection.warm_up(settings.LLM_MODEL)
