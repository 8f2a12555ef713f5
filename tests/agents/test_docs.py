"""What the documentation says one can say is understood, to the last word."""

import re
from pathlib import Path

import pytest

from agents.language import read

PAGE = Path(__file__).resolve().parents[2] / "docs/strategies.md"
SECTION = PAGE.read_text().partition("## What you can say")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"\| `(.+)` \|", SECTION)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 10


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_of_the_documentation_is_understood_in_full(text: str) -> None:
    reading = read(text)
    assert reading.strategy is not None
    assert (reading.questions, reading.unsupported) == ([], [])
