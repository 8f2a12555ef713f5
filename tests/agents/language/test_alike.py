"""One thing said of several oscillators is said of each."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of


@pytest.mark.parametrize(
    ("said", "meant"),
    [("RSI and MFI are below 30", "RSI(14) is below 30 and MFI(14) is below 30"),
     ("both RSI(14) and RSI(2) are under 30", "RSI(14) is below 30 and RSI(2) is below 30"),
     ("either the RSI or the MFI is above 70", "RSI(14) is above 70 or MFI(14) is above 70"),
     ("RSI, CCI and MFI are all oversold",
      "RSI(14) is below 30 and CCI(20) is below -100 and MFI(14) is below 20"),
     ("the close is above EMA 50 and RSI and MFI are below 30",
      "the close is above EMA(50) and RSI(14) is below 30 and MFI(14) is below 30")],
)  # fmt: skip
def test_it_holds_of_each(said: str, meant: str) -> None:
    assert entry_of(said) == meant


def test_it_may_end_a_trade() -> None:
    meant = "RSI(14) rises above 70 and MFI(14) rises above 70"
    assert exit_of("RSI and MFI cross above 70") == meant


@pytest.mark.parametrize(
    "text",
    ["Kaufe SAP wenn RSI und MFI unter 30 liegen, verkaufe nach 5 Tagen",
     "Achète AIR.PA quand le RSI et le MFI sont sous 30, vends après 5 jours",
     "Compra SAN.MC cuando el RSI y el MFI estén por debajo de 30, vende después de 5 días",
     "RSI和MFI都低于30时买入贵州茅台，5天后卖出"],
)  # fmt: skip
def test_so_it_does_in_other_languages(text: str) -> None:
    made = read(text).strategy
    assert made is not None
    assert "RSI(14) is below 30 and MFI(14) is below 30" in read(text).sentence


def test_numbers_of_their_own_are_not_shared() -> None:
    assert read("Buy KO when RSI and MFI are below 30 and 20, sell after 5 days").strategy is None
    assert entry_of("RSI is below 30 and MFI is below 20").endswith("MFI(14) is below 20")
