"""How people say the end and the beginning of a day of trading; and what says nothing of a rule."""

from __future__ import annotations

from agents.language.lexicon.wordlist import phrases

CLOSINGS = phrases(
    """
    so-far: calendar effects | calendar effect | calendar anomaly | seasonal effect
    so-far: seasonal effects
    so-far: calendar anomalies | seasonal anomaly | seasonal pattern | repeats indefinitely
    at-close: at the end of trading | at end of trading | before the market closes
    at-close: before the close
    at-close: before market close | before the closing bell | right before the close
    at-close: at closing bell
    at-close: at the end of the trading day | at end of trading day | just before the close
    at-close: at the end of the trading session | when the market closes | before the market close
    at-close: by the end of trading | by the end of the trading day | at the closing
    at-open: at opening bell | at the opening bell | when the market opens | at market opening
    day-end: end of trading | end of the trading day | end of trading day
    day-end: end of the trading session
    """
)
