"""One measurement as a line for whoever waits at the terminal."""

from __future__ import annotations

from benchmarks.delivery.children import Json

SHOWN = {
    "p50_ms": "p50 {:.2f} ms",
    "p99_ms": "p99 {:.2f} ms",
    "max_ms": "worst {:.2f} ms",
    "per_second": "{:,.0f} deliveries/s",
    "cpu_per_100k": "{:.2f} CPU s for 100k",
    "kib_per_viewer": "{:.1f} KiB a viewer",
    "cpu_share_per_viewer": "{:.4%} CPU a viewer",
    "publish_ms": "{:.2f} ms to publish one",
    "replay_seconds": "{:.2f} s to replay all",
}


def line(row: Json) -> str:
    if "axis" in row:
        where = f"growth   {row['size']:>6} {row['axis']:<8} {row['system']:<16}"
    else:
        where = f"round {row['round']}  {row['phase']:<8} {row['system']:<16}"
    if "failed" in row:
        return f"{where} FAILED: {row['failed']}"
    parts = [text.format(row[key]) for key, text in SHOWN.items() if row.get(key) is not None]
    return "  ".join([where, *parts, *shares(row), *faults(row)])


def shares(row: Json) -> list[str]:
    """Who used the processor, where there was enough to do for it to show."""
    if "per_second" not in row:
        return []
    used = row["cpu_of_all_per_100k"]
    return ["(" + ", ".join(f"{name} {value:.2f}" for name, value in used.items()) + ")"]


def faults(row: Json) -> list[str]:
    """What was lost, repeated, misplaced or closed; nothing if all went well."""
    if "failed" in row:
        return ["failed"]
    missing = row.get("expected", 0) - row.get("received", 0)
    found = {"lost": missing, "out of order": row.get("disorder"), "closed": row.get("closed")}
    return [f"{count} {name}" for name, count in found.items() if count]
