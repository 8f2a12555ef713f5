"""Stops and targets at a fixed price: "stop at 142, target 170". They are rules, not distances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.language.draft import Op, Rule, number, price
from agents.language.exits.exits import ENDS
from agents.language.exits.limits import NAMES
from agents.language.operands.cursor import Cursor
from agents.language.tokens.pieces import Token

# A bare number from here on is no per cent: nobody waits for a fall by half.
HALF = 50.0
# Beside a target that is less than so many times as high, so large a stop is a price.
FAR, NEAR = 20.0, 2.0
BESIDE_PRICES = ("at", "of", ":", "to", "price", "level", "is", "@", "loss", "around")


@dataclass(frozen=True)
class FixedPrice:
    """A limit that lies at `level`, whatever was paid."""

    name: Literal["stop_loss", "take_profit"]
    level: float

    def rule(self, short: bool) -> Rule:
        """It leaves after the close that reaches the level."""
        down = (self.name == "stop_loss") != short
        op: Op = "<=" if down else ">="
        called = "stop" if self.name == "stop_loss" else "target"
        way = "below" if down else "above"
        note = f"a {called} at {self.level:g} is read as a rule: a close at or {way} it"
        return Rule(price(), op, number(self.level), (note,))


def take_prices(tokens: list[Token]) -> list[FixedPrice]:
    """A dollar amount behind "at", or bare numbers of which one is too large to be a per cent."""
    found: list[tuple[FixedPrice, list[Token]]] = []
    for index in range(len(tokens)):
        used: list[Token] = []
        if (one := _priced(tokens, index, used)) is not None:
            found.append((one, used))
    plain = [one for one, used in found if used[-1].word == "num"]
    high = _are_prices(plain) or (len(plain) > 1 and _lie_around(_entered_at(tokens), plain))
    kept = []
    for one, used in found:
        if used[-1].word == "money" or high:
            kept.append(one)
            for token in used:
                token.kind = "used"
    return kept


def _are_prices(plain: list[FixedPrice]) -> bool:
    """ "stop 142", or "stop 95, target 120": too far for per cent, and near to each other."""
    stops = [one.level for one in plain if one.name == "stop_loss"]
    targets = [one.level for one in plain if one.name == "take_profit"]
    if stops == targets:
        return False  # no price is both
    beside = stops and targets and min(stops) >= FAR and max(targets) / min(stops) < NEAR
    return any(stop >= HALF for stop in stops) or bool(beside)


def _entered_at(tokens: list[Token]) -> float | None:
    """ "GBPUSD @ 1.2650 SL ...": what is to be paid."""
    for at in range(len(tokens) - 3):
        named, led, token, behind = tokens[at : at + 4]
        ends = behind.word in ENDS | NAMES.keys()
        if named.symbol and led.word in ("@", "at") and token.word == "num" and ends:
            return token.value
    return None


def _lie_around(paid: float | None, plain: list[FixedPrice]) -> bool:
    """One on each side of it, and near."""
    levels = sorted(one.level for one in plain)
    between = len(levels) > 1 and paid is not None and levels[0] < paid < levels[-1]
    return between and levels[-1] / levels[0] < NEAR


def _priced(tokens: list[Token], index: int, used: list[Token]) -> FixedPrice | None:
    cursor = Cursor(tokens, index)
    name = cursor.take(*NAMES)
    if name is None or (index and tokens[index - 1].word in ("trailing", "pct", "money")):
        return None
    cursor.skip(*BESIDE_PRICES)
    at = cursor.word(-1) in ("at", "@")
    token = cursor.take("num", "money")
    if token is None or not token.value or cursor.word() not in ENDS | NAMES.keys():
        return None
    if token.word == "money" and not at:
        return None
    used += cursor.seen
    return FixedPrice(NAMES[name.word], token.value)
