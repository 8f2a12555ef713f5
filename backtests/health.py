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


def examine(*names: str) -> dict[str, Part]:
    """The named parts, or all, with their state; one that fails says why and hides no other."""
    checks: dict[str, Callable[[], Part]] = {
        "database": database,
        "redis": redis_server,
        **{name: partial(workers, name) for name in QUEUES},
        "unsaved_results": unsaved_results,
    }
    return {name: state_of(checks[name]) for name in names or checks}


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
    figures = broker.figures()
    if all(consumer["idle"] > SILENT_AFTER_MS for consumer in consumers(broker.stream)):
        return {"state": "down", **figures, "message": "no worker asks for tasks"}
    return figures


def consumers(stream: str) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = sync_redis().xinfo_consumers(stream, GROUP)
    except redis.ResponseError:
        return []  # nobody has read from this queue yet
    return found


def unsaved_results() -> Part:
    return {"count": len(EventLog(sync_redis()).unsaved())}


# Gauges of each queue, by the name of the figure.
GAUGES = {
    "queue_length": "closing_bell_queue_length",
    "running": "closing_bell_queue_running",
    "retried": "closing_bell_queue_retried",
    "oldest_seconds": "closing_bell_queue_oldest_seconds",
    "dead_letters": "closing_bell_queue_dead_letters",
}


def prometheus(parts: dict[str, Part]) -> str:
    lines = ["# TYPE closing_bell_up gauge"]
    lines += [f'closing_bell_up{{part="{n}"}} {int(p["state"] == "ok")}' for n, p in parts.items()]
    for figure, gauge in GAUGES.items():
        known = {name: parts[name].get(figure) for name in QUEUES}
        lines.append(f"# TYPE {gauge} gauge")
        lines += [f'{gauge}{{queue="{n}"}} {v}' for n, v in known.items() if v is not None]
    if "count" in parts["unsaved_results"]:
        lines.append("# TYPE closing_bell_unsaved_results gauge")
        lines.append(f"closing_bell_unsaved_results {parts['unsaved_results']['count']}")
    return "\n".join(lines) + "\n"
