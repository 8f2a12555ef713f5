"""What was saved before a figure had a column of its own gets it from its result."""

import importlib
import math

import pytest
from django.apps import apps

from backtests import jobs, tasks
from backtests.models import Job, Result
from backtests.viewers import Viewer
from tests.web.conftest import RSI


@pytest.mark.django_db
def test_earlier_runs_that_never_lost_stand_above_every_profit_factor() -> None:
    rates = {"never lost": 1.0, "never won": 0.0, "never closed": None}
    for prompt, rate in rates.items():
        Job.objects.create(prompt=prompt, win_rate=rate, profit_factor=None)
    importlib.import_module("backtests.migrations.0009_no_loss").mark(apps, None)
    assert Job.objects.get(profit_factor=math.inf).prompt == "never lost"


@pytest.mark.parametrize("migration", ["0006_more_figures", "0008_figures_of_the_contract"])
@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
def test_the_figures_of_earlier_runs_are_filled_in(viewer: Viewer, migration: str) -> None:
    job = jobs.submit(viewer, RSI, max_iterations=1)
    tasks.run_job(str(job.pk))
    tasks.save_job(str(job.pk))
    module = importlib.import_module(f"backtests.migrations.{migration}")
    names = module.FIGURES
    before = Job.objects.values(*names).get()
    Job.objects.update(**dict.fromkeys(names))
    module.fill(apps, None)
    assert Job.objects.values(*names).get() == before
    assert None not in before.values()


@pytest.mark.django_db
def test_earlier_runs_of_less_than_a_year_lose_their_rates_of_a_year() -> None:
    for days, end in ((359, "2010-12-26"), (360, "2010-12-27")):
        job = Job.objects.create(prompt=str(days), cagr=0.5, calmar=2.0)
        told = {"equity": [["2010-01-01T00:00:00Z", 1.0]], "data": [{"end": end}]}
        Result.objects.create(job=job, data=told)
    Result.objects.create(job=Job.objects.create(prompt="none", cagr=0.5), data={})
    importlib.import_module("backtests.migrations.0011_rates_of_a_year").clear(apps, None)
    assert dict(Job.objects.values_list("prompt", "cagr")) == {"359": None, "360": 0.5, "none": 0.5}


@pytest.mark.django_db
def test_the_words_that_changed_earlier_runs_are_filled_in() -> None:
    for reading in (None, {"amended": None}, {"amended": {"words": "double the stop"}}):
        Job.objects.create(prompt="buy AAPL", reading=reading)
    importlib.import_module("backtests.migrations.0010_words_of_a_change").fill(apps, None)
    assert sorted(Job.objects.values_list("changed", flat=True)) == ["", "", "double the stop"]
