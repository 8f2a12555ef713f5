"""How figures are written on the pages."""

import pytest

from agents.words import percent
from backtests.templatetags import figures
from backtests.templatetags.figures import gain, reasons, with_minus_signs


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0512, "+5.1%"),
        (-0.0512, "\N{MINUS SIGN}5.1%"),
        (0.0, "0.0%"),
        (-0.0001, "0.0%"),
        (15.5, "+1,550%"),
        (None, "\N{EN DASH}"),
    ],
)
def test_a_gain_has_its_sign_unless_it_is_none(value: float | None, text: str) -> None:
    assert gain(value) == text


@pytest.mark.parametrize("value", [12.1147, 9.9996, -0.0512, 0.08449, -0.0004, 0.0005, 1519.4951])
def test_the_verdict_writes_a_change_as_the_tile_does(value: float) -> None:
    assert with_minus_signs(percent(value)) == gain(value)


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert [figures.number(value) for value in (-0.001, -0.006, 0.0)] == ["0.00", "−0.01", "0.00"]
    assert [figures.percent(value) for value in (-0.0001, -0.001)] == ["0.0%", "−0.1%"]


def test_numbers_in_a_sentence_have_the_minus_sign_and_words_keep_their_hyphens() -> None:
    said = "From 2009-04-08 it made -6.1% against -.5%, out-of-sample (-3) and S&P-500."
    signed = said.replace("-6.1", "−6.1").replace("-.5", "−.5").replace("(-3", "(−3")
    assert with_minus_signs(said) == signed


def test_why_something_was_tried_has_the_minus_sign_of_the_steps() -> None:
    why = "The Sharpe ratio is -0.20; that is under 0.50."
    assert reasons([{"why": why}, {"why": why}]) == why.replace("-", "\N{MINUS SIGN}")
