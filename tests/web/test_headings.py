"""Long ideas: their beginning is the heading, and all of them is there to be unfolded."""

import pytest
from django.test import Client

from backtests import jobs
from backtests.models import Job
from backtests.pages.headings import LONGEST, MORE, heading
from backtests.viewers import Viewer
from tests.web.conftest import RSI

pytestmark = pytest.mark.usefixtures("redis_url")
SHORT_LIST = "Buy AAPL when\n- RSI is below 30\n- volume is up"


@pytest.mark.parametrize("idea", [RSI, SHORT_LIST, "x" * LONGEST])
def test_a_short_idea_is_its_own_heading_and_keeps_its_lines(idea: str) -> None:
    assert heading(idea) == idea


def test_of_a_long_idea_the_heading_is_where_it_begins_and_no_word_is_cut() -> None:
    idea = "Buy IBM when RSI is low. " * 100
    begun = heading(idea)
    assert begun.endswith(MORE)
    assert len(begun) <= LONGEST + 1
    assert idea.startswith(begun.removesuffix(MORE) + " ")


def test_of_many_lines_the_heading_has_the_first_four() -> None:
    assert heading("\n".join("abcdef")) == f"a\nb\nc\nd{MORE}"


def test_one_word_without_an_end_is_cut() -> None:
    assert heading("x" * 5000) == "x" * LONGEST + MORE


def test_the_page_of_a_long_idea_has_all_of_it_folded_with_its_lines(
    viewer: Viewer, ada_client: Client
) -> None:
    idea = f"{RSI}\n" + "\n".join(f"- line {number} of many" for number in range(40))
    job = jobs.submit(viewer, RSI)
    Job.objects.filter(pk=job.pk).update(prompt=idea)
    page = ada_client.get(f"/jobs/{job.pk}/").content.decode()
    title = page.split("<h1")[1].split("</h1>")[0]
    assert MORE in title
    assert "line 39" not in title
    whole = page.split('<details class="whole-idea">')[1].split("</details>")[0]
    assert idea in whole


def test_the_page_of_a_short_idea_has_nothing_to_unfold(viewer: Viewer, ada_client: Client) -> None:
    job = jobs.submit(viewer, RSI)
    page = ada_client.get(f"/jobs/{job.pk}/").content.decode()
    assert f">{RSI}</h1>" in page
    assert "whole-idea" not in page
