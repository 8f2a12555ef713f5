"""What the API says of itself: bodies that work as they stand, and no schema without an end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from backtests.api import api
from tests.web.conftest import post, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
Json = dict[str, Any]
NO_BODY = {"/api/jobs/{job_id}/cancel", "/api/jobs/{job_id}/rerun"}


def described() -> Json:
    answer: Json = Client().get("/api/openapi.json").json()
    return answer


def bodies() -> Iterator[tuple[str, Json]]:
    """Every body that the page offers, with its address."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        for example in content.get("application/json", {}).get("examples", {}).values():
            yield path, example["value"]


@pytest.mark.parametrize(("path", "body"), list(bodies()))
def test_every_example_works_as_it_stands(api_client: Client, path: str, body: Json) -> None:
    job = submitted(api_client)["id"] if "{job_id}" in path else ""
    answer = post(api_client, path.replace("{job_id}", job), body)
    assert answer.status_code in (200, 201), answer.content


def test_every_call_that_takes_a_body_shows_one() -> None:
    posts = {path for path, methods in described()["paths"].items() if "post" in methods}
    assert posts - NO_BODY - {path for path, _ in bodies()} == {"/api/prices"}, "that takes a file"


def test_no_schema_holds_itself() -> None:
    """Swagger UI follows one that does until the browser stands still."""
    schemas = described()["components"]["schemas"]
    named = {name: set(references(schema)) for name, schema in schemas.items()}
    while leaves := {name for name, inner in named.items() if not inner}:
        named = {name: inner - leaves for name, inner in named.items() if inner}
    assert named == {}


def references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].rsplit("/", 1)[-1]
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from references(inner)


def test_anyone_may_read_the_schema_of_a_strategy() -> None:
    answer = Client().get("/api/strategy/schema")
    assert answer.status_code == 200
    assert "stop_loss" in answer.json()["properties"]
