"""What an entry of the registry says about an indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Columns = Mapping[str, FloatArray]
Params = Mapping[str, float]
Outputs = dict[str, FloatArray]
Check = Callable[[Params], str | None]


@dataclass(frozen=True)
class Param:
    """One parameter: its default and the closed range that makes sense for it."""

    default: float
    low: float = 1
    high: float = 1000
    whole: bool = True


@dataclass(frozen=True)
class IndicatorSpec:
    """What an indicator is called, takes, gives and how it is drawn.

    `scale` is the closed range that its values can take (None: a price or unbounded);
    `pane` says whether a chart draws it over the price or below it, and `unpriced` names the
    outputs that are no prices although the others are. `full_bars` marks one that needs highs,
    lows or volume. `said` is what each output is called in a sentence, with {} for its parameters;
    one without is called by its name, as traders do ("RSI(14)"). `check` says what is wrong "
    "with parameters that are each in range but do not
    go together, as the rest of a sentence that begins with the name.
    """

    name: str
    title: str
    params: Mapping[str, Param]
    outputs: tuple[str, ...]
    compute: Callable[[Columns, Params], Outputs]
    scale: tuple[float, float] | None = None
    pane: Literal["price", "below"] = "price"
    full_bars: bool = False
    fractions: bool = False
    unpriced: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    check: Check | None = None

    def defaults(self) -> dict[str, float]:
        return {name: param.default for name, param in self.params.items()}

    def over_price(self, output: str) -> bool:
        return self.pane == "price" and output not in self.unpriced


def shorter_first(*names: str) -> Check:
    """Each of these periods must be shorter than the next."""

    def check(params: Params) -> str | None:
        for one, other in pairwise(names):
            if params[one] >= params[other]:
                return f"{one} must be shorter than {other}"
        return None

    return check


def at_most(name: str, limit: str) -> Check:
    def check(params: Params) -> str | None:
        return f"{name} must not exceed {limit}" if params[name] > params[limit] else None

    return check
