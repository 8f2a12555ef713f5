"""What is said in forums and help pages, of which something was once made that was not said."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of


def test_what_closes_when_is_the_position_and_no_bar() -> None:
    text = (
        "A long position in KO opens when price breaks to a fresh 20-bar high, and closes when "
        "price breaks the 10-bar low or falls two average true ranges below the entry."
    )
    assert sides_of(text) == (
        "the close is above the 20-bar high 1 bar ago",
        "the close is below the 10-bar low 1 bar ago",
    )


@pytest.mark.parametrize(
    "said",
    ["When the trade is at a 2.5 ATR profit, move the stop to breakeven",
     "Move the stop to break-even at 1.5 ATR profit"],
)  # fmt: skip
def test_a_stop_that_moves_by_average_true_ranges_is_named_and_no_target(said: str) -> None:
    reading = read(f"Buy KO when RSI < 30, sell when RSI > 60. {said}. Stop 2 ATR.")
    assert reading.action == "partial"
    assert reading.strategy is not None
    assert reading.strategy.take_profit is None
    plain = strategy_of("Buy KO when RSI < 30, stop to break-even at +3%, target 2 ATR")
    assert plain.break_even == 0.03


def test_how_a_trailing_stop_works_is_no_rule() -> None:
    text = (
        "If the stock price goes up by say 5%, the trailing stop will move up 5% as well. Buy KO "
        "when it is above its 50 day SMA, trailing stop 1%."
    )
    made = strategy_of(text)
    assert made.trailing_stop == 0.01
    assert "Buy KO when the close is above SMA(50); sell" in read(text).sentence


@pytest.mark.parametrize(
    ("text", "entry", "leaves"),
    [("DAX: Steigt der RSI über 51,5, kaufen. Fällt der Wert dagegen unter 48,5, verkaufen.",
      "RSI(14) rises above 51.5", "RSI(14) drops below 48.5"),
     ("Kaufe SAP, wenn der RSI unter die 30er Marke fällt, verkaufe bei Werten über 70",
      "RSI(14) drops below 30", "RSI(14) is above 70"),
     ("Lorsqu'une moyenne mobile à 50 jours croise une moyenne mobile à 200 jours de bas en haut, "
      "achat de MC.PA. Inversement, lorsqu'elle croise de haut en bas, vente.",
      "SMA(50) crosses above SMA(200)", "SMA(50) crosses below SMA(200)"),
     ("Achète MC.PA quand le cours clôture au-dessus de sa moyenne mobile sur 20 jours, vends "
      "quand le RSI dépasse 80", "the close is above SMA(20)", "RSI(14) is above 80"),
     ("can sum1 code this 4 me: buy KO wen 9 ema x over 21 ema, sell wen it x back under",
      "EMA(9) crosses above EMA(21)", "EMA(9) crosses below EMA(21)"),
     ("Buy TLT from the 7th last trading day of the month until month end",
      "it is the 7th last trading day of the month", "it is the last trading day of the month"),
     ("Buy KO on the third day prior to the end of the month, sell on the third day after the end "
      "of the month", "it is the 4th last trading day of the month",
      "it is the 3rd trading day of the month")],
)  # fmt: skip
def test_as_it_is_written(text: str, entry: str, leaves: str) -> None:
    assert sides_of(text) == (entry, leaves)


def test_at_the_latest_is_no_level() -> None:
    text = (
        "Comprar cuando el precio toque la BB inferior. Vender cuando toque la BB superior. "
        "GBP/USD. Salir a más tardar después de 2 semanas"
    )
    assert strategy_of(text).max_bars == 10


def test_an_operation_downwards_sells_short() -> None:
    text = (
        "Abra una operación a la baja en EURUSD cuando la línea del RSI cruce el umbral de 70 de "
        "arriba hacia abajo. Cierre cuando llegue a 30."
    )
    assert strategy_of(text).direction == "short"


def test_green_alone_is_the_colour_of_the_bar() -> None:
    text = "Buy KO whenever its red 3 days straight, dump it soon as its green"
    assert sides_of(text)[1] == "the close is above the open"


def test_conversely_opens_the_other_side_and_is_no_rule() -> None:
    text = (
        "When MACD crosses above its signal and RSI is above 50, buy KO. Conversely, when MACD "
        "crosses below its signal and RSI is below 50, sell short."
    )
    made = read(text)
    assert "RSI(14) is below 50; sell KO short when" in made.sentence


@pytest.mark.parametrize(
    ("text", "entry", "leaves"),
    [("Long KO: MA5>MA10 and vol > 2x avg. Close when MA5<MA10.",
      "SMA(5) is above SMA(10) and volume is above 2 x the 20-bar average volume",
      "SMA(5) is below SMA(10)"),
     ("Buy KO when close < SMA(18) * 0.968, sell when close > EMA(26) * 0.985",
      "the close is below 0.968 x SMA(18)", "the close is above 0.985 x EMA(26)"),
     ("Buy KO when Rate Of Change (20, close) crosses above 0, sell when RSI(14, close) > 70",
      "the change over 20 bars rises above 0%", "RSI(14) is above 70"),
     ("Je rentre sur KO dès que le RSI passe sous 30 et je ressors au-dessus de 60",
      "RSI(14) drops below 30", "RSI(14) is above 60")],
)  # fmt: skip
def test_rules_as_formulas_and_as_talk(text: str, entry: str, leaves: str) -> None:
    assert sides_of(text) == (entry, leaves)


def test_another_option_is_no_option_to_trade() -> None:
    text = (
        "If KO is 3% lower than yesterday buy it. Another option would be to sell if it rises 5%."
    )
    assert read(text).action != "refuse"


def test_what_is_cut_at_a_loss_in_french_is_a_stop() -> None:
    text = "Acheter KO si le prix baisse de 10% en une semaine, vendre à +15%, couper à -8%"
    assert strategy_of(text).stop_loss == 0.08


def test_an_average_to_leave_by_is_of_the_price_also_behind_a_volume() -> None:
    text = "Buy KO when RSI < 30 and volume is above average, sell when MA5 < MA10"
    assert sides_of(text)[1] == "SMA(5) is below SMA(10)"
    assert (
        "the 20-bar average volume" in read("Buy KO when volume > MA(20), sell in 5 days").sentence
    )


def test_how_much_it_rose_is_no_rise() -> None:
    reading = read("每周五判断沪深300和中证500指数的涨幅,满仓配置较强的指数")
    assert reading.strategy is None
    assert "entry" not in reading.draft


def test_two_target_prices_are_no_target_in_per_cent() -> None:
    assert "take_profit" not in read("Between target two prices buy and sell DOGE").draft
    assert strategy_of("Buy KO when RSI < 30, target 2, stop 1").take_profit == 0.02


def test_a_spanish_cross_from_the_other_side_of_a_band() -> None:
    text = (
        "Bollinger. Señal de compra: El precio cruza hacia arriba desde debajo de la banda "
        "inferior. Señal de venta: El precio cruza hacia abajo desde encima de la banda superior. T"
    )
    assert sides_of(text) == (
        "the close crosses above the lower Bollinger Band (20, 2)",
        "the close crosses below the upper Bollinger Band (20, 2)",
    )


@pytest.mark.parametrize(
    ("text", "entry", "leaves"),
    [("Buy KO when RSI crosses above the oversold level, sell when it crosses below overbought",
      "RSI(14) rises above 30", "RSI(14) drops below 70"),
     ("Buy KO when the stochastic crosses back above oversold, sell when RSI is above overbought",
      "Stochastic %K (14, 3, 3) rises above 20", "RSI(14) is above 70"),
     ("Comprar KO cuando el RSI cruza por encima de sobreventa, vender cuando el RSI cruza por "
      "debajo de sobrecompra", "RSI(14) rises above 30", "RSI(14) drops below 70")],
)  # fmt: skip
def test_a_zone_is_crossed_from_the_side_that_is_said(text: str, entry: str, leaves: str) -> None:
    assert sides_of(text) == (entry, leaves)
