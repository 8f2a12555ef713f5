"""A result as one HTML file that needs nothing else: no script, no picture, no site."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from backtests.downloads import exports, report_panels
from backtests.drawing import curves
from backtests.models import Job

Json = dict[str, Any]


def report_html(job: Job, result: Json) -> str:
    equity = (result["equity"], result.get("benchmark_equity") or [])
    shown = {
        "job": job,
        "result": result,
        "strategy": exports.strategy_json(result["strategy"]),
        "equity": curves(*equity, logarithmic=True),
        "drawdown": curves(result.get("drawdown") or []),
        "panels": report_panels.panels(result),
    }
    return render_to_string("report.html", shown)
