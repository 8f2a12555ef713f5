"""The money of a market: an amount that is said without one is of the market of its symbol."""

from __future__ import annotations

from collections.abc import Iterable

from agents.language.lexicon.wordlist import synonyms

OF_EXCHANGE = synonyms(
    """
    CNY: SS SZ
    HKD: HK
    EUR: DE PA MC MI AS BR LS HE VI IR
    INR: NS BO
    JPY: T
    GBP: L
    CHF: SW
    SEK: ST
    DKK: CO
    NOK: OL
    KRW: KS KQ
    AUD: AX
    CAD: TO V
    SGD: SI
    BRL: SA
    TWD: TW TWO
    MXN: MX
    NZD: NZ
    ZAR: JO
    IDR: JK
    TRY: IS
    SAR: SR
    """
)
OF_INDEX = synonyms(
    """
    EUR: ^GDAXI ^MDAXI ^SDAXI ^TECDAX ^FCHI ^STOXX50E ^STOXX ^IBEX ^AEX ^BFX ^ATX
    HKD: ^HSI ^HSCE
    INR: ^NSEI ^NSEBANK ^BSESN ^NSMIDCP ^CRSLDX ^CNXPHARMA ^CNXMETAL ^CNXIT ^CNXFMCG ^CNXAUTO
    JPY: ^N225
    GBP: ^FTSE ^FTMC
    CHF: ^SSMI
    AUD: ^AXJO
    CAD: ^GSPTSE
    KRW: ^KS11
    SGD: ^STI
    BRL: ^BVSP
    TWD: ^TWII
    MXN: ^MXX
    SEK: ^OMX
    IDR: ^JKSE
    """
)


def money_of(symbols: Iterable[str]) -> str:
    """The money in which all of them trade; nothing where they differ or it is not known."""
    found = {_money_of(symbol) for symbol in symbols}
    return found.pop() if len(found) == 1 else ""


def _money_of(symbol: str) -> str:
    _, dot, exchange = symbol.rpartition(".")
    return OF_EXCHANGE.get(exchange, "") if dot else OF_INDEX.get(symbol, "")
