"""One publisher and its viewers on one server: open jobs, gather viewers, publish, count."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.delivery.children import PYTHON, Child, Failed, Json
from benchmarks.delivery.phases import Phase
from benchmarks.delivery.systems import System

OPENING, WELCOME, PUBLISHING, COUNTING = 30, 100, 600, 120


@dataclass
class Session:
    """Ends both processes when it is left; viewers report to the publisher through a pipe."""

    system: System
    port: int
    phase: Phase
    environment: Mapping[str, str]
    folder: Path
    paths: list[str] = field(default_factory=list)
    stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Session:
        self.read, self.write = os.pipe()
        self.stack.callback(os.close, self.read)
        self.stack.callback(os.close, self.write)
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def open_jobs(self) -> None:
        command = self.system.publisher
        child = Child("publisher", command, self.environment, self.folder, [self.read])
        self.publisher = self.stack.enter_context(child)
        self.publisher.say(self.schedule())
        self.paths = self.publisher.hear(OPENING)["paths"]

    def schedule(self) -> Json:
        named = ("jobs", "events", "rate", "window", "seconds", "size")
        asked = {name: getattr(self.phase, name) for name in named}
        return {**asked, "system": self.system.name, "pipe": self.read}

    def gather_viewers(self, module: str = "viewers", **more: object) -> None:
        """Viewers who miss nothing from here on."""
        command = [PYTHON, "-m", f"benchmarks.delivery.{module}"]
        child = Child("viewers", command, {}, self.folder, [self.write])
        self.viewers = self.stack.enter_context(child)
        where = {"port": self.port, "dialect": self.system.dialect, "paths": self.paths}
        told = {"pipe": self.write} if self.phase.window else {}
        self.viewers.say({**where, **told, "viewers": self.phase.viewers, **more})
        ready, wanted = self.viewers.hear(WELCOME)["ready"], self.phase.viewers + self.phase.silent
        if ready < wanted:
            words = self.viewers.last_words()
            raise Failed(f"{ready} of {wanted} viewers got in: {words}")

    def publish(self) -> Json:
        self.begin_to_publish()
        return self.end_of_publishing()

    def begin_to_publish(self) -> None:
        self.publisher.say({"go": True})

    def end_of_publishing(self) -> Json:
        return self.publisher.hear(PUBLISHING)

    def count(self, events: int) -> Json:
        """What the viewers have got of so many events over all jobs."""
        return self.ask({"expected": events * self.phase.viewers // self.phase.jobs})

    def wake(self, events: int) -> Json:
        """What the silent ones have got once they read."""
        return self.ask({"expected": events * self.phase.silent})

    def ask(self, question: Json) -> Json:
        self.viewers.say(question)
        return self.viewers.hear(COUNTING)
