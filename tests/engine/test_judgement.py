"""What the numbers mean in plain words: passed, failed, or not known."""

import string
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtests.engine.robustness import judgement
from backtests.engine.robustness.judgement import (
    ENOUGH_RETURNS,
    ENOUGH_TRADES,
    NAMES,
    QUESTIONS,
    Evidence,
    judge,
    overall,
)

STRONG = Evidence(
    trades=ENOUGH_TRADES,
    returns=ENOUGH_RETURNS,
    trials=5,
    psr=0.99,
    dsr=0.96,
    ahead=0.97,
    loss=0.01,
    percentile=0.97,
    doubled=0.2,
    pbo=0.02,
    kept=0.8,
    neighbours=0.9,
    efficiency=0.6,
)
WEAK = replace(
    STRONG,
    psr=0.9,
    dsr=0.5,
    ahead=0.4,
    loss=0.3,
    percentile=0.6,
    doubled=-0.1,
    pbo=0.4,
    kept=-0.4,
    neighbours=0.2,
    efficiency=-0.3,
)
SHARES = st.none() | st.floats(0, 1)


def states(evidence: Evidence) -> set[str]:
    return {one.state for one in judge(evidence)}


def test_strong_evidence_passes_and_weak_fails_in_every_check() -> None:
    assert states(STRONG) == {"passed"}
    assert states(WEAK) == {"failed"}
    assert [one.name for one in judge(STRONG)] == list(NAMES)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_threshold_itself_passes_and_a_hair_beyond_it_fails(
    question: judgement.Question,
) -> None:
    beyond = question.threshold + (1e-9 if question.at_most else -1e-9)
    for value, state in ((question.threshold, "passed"), (beyond, "failed")):
        evidence = replace(STRONG, **{question.field: value})
        (one,) = judge(evidence, [question.name])
        assert (one.value, one.threshold, one.state) == (value, question.threshold, state)


@pytest.mark.parametrize(
    ("few", "reason"),
    [
        ({"trades": ENOUGH_TRADES - 1}, "too few trades (29; 30 are needed)"),
        ({"returns": ENOUGH_RETURNS - 1}, "too short (119 returns; 120 are needed)"),
    ],
)
def test_from_too_little_nothing_is_known(few: dict[str, int], reason: str) -> None:
    for evidence in (STRONG, WEAK):
        found = judge(replace(evidence, **few))
        assert {one.state for one in found} == {"unknown"}
        assert all(reason in one.text for one in found)
        assert "cannot be known" in overall(found)


def test_what_was_not_measured_is_unknown_beside_what_was() -> None:
    found = judge(replace(STRONG, percentile=None, pbo=None))
    unknown = [one for one in found if one.state == "unknown"]
    assert [one.name for one in unknown] == ["entries", "overfitting"]
    assert unknown[0].text == (
        "Unknown whether its moments to buy are better than random ones: it could not be measured."
    )
    assert overall(found) == (
        "All 8 checks are passed: the edge may be real, though one past period is no proof. "
        "2 more could not be judged."
    )


def test_a_single_try_needs_no_allowance_for_tries() -> None:
    assert "tries" not in [one.name for one in judge(replace(STRONG, trials=1))]
    (tries,) = judge(WEAK, ["tries"])
    assert tries.text.startswith("Of 5 variants tried, the best may look this good by luck: 50.0%")


def test_tries_of_earlier_runs_are_named() -> None:
    (tries,) = judge(replace(WEAK, trials=16, earlier=12), ["tries"])
    assert tries.text.startswith("Of 16 variants tried, 12 of them in earlier runs, the best may")


def test_a_question_that_could_not_be_asked_says_why() -> None:
    reasons = {"neighbours": "it has no numbers to move"}
    (one,) = judge(replace(STRONG, neighbours=None, reasons=reasons), ["neighbours"])
    assert one.state == "unknown"
    assert one.text == (
        "Unknown whether slightly different numbers do as well: it has no numbers to move."
    )


def test_costs_that_nobody_stated_are_named_as_assumed() -> None:
    (stated,) = judge(STRONG, ["costs"])
    (assumed,) = judge(replace(WEAK, assumed_cost=0.0005), ["costs"])
    assert stated.text == "It survives twice the costs: the total return is still +20.0%."
    assert "costs of 0.10% a side (none were counted)" in assumed.text


def test_a_return_is_told_as_it_is_beside_it() -> None:
    (many,) = judge(replace(STRONG, doubled=4586.397), ["costs"])
    assert many.text.endswith("the total return is still +458,640%.")


@pytest.mark.parametrize(
    ("share", "kept", "grown"),
    [
        (2.593, "or better (Sharpe ratio 2.6 times as high).", "or faster (2.6 times as fast)."),
        (0.842, "it kept 84.2% of the Sharpe ratio", "it kept 84.2% of its growth"),
        (0.2, "it kept 20.0% of the Sharpe ratio", "it kept 20.0% of its growth"),
        (-0.4, "its Sharpe ratio was below zero", "it lost on what came next."),
    ],
)
def test_more_than_all_and_less_than_nothing_are_not_told_as_shares(
    share: float, kept: str, grown: str
) -> None:
    facts = replace(STRONG, kept=share, efficiency=share)
    told = {one.name: one.text for one in judge(facts)}
    assert kept in told["out_of_sample"]
    assert grown in told["walk_forward"]


def test_the_sentence_on_all_counts_what_fails() -> None:
    assert overall(judge(WEAK)) == "10 of 10 checks say that the edge may not be real."
    one = overall(judge(replace(STRONG, psr=0.5)))
    assert one == "1 of 10 checks says that the edge may not be real."
    assert overall(judge(STRONG, ["luck"])).startswith("The only check is passed")
    assert "cannot be known" in overall([])


def test_every_number_of_the_evidence_is_asked_about() -> None:
    counts = {"trades", "months", "choices", "returns", "trials", "earlier"}
    about = {*counts, "assumed_cost", "reasons", "lost"}
    assert {field.name for field in fields(Evidence)} - about == {one.field for one in QUESTIONS}


def test_every_sentence_uses_only_what_it_is_given() -> None:
    for question in QUESTIONS:
        for words in filter(
            None, (question.passed, question.failed, question.all_kept, question.turned)
        ):
            names = {name for _, name, _, _ in string.Formatter().parse(words) if name}
            assert names <= {"value", "gained", "threshold", "trials", "costs"}
            assert words.endswith(".")


@given(st.integers(0, 100), st.integers(0, 500), SHARES, SHARES, SHARES)
def test_nothing_passes_that_is_unknown_or_beyond_its_threshold(
    trades: int, returns: int, psr: float | None, loss: float | None, percentile: float | None
) -> None:
    evidence = Evidence(trades, returns, psr=psr, loss=loss, percentile=percentile)
    for one in judge(evidence):
        if one.state == "passed":
            assert trades >= ENOUGH_TRADES
            assert returns >= ENOUGH_RETURNS
            assert one.value is not None
