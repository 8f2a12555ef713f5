"""Descriptions in the words of different people, each with a careful reading made beforehand."""

from pathlib import Path

import pytest

from benchmarks.score_reader import load, score, shares

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.jsonl"))
ACCURATE = 0.85


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_most_descriptions_are_read_as_a_careful_person_reads_them(path: Path) -> None:
    scores = [score(item) for item in load(path)]
    accurate, honest = shares(scores)
    missed = [(one.id, one.problems) for one in scores if one.problems]
    assert accurate >= ACCURATE, missed
    assert honest == 1.0, missed
    assert not any(one.silent for one in scores), missed
