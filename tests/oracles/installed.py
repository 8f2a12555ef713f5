"""The oracles, or the sentence that says how to get them."""

from types import ModuleType

import pytest

REASON = "the other engines are not installed here; `make oracles` installs and asks them"


def oracle(name: str) -> ModuleType:
    """The package; where it is missing, the module of tests that needs it is skipped."""
    module: ModuleType = pytest.importorskip(name, reason=REASON)
    return module
