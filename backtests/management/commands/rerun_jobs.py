"""`manage.py rerun_jobs`: run jobs again as new jobs, and say what has changed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import redis
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from backtests import following, history, jobs, snapshot
from backtests.downloads.comparison import differences
from backtests.models import Job, JobStatus
from backtests.viewers import Viewer

NO_SERVER = "No server is running here: start one with `make run`."


class Command(BaseCommand):
    help = "Run jobs again as new jobs that point at their origin; exit status 1 if any failed."
    requires_system_checks = []  # no page is served

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ids", nargs="*", metavar="ID")
        parser.add_argument("--status", choices=JobStatus.values)
        parser.add_argument("--since", help="created on this day or later: 2026-01-31")
        parser.add_argument("--symbol")
        parser.add_argument("--dry-run", action="store_true", help="only say which would run")
        parser.add_argument("--wait", action="store_true", help="wait for the end of each run")
        parser.add_argument("--compare", action="store_true", help="wait, then say what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = choose(**{k: options[k] for k in ("ids", "status", "since", "symbol")})
            self.run_all(chosen, options)
        except (redis.RedisError, DatabaseError):
            raise CommandError(NO_SERVER) from None

    def run_all(self, chosen: list[Job], options: dict[str, Any]) -> None:
        if options["dry_run"]:
            for job in chosen:
                self.stdout.write(f"would run again: {job.pk} {job.symbols} {job.prompt[:60]}")
            return
        wait = options["wait"] or options["compare"]
        if wait and not following.workers_are_there():
            raise CommandError(NO_SERVER)
        started = [(job, self.start(job)) for job in chosen]
        well = [self.ended_well(job, new, options) if wait else bool(new) for job, new in started]
        self.stdout.write(f"{sum(well)} of {len(well)} reruns {'complete' if wait else 'queued'}.")
        if not all(well):
            raise CommandError(f"{len(well) - sum(well)} of {len(well)} reruns failed.")

    def start(self, job: Job) -> Job | None:
        """Run again in the name of the job's owner."""
        try:
            again = jobs.rerun(Viewer.of(job), job)
        except jobs.REFUSALS as refusal:
            self.stderr.write(f"{job.pk} was not run again: {refusal}")
            return None
        self.stdout.write(f"{job.pk} runs again as {again.pk}")
        return again

    def ended_well(self, job: Job, again: Job | None, options: dict[str, Any]) -> bool:
        if again is None:
            return False
        try:
            *_, last = following.follow(str(again.pk))
        except following.LogGone as error:
            self.stderr.write(str(error))
            return False
        self.stdout.write(f"{again.pk}: {last['type']}: {last.get('message', '')}")
        if options["compare"]:
            self.compare(job, again)
        return bool(last["type"] == "complete")

    def compare(self, job: Job, again: Job) -> None:
        old, new = snapshot.result(job), snapshot.result(again)
        if old is None or new is None:
            missing = job if old is None else again
            self.stdout.write(f"  nothing to compare: {missing.pk} has no result")
            return
        for line in differences(old, new) or ["no difference"]:
            self.stdout.write(f"  {line}")


def choose(
    *, ids: list[str], status: str | None, since: str | None, symbol: str | None
) -> list[Job]:
    """The jobs that are named or fit the filters, oldest first."""
    if not (ids or status or since or symbol):
        raise CommandError("Name jobs by ID, or choose them with --status, --since or --symbol.")
    found = Job.objects.all()
    if ids:
        found = found.filter(pk__in=known(ids))
    if since:
        found = found.filter(created_at__gte=moment(since))
    if symbol:
        found = found.filter(history.holds(symbol.strip()))
    chosen = history.with_status(found, status or "")
    return sorted(chosen, key=lambda job: (job.created_at, job.pk))


def known(ids: list[str]) -> list[uuid.UUID]:
    """A name that is no job's stops everything before anything runs."""
    try:
        wanted = [uuid.UUID(text) for text in ids]
    except ValueError:
        raise CommandError("A job's ID looks like 8c5b3f0e-....") from None
    there = set(Job.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing := [str(pk) for pk in wanted if pk not in there]:
        raise CommandError(f"There is no job {', '.join(missing)}.")
    return wanted


def moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        message = f"--since takes a day such as 2026-01-31, not {text!r}."
        raise CommandError(message) from None
    return found if found.tzinfo else timezone.make_aware(found)
