"""Where the money lies between trades, and what is sold that was never bought."""

import pytest

from agents.language import read
from agents.language.lexicon.untestable import PARKED
from backtests.engine.strategy import Allocation, Since
from tests.agents.language.reading_of import asked, sides_of, strategy_of

RULES = "Buy IBM when RSI(2) < 10, sell when RSI(2) > 65"


@pytest.mark.parametrize(
    "said",
    [" and park the cash in SGOV between trades", ". Between trades I keep everything in BIL.",
     ". While out of the market I hold SHY.", ". Idle cash sits in BIL.", " and go back to SHY",
     " and switch into AGG", ". Between trades I'm parking the whole account in BIL.",
     ". While out, park the cash in SHY.", " and park the proceeds in BIL",
     ". Between trades keep the money in SHY.", ". In the meantime the money rests in BIL."],
)  # fmt: skip
def test_a_fund_between_trades_is_held_there(said: str) -> None:
    reading, plain = read(RULES + said), strategy_of(RULES)
    made = strategy_of(RULES + said)
    assert reading.action == "run"
    assert not reading.unsupported
    own, fund = made.symbols
    assert own == "IBM"
    assert isinstance(made.portfolio, Allocation)
    [branch] = made.portfolio.branches
    assert branch.when == Since(of=plain.entry, until=plain.exit)
    assert (branch.weights, made.portfolio.otherwise) == ({"IBM": 1.0}, {fund: 1.0})
    assert "portfolio.branches.0.when.of.left.params.period" in reading.stated


@pytest.mark.parametrize("ends", [", stop 5%", ", or after 10 days", ", use half of the money"])
def test_beside_a_stop_a_time_or_a_size_it_is_named_and_not_bought(ends: str) -> None:
    reading = read(f"{RULES}{ends}. Between trades keep the money in SHY.")
    assert reading.action == "partial"
    assert [one.why for one in reading.unsupported] == [PARKED]
    assert reading.strategy is not None
    assert reading.strategy.symbols == ["IBM"]


@pytest.mark.parametrize("where", ["a money market fund", "SGOV or BIL", "IBM and KO"])
def test_what_is_no_single_fund_is_named_and_not_bought(where: str) -> None:
    reading = read(f"{RULES}. Keep the money in {where} when not invested.")
    assert reading.action != "run"


def test_of_two_sides_or_two_symbols_none_is_held_between_trades() -> None:
    both = f"{RULES}. Short IBM when RSI(2) > 90, cover when RSI(2) < 40. While out hold SHY."
    assert PARKED in [one.why for one in read(both, answers="defaults").unsupported]
    several = "Buy IBM and KO when RSI(2) < 10, sell when RSI(2) > 65. While out hold SHY."
    assert PARKED in [one.why for one in read(several, answers="defaults").unsupported]


@pytest.mark.parametrize("moved", ["move to SHY when", "rotate into SHY once", "sell into SHY if"])
def test_moving_to_it_is_an_exit(moved: str) -> None:
    made = strategy_of(f"Buy IBM when RSI(2) < 10, {moved} RSI(2) > 65")
    assert made.portfolio == strategy_of(f"{RULES} and park the cash in SHY").portfolio


@pytest.mark.parametrize("out", ["When out of the market, hold", "While flat hold"])
def test_beside_one_rule_that_holds_it_is_the_other_branch(out: str) -> None:
    made = strategy_of(f"Hold SPY while it is above its 150-day average. {out} BIL.")
    assert made.symbols == ["SPY", "BIL"]
    assert made.portfolio is not None


@pytest.mark.parametrize(
    "text",
    [f"{RULES}. Test it in SPY too.", "Buy IBM when RSI < 30. When flat, buy it when RSI < 20.",
     "Hold SPY while it is above its 150-day average, otherwise park it in BIL"],
)  # fmt: skip
def test_other_places_park_nothing(text: str) -> None:
    assert not [one for one in read(text).unsupported if one.why == PARKED]


def test_what_is_sold_and_never_bought_is_asked_about() -> None:
    assert asked(read("Buy SPY when RSI < 30. Sell QQQ when RSI > 70.")) == ["rules_differ"]
    assert strategy_of("Buy SPY when RSI < 30. Sell SPY when RSI > 70.").symbols == ["SPY"]
    assert strategy_of("Buy when RSI < 30, sell KO when RSI > 70").symbols == ["KO"]


def test_a_fund_that_is_held_otherwise_is_part_of_the_plan() -> None:
    text = "Hold KO while it is above its 200-day average, otherwise park it in BIL"
    assert read(text).action == "run"
    assert strategy_of(text).symbols == ["KO", "BIL"]


def test_a_stop_beside_a_ratio_is_one_of_the_price() -> None:
    text = "Buy GDX when RSI < 30. Sell if the ratio reverts to its mean or -4% stop loss"
    reading = read(text)
    assert reading.strategy is not None
    assert reading.strategy.stop_loss == 0.04
    assert [one.text for one in reading.unsupported] == ["ratio reverts to its mean"]


@pytest.mark.parametrize(
    "said",
    ["flip to SQQQ when VIX > 28", "move to TLT in December", "move to TLT for 10 days",
     "go into GLD if GLD is above its 200-day average", "move to TLT unless VIX > 28",
     "switch into AGG while VIX > 28", "move to TLT with a 4% stop"],
)  # fmt: skip
def test_a_condition_of_the_fund_is_named_with_it(said: str) -> None:
    reading = read(f"{RULES} and {said}")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == [said]
    assert sides_of(f"{RULES} and {said}") == ("RSI(2) is below 10", "RSI(2) is above 65")
    assert strategy_of(f"{RULES} and {said}").max_bars is None
    assert strategy_of(f"{RULES} and {said}").stop_loss is None


def test_what_the_fund_does_is_no_reason_to_sell_or_to_buy() -> None:
    sold = "Buy IBM when RSI < 30, sell and go into GLD if GLD is above its SMA(150)"
    assert asked(read(sold)) == ["exit"]
    into = "Buy IBM when RSI < 30, sell into GLD if GLD is above its SMA(150)"
    assert asked(read(into)) == ["exit"]
    moved = "Buy IBM when RSI < 30 and move to TLT if TLT is above its SMA(150). Sell when RSI > 65"
    assert sides_of(moved) == ("RSI(14) is below 30", "RSI(14) is above 65")


@pytest.mark.parametrize(
    "text",
    [f"{RULES} and go back into IBM when RSI(2) > 80", f"{RULES} and go back to IBM after 5 days",
     f"{RULES}, and put the money in QQQ too",
     "Buy IBM when RSI < 30, and put the money in QQQ too"],
)  # fmt: skip
def test_what_is_traded_or_held_as_well_is_not_parked(text: str) -> None:
    assert read(text).action == "clarify"


@pytest.mark.parametrize(
    "text",
    ["Buy TQQQ when RSI < 30 and stay in TQQQ until RSI > 65",
     "Park money in SPY. Sell when RSI > 65, buy back when RSI < 30"],
)  # fmt: skip
def test_money_in_what_is_traded_is_not_parked(text: str) -> None:
    assert read(text).action == "run"
    assert sides_of(text) == ("RSI(14) is below 30", "RSI(14) is above 65")


def test_a_stop_behind_a_comma_is_that_of_the_strategy() -> None:
    text = f"{RULES} and park the cash in SGOV between trades, with a 4% stop"
    assert strategy_of(text).stop_loss == 0.04
