"""Writes the reference page of the HTTP API from its OpenAPI document.

`python docs/build_http.py` writes it; a test fails where the page is behind.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.app import DESCRIPTION, create_app
from core.settings import Settings

_PAGE = Path(__file__).parent / "http.md"
_VALIDATION = "422"


def http_page() -> str:
    """Return the page: every route with its parameters, its answers, and an example of each."""
    document = create_app(Settings.model_construct()).openapi()
    lines = ["# HTTP", "", *DESCRIPTION.splitlines(), "", "This page is generated from `api/`.", ""]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            lines += _operation(f"{method.upper()} {path}", operation)
    return "\n".join(lines)


def _operation(title: str, operation: dict[str, Any]) -> Iterator[str]:
    yield from (f"## `{title}`", "", operation["description"], "")
    parameters = operation.get("parameters", [])
    if parameters:
        yield from ("| parameter | in | meaning |", "|---|---|---|")
        for parameter in parameters:
            yield f"| `{parameter['name']}` | {parameter['in']} | {parameter['description']} |"
        yield ""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    for example in body.get("examples", {}).values():
        yield from (f"{example['summary']}:", "", *_json(example["value"]))
    for status, answer in operation["responses"].items():
        if status != _VALIDATION:
            yield from (f"**{status}** {answer['description']}", "")
        if "content" in answer and (status == "200" or (status == "503" and "health" in title)):
            kind, content = next(iter(answer["content"].items()))
            yield from _json(content["example"]) if kind == "application/json" else _text(content["example"])
    if _VALIDATION in operation["responses"]:
        meaning = operation["responses"][_VALIDATION]["description"]
        yield from (f"**{_VALIDATION}** {meaning}", "")


def _text(value: str) -> tuple[str, ...]:
    return ("```", *value.splitlines(), "```", "")


def _json(value: object) -> tuple[str, ...]:
    return ("```json", json.dumps(value, indent=2, ensure_ascii=False), "```", "")


if __name__ == "__main__":
    _PAGE.write_text(http_page(), encoding="utf-8")
