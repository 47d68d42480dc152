"""Rendering of pages, their access control, and their error pages."""

import contextlib
import os
import re
import sys
import threading
from collections.abc import Callable, Coroutine
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse

from api.dashboard.assets import asset_path
from api.dashboard.drawing import charts, formats
from api.dashboard.session import admit_to_page, find_signed_in
from api.http.documentation_paths import DocumentationPaths
from api.http.errors import KeyMissingError, describe, log_defect
from api.routes.health import assess, summarise
from api.routes.predictions.project_route import undecoded_path
from api.services.keyring import required_scope, route_path
from api.state import State, get_state
from core.errors import PredawnError
from core.types import CONTROL_CHARACTERS

PREFIX: Final = "/dashboard"

HEADERS: Final = {
    # Only this server's own files: no inline script, no inline style, no other host.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # With `no-referrer`, browsers send forms with the origin `null`, which `check_origin` has to refuse.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_CONTROL: Final = re.compile(CONTROL_CHARACTERS)
"""Ids and texts of catalogues may hold these characters: some turn the direction of what follows them."""

_SECTIONS: Final = (
    ("Overview", ""),
    ("Runs", "/runs"),
    ("Projects", "/projects"),
    ("Try it", "/try"),
    ("Models", "/models"),
    ("Reviews", "/reviews"),
)
_PARTS: Final = {"/runs": ("/canary",), "/reviews": ("/corrections",)}
"""The pages that belong to a section and do not stand below it."""


class TemplateCache(BytecodeCache):
    """A folder of compiled templates, as Python keeps its modules.

    Compiling those of the overview takes longer than answering it. Where the folder cannot be written, each
    process compiles its own.

    Jinja compares the checksum of the source and the version of Python with what was compiled.

    Parameters
    ----------
    folder
        The folder, which is made where there is none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if it is there."""
        with contextlib.suppress(OSError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, unless Python is told to write none."""
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            unfinished.write_bytes(bucket.bytecode_to_string())
            unfinished.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}"


_TEMPLATES: Final = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        bytecode_cache=TemplateCache(_TEMPLATES / "__pycache__"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(formats.FILTERS)
    environment.globals.update(bar=charts.bar, dot=charts.dot)
    return environment


def compile_templates() -> None:
    """Compile all templates into their cache, for an image that cannot be written to."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def render(request: Request, template: str, *, status: int = 200, **content: Any) -> HTMLResponse:
    """Return a page.

    Parameters
    ----------
    request
        The request for it.
    template
        The name of its template.
    status
        Its HTTP status.
    content
        The variables of the template.
    """
    state = get_state(request)
    root = find_root(request)
    path = route_path(request.scope)
    health = assess(state)

    def link(target: str, **query: object) -> str:
        folder, _, name = target.rpartition("/")
        if name in (".", ".."):
            # Browsers resolve such a segment, so the page of a project with this id takes it from the query.
            target, query = f"{folder}/", {"id": name, **query}
        given = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in query.items())
        return f"{root}{target}" + (f"?{given}" if given else "")

    page = (
        _environment()
        .get_template(template)
        .render(
            link=link,
            asset=lambda name: link(asset_path(name)),
            segment=lambda text: quote(str(text), safe=""),
            sections=[(name, target, _is_within(path, target)) for name, target in _SECTIONS],
            health=health,
            health_line=summarise(health),
            token=live_token(state),
            documentation=link("/docs") if DocumentationPaths.of(state.settings).docs else "",
            signed_in=find_signed_in(state, request),
            now=state.clock.now(),
            **content,
        )
    )
    return HTMLResponse(_CONTROL.sub(_write_control, page), status)


def _write_control(found: re.Match[str]) -> str:
    r"""Write a control character as `\u202e`, so that people see it; line breaks and tabs are layout."""
    return found[0] if found[0] in "\t\n\r" else f"\\u{ord(found[0]):04x}"


def find_root(request: Request) -> str:
    """Return the address of the dashboard, below which all pages stand."""
    return f"{request.scope.get('root_path', '')}{PREFIX}"


def find_api(request: Request) -> str:
    """Return the address of the HTTP API, as the browser knows it."""
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}"


def _is_within(path: str, target: str) -> bool:
    own = path.removeprefix(PREFIX)
    if not target:
        return own in ("", "/")
    return any(own == part or own.startswith(f"{part}/") for part in (target, *_PARTS.get(target, ())))


def live_token(state: State) -> str:
    """Return a token that changes whenever open pages should refresh, except for the progress of a run."""
    current = state.watcher.current
    found: list[object] = []
    if current is not None:
        # A correction is a change of an answer.
        found = [current.publication_id, current.canary_id, current.last_change]
        found += [current.newest_run, current.newest_status]
        found += [current.newest_model, current.last_promotion]
    checked = None if current is None else current.checked_at
    health = assess(state)
    warnings = health.quality.warnings if health.quality is not None else ()
    return "-".join(map(str, [*found, checked and int(checked.timestamp()), health.status, len(warnings)]))


class OpenRoute(APIRoute):
    """A route that answers with a page, also for errors, and needs no key."""

    def get_route_handler(self) -> Handler:
        """Return the handler, wrapped with error pages and the headers of all pages."""
        handle = self.guard(super().get_route_handler())

        async def answer(request: Request) -> Response:
            try:
                response = await handle(request)
            except KeyMissingError as error:
                response = _ask_for_key(request, error)
            except (PredawnError, HTTPException, RequestValidationError) as error:
                response = _show_error(request, error)
            except Exception as error:  # noqa: BLE001 - logged, and shown as a page
                response = _show_sentence(request, 500, log_defect(error))
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return answer

    def guard(self, handle: Handler) -> Handler:
        """Return the handler unchanged: the route needs no key."""
        return handle


class PageRoute(OpenRoute):
    """A route that answers with a page, and needs a key once keys exist."""

    def guard(self, handle: Handler) -> Handler:
        """Return the handler, wrapped with a check of the key in a header or of the session."""

        async def answer(request: Request) -> Response:
            needed = required_scope(route_path(request.scope))
            admit_to_page(get_state(request), request, needed)
            return await handle(request)

        return answer


def _ask_for_key(request: Request, error: KeyMissingError) -> Response:
    if "text/html" not in request.headers.get("accept", "") or request.method != "GET":
        return _show_error(request, error)
    root = request.scope.get("root_path", "")
    # As the browser wrote it: decoded, an id with `%` or `..` is another one, or leads elsewhere.
    path = route_path({**request.scope, "path": undecoded_path(request.scope)})
    query = f"?{request.url.query}" if request.url.query else ""
    target = quote(f"{path}{query}", safe="")
    return RedirectResponse(f"{root}{PREFIX}/sign-in?next={target}", 303)


def _show_error(request: Request, error: PredawnError | HTTPException | RequestValidationError) -> Response:
    if isinstance(error, PredawnError):
        return _show_sentence(request, *describe(error, request.url.path))
    if isinstance(error, RequestValidationError):
        problems = "; ".join(f"{problem['loc'][-1]}: {problem['msg']}" for problem in error.errors())
        return _show_sentence(request, 422, f"The address of this page is invalid. {problems}.")
    return _show_sentence(request, error.status_code, str(error.detail))


def _show_sentence(request: Request, status: int, sentence: str) -> Response:
    title = HTTPStatus(status).phrase
    return render(request, "error.html", status=status, code=status, title=title, sentence=sentence)
