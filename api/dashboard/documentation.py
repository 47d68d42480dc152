"""The OpenAPI document in Swagger UI and in Redoc, with files of this server alone.

The pages stand where `PREDAWN_DOCS_URL` says, and again below `/dashboard`, where a session opens them too:
browsers send its cookie to nothing else.
"""

from typing import Final

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.responses import JSONResponse

from api.dashboard.page import OpenRoute, PageRoute, render
from api.http.documentation_paths import DocumentationPaths
from api.services.keyring import route_path
from api.state import CurrentState

_HEADERS: Final = {
    # Both viewers write style sheets and show images that are part of them; Redoc searches in a worker.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; worker-src blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
}
_SIGNED_IN: Final = "/dashboard/openapi.json"

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/docs")
async def show_docs(request: Request, state: CurrentState) -> Response:
    """Return Swagger UI for a session."""
    _check_shown(DocumentationPaths.of(state.settings))
    return _show(request, "docs", _SIGNED_IN)


@router.get("/redoc")
async def show_redoc(request: Request, state: CurrentState) -> Response:
    """Return Redoc for a session."""
    _check_shown(DocumentationPaths.of(state.settings))
    return _show(request, "redoc", _SIGNED_IN)


@router.get("/openapi.json")
async def show_document(request: Request, state: CurrentState) -> Response:
    """Return the OpenAPI document to a session, with the prefix that a proxy removes from paths."""
    _check_shown(DocumentationPaths.of(state.settings))
    return _document(request)


def make_pages(paths: DocumentationPaths) -> APIRouter:
    """Return the routes of the pages for readers who need no key or send it in a header."""
    pages = APIRouter(route_class=OpenRoute, include_in_schema=False)

    async def show(request: Request) -> Response:
        assert paths.openapi is not None
        return _show(request, "docs" if route_path(request.scope) == paths.docs else "redoc", paths.openapi)

    for path in paths.signed_in:
        pages.add_api_route(path, show)
    if paths.openapi is not None:
        pages.add_route(paths.openapi, _document, include_in_schema=False)
    return pages


def _check_shown(paths: DocumentationPaths) -> None:
    if paths.openapi is None:
        raise HTTPException(404, "The documentation is not shown in production.")


def _document(request: Request) -> Response:
    root = request.scope.get("root_path", "")
    servers = [{"url": root}] if root else []
    document = request.app.openapi()
    return JSONResponse({**document, "servers": servers or document["servers"]})


def _show(request: Request, viewer: str, document: str) -> Response:
    root = request.scope.get("root_path", "")
    response = render(request, "documentation.html", viewer=viewer, document=f"{root}{document}")
    response.headers.update(_HEADERS)
    return response
