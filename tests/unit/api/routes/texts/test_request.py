"""A request in its plainest form is read by hand, and what is read is what the documented model reads."""

import json
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from api.routes.texts.request import PredictItem, _from_item, parse_texts
from api.schemas.texts import TextsRequest
from core.content import content_hash
from core.features import parse_features

MAX: Final = 12
BOUNDS: Final[dict[str, Any]] = {"max_texts": 3, "max_text_characters": MAX, "features": ()}

TEXTS = st.text(max_size=MAX + 2) | st.text(" \t\u00a0\u2003\x1c", max_size=3)
ITEMS = st.fixed_dictionaries({"text": TEXTS | st.none() | st.integers()}, optional={"title": TEXTS})
BODIES = st.fixed_dictionaries({"texts": st.lists(ITEMS, max_size=4)}, optional={"more": st.integers()})


def by_the_model(body: bytes) -> list[PredictItem] | None:
    try:
        return list(map(_from_item, TextsRequest.model_validate_json(body, context=BOUNDS).texts))
    except ValidationError:
        return None


@given(BODIES, st.booleans())
@example({"texts": [{"text": "x" * (MAX + 1)}]}, False)
@example({"texts": [{"text": "a\x00b"}, {"text": "x" * MAX}]}, False)
def test_what_is_read_is_what_the_model_reads(body: Any, ascii_only: bool) -> None:
    written = json.dumps(body, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert parse_texts(written, BOUNDS) == by_the_model(written)


@pytest.mark.parametrize(
    "body",
    [
        b'{"texts": [{"text": "a"}], "texts": [{"text": "b"}]}',
        b'{"texts": [{"text": "a", "text": "b"}]}',
        b'{"texts": [{"text": 7, "text": "b"}]}',
        b'{"texts": [{"text": "\\ud83d\\ude00"}]}',
        b'{"texts": [{"text": "\\ud83d"}]}',
        b'{"texts": [{"text": "\xff"}]}',
        b'\xef\xbb\xbf{"texts": [{"text": "a"}]}',
        b'{"texts": [{"text": "a"}]} ',
        b'{"texts": [{"text": "a"}]} 1',
        b'{"texts": [{"text": "a"},]}',
        b'{"texts": {"text": "a"}}',
        b'{"texts": [["text"]]}',
        b'{"texts": [{"text": NaN}]}',
        b'[{"text": "a"}]',
        b"null",
        b"",
    ],
)
def test_odd_bodies_are_read_or_refused_as_by_the_model(body: bytes) -> None:
    assert parse_texts(body, BOUNDS) == by_the_model(body)


def test_where_features_are_set_they_belong_to_every_text() -> None:
    body = b'{"texts": [{"text": "a"}]}'
    (plain,) = parse_texts(body, BOUNDS) or []
    (featured,) = parse_texts(body, {**BOUNDS, "features": parse_features("stars:int")}) or []
    assert plain.content_hash == content_hash("", "a")
    assert featured.content_hash == content_hash("", "a", '{"stars":null}')
