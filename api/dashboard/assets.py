"""Style sheet, script and icon of the pages, at URLs that contain a hash of their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

_FOLDER: Final = Path(__file__).parent / "static"
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
    return {
        path.name: Asset(path.read_bytes(), _TYPES[path.suffix], sha256(path.read_bytes()).hexdigest()[:12])
        for path in sorted(_FOLDER.iterdir())
        if path.suffix in _TYPES
    }


def asset_path(name: str) -> str:
    """Return the path of a static file below `/dashboard`."""
    return f"/static/{assets()[name].digest}/{name}"
