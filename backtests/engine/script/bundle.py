"""Takes the source of what some code names, and of all that this needs, out of the project.

Nothing is copied by hand: the script has the very functions of the engine. Imports of the project
are followed; of others only those of `ALLOWED` may remain.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

PROJECT = "backtests."
ALLOWED = frozenset({"numpy", "talib"}) | sys.stdlib_module_names
# Models, which scripts have not, and what is there in their place.
INSTEAD = {
    ("backtests.engine.conditions", "Calendar"): "backtests.engine.script.parts.standins",
}
REMARKS = re.compile(r"  # (noqa|type:|fmt:).*$", re.M)
Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


class CannotBundle(ValueError):
    """The code needs something that a script cannot have; the message names it."""


@dataclass(frozen=True, order=True)
class Import:
    """`import module as alias`, or `from module import name`."""

    module: str
    name: str = ""
    alias: str = ""

    @property
    def own(self) -> bool:
        return self.module.startswith(PROJECT)

    @property
    def known_as(self) -> str:
        return self.alias or self.name or self.module


@dataclass(frozen=True)
class Module:
    """What a module of the project defines and imports at its top, by name."""

    name: str
    about: str
    lines: list[str]
    definitions: Mapping[str, Definition]
    imports: Mapping[str, Import]

    def source(self, name: str) -> str:
        """With its decorators and the comments right above it."""
        node = self.definitions[name]
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
        while self.lines[first - 2].startswith("#"):
            first -= 1
        return REMARKS.sub("", "\n".join(self.lines[first - 1 : node.end_lineno]))


@dataclass
class Bundle:
    """The names that were taken, module by module in the order of their need, and the imports."""

    taken: dict[str, set[str]] = field(default_factory=dict)
    imports: set[Import] = field(default_factory=set)
    owner: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, where: str, name: str) -> None:
        """Take what a module knows by this name."""
        module = module_of(where)
        if name in module.definitions:
            self._take_definition(module, name)
        elif name in module.imports:
            self._take_import(module.imports[name])

    def _take_import(self, wanted: Import) -> None:
        if wanted.own:
            where = INSTEAD.get((wanted.module, wanted.name), wanted.module)
            self.take(where, wanted.name)
        elif wanted.module.split(".")[0] in ALLOWED:
            self._own(wanted.known_as, wanted.module, wanted.name)
            self.imports.add(wanted)
        else:
            raise CannotBundle(f"a script cannot have {wanted.module}")

    def _take_definition(self, module: Module, name: str) -> None:
        if self._has(module, name):
            return
        self.taken.setdefault(module.name, set()).add(name)
        for used in uses(module.definitions[name]):
            self.take(module.name, used)

    def _has(self, module: Module, name: str) -> bool:
        where = self._own(name, module.name, module.source(name))
        return where != module.name or name in self.taken.get(where, ())

    def _own(self, name: str, where: str, text: str) -> str:
        """Who had the name first; what else has it must be the same, word for word."""
        first, known = self.owner.setdefault(name, (where, text))
        if known != text:
            raise CannotBundle(f"{name} is something else in {first} than in {where}")
        return first

    def sections(self) -> Iterator[tuple[str, str]]:
        """What each module is about and the source of what was taken of it, lowest first.

        Where that is constants only, they stand with what follows.
        """
        before: list[str] = []
        for name in ordered(sorted(self.taken)):
            module = module_of(name)
            wanted = [one for one in module.definitions if one in self.taken[name]]
            before += [module.source(one) for one in wanted]
            if any(is_long(module.definitions[one]) for one in wanted):
                yield module.about, joined(before)
                before = []


def bundle(code: str, where: Mapping[str, str]) -> Bundle:
    """All that the code names; `where` says in which module a name lies."""
    found, tree = Bundle(), parsed(code)
    for name in defined(tree):
        found.owner[name] = ("the code", name)
    for name in sorted(loaded(tree) & set(where) - set(defined(tree))):
        found.take(where[name], name)
    return found


def is_long(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


def parsed(code: str) -> ast.Module:
    with one_at_a_time:
        return ast.parse(code)


# Before 3.11.8 Python may fail where two threads parse at once: python/cpython#106905.
one_at_a_time = Lock()


def joined(sources: Iterable[str]) -> str:
    """Two empty lines around functions and classes, none between constants."""
    text = ""
    for source in sources:
        long = re.search(r"^(@|def |class )", source, re.M)
        text += ("\n\n\n" if long or "\n    " in text else "\n") * bool(text) + source
    return text


@cache
def module_of(name: str) -> Module:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotBundle(f"there is no module {name}")
    source = Path(spec.origin).read_text(encoding="utf-8")
    tree = parsed(source)
    about = (ast.get_docstring(tree) or "").split("\n")[0]
    return Module(name, about, source.split("\n"), defined(tree), dict(imported(tree)))


def defined(tree: ast.Module) -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name: node for one in targets for name in stored(one)}
    return found


def imported(tree: ast.Module) -> Iterator[tuple[str, Import]]:
    for node in tree.body:
        if isinstance(node, ast.Import):
            for one in node.names:
                yield one.asname or one.name, Import(one.name, alias=one.asname or "")
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            for one in node.names:
                yield one.asname or one.name, Import(node.module or "", one.name, one.asname or "")


def uses(node: ast.AST) -> set[str]:
    """The names that a definition takes from outside itself."""
    own = stored(node) | {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
    annotations = {
        name
        for one in ast.walk(node)
        for hint in (getattr(one, "annotation", None), getattr(one, "returns", None))
        if isinstance(hint, ast.AST)
        for name in loaded(hint)
    }
    return (loaded(node) - own) | annotations


def loaded(node: ast.AST) -> set[str]:
    names = (one for one in ast.walk(node) if isinstance(one, ast.Name))
    return {one.id for one in names if isinstance(one.ctx, ast.Load)} - set(dir(builtins))


def stored(node: ast.AST) -> set[str]:
    names = (one for one in ast.walk(node) if isinstance(one, ast.Name))
    return {one.id for one in names if isinstance(one.ctx, ast.Store)}


def ordered(names: Iterable[str]) -> list[str]:
    """Each module after those of the project that it imports."""
    found: dict[str, None] = {}

    def visit(name: str) -> None:
        for one in module_of(name).imports.values():
            if one.own and one.module not in seen:
                seen.add(one.module)
                visit(INSTEAD.get((one.module, one.name), one.module))
        found[name] = None

    seen: set[str] = set()
    for name in names:
        if name not in seen:
            seen.add(name)
            visit(name)
    return [name for name in found if name in set(names)]


def import_lines(imports: Iterable[Import]) -> str:
    """The standard library first, then the others, as linters sort them."""
    standard = {one for one in imports if one.module.split(".")[0] in sys.stdlib_module_names}
    groups = (standard, set(imports) - standard)
    return "\n\n".join("\n".join(lines_of(group)) for group in groups if group)


def lines_of(imports: Iterable[Import]) -> Iterator[str]:
    wanted = sorted(set(imports))
    for one in wanted:
        if not one.name:
            yield f"import {one.module}" + (f" as {one.alias}" if one.alias else "")
    for module in dict.fromkeys(one.module for one in wanted if one.name):
        names = [one.name for one in wanted if one.module == module and one.name]
        yield f"from {module} import {', '.join(names)}"
