"""Volume, and prices weighed by it. What a window of unknown volume gives is unknown."""

import numpy as np
import talib

from backtests.engine.indicators.spec import Columns, FloatArray, Outputs, Params
from backtests.engine.indicators.windows import divided, known_where, mean, total, typical


def volume_mean(bars: Columns, p: Params) -> Outputs:
    """The mean of the last volumes."""
    return {"value": mean(bars["volume"], int(p["period"]))}


def obv(bars: Columns, p: Params) -> Outputs:
    """Volume added on a rise of the close and taken off on a fall (Granville 1963; TA-Lib OBV).

    It has no window that an unknown volume could leave, so that counts as none.
    """
    volume = bars["volume"]
    known = ~np.isnan(volume)
    return {"value": known_where(known, talib.OBV(bars["close"], np.where(known, volume, 0.0)))}


def mfi(bars: Columns, p: Params) -> Outputs:
    """100 x money on rises of the typical price / all money that moved it (Quong and Soudack 1989).

    TA-Lib's MFI is 0 where less than 1.0 was traded, and unknown for good after unknown volume.
    """
    price, period = typical(bars), int(p["period"])
    change = np.diff(price, prepend=np.nan)
    money = price * bars["volume"]
    money[:1] = np.nan
    gained, lost = total(money * (change > 0), period), total(money * (change < 0), period)
    return {"value": 100 * divided(gained, gained + lost)}


def vwap(bars: Columns, p: Params) -> Outputs:
    """Typical price weighed by volume: since the session began, or on daily bars over a window."""
    price, volume = typical(bars), bars["volume"]
    if "session" in bars:
        money, traded = (_since_open(x, bars["session"]) for x in (price * volume, volume))
    else:
        money, traded = (total(x, int(p["period"])) for x in (price * volume, volume))
    return {"value": divided(money, traded)}


def _since_open(values: FloatArray, session: FloatArray) -> FloatArray:
    """Sums that start anew with each session, so that nothing unknown outlasts its own."""
    opens = np.flatnonzero(np.diff(session)) + 1
    return np.concatenate([np.cumsum(part) for part in np.split(values, opens)])
