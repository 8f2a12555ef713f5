"""Serves single files out of installed packages as static files, without importing the packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

ASSETS: Mapping[str, tuple[str, str]] = {
    "vendor/lightweight-charts.js": ("lightweight_charts", "js/lightweight-charts.js"),
}


def located(package: str, inside: str) -> Path | None:
    spec = find_spec(package)
    folders = (spec.submodule_search_locations or []) if spec else []
    return next((path for folder in folders if (path := Path(folder, inside)).exists()), None)


class PackageAssetFinder(BaseFinder):
    """Finds the ASSETS by their static path; nothing else of a package is served."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = located(*ASSETS[path]) if path in ASSETS else None
        if find_all:
            return [str(found)] if found else []
        return str(found) if found else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        for path, asset in ASSETS.items():
            if found := located(*asset):
                storage: Any = FileSystemStorage(location=str(found.parent))
                storage.prefix = path.rpartition("/")[0]
                yield found.name, storage
