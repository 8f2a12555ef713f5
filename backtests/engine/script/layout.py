"""Code as nested calls, which are broken over lines where they are too long for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from backtests.engine.script.text import literal

WIDTH = 100
STEP = "    "


@dataclass(frozen=True)
class Call:
    """`head`, the parts between commas, `tail`: `sma(` bars, 20 `)["value"]`."""

    head: str
    parts: Sequence[Code]
    tail: str = ")"


Code = str | Call


def call(name: str, *parts: Code, **named: Code) -> Call:
    return Call(f"{name}(", [*parts, *(after(f"{key}=", one) for key, one in named.items())])


def after(head: str, code: Code) -> Code:
    return head + code if isinstance(code, str) else replace(code, head=head + code.head)


def before(code: Code, tail: str) -> Code:
    return code + tail if isinstance(code, str) else replace(code, tail=code.tail + tail)


def array(parts: Sequence[Code]) -> Call:
    return Call("[", parts, "]")


def table(values: Mapping[str, object]) -> Call:
    return Call("{", [f"{literal(key)}: {literal(one)}" for key, one in values.items()], "}")


def flat(code: Code) -> str:
    if isinstance(code, str):
        return code
    return code.head + ", ".join(flat(part) for part in code.parts) + code.tail


def laid_out(code: Code, indent: str = "", after_it: int = 0) -> str:
    """On one line if it fits, with so much after it; else each part on lines of its own."""
    line = flat(code)
    if isinstance(code, str) or len(indent) + len(line) + after_it <= WIDTH or not code.parts:
        return indent + line
    parts = [laid_out(part, indent + STEP, 1) + "," for part in code.parts]
    return "\n".join([indent + code.head, *parts, indent + code.tail])
