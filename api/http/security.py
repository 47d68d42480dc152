"""The headers that keep browsers from guessing the type of an answer and from framing it."""

from collections.abc import Mapping
from typing import Final

SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}

SECURITY_LINES: Final = "".join(f"{name}: {value}\r\n" for name, value in SECURITY_HEADERS.items())
"""The same as lines of the head of an answer."""
