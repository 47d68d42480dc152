"""Routes below a project, whose id may hold a slash."""

from typing import Annotated, Any, Final
from urllib.parse import unquote

from fastapi import Path
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

SUBROUTES: Final = frozenset({"history", "explanation"})
"""The last segments of paths that ask for something else of a project than its prediction."""

ProjectId = Annotated[
    str,
    Path(
        description="The id of the project, percent-encoded: a slash in it is `%2F`.",
        examples=["7"],
    ),
]


class ProjectRoute(APIRoute):
    """A route that is chosen by the path as the client wrote it, in which `%2F` separates no segments.

    Where a proxy has decoded the slashes of an id, they are taken for the id's, so an id that ends in
    `/history` or `/explanation` cannot be asked for through such a proxy other than by `?ids=`.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether the route fits a request, and the id of the project."""
        match, child = super().matches({**scope, "path": undecoded_path(scope)})
        if match is not Match.NONE:
            parameters: dict[str, Any] = child["path_params"]
            child["path_params"] = {**parameters, "project_id": unquote(parameters["project_id"])}
        return match, child


def undecoded_path(scope: Scope) -> str:
    """Return the path of a request as the client wrote it."""
    raw: bytes | None = scope.get("raw_path")
    path: str = scope["path"]
    return path if raw is None else raw.decode("latin-1")


def asks_for_more(scope: Scope) -> bool:
    """Return whether the path of a project leads to its history or its explanation."""
    return undecoded_path(scope).rpartition("/")[2] in SUBROUTES
