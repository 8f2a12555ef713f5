"""What the interactive page of the API is told beside the schemas: its look, and bodies to send."""

from __future__ import annotations

from typing import Any

from ninja.openapi.docs import Swagger

Json = dict[str, Any]

# Every operation unfolds at once; what is nested deeper is a click away.
docs = Swagger(settings={"defaultModelsExpandDepth": 0, "defaultModelExpandDepth": 2})

IDEA = "Buy AAPL when RSI drops below 30, sell above 70"
STRATEGY: Json = {
    "symbols": ["AAPL"],
    "entry": {
        "kind": "compare",
        "left": {"kind": "indicator", "name": "RSI", "params": {"period": 14}},
        "op": "crosses_below",
        "right": {"kind": "number", "value": 30},
    },
    "exit": {
        "kind": "compare",
        "left": {"kind": "indicator", "name": "RSI", "params": {"period": 14}},
        "op": ">",
        "right": {"kind": "number", "value": 70},
    },
    "stop_loss": 0.05,
}


def bodies(**examples: tuple[str, Json]) -> Json:
    """Request bodies by name, each with what it shows, as OpenAPI lists them."""
    listed = {name: {"summary": says, "value": body} for name, (says, body) in examples.items()}
    return {"requestBody": {"content": {"application/json": {"examples": listed}}}}


SUBMIT = bodies(
    words=("An idea in plain English", {"prompt": IDEA}),
    beside=(
        "Exactly as read, with period and costs beside it",
        {"prompt": IDEA, "start": "2005-01-01", "commission": 0.001, "max_iterations": 1},
    ),
    answers=(
        "What is missing, answered as suggested",
        {"prompt": "Buy AAPL when RSI drops below 30", "answers": "defaults"},
    ),
    strategy=("A strategy as data", {"strategy": STRATEGY}),
)
READ = bodies(
    words=("An idea in plain English", {"prompt": IDEA}),
    beside=("With a symbol beside it", {"prompt": "Buy when RSI is below 30", "symbols": ["IBM"]}),
)
REFINE = bodies(words=("The strategy as it was read, changed in words", {"words": "use a 3% stop"}))
