"""Settings of the test suite: the product's own, over a DATA_DIR that vanishes afterwards."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

folder = tempfile.mkdtemp(prefix="cb-test-")
owner = os.getpid()


def clean_up() -> None:
    if os.getpid() == owner:  # a forked child leaves the folder to its parent
        shutil.rmtree(folder, ignore_errors=True)


atexit.register(clean_up)
for name in (
    "HOST",
    "PORT",
    "DEBUG",
    "SECRET_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "STEP_DELAY",
    "LLM_MODEL",
):
    os.environ.pop(name, None)
# The compiled kernel outlives the folder: compiling takes longer than most tests.
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "cb-test-numba"))
os.environ["DATA_DIR"] = folder
Path(folder, "static").mkdir()  # whitenoise looks for it at every start of a test client

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
