"""Drills one after the other, each on a site that fits it; a site is kept while it fits."""

from __future__ import annotations

import asyncio
import time
import traceback
from contextlib import ExitStack
from random import Random

from tests.drills.drill import Drill, Size, run
from tests.drills.outcome import Outcome
from tests.drills.stacks import Stack, StackName, running
from tests.stack.conftest import ROOT

LOGS = ROOT / "var" / "drills"


class Session:
    """Holds at most one running site."""

    def __init__(self, seed: int, size: Size) -> None:
        self.seed, self.size = seed, size
        self.held = ExitStack()
        self.fits: tuple[type[Stack], dict[str, str]] | None = None
        self.stack: Stack

    def drill(self, drill: Drill, name: StackName, round_: int = 0) -> Outcome:
        if name not in drill.stacks:
            return Outcome(drill.name, drill.fault, name, skipped="not on this stack")
        if reason := drill.stacks[name].missing():
            return Outcome(drill.name, drill.fault, name, skipped=reason)
        began = time.monotonic()
        outcome = self.done(drill, name, Random(f"{self.seed} {drill.fault} {name} {round_}"))
        outcome.seconds = time.monotonic() - began
        if outcome.violations:
            self.close()  # the next drill is not to suffer from it
        return outcome

    def done(self, drill: Drill, name: StackName, random: Random) -> Outcome:
        stack = self.site_for(drill, name)
        try:
            outcome = asyncio.run(run(drill, stack, self.size, random))
        except Exception:  # the other drills are still worth their while
            failed = f"the drill itself failed: {traceback.format_exc()}"
            outcome = Outcome(drill.name, drill.fault, name, violations=[failed])
        if outcome.violations:
            self.keep_output(stack, drill, outcome)
        return outcome

    def site_for(self, drill: Drill, name: StackName) -> Stack:
        wanted = (drill.stacks[name], drill.site_settings)
        if self.fits != wanted:
            self.close()
            self.stack = self.held.enter_context(running(*wanted))
            self.fits = wanted
        return self.stack

    def keep_output(self, stack: Stack, drill: Drill, outcome: Outcome) -> None:
        LOGS.mkdir(parents=True, exist_ok=True)
        log = LOGS / f"{drill.name}-{outcome.stack}-{self.seed}.txt"
        log.write_text(stack.site.output)
        outcome.notes.append(f"what the site said: {log.relative_to(ROOT)}")

    def close(self) -> None:
        self.held.close()
        self.fits = None
