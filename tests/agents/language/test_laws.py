"""Laws that hold for any text: spans, errors, time, sameness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from agents.language import ImpossibleStrategy, InvalidPrompt, Reading, read
from agents.language.lexicon.wordlist import words

VOCABULARY = sorted(
    words(
        """
    buy sell when AAPL MSFT rsi macd sma ema 14 30 200 5% -3% $500 below above crosses and or
    not , . ( ) stop loss take profit day days hold after short news trailing between 2020 the
    its volume average high low bollinger band lower stochastic % < > drops rises in a row
    last years same first open close gap twice xyzzy ??? <b> 10k bps commission capital every
    month cover trail ATR 2 x stop breakeven half rest at rises monday may october first end
    each week size risk leverage shares per trade SPY TLT 60% 40% rebalanced top rotate else
    otherwise hold best return supertrend cloud adx williams keltner vs benchmark calendar points
    sweep try test step steps anywhere limit periods optimise by vary 20 to 40 between
    fee $1 scale up to times positions reverse long SPY's +DI -DI quarter monthly dca every
    """
    )
)
TEXTS = some.one_of(
    some.text(max_size=200),
    some.lists(some.sampled_from(VOCABULARY), max_size=40).map(" ".join),
)


def read_or_none(text: str) -> Reading | None:
    try:
        return read(text)
    except (InvalidPrompt, ImpossibleStrategy):
        return None


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    reading = read_or_none(text)
    end = 0
    for span in reading.spans if reading else []:
        assert end <= span.start < span.end <= len(text)
        end = span.end


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_word_is_covered(text: str) -> None:
    reading = read_or_none(text)
    covered = (
        {at for span in reading.spans for at in range(span.start, span.end)} if reading else ()
    )
    assert not reading or all(at in covered for at, letter in enumerate(text) if letter.isalnum())


@settings(max_examples=300, deadline=None)
@given(some.text(max_size=400))
def test_letters_at_random_are_no_rule(text: str) -> None:
    reading = read_or_none(text)
    assert reading is None or reading.strategy is None


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_an_answered_reading_never_fails(text: str) -> None:
    try:
        read(text, answers="defaults")
    except (InvalidPrompt, ImpossibleStrategy):
        return


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_reading_is_pure_and_answers_only_help(text: str) -> None:
    reading = read_or_none(text)
    assert reading == read_or_none(text)
    if reading and reading.strategy:
        assert not reading.questions


@pytest.mark.parametrize(
    "piece",
    ["buy AAPL when rsi < 30 and ", "(((", "1,", "9:", "a-", "the ", "<b", "when ", "$",
     "5% ", "crosses above ", "买", "rsi 5 5 5 ", "or sell when price drops 5% ", "<script>"],
)  # fmt: skip
@pytest.mark.timeout(60)
def test_ten_thousand_characters_of_anything_come_to_an_end(piece: str) -> None:
    read_or_none((piece * 10_000)[:10_000])
