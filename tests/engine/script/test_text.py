"""What users wrote stays a comment or a literal, whatever it is."""

import ast
import io
import tokenize
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtests.engine import ENGINE_VERSION
from backtests.engine.bars import Bars
from backtests.engine.script import Origin, write
from backtests.engine.script.text import WIDTH, comment, literal
from backtests.engine.strategy import Strategy
from tests.engine.making import closes, compare
from tests.engine.script.played import script

HOSTILE = (
    "\nimport os",
    "\r\nimport os",
    '"""\nimport os\n"""',
    "'''",
    "\\",
    "a\\\nb",
    "\u2028import os\u2029",
    "\x85\x0b\x0c\x1c\x1dimport os",
    "\x00",
    "\ud800",
    "\u202eso txet",
    "# -*- coding: utf-7 -*-",
    "{__import__('os')}",
    '"); import os; ("',
    "%s {} $HOME `id`",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_is_nothing_but_comment(text: str) -> None:
    only_comments(comment(text, "    "))


@given(st.text())
def test_any_text_is_a_comment(text: str) -> None:
    only_comments(comment(text))


def only_comments(lines: str) -> None:
    assert all(line.lstrip().startswith("#") and len(line) <= WIDTH for line in lines.splitlines())
    assert ast.parse(lines).body == []
    kinds = {one.type for one in tokenize.generate_tokens(io.StringIO(lines).readline)}
    assert kinds <= {tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER}
    lines.encode("utf-8")


@given(st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_literal_is_what_it_was(value: str | float) -> None:
    shown = literal(value)
    assert ast.literal_eval(shown) == value
    assert shown.isascii()
    assert len(shown.splitlines()) == 1


@pytest.mark.parametrize("text", [one for one in HOSTILE if one != "\ud800"])
def test_a_hostile_symbol_currency_or_prompt_changes_no_code(text: str) -> None:
    """The schema takes any symbol of up to 20 characters, so a script must."""
    symbol = f"x{text}x"[:20].strip().upper()
    said = {"symbols": ["X"], "entry": compare({"kind": "price"}, ">", 1), "hold": True}
    strategy = Strategy.model_validate({**said, "symbols": [symbol], "currency": text[:8] or "X"})
    bars = [replace(closes([1, 2, 3]), symbol=symbol, provider=text)]
    plain = write(Strategy.model_validate(said), [closes([1, 2, 3])])
    assert shape(write(strategy, bars, Origin(text, text))) == shape(plain)
    with script(strategy, bars) as module:
        assert module.backtest(module.series_of(module.PRICES, [])).settings.currency


def shape(text: str) -> str:
    """The code without its literals."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value = 0
    return ast.dump(tree)


def test_the_first_two_lines_are_ours_so_that_no_encoding_can_be_named() -> None:
    strategy = Strategy.model_validate(
        {"symbols": ["X"], "entry": compare({"kind": "price"}, ">", 1), "hold": True}
    )
    bars: list[Bars] = [closes([1, 2])]
    lines = write(strategy, bars, Origin("coding: utf-7", "coding: utf-7")).splitlines()
    assert lines[:2] == [
        "#!/usr/bin/env python3",
        "# A backtest by Closing Bell that runs by itself.",
    ]


def test_a_result_of_another_engine_is_told_from_one_of_this_engine() -> None:
    strategy = Strategy.model_validate(
        {"symbols": ["X"], "entry": compare({"kind": "price"}, ">", 1), "hold": True}
    )
    ours = write(strategy, [closes([1, 2])])
    older = write(strategy, [closes([1, 2])], Origin("Buy X", "0.9"))
    assert f"# Its trades are those of engine {ENGINE_VERSION}." in ours
    assert "the result at hand came from engine 0.9," in older.replace("\n# ", " ")
    assert "# Asked for:\n# Buy X\n" in older
