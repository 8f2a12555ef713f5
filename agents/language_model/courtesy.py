"""What a language model may ask a person in the name of this site: one short question about a thing
that is vital and open, and nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from agents.language.interview import ENTRIES, RISK_EXIT, TIME_EXIT
from agents.language.questions.tickers import SYMBOLS
from agents.language.reading import Question
from agents.language_model.grounding import made_up
from agents.language_model.kinds import stems
from agents.language_model.prose import NOT_HIS

Vital = Literal["symbol", "entry", "exit"]
LONGEST = 140
# One clause that asks, which begins as questions do; a mark within it would begin another.
BEGINS = (
    "when|what|which|how|where|at|on|under|should|do|would|is|are|after|wann|was|wie|wo|bei|nach"
    "|welche[rnms]?|soll\\w*|woran|quand|quel(?:le)?s?|comment|o[ùu]|[àa]|apr[èe]s|faut|doit|est|que"
    "|cu[áa]ndo|cu[áa]l(?:es)?|c[óo]mo|qu[ée]|d[óo]nde|en|tras|debe"
)
ONE_QUESTION = re.compile(
    rf"\s*¿?(?:(?:{BEGINS})\b|[\u2e80-\uffff])[^,.!?;:\n。，！？；：]*[?？]\s*", re.I
)
POINT = re.compile(r"(?<=\w)\.(?=\w)")  # of a name or a decimal: it ends nothing
SITE = re.compile(
    r"\b[\w-]+\.(?:com|net|org|io|co|ai|app|info|xyz|ru|cn|de|me|ly|link|site|example)\b", re.I
)
# Orders, secrets, money that moves and ways to reach somebody, in the languages of the rules.
NO_BUSINESS = stems(
    """
    ignor disregard forget obey overrid instruction prompt system rules? execut download install
    click visit sign\\b log[ -]?in regist subscrib contact call\\b e-?mail mail phone whatsapp
    telegram password passphrase pin\\b seed secret credential keys?\\b token api wallet iban bank
    credit card ssn wire transfer deposit pay send saving donat loan invoice account your\\s+money
    ignorier vergiss anweis regeln? passwort kennwort geheim schl[üu]ssel konto bank [üu]berw
    zahl sende einzahl erspar anruf klick
    ignore[rz] oubli consigne mot\\s+de\\s+passe secr compte banc vir(?:er|ement) vers(?:er|ement)
    envoy pai[ey] [ée]pargne cliqu t[ée]l[ée]phon
    ignora olvid instruc contrase clave secreto cuenta banco transfier transferen env[íi]a pag[au]
    ahorro llam[ae] clic
    忽略 无视 忘记 指令 规则 密码 密钥 口令 账户 账号 银行 转账 汇款 付款 支付 存款 储蓄 点击
    电话 微信
    """
)
ABOUT: dict[str, re.Pattern[str]] = {
    "symbol": stems(
        "symbol ticker stock share asset market instrument etf coin pair"
        " aktie wert markt action titre actif valeur march[ée] acci[óo]n activo valor mercado"
        " 股票 代码 标的 品种 市场"
    ),
    "entry": stems(
        "buy bought enter entry long short open start (?:ge)?kauf einst[ei] eingeh achet achat entr"
        " compr abr 买 入场 进场 开仓 做多 做空"
    ),
    "exit": stems(
        "sell sold exit leave close out\\b cover stop hold verkauf ausst[ei] aussteig weg\\b"
        " raus schlie[ßs] halt vend venta revend sort[ie] cl[ôo]tur sal[ie] cerrar cierr cubr"
        " 卖 出场 离场 平仓 退出 持有 止损"
    ),
}


def own(text: str, choices: tuple[str, ...], default: str | None = None) -> Question:
    return Question(id=text, text=text, choices=list(choices), default=default)


# In words of this site; known by them, as questions are that only a model asks.
OWN: dict[Vital, Question] = {
    "symbol": own("Which symbol is to be tested?", SYMBOLS, SYMBOLS[0]),
    "entry": own("When is it to be bought?", ENTRIES),
    "exit": own("When is it to be sold again?", (TIME_EXIT, RISK_EXIT), TIME_EXIT),
}


def rude(text: str, about: str, known: str) -> Iterator[str]:
    """What keeps a question from being asked; numbers have to be `known` ones."""
    if len(text) > LONGEST or not ONE_QUESTION.fullmatch(POINT.sub("", text.strip())):
        yield f"ask one short question, of at most {LONGEST} letters"
    if found := first_of(text):
        yield f"{found!r}: no promise, no advice, no address, no order, nothing personal"
    if not ABOUT[about].search(text):
        yield f"it does not speak of the {about}"
    if wrong := made_up(text, known):
        yield f"these numbers are neither in the text nor asked: {', '.join(wrong)}"


def first_of(text: str) -> str:
    """The first words that no question or answer needs."""
    found = (kind.search(text) for kind in (NOT_HIS, SITE, NO_BUSINESS))
    return next((one.group() for one in found if one), "")
