"""D13: the language model, of which there is none yet; the site says so at its start."""

from __future__ import annotations

import subprocess
import sys

from tests.drills.stacks import Stack
from tests.stack.conftest import ROOT


def refused(stack: Stack) -> str:
    """Why the drill is left out, once it is certain that no model can be set."""
    tried = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**stack.site_environment(), "LLM_MODEL": "openai:any"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode, "a language model can be set: this drill has to be written"
    assert "LLM_MODEL" in tried.stderr, tried.stderr
    return "not applicable yet: LLM_MODEL is refused at the start"
