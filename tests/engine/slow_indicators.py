"""Every newer indicator once more, as slow loops over plain lists: what the fast ones must equal.

Written from the published definitions, without NumPy or TA-Lib; unknown is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean, pstdev, stdev

Values = Sequence[float]
Lists = Mapping[str, Values]
Numbers = Mapping[str, float]
NAN = math.nan


def rolling(values: Values, period: int, what: Callable[[Values], float]) -> list[float]:
    """`what` of each full window; unknown where one of its values is."""
    windows = [values[max(0, t + 1 - period) : t + 1] for t in range(len(values))]
    return [
        what(window) if len(window) == period and not any(map(math.isnan, window)) else NAN
        for window in windows
    ]


def typical(bars: Lists) -> list[float]:
    rows = zip(bars["high"], bars["low"], bars["close"], strict=True)
    return [sum(row) / 3 for row in rows]


def weighted(values: Values) -> float:
    weights = range(1, len(values) + 1)
    return sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)


def smoothed(values: Values, period: int, weight: float) -> list[float]:
    """A mean of the first `period` known values, then `weight` on each new one."""
    first = next((t for t, v in enumerate(values) if v == v), len(values))
    out = [NAN] * len(values)
    for t in range(first + period - 1, len(values)):
        begins = t == first + period - 1
        old = out[t - 1]
        out[t] = fmean(values[first : t + 1]) if begins else old + weight * (values[t] - old)
    return out


def true_range(bars: Lists) -> list[float]:
    high, low, close = bars["high"], bars["low"], bars["close"]
    later = range(1, len(close))
    return [NAN, *(max(high[t], close[t - 1]) - min(low[t], close[t - 1]) for t in later)]


def wma(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    return {"value": rolling(bars["close"], int(p["period"]), weighted)}


def hma(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    close, n = bars["close"], int(p["period"])
    half, whole = rolling(close, n // 2, weighted), rolling(close, n, weighted)
    raw = [2 * a - b for a, b in zip(half, whole, strict=True)]
    return {"value": rolling(raw, int(math.sqrt(n)), weighted)}


def atr(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    return {"value": smoothed(true_range(bars), int(p["period"]), 1 / p["period"])}


def wilder_sum(values: Values, n: int) -> list[float]:
    """Wilder's running total: it loses an n-th of itself and gains the new value."""
    total, out = sum(values[1:n]), [NAN] * len(values)
    for t in range(n, len(values)):
        total += values[t] - total / n
        out[t] = total
    return out


def adx(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    high, low, n = bars["high"], bars["low"], int(p["period"])
    plus, minus = [NAN], [NAN]
    for t in range(1, len(high)):
        up, down = high[t] - high[t - 1], low[t - 1] - low[t]
        plus.append(up if up > down and up > 0 else 0)
        minus.append(down if down > up and down > 0 else 0)
    ranges, ups, downs = (wilder_sum(v, n) for v in (true_range(bars), plus, minus))
    plus_di = [100 * a / r for a, r in zip(ups, ranges, strict=True)]
    minus_di = [100 * a / r for a, r in zip(downs, ranges, strict=True)]
    dx = [100 * abs(a - b) / (a + b) for a, b in zip(plus_di, minus_di, strict=True)]
    return {"adx": smoothed(dx, n, 1 / n), "plus_di": plus_di, "minus_di": minus_di}


def rsi(close: Values, n: int) -> list[float]:
    changes = [NAN, *(b - a for a, b in pairwise(close))]
    gain = smoothed([max(c, 0.0) if c == c else NAN for c in changes], n, 1 / n)
    loss = smoothed([max(-c, 0.0) if c == c else NAN for c in changes], n, 1 / n)
    return [100 * g / (g + l) for g, l in zip(gain, loss, strict=True)]  # noqa: E741


def stochastic_rsi(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    def place(window: Values) -> float:
        return 100 * (window[-1] - min(window)) / (max(window) - min(window))

    raw = rolling(rsi(bars["close"], int(p["period"])), int(p["k"]), place)
    k = rolling(raw, int(p["smooth"]), fmean)
    return {"k": k, "d": rolling(k, int(p["d"]), fmean)}


def cci(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    def index(window: Values) -> float:
        mean = fmean(window)
        return (window[-1] - mean) / (0.015 * fmean([abs(v - mean) for v in window]))

    return {"value": rolling(typical(bars), int(p["period"]), index)}


def channel(bars: Lists, n: int) -> tuple[list[float], list[float]]:
    return rolling(bars["high"], n, max), rolling(bars["low"], n, min)


def williams_r(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    rows = zip(*channel(bars, int(p["period"])), bars["close"], strict=True)
    return {"value": [-100 * (top - close) / (top - bottom) for top, bottom, close in rows]}


def momentum(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    return {"value": rolling(bars["close"], int(p["period"]) + 1, lambda w: w[-1] - w[0])}


def roc(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    period = int(p["period"]) + 1
    return {"value": rolling(bars["close"], period, lambda w: 100 * (w[-1] / w[0] - 1))}


def obv(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    total, before, out = 0.0, -math.inf, []
    for close, volume in zip(bars["close"], bars["volume"], strict=True):
        if volume == volume:
            total += volume if close > before else -volume if close < before else 0
        before = close
        out.append(total if volume == volume else NAN)
    return {"value": out}


def mfi(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    price, volume, n = typical(bars), bars["volume"], int(p["period"])
    out = [NAN] * len(price)
    for t in range(n, len(price)):
        days = range(t - n + 1, t + 1)
        up = [price[i] * volume[i] * (price[i] > price[i - 1]) for i in days]
        down = [price[i] * volume[i] * (price[i] < price[i - 1]) for i in days]
        out[t] = 100 - 100 / (1 + sum(up) / sum(down)) if sum(down) else 100.0
    return {"value": out}


def donchian(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    upper, lower = channel(bars, int(p["period"]))
    middle = [(a + b) / 2 for a, b in zip(upper, lower, strict=True)]
    return {"upper": upper, "middle": middle, "lower": lower}


def keltner(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    middle = smoothed(bars["close"], int(p["period"]), 2 / (p["period"] + 1))
    reach = [p["multiplier"] * v for v in atr(bars, {"period": p["atr"]})["value"]]
    return {
        "upper": [m + r for m, r in zip(middle, reach, strict=True)],
        "middle": middle,
        "lower": [m - r for m, r in zip(middle, reach, strict=True)],
    }


def supertrend(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    """As charts show it, from the first break on; the bands carry on whichever way it points."""
    high, low, close = bars["high"], bars["low"], bars["close"]
    width = [p["multiplier"] * v for v in atr(bars, p)["value"]]
    up, down, way = [NAN] * len(close), [NAN] * len(close), [NAN] * len(close)
    for t in range(int(p["period"]), len(close)):
        up[t], down[t] = (high[t] + low[t]) / 2 + width[t], (high[t] + low[t]) / 2 - width[t]
        if up[t - 1] <= up[t] and close[t - 1] <= up[t - 1]:
            up[t] = up[t - 1]
        if down[t - 1] >= down[t] and close[t - 1] >= down[t - 1]:
            down[t] = down[t - 1]
        way[t] = way[t - 1]
        if way[t - 1] in (1, -1):
            broken = close[t] < down[t] if way[t - 1] == 1 else close[t] > up[t]
            way[t] = -way[t - 1] if broken else way[t - 1]
        elif close[t] > up[t] or close[t] < down[t]:
            way[t] = 1 if close[t] > up[t] else -1
    pick = {1: down, -1: up}
    line = [pick[int(w)][t] if w == w else NAN for t, w in enumerate(way)]
    return {"line": line, "direction": way}


def ichimoku(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    def middle(name: str) -> list[float]:
        return donchian(bars, {"period": p[name]})["middle"]

    def ago(values: list[float]) -> list[float]:
        return [NAN if t < p["displacement"] else values[t - int(p["displacement"])] for t in times]

    times = range(len(bars["close"]))
    conversion, base = middle("conversion"), middle("base")
    span_a = ago([(a + b) / 2 for a, b in zip(conversion, base, strict=True)])
    span_b = ago(middle("span"))
    return {"conversion": conversion, "base": base, "span_a": span_a, "span_b": span_b}


def sar(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    """A falling stop is a rising one in the mirror, so prices are turned while it falls."""
    step, most = p["acceleration"], p["maximum"]
    high, low = bars["high"], bars["low"]
    down, up = low[0] - low[1], high[1] - high[0]
    way = -1 if down > 0 and down > up else 1
    tops = [[way * v for v in side] for side in (high, low)]
    top, bottom = tops if way == 1 else tops[::-1]
    stop, extreme, speed, out = bottom[0], top[1], step, [NAN]
    for t in range(1, len(high)):
        if bottom[t] <= stop:
            way, (top, bottom) = -way, ([-v for v in bottom], [-v for v in top])
            stop, extreme, speed = (
                -max(extreme, -min(bottom[max(t - 1, 1)], bottom[t])),
                top[t],
                step,
            )
            out.append(way * stop)
        else:
            out.append(way * stop)
            if top[t] > extreme:
                extreme, speed = top[t], min(speed + step, most)
        stop += speed * (extreme - stop)
        stop = min(stop, bottom[max(t - 1, 1)], bottom[t])
    return {"value": out}


def deviation(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    return {"value": rolling(bars["close"], int(p["period"]), pstdev)}


def zscore(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    def score(window: Values) -> float:
        return (window[-1] - fmean(window)) / pstdev(window)

    return {"value": rolling(bars["close"], int(p["period"]), score)}


def volatility(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    close = bars["close"]
    returns = [NAN, *(b / a - 1 for a, b in pairwise(close))]
    return {"value": rolling(returns, int(p["period"]), lambda w: stdev(w) * math.sqrt(252))}


def vwap(bars: Lists, p: Numbers) -> dict[str, list[float]]:
    price, volume, n = typical(bars), bars["volume"], int(p["period"])
    out = [NAN] * len(price)
    for t in range(len(price)):
        first = t - n + 1
        if "session" in bars:
            first = list(bars["session"]).index(bars["session"][t])
        if first >= 0:
            days = range(first, t + 1)
            out[t] = sum(price[i] * volume[i] for i in days) / sum(volume[i] for i in days)
    return {"value": out}


SLOW: Mapping[str, Callable[[Lists, Numbers], dict[str, list[float]]]] = {
    "WMA": wma,
    "HMA": hma,
    "ATR": atr,
    "ADX": adx,
    "STOCHRSI": stochastic_rsi,
    "CCI": cci,
    "WILLIAMS_R": williams_r,
    "ROC": roc,
    "MOMENTUM": momentum,
    "OBV": obv,
    "MFI": mfi,
    "DONCHIAN": donchian,
    "KELTNER": keltner,
    "SUPERTREND": supertrend,
    "ICHIMOKU": ichimoku,
    "SAR": sar,
    "STDDEV": deviation,
    "ZSCORE": zscore,
    "VOLATILITY": volatility,
    "VWAP": vwap,
}
