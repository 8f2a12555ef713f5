"""The direction of imports: each layer knows only what stands to its left."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Every module of the product by its longest fitting prefix; a layer imports no higher number.
LAYERS = {
    "backtests.engine": 0,
    "agents": 1,
    "backtests.delivery": 2,
    "backtests.storage": 2,
    "backtests.market_data": 2,
    "backtests.models": 2,
    "backtests.migrations": 2,
    "backtests.viewers": 2,
    "backtests.tries": 2,
    "backtests.allowance": 2,
    "backtests.drawing": 2,
    "backtests.yearly": 2,
    "backtests.removal": 2,
    "backtests.running": 3,
    "backtests.saving": 3,
    "backtests.tasks": 3,
    "backtests.refusals": 3,
    "backtests.intake": 3,
    "backtests.language_model": 2,
    "backtests.loops": 2,
    "backtests.health": 3,
    "backtests.snapshot": 3,
    "backtests.history": 3,
    "backtests.sorting": 3,
    "backtests.reconciler": 3,
    "backtests.jobs": 4,
    "backtests.uploads": 4,
    "backtests.guide": 5,
    "backtests.views": 5,
    "backtests.attempts": 5,
    "backtests.pages": 5,
    "backtests.downloads": 5,
    "backtests.forms": 5,
    "backtests.api": 5,
    "backtests.authorisation": 5,
    "backtests.problems": 5,
    "backtests.schemas": 5,
    "backtests.api_docs": 5,
    "backtests.event_stream": 5,
    "backtests.following": 5,
    "backtests.terminal": 5,
    "backtests.admin": 5,
    "backtests.management": 5,
    "backtests.apps": 5,
    "backtests.staticfiles": 5,
    "backtests.templatetags": 5,
    "backtests.consumers": 5,
    "backtests.routing": 6,
    "backtests.urls": 6,
}
PURE = ("backtests.engine", "agents")
OUTSIDE = {"django", "redis", "channels", "channels_redis", "django_q", "ninja", "asgiref"}


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("agents", "backtests"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(name: str, path: Path) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: -(node.level - 1) or None] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def layer(name: str) -> int | None:
    fitting = [prefix for prefix in LAYERS if name == prefix or name.startswith(prefix + ".")]
    return LAYERS[max(fitting, key=len)] if fitting else None


def violations(name: str, wanted: str) -> Iterator[str]:
    own, other = layer(name), layer(wanted)
    if own is not None and other is not None and other > own:
        yield f"{name} imports {wanted}, which stands to its right"
    if name.startswith(PURE) and wanted.split(".")[0] in OUTSIDE:
        yield f"{name} is pure, but imports {wanted}"
    if name == "backtests.consumers" and other is not None and wanted_beyond_delivery(wanted):
        yield f"{name} imports {wanted}, but a consumer knows delivery only"


def wanted_beyond_delivery(wanted: str) -> bool:
    return not (wanted == "backtests.delivery" or wanted.startswith("backtests.delivery."))


def test_every_module_has_its_place() -> None:
    assert [name for name, _ in modules() if layer(name) is None] == ["backtests"]


def test_every_module_imports_only_what_stands_to_its_left() -> None:
    found = [
        line
        for name, path in modules()
        for wanted in imports(name, path)
        for line in violations(name, wanted)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("backtests.engine.bars", "backtests.models"),
        ("agents.workflow", "django.conf"),
        ("backtests.consumers", "backtests.models"),
        ("backtests.engine.bars", "backtests.consumers"),
        ("backtests.delivery.hub", "backtests.health"),
        ("backtests.tasks", "backtests.jobs"),
    ],
)
def test_a_wrong_import_would_be_found(name: str, wanted: str) -> None:
    assert list(violations(name, wanted))


# The rooms of the reader: each uses only those before it, and its flow, which lies above, all.
ROOMS = ["lexicon", "tokens", "layout", "wording", "dealing", "marking", "operands", "conditions"]
ROOMS += ["setup", "exits", "clauses", "plans", "spreads", "questions"]


def room(name: str) -> int | None:
    parts = name.split(".")
    known = parts[:2] == ["agents", "language"] and len(parts) > 2 and parts[2] in ROOMS
    return ROOMS.index(parts[2]) if known else None


def test_the_rooms_of_the_reader_stand_in_one_order() -> None:
    found = [
        f"{name} imports {wanted}"
        for name, path in modules()
        for wanted in imports(name, path)
        if (own := room(name)) is not None and (other := room(wanted)) is not None and other > own
    ]
    assert not found, "\n".join(found)


def test_the_workflow_loads_neither_django_nor_redis() -> None:
    code = (
        "import sys, agents.workflow;"
        "print(sorted({'django', 'redis', 'channels', 'pydantic_ai'} & set(sys.modules)))"
    )
    clean = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.strip() == "[]"
