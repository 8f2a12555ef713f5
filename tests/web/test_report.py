"""A result as one HTML file, and the curves that are drawn in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests import tasks
from backtests.downloads.report_panels import band_of
from backtests.drawing import (
    HEIGHT,
    MOST_POINTS,
    MOST_YEARS,
    SKETCHED,
    WIDTH,
    curves,
    sketch,
    traded,
)
from tests.web.conftest import RSI, error_of, submitted


class Tags(HTMLParser):
    """Every tag with its attributes, and the tags that were never closed."""

    VOID = frozenset({"meta", "path", "br", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.open += [] if tag in self.VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
def test_a_report_needs_nothing_else_and_escapes_what_was_written(api_client: Client) -> None:
    job = submitted(api_client, prompt=f"{RSI} <img src=x onerror=alert(1)>", answers="defaults")
    assert api_client.get(f"/api/jobs/{job['id']}/report.html").status_code == 404
    tasks.run_job(job["id"])
    answer = api_client.get(f"/api/jobs/{job['id']}/report.html")
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename=".*-report.html"', answer["Content-Disposition"])
    text = answer.content.decode()
    tags = Tags(text)
    assert tags.open == []
    names = {name for name, _ in tags.found}
    assert {"svg", "table", "style"} <= names
    assert not names & {"script", "link", "img", "iframe", "form"}
    assert not any({"src", "href", "onerror"} & set(attributes) for _, attributes in tags.found)
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    result = api_client.get(f"/api/jobs/{job['id']}/result").json()
    assert result["verdict"]["text"].split(":")[0] in text
    assert result["data"][0]["sha256"] in text
    assert text.count('<td class="when">') >= 2 * len(result["trades"])


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
def test_a_report_has_every_part_of_the_result(api_client: Client) -> None:
    job = submitted(api_client, prompt="Buy AAPL when RSI < 35, sell above 65")
    tasks.run_job(job["id"])
    text = api_client.get(f"/api/jobs/{job['id']}/report.html").content.decode()
    parts = (
        "What was tried", "Slightly different numbers", "Months and years",
        "Returns of the trades", "How far trades stood", "What the trades have in common",
    )  # fmt: skip
    assert [one for one in parts if one not in text] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
def test_a_report_draws_the_days_of_a_calendar_rule(api_client: Client) -> None:
    job = submitted(api_client, prompt="Buy AAPL on Mondays and sell on Fridays")
    tasks.run_job(job["id"])
    text = api_client.get(f"/api/jobs/{job['id']}/report.html").content.decode()
    assert Tags(text).open == []
    assert "Return by weekday" in text
    assert text.count('class="whisker"') == 5


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        (RSI, ["RSI(14)</h2>", ">buy as it drops below 30<", ">sell as it rises above 70<"]),
        ("Each month hold the top 2 of AAPL, MSFT and IBM by 6-month return",
         ["<h2>Holdings</h2>", ">AAPL</span>", ">MSFT</span>", ">IBM</span>"]),
        ("Buy $100 of AAPL every month from 2005 to 2010", ["<dt>Purchases</dt>"]),
    ],
)  # fmt: skip
def test_a_report_draws_what_was_held_and_where_the_rules_act(
    api_client: Client, prompt: str, shown: list[str]
) -> None:
    job = submitted(api_client, prompt=prompt, answers="defaults", max_iterations=1)
    tasks.run_job(job["id"])
    text = api_client.get(f"/api/jobs/{job['id']}/report.html").content.decode()
    assert Tags(text).open == []
    assert [one for one in shown if one not in text] == []
    assert text.count('<rect class="zone') == sum(" as it " in one for one in shown)


def test_a_zone_ends_where_the_scale_does() -> None:
    drawn = curves([["a", 20.0], ["b", 60.0]])
    assert drawn is not None
    (low,) = band_of({"low": None, "high": 30, "text": "buy below 30", "enters": True}, drawn)
    assert (low.y, low.height) == (0.75 * HEIGHT, 0.25 * HEIGHT)
    assert list(band_of({"low": 70, "high": None, "text": "sell above 70"}, drawn)) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
def test_nobody_else_gets_it(api_client: Client, client_of) -> None:
    job = submitted(api_client)
    other = client_of(User.objects.create_user("eve"))
    answer = other.get(f"/api/jobs/{job['id']}/report.html")
    assert (answer.status_code, error_of(answer)["code"]) == (404, "not_found")


def test_a_curve_spans_the_canvas_from_its_highest_to_its_lowest() -> None:
    drawing = curves([["2020-01-01T00:00:00Z", 100.0], ["2020-01-02T00:00:00Z", 200.0]])
    assert drawing is not None
    assert drawing.paths == [f"M0.0 {HEIGHT:.1f}L{WIDTH:.1f} 0.0"]
    assert (drawing.low, drawing.high) == (100, 200)
    assert (drawing.first, drawing.last) == ("2020-01-01", "2020-01-02")


def test_equal_factors_are_equal_heights_on_a_logarithmic_scale() -> None:
    points = [[str(n), 10.0**n] for n in range(3)]
    drawing = curves(points, logarithmic=True)
    assert drawing is not None
    assert f" {HEIGHT / 2:.1f}L" in drawing.paths[0]


def test_no_peak_is_lost_where_there_are_more_bars_than_pixels() -> None:
    points = [[str(n), 1.0] for n in range(10_000)]
    points[5_001][1] = 9.0
    drawing = curves(points)
    assert drawing is not None
    assert drawing.high == 9.0
    assert drawing.paths[0].count("L") <= MOST_POINTS + 2
    assert f"L{5_001 / 9_999 * WIDTH:.1f} 0.0L" in drawing.paths[0]


@pytest.mark.parametrize("points", [[], [["t", 1.0]]])
def test_nothing_is_drawn_of_nothing(points: list[list[object]]) -> None:
    assert curves(points) is None


def test_a_flat_line_and_a_ruined_account_can_be_drawn() -> None:
    assert curves([["a", 5.0], ["b", 5.0]]) is not None
    assert curves([["a", 5.0], ["b", 0.0]], logarithmic=True) is not None


def test_a_sketch_keeps_both_ends_and_tells_multiples_of_the_first() -> None:
    points = [[str(n), 200.0 + n] for n in range(1_000)]
    drawn = sketch(points)
    assert (len(drawn), drawn[0], drawn[-1]) == (SKETCHED, 1.0, round(1199 / 200, 4))
    assert drawn == sorted(drawn)
    assert sketch([["a", 4.0], ["b", 2.0]]) == [1.0, 0.5]
    assert sketch([]) == sketch([["a", 1.0]]) == sketch([["a", 0.0], ["b", 1.0]]) == []


def test_prices_have_a_dot_where_a_trade_began_and_where_it_ended() -> None:
    closes = [[f"2020-01-0{n}T00:00:00Z", float(n)] for n in (1, 2, 4)]
    trade = {"entry_time": closes[1][0], "exit_time": closes[2][0]}
    drawn = traded(closes, [trade, {"entry_time": closes[1][0], "exit_time": None}])
    assert drawn is not None
    assert drawn.bought == f"M{WIDTH / 2:.1f} {HEIGHT / 2:.1f}h.1"
    assert drawn.sold == f"M{WIDTH:.1f} 0.0h.1"
    assert traded(closes[:1], [trade]) is None


@pytest.mark.parametrize("count", [2, 9, 40])
def test_years_are_named_where_they_begin_and_stand_apart(count: int) -> None:
    points = [[f"{1980 + n // 4}-0{1 + n % 4}-01T00:00:00Z", 1.0 + n] for n in range(4 * count)]
    drawn = curves(points)
    assert drawn is not None
    assert 0 < len(drawn.years) <= MOST_YEARS
    assert drawn.years[0] == (400 / (4 * count - 1), "1981")
    assert all(
        year.at == pytest.approx(400 * (int(year.name) - 1980) / (4 * count - 1))
        for year in drawn.years
    )
