"""The history of all jobs for the site's owner: to read, to search and to run again."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from backtests import health, jobs, snapshot
from backtests.models import ApiToken, Iteration, Job, JobEvent, Trade
from backtests.viewers import Viewer

MOST_ROWS = 500


class ReadOnly:
    """History is written by runs alone."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Rows(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """The first rows of a table that belongs to a job; the API has all of them."""

    extra = 0
    classes = ("collapse",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        job_id = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        shown = rows.filter(job_id=job_id).values_list("pk", flat=True)[:MOST_ROWS]
        return rows.filter(pk__in=list(shown))


class EventRows(Rows):
    model = JobEvent
    fields = ("seq", "ts", "type", "agent", "message")
    readonly_fields = ("agent", "message")
    verbose_name_plural = f"events (at most {MOST_ROWS} are shown)"

    @admin.display
    def agent(self, event: JobEvent) -> str:
        return str(event.payload.get("agent", ""))

    @admin.display
    def message(self, event: JobEvent) -> str:
        return str(event.payload.get("message", ""))


class IterationRows(Rows):
    model = Iteration
    fields = ("n", "kept", "changes", "metrics")


class TradeRows(Rows):
    model = Trade
    fields = ("n", "symbol", "entry_time", "entry_price", "exit_time", "exit_price", "pnl")
    verbose_name_plural = f"trades (at most {MOST_ROWS} are shown)"


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = (
        "short_id",
        "live_status",
        "symbols",
        "total",
        "held",
        "sharpe_ratio",
        "drawdown",
        "trade_count",
        "who",
        "created_at",
    )
    list_filter = ("status", "saved", "created_at")
    list_select_related = ("user",)
    list_per_page = 50
    search_fields = ("id", "prompt", "symbols", "user__username")
    show_full_result_count = False  # every count reads the whole table
    actions = ("run_again",)
    inlines = (EventRows, IterationRows, TradeRows)
    fieldsets = (
        (None, {"fields": ("id", "prompt", "sentence", "live_status", "error", "who")}),
        ("When", {"fields": ("created_at", "started_at", "finished_at", "attempt", "rerun_of")}),
        (
            "Result",
            {"fields": ("verdict", "total", "held", "sharpe_ratio", "drawdown", "trade_count")},
        ),
        ("Strategy", {"fields": ("pretty_strategy", "options"), "classes": ("collapse",)}),
    )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Above the list stands what waits and what is at work."""
        parts = health.examine("workflow", "persistence", "unsaved_results")
        more = {"unsaved": parts.pop("unsaved_results"), "queues": parts}
        return super().changelist_view(request, {**(extra_context or {}), **more})

    @admin.display(description="job", ordering="id")
    def short_id(self, job: Job) -> str:
        return str(job.pk)[:8]

    @admin.display(description="status", ordering="status")
    def live_status(self, job: Job) -> str:
        """What is not saved yet stands in the event log."""
        status = snapshot.status(job)
        return status if job.saved else f"{status} (not saved yet)"

    @admin.display(description="user", ordering="user")
    def who(self, job: Job) -> str:
        return job.user.get_username() if job.user else "guest"

    @admin.display(description="return", ordering="total_return")
    def total(self, job: Job) -> str:
        return _percent(job.total_return)

    @admin.display(description="buy and hold", ordering="benchmark_return")
    def held(self, job: Job) -> str:
        return _percent(job.benchmark_return)

    @admin.display(description="Sharpe", ordering="sharpe")
    def sharpe_ratio(self, job: Job) -> str:
        return "-" if job.sharpe is None else f"{job.sharpe:.2f}"

    @admin.display(description="max drawdown", ordering="max_drawdown")
    def drawdown(self, job: Job) -> str:
        return _percent(job.max_drawdown)

    @admin.display
    def sentence(self, job: Job) -> str:
        return str((job.reading or {}).get("sentence", ""))

    @admin.display
    def verdict(self, job: Job) -> str:
        return str(((snapshot.result(job) or {}).get("verdict") or {}).get("text", "-"))

    @admin.display(description="strategy")
    def pretty_strategy(self, job: Job) -> SafeString:
        return format_html("<pre>{}</pre>", json.dumps(job.strategy, indent=2))

    @admin.action(description="Run again")
    def run_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        for job in queryset:
            try:
                again = jobs.rerun(Viewer.of(job), job)
            except jobs.REFUSALS as refusal:
                messages.error(request, f"{job} was not run again: {refusal}")
            else:
                messages.success(request, f"{job} runs again as {again.pk}.")


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Tokens can be withdrawn here; `manage.py create_token` and their users make them."""

    list_display = ("user", "name", "created_at")
    readonly_fields = ("user", "name", "created_at")
    exclude = ("digest",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _percent(fraction: float | None) -> str:
    return "-" if fraction is None else f"{fraction:+.1%}"
