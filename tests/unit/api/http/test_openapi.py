"""The OpenAPI document: an example for every answer, each true to its schema, and the page made from it."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from api.app import create_app
from api.http.envelope import ErrorEnvelope
from api.http.hosts import PROBES
from api.schemas.texts import TextsRequest
from api.services.keyring import OPEN_PATHS
from core.settings import Settings

ROOT = Path(__file__).parents[4]


def routes() -> list[APIRoute]:
    app = create_app(Settings(_env_file=None))
    found = [
        route
        for part in app.routes
        for route in getattr(getattr(part, "original_router", None), "routes", [part])
        if isinstance(route, APIRoute) and route.include_in_schema
    ]
    assert len(found) == 22
    return found


@cache
def document() -> dict[str, Any]:
    return create_app(Settings(_env_file=None)).openapi()


def operations() -> list[tuple[str, dict[str, Any]]]:
    paths = document()["paths"].items()
    return [(path, operation) for path, operations in paths for operation in operations.values()]


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
            TypeAdapter(kind).validate_python(given), mode="json", by_alias=True, exclude_unset=True
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


def test_generated_clients_read_well() -> None:
    names = [operation["operationId"] for _, operation in operations()]
    assert {"get_prediction", "list_predictions", "predict", "get_run", "diff_run"} <= set(names)
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and "__" not in name for name in names)


def test_every_property_is_described() -> None:
    for name, schema in document()["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            assert described.get("description"), (name, field)


def test_what_a_key_opens_says_so_and_what_needs_none_does_not() -> None:
    schemes = document()["components"]["securitySchemes"]
    assert {scheme["type"] for scheme in schemes.values()} == {"http", "apiKey"}
    for path, operation in operations():
        is_open = path in OPEN_PATHS
        assert operation["security"] == [] if is_open else {"bearer": []} in operation["security"]
        assert ({"401", "403"} <= operation["responses"].keys()) is not is_open, path


def test_what_answers_for_some_hosts_only_says_so() -> None:
    for path, operation in operations():
        assert ("421" in operation["responses"]) is (path not in PROBES), path


def test_every_example_of_the_document_is_true_to_its_schema() -> None:
    found = document()
    checked = 0
    for _, operation in operations():
        for answer in operation["responses"].values():
            for media, content in answer.get("content", {}).items():
                if media == "application/json":
                    schema = {**content["schema"], "components": found["components"]}
                    Draft202012Validator(schema).validate(content["example"])
                    checked += 1
    assert checked > 80
    listed = found["paths"]["/predictions"]["get"]["responses"]["200"]["content"]
    assert set(listed) == {"application/json", "text/csv", "application/x-ndjson"}
    stored = found["paths"]["/predictions/{project_id}"]["get"]["responses"]
    assert "ETag" in stored["200"]["headers"].keys() & stored["304"]["headers"].keys()


def test_the_page_is_not_behind_the_document() -> None:
    spec = importlib.util.spec_from_file_location("build_http", ROOT / "docs" / "build_http.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    assert page == module.http_page(), "run `python docs/build_http.py`"
