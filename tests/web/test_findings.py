"""What one reason leaves open is told once, and from so little nothing else is drawn."""

from typing import Any

from backtests.pages.findings import has_ranges, told

Json = dict[str, Any]
FEW = "there are too few trades (29; 30 are needed)"


def finding(state: str, text: str, name: str = "luck") -> Json:
    return {"name": name, "state": state, "text": text}


def test_questions_with_one_reason_are_one_line_that_names_them() -> None:
    found = told(
        [
            finding("unknown", f"Unknown whether it was luck: {FEW}."),
            finding("passed", "It pays its costs."),
            finding("unknown", f"Unknown whether it beats holding: {FEW}."),
            finding("unknown", "Unknown whether it lasts: no time was left."),
        ]
    )
    assert [one.text for one in found] == [
        "It pays its costs.",
        "There are too few trades (29; 30 are needed).",
        "Unknown whether it lasts: no time was left.",
    ]
    assert found[1].questions == ["whether it was luck", "whether it beats holding"]


def test_no_other_outcomes_are_drawn_where_they_would_be_a_guess() -> None:
    guess = finding("unknown", f"Unknown how far it scatters: {FEW}.", "histories")
    assert not has_ranges({"robustness": {"findings": [guess]}})
    assert has_ranges({"robustness": {"findings": [guess | {"state": "passed"}]}})
