"""The engine is pure: it runs where there is no Django and no Redis."""

import subprocess
import sys

CODE = """
import sys
import backtests.engine.explain, backtests.engine.lookahead
import backtests.engine.robustness.judgement, backtests.engine.robustness.random_entries
heavy = {"django", "redis", "channels", "agents", "scipy"} & set(sys.modules)
assert not heavy, heavy
"""


def test_the_engine_loads_neither_django_nor_redis() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
