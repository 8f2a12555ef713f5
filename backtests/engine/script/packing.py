"""Bars as text for `parts.prices`: exact, compressed, without the columns that equal the close."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

import numpy as np

from backtests.engine.bars import Bars, FloatArray
from backtests.engine.script.text import literal

LINE = 80


def packed_code(bars: Bars) -> Iterator[str]:
    """The lines of `Packed(...)`."""
    yield "    Packed("
    for name in ("symbol", "timeframe", "timezone", "close_only", "provider"):
        yield f"        {name}={literal(getattr(bars, name))},"
    yield f"        sha256={literal(bars.sha256())},"
    yield "        columns={"
    for name, values in columns(bars).items():
        yield f"            {literal(name)}: ("
        yield from (f'                "{line}"' for line in lines_of(packed(values)))
        yield "            ),"
    yield "        },"
    yield "    ),"


def columns(bars: Bars) -> dict[str, FloatArray]:
    time = bars.time.astype("datetime64[s]").astype(np.int64).astype(np.float64)
    own = {
        name: column
        for name, column in bars.fields().items()
        if name == "close" or column.tobytes() != bars.close.tobytes()
    }
    return {"time": time, **own}


def packed(values: FloatArray) -> str:
    """Bytes of equal weight together, which packs better."""
    raw = np.ascontiguousarray(values, "<f8").view(np.uint8).reshape(-1, 8)
    return base64.b64encode(zlib.compress(raw.T.tobytes())).decode("ascii")


def lines_of(text: str) -> list[str]:
    return [text[at : at + LINE] for at in range(0, len(text), LINE)] or [""]
