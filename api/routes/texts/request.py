"""Requests to `/predict`: texts for the tagger, any JSON for a custom predictor."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError, from_json

from api.schemas.texts import TextItem, TextsRequest, check_features, check_texts
from core.content import content_hash
from core.errors import InputError
from core.features import Feature
from core.settings import Settings
from model.predictors.scorer import title_payload


class PredictItem(NamedTuple):
    """One payload of a request, with the texts read from it.

    `shown` is repeated in the answer. `title` and `description` are logged; a plain text is logged as a
    description without a title. `is_text` is true if the payload holds nothing else, so that a prediction
    stored under its content hash is its answer; any other payload has no hash.
    """

    payload: Any
    shown: str | None
    title: str | None
    description: str | None
    content_hash: bytes | None
    is_text: bool


def read_texts(body: Any, settings: Settings) -> list[PredictItem]:
    """Return the texts of a request to the tagger.

    Raises
    ------
    RequestValidationError
        If there are no texts, too many, or an invalid one.
    """
    _refuse_other_types(body)
    try:
        return list(map(_from_item, TextsRequest.model_validate(body, context=bounds(settings)).texts))
    except ValidationError as error:
        raise _in_body(error) from None


def parse_texts(body: bytes, context: Mapping[str, Any]) -> list[PredictItem] | None:
    """Return the texts of a request body, or None if it is invalid."""
    plain = _read_plain(body, context)
    if plain is not None:
        return plain
    try:
        return list(map(_from_item, TextsRequest.model_validate_json(body, context=context).texts))
    except ValidationError:
        return None


def _read_plain(body: bytes, context: Mapping[str, Any]) -> list[PredictItem] | None:
    """Return the texts of a body in its plainest form, `{"texts": [{"text": …}, …]}`; None for any other.

    Validating these by hand takes a fifth of the time that the model of pydantic takes, and what is not valid
    is left to that.
    """
    try:
        given = from_json(body, allow_inf_nan=False)
    except ValueError:
        return None
    texts = given.get("texts") if type(given) is dict and len(given) == 1 else None
    if type(texts) is not list or not 0 < len(texts) <= context["max_texts"] or context["features"]:
        return None
    longest: int = context["max_text_characters"]
    items = []
    for item in texts:
        text = item.get("text") if type(item) is dict and len(item) == 1 else None
        if type(text) is not str or len(text) > longest or not text.strip():
            return None
        items.append(_from_plain(text, None))
    return items


def _from_plain(text: str, features: str | None) -> PredictItem:
    return PredictItem({"text": text}, text, None, text, content_hash("", text, features), is_text=True)


def bounds(settings: Settings) -> dict[str, Any]:
    """Return the limits and the features that texts are validated against."""
    return {
        "max_texts": settings.max_texts,
        "max_text_characters": settings.max_text_characters,
        "features": settings.features,
    }


def read_payloads(body: Any, settings: Settings) -> list[PredictItem]:
    """Return the payloads of a request to a custom predictor.

    Raises
    ------
    RequestValidationError
        If the list of texts is empty or too long.
    """
    _refuse_other_types(body)
    texts = body.get("texts") if isinstance(body, dict) else None
    if not isinstance(texts, list):
        return [_from_payload(body, settings.features)]
    try:
        check_texts(texts, settings.max_texts)
    except PydanticCustomError as error:
        details = [InitErrorDetails(type=error, loc=("texts",), input=texts)]
        raise _in_body(ValidationError.from_exception_data("TextsRequest", details)) from None
    return [_from_payload(text, settings.features) for text in texts]


def _refuse_other_types(body: Any) -> None:
    # FastAPI passes a body on as bytes if its media type is not JSON.
    if isinstance(body, bytes):
        raise InputError(
            "The media type of the body is not JSON. Send the header `Content-Type: application/json`."
        )


def _in_body(error: ValidationError) -> RequestValidationError:
    problems = error.errors(include_url=False)
    return RequestValidationError([{**problem, "loc": ("body", *problem["loc"])} for problem in problems])


def _from_item(item: TextItem) -> PredictItem:
    features = item.canonical_features
    if item.text is not None:
        return _from_plain(item.text, features)
    title, description = item.title or "", item.description or ""
    payload = {"title": title, "description": description}
    hashed = content_hash(title, description, features)
    return PredictItem(payload, item.joined, title, description, hashed, is_text=True)


def _from_payload(payload: Any, features: Sequence[Feature]) -> PredictItem:
    found = _read_text(payload, features)
    if found is not None:
        return _from_text(*found, _check_features(payload.get("features"), features))
    text = payload.get("text") if isinstance(payload, dict) else payload
    shown = _encodable(text) if isinstance(text, str) else None
    return PredictItem(payload, shown, None, shown, None, is_text=False)


def _check_features(given: object, features: Sequence[Feature]) -> str | None:
    try:
        return check_features(given if isinstance(given, dict) else None, features)
    except PydanticCustomError as error:
        details = [InitErrorDetails(type=error, loc=("features",), input=given)]
        raise _in_body(ValidationError.from_exception_data("TextsRequest", details)) from None


def _from_text(title: str | None, description: str, features: str | None) -> PredictItem:
    """Return the item of a payload that is a text, or a title and a description.

    A title and description get their joined text added, as a run gives it to predictors.
    """
    given = title_payload(title or "", description, features)
    if title is None:
        given = {"text": description} | {name: given[name] for name in given.keys() & {"features"}}
    shown = _encodable(description if title is None else f"{title} {description}".strip())
    hashed = content_hash(title or "", description, features)
    return PredictItem(given, shown, title, description, hashed, is_text=True)


def _encodable(text: str) -> str:
    """Replace lone surrogates, which JSON can carry and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode()


def _read_text(payload: Any, features: Sequence[Feature]) -> tuple[str | None, str] | None:
    """Return title and description of a payload that holds a text or these two, and nothing but features."""
    if not isinstance(payload, dict):
        return None
    texts = dict(payload)
    if features and isinstance(payload.get("features"), dict | None):
        texts.pop("features", None)
    if not texts or not all(isinstance(value, str) for value in texts.values()):
        return None
    if set(texts) == {"text"}:
        return None, texts["text"]
    if set(texts) <= {"title", "description"}:
        return texts.get("title", ""), texts.get("description", "")
    return None
