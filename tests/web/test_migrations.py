"""What was saved before a figure had a column of its own gets it from its result."""

import importlib

import pytest
from django.apps import apps

from backtests import jobs, tasks
from backtests.models import Job
from backtests.viewers import Viewer
from tests.web.conftest import RSI


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
