"""How the site is: alive, ready part by part, and the same as figures for Prometheus."""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django_q.brokers import get_broker

from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog

QUEUES = ("workflow", "persistence")
Part = dict[str, Any]


def alive(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> HttpResponse:
    parts = examine()
    well = all(part["state"] == "ok" for part in parts.values())
    body = {"status": "ok" if well else "degraded", "parts": parts}
    return JsonResponse(body, status=200 if well else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(prometheus(examine()), content_type="text/plain; version=0.0.4")


def examine() -> dict[str, Part]:
    """Every part with its state; a part that fails says why and hides no other."""
    checks: dict[str, Callable[[], Part]] = {
        "database": database,
        "redis": redis_server,
        **{name: partial(workers, name) for name in QUEUES},
        "unsaved_results": unsaved_results,
    }
    return {name: state_of(check) for name, check in checks.items()}


def state_of(check: Callable[[], Part]) -> Part:
    try:
        return {"state": "ok", **check()}
    except (DatabaseError, redis.RedisError, OSError) as error:
        return {"state": "down", "message": type(error).__name__}


def database() -> Part:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    return {"engine": connection.vendor}


def redis_server() -> Part:
    sync_redis().ping()
    return {"embedded": settings.EMBEDDED_SERVER}


def workers(name: str) -> Part:
    """A cluster of this machine is known by its process, one elsewhere by its queue alone."""
    length = int(get_broker(name).queue_size())
    pid = local_pids().get(name)
    if pid is not None and not runs(pid):
        return {"state": "down", "queue_length": length, "message": "restarting"}
    return {"queue_length": length}


def unsaved_results() -> Part:
    return {"count": len(EventLog(sync_redis()).unsaved())}


def local_pids() -> dict[str, int]:
    path: Path = settings.DATA_DIR / "serve.json"
    try:
        pids: dict[str, int] = json.loads(path.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return pids


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def prometheus(parts: dict[str, Part]) -> str:
    lines = ["# TYPE closing_bell_up gauge"]
    lines += [f'closing_bell_up{{part="{n}"}} {int(p["state"] == "ok")}' for n, p in parts.items()]
    lines.append("# TYPE closing_bell_queue_length gauge")
    for name in QUEUES:
        if "queue_length" in parts[name]:
            length = parts[name]["queue_length"]
            lines.append(f'closing_bell_queue_length{{queue="{name}"}} {length}')
    if "count" in parts["unsaved_results"]:
        lines.append("# TYPE closing_bell_unsaved_results gauge")
        lines.append(f"closing_bell_unsaved_results {parts['unsaved_results']['count']}")
    return "\n".join(lines) + "\n"
