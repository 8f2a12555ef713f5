"""D13: a language model that stalls, drips, refuses, lies, or answers rubbish."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from functools import cache
from random import Random
from typing import Any

from tests.agents.provider import KEY, Mood, Provider, serving
from tests.drills.drill import Field
from tests.drills.received import Event
from tests.drills.wave import Watched
from tests.stack.conftest import free_port

SECONDS = 1.5
FAILING: tuple[Mood, ...] = ("stall", "drip", "busy", "broken", "rubbish", "html", "cut", "denied")
PLAIN = (
    "The rules were held against the prices of these years, and the verdict says what came of it."
)
LIE = "The rules gained 98765% and nobody who reads this can do anything better with the money."
IDEA = {
    "words": "hold for at most 10 bars",
    "why": "The losers were held on to for a long time before the exit rule came.",
}
WARNED = frozenset({"model_timeout", "model_refused", "model_unreachable", "model_unusable"})


class Moody(Provider):
    """In another mood for each request, and not always truthful."""

    def __init__(self, port: int, random: Random) -> None:
        super().__init__(self.told, port=port)
        self.random = random
        self.had: Counter[str] = Counter()

    def mood(self) -> Mood:
        chosen = self.random.choice([*FAILING, *["good"] * len(FAILING)] if self.had else FAILING)
        self.had[chosen] += 1
        return chosen

    def told(self, text: str) -> dict[str, Any]:
        chosen = self.random.choice(["truth", "lie", "another form"])
        self.had[chosen] += 1
        if chosen == "another form":
            return {"txt": 1}
        if "You are the analyst" in text:
            return {"ideas": [{"truth": IDEA, "lie": {**IDEA, "why": LIE}}[chosen]]}
        return {"text": {"truth": PLAIN, "lie": LIE}[chosen]}


PROVIDER = Moody(free_port(), Random())
SETTINGS = {
    "LLM_MODEL": "openai:any",
    "LLM_SECONDS": str(SECONDS),
    "OPENAI_BASE_URL": PROVIDER.url,
    "OPENAI_API_KEY": KEY,
    "STEP_DELAY": "0.05",
}


@cache
def started() -> ExitStack:
    """It serves for as long as the drills are done."""
    held = ExitStack()
    held.enter_context(serving(PROVIDER))
    return held


async def there(field: Field) -> None:
    started()
    PROVIDER.random = field.random
    PROVIDER.had.clear()


async def survived(field: Field) -> None:
    """Each run has a true story or says why not, and nothing of the talk is in the log."""
    told = Counter([await story(field, watched) for watched in field.wave.watched])
    field.notes.append(f"provider: {dict(PROVIDER.had)}; stories: {dict(told)}")
    for what in ("a lie", "neither", "an unknown warning"):
        if told[what]:
            field.problems.append(f"{told[what]} runs with {what}")
    if told["warned"] == 0:
        field.problems.append("the model never failed: the drill proves nothing")
    for secret in (KEY, LIE[:40], PLAIN[:40], "nobody who reads this"):
        if secret in field.stack.site.output:
            field.problems.append(f"the site's output holds {secret!r}")


async def story(field: Field, watched: Watched) -> str:
    result = await field.wave.door.ask(f"/api/jobs/{watched.job.id}/result")
    events = watched.leader.received.events
    codes = {event["data"]["code"] for event in events if is_warning(event)}
    if not codes <= WARNED:
        return "an unknown warning"
    ideas = {one["why"] for one in result["suggestions"] if one["by"] == "model"}
    if result["narrative"] not in (PLAIN, None) or not ideas <= {IDEA["why"]}:
        return "a lie"
    if codes:
        return "warned"
    return "told" if result["narrative"] else "neither"


def is_warning(event: Event) -> bool:
    return event["type"] == "warning" and "code" in (event.get("data") or {})
