"""How the site is: alive, ready part by part, and the same as figures for Prometheus."""

from collections.abc import Callable
from functools import partial
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from backtests.delivery.broker import GROUP, StreamBroker
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog

QUEUES = ("workflow", "persistence")
SILENT_AFTER_MS = 10_000
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
    """Clusters ask their queue every second or renew their leases, wherever they run."""
    broker = StreamBroker(name)
    length = broker.queue_size()
    at_work = [c for c in consumers(broker.stream) if c["idle"] < SILENT_AFTER_MS]
    if not at_work:
        return {"state": "down", "queue_length": length, "message": "no worker asks for tasks"}
    return {"queue_length": length, "running": broker.lock_size()}


def consumers(stream: str) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = sync_redis().xinfo_consumers(stream, GROUP)
    except redis.ResponseError:
        return []  # nobody has read from this queue yet
    return found


def unsaved_results() -> Part:
    return {"count": len(EventLog(sync_redis()).unsaved())}


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
