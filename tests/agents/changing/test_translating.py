"""Changes in German, French, Spanish and Chinese."""

from typing import Any

import pytest

from agents.changing.translating import language_of
from tests.agents.changing.test_amending import changed

ONE = "Buy AAPL when RSI is below 30, sell when RSI rises above 60, 5% stop, from 2010 to 2020"
STOP = {"stop_loss": ("5%", "3%")}
NONE = {"stop_loss": ("5%", "none")}
SINCE = {"start": ("2010-01-01", "2015-01-01"), "end": ("2020-12-31", "none")}
LATER = {"exit": ("RSI(14) rises above 60", "RSI(14) rises above 75")}
OTHER = {"symbols": ("AAPL", "MSFT")}
FILTER = {"entry": ("RSI(14) is below 30", "RSI(14) is below 30 and the close is above SMA(200)")}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Stop bei 3%", STOP), ("ab 2015", SINCE), ("ohne Stop", NONE),
        ("setze den Stop auf 3% und teste ab 2015", STOP | SINCE), ("verkaufe erst über 75", LATER),
        ("nimm MSFT statt AAPL", OTHER), ("verdopple den Stop", {"stop_loss": ("5%", "10%")}),
        ("nur wenn der Kurs über dem 200-Tage-Durchschnitt liegt", FILTER),
        ("un stop de 3%", STOP), ("depuis 2015", SINCE), ("sans stop", NONE),
        ("mets un stop à 3% et teste depuis 2015", STOP | SINCE),
        ("vends au-dessus de 75", LATER), ("remplace AAPL par MSFT", OTHER),
        ("seulement si le cours est au-dessus de la moyenne 200 jours", FILTER),
        ("stop del 3%", STOP), ("desde 2015", SINCE), ("sin stop", NONE),
        ("usa un stop del 3% y prueba desde 2015", STOP | SINCE),
        ("vende por encima de 75", LATER), ("MSFT en lugar de AAPL", OTHER),
        ("solo si el precio está por encima de la media de 200 días", FILTER),
        ("止损3%", STOP), ("从2015年开始", SINCE), ("去掉止损", NONE),
        ("止损改为3%，从2015年开始测试", STOP | SINCE), ("把AAPL换成MSFT", OTHER),
        ("只在收盘价高于200日均线时", FILTER),
    ],
)  # fmt: skip
def test_common_changes_are_understood(words: str, wanted: Any) -> None:
    assert changed(words, ONE) == wanted


@pytest.mark.parametrize(
    "words",
    ["use a 3% stop", "weekly into MON", "no shorts", "sell at the close", "on SPY"],
)
def test_english_is_no_other_language(words: str) -> None:
    assert language_of(words) == ""
