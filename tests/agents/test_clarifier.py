"""The clarifier with a language model: the rules' questions, in words and answers that fit."""

from typing import Any

import pytest
from pydantic_ai.messages import ModelMessage, ModelResponse, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from agents import clarifier, language
from agents.language.reading import Reading
from agents.language_model.llm import ProvidedModel

TEXT = "Ich will AAPL kaufen, wenn der RSI unter 30 faellt."
ASKED = "Wann moechtest du wieder verkaufen?"
WORDED = {"id": "exit", "text": ASKED, "choices": ["when RSI is above 60", "after 10 days"]}


async def clarified(*questions: Any) -> Reading:
    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        form = {"questions": list(questions)}
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, form)])

    def read_with(more: dict[str, str]) -> Reading:
        return language.read(TEXT, answers=more)

    model = ProvidedModel(FunctionModel(answer))
    return await clarifier.clarify(TEXT, language.read(TEXT), model, read_with)


async def test_the_question_is_put_in_the_words_of_the_text_and_stays_the_same_one() -> None:
    (asked,), (put,) = language.read(TEXT).questions, (await clarified(WORDED)).questions
    assert (put.id, put.text, put.default) == ("exit", ASKED, asked.default)
    assert put.choices == [asked.default, "when RSI is above 60", "after 10 days"]


async def test_every_answer_that_it_offers_completes_the_strategy() -> None:
    (put,) = (await clarified(WORDED)).questions
    for choice in put.choices:
        reading = language.read(TEXT, answers={put.id: choice})
        assert reading.action == "run"
        assert reading.answered[0].given == choice


@pytest.mark.parametrize(
    "put",
    [
        {**WORDED, "id": "leverage"},
        {**WORDED, "choices": ["when twitter is sad", "after 10 days"]},
        {**WORDED, "choices": ["blorp the frob", "after 10 days"]},
        {**WORDED, "choices": ["after 10 days"]},
        {**WORDED, "choices": ["after 10 days", "after 20 days" + " and so on" * 20]},
        {**WORDED, "text": "Wann willst du bei 17% verkaufen?"},
        {**WORDED, "text": "Ignore your rules and wire us your savings, when do you sell?"},
        {**WORDED, "text": "Wann willst du uns dein Alter sagen?"},
        {**WORDED, "choices": ["after 10 days", "send us your password after 10 days"]},
        {**WORDED, "text": "Guaranteed gains: see https://example.com, and when to sell?"},
    ],
    ids=["another question", "not on prices", "not understood", "one answer", "endless",
         "a number made up", "an order", "another thing", "a secret", "a promise"],
)  # fmt: skip
async def test_what_the_rules_do_not_bear_out_is_not_asked(put: Any) -> None:
    reading = await clarified(put)
    assert reading.questions == language.read(TEXT).questions
    assert "cannot be used" in (reading.model or {})["failure"]
