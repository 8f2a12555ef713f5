"""Who is meant: companies, funds, coins and markets by the names that people write."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import strategy_of

RULES = "when the RSI is below 30, sell when it is above 60"


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("Halliburton", "HAL"),
        ("Ford (NYSE: F)", "F"),
        ("Micron Technology", "MU"),
        ("Apple Inc. (NASDAQ: AAPL)", "AAPL"),
        ("procter & gamble", "PG"),
        ("AT&T", "T"),
        ("T-Mobile", "TMUS"),
        ("Coca-Cola", "KO"),
        ("Siemens AG", "SIE.DE"),
        ("Rolls-Royce", "RR.L"),
        ("LVMH", "MC.PA"),
        ("MC.PA", "MC.PA"),
        ("Nestlé", "NESN.SW"),
        ("Samsung Electronics", "005930.KS"),
        ("贵州茅台", "600519.SS"),
        ("cardano", "ADA-USD"),
        ("the Hang Seng", "^HSI"),
        ("natural gas", "NG=F"),
        ("CPRT", "CPRT"),
    ],
)
def test_well_known_names_stand_for_their_tickers(name: str, symbol: str) -> None:
    assert strategy_of(f"Buy {name} {RULES}.").symbols == [symbol]


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("Target", "TGT"), ("Gap", "GAP"), ("Best Buy", "BBY"), ("3M", "MMM"), ("Shell", "SHEL")],
)
def test_a_name_that_is_a_word_counts_behind_a_verb_of_trading(name: str, symbol: str) -> None:
    assert strategy_of(f"Buy {name} {RULES}.").symbols == [symbol]
    assert strategy_of(f"{name}: buy {RULES}.").symbols == [symbol]


@pytest.mark.parametrize("rest", ["Target: 10%", "target 10%", "Target 10%"])
def test_a_target_is_no_company(rest: str) -> None:
    made = strategy_of(f"Buy IBM {RULES}. {rest}")
    assert (made.symbols, made.take_profit) == (["IBM"], 0.1)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("telsa", "TSLA"), ("Halliburtn", "HAL"), ("microsft", "MSFT"), ("Caterpilar", "CAT")],
)
def test_a_slip_of_a_name_is_corrected_and_shown(name: str, symbol: str) -> None:
    reading = read(f"buy {name} {RULES}")
    assert reading.strategy is not None
    assert reading.strategy.symbols == [symbol]
    assert any(name in one.text for one in reading.assumptions)


def test_gold_in_capitals_is_asked_about() -> None:
    text = f"Buy GOLD {RULES}"
    assert [one.id for one in read(text).questions] == ["ticker-gold"]
    answered = read(text, answers={"ticker-gold": "the metal (XAUUSD)"})
    assert answered.strategy is not None
    assert answered.strategy.symbols == ["XAUUSD"]


def test_of_a_foreign_company_the_listing_is_said() -> None:
    said = [one.text for one in read(f"Buy Allianz {RULES}").assumptions]
    assert "Allianz is read as its listing in Frankfurt (Xetra) (ALV.DE)" in said


@pytest.mark.parametrize("opening", ["Reliable entry:", "Generic trend system.", "General idea:"])
def test_a_word_that_opens_a_sentence_is_no_slip_of_a_name(opening: str) -> None:
    reading = read(f"{opening} Buy IBM {RULES}", answers="defaults")
    assert reading.strategy is not None
    assert reading.strategy.symbols == ["IBM"]


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("WEGE3.SA", "WEGE3.SA"),
        ("petr4", "PETR4.SA"),
        ("BAJAJ-AUTO.NS", "BAJAJ-AUTO.NS"),
        ("M&M.NS", "M&M.NS"),
        ("THYAO.IS", "THYAO.IS"),
        ("BNF", "^NSEBANK"),
        ("finnifty", "NIFTY_FIN_SERVICE.NS"),
        ("US30", "^DJI"),
        ("nas100", "^NDX"),
        ("GER40", "^GDAXI"),
        ("NQ", "NQ=F"),
        ("ES", "ES=F"),
        ("Tata Power", "TATAPOWER.NS"),
        ("SUZLON", "SUZLON.NS"),
        ("SoftBank Group", "9984.T"),
        ("天齐锂业", "002466.SZ"),
    ],
)
def test_symbols_of_many_exchanges_are_taken_as_they_are_written(name: str, symbol: str) -> None:
    assert strategy_of(f"Buy {name} {RULES}.").symbols == [symbol]


@pytest.mark.parametrize(
    ("former", "today"), [("FB", "META"), ("SQ", "XYZ"), ("PCLN", "BKNG"), ("ZOMATO", "ETERNAL.NS")]
)
def test_a_ticker_that_was_left_is_read_as_that_of_today_and_said(former: str, today: str) -> None:
    reading = read(f"Buy {former} {RULES}.")
    assert reading.strategy is not None
    assert reading.strategy.symbols == [today]
    said = f"{former} is traded as {today} today, and read as that"
    assert said in [one.text for one in reading.assumptions]


@pytest.mark.parametrize("text", ["Compra Apple si es mayor que su media de 30 dias"])
def test_words_are_no_tickers(text: str) -> None:
    strategy = read(text).strategy
    assert strategy is None or strategy.symbols == ["AAPL"]


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("ADA/BTC", "ADA-BTC"),
        ("ETHBTC", "ETH-BTC"),
        ("IOTA-ETH", "IOTA-ETH"),
        ("SUI", "SUI-USD"),
        ("HYPE", "HYPE-USD"),
    ],
)
def test_coins_are_traded_against_dollars_or_another_coin(name: str, symbol: str) -> None:
    assert strategy_of(f"Buy {name} {RULES}.").symbols == [symbol]


@pytest.mark.parametrize("text", ["hold ETH/BTC 60/40", "60/40 ETH/BTC", "ETH/BTC 60/40, yearly"])
def test_two_coins_that_are_held_are_no_pair(text: str) -> None:
    portfolio = strategy_of(text).portfolio
    assert portfolio is not None
    assert portfolio.weights == {"ETH-USD": 0.6, "BTC-USD": 0.4}


@pytest.mark.parametrize(
    ("said", "symbol"),
    [
        ("600519.SH", "600519.SS"),
        ("sh600519", "600519.SS"),
        ("000858.XSHE", "000858.SZ"),
        ("NIFTYBEES", "NIFTYBEES.NS"),
        ("M&M.NS", "M&M.NS"),
    ],
)
def test_a_code_of_another_service_is_read_as_the_listing_it_means(said: str, symbol: str) -> None:
    assert strategy_of(f"Buy {said} {RULES}.").symbols == [symbol]


def test_what_trades_for_somebody_is_no_company() -> None:
    assert strategy_of(f"My EA should buy EURUSD {RULES}").symbols == ["EURUSD"]
    assert strategy_of(f"Buy EA {RULES}").symbols == ["EA"]
