"""A whole run as one zip: result, strategy, trades, equity, events, and a README to them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from backtests import jobs, snapshot
from backtests.downloads import exports, report, reproduction
from backtests.models import Job

Json = dict[str, Any]
WHAT = {
    "report.html": "the whole result to read and to print; needs nothing else",
    "result.json": "the whole result as data, as the API gives it",
    "trades.csv": "the trades, one a line",
    "equity.csv": "the value of the account, bar by bar, beside buy and hold",
    "sweep.csv": "every variant of the sweep with its figures",
    "strategy.json": "the strategy that was tested; the API runs it again",
    "strategy.py": "a script with its prices, which makes the same trades with numpy and TA-Lib",
    "events.jsonl": "what the agents said, one event a line, in order",
}


def bundle(job: Job, result: Json, owner: str) -> bytes:
    """The zip; where the prices are gone it has no script, and its README says so."""
    files, missing = _texts(job, result), ""
    try:
        files["strategy.py"] = reproduction.script_of(result, job.prompt, owner)
    except (reproduction.OtherPrices, jobs.Unavailable) as error:
        missing = f"strategy.py is left out: {error}\n"
    named = {name: files[name] for name in WHAT if name in files}
    return _zipped({"README.txt": _readme(job, result, named, missing), **named}, job)


def _texts(job: Job, result: Json) -> dict[str, str]:
    events = snapshot.events(str(job.pk))["events"]
    files = {
        "report.html": report.report_html(job, result),
        "result.json": json.dumps(result, indent=1) + "\n",
        "trades.csv": exports.trades_csv(result),
        "equity.csv": exports.equity_csv(result),
        "strategy.json": exports.strategy_json(result["strategy"]),
        "events.jsonl": "".join(f"{json.dumps(event)}\n" for event in events),
    }
    grid = result.get("sweep")
    return files | {"sweep.csv": exports.sweep_csv(grid)} if grid else files


def _readme(job: Job, result: Json, names: Iterable[str], missing: str) -> str:
    """The run in words, and a line for each file."""
    said = job.prompt or result.get("sentence") or ""
    lines = [f"{name:14} {WHAT[name]}\n" for name in names]
    asked = f"Asked for on {job.created_at:%Y-%m-%d %H:%M} UTC, engine {result['engine_version']}."
    return f"Closing Bell, run {job.pk}\n\n{said}\n\n{asked}\n\n{''.join(lines)}{missing}"


def _zipped(files: dict[str, str], job: Job) -> bytes:
    """The same run gives the same bytes whenever it is asked for."""
    out, moment = io.BytesIO(), job.created_at.timetuple()[:6]
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
