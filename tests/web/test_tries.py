"""Every variant that somebody has seen on the same symbols counts as a try, and each once."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError

from backtests import jobs, snapshot, tasks, tries
from backtests.models import Job
from backtests.viewers import Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
IDEA = "Buy AAPL when RSI(14) drops below {}, sell when RSI(14) goes above 70, from 2005 to 2012"


def asked(viewer: Viewer, limit: int = 30, **more: Any) -> Job:
    """`max_iterations` is 1 unless told: the strategy exactly as read."""
    return jobs.submit(viewer, IDEA.format(limit), **{"max_iterations": 1, **more})


def done(job: Job) -> dict[str, Any]:
    tasks.run_job(str(job.pk))
    tasks.save_job(str(job.pk))
    result = snapshot.result(job)
    assert result is not None
    return result


def test_an_edited_idea_counts_the_ones_before_it(viewer: Viewer) -> None:
    for limit in (20, 25):
        done(asked(viewer, limit))
    found = done(asked(viewer, 30))["robustness"]
    assert (found["trials"], found["earlier_tries"]) == (3, 2)


def test_the_same_strategy_again_is_no_new_try(viewer: Viewer) -> None:
    first = asked(viewer)
    done(first)
    again = jobs.rerun(viewer, first)
    assert tries.earlier(again) == tries.earlier(asked(viewer)) == 0


def test_every_iteration_of_an_earlier_run_counts_once(viewer: Viewer) -> None:
    free = "Buy AAPL when RSI drops below 20, sell when RSI goes above 70, from 2005 to 2012"
    result = done(jobs.submit(viewer, free, max_iterations=3))
    done(jobs.submit(viewer, free, max_iterations=2))
    variants = len(result["iterations"])
    assert variants > 1
    assert tries.earlier(asked(viewer)) == variants


def test_others_symbols_and_people_and_runs_without_a_result_do_not_count(viewer: Viewer) -> None:
    asked(viewer, 20)
    done(jobs.submit(viewer, IDEA.format(20).replace("AAPL", "MSFT"), max_iterations=1))
    done(asked(Viewer(user_id=User.objects.create_user("eve").pk), 20))
    done(asked(Viewer(guest="a-guest"), 20))
    assert tries.earlier(asked(viewer)) == 0


def test_what_comes_later_does_not_count(viewer: Viewer) -> None:
    first = asked(viewer, 30)
    done(asked(viewer, 20))
    assert tries.earlier(first) == 0


def test_a_database_that_fails_here_leaves_no_half_of_a_job(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(job: Job) -> int:
        raise OperationalError("database is locked")

    monkeypatch.setattr(tries, "earlier", fails)
    with pytest.raises(jobs.Unavailable):
        asked(viewer)
    assert not Job.objects.exists()


def test_a_sweep_counts_with_all_of_its_variants(viewer: Viewer) -> None:
    swept = IDEA.format("20 to 40 by 5")
    result = done(jobs.submit(viewer, swept))
    assert (result["robustness"]["trials"], result["robustness"]["earlier_tries"]) == (5, 0)
    assert tries.earlier(asked(viewer, 33)) == 5


def test_a_change_counts_the_ideas_that_were_weighed_where_it_was_asked_for(viewer: Viewer) -> None:
    first = asked(viewer)
    result = done(first)
    assert result["ideas_tested"] > 0
    idea = jobs.refine(viewer, first, result["suggestions"][0]["words"])
    assert tries.earlier(idea) == 1 + result["ideas_tested"]
    assert tries.earlier(asked(viewer, 20)) == 1


def test_a_change_of_a_change_counts_all_that_was_seen_on_the_way(viewer: Viewer) -> None:
    first = asked(viewer)
    ideas = done(first)["ideas_tested"]
    second = jobs.refine(viewer, first, "use a 3% stop")
    more = done(second)["ideas_tested"]
    assert min(ideas, more) > 0
    third = jobs.refine(viewer, second, "on MSFT")
    assert tries.earlier(third) == 2 + ideas + more


def test_the_order_of_the_symbols_makes_no_difference(viewer: Viewer) -> None:
    both = IDEA.replace("AAPL", "AAPL and MSFT")
    done(jobs.submit(viewer, both.format(20), max_iterations=1))
    turned = IDEA.replace("AAPL", "MSFT and AAPL").format(30)
    assert tries.earlier(jobs.submit(viewer, turned, max_iterations=1)) == 1
