"""What a person types, as `jobs.submit` takes it; percentages are typed as per cent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from django import forms
from django.core.exceptions import ValidationError

from agents.language.reading import Question
from backtests.engine.strategy import Timeframe
from backtests.intake import Options
from backtests.jobs import Answers
from backtests.market_data.catalogue import sources
from backtests.market_data.decimals import amount

ANSWER, OTHER = "answer-", "other-"
PERCENT = {"commission", "slippage"}
# What a reading fills in beside the text, and tells of.
READ = ("symbols", "timeframe", "start", "end", "initial_capital", *PERCENT)


THOUSANDS = {"k": 1_000, "m": 1_000_000}


class AmountField(forms.FloatField):
    """A number as people of several countries type it; `amount.js` reads it in the same way."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {"invalid": "Write a number, such as 10000 or 0.1."}

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        text = re.sub(r"[\s']", "", str(value or "")).removeprefix("$").lower()
        times = THOUSANDS.get(text[-1:], 1)
        if not str(value or "").strip():
            return None
        try:
            return amount(re.sub(r"[km]$", "", text)) * times
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class PercentField(AmountField):
    """In per cent, with or without its sign, or in basis points."""

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        text = str(value or "").strip().lower()
        points = re.sub(r"bps?$", "", text)
        bare = points.removesuffix("%")
        if text and not bare.strip():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        found = super().to_python(bare)
        return found if points == text or found is None else found / 100


class AskForm(forms.Form):
    """The words, and what may be said beside them."""

    prompt = forms.CharField(
        label="Your trading idea",
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 20_000, "autofocus": True}),
    )
    symbols = forms.CharField(
        label="Symbols", required=False, help_text="Tickers, separated by commas"
    )
    timeframe = forms.ChoiceField(
        label="Bars",
        required=False,
        choices=[("", "As the text says"), *((name, name) for name in get_args(Timeframe))],
    )
    start = forms.DateField(
        label="From", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    end = forms.DateField(
        label="To", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    initial_capital = AmountField(label="Capital", required=False)
    commission = PercentField(
        label="Commission, %", required=False, help_text="Of the money traded, on each side"
    )
    slippage = PercentField(label="Slippage, %", required=False)
    source = forms.ChoiceField(
        label="Prices from",
        required=False,
        choices=lambda: [("", "The best source"), *((it.name, it.name) for it in sources())],
    )
    as_read = forms.BooleanField(
        label="Test exactly as read, without trying other numbers", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name, field in self.fields.items():
            told = [f"read-{name}"] if name in READ else []
            if field.help_text:
                told.append(f"help-{name}")
            if told:
                field.widget.attrs["aria-describedby"] = " ".join(told)

    def options(self) -> Options:
        """The filled fields; without an entry what was left empty."""
        said: dict[str, Any] = {
            name: value / 100 if name in PERCENT else value
            for name, value in self.cleaned_data.items()
            if name not in ("prompt", "as_read") and value not in (None, "")
        }
        if symbols := said.pop("symbols", ""):
            said["symbols"] = [name for name in re.split(r"[\s,;]+", symbols) if name]
        if self.cleaned_data["as_read"]:
            said["max_iterations"] = 1
        options: Options = said  # type: ignore[assignment]
        return options

    def answers(self) -> Answers:
        return "defaults" if "use-defaults" in self.data else answers_in(self.data) or None

    def refuse(self, message: str, fields: dict[str, str]) -> None:
        """Show each problem beside its field, and what has no field above the form."""
        shown = {name: text for name, text in fields.items() if name in self.fields}
        for name, text in shown.items():
            self.add_error(name, text)
        if not shown:
            self.add_error(None, message)


def answers_in(data: Mapping[str, Any]) -> dict[str, str]:
    """What was answered; an answer in one's own words goes before a choice."""
    return {
        name.removeprefix(prefix): str(text).strip()
        for prefix in (ANSWER, OTHER)
        for name, text in data.items()
        if name.startswith(prefix) and str(text).strip()
    }


def asked(questions: list[Question], answers: Answers) -> list[dict[str, Any]]:
    """The questions with what was answered so far, for the page to show again."""
    given = answers if answers and not isinstance(answers, str) else {}
    return [
        {**question.model_dump(), "given": given.get(question.id) or question.default or ""}
        for question in questions
    ]
