"""Texts as people type them on phones, and slips of well-known tickers."""

import pytest

from agents.language import read
from agents.language.lexicon.popular import near_names, near_tickers
from tests.agents.language.reading_of import asked, noted, sides_of, strategy_of

SIDES = ("RSI(14) is below 27", "RSI(14) is above 66")


@pytest.mark.parametrize(
    "text",
    [
        "buyKO when rsi below 27 sell when rsi above 66".replace("KO", "msft"),
        "buy KO whenrsi below 27, sell whenrsi above 66",
        "buy KO when rsi below27 n sell when rsi above66",
        "buy KO when the r s i is below 27, sell when the r s i is above 66",
    ],
)
def test_what_was_glued_together_is_parted_and_what_was_spelt_is_joined(text: str) -> None:
    assert sides_of(text) == SIDES


def test_a_lone_n_between_conditions_is_and() -> None:
    text = "buy KO when price is above 50 sma n rsi below 27, sell when rsi above 66"
    assert sides_of(text)[0] == "the close is above SMA(50) and RSI(14) is below 27"
    assert "'n' is read as 'and'" in noted(read(text))


@pytest.mark.parametrize("said", ["the n day high", "above the last n bars high", "after n days"])
def test_a_number_that_nobody_gave_stays_one(said: str) -> None:
    assert not any("'n' is read as" in one for one in noted(read(f"buy KO when {said}")))


@pytest.mark.parametrize(
    "word", ["buyers", "buyback", "longterm", "sellout", "overall", "shortage"]
)
def test_a_word_that_begins_like_an_order_is_not_parted(word: str) -> None:
    said = noted(read(f"{word} of KO: buy KO when rsi < 27, sell when rsi > 66"))
    assert not any("is read as" in one and word in one for one in said)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("tsal", "TSLA"), ("spyy", "SPY"), ("msfft", "MSFT"), ("nkie", "NKE"), ("bitcon", "BTC-USD"),
     ("qqqq", "QQQ")],
)  # fmt: skip
def test_a_slip_of_one_well_known_symbol_is_read_as_it_and_shown(wrong: str, right: str) -> None:
    reading = read(f"buy {wrong} when rsi below 27, sell when rsi above 66")
    assert reading.strategy is not None
    assert reading.strategy.symbols == [right]
    assert f"'{wrong}' is read as '{right}'" in noted(reading)


@pytest.mark.parametrize(
    "word", ["good", "low", "some", "stocks", "dips", "gaps", "spa", "beta", "meat", "costs"]
)
def test_a_word_of_english_or_the_trade_is_no_slip_of_a_symbol(word: str) -> None:
    reading = read(f"buy {word} when rsi below 27, sell when rsi above 66")
    assert "symbol" in asked(reading)
    assert not any("is read as" in one and f"'{word}'" in one for one in noted(reading))


@pytest.mark.parametrize(("wrong", "right"), [("TLSA", "TSLA"), ("APPL", "AAPL"), ("SYP", "SPY")])
def test_an_unknown_ticker_is_asked_about_with_the_one_that_is_near(wrong: str, right: str) -> None:
    text = f"buy {wrong} when rsi below 27, sell when rsi above 66"
    question = read(text).questions[0]
    assert question.choices == [f"use {right}", f"use {wrong}"]
    assert question.default == f"use {right}"
    kept = read(text, answers={question.id: f"use {wrong}"})
    assert kept.strategy is not None
    assert kept.strategy.symbols == [wrong]


def test_no_other_symbol_is_the_default_where_a_stranger_was_named() -> None:
    question = read("buy peanutbutter when rsi below 27, sell when rsi above 66").questions[0]
    assert (question.id, question.default) == ("symbol", None)
    assert "peanutbutter" in question.text


def test_a_stranger_that_is_a_word_is_asked_about_with_the_name_that_is_near() -> None:
    question = read("buy exon when rsi below 27, sell when rsi above 66").questions[0]
    assert (question.id, question.choices[0], question.default) == ("symbol", "XOM", "XOM")


@pytest.mark.parametrize("word", ["tsla", "gold", "meat", "ship", "stop", "mad", "teh", "cost"])
def test_words_that_mean_something_are_near_no_ticker(word: str) -> None:
    assert not near_tickers(word)


def test_names_are_near_where_one_slip_lies_between() -> None:
    assert near_names("boing") == ("BA",)
    assert near_names("boat") == ()


@pytest.mark.parametrize("said", ["it isn't", "it is not", "it aint", "its not"])
def test_sold_where_it_is_not_is_sold_as_soon_as_it_ends(said: str) -> None:
    entry, exit_ = sides_of(f"buy KO when it is above its 90 sma, sell when {said}")
    assert (entry, exit_) == ("the close is above SMA(90)", "the close is at or below SMA(90)")


def test_outta_there_sells() -> None:
    text = "buy KO when rsi below 27, get outta there when rsi above 66"
    assert strategy_of(text).exit is not None
