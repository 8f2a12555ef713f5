"""Times that a text speaks of and a test does not have, with the reason."""

from __future__ import annotations

LEFT_OUT_TIME, HISTORY_BARS = "left-out-time", "history-bars"
UNTESTED_TIMES = {
    LEFT_OUT_TIME: "A test is of one stretch of time, from a first day to a last one: nothing in "
    "the middle can be left out.",
    HISTORY_BARS: "How far a test goes back is said in dates, months or years, and not in bars: "
    "'since 2015', 'the last 3 years'.",
}
