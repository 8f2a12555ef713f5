"""Set up `.venv` with nothing but the standard library; do nothing where nothing has changed.

It keeps to the syntax of older Pythons, so that one of those can say that it is too old.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
RUN = (("requirements.txt", ""), ("requirements-files.txt", "--no-deps"))
DEVELOP = (*RUN, ("requirements-dev.txt", ""))
BENCH = (*DEVELOP, ("requirements-bench.txt", ""))
# For `.venv-oracles`: other engines beside the tests that ask them, and nothing else needs them.
ORACLES = (*DEVELOP, ("requirements-oracles.txt", ""))
# For `.venv-peers`, where the engine's peers live.
PEERS = (("requirements-peers.txt", ""),)


def too_old(version: Sequence[int]) -> str | None:
    """Return the sentence that stops an old Python, or None."""
    if tuple(version[:2]) >= OLDEST:
        return None
    found = ".".join(str(part) for part in version[:2])
    return f"Closing Bell needs Python 3.11 or newer, but this is Python {found}: set PYTHON=..."


def fingerprint(files: Iterable[Path], version: Sequence[int]) -> str:
    digest = hashlib.sha256(repr(tuple(version[:2])).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def usable(python: Path) -> bool:
    if not python.exists():
        return False
    check = f"import sys; sys.exit(sys.version_info < {OLDEST!r})"
    return subprocess.run([str(python), "-c", check], check=False).returncode == 0


def make_environment(folder: Path) -> None:
    print("Setting up " + folder.name + " ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=False)
    if made.returncode:
        sys.exit("The virtual environment could not be made: install this Python's venv module.")


def install(python: Path, name: str, option: str) -> None:
    print("Installing " + name + " ...", flush=True)
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    done = subprocess.run([*command, *option.split(), "-r", str(ROOT / name)], check=False)
    if done.returncode:
        sys.exit(f"The packages of {name} could not be installed; the lines above say why.")


def wanted_lists(arguments: Sequence[str]) -> Sequence[tuple[str, str]]:
    if "--bench" in arguments:
        return BENCH
    return DEVELOP if "--dev" in arguments else RUN


def set_up(folder: Path, lists: Sequence[tuple[str, str]]) -> None:
    python = folder / "bin" / "python"
    if not usable(python):
        make_environment(folder)
    for name, option in lists:
        stamp = folder / ("." + name + ".installed")
        wanted = fingerprint([ROOT / name], sys.version_info[:2])
        if not stamp.exists() or stamp.read_text() != wanted:
            install(python, name, option)
            stamp.write_text(wanted)


def main(arguments: Sequence[str]) -> None:
    sentence = too_old(sys.version_info[:2])
    if sentence:
        sys.exit(sentence)
    if "--oracles" in arguments:
        set_up(ROOT / ".venv-oracles", ORACLES)
        return
    set_up(ROOT / ".venv", wanted_lists(arguments))
    if "--peers" in arguments:
        set_up(ROOT / ".venv-peers", PEERS)


if __name__ == "__main__":
    main(sys.argv[1:])
