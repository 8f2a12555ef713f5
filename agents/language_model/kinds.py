"""What a text has to say for a limit to come from it, in the languages that the rules read: a stop
is no target, whatever number stands beside it. And what says only that something is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from agents.language.lexicon.vocabulary import FILLER
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

Kind = tuple[frozenset[str], re.Pattern[str]]


def stems(text: str) -> re.Pattern[str]:
    """Beginnings of words; Chinese parts no words."""
    some = text.split()
    latin = "|".join(one for one in some if one[0] < "\u2e80")
    chinese = "|".join(one for one in some if one[0] >= "\u2e80")
    return re.compile(rf"\b(?:{latin})|{chinese}", re.I)


TIMES = (
    words("day bar week month session hour year calendar time"),
    stems(
        "bars? candle day week month session hour minute year night tag woch monat kerze stund jahr"
        " jour semaine mois bougie s[ée]ance heure d[íi]as? mes(?:es)?\\b vela sesi[óo]n hora"
        " 天 日 周 星期 月 根 小时 年"
    ),
)
LOSING = (
    words("stop stoploss loss risk"),
    stems(
        "stop risk lose losing loss lost protect verlust verlier verl[öo]r absicher risik p[ée]rd"
        " pert pierd perd risq riesg 止损 止蚀 亏 风险 损"
    ),
)
WINNING = (
    words("target takeprofit profit gain"),
    stems(
        "target profit gain won win earn gewinn ziel objectif b[ée]n[ée]fic gananc ganar objetiv"
        " 止盈 获利 盈 赚 目标"
    ),
)
FALLING = (
    words("falls down drops"),
    stems("drop fall down below under cut minus moins menos f[äa]ll sink baiss baja cae 跌"),
)
RISING = (
    words("rises up"),
    stems("ris rall up\\b above over plus steig hauss mont sub[ae] 涨"),
)
TRAILING = (
    words("trailing"),
    stems(
        "trail follow behind peak high(?:est)?\\b top\\b nachzieh nachlauf h[öo]chst suiv glissant"
        " m[óo]vil din[áa]mic sigue m[áa]xim 移动 追踪 跟踪 回撤 最高"
    ),
)
EVEN = (
    words("breakeven"),
    stems("break even entry cost einstand einstieg kostenneutral entr[ée] co[ûu]t coste 保本 成本"),
)
# For each limit words that say it, and words that say it where none of the third says another.
KINDS = {
    "stop_loss": (LOSING, FALLING, WINNING),
    "take_profit": (WINNING, RISING, LOSING),
    "trailing_stop": (TRAILING, None, None),
    "break_even": (EVEN, None, None),
    "max_bars": (TIMES, None, None),
    "max_days": (TIMES, None, None),
}  # fmt: skip
SIGNS = {"take_profit": re.compile(r"\+\s*\d"), "stop_loss": re.compile(r"[-−–]\s*\d")}
ACTS = words(
    "buy buy-after sell sell-after short cover long out flat entry exit hold it in there then them"
    " all and or . , position trade close"
)


def says(limit: str, tokens: Iterable[Token], said: str) -> bool:
    """Whether the words that are quoted for a limit say one of its kind."""
    spoken = {one.word for one in tokens}

    def names(kind: Kind | None) -> bool:
        return bool(kind and (spoken & kind[0] or kind[1].search(said)))

    own, weaker, other = KINDS[limit]
    signed = limit in SIGNS and SIGNS[limit].search(said)
    return names(own) or (bool(names(weaker) or signed) and not names(other))


def only_acts(tokens: Iterable[Token]) -> bool:
    """ "Bail out" says what is done, and no condition of it."""
    return all(
        one.word in ACTS or one.word in FILLER or not any(map(str.isalnum, one.text))
        for one in tokens
    )


# A number that is said once and used again ------------------------------------------------------

UNSAID = {"lag": 0, "multiplier": 1}  # an operand as it is: nobody says so


def is_usual(path: str, value: float) -> bool:
    return UNSAID.get(path.rpartition(".")[2]) == value


def twins(path: str, numbers: Iterable[tuple[str, float]], read: Any) -> Iterator[str]:
    """Where the very same indicator has the very same number again."""
    mine = read(path.partition(".params.")[0])
    for other, _ in numbers:
        same_name = other.rpartition(".")[2] == path.rpartition(".")[2]
        if ".params." in path and ".params." in other and same_name:
            its = read(other.partition(".params.")[0])
            if (its["name"], its["params"]) == (mine["name"], mine["params"]):
                yield other
