"""`manage.py backtest "TEXT"`: one job from the terminal, with live steps and a table at the end.

Exit status: 0 complete, 1 error, 2 bad input or a question that needs an answer.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from agents import workflow
from agents.events import Event
from agents.language.reading import Reading
from backtests import following, intake, jobs, language_model, snapshot, terminal
from backtests.market_data import catalogue
from backtests.models import Job
from backtests.viewers import Viewer

Json = dict[str, Any]
SOURCES = ", ".join(catalogue.AT_HAND)
FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
NO_SERVER = "No server is running here. Start one with `make run`, or add --local to run without."
NO_OPERATOR = "There is no administrator yet: `make run` creates one. Or add --local."


class Command(BaseCommand):
    help = "Backtest one idea from the terminal, with live steps and a table at the end."
    requires_system_checks = []  # no page is served

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", default="", help="the idea, in plain English")
        parser.add_argument("--json", action="store_true", help="print nothing but the result")
        parser.add_argument("--source", help=f"where prices come from: {SOURCES}")
        parser.add_argument("--strategy", type=Path, help="a strategy as JSON instead of a text")
        parser.add_argument("--local", action="store_true", help="run here, without any server")
        parser.add_argument("--answer", action="append", default=[], metavar="ID=CHOICE")
        parser.add_argument("--defaults", action="store_true", help="answer with every default")
        parser.add_argument("--max-iterations", type=int, help="1: the strategy exactly as read")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = request_of(options)
        show = (lambda _: None) if options["json"] else self.say
        try:
            reading = checked(asked)
            run = partial(run_here, reading) if options["local"] else run_on_the_site
            result = run(asked, show)
        except jobs.NeedsAnswers as error:
            told = "\n".join(terminal.questions(error.reading))
            raise CommandError(told or str(error), returncode=BAD_INPUT) from None
        except jobs.NoData as error:
            told = f"{error} Or: manage.py import_prices {error.symbol} FILE"
            raise CommandError(told, returncode=BAD_INPUT) from None
        except jobs.BadRequest as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        except (workflow.AgentFailure, catalogue.SourceFailed) as failure:
            raise CommandError(str(failure), returncode=FAILED) from None
        self.show_result(result, options["json"])

    def say(self, event: Json) -> None:
        self.stdout.write(terminal.step(event))
        self.stdout.flush()

    def show_result(self, result: Json, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(result, indent=2))
            return
        self.stdout.write("")
        for line in terminal.table(result):
            self.stdout.write(line)


def request_of(options: Mapping[str, Any]) -> Json:
    """What `jobs.submit` takes, beside the viewer."""
    strategy = read_file(options["strategy"]) if options["strategy"] else None
    return {
        "prompt": options["text"],
        "strategy": strategy,
        "answers": "defaults" if options["defaults"] else answers(options["answer"]),
        "source": options["source"],
        "max_iterations": options["max_iterations"],
    }


def answers(given: list[str]) -> dict[str, str] | None:
    pairs = [text.partition("=") for text in given]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        message = f"--answer {wrong[0]}: write it as ID=CHOICE."
        raise CommandError(message, returncode=BAD_INPUT)
    return {name: choice for name, _, choice in pairs} or None


def read_file(path: Path) -> Json:
    try:
        strategy = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        message = f"{path} is not a strategy in JSON: {error}"
        raise CommandError(message, returncode=BAD_INPUT) from None
    if not isinstance(strategy, dict):
        raise CommandError(f"{path} holds no JSON object.", returncode=BAD_INPUT)
    return strategy


def checked(asked: Json) -> Reading:
    """What cannot be run is refused before any server is asked."""
    with intake.naming():
        reading, strategy = intake.understand(**asked)
    intake.check_available(strategy, asked["source"])
    return reading


# On the site -------------------------------------------------------------------------------------


def run_on_the_site(asked: Json, show: Any) -> Json:
    """Submit as the site's administrator and follow the event log."""
    try:
        return followed(jobs.submit(operator(), **asked), show)
    except (jobs.Unavailable, redis.RedisError, DatabaseError):
        raise CommandError(NO_SERVER, returncode=FAILED) from None
    except (jobs.OverQuota, following.LogGone) as error:
        raise CommandError(str(error), returncode=FAILED) from None


def followed(job: Job, show: Any) -> Json:
    """Its result; whoever stops watching does not stop the run."""
    last: Json = {}
    try:
        for last in following.follow(str(job.pk)):
            show(last)
    except KeyboardInterrupt:
        page = snapshot.links(job)["page"]
        raise CommandError(f"The run goes on: {page}", returncode=INTERRUPTED) from None
    result = snapshot.result(job)
    if result is None:
        raise CommandError(str(last.get("message")), returncode=FAILED)
    return result


def operator() -> Viewer:
    """The administrator whom `prepare` has made."""
    if not following.workers_are_there():
        raise CommandError(NO_SERVER, returncode=FAILED)
    admin = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    if admin is None:
        raise CommandError(NO_OPERATOR, returncode=FAILED)
    return Viewer(user_id=admin.pk)


# Here --------------------------------------------------------------------------------------------


def run_here(reading: Reading, asked: Json, show: Any) -> Json:
    """The workflow in this process: no database, no Redis."""
    understood = reading.model_dump(mode="json")
    request = workflow.RunRequest(
        reading=understood,
        strategy=understood["strategy"],
        max_iterations=asked["max_iterations"] or settings.MAX_ITERATIONS,
        source=asked["source"],
        step_delay=settings.STEP_DELAY,
    )

    async def emit(event: Event) -> None:
        show(event.to_dict())

    running = workflow.run(
        request,
        emit=emit,
        load_bars=catalogue.load,
        check_cancelled=lambda: None,
        model=language_model.configured(),
    )
    try:
        return asyncio.run(running)
    except KeyboardInterrupt:
        raise CommandError("Stopped.", returncode=INTERRUPTED) from None
