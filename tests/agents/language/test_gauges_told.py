"""What is told of a gauge beside its level, in several languages; sides and choices of plans."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of, strategy_of


@pytest.mark.parametrize(
    "text",
    [
        "Compra KO cuando el RSI esté por encima de los 78 puntos y vende cuando pierda los 44"
        " puntos",
        "Buy KO when the RSI is above 78 points, sell when it drops below 44 points",
        "Kaufe KO, wenn der RSI über 78 Punkten liegt, verkaufe, wenn er unter 44 Punkte fällt",
    ],
)
def test_points_of_a_gauge_are_its_level(text: str) -> None:
    reading = read(text)
    assert reading.unsupported == []
    assert "RSI(14) is above 78" in reading.sentence
    assert "RSI(14) drops below 44" in reading.sentence


@pytest.mark.parametrize(
    "leave", ["sell when the price falls below 44 points", "sell when it falls 44 points"]
)
def test_points_of_a_price_are_none_of_a_gauge(leave: str) -> None:
    reading = read(f"Buy KO when the RSI is below 30, {leave}")
    assert reading.action != "run"


@pytest.mark.parametrize(
    "text",
    [
        "Quand le RSI de KO passe sous 26, l'actif est considéré 'survendu' → on achète. Quand il"
        " dépasse 74, il est 'suracheté' → risque de baisse, on vend.",
        "When KO's RSI goes below 26, the asset is considered 'oversold' → buy. When it exceeds 74,"
        " it is 'overbought' → risk of a decline, we sell.",
    ],
)
def test_what_a_level_means_is_said_beside_it(text: str) -> None:
    assert sides_of(text) == ("RSI(14) drops below 26", "RSI(14) is above 74")


def test_a_zone_that_is_the_condition_is_no_remark() -> None:
    assert (
        entry_of("the price is above 50, and the RSI is oversold")
        == "the close is above 50 and RSI(14) is below 30"
    )


def test_a_share_behind_an_arrow_is_no_remark() -> None:
    reading = read("Buy KO when RSI < 30, sell when RSI > 70, stop 5% → risk 1%")
    assert reading.action == "clarify"


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO when the RSI is in the oversold zone, below 36, sell when it is overbought,"
        " that is, above 64",
        "Buy KO when the RSI is oversold, i.e. below 36, and sell when it is overbought, i.e."
        " above 64",
        "Kaufe KO, wenn der RSI überverkauft ist, d.h. unter 36, und verkaufe, wenn er überkauft"
        " ist, d. h. über 64",
        "Compra KO cuando el RSI esté en sobreventa, es decir, por debajo de 36, y vende cuando"
        " esté en sobrecompra, esto es, por encima de 64",
    ],
)
def test_that_is_says_the_level_of_a_zone(text: str) -> None:
    assert sides_of(text) == ("RSI(14) is below 36", "RSI(14) is above 64")


@pytest.mark.parametrize(
    "named", ["estrategia corta", "estrategia bajista", "estrategia corta o bajista"]
)
def test_a_short_strategy_in_spanish_sells_short(named: str) -> None:
    text = f"Operamos una {named} en KO cuando el RSI supera los 77 y salimos cuando pierde los 51"
    assert strategy_of(text).direction == "short"


def test_another_value_behind_a_zone_keeps_its_own_level() -> None:
    said = "the RSI is oversold, and the close is below 36"
    assert entry_of(said) == "RSI(14) is below 30 and the close is below 36"


def test_the_slow_stochastic_in_spanish() -> None:
    text = (
        "Vender en corto KO cuando el estocástico lento esté por encima de 83, cerrar cuando baje"
        " de 22"
    )
    assert strategy_of(text).direction == "short"


@pytest.mark.parametrize(
    "text",
    [
        "Cada mes elegir el mejor de SPY, EFA y AGG a 6 meses; si es negativo, quedarse en"
        " efectivo",
        "Chaque mois, choisir le meilleur de SPY, EFA et AGG sur 6 mois",
    ],
)
def test_the_best_of_several_is_chosen_in_spanish_and_french(text: str) -> None:
    portfolio = strategy_of(text).portfolio
    assert portfolio is not None
    assert portfolio.kind == "rotation"


def test_the_name_of_a_fund_before_its_ticker_is_not_bought_as_well() -> None:
    reading = read("Invest 300 euros in the MSCI World ETF IWDA every month")
    assert "URTH" not in reading.sentence
    assert strategy_of(
        "Buy the MSCI World ETF and SPY when RSI < 30, sell after 5 days"
    ).symbols == [
        "URTH",
        "SPY",
    ]


def test_french_breaks_as_nouns_and_days_of_each_month() -> None:
    text = "Acheter Airbus à la cassure du plus haut des 30 derniers jours, vendre après 6 jours"
    assert strategy_of(text).max_bars == 6
    rhythm = read("Tous les premiers lundis du mois, investir 150 € dans CW8.PA")
    assert "it is Monday and from the 1st to the 7th of the month" in rhythm.sentence


def test_a_level_in_money_that_breaks_is_still_asked() -> None:
    assert read("Vente d'Airbus à la cassure du support à 100 €").action == "clarify"


@pytest.mark.parametrize("part", ["half", "50%"])
def test_a_part_of_a_position_that_is_sold_is_no_size(part: str) -> None:
    text = f"Sell {part} of the position at +5%, the rest at +10%. Buy KO when RSI is below 30."
    strategy = strategy_of(text)
    assert strategy.sizing.fraction in (None, 1.0)
    assert "take 50% off at a gain of 5%" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    [
        "If AAPL rises 6% in a day short QQQ, if it falls 6% in a day buy QQQ, exit after 9 days",
        "If AAPL rises 6% in a day short QQQ, falls 6% in a day buy QQQ, exit after 9 days",
        "AAPL单日涨幅超过6%做空QQQ，单日跌幅超过6%买入QQQ，持有9天",
    ],
)
def test_what_one_side_looks_at_is_looked_at_by_the_other(text: str) -> None:
    assert "Buy QQQ when AAPL's change over 1 bar is at or below -6%" in read(text).sentence


def test_another_value_of_the_other_side_is_that_of_what_is_traded() -> None:
    text = "If AAPL rises 6% in a day short QQQ, buy QQQ when RSI < 30, exit after 9 days"
    assert "Buy QQQ when RSI(14) is below 30" in read(text).sentence


def test_points_below_an_average_are_no_level() -> None:
    """It is named in one piece, with what would be tested instead."""
    [unread] = read("Buy IBM when RSI is at least 10 points below its 20-day average").unsupported
    assert unread.text.startswith("RSI is at least 10 points below")
