"""The OpenAPI document: an example for every answer, each true to its schema, and the page made from it."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from api.app import create_app
from api.http.envelope import ErrorEnvelope
from api.schemas.texts import TextsRequest
from core.settings import Settings

ROOT = Path(__file__).parents[4]


def routes() -> list[APIRoute]:
    app = create_app(Settings(_env_file=None))
    found = [
        route
        for part in app.routes
        for route in getattr(getattr(part, "original_router", None), "routes", [part])
        if isinstance(route, APIRoute)
    ]
    assert len(found) == 19
    return found


def document() -> dict[str, Any]:
    return create_app(Settings(_env_file=None)).openapi()


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_examples_of_answers_are_true_to_their_schemas(route: APIRoute) -> None:
    examples = {
        status: answer["content"]["application/json"]["example"]
        for status, answer in route.responses.items()
        if status != 304 and route.name != "read_metrics"
    }
    if route.name == "read_metrics":
        return  # which is not JSON, and has tests of its own
    assert 200 in examples
    for status, example in examples.items():
        kind = route.response_model if route.responses[status].get("model") is None else ErrorEnvelope
        given = {name.replace("-", "_"): value for name, value in example.items()}
        shown = TypeAdapter(kind).dump_python(
            TypeAdapter(kind).validate_python(given), mode="json", by_alias=True
        )
        assert set(shown) == set(example)
        assert shown["data"] == {**shown["data"], **example["data"]}
        assert (example["status-code"], example["method"]) == (status, example["method"])


def test_every_operation_has_a_summary_a_description_and_an_example_of_its_request() -> None:
    for path, operations in document()["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["description"], path
            for parameter in operation.get("parameters", []):
                assert parameter.get("description"), path
    body = document()["paths"]["/predict"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["required"] == ["texts"]
    assert body["schema"]["properties"]["texts"]["items"] == {"$ref": "#/components/schemas/TextItem"}
    for example in body["examples"].values():
        TextsRequest.model_validate(example["value"])


def test_the_page_is_not_behind_the_document() -> None:
    spec = importlib.util.spec_from_file_location("build_http", ROOT / "docs" / "build_http.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    assert page == module.http_page(), "run `python docs/build_http.py`"
