"""Typed reading of the environment. A bad value stops the start with one sentence."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit


class BadSetting(SystemExit):
    """A setting cannot be used; the message names it and says what would do."""


class Environment:
    """The environment variables, each read once with its type and its limits."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def whole(self, name: str, default: int, low: int = 0, high: int = 1_000_000) -> int:
        given = self.text(name)
        if not given:
            return default
        if not re.fullmatch(r"-?\d+", given) or not low <= int(given) <= high:
            raise BadSetting(f"{name} must be a whole number from {low} to {high}, not {given!r}.")
        return int(given)

    def seconds(self, name: str, default: float, low: float = 0, high: float = 86_400) -> float:
        given = self.text(name)
        if not given:
            return default
        try:
            value = float(given)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise BadSetting(f"{name} must be a number from {low:g} to {high:g}, not {given!r}.")
        return value

    def switch(self, name: str, default: bool) -> bool:
        given = self.text(name).lower()
        if not given:
            return default
        if given not in {"0", "1", "true", "false", "yes", "no", "on", "off"}:
            raise BadSetting(f"{name} must be 1 or 0, not {given!r}.")
        return given in {"1", "true", "yes", "on"}

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        given = self.text(name, default)
        if given not in choices:
            raise BadSetting(f"{name} must be one of {', '.join(choices)}, not {given!r}.")
        return given

    def url(self, name: str, schemes: tuple[str, ...]) -> str:
        given = self.text(name)
        if given and urlsplit(given).scheme not in schemes:
            raise BadSetting(f"{name} must start with {' or '.join(f'{s}:' for s in schemes)}.")
        return given

    def names(self, name: str) -> list[str]:
        return [part.strip() for part in self.text(name).split(",") if part.strip()]


def kept_secret(path: Path) -> str:
    """The secret in `path`, made on first use and readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
