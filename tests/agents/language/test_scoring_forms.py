"""More forms of a label that say the same as a reading, each beside one that does not."""

from typing import Any

import pytest

from benchmarks.score_reader import score
from tests.agents.language.test_scoring import UNSAID, problems

RSI: dict[str, Any] = {"indicator": "RSI", "params": {"period": 14}}
PRICE: dict[str, Any] = {"indicator": "PRICE", "params": {}}


@pytest.mark.parametrize(
    ("deviations", "bars", "agrees"), [(-2, 30, True), (-3, 30, False), (-2, 20, False),
                                       (2, 30, False)]
)  # fmt: skip
def test_deviations_below_a_mean_are_a_band(deviations: int, bars: int, agrees: bool) -> None:
    text = "Buy IBM when it is 2 standard deviations below its 30-day mean, sell after 5 days"
    low = {"indicator": "ZSCORE", "params": {"bars": bars}, "operator": "<=", "value": deviations}
    assert (problems(text, [low], max_hold_days=5) == []) is agrees


@pytest.mark.parametrize(("level", "agrees"), [(0, True), (1, False)])
def test_no_deviation_is_the_mean_itself(level: int, agrees: bool) -> None:
    text = "Buy IBM when RSI(14) < 30, sell when the close is above its 30-day average"
    low = {**RSI, "operator": "<", "value": 30}
    mean = {"indicator": "ZSCORE", "params": {"bars": 30}, "operator": ">=", "value": level}
    assert (problems(text, [low], exit=[mean]) == []) is agrees


@pytest.mark.parametrize(("atr", "agrees"), [(15, True), (14, False)])
def test_a_keltner_channel_is_the_same_under_its_short_name(atr: int, agrees: bool) -> None:
    text = "Buy IBM when price closes above the upper Keltner channel (20, 15), sell after 5 days"
    band = {"indicator": "KC_UPPER", "params": {"period": 20, "atr_period": atr}}
    entry = {**PRICE, "operator": ">", "value": band}
    assert (problems(text, [entry], max_hold_days=5) == []) is agrees


@pytest.mark.parametrize(("own", "agrees"), [("IBM", True), ("MSFT", False)])
def test_what_is_traded_needs_no_name_in_its_own_rules(own: str, agrees: bool) -> None:
    text = "Buy IBM when KO's RSI is above IBM's RSI, sell after 5 days"
    entry = {**RSI, "symbol": "KO", "operator": ">", "value": {**RSI, "symbol": own}}
    assert (problems(text, [entry], max_hold_days=5) == []) is agrees


@pytest.mark.parametrize(("days", "agrees"), [(4, True), (3, False)])
def test_to_buy_days_later_is_to_look_so_many_bars_back(days: int, agrees: bool) -> None:
    text = "When KO closes below its 20-day average, buy IBM 4 days later. Sell after 5 days."
    level = {"indicator": "SMA", "params": {"period": 20}}
    entry = {**PRICE, "symbol": "KO", "operator": "<", "value": level}
    found = problems(text, [entry], max_hold_days=5, entry_delay_days=days)
    assert (found == []) is agrees


@pytest.mark.parametrize(("bars", "agrees"), [(3, True), (4, False)])
def test_candles_of_a_colour_in_a_row_close_beyond_their_opens(bars: int, agrees: bool) -> None:
    text = "Buy IBM on the first red candle after 3 green ones, sell after 5 days"
    row = {"indicator": "GREEN_CANDLE_STREAK", "params": {"shift": 1}, "operator": ">="}
    red = {**PRICE, "operator": "<", "value": {"indicator": "OPEN", "params": {}}}
    found = problems(text, [{**row, "value": bars}, red], max_hold_days=5)
    assert (found == []) is agrees


@pytest.mark.parametrize(
    ("notes", "agrees"),
    [(["close below open (or below the previous close)"], True), (["close below open"], False)],
)
def test_a_row_of_closes_is_one_of_colours_only_where_the_label_leaves_it_open(
    notes: list[str], agrees: bool
) -> None:
    text = "Buy IBM when RSI(14) < 30, exit on 4 consecutive red bars"
    low = {**RSI, "operator": "<", "value": 30}
    row = {"indicator": "RED_CANDLE_STREAK", "params": {}, "operator": ">=", "value": 4}
    assert (problems(text, [low], exit=[row], ambiguous=notes) == []) is agrees


@pytest.mark.parametrize(("said", "agrees"), [("sell half when RSI > 60", True), ("", False)])
def test_a_part_that_is_sold_by_a_rule_must_be_named(said: str, agrees: bool) -> None:
    low = {**RSI, "operator": "<", "value": 30}
    parts = [{"when": {**RSI, "operator": ">", "value": 60}, "pct": 50}]
    text = f"Buy IBM when RSI is below 30, {said}"
    found = problems(text, [low], action="clarify", partial_exits=parts)
    assert (found == []) is agrees


@pytest.mark.parametrize(("amount", "agrees"), [(900, True), (450, False)])
def test_an_amount_in_equal_parts_is_what_all_symbols_share(amount: int, agrees: bool) -> None:
    always = {"indicator": "ALWAYS", "params": {}, "operator": "==", "value": True}
    size = {"type": "dca", "amount": amount, "every": "month", "weights": "equal"}
    expected = {
        "action": "run", "symbols": ["KO", "PEP"], "timeframe": "1d", "direction": "long",
        "unsupported": [], "ambiguous": [], **UNSAID, "entry": [always], "sizing": size,
    }  # fmt: skip
    text = "Invest $900 every month in KO and PEP in equal parts"
    found = score({"id": "one", "text": text, "expected": expected}).problems
    assert (found == []) is agrees


@pytest.mark.parametrize(("last", "agrees"), [([], True), ([{"else": "TLT"}], False)])
def test_cases_without_another_end_in_cash(last: list[Any], agrees: bool) -> None:
    vix = {**PRICE, "symbol": "^VIX"}
    cases = [
        {"when": {**vix, "operator": ">", "value": 25}, "hold": "KO"},
        {"when": {**vix, "operator": "<", "value": 15}, "hold": "PEP"},
    ]
    expected = {
        "action": "run", "symbols": ["KO", "PEP"], "timeframe": "1d", "direction": "long",
        "unsupported": [], "ambiguous": [], **UNSAID, "entry": [{"switch": [*cases, *last]}],
    }  # fmt: skip
    text = "If VIX > 25 hold KO; if VIX < 15 hold PEP"
    found = score({"id": "one", "text": text, "expected": expected}).problems
    assert (found == []) is agrees


@pytest.mark.parametrize(("bars", "agrees"), [(4, True), (None, True), (5, False)])
def test_what_held_within_some_bars_is_no_rule_that_lasts(bars: int | None, agrees: bool) -> None:
    text = "Buy IBM when RSI(14) was below 30 at some time in the last 4 days, sell after 5 days"
    low = {"indicator": "RSI", "operator": "<", "value": 30}
    within = {**low, "params": {"period": 14, "within_bars": bars}}
    assert (problems(text, [within], max_hold_days=5) == []) is agrees
    plain = {**low, "params": {"period": 14}}
    assert problems(text, [plain], max_hold_days=5)


YEAR: dict[str, Any] = {"indicator": "RETURN", "params": {"months": 12}}


def switched(text: str, symbols: list[str], cases: list[Any], **more: Any) -> list[str]:
    expected = {
        "action": "run", "symbols": symbols, "timeframe": "1d", "direction": "long",
        "unsupported": [], "ambiguous": [], **UNSAID, "entry": [{"switch": cases}], **more,
    }  # fmt: skip
    return score({"id": "one", "text": text, "expected": expected}).problems


@pytest.mark.parametrize(("share", "agrees"), [(70, True), (60, False)])
def test_a_case_may_hold_parts_of_several(share: int, agrees: bool) -> None:
    text = "If IBM's RSI is above 50 hold 70% IBM and 30% KO, otherwise 20% IBM and 80% KO"
    high = {**RSI, "symbol": "IBM", "operator": ">", "value": 50}
    cases = [{"when": high, "hold": {"IBM": share, "KO": 100 - share}},
             {"else": {"IBM": 20, "KO": 80}}]  # fmt: skip
    assert (switched(text, ["IBM", "KO"], cases) == []) is agrees


@pytest.mark.parametrize(("rival", "agrees"), [("PEP", True), ("MSFT", False)])
def test_a_case_may_have_several_rules(rival: str, agrees: bool) -> None:
    text = "If IBM's 12-month return is above 0 and above PEP's hold IBM, otherwise KO. Monthly."
    own = {**YEAR, "symbol": "IBM", "operator": ">"}
    both = [{**own, "value": 0}, {**own, "value": {**YEAR, "symbol": rival}}]
    cases = [{"when": both, "hold": "IBM"}, {"else": "KO"}]
    assert (switched(text, ["IBM", "KO"], cases) == []) is agrees


@pytest.mark.parametrize(("last", "agrees"), [("PEP", True), ("MSFT", False)])
def test_the_higher_of_two_leaves_the_other_case(last: str, agrees: bool) -> None:
    text = (
        "Buy KO when KO outperforms IBM over 252 days; buy PEP when IBM outperforms KO. 80% of "
        "cash in the winner."
    )
    cases = [
        {"when": {**YEAR, "symbol": one, "operator": ">", "value": {**YEAR, "symbol": other}},
         "hold": held}
        for one, other, held in (("KO", "IBM", "KO"), ("IBM", "KO", last))
    ]  # fmt: skip
    size = {"sizing": {"type": "pct_equity", "pct": 80}}
    assert (switched(text, ["KO", "PEP"], cases, **size) == []) is agrees


@pytest.mark.parametrize(
    ("exit_", "agrees"), [("sell at the next open", True), ("sell after 1 day", False)]
)
def test_out_at_the_next_open_is_a_way_of_filling(exit_: str, agrees: bool) -> None:
    text = f"Buy IBM at the close when RSI(14) is below 30, {exit_}"
    low = {"indicator": "RSI", "operator": "<", "value": 30, "params": {"period": 14}}
    out = {"indicator": "NEXT_OPEN", "operator": "==", "value": True, "params": {}}
    found = problems(text, [low], exit=[out], max_hold_days=1, fill="same_close")
    assert (found == []) is agrees


@pytest.mark.parametrize(("words", "agrees"), [("", True), (", use 50% of the equity", False)])
def test_all_the_money_is_what_a_single_symbol_gets_anyway(words: str, agrees: bool) -> None:
    text = f"Buy IBM when RSI(14) < 30, sell after 5 days{words}"
    low = {**RSI, "operator": "<", "value": 30}
    whole = {"type": "pct_equity", "pct": 100}
    assert (problems(text, [low], max_hold_days=5, sizing=whole) == []) is agrees


@pytest.mark.parametrize(("day", "agrees"), [(4, True), (5, False)])
def test_days_from_the_end_of_a_month_are_counted_back(day: int, agrees: bool) -> None:
    text = "Buy IBM on the 4th last trading day of the month, sell after 5 days"
    back = {"indicator": "TRADING_DAY_OF_MONTH", "params": {"from": "end"}, "operator": "=="}
    assert (problems(text, [{**back, "value": day}], max_hold_days=5) == []) is agrees


@pytest.mark.parametrize(("months", "agrees"), [(1, True), (2, False)])
def test_the_first_days_behind_a_late_purchase_are_those_of_the_next_month(
    months: int, agrees: bool
) -> None:
    text = "Buy IBM on the first down day after the 20th, sell on the first up day of next month"
    change = {"indicator": "PCT_CHANGE", "params": {"bars": 1}, "value": 0}
    late = {"indicator": "DAY_OF_MONTH", "params": {}, "operator": ">", "value": 20}
    since = {"indicator": "MONTHS_SINCE_ENTRY", "params": {}, "operator": ">=", "value": months}
    exit_ = {"all": [since, {**change, "operator": ">"}]}
    entry = [late, {**change, "operator": "<"}]
    assert (problems(text.replace("next", "the next"), entry, exit=[exit_]) == []) is agrees


@pytest.mark.parametrize(
    ("note", "agrees"), [("10 monthly closes, or about 210 daily bars", True), ("10 months", False)]
)
def test_months_are_daily_bars_where_the_label_leaves_it_open(note: str, agrees: bool) -> None:
    text = "hold IBM while it is above its 10-month average, otherwise cash, rebalance monthly"
    mean = {"indicator": "SMA", "params": {"period": 10, "timeframe": "1mo"}}
    when = {**PRICE, "operator": ">", "value": mean, "symbol": "IBM"}
    switch = {"switch": [{"when": when, "hold": "IBM"}, {"else": "CASH"}]}
    size = {"type": "switch", "rebalance": "monthly"}
    assert (problems(text, [switch], sizing=size, ambiguous=[note]) == []) is agrees


@pytest.mark.parametrize(("fund", "agrees"), [("SGOV", True), ("BIL", False)])
def test_the_fund_between_trades_may_be_told_in_the_notes(fund: str, agrees: bool) -> None:
    text = (
        "Buy IBM when it crosses above its 50-day SMA and sell when it drops below its 50-day SMA. "
        "Between trades I'll be parking my entire account in SGOV."
    )
    mean = {"indicator": "SMA", "params": {"period": 50}}
    entry, exit_ = ({**PRICE, "operator": op, "value": mean} for op in ("crosses_above", "<"))
    notes = [f"between trades all in {fund}"]
    found = problems(text, [entry], exit=[exit_], symbols=["IBM", fund], ambiguous=notes)
    assert (found == []) is agrees
