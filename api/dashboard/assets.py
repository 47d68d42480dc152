"""The styles, the script and the icon of the pages, under addresses that change with their content."""

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
    """A file, its media type, and what its address carries of its hash."""

    content: bytes
    media_type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Return all files by name; they are read once."""
    return {
        path.name: Asset(path.read_bytes(), _TYPES[path.suffix], sha256(path.read_bytes()).hexdigest()[:12])
        for path in sorted(_FOLDER.iterdir())
        if path.suffix in _TYPES
    }


def asset_path(name: str) -> str:
    """Return where a file is, below the dashboard."""
    return f"/static/{assets()[name].digest}/{name}"
