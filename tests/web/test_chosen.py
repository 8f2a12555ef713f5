"""Charts that need no time axis, and the words for those that do."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from backtests.pages.chosen import panels, stills
from backtests.pages.distribution import HEIGHT, WIDTH, ends, scatter
from backtests.pages.season_columns import seasons, short
from backtests.pages.years import HEIGHT as TALL
from tests.web.test_distribution import trade

Json = dict[str, Any]
NAMES = ("Monday", "Tuesday", "Wednesday")
MEANS = st.lists(st.floats(-0.5, 0.5), min_size=2, max_size=12)


def chart(kind: str, **more: Any) -> Json:
    return {"kind": kind, "title": kind.title(), "why": f"Why {kind}.", **more}


def line(label: str, panel: str = "own", symbol: str = "X", *zones: str) -> Json:
    told = [{"text": zone} for zone in zones]
    return {"label": label, "group": label, "panel": panel, "symbol": symbol, "zones": told}


def result(*charts: Json, lines: tuple[Json, ...] = ()) -> Json:
    return {"charts": list(charts), "indicators": list(lines), "strategy": {"symbols": ["X", "Y"]}}


def group(name: str, mean: float, margin: float = 0.1, held: float = 1.0) -> Json:
    return {"name": name, "mean": mean, "margin": margin, "count": 9, "held": held}


def test_what_is_drawn_without_a_time_axis_has_the_order_of_the_page() -> None:
    named = [chart(kind) for kind in ("equity", "excursions", "price", "returns")]
    found = stills(result(*named))
    assert [one["template"] for one in found] == ["returns.html", "excursions.html"]


def test_a_result_from_before_charts_were_chosen_shows_how_its_trades_spread() -> None:
    assert [one["kind"] for one in stills({})] == ["returns", "excursions"]
    assert panels({}) == []


def test_each_chart_says_why_and_where_the_rules_act_on_the_first_symbol() -> None:
    close = chart("price", zones=[{"text": "buy below 100"}])
    panel = chart("indicator", group="RSI(14)")
    lines = (
        line("RSI(14)", "own", "X", "buy below 30", "sell above 70"),
        line("RSI(14)", "own", "Y", "buy below 30"),
        line("SMA(50)", "price", "X"),
    )
    found = panels(result(close, panel, chart("drawdown"), lines=lines))
    assert (found[0].title, found[0].why) == ("Price", "Why price.")
    told = [[(two.label, two.zones) for two in one.lines] for one in found]
    assert told == [
        [("the close", ["buy below 100"])],
        [("RSI(14)", ["buy below 30", "sell above 70"])],
        [],
    ]


@given(MEANS)
def test_each_column_stands_on_zero_and_its_whisker_around_its_end(means: list[float]) -> None:
    drawn = seasons({"columns": [group(str(n), mean) for n, mean in enumerate(means)]})
    assert drawn is not None
    for one in drawn.columns:
        end = one.y if one.mean >= 0 else one.y + one.height
        other = one.y + one.height if one.mean >= 0 else one.y
        assert other == pytest.approx(drawn.zero)
        assert one.top <= end + 1e-6
        assert one.bottom >= end - 1e-6
        assert -1e-6 <= one.top <= one.bottom <= TALL + 1e-6


def test_groups_without_a_number_are_left_out_and_one_alone_is_no_comparison() -> None:
    unknown = {**group("Friday", 0.1), "margin": None}
    assert seasons({"columns": [group("Monday", 0.1), unknown]}) is None


def test_what_was_held_is_told_by_shape_and_word_and_in_a_table() -> None:
    columns = [group(NAMES[0], 0.01, held=1), group(NAMES[1], -0.02, held=0.2)]
    told = render_to_string(
        "seasons.html", {"chart": chart("seasons", by="weekday", columns=columns)}
    )
    assert told.count('class="own"') == told.count('class="not-held"') == 1
    assert "Monday: +1.00%, give or take 10.00%" in told
    assert "<td>Tuesday</td>" in told
    assert "Why seasons." in told


@pytest.mark.parametrize(
    ("name", "said"),
    [("January", "Jan"), ("09:00", "09"), ("1st", "1st"), ("5th last", "-5"), ("last", "-1"),
     ("between", "rest")],
)  # fmt: skip
def test_many_columns_have_short_names(name: str, said: str) -> None:
    assert short(name) == said


def test_a_stop_and_a_target_lie_where_a_trade_that_reached_them_does() -> None:
    cloud = scatter([trade(0.2, mae=-0.1, mfe=0.4), trade(-0.1, mae=-0.1, mfe=0.1)])
    assert cloud is not None
    stop, target = ends(cloud, -0.05, 0.1)
    assert stop.path == f"M{WIDTH / 2:.1f} 0v{HEIGHT}"
    assert target.path == f"M0 {HEIGHT * 0.75:.1f}h{WIDTH}"
    assert ends(cloud, -0.2, 0.9) == [], "beyond all that was reached"
