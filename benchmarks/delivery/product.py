"""The whole product: real jobs over `manage.py serve`, watched as a program would."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median

import httpx
from websockets.sync.client import connect

from benchmarks.delivery.children import PYTHON, Child, Json, free_port

PROMPT = "Buy AAPL when RSI(14) drops below 30, sell when it rises above 70, from 2005 to 2012"
TERMINAL = frozenset({"complete", "error", "cancelled"})
START_SECONDS = 100.0
STOP_SECONDS = 45.0
WARM_UP, JOBS = 3, 25
STEPS = {
    "answered": "submit to the answer (201)",
    "first": "submit to the first event received",
    "started": "submit to `started` received: a worker has begun",
    "bell": "last step of an agent to `complete` received",
    "saved": "`complete` received to `saved` received",
    "whole": "submit to `complete` received",
}


@contextmanager
def site(folder: Path) -> Iterator[httpx.Client]:
    """A site of its own, with everything that `make run` would start."""
    port, data = free_port(), folder / "serve"
    data.mkdir()
    own = {"DATA_DIR": str(data), "PORT": str(port), "REDIS_URL": "", "DATABASE_URL": ""}
    command = [PYTHON, "manage.py", "serve"]
    with Child("serve", command, own, folder, patience=STOP_SECONDS) as child:
        child.await_true((data / "serve.json").exists, START_SECONDS)
        child.await_port(port)
        token = (data / "api-token").read_text().strip()
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30) as http:
            yield http


def measure(folder: Path, rounds: int) -> Iterator[Json]:
    with site(folder) as client:
        for _ in range(WARM_UP):
            follow(client)
        for number in range(1, rounds + 1):
            runs = [follow(client) for _ in range(JOBS)]
            for step in STEPS:
                yield {"system": "site", "phase": step, "round": number, **spread(runs, step)}


def follow(client: httpx.Client) -> dict[str, float]:
    """Submit a job and watch it to its trailer; milliseconds for each step."""
    start = time.monotonic()
    answer = client.post("/api/jobs", json={"prompt": PROMPT, "answers": "defaults"})
    answer.raise_for_status()
    answered = time.monotonic()
    times, ringing = watch(answer.json()["links"]["stream"])
    seconds = {
        "answered": answered - start,
        "first": times["queued"] - start,
        "started": times["started"] - start,
        "bell": ringing,
        "saved": times["saved"] - times["complete"],
        "whole": times["complete"] - start,
    }
    return {step: value * 1000 for step, value in seconds.items()}


def watch(stream: str) -> tuple[dict[str, float], float]:
    """When each type first arrived, and how long after the last step the bell did."""
    times: dict[str, float] = {}
    stepped = ringing = 0.0
    with connect(stream) as connection:
        while "saved" not in times:
            frame = json.loads(connection.recv(timeout=60))
            if "seq" in frame:
                connection.send(json.dumps({"type": "ack", "seq": frame["seq"]}))
                times.setdefault(frame["type"], time.monotonic())
            if frame["type"] == "agent_complete":
                stepped = datetime.fromisoformat(frame["ts"]).timestamp()
            elif frame["type"] in TERMINAL:
                ringing = time.time() - stepped
    return times, ringing


def spread(runs: list[dict[str, float]], step: str) -> Json:
    values = sorted(run[step] for run in runs)
    return {"jobs": len(values), "p50_ms": median(values), "max_ms": values[-1]}
