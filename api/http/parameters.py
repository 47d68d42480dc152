"""The query parameters of a route, and the refusal of all others."""

from collections.abc import Iterator
from difflib import get_close_matches

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

from core.errors import InputError


async def refuse_unknown_parameters(request: Request) -> None:
    """Refuse a request with a query parameter that its route does not have.

    Raises
    ------
    InputError
        If there is one; the message names those there are, and the nearest one.
    """
    known = sorted(_parameters(request.scope["route"]))
    for name in request.query_params:
        if name not in known:
            raise InputError(f"There is no query parameter {name!r}. {_advise(name, known)}")


def _parameters(route: APIRoute) -> Iterator[str]:
    """Yield the names of a route's query parameters; those of a model are its fields."""
    for parameter in route.dependant.query_params:
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from kind.model_fields
        else:
            yield parameter.alias


def _advise(name: str, known: list[str]) -> str:
    if not known:
        return "The route has none; leave it out."
    nearest = get_close_matches(name.lower(), known, n=1)
    guess = f"Did you mean `{nearest[0]}`? " if nearest else ""
    return f"{guess}The route has {', '.join(f'`{one}`' for one in known)}."
