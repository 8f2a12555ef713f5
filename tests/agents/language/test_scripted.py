"""Rules as formulas and scripts write them: indices, frames of data, brackets and bars."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, exit_of, sides_of

MACD = "the MACD line (12, 26, 9)"
CONDITIONS = [
    ("P_t < SMA_t(30)", "the close is below SMA(30)"),
    ("P(t) > EMA(12)", "the close is above EMA(12)"),
    ("C_t > H_{t-1}", "the close is above the high 1 bar ago"),
    ("close[t] < low[t-3]", "the close is below the low 3 bars ago"),
    ("RSI_t < 25 and Close(t) > Open(t)", "RSI(14) is below 25 and the close is above the open"),
    ("close > close.shift(2)", "the close is above the close 2 bars ago"),
    ("df['close'] > df['high'].shift(1)", "the close is above the high 1 bar ago"),
    ('data["rsi"] < 22', "RSI(14) is below 22"),
    ("df.rsi < 22 and df.close > 40", "RSI(14) is below 22 and the close is above 40"),
    ("(dataframe['rsi'] < 22) & (dataframe['close'] < dataframe['bb_lowerband'])",
     "RSI(14) is below 22 and the close is below the lower Bollinger Band (20, 2)"),
    ("macd crossedabove macdsignal", f"{MACD} crosses above the MACD signal (12, 26, 9)"),
    ("qtpylib.crossed_above(rsi, 35)", "RSI(14) rises above 35"),
    ("crossedbelow(ema8, ema21)", "EMA(8) crosses below EMA(21)"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "said"), CONDITIONS)
def test_a_condition_of_a_script_is_read_as_it_would_run(condition: str, said: str) -> None:
    assert entry_of(condition) == said


OR = "RSI(14) is above 77 or the close is above EMA(15)"
EITHER = [
    ("(rsi > 77) | (close > ema15)", OR),
    ("(rsi > 77) |\n(close > ema15)", OR),
    ("(rsi > 77)\n| (close > ema15)", OR),
    ("(rsi > 77 and\nclose > ema15)", "RSI(14) is above 77 and the close is above EMA(15)"),
    ("(rsi > 77\nand close > ema15)", "RSI(14) is above 77 and the close is above EMA(15)"),
    ("(rsi > 77\nmacd crossedbelow macdsignal) | (rsi > 85\nclose < ema15)",
     f"(RSI(14) is above 77 and {MACD} crosses below the MACD signal (12, 26, 9)) or (RSI(14) is "
     "above 85 and the close is below EMA(15))"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "said"), EITHER)
def test_brackets_hold_together_over_the_ends_of_lines(condition: str, said: str) -> None:
    assert exit_of(condition) == said


def test_a_sentence_in_brackets_that_is_broken_into_lines_stays_one() -> None:
    text = (
        "KO: buy when the RSI is below 24 (and only if the close is above the\nmoving average of "
        "60 days and volume is above\n500000). Sell after 4 days"
    )
    assert entry_of(
        "RSI is below 24 and the close is above SMA(60) and volume is above 500000"
    ) in (read(text).sentence)


def test_the_length_that_is_only_a_letter_is_asked() -> None:
    reading = read("KO. BUY_t when P_t < SMA_t^(n), SELL_t when P_t > SMA_t^(n)")
    assert reading.unsupported == []
    assert len(asked(reading)) == 1


UNREAD = [
    "close[-1] > close[-2]",  # the newest bar in one language, the one before it in another
    "close > SMA(n) and n = 40",
    "r_t < -2%",
    "close > max(high[t-1], high[t-2])",
]


@pytest.mark.parametrize("condition", UNREAD)
def test_what_a_script_leaves_open_is_named(condition: str) -> None:
    reading = read(f"Buy KO when {condition}, sell after 4 days")
    assert reading.unsupported or "unread" in asked(reading)
    assert reading.action != "run"


def test_a_share_whose_name_is_that_of_an_index_stays_a_share() -> None:
    assert sides_of("Buy T when RSI < 22, sell when RSI > 61")[0] == "RSI(14) is below 22"
    assert read("Buy T when RSI < 22, sell when RSI > 61").sentence.startswith("Buy T ")
