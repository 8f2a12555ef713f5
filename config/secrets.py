"""Values made once and kept in DATA_DIR, readable by the owner alone."""

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(50)) -> str:
    """Return the value in `path`; the first of several processes to ask makes it for all."""
    if not path.exists():
        _create(path, make())
    return path.read_text().strip()


def _create(path: Path, value: str) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp makes it mode 600
    with os.fdopen(handle, "w") as file:
        file.write(value + "\n")
    try:
        os.link(draft, path)  # fails where another process was first, so nobody reads half a value
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
