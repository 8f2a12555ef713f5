"""Text that a user wrote, as a comment or a literal that nothing in it can break out of."""

from __future__ import annotations

import textwrap

WIDTH = 99


def comment(text: str, indent: str = "") -> str:
    """Comment lines; whatever is no plain character is shown by its code."""
    plain = "".join(one if one.isprintable() else escaped(one) for one in " ".join(text.split()))
    lines = textwrap.wrap(plain, WIDTH - len(indent) - 2) or [""]
    return "".join(f"{indent}# {line}".rstrip() + "\n" for line in lines)


def escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def literal(value: object) -> str:
    """As Python reads it: text in ASCII, whole numbers without a point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return quoted(value) if isinstance(value, str) else repr(value)


def quoted(text: str) -> str:
    """In double quotes, as formatters write it, unless that takes more escapes."""
    shown = ascii(text)
    if '"' in shown or "\\" in shown or shown.startswith('"'):
        return shown
    return f'"{shown[1:-1]}"'
