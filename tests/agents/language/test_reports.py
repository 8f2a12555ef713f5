"""What a test is to show is no rule, and no refusal either."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of

RULES = "Buy KO when RSI(14) < 30, sell when RSI(14) > 60"


@pytest.mark.parametrize(
    "request_",
    [
        " and show the equity curve",
        ", then plot the drawdown chart",
        ". Tell me the Sharpe ratio, the CAGR and the win rate",
        ". Report total return, max drawdown and number of trades.",
        ". What was the profit factor?",
        ". What's the win rate and the maximum drawdown?",
        ". Give me a table of all trades and save it as CSV.",
        ". Include a chart of the equity curve with buy and sell markers.",
        ". Compare it with buy and hold and show the alpha.",
        ". Calculate my XIRR at the end",
        ". Please display performance metrics and the monthly returns table.",
    ],
)
def test_a_request_for_results_changes_nothing(request_: str) -> None:
    reading = read(RULES + request_)
    assert (reading.action, reading.unsupported) == ("run", [])
    assert reading.strategy == strategy_of(RULES)


@pytest.mark.parametrize(
    "text",
    [
        "Kaufe KO, wenn RSI(14) unter 30 ist, verkaufe, wenn RSI(14) über 60 ist. "
        "Zeige mir die Equity-Kurve und den maximalen Drawdown.",
        "Achète KO quand le RSI(14) est sous 30, vends quand il est au-dessus de 60 "
        "et montre-moi la courbe de capital et le ratio de Sharpe",
        "Compra KO cuando el RSI(14) esté por debajo de 30, vende cuando esté por encima de 60. "
        "Muéstrame la curva de capital y el drawdown máximo.",
        "RSI(14)低于30买入KO，高于60卖出，显示收益曲线、最大回撤和夏普比率。",
    ],
)
def test_it_changes_nothing_in_other_languages(text: str) -> None:
    reading = read(text)
    assert (reading.action, reading.unsupported) == ("run", [])
    assert sides_of(text) == sides_of(RULES)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Buy KO when the equity curve is above its 20-day average, sell after 5 days", "equity"),
        ("Buy KO when the yield curve inverts, sell after 5 days", "yield curve"),
        ("Buy KO when RSI(14) < 30, sell when the drawdown exceeds 10%", "drawdown"),
        (f"{RULES}. Include volatility.", "volatility"),
        ("Buy KO when RSI(14) < 30, sell when you see losses", "losses"),
    ],
)
def test_a_rule_on_results_is_named(text: str, lost: str) -> None:
    assert any(lost in one.text for one in read(text).unsupported)


def test_a_gain_that_is_shown_is_a_target() -> None:
    assert strategy_of("Buy KO when RSI(14) < 30, sell when it shows a profit of 9%").take_profit


def test_a_measure_is_no_ticker() -> None:
    reading = read("Invest $200 a month in SPY since 2015 and tell me my XIRR")
    assert reading.strategy is not None
    assert reading.strategy.symbols == ["SPY"]
    assert not any("XIRR" in text for text in noted(reading))


@pytest.mark.parametrize(
    "question",
    [
        "What would my profit be if I bought KO when RSI(14) fell below 30 and sold after 9 days?",
        "What's the win rate if I buy KO when RSI(14) drops below 30 and sell after 9 days?",
        "Show the Sharpe ratio of buying KO when RSI(14) drops below 30 and selling after 9 days",
    ],
)
def test_a_question_about_a_result_asks_about_its_rule(question: str) -> None:
    reading = read(question)
    assert (reading.action, reading.unsupported) == ("run", [])
    assert reading.strategy == strategy_of(
        "Buy KO when RSI(14) drops below 30 and sell after 9 days"
    )


def test_a_question_about_a_market_has_no_rule() -> None:
    assert read("What's the max drawdown of the S&P 500?").strategy is None
