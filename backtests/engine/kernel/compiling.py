"""Numba's compiler as the kernel uses it: without a lock, without counting, kept between starts."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from numba import njit
from numba.core.caching import FunctionCache

P = ParamSpec("P")
R = TypeVar("R")


def stamp_of(folder: Path) -> str:
    """What changes with any source file of the folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


STAMP = stamp_of(Path(__file__).parent)


class Kept(FunctionCache):
    """Numba compiles anew only where the file of the outermost function has changed.

    What that function calls is compiled into it, so here a change of any file counts.
    """

    def __init__(self, function: Callable[..., object]) -> None:
        super().__init__(function)  # type: ignore[no-untyped-call]
        self._cache_file._source_stamp = STAMP


# Other threads go on meanwhile: a worker must be heard of while it computes. Nothing allocates, so
# that no references to arrays need be counted, which takes longer than the work itself: whoever
# calls brings the arrays that are filled. What is divided by 0 is infinite, as in NumPy.
OPTIONS: dict[str, Any] = {"nogil": True, "_nrt": False, "error_model": "numpy"}


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    return kept(function, **OPTIONS)


def summing(function: Callable[P, R]) -> Callable[P, R]:
    """Compiled so that sums are taken several values at a time, in whichever order suits."""
    return kept(function, **OPTIONS, fastmath={"reassoc"})


def picking(function: Callable[P, R]) -> Callable[P, R]:
    """Compiled so that the least and the most are found several values at a time; none is NaN."""
    return kept(function, **OPTIONS, fastmath={"reassoc", "nnan", "nsz"})


def kept(function: Callable[P, R], **options: Any) -> Callable[P, R]:
    ready = njit(**options)(function)
    ready._cache = Kept(function)
    return cast(Callable[P, R], ready)


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compiled into its caller."""
    return cast(Callable[P, R], njit(inline="always")(function))
