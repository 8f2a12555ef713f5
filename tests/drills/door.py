"""The site's JSON API, used as any other program would: ask again while it is away."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random
from typing import Any

import httpx

from tests.stack.conftest import PROMPT, RunningSite

Json = dict[str, Any]
MOST_WAITING = 2.0


@dataclass
class Job:
    """A job that was accepted, with its addresses."""

    id: str
    links: dict[str, str]


class Refused(Exception):
    """The site does not take such a job."""


class Unavailable(Refused):
    """The site cannot take it just now."""


def back_off(failures: int, random: Random) -> float:
    """Seconds before the next try, with jitter, as the contract asks of a client."""
    return min(MOST_WAITING, 0.1 * 2.0**failures) * random.uniform(0.5, 1.5)


def client(**more: Any) -> httpx.AsyncClient:
    timeout, limits = httpx.Timeout(20, pool=None), httpx.Limits(max_connections=None)
    return httpx.AsyncClient(timeout=timeout, limits=limits, trust_env=False, **more)


class Door:
    """What a client with a token can ask of a site."""

    def __init__(self, site: RunningSite, port: int, random: Random) -> None:
        self.port, self.random = port, random
        url, token = f"http://127.0.0.1:{port}", (site.data_dir / "api-token").read_text().strip()
        self.http = client(base_url=url, headers={"Authorization": f"Bearer {token}"})
        self.visitor = client()  # has nothing but the ticket in a link

    async def close(self) -> None:
        await self.http.aclose()
        await self.visitor.aclose()

    async def submit(self, key: str = "", **asked: Any) -> Job:
        """A run of one iteration, unless something else is asked for."""
        body = {"prompt": PROMPT, "answers": "defaults", "max_iterations": 1, **asked}
        headers = {"Idempotency-Key": key} if key else {}
        answer = await self.http.post("/api/jobs", json=body, headers=headers)
        if answer.status_code != 201:
            kind = Unavailable if answer.status_code >= 500 else Refused
            raise kind(f"{answer.status_code} {answer.text}")
        return Job(answer.json()["id"], answer.json()["links"])

    async def submit_patiently(self, **asked: Any) -> Job:
        """Again and again with the same key, which stands for one job."""
        key, failures = f"{self.random.random()}", 0
        while True:
            try:
                return await self.submit(key, **asked)
            except (httpx.TransportError, Unavailable):
                await asyncio.sleep(back_off(failures, self.random))
                failures += 1

    async def ask(self, path: str, **query: Any) -> Json:
        """GET until it is answered."""
        failures = 0
        while True:
            try:
                answer = await self.http.get(path, params=query)
                if answer.status_code == 200:
                    found: Json = answer.json()
                    return found
            except httpx.TransportError:
                pass
            await asyncio.sleep(back_off(failures, self.random))
            failures += 1

    async def job(self, job: Job) -> Json:
        return await self.ask(f"/api/jobs/{job.id}")

    async def cancel(self, job: Job) -> None:
        answer = await self.http.post(f"/api/jobs/{job.id}/cancel")
        answer.raise_for_status()

    async def said(self, job: Job) -> list[Json]:
        answer = await self.ask(f"/api/jobs/{job.id}/events")
        events: list[Json] = answer["events"]
        return events
