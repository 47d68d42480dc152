"""What a refused request has sent is forgotten with it, before Python looks for cycles, which may be late."""

import gc
from collections.abc import Iterator

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from tests.serving import Api

ERRORS = (ValueError, HTTPException, RequestValidationError)


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Without the search for cycles."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize(
    ("content", "status"), [(b'{"texts": [', 422), (b'{"texts": "a"}', 422), (b'"\xff', 400)]
)
def test_the_error_of_a_body_is_forgotten(published: Api, content: bytes, status: int) -> None:
    before = {id(one) for one in gc.get_objects() if isinstance(one, ERRORS)}
    for _ in range(3):
        answer = published.client.post(
            "/predict", content=content, headers={"content-type": "application/json"}
        )
        assert answer.status_code == status
    assert published.client.get("/health/live").status_code == 200
    held = [one for one in gc.get_objects() if isinstance(one, ERRORS) and id(one) not in before]
    assert held == []
