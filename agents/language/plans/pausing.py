"""When buying again and again rests: "pause while it is under its average", "only if RSI < 40".

The part of the text that says so is read as a rule of its own; the rest is the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.language.conditions.turning import negated
from agents.language.draft import Tree, rules_of
from agents.language.lexicon.wordlist import words
from agents.language.plans.allocation import as_state, condition_in
from agents.language.spans import is_hard
from agents.language.tokens.pieces import Token

RESTING = words(
    """
    narrow-not pause pauses paused pausing suspend suspends suspended suspending skip
    skips skipped skipping
    halt halts halted 暂停 停止 停投 不投 不买 pausieren pausiert aussetzen ausgesetzt pausar pausa
    suspendre pausing stop stops sit-out
    """
)
RESUMING = words(
    """
    resume resumes resumed resuming continue continues restart restarts 继续 恢复 恢复后继续 重启
    weiter fortsetzen reprendre reanudar
    """
)
LEADS = words("when while")
# Who leaves has two rules; none of them pauses a purchase.
LEAVING = words("sell sell-after short cover out flat exit")
BOUGHT = words("buy put add dca invest contribute purchase deposit")
# Words between resting and its case: "skip that month if ...", "stop buying while ...".
BETWEEN = BOUGHT | words(
    "it that the this month week quarter purchase for in any of-month contribution contributions "
    "plan then and but , them so i me purchases not out on next will is hold-off"
)
PARTED = frozenset({".", ","})


@dataclass
class Pause:
    """The words of it; `case` is the rule in them, `rests` whether it buys then or does not."""

    words: list[Token]
    case: list[Token]
    rests: bool
    resumed: list[Token]
    varies: bool = False

    def rule(self, timeframe: str) -> Tree | None:
        """What must hold for it to buy; None where its words cannot be read whole."""
        if any(token.word in LEAVING for token in self.case):
            return None
        found = _read(self.case, timeframe)
        only = negated(found) if self.rests and found else found
        if found is None or only is None or not self._goes_on(found, only, timeframe):
            return None
        for token in self.words:
            token.kind = token.kind or "used"
        return only

    def _goes_on(self, rests: Tree, only: Tree, timeframe: str) -> bool:
        """ "... resume when it is back above": of the same sides, and the other way."""
        rest = [token for token in self.resumed if token.word not in PARTED | BACK]
        spoken = {token.word for token in self.case}
        if any(is_hard(token) and token.word not in {*spoken, *WAYS, "num"} for token in rest):
            return False
        if not any(token.value is not None or token.symbol for token in rest):
            said = {WAYS[token.word] for token in rest if token.word in WAYS}
            return not said or said == {rule.op[0] for rule in rules_of(only)}
        found = _read(rest, timeframe)
        if found is None:
            return False
        sides = [{(rule.left.operand, rule.right.operand) for rule in rules_of(tree)}
                 for tree in (found, only)]  # fmt: skip
        ways = [{rule.op[0] for rule in rules_of(tree)} for tree in (found, only)]
        return sides[0] == sides[1] and ways[0] == ways[1]


BACK = (
    LEADS
    | BOUGHT
    | RESUMING
    | words("until again back it then once price recovers and after to in is goes rises")
)
VARYING = words(
    "twice double triple extra more half less add-unit doubled tripled increase reduce decrease "
    "加倍 翻倍 减半 lump"
)
WAYS = {"above": ">", "over": ">", ">": ">", "below": "<", "under": "<", "<": "<"}


def _read(tokens: list[Token], timeframe: str) -> Tree | None:
    """One rule, with no word left over that carries meaning."""
    kinds = [token.kind for token in tokens]
    found = condition_in(tokens, timeframe) if tokens else None
    if found is not None and not any(token.free and is_hard(token) for token in tokens):
        return as_state(found)
    for token, kind in zip(tokens, kinds, strict=True):
        token.kind = kind
    return None


def parted(tokens: list[Token]) -> tuple[list[Token], Pause | None]:
    """The plan without the part that says when it rests."""
    every = _parts(tokens)
    parts = [part for part in every if not _keeps_cash(part)]
    kept = [token for part in every if part not in parts for token in part]
    if varied := [part for part in parts if _varies(part)]:
        gone = {id(token) for part in varied for token in part}
        rest = [token for token in tokens if id(token) not in gone]
        return rest, Pause(varied[0], [], False, [], varies=True)
    for n, part in enumerate(parts):
        for found in (_resting(part), _only(part)):
            if found is None:
                continue
            taken, case, rests = found
            if not case and n and (ahead := _led(parts[n - 1])):
                taken, case = [*parts[n - 1], *taken], ahead
            elif not case and n + 1 < len(parts) and (behind := _led(parts[n + 1])):
                taken, case = [*taken, *parts[n + 1]], behind
            if not case:
                continue
            resumed = [token for other in parts for token in other if other is not part
                       and any(one.word in RESUMING for one in other)]  # fmt: skip
            case, until = _until(case)
            gone = {id(token) for token in [*taken, *resumed, *kept]}
            rest = [token for token in tokens if id(token) not in gone]
            return rest, Pause([*taken, *resumed, *kept], case, rests, [*until, *resumed])
    return tokens, None


def _keeps_cash(part: list[Token]) -> bool:
    """ "... else keep the cash", "otherwise do nothing": what is not bought is not spent."""
    said = [token.word for token in part if token.word not in PARTED]
    plain = said[1:] and all(word in KEEPING for word in said[1:])
    return said[:1] == ["else-out"] or bool(said[:1] and said[0] in ELSE and plain)


ELSE = words("else otherwise sonst sinon")
KEEPING = words(
    "hold keep cash the money stays stay in it do nothing wait save aside put be-in sit so-far my "
    "idle uninvested my until next month then"
)


def _varies(part: list[Token]) -> bool:
    """ "double the amount when ...": how much is bought, and not whether; it is left."""
    said = {token.word for token in part} | {token.small for token in part}
    return bool(said & VARYING and said & {*LEADS, "unless", "时"})


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """From joint to joint; "but" and "and" part where a verb of resting stands behind them."""
    found: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        behind = [one.word for one in tokens[index + 1 : index + 3]]
        turns = token.word == "and" and set(behind[:1]) & (PAUSED | VARYING)
        if token.word in {*PARTED, "but"} or turns:
            found.append([])
        found[-1].append(token)
    return found


PAUSED = RESTING | RESUMING | {"not"}


def _resting(part: list[Token]) -> tuple[list[Token], list[Token], bool] | None:
    """ "skip the month if C", "if C pause", "don't buy while C" """
    at = next((n for n, token in enumerate(part) if _rests(part, n)), None)
    if at is None:
        return None
    behind = part[at + 1 :]
    lead = next((n for n, token in enumerate(behind) if token.word in LEADS), None)
    if lead is not None and all(token.word in BETWEEN for token in behind[:lead]):
        return part, behind[lead + 1 :], True
    if any(token.word not in BETWEEN for token in behind) and part[at].word != "暂停":
        return None
    return part, _led(part[:at]) or _plain(part[:at]), True


def _rests(part: list[Token], at: int) -> bool:
    here, behind = part[at].word, part[at + 1].word if at + 1 < len(part) else ""
    if here == "not":
        return behind in BOUGHT
    return here in RESTING and (here not in ("stop", "stops") or behind in BOUGHT | LEADS)


def _only(part: list[Token]) -> tuple[list[Token], list[Token], bool] | None:
    """ "... only if C", "... as long as C", "... unless C": what stands behind."""
    at = next((n for n, token in enumerate(part) if token.word in (*LEADS, "unless")), None)
    if at is None and not any(token.word in RESTING for token in part):
        return _only_beside(part)
    if at is None or any(token.word in RESTING for token in part):
        return None
    begin = at
    while begin and part[begin - 1].word in ("only", "but", ","):
        begin -= 1
    end = len(part)
    while end > at + 1 and part[end - 1].word in BOUGHT | {"buy-after", "so-far"}:
        end -= 1  # "只在价格高于200日均线时买"
    return part[begin:], part[at + 1 : end], part[at].word == "unless"


def _only_beside(part: list[Token]) -> tuple[list[Token], list[Token], bool] | None:
    """ "... only above its 200-day average" """
    for at, token in enumerate(part[:-1]):
        if token.word == "only" and part[at + 1].word in WAYS:
            return part[at:], part[at + 1 :], False
    return None


def _led(part: list[Token]) -> list[Token]:
    """The case of "if C": behind its first word."""
    words_ = [token for token in part if token.word not in ("then", ",", ".", "but", "and")]
    return words_[1:] if words_ and words_[0].word in LEADS else []


def _plain(part: list[Token]) -> list[Token]:
    return [token for token in part if token.word not in BETWEEN]


def _until(case: list[Token]) -> tuple[list[Token], list[Token]]:
    """ "... until it recovers" says only when it goes on."""
    at = next((n for n, token in enumerate(case) if token.word in ("until", *RESUMING)), len(case))
    return case[:at], case[at:]
