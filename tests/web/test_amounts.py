"""Numbers beside the text are read by the site as the page reads them."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from backtests.forms import AmountField, PercentField

SAID = json.loads(Path(__file__).with_name("amounts.json").read_text())


@pytest.mark.parametrize(("text", "value"), SAID["numbers"].items())
def test_a_number_is_read_as_it_is_typed_in_several_countries(text: str, value: float) -> None:
    assert AmountField().clean(text) == value


@pytest.mark.parametrize(("text", "value"), SAID["percentages"].items())
def test_a_part_is_read_with_and_without_its_sign(text: str, value: float) -> None:
    assert PercentField().clean(text) == value


@pytest.mark.parametrize("text", [*SAID["none"], "nan", "inf", "1e999"])
def test_what_is_no_number_is_refused_with_one_that_is(text: str) -> None:
    with pytest.raises(ValidationError, match=r"such as 10000 or 0\.1"):
        AmountField().clean(text)


@pytest.mark.parametrize("text", SAID["no_percentages"])
def test_a_sign_alone_is_no_part(text: str) -> None:
    with pytest.raises(ValidationError, match=r"such as 10000 or 0\.1"):
        PercentField(required=False).clean(text)


def test_an_empty_field_says_nothing() -> None:
    assert AmountField(required=False).clean("  ") is None
