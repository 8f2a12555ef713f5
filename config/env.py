"""Typed readers of environment variables: a bad value stops the start with one clear sentence."""

import math
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})
HOST_NAME = re.compile(r"\*|\.?[a-z0-9_][a-z0-9_.-]*|\[[0-9a-f:.]+\]", re.IGNORECASE)
PASSWORD = re.compile(r"(?<=:)[^:@]+(?=@)")  # the sentence may end in a log


class BadSetting(SystemExit):
    """A setting that cannot be used; its sentence names the variable, the value and what fits."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        shown = f"{name}={PASSWORD.sub('***', value)!r}" if value else f"{name} is not set, but it"
        super().__init__(f"{shown} must be {wanted}.")


@dataclass(frozen=True)
class Env:
    """Reads settings out of a mapping (the process environment unless a test hands in its own)."""

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name).lower()
        if not value:
            return default
        if value not in TRUE | FALSE:
            raise BadSetting(name, value, "1 or 0")
        return value in TRUE

    def integer(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default))
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise BadSetting(name, value, f"a whole number from {least} to {most}")
        return number

    def number(self, name: str, default: float, *, least: float, most: float) -> float:
        value = self.text(name, str(default))
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            raise BadSetting(name, value, f"a number from {least:g} to {most:g}")
        return number

    def choice(self, name: str, default: str, choices: Sequence[str]) -> str:
        value = self.text(name, default).lower()
        if value not in choices:
            raise BadSetting(name, value, " or ".join(choices))
        return value

    def names(self, name: str, default: Sequence[str] = ()) -> list[str]:
        found = [part.strip() for part in self.text(name).split(",") if part.strip()]
        return found or list(default)

    def hosts(self, name: str, default: Sequence[str]) -> list[str]:
        found = self.names(name, default)
        if wrong := [host for host in found if not HOST_NAME.fullmatch(host)]:
            raise BadSetting(name, wrong[0], "names of hosts, without http:// and without a port")
        return found

    def url(self, name: str, schemes: Sequence[str]) -> str:
        value = self.text(name)
        if value and value.partition("://")[0] not in schemes:
            raise BadSetting(name, value, "a URL that starts with " + " or ".join(schemes))
        try:
            _ = urlsplit(value).port
        except ValueError:
            wanted = "a URL whose port is a number (in a password, write / as %2F and # as %23)"
            raise BadSetting(name, value, wanted) from None
        return value

    def folder(self, name: str, default: Path) -> Path:
        path = Path(self.text(name, str(default))).expanduser().absolute()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting(name, str(path), f"a folder that can be written ({error})") from error
        if not os.access(path, os.W_OK):
            raise BadSetting(name, str(path), "a folder that can be written")
        return path
