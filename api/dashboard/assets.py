"""Style sheets, scripts and icon of the pages, at URLs that contain a hash of their content.

Swagger UI and Redoc are those that the package fastapi-offline ships.
"""

from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

_FOLDER: Final = Path(__file__).parent / "static"
_VIEWERS: Final = ("swagger-ui.css", "swagger-ui-bundle.js", "redoc.standalone.js")
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

HEADERS: Final = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}


class Asset(NamedTuple):
    """A static file, its media type, and the part of its hash that its URL contains."""

    content: bytes
    media_type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Return all static files by name; they are read once."""
    own = [path for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES]
    return {path.name: _read(path) for path in [*own, *_viewers()]}


def _viewers() -> list[Path]:
    # Found without importing the package: only its files are of use here.
    package = find_spec("fastapi_offline")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("The package fastapi-offline is not installed. Run `make install`.")
    return [Path(package.origin).parent / "static" / name for name in _VIEWERS]


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(content, _TYPES[path.suffix], sha256(content).hexdigest()[:12])


def asset_path(name: str) -> str:
    """Return the path of a static file below `/dashboard`."""
    return f"/static/{assets()[name].digest}/{name}"
