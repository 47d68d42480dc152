"""The options that switch the fast path on in uvicorn."""

from typing import Any

from api.fast_path.protocol import LookupProtocol
from core.settings import Settings


def server_options(settings: Settings) -> dict[str, Any]:
    """Return options of `uvicorn.Config`; none where the fast path is switched off."""
    return {"http": LookupProtocol} if settings.fast_path else {}
