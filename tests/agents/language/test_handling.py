"""How people say that they get in and out, what they bear, and how much they put in."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, strategy_of

SAID = [
    ("AAPL: RSI(14) under 30 puts me in, RSI(14) over 65 takes me out.",
     "Buy AAPL when RSI(14) is below 30; sell when RSI(14) is above 65"),
    ("I hop on MSFT when RSI(7) is below 25 and jump off when RSI(7) is above 60.",
     "Buy MSFT when RSI(7) is below 25; sell when RSI(7) is above 60"),
    ("NVDA: climb aboard once the close is above the 50-day SMA; abandon ship once it is below.",
     "Buy NVDA when the close is above SMA(50); sell when the close is below SMA(50)"),
    ("Snap up AAPL if RSI(14) < 28, offload it at RSI(14) > 70. Bail-out stop 6%.",
     "Buy AAPL when RSI(14) is below 28; sell when RSI(14) is above 70 or at a stop loss of 6%"),
    ("Initiate a long in SPY when RSI(2) is below 10; scrap it when RSI(2) is above 80.",
     "Buy SPY when RSI(2) is below 10; sell when RSI(2) is above 80"),
    ("Get into QQQ when the close exceeds the 100-day SMA and step aside when it closes "
     "below it.",
     "Buy QQQ when the close is above SMA(100); sell when the close is below SMA(100)"),
    ("TSLA: establish a position when RSI(14) drops below 30, wind it down when RSI(14) "
     "goes past 55, catastrophe stop at 8%.",
     "Buy TSLA when RSI(14) drops below 30; sell when RSI(14) rises above 55 or at a stop "
     "loss of 8%"),
    ("Own SPY as long as the close is above the 200-day SMA, else sit on cash.",
     "Buy SPY when the close is above SMA(200); sell when the close is at or below SMA(200)"),
    ("I'm a buyer of KO when RSI(14) is under 30 and a seller when it's over 70.",
     "Buy KO when RSI(14) is below 30; sell when RSI(14) is above 70"),
    ("Part with AAPL when RSI(14) tops 70, having acquired it when RSI(14) was under 30.",
     "Buy AAPL when RSI(14) is below 30; sell when RSI(14) is above 70"),
    ("AMD: start a position if RSI(5) < 20. Trim half at +5%, the balance at +10%. Stop 4% "
     "beneath entry.",
     "Buy AMD when RSI(5) is below 20; sell at a stop loss of 4% or at a take profit of "
     "10%; take 50% off at a gain of 5%"),
    ("NVDA: buy when the 20 EMA crosses above the 50 EMA. Peel off a third at +6%, another "
     "third at +12%, and exit the remainder when the 20 EMA crosses back below the 50 EMA.",
     "Buy NVDA when EMA(20) crosses above EMA(50); sell when EMA(20) crosses below "
     "EMA(50); take 33.3333% off at a gain of 6%; take 33.3333% off at a gain of 12%"),
    ("MSFT: enter on RSI(14) < 30; bank 50% of the position at 4% profit, run the rest to "
     "8%. Stop out at a 3% loss.",
     "Buy MSFT when RSI(14) is below 30; sell at a stop loss of 3% or at a take profit of "
     "8%; take 50% off at a gain of 4%"),
    ("Short TSLA when RSI(14) is over 75, buy it back when RSI(14) is under 50. If it runs "
     "5% against me I'm gone.",
     "Sell TSLA short when RSI(14) is above 75; buy back when RSI(14) is below 50 or at a "
     "stop loss of 5%"),
    ("Bet against NVDA when RSI(14) exceeds 80; close the bet when it falls under 55 or "
     "after 10 bars.",
     "Sell NVDA short when RSI(14) is above 80; buy back when RSI(14) drops below 55 or "
     "after 10 bars"),
    ("SPY long when above the 200-day SMA, short when under it. Never flat.",
     "Buy SPY when the close is above SMA(200); sell when the close is below SMA(200); "
     "sell SPY short when the close is below SMA(200); buy back when the close is above "
     "SMA(200); a signal for the other side turns a position round"),
    ("GLD: RSI(14) above 50 means long, RSI(14) below 50 means short, always in.",
     "Buy GLD when RSI(14) is above 50; sell when RSI(14) is below 50; sell GLD short when "
     "RSI(14) is below 50; buy back when RSI(14) is above 50; a signal for the other side "
     "turns a position round"),
    ("AAPL: buy when RSI(14) < 30, sell if it surrenders 7% from its peak since I bought.",
     "Buy AAPL when RSI(14) is below 30; sell at a trailing stop of 7%"),
    ("Buy MSFT when it closes above its 50-day high; get out if the price retreats 10% off "
     "the highest close since entry.",
     "Buy MSFT when the close is above the 50-bar high 1 bar ago; sell at a trailing stop "
     "of 10%"),
    ("META: buy when RSI(14) < 35. Let it run but trail 6% behind the high-water mark.",
     "Buy META when RSI(14) is below 35; sell at a trailing stop of 6%"),
    ("AMZN: enter if RSI(14) < 30, give up on the trade after 12 sessions.",
     "Buy AMZN when RSI(14) is below 30; sell after 12 bars"),
    ("JPM: buy when RSI(14) dips below 30; liquidate two weeks later.",
     "Buy JPM when RSI(14) drops below 30; sell after 10 bars"),
    ("Buy AAPL when RSI(14) is under 30. Don't hold it longer than 15 trading days. Exit "
     "at RSI(14) over 60.",
     "Buy AAPL when RSI(14) is below 30; sell when RSI(14) is above 60 or after 15 bars"),
    ("Buy XOM when RSI(14) < 30; exit on RSI(14) > 60; kill the trade if I'm down 5%; cash "
     "in at 12% up.",
     "Buy XOM when RSI(14) is below 30; sell when RSI(14) is above 60, at a stop loss of "
     "5% or at a take profit of 12%"),
    ("WMT: buy if RSI(14) < 30, sell if RSI(14) > 70, with a stop two and a half ATRs "
     "below my entry and 1 percent of the account at risk on each trade.",
     "Buy WMT when RSI(14) is below 30; sell when RSI(14) is above 70 or at a stop loss of "
     "2.5 x ATR(14)"),
    ("Put a quarter of the account into KO each time RSI(14) falls under 30. Unload when "
     "RSI(14) is over 60.",
     "Buy KO when RSI(14) drops below 30; sell when RSI(14) is above 60"),
    ("Commit 20% of equity to MSFT when RSI(14) < 30; leave when RSI(14) > 55.",
     "Buy MSFT when RSI(14) is below 30; sell when RSI(14) is above 55"),
    ("In when AAPL's RSI(14) is below 30, out when it's above 70, and in any event out "
     "after 20 days.",
     "Buy AAPL when RSI(14) is below 30; sell when RSI(14) is above 70 or after 20 bars"),
    ("Long AAPL at RSI(14) < 30; take the money and run at +8%; throw in the towel at -4%.",
     "Buy AAPL when RSI(14) is below 30; sell at a stop loss of 4% or at a take profit of 8%"),
    ("SPY: while the close is over the 50-day SMA be long, while it is under the 50-day "
     "SMA be short. Always in the market.",
     "Buy SPY when the close is above SMA(50); sell when the close is at or below SMA(50); "
     "sell SPY short when the close is below SMA(50); buy back when the close is at or "
     "above SMA(50); a signal for the other side turns a position round"),
    ("Reverse system on GLD: above the 40-day SMA long, below it short, never flat.",
     "Buy GLD when the close is above SMA(40); sell when the close is below SMA(40); sell "
     "GLD short when the close is below SMA(40); buy back when the close is above SMA(40); "
     "a signal for the other side turns a position round"),
    ("Sell AAPL short as RSI(14) pokes above 75. Buy to close when RSI(14) is back under "
     "50. Money stop 3%. Profit objective 6%.",
     "Sell AAPL short when RSI(14) rises above 75; buy back when RSI(14) is below 50, at a "
     "stop loss of 3% or at a take profit of 6%"),
    ("NFLX: I start buying when RSI(14) is below 25 and I stop holding it when RSI(14) is "
     "above 60.",
     "Buy NFLX when RSI(14) is below 25; sell when RSI(14) is above 60"),
    ("Get long NVDA when it closes above the 20-day SMA; get short when it closes below.",
     "Buy NVDA when the close is above SMA(20); sell when the close is below SMA(20); sell "
     "NVDA short when the close is below SMA(20); buy back when the close is above "
     "SMA(20); a signal for the other side turns a position round"),
    ("AMZN long on RSI(2) below 5. The trade ends when RSI(2) is above 70 or after eight "
     "sessions, whichever comes first.",
     "Buy AMZN when RSI(2) is below 5; sell when RSI(2) is above 70 or after 8 bars"),
    ("Accumulate KO when RSI(14) is under 30; distribute when RSI(14) is over 70.",
     "Buy KO when RSI(14) is below 30; sell when RSI(14) is above 70"),
    ("AAPL, enter RSI(14) < 30. The exit is a 7% trailing stop measured from the highest close.",
     "Buy AAPL when RSI(14) is below 30; sell at a trailing stop of 7%"),
    ("TSLA buy RSI(14) < 30. Exit when the trade has lost 6% or earned 12%.",
     "Buy TSLA when RSI(14) is below 30; sell at a stop loss of 6% or at a take profit of 12%"),
    ("GOOGL: buy if RSI(14) < 30; I want out once I've made 9% or dropped 4%.",
     "Buy GOOGL when RSI(14) is below 30; sell at a stop loss of 4% or at a take profit of 9%"),
    ("IBM: buy RSI(14) < 30, my pain threshold is 5%, my goal is 10%.",
     "Buy IBM when RSI(14) is below 30; sell at a stop loss of 5% or at a take profit of 10%"),
    ("BA: buy RSI(14) < 30; I'm willing to lose 4% and I'd be happy with 8%.",
     "Buy BA when RSI(14) is below 30; sell at a stop loss of 4% or at a take profit of 8%"),
    ("INTC: enter when RSI(14) < 30. Worst case I lose 5%, best case I make 11%.",
     "Buy INTC when RSI(14) is below 30; sell at a stop loss of 5% or at a take profit of 11%"),
    ("CSCO: buy RSI(14) < 30. Sell half the shares once the trade is up 5%, and the other "
     "half once it's up 10%.",
     "Buy CSCO when RSI(14) is below 30; sell at a take profit of 10%; take 50% off at a "
     "gain of 5%"),
    ("ORCL: buy RSI(14) < 30; scale out in thirds at +3%, +6% and +9%.",
     "Buy ORCL when RSI(14) is below 30; sell at a take profit of 9%; take 33.3333% off at "
     "a gain of 3%; take 33.3333% off at a gain of 6%"),
    ("JPM: buy when RSI(14) < 30; close one third at 4% gain, one third at 8% gain, the "
     "last third at 12% gain; stop 5%.",
     "Buy JPM when RSI(14) is below 30; sell at a stop loss of 5% or at a take profit of "
     "12%; take 33.3333% off at a gain of 4%; take 33.3333% off at a gain of 8%"),
    ("XOM: buy RSI(14) < 30; move my stop up to breakeven after a 3% gain; exit RSI(14) > 70.",
     "Buy XOM when RSI(14) is below 30; sell when RSI(14) is above 70 or at the price "
     "paid, once it has gained 3%"),
    ("SLV: buy RSI(14) < 30; once I'm up 4%, pull the stop to my entry. Sell when RSI(14) > 65.",
     "Buy SLV when RSI(14) is below 30; sell when RSI(14) is above 65 or at the price "
     "paid, once it has gained 4%"),
    ("GS: buy RSI(14) < 30, sell RSI(14) > 65, each trade gets a fifth of my capital.",
     "Buy GS when RSI(14) is below 30; sell when RSI(14) is above 65"),
    ("V: enter on RSI(14) < 30, leave on RSI(14) > 65, with no more than 2% of the account "
     "at risk and a stop 3 ATR away.",
     "Buy V when RSI(14) is below 30; sell when RSI(14) is above 65 or at a stop loss of 3 "
     "x ATR(14)"),
    ("DIS: buy 50 shares when RSI(14) < 30 and get rid of all 50 when RSI(14) > 65.",
     "Buy DIS when RSI(14) is below 30; sell when RSI(14) is above 65"),
    ("HD: long when RSI(14) < 30. Cut it loose when RSI(14) > 65, or when it has been 20 bars.",
     "Buy HD when RSI(14) is below 30; sell when RSI(14) is above 65 or after 20 bars"),
    ("MCD: buy when RSI(14) < 30; hold for no more than three weeks; take profits at 6%.",
     "Buy MCD when RSI(14) is below 30; sell at a take profit of 6% or after 15 bars"),
    ("PEP: buy RSI(14) < 30; time stop of 10 bars; price stop of 5%.",
     "Buy PEP when RSI(14) is below 30; sell at a stop loss of 5% or after 10 bars"),
    ("PFE short when RSI(14) > 70, cover half at 4% profit and the rest at 8%, stop 3% "
     "above my entry.",
     "Sell PFE short when RSI(14) is above 70; buy back at a stop loss of 3% or at a take "
     "profit of 8%; take 50% off at a gain of 4%"),
    ("WMT: go short at RSI(14) > 75, take it off at RSI(14) < 45; a 4% adverse move stops "
     "me out.",
     "Sell WMT short when RSI(14) is above 75; buy back when RSI(14) is below 45 or at a "
     "stop loss of 4%"),
    ("Go in on MSFT once RSI(14) dips under 30 and come out once it pops over 60; if it "
     "moves 4% the wrong way I cut it.",
     "Buy MSFT when RSI(14) drops below 30; sell when RSI(14) rises above 60 or at a stop "
     "loss of 4%"),
    ("NVDA: I pull the trigger when the 10 EMA crosses above the 30 EMA and I fold when it "
     "crosses back under.",
     "Buy NVDA when EMA(10) crosses above EMA(30); sell when EMA(10) crosses below EMA(30)"),
    ("AAPL goes into the portfolio when RSI(14) is below 30 and comes out when RSI(14) is "
     "above 65.",
     "Buy AAPL when RSI(14) is below 30; sell when RSI(14) is above 65"),
    ("I scoop up AMD if RSI(14) < 28. Take it off the books at RSI(14) > 62. Stop-out "
     "level: 5% beneath purchase price.",
     "Buy AMD when RSI(14) is below 28; sell when RSI(14) is above 62 or at a stop loss of 5%"),
    ("Collect KO on RSI(14) < 30, cash out on RSI(14) > 65, and never stay in longer than "
     "30 days.",
     "Buy KO when RSI(14) is below 30; sell when RSI(14) is above 65 or after 30 bars"),
    ("Go flat in SPY when RSI(2) > 90, having gone long when RSI(2) < 10.",
     "Buy SPY when RSI(2) is below 10; sell when RSI(2) is above 90"),
    ("MSFT: entry RSI(14) < 30, exit the trade with a 5% loss, a 10% win or after two weeks.",
     "Buy MSFT when RSI(14) is below 30; sell at a stop loss of 5%, at a take profit of "
     "10% or after 10 bars"),
    ("QQQ long above the 100-day SMA and short below, flip on every cross.",
     "Buy QQQ when the close is above SMA(100); sell when the close is below SMA(100); "
     "sell QQQ short when the close is below SMA(100); buy back when the close is above "
     "SMA(100); a signal for the other side turns a position round"),
    ("Short NFLX on RSI(14) > 75. If it squeezes 6% above my entry, cover. Otherwise cover "
     "at RSI(14) < 50.",
     "Sell NFLX short when RSI(14) is above 75; buy back when RSI(14) is below 50 or at a "
     "stop loss of 6%"),
    ("Buy GLD when RSI(14) < 30 and hang on until RSI(14) > 65 or the position has been "
     "open for 25 days.",
     "Buy GLD when RSI(14) is below 30; sell when RSI(14) is above 65 or after 25 bars"),
    ("META: get on board with RSI(14) < 30; lock in half at +6%; dump the other half when "
     "RSI(14) > 70.",
     "Buy META when RSI(14) is below 30; sell when RSI(14) is above 70; take 50% off at a "
     "gain of 6%"),
    ("Exit AMZN position if it slides 8% from the top it made since I got in; entry is "
     "RSI(14) < 35.",
     "Buy AMZN when RSI(14) is below 35; sell at a trailing stop of 8%"),
    ("JPM: buy RSI(14) < 30, trail a stop 3 ATR below the highest high since entry.",
     "Buy JPM when RSI(14) is below 30; sell at a trailing stop of 3 x ATR(14)"),
    ("INTC: buy RSI(14) < 30; hard stop 2x ATR, trailing stop kicks me out at 3x ATR.",
     "Buy INTC when RSI(14) is below 30; sell at a stop loss of 2 x ATR(14) or at a "
     "trailing stop of 3 x ATR(14)"),
    ("XOM: buy RSI(14) < 30; protect the downside with a 4% stop and take the upside at 9%.",
     "Buy XOM when RSI(14) is below 30; sell at a stop loss of 4% or at a take profit of 9%"),
    ("Buy CSCO on RSI(14) < 30 with a 5% safety net; I'll be satisfied with 10%.",
     "Buy CSCO when RSI(14) is below 30; sell at a stop loss of 5% or at a take profit of 10%"),
    ("IBM: RSI(14) < 30 is my buy signal, RSI(14) > 70 is my sell signal.",
     "Buy IBM when RSI(14) is below 30; sell when RSI(14) is above 70"),
    ("DIS: buy RSI(14) < 30. Never risk more than 1% of my account on a trade; stop goes "
     "6% below where I bought.",
     "Buy DIS when RSI(14) is below 30; sell at a stop loss of 6%"),
    ("BA: buy RSI(14) < 30; position worth 15% of my equity; sell RSI(14) > 65.",
     "Buy BA when RSI(14) is below 30; sell when RSI(14) is above 65"),
    ("V: use a third of my cash whenever RSI(14) < 30 to buy; let everything go at RSI(14) > 65.",
     "Buy V when RSI(14) is below 30; sell when RSI(14) is above 65"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "meant"), SAID)
def test_a_strategy_in_the_words_of_those_who_trade(words: str, meant: str) -> None:
    reading = read(words)
    assert reading.action == "run"
    assert reading.sentence.startswith(meant)


SIZES = [
    ("WMT: buy RSI(14) < 30, sell RSI(14) > 70, stop two and a half ATRs below my entry and "
     "half a percent of the account at risk on each trade.", {"risk": 0.005}),
    ("Commit 20% of equity to MSFT when RSI(14) < 30; leave when RSI(14) > 55.",
     {"fraction": 0.2}),
    ("GS: buy RSI(14) < 30, sell RSI(14) > 65, each trade gets a fifth of my capital.",
     {"fraction": 0.2}),
    ("BA: buy RSI(14) < 30; position worth 15% of my equity; sell RSI(14) > 65.",
     {"fraction": 0.15}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "size"), SIZES)
def test_a_size_in_the_words_of_those_who_trade(words: str, size: dict[str, float]) -> None:
    said = strategy_of(words).sizing.model_dump()
    assert {name: said[name] for name in size} == size


def test_which_of_two_sizes_counts_is_asked() -> None:
    text = "Visa: buy RSI(14) < 30, sell RSI(14) > 60. Go all-in, using a tenth of the account."
    assert asked(read(text)) == ["size"]


def test_how_far_a_huge_move_goes_is_asked() -> None:
    text = "IBM. After a huge down day I step in and I let it go after nine trading days."
    assert asked(read(text)) == ["entry_size"]


def test_a_unit_on_a_rule_of_its_own_is_named() -> None:
    text = "KO: one unit if RSI(14) < 30, one more unit if RSI(14) < 20. Everything goes at +9%."
    assert [one.text for one in read(text).unsupported] == ["one more unit if RSI(14) < 20"]


def test_always_in_the_market_is_named_where_one_side_is_traded() -> None:
    text = "SPY: long when RSI(14) < 30, out when RSI(14) > 60. Always in the market."
    assert read(text).action == "clarify"


@pytest.mark.parametrize(
    "words",
    ["whats the weather gonna be in Lisbon, should i take a jacket", "the price jumps in May"],
)
def test_small_words_buy_nothing_where_nobody_trades(words: str) -> None:
    assert read(words).strategy is None
