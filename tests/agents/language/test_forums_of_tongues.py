"""As people in German, French and Spanish forums put it: negations, dates, parts, moves, risks."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

NOT_BELOW = "RSI(14) is at or above 30"
NOT_ABOVE = "RSI(14) is at or below 30"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Kaufe KO, wenn der RSI nicht mehr überverkauft ist, verkaufe nach 6 Tagen", NOT_BELOW),
        ("Acheter KO si le RSI n'est plus en survente, vendre après 6 jours", NOT_BELOW),
        ("Acheter KO si le RSI n'est plus inférieur à 30, vendre après 6 jours", NOT_BELOW),
        ("Compra KO si el RSI ya no está en sobreventa, vende tras 6 días", NOT_BELOW),
        ("Acheter KO si le RSI n'est pas supérieur à 30, vendre après 6 jours", NOT_ABOVE),
        ("Kaufe KO, wenn der RSI nicht über 30 liegt, verkaufe nach 6 Tagen", NOT_ABOVE),
        ("Compra KO si el RSI no está por encima de 30, vende tras 6 días", NOT_ABOVE),
    ],
)
def test_what_is_no_longer_so_is_not_so(text: str, entry: str) -> None:
    assert f"when {entry};" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    [
        "Kaufe KO am 12. jedes Monats und verkaufe am 24.",
        "Kaufe KO am 12. des Monats und verkaufe am 24. des Monats",
        "Acheter KO le 12 du mois et vendre le 24 du mois",
        "Acheter KO le 12 de chaque mois et vendre le 24",
    ],
)
def test_a_number_of_the_month_is_a_date(text: str) -> None:
    sentence = read(text).sentence
    assert "it is the 12th of the month" in sentence
    assert "it is the 24th of the month" in sentence


def test_a_full_stop_behind_a_number_still_ends_a_sentence() -> None:
    text = "Kaufe KO, wenn der RSI fällt unter 30. Im Monat Mai wird verkauft"
    assert "30th" not in read(text).sentence


@pytest.mark.parametrize(
    "text",
    [
        "KO halten außer im März und Juni",
        "Détenir KO sauf en mars et juin",
        "Mantén KO excepto en marzo y junio",
    ],
)
def test_months_that_are_left_out(text: str) -> None:
    assert sides_of(text)[1] == "it is March or June"


@pytest.mark.parametrize(
    "text",
    [
        "Verkaufe KO, sobald der Kurs 7 % vom Höchststand seit Kauf gefallen ist; Kauf bei RSI"
        " unter 30",
        "Vendre KO dès que le cours a perdu 7 % depuis son plus haut depuis l'achat ; achat si RSI"
        " sous 30",
        "Vende KO cuando haya caído un 7% desde el máximo desde la compra; compra si RSI < 30",
    ],
)
def test_a_fall_from_the_high_since_the_purchase_is_a_trailing_stop(text: str) -> None:
    assert strategy_of(text).trailing_stop == 0.07


def test_a_gain_since_the_purchase_is_a_target() -> None:
    assert strategy_of("Acheter KO si RSI < 30, vendre si +7% depuis l'achat").take_profit == 0.07


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Kaufe KO, wenn der Kurs 7 % vom 40-Tage-Hoch gefallen ist, verkaufe nach 6 Tagen",
         "the distance from the 40-bar high is at or below -7%"),
        ("Acheter KO quand elle chute de 7 % depuis son plus haut de 40 jours, vendre après 6"
         " jours", "the distance from the 40-bar high is at or below -7%"),
        ("KO kaufen, wenn sie 7% an einem Tag fällt, nach 6 Tagen verkaufen",
         "the change over 1 bar is at or below -7%"),
        ("KO kaufen, wenn sie mehr als 7% in zwei Wochen verliert, nach 6 Tagen verkaufen",
         "the change over 10 bars is at or below -7%"),
    ],
)  # fmt: skip
def test_how_far_it_fell_stands_before_its_verb(text: str, entry: str) -> None:
    assert f"when {entry};" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    [
        "Invierte 40 euros en KO cada viernes y nunca vendas",
        "Jeden Freitag 40 Euro in KO investieren, nie verkaufen",
        "Investir 40 euros dans KO chaque vendredi, ne jamais vendre",
    ],
)
def test_never_to_sell_is_no_sale(text: str) -> None:
    strategy = strategy_of(text)
    assert strategy.exit is None
    assert strategy.sizing.cash == 40


@pytest.mark.parametrize(
    "text",
    [
        "Compra 20 acciones de KO cuando el MACD se vuelva positivo, vende cuando se vuelva"
        " negativo",
        "20 Stück KO kaufen, wenn der MACD ins Plus dreht, verkaufen, wenn er ins Minus dreht",
    ],
)
def test_what_turns_positive_crosses_zero(text: str) -> None:
    strategy = strategy_of(text)
    assert strategy.sizing.quantity == 20
    assert "rises above 0" in read(text).sentence
    assert "drops below 0" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    [
        "Riskiere 2 % pro Trade, Stop 4 %, kaufe KO bei RSI unter 30",
        "Arriesgo 2% por operación, stop 4%, compro KO si RSI < 30",
    ],
)
def test_what_is_risked_is_a_risk(text: str) -> None:
    assert strategy_of(text).sizing.risk == 0.02


@pytest.mark.parametrize(
    "text",
    [
        "Compra KO si RSI < 30, stop loss 3%, máximo 12 días en posición",
        "Acheter KO si RSI < 30, stop loss 3%, maximum 12 jours en position",
    ],
)
def test_a_time_in_position_is_a_time_to_hold(text: str) -> None:
    assert strategy_of(text).max_bars == 12


def test_who_sets_on_falling_prices_sells_short() -> None:
    strategy = strategy_of(
        "Wenn der RSI von KO überkauft ist, setze ich auf fallende Kurse, wenn er überverkauft ist,"
        " auf steigende Kurse"
    )
    assert strategy.short_entry is not None
    assert strategy.direction == "both"


def test_half_is_sold_at_one_gain_and_the_rest_at_another() -> None:
    strategy = strategy_of(
        "Je vends la moitié à +6 % et le reste à +12 % ; j'achète KO si le RSI tombe sous 35"
    )
    assert [(one.gain, one.fraction) for one in strategy.partial_exits] == [(0.06, 0.5)]
    assert strategy.take_profit == 0.12


def test_a_level_in_spanish_is_sold_at() -> None:
    assert sides_of("Compra KO si el RSI baja de 30; vende en 60")[1] == "RSI(14) is at or above 60"


def test_a_place_is_no_level() -> None:
    assert strategy_of("Compra KO si el RSI baja de 30; vende en 6 días").max_bars == 6


BACK = ("the close is above SMA(90)", "the close is below SMA(90)")


@pytest.mark.parametrize(
    "text",
    [
        "Verkaufe KO wenn KO < SMA90, kaufe zurück wenn KO > SMA90",
        "Vendre KO sous la MM90, racheter au-dessus de la MM90",
        "Vende KO si cierra bajo la media de 90 y recompra si cierra por encima",
    ],
)
def test_what_was_sold_and_not_sold_short_is_bought_again(text: str) -> None:
    assert sides_of(text) == BACK


@pytest.mark.parametrize(
    "text",
    [
        "Verkaufe KO leer, wenn KO < SMA90, kaufe zurück wenn KO > SMA90",
        "Vendre KO à découvert sous la MM90, racheter au-dessus de la MM90",
        "Vende KO en corto si cierra bajo la media de 90 y recompra si cierra por encima",
    ],
)
def test_what_was_sold_short_is_covered(text: str) -> None:
    strategy = strategy_of(text)
    assert strategy.direction == "short"
    assert sides_of(text) == BACK[::-1]


@pytest.mark.parametrize(
    "text",
    [
        "KO montags kaufen und am Ende des Tages verkaufen",
        "Acheter KO le lundi et vendre en fin de journée",
        "Compra KO el lunes y vende al final de la sesión",
    ],
)
def test_a_sale_at_the_end_of_the_day_is_one_of_the_same_day(text: str) -> None:
    assert strategy_of(text).same_day


@pytest.mark.parametrize(
    "text",
    [
        "Acheter KO en fin de journée si RSI < 30, vendre après 6 jours",
        "KO am Ende des Tages kaufen, wenn RSI < 30, nach 6 Tagen verkaufen",
    ],
)
def test_a_purchase_at_the_end_of_the_day_is_no_sale_of_it(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None or not reading.strategy.same_day
    assert all(one.text.strip() for one in reading.unsupported)


def test_the_weekly_close_in_chinese_is_one_of_weekly_bars() -> None:
    assert strategy_of("KO周收盘价站上EMA10买入，周收盘价跌破EMA10卖出").timeframe == "1w"


def test_the_line_may_be_a_pronoun_before_its_verb() -> None:
    text = (
        "comprar KO cuando el precio cruza la media de 90 al alza y vender cuando el precio la"
        " cruza a la baja"
    )
    assert sides_of(text) == ("the close crosses above SMA(90)", "the close crosses below SMA(90)")


@pytest.mark.parametrize(
    "text",
    [
        "KO short bei RSI über 75, höchstens eine Woche halten",
        "KO short bei RSI über 75, maximal eine Woche halten",
        "Vente à découvert de KO si RSI > 75, une semaine maximum",
        "Corto en KO con RSI > 75, una semana como máximo",
        "KO zu kaufen, wenn RSI unter 30, und nach einer Woche zu verkaufen",
    ],
)
def test_a_week_at_most_is_five_bars(text: str) -> None:
    assert strategy_of(text).max_bars == 5


@pytest.mark.parametrize(
    "text",
    [
        "Kaufe KO nach vier aufeinanderfolgenden Gewinntagen und verkaufe beim ersten Verlusttag",
        "Acheter KO après quatre séances de hausse consécutives et vendre à la première séance de"
        " baisse",
        "Compra KO tras cuatro días de subida consecutivos y vende en el primer día de bajada",
    ],
)
def test_the_first_day_down_ends_a_row_of_days_up(text: str) -> None:
    assert sides_of(text) == (
        "the streak of up closes is at or above 4",
        "the streak of down closes is at or above 1",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Depot: 40 % SPY, 60 % TLT, halbjährlich rebalancieren",
        "Cartera: 40% SPY, 60% TLT, rebalanceo semestral",
        "Portefeuille : 40 % SPY, 60 % TLT, rééquilibrage semestriel",
    ],
)
def test_twice_a_year_is_asked_about_for_weights(text: str) -> None:
    assert any("every quarter or every year" in one.text for one in read(text).questions)


@pytest.mark.parametrize(
    "text",
    [
        "Kaufe KO bei RSI unter 30, verkaufe über 60, Handelskosten 4 Euro pro Order",
        "Acheter KO si RSI < 30, vendre si RSI > 60, frais de 4 euros par ordre",
        "Compra KO si RSI < 30, vende si RSI > 60, comisión de 4 euros por orden",
    ],
)
def test_what_an_order_costs(text: str) -> None:
    assert strategy_of(text).commission_per_trade == 4


@pytest.mark.parametrize(
    "text",
    [
        "Comprar KO cuando esté un 20% por debajo del máximo de 12 meses y vender cuando llegue al"
        " máximo",
        "Achat de KO quand elle est 20 % sous son plus haut de 12 mois, vente quand elle retrouve"
        " son plus haut",
    ],
)
def test_the_high_that_is_reached_is_the_one_it_fell_from(text: str) -> None:
    assert sides_of(text)[1] == "the close is at or above the 252-bar high 1 bar ago"


@pytest.mark.parametrize(
    "text",
    [
        "Verkaufe KO, wenn der RSI unter 25 oder über 75 ist, kaufe wenn RSI > 50",
        "vendre KO si le RSI est sous 25 ou au-dessus de 75, acheter si RSI > 50",
        "vende KO si el RSI está por debajo de 25 o por encima de 75, compra si RSI > 50",
    ],
)
def test_below_one_level_or_above_another_are_two_conditions(text: str) -> None:
    assert sides_of(text)[1] == "RSI(14) is below 25 or RSI(14) is above 75"


@pytest.mark.parametrize("said", ["oder höher", "oder darüber"])
def test_a_level_or_more_is_one(said: str) -> None:
    text = f"Verkaufe KO, wenn der RSI 75 {said} ist, kaufe wenn RSI < 50"
    assert sides_of(text)[1] == "RSI(14) is at or above 75"


@pytest.mark.parametrize(
    "text",
    [
        "Kaufe KO, wenn der Schlusskurs mehr als 2 Standardabweichungen unter dem 30-Tage-Mittel"
        " liegt, verkaufe nach 6 Tagen",
        "Compra KO si el cierre está a más de 2 desviaciones estándar por debajo de la media de 30"
        " días, vende tras 6 días",
        "KO收盘价低于30日均线2个标准差买入，持有6天",
    ],
)
def test_deviations_below_a_mean_are_a_band(text: str) -> None:
    assert "below the lower Bollinger Band (30, 2)" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    [
        "Acheter KO à 50 dollars et vendre à 60 dollars, pas plus de 12 jours",
        "Compra KO a 50 dólares y vende a 60 dólares, no más de 12 días",
    ],
)
def test_no_more_than_some_days_is_a_time_to_hold(text: str) -> None:
    assert strategy_of(text).max_bars == 12


@pytest.mark.parametrize(
    "text",
    [
        "Le stop est 4 % sous l'entrée, l'objectif 8 % au-dessus ; achat de KO si le RSI < 30",
        "El stop está un 4% por debajo de la entrada y el objetivo un 8% por encima; compra KO si"
        " RSI < 30",
    ],
)
def test_stops_and_targets_are_told_from_the_entry(text: str) -> None:
    strategy = strategy_of(text)
    assert (strategy.stop_loss, strategy.take_profit) == (0.04, 0.08)


def test_not_to_buy_while_something_is_so_narrows_the_entry_in_spanish() -> None:
    text = "No compres KO si el VIX supera 25; compra si RSI < 30, vende si RSI > 60"
    assert sides_of(text)[0] == "RSI(14) is below 30 and ^VIX's close is at or below 25"
