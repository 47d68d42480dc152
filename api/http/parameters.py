"""The query parameters of a route, and the refusal of all others and of repeated ones."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

from core.errors import InputError


async def refuse_unknown_parameters(request: Request) -> None:
    """Refuse a request with a query parameter that its route does not have, or that is given twice.

    Raises
    ------
    InputError
        If there is one. The message names those there are, and the nearest one.
    """
    given = Counter(name for name, _ in request.query_params.multi_items())
    if not given:
        return
    known = dict(_parameters(request.scope["route"]))
    for name, times in given.items():
        if name not in known:
            raise InputError(f"There is no query parameter {name!r}. {_advise(name, sorted(known))}")
        if times > 1 and not _is_list(known[name]):
            raise InputError(f"The query parameter `{name}` is given {times} times. Give it once.")


def _parameters(route: APIRoute) -> Iterator[tuple[str, Any]]:
    """Yield the names and types of a route's query parameters; those of a model are its fields."""
    for parameter in route.dependant.query_params:
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from ((name, field.annotation) for name, field in kind.model_fields.items())
        else:
            yield parameter.alias, kind


def _is_list(kind: Any) -> bool:
    return any(get_origin(one) is list for one in (kind, *get_args(kind)))


def _advise(name: str, known: list[str]) -> str:
    if not known:
        return "The route has none; leave it out."
    nearest = get_close_matches(name.lower(), known, n=1)
    guess = f"Did you mean `{nearest[0]}`? " if nearest else ""
    return f"{guess}The route has {', '.join(f'`{one}`' for one in known)}."
