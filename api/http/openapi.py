"""The OpenAPI document, completed by what FastAPI does not know: keys, and errors in the envelope."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from fastapi.routing import APIRoute

from api.http.documentation import Json, error_example
from api.http.envelope import ErrorEnvelope, ValidationErrorEnvelope
from api.http.hosts import PROBES

_SCHEMES: Final[Json] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key of `predawn keys create`, as `Authorization: Bearer KEY`.",
    },
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key."},
}

# As long as no key was ever made, none is needed.
_SECURITY: Final[list[dict[str, list[str]]]] = [{"bearer": []}, {"header": []}, {}]

_KEY_ERRORS: Final = {
    401: (
        "The request has no valid key.",
        "This route needs a key. Send it as `Authorization: Bearer KEY`, or in `X-API-Key`.",
    ),
    403: (
        "The key lacks the scope that the route requires.",
        "The key 'website' lacks the scope `{scope}`, which this route requires. Ask for a key that has it.",
    ),
}

_HOST_ERROR: Final = (
    "The API does not answer for the host of the request.",
    (
        "The API does not answer for the host 'example.org'. Add it to PREDAWN_ALLOWED_HOSTS, or ask by a "
        "host that is there."
    ),
)

_HEADERS: Final[dict[str, Json]] = {
    "401": {"WWW-Authenticate": {"description": "`Bearer`.", "schema": {"type": "string"}}},
    "503": {
        "Retry-After": {
            "description": "The seconds after which to try again.",
            "schema": {"type": "integer"},
        }
    },
}

_REF: Final = "#/components/schemas/"


def operation_id(route: APIRoute) -> str:
    """Return the name that generated clients give to the function of a route, such as `get_prediction`."""
    verb, _, rest = route.name.partition("_")
    return f"get_{rest}" if verb == "read" else route.name


def complete(
    document: Json,
    routes: Iterable[APIRoute],
    without_key: Collection[str],
    required_scope: Callable[[str], str],
) -> Json:
    """Add the schemes of keys, the errors that any route may answer, and the headers of errors to a document.

    Parameters
    ----------
    document
        The document that FastAPI has written.
    routes
        The routes that it describes.
    without_key
        The paths that need no key.
    required_scope
        Returns the scope that the key for any other path needs.
    """
    document["servers"] = [{"url": "/"}]
    _restore_examples(document, routes)
    components = document.setdefault("components", {})
    components["securitySchemes"] = _SCHEMES
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for model in (ErrorEnvelope, ValidationErrorEnvelope):
        schema = model.model_json_schema(mode="serialization", ref_template=_REF + "{model}")
        schemas.update(schema.pop("$defs", {}))
        schemas[model.__name__] = schema
    for path, method, operation in _operations(document):
        operation["security"] = []
        if path not in without_key:
            operation["security"] = _SECURITY
            for status, (meaning, detail) in _KEY_ERRORS.items():
                sentence = detail.format(scope=required_scope(path))
                operation["responses"][str(status)] = _error(method, path, status, meaning, sentence)
        if path not in PROBES:
            operation["responses"]["421"] = _error(method, path, 421, *_HOST_ERROR)
        if "422" in operation["responses"]:
            operation["responses"]["422"] = _validation_error(method, path, operation)
        for answered, headers in _HEADERS.items():
            if answered in operation["responses"]:
                operation["responses"][answered].setdefault("headers", {}).update(headers)
        operation["responses"] = dict(sorted(operation["responses"].items()))
    return document


def _restore_examples(document: Json, routes: Iterable[APIRoute]) -> None:
    """Put the examples of the routes in, from which FastAPI has removed every null."""
    for route in routes:
        for method in (route.methods or ()) if route.include_in_schema else ():
            answers = document["paths"][route.path_format][method.lower()]["responses"]
            for status, answer in route.responses.items():
                for media, content in answer.get("content", {}).items():
                    documented = answers[str(status)]["content"][media]
                    if media == "application/json":
                        # An answer that is no success but no error either, such as that of an unwell health.
                        documented.setdefault("schema", answers["200"]["content"][media]["schema"])
                    documented.update(content)
    for schema in document["components"]["schemas"].values():
        schema.pop("examples", None)


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield path, method, operation


def _error(method: str, path: str, status: int, meaning: str, detail: str) -> Json:
    content = _content(ErrorEnvelope.__name__, error_example(method.upper(), path, status, detail))
    return {"description": meaning, "content": content}


def _validation_error(method: str, path: str, operation: Json) -> Json:
    problem: Json = {"type": "missing", "loc": ["body"], "msg": "Field required", "input": None}
    if path == "/predict":
        sentence = "List of texts to classify cannot be empty."
        problem = {"type": "texts_empty", "loc": ["body"], "msg": sentence, "input": {"texts": []}}
    elif operation.get("parameters"):
        named = operation["parameters"][-1]
        problem = {**problem, "loc": [named["in"], named["name"]]}
    example = error_example(method.upper(), path, 422, [problem])
    content = _content(ValidationErrorEnvelope.__name__, example)
    meaning = "The request does not have the required form; `detail` lists each error with its place."
    return {"description": meaning, "content": content}


def _content(schema: str, example: Json) -> Json:
    return {"application/json": {"schema": {"$ref": f"{_REF}{schema}"}, "example": example}}
