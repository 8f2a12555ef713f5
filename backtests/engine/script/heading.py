"""What a reader of the script is told first, in comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backtests.engine import ENGINE_VERSION
from backtests.engine.bars import Bars
from backtests.engine.describe import describe
from backtests.engine.script.text import comment
from backtests.engine.strategy import Strategy

RULE = "# " + "-" * 97 + "\n"
NEEDED = "Python 3.11 or newer, and: pip install numpy TA-Lib"


@dataclass(frozen=True)
class Origin:
    """What was asked for, in its own words, and which engine has tested it."""

    prompt: str = ""
    engine_version: str = ENGINE_VERSION


def heading(strategy: Strategy, bars: Sequence[Bars], origin: Origin) -> str:
    """The second line is fixed, because Python would look for an encoding in it."""
    lines = ["#!/usr/bin/env python3\n", "# A backtest by Closing Bell that runs by itself.\n"]
    if origin.prompt.strip():
        lines += ["#\n", "# Asked for:\n", comment(origin.prompt)]
    lines += ["#\n", "# Tested:\n", comment(describe(strategy)), "#\n"]
    lines += [comment(line) for line in usage(bars)]
    lines += ["#\n", *(comment(one) for one in prices(bars)), "#\n"]
    return "".join([*lines, comment(versions(origin)), comment(WARNING)])


WARNING = "It tests an idea on the past; nothing in it is advice to buy or sell. No warranty."


def usage(bars: Sequence[Bars]) -> list[str]:
    file = "FILE.csv" if len(bars) == 1 else "SYMBOL=FILE.csv"
    return [
        f"It needs {NEEDED}",
        "Run it with python3. It prints its trades; --csv and --json print them for other "
        f"programs, --prices {file} tests adjusted prices of your own.",
    ]


def prices(bars: Sequence[Bars]) -> list[str]:
    """The bars that the script holds, those before the test included."""
    return [
        f"Prices: {len(one)} bars ({one.timeframe}) of {one.symbol} from {one.provider or '?'}, "
        f"{days(one)}."
        for one in bars
    ]


def days(bars: Bars) -> str:
    if len(bars) == 0:
        return "none"
    first, last = (np.datetime_as_string(bars.time[at], "D") for at in (0, -1))
    return f"{first} to {last}"


def versions(origin: Origin) -> str:
    if origin.engine_version == ENGINE_VERSION:
        return f"Its trades are those of engine {ENGINE_VERSION}."
    return (
        f"It trades by the rules of engine {ENGINE_VERSION}; the result at hand came from engine "
        f"{origin.engine_version}, and may differ."
    )
