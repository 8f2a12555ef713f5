"""What is kept for ever: jobs, their results, trades, iterations and events, and API tokens.

A `Job` row exists before anything runs. Everything else is written once, by `tasks.save_job`.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

Json = dict[str, Any]
# What the history shows of a result, and can be sorted by; only complete runs have it.
FIGURES = (
    "total_return", "benchmark_return", "sharpe", "max_drawdown", "trade_count",
    "cagr", "sortino", "win_rate", "profit_factor",
    "volatility", "calmar", "exposure", "expectancy",
)  # fmt: skip
SEEN = Q(removed_at__isnull=True)
GONE = Q(removed_at__isnull=False)


class JobStatus(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    COMPLETE = "complete"
    ERROR = "error"
    CANCELLED = "cancelled"


UNFINISHED = (JobStatus.QUEUED, JobStatus.RUNNING)


def _index(name: str, fields: list[str], condition: Q) -> models.Index:
    return models.Index(fields=[*fields, "created_at", "id"], condition=condition, name=name)


def _orders(owner: str, theirs: Q) -> list[models.Index]:
    """One index for each order of the history: a page of 100,000 runs costs as much as of 100.

    Words have one too, which the migration makes where it helps.
    """
    figures = {name: Q(**{f"{name}__isnull": False}) for name in FIGURES}
    return [
        _index(f"job_{owner}_unsaved", [owner], theirs & Q(saved=False)),
        _index(f"job_{owner}_starred", [owner], theirs & SEEN & Q(starred=True)),
        _index(f"job_{owner}_removed", [owner, "removed_at"], theirs & GONE),
        _index(f"job_{owner}_status", [owner, "status"], theirs & SEEN & Q(saved=True)),
        _index(f"job_{owner}_symbols", [owner, "symbols"], theirs & Q(saved=True)),
        *(
            _index(f"job_{owner}_{name}", [owner, name], theirs & SEEN & known)
            for name, known in figures.items()
        ),
    ]


class Job(models.Model):
    """One request for a backtest, and the headline of its result."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE
    )
    guest = models.CharField(max_length=64, blank=True, default="")
    prompt = models.TextField(blank=True, default="")
    # In which words the idea that `prompt` tells was changed.
    changed = models.TextField(blank=True, default="")
    answers = models.JSONField(null=True, blank=True)
    options = models.JSONField(default=dict, blank=True)
    strategy = models.JSONField(null=True, blank=True)
    reading = models.JSONField(null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=JobStatus.choices, default=JobStatus.QUEUED, db_index=True
    )
    saved = models.BooleanField(default=False)
    attempt = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    rerun_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)
    error = models.JSONField(null=True, blank=True)
    # The digest of owner and key: one column that is unique for users and guests alike.
    idempotency_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    symbols = models.CharField(max_length=500, blank=True, default="")
    total_return = models.FloatField(null=True, blank=True)
    benchmark_return = models.FloatField(null=True, blank=True)
    sharpe = models.FloatField(null=True, blank=True)
    max_drawdown = models.FloatField(null=True, blank=True)
    trade_count = models.PositiveIntegerField(null=True, blank=True)
    cagr = models.FloatField(null=True, blank=True)
    sortino = models.FloatField(null=True, blank=True)
    win_rate = models.FloatField(null=True, blank=True)
    # Infinite where no closed trade lost, so that it is sorted above every other.
    profit_factor = models.FloatField(null=True, blank=True)
    volatility = models.FloatField(null=True, blank=True)
    calmar = models.FloatField(null=True, blank=True)
    exposure = models.FloatField(null=True, blank=True)
    expectancy = models.FloatField(null=True, blank=True)
    # A few points of the equity, as multiples of the first, for the history.
    curve = models.JSONField(default=list, blank=True)
    # Removed by its owner, who can take that back for a while.
    removed_at = models.DateTimeField(null=True, blank=True, db_index=True)
    starred = models.BooleanField(default=False)
    tags = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="job_user_newest"),
            models.Index(fields=["guest", "-created_at"], name="job_guest_newest"),
            _index("job_unsaved", [], Q(saved=False)),
            *_orders("user", Q(user__isnull=False)),
            *_orders("guest", Q(user__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.symbols or 'job'} {self.id}"


class Result(models.Model):
    """The whole result of a complete job, as the API gives it."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, primary_key=True)
    data = models.JSONField()

    def __str__(self) -> str:
        return f"result of {self.job_id}"


class Iteration(models.Model):
    """One round of the refine loop."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="iterations")
    n = models.PositiveIntegerField()
    strategy = models.JSONField()
    changes = models.JSONField(default=list)
    metrics = models.JSONField(default=dict)
    kept = models.BooleanField(default=False)

    class Meta:
        ordering = ["n"]
        constraints = [
            models.UniqueConstraint(fields=["job", "n"], name="iteration_once"),
        ]

    def __str__(self) -> str:
        return f"iteration {self.n}"


class Trade(models.Model):
    """One trade of the best iteration."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="trades")
    n = models.PositiveIntegerField()
    symbol = models.CharField(max_length=20)
    side = models.CharField(max_length=5)
    quantity = models.FloatField()
    entry_time = models.DateTimeField()
    entry_price = models.FloatField()
    exit_time = models.DateTimeField(null=True)
    exit_price = models.FloatField(null=True)
    pnl = models.FloatField()
    return_fraction = models.FloatField(verbose_name="return")
    bars = models.PositiveIntegerField()
    entry_reason = models.TextField(blank=True)
    exit_reason = models.TextField(blank=True)
    is_open = models.BooleanField(default=False)

    class Meta:
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["job", "n"], name="trade_once")]

    def __str__(self) -> str:
        return f"{self.symbol} {self.entry_time:%Y-%m-%d}"


class JobEvent(models.Model):
    """One event of a job's log, exactly as it was sent."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    ts = models.DateTimeField()
    payload = models.JSONField()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["job", "seq"], name="event_once")]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"


class ApiToken(models.Model):
    """A bearer token; only its digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=60, blank=True, default="")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"token of {self.user}{f': {self.name}' if self.name else ''}"

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @classmethod
    def issue(cls, user_id: int, name: str = "") -> str:
        """Make a token and give its text, which can never be read again."""
        token = secrets.token_urlsafe(32)
        cls.objects.create(user_id=user_id, name=name, digest=cls.digest_of(token))
        return token
