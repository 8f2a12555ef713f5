"""How far "either", "unless", "only if", a comma or a bracket reaches over several conditions."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import entry_of, exit_of, noted, sides_of, strategy_of

LOW, WEAK, TREND = "RSI(14) is below 35", "MFI(14) is below 25", "the close is above SMA(150)"
EITHER = f"({LOW} or {WEAK})"
MIXED = "'and' binds before 'or'"


@pytest.mark.parametrize(
    "said",
    [
        "the close is above the 150 SMA and either RSI < 35 or MFI < 25",
        "the close is above the 150 SMA, and either RSI < 35 or MFI < 25",
        "the close is above the 150 SMA and at least one of RSI < 35 or MFI < 25",
        "the close is above the 150 SMA and any of RSI < 35, MFI < 25",
        "the close is above the 150 SMA and (RSI < 35 or MFI < 25)",
        "(a) the close is above the 150 SMA and (b) RSI < 35 or MFI < 25",
    ],
)
def test_alternatives_that_are_led_in_are_no_way_in_beside_what_stands_before(said: str) -> None:
    assert entry_of(said) == f"{TREND} and {EITHER}"


@pytest.mark.parametrize(
    "said",
    [
        "RSI < 35 or MFI < 25, but only if the close is above the 150 SMA",
        "RSI < 35 or MFI < 25, as long as the close is above the 150 SMA",
        "RSI < 35 or MFI < 25, provided that the close is above the 150 SMA",
        "RSI < 35 or MFI < 25, and the close is above the 150 SMA",
        "either RSI < 35 or MFI < 25, and the close is above the 150 SMA",
        "any of RSI < 35 or MFI < 25, and the close is above the 150 SMA",
        "RSI < 35 or MFI < 25 but only when the close is above the 150 SMA",
    ],
)
def test_what_is_said_behind_a_comma_is_of_both_alternatives(said: str) -> None:
    assert entry_of(said) == f"{EITHER} and {TREND}"


@pytest.mark.parametrize("said", ["as long as", "only if", "while", "provided"])
def test_without_a_comma_that_is_told(said: str) -> None:
    rule = f"RSI < 35 or MFI < 25 {said} the close is above the 150 SMA"
    text = f"Buy KO when {rule}, sell after 9 days"
    assert sides_of_entry(text) == f"{EITHER} and {TREND}"
    assert any("of all that stands before it" in note for note in noted(read(text)))


def sides_of_entry(text: str) -> str:
    return describe_condition(strategy_of(text).entry)


@pytest.mark.parametrize(
    "text",
    [
        "When KO is above its 150 SMA, buy if RSI < 35 or if MFI < 25. Sell after 9 days.",
        "If KO is above its 150 SMA: buy when RSI < 35 or MFI < 25. Sell after 9 days.",
        "With the close above the 150 SMA, buy KO when RSI < 35 or MFI < 25. Sell after 9 days.",
        "In an uptrend (close > 150 SMA), buy KO when RSI < 35 or MFI < 25. Sell after 9 days.",
        "Buy KO above the 150 SMA when RSI < 35 or MFI < 25. Sell after 9 days.",
        "Price above the 150 SMA. Buy KO when RSI < 35 or when MFI < 25. Sell after 9 days.",
    ],
)
def test_what_stands_before_the_verb_is_needed_whichever_of_the_two_holds(text: str) -> None:
    assert sides_of_entry(text) == f"{TREND} and {EITHER}"


def test_while_it_is_so_somebody_buys_at_moments_of_their_own_and_is_asked_when_to_sell() -> None:
    reading = read("While KO is above its 150 SMA, buy when RSI < 35 or when MFI < 25.")
    assert [question.id for question in reading.questions] == ["exit"]


def test_a_line_of_a_list_keeps_its_own_or() -> None:
    text = (
        "Buy KO when:\n- RSI < 35 or MFI < 25\n- close > 150 SMA\nSell when:\n- RSI > 65\n- MFI>80"
    )
    assert sides_of(text) == (f"{EITHER} and {TREND}", "RSI(14) is above 65 or MFI(14) is above 80")


@pytest.mark.parametrize(
    "said",
    [
        "(a) RSI < 35 or MFI < 25 and (b) the close is above the 150 SMA",
        "(1) RSI < 35 or MFI < 25, (2) the close is above the 150 SMA",
        "a) RSI < 35 or MFI < 25 and b) the close is above the 150 SMA",
    ],
)
def test_the_signs_of_a_list_within_a_sentence_end_no_rule(said: str) -> None:
    reading = read(f"Buy KO when {said}, sell after 9 days")
    assert reading.strategy is not None
    assert describe_condition(reading.strategy.entry) == f"{EITHER} and {TREND}"
    assert reading.strategy.exit is None


def test_an_exit_and_a_hold_are_read_like_an_entry() -> None:
    assert exit_of("price < 60 SMA and either RSI < 45 or MFI < 40") == (
        "the close is below SMA(60) and (RSI(14) is below 45 or MFI(14) is below 40)"
    )
    assert sides_of("Hold KO while price > 150 SMA and either RSI < 75 or MFI < 80")[0] == (
        "the close is above SMA(150) and (RSI(14) is below 75 or MFI(14) is below 80)"
    )


def test_each_alternative_keeps_its_own_bracket() -> None:
    said = (
        "RSI < 25 in a downtrend (close < 150 SMA) or at RSI < 40 in an uptrend (close > 150 SMA)"
    )
    assert entry_of(said) == (
        "(RSI(14) is below 25 and the close is below SMA(150)) or"
        f" (RSI(14) is below 40 and {TREND})"
    )


def test_brackets_in_brackets_are_read_from_the_inside() -> None:
    assert entry_of("RSI < 35 and (MFI < 25 or (CCI < -90 and ADX > 22))") == (
        f"{LOW} and ({WEAK} or (CCI(20) is below -90 and ADX(14) is above 22))"
    )


def test_a_case_between_commas_goes_with_what_follows_it() -> None:
    assert entry_of("RSI < 25 or, if RSI is below 35, when MFI < 25") == (
        f"RSI(14) is below 25 or ({LOW} and {WEAK})"
    )


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("RSI < 35 and MFI < 25 or ADX > 22", f"({LOW} and {WEAK}) or ADX(14) is above 22"),
        ("RSI < 35 or MFI < 25 and ADX > 22", f"{LOW} or ({WEAK} and ADX(14) is above 22)"),
        (
            "RSI < 35 and MFI < 25, or ADX > 22 and CCI < -90",
            f"({LOW} and {WEAK}) or (ADX(14) is above 22 and CCI(20) is below -90)",
        ),
    ],
)
def test_where_nothing_tells_and_binds_before_or_and_that_is_told(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as
    assert MIXED in noted(read(f"Buy KO when {said}, sell after 9 days"))


def test_a_comma_behind_or_is_read_as_and_and_that_is_told() -> None:
    assert entry_of("RSI < 35 or MFI < 25, ADX > 22") == f"{EITHER} and ADX(14) is above 22"
    text = "Buy KO when RSI < 35 or MFI < 25, ADX > 22, sell after 9 days"
    assert "the comma behind 'or' is read as 'and'" in noted(read(text))


def test_with_behind_two_ways_in_narrows_both() -> None:
    assert entry_of("RSI < 35 or MFI < 25, with ADX above 22") == (
        f"{EITHER} and ADX(14) is above 22"
    )


def test_two_bars_mean_or_and_one_parts_fields() -> None:
    assert entry_of("RSI < 35 || MFI < 25") == f"{LOW} or {WEAK}"
    assert sides_of("Buy when RSI < 35 | Sell when RSI > 65 | KO") == (LOW, "RSI(14) is above 65")


@pytest.mark.parametrize("said", [", not when", " and not when", ", but not if"])
def test_not_when_takes_back_all_that_follows(said: str) -> None:
    assert entry_of(f"MFI < 25{said} RSI > 60 or ADX < 18") == (
        f"{WEAK} and RSI(14) is at or below 60 and ADX(14) is at or above 18"
    )


def test_behind_an_excepted_day_the_rule_goes_on() -> None:
    text = "Buy KO except on Mondays when RSI < 35. Sell when RSI > 65."
    assert sides_of(text)[0] == f"it is not the case that it is Monday and {LOW}"


def test_a_list_of_alternatives_is_one_still() -> None:
    assert entry_of("RSI < 35, MFI < 25, or ADX > 22") == f"{LOW} or {WEAK} or ADX(14) is above 22"
    assert entry_of("any of RSI < 35, MFI < 25 and ADX > 22") == (
        f"{LOW} or {WEAK} or ADX(14) is above 22"
    )


@pytest.mark.parametrize("said", ["unless", "except when", "but not when", "except if"])
def test_an_exception_takes_back_all_that_is_joined_to_it(said: str) -> None:
    assert entry_of(f"MFI < 25 {said} RSI > 60 or ADX < 18") == (
        f"{WEAK} and RSI(14) is at or below 60 and ADX(14) is at or above 18"
    )
    assert entry_of(f"MFI < 25 {said} RSI > 60 and ADX < 18") == (
        f"{WEAK} and (RSI(14) is at or below 60 or ADX(14) is at or above 18)"
    )


def test_held_with_an_exception_it_is_sold_by_either_part_of_it() -> None:
    assert sides_of("Hold KO unless RSI > 80 or price < 150 SMA") == (
        "RSI(14) is at or below 80 and the close is at or above SMA(150)",
        "RSI(14) is above 80 or the close is below SMA(150)",
    )


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        (
            "RSI < 35 unless ADX < 18, and MFI < 25",
            f"{LOW} and ADX(14) is at or above 18 and {WEAK}",
        ),
        (
            "RSI < 35 unless ADX < 18, or when MFI < 25",
            f"({LOW} and ADX(14) is at or above 18) or {WEAK}",
        ),
        ("RSI < 35 or MFI < 25, unless ADX < 18", f"{EITHER} and ADX(14) is at or above 18"),
    ],
)
def test_behind_a_comma_the_rule_goes_on_after_an_exception(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as


@pytest.mark.parametrize(
    "said",
    [
        "not (RSI > 60 or ADX < 18)",
        "NOT(RSI > 60 or ADX < 18)",
        "!(RSI > 60 or ADX < 18)",
        "it's not true that RSI > 60 or ADX < 18",
        "it is not the case that RSI > 60 or ADX < 18",
    ],
)
def test_a_denied_bracket_is_denied_as_a_whole(said: str) -> None:
    assert entry_of(said) == "RSI(14) is at or below 60 and ADX(14) is at or above 18"


def test_an_exclamation_mark_behind_a_sentence_denies_nothing() -> None:
    assert sides_of("Buy KO when RSI < 35! Sell when RSI > 65!(That is all.)") == (
        LOW,
        "RSI(14) is above 65",
    )


def test_on_a_day_if_is_one_way_out_of_two() -> None:
    assert exit_of("RSI > 70 or on Friday if RSI > 60") == (
        "RSI(14) is above 70 or (it is Friday and RSI(14) is above 60)"
    )
