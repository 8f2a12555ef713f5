"""Instructions to the software, a bot or a bank inside a text: named, and never obeyed."""

from __future__ import annotations

import re
from itertools import groupby

from agents.language.lexicon.foreign.traditional import simplified
from agents.language.lexicon.untestable import INSTRUCTION, ORDER
from agents.language.lexicon.wordlist import words as words_of
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import Token, Words

FORGET = words_of(
    """
    ignore ignoring disregard forget override bypass circumvent neglect discard
    ignoriere ignorier ignorieren ignoriert vergiss vergesse vergessen vergesst missachte umgehe
    überschreibe ignorez ignorer oublie oubliez oublier contourne contournez
    ignora ignorar ignorad olvida olvide olvidar olvídate omite descarta
    """
)
GUIDANCE = words_of(
    """
    instruction instructions prompt prompts rules guidelines directive directives restrictions
    safeguards policies anweisung anweisungen befehle vorgaben regeln richtlinien instruktionen
    consignes directives règles restricciones instrucciones indicaciones reglas directrices órdenes
    """
)
SHOW = words_of(
    """
    reveal print show tell repeat output leak dump expose disclose display echo recite
    zeig zeige zeigen verrate verrat gib nenne drucke offenbare ausgeben
    montre montrez montre-moi affiche affichez afficher révèle révélez donne donne-moi donnez
    muestra muestre mostrar muéstrame enséñame revela revele imprime imprima dame dime
    """
)
SECRETS = words_of(
    """
    prompt secret secrets password passwords api credentials environment env token tokens
    systemprompt systemprompts systemanweisung systemanweisungen passwort passwörter
    api-schlüssel schlüssel zugangsdaten geheimnisse secrète secrètes mot-de-passe identifiants
    contraseña contraseñas credenciales secretos
    """
)
MACHINES = words_of("disable enable pause restart turn stop start deactivate activate reboot")
BOTS = words_of("bot bots")
PAYING = words_of(
    """
    transfer withdraw deposit send wire überweise überweisen sende transfère transférez vire virez
    envoie transfiere transferir envía enviar retira
    """
)
FUNDS = words_of(
    """
    wallet account money funds btc usd bitcoin konto geld guthaben compte argent fonds
    cuenta dinero fondos
    """
)
INSTRUCTING = (
    (FORGET, GUIDANCE),
    (SHOW, SECRETS),
    (frozenset({"system"}), frozenset({"prompt"})),
)
ORDERING = ((MACHINES, BOTS), (PAYING, FUNDS))
# What is said to a machine in a turn of phrase, in five languages and in small letters.
TURNS = re.compile(
    r"""
    \b(?:
      (?:you\s+are|you're|act)\s+(?:now\s+|as\s+)*(?:in\s+)?(?:dan\b|root\b|an?\s+root|no\s+longer)
    | you\s+are\s+(?:now|an?\s+(?:ai|assistant|language\s+model))\b | as\s+an\s+ai\b
    | from\s+now\s+on\W+you\b | pretend\s+(?:to\s+be|you|that\s+you)\b
    | (?:developer|debug|maintenance|admin|god|root|jailbreak|unrestricted|dan|sudo)\s+mode\b
    | (?:ignore|disregard|forget)\s+(?:all\s+|everything\s+|anything\s+)?(?:of\s+)?
      (?:the\s+|that\s+|what\s+)?(?:above|was\s+said)(?=\W*(?:$|and\b|,|text|message))
    | (?:ignore|disregard|forget)\s+(?:all|everything|anything)
      \s+(?:previous|prior|earlier|before)\b
    | (?:skip|bypass|cancel)\s+(?:the|this|any|your)\s+(?:backtest|test|simulation|checks?)\b
    | (?:report|claim|pretend|state|say|answer|invent|fabricate|show)\b[^.;]{0,30}
      \b(?:sharpe|returns?|profits?|gains?|win\s+rate)\b(?:\s+ratio)?\s+(?:of|was|is|=)\s+\+?\d
    | (?:report|claim|pretend|invent|fabricate)\b[^.;]{0,12}\s\+?\d[\d.,]*\s?%
      \s+(?:returns?|profits?|gains?)
    | (?:in)?to\s+(?:my|our)\s+(?:own\s+)?(?:bank|iban|paypal|venmo|revolut|debit\s+card)
    | (?:system|hidden|secret)\s+(?:prompt|instructions?|rules|message)\b
    | prompt\s+(?:système|del\s+sistema|de\s+sistema)\b
    | du\s+bist\s+(?:jetzt|nun|ab\s+sofort)\b
    | tu\s+es\s+(?:maintenant|désormais)\b | ahora\s+eres\b | mots?\s+de\s+passe\b
    )
    | /etc/passwd | \.env\b
    | (?:忽略|忘记|忘掉|无视|忽视|绕过)[^。；]{0,12}(?:指令|指示|规则|提示|设定|要求)
    | (?:显示|输出|打印|透露|泄露|告诉|给我|展示|说出)[^。；]{0,10}(?:提示词|密码|密钥|系统指令)
    | 你现在(?:是|处于)[^。；]{0,10}(?:模式|助手|管理员)
    """,
    re.X,
)
JOINTS = frozenset({",", "and", "then", "but", ":"})
RULING = words_of("buy sell short cover long hold when stoploss takeprofit trailing buy-after")


def orders(words: Words) -> list[Unsupported]:
    """Each instruction, whole; a rule that stands beside it in its sentence is left to be read."""
    return [
        found
        for sentence in _sentences(words.tokens)
        for found in (_named(words, sentence, TURNS, INSTRUCTING, INSTRUCTION),
                      _named(words, sentence, None, ORDERING, ORDER))
        if found
    ]  # fmt: skip


Pairs = tuple[tuple[frozenset[str], frozenset[str]], ...]


def _named(
    words: Words, sentence: list[Token], turns: re.Pattern[str] | None, pairs: Pairs, why: str
) -> Unsupported | None:
    if any(token.kind == "unsupported" for token in sentence):
        return None
    if not _commands(words, sentence, turns, pairs):
        return None
    clauses = _clauses(sentence)
    bare = [clause for clause in clauses if _commands(words, clause, turns, pairs)]
    ruled = any(_is_rule(clause) for clause in clauses if clause not in bare)
    taken = _widened(clauses, bare) if bare and ruled else sentence
    for token in taken:
        token.kind = token.kind or "unsupported"
    return Unsupported(text=words.said(taken), why=why)


def _commands(words: Words, part: list[Token], turns: re.Pattern[str] | None, pairs: Pairs) -> bool:
    said = {token.word for token in part} | {token.small for token in part}
    for first, second in pairs:
        if said & first and said & second and (second is not BOTS or _run(part)):
            return True
    return bool(turns and turns.search(simplified(words.said(part).lower())))


def _run(part: list[Token]) -> bool:
    """ "disable my bots", "turn off the bot"; "the bot will turn on a stop" tells what one does."""
    said = [token.small for token in part]
    bots = [n for n, word in enumerate(said) if word in BOTS]
    return any(MACHINES & set(said[max(0, at - NEAR) : at]) for at in bots)


NEAR = 6


def _widened(clauses: list[list[Token]], bare: list[list[Token]]) -> list[Token]:
    """The clauses that command, and those beside them that are no rule either."""
    first = last = clauses.index(bare[0])
    last = max(last, clauses.index(bare[-1]))
    while first and not _rules(clauses[first - 1]):
        first -= 1
    while last + 1 < len(clauses) and not _rules(clauses[last + 1]):
        last += 1
    return [token for clause in clauses[first : last + 1] for token in clause]


def _is_rule(clause: list[Token]) -> bool:
    """It has a condition, or says how far the price goes until something is done."""
    said = {token.word for token in clause}
    return "when" in said or ("pct" in said and bool(said & RULING))


def _rules(clause: list[Token]) -> bool:
    return any(token.word in RULING or token.symbol for token in clause)


def _clauses(sentence: list[Token]) -> list[list[Token]]:
    """From joint to joint; each joint belongs to the clause that it opens."""
    clauses: list[list[Token]] = [[]]
    for token in sentence:
        if token.word in JOINTS and clauses[-1]:
            clauses.append([])
        clauses[-1].append(token)
    return [clause for clause in clauses if clause]


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    parted = groupby(tokens, key=lambda token: token.word == ".")
    return [list(part) for ends, part in parted if not ends]
