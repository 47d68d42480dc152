"""The options that switch the fast path on in uvicorn."""

from typing import Any

from core.settings import Settings


def server_options(settings: Settings) -> dict[str, Any]:
    """Return options of `uvicorn.Config`; none where the fast path is switched off.

    The protocol is named, not imported, so that a process that only starts others does without it.
    """
    return {"http": "api.fast_path.protocol:LookupProtocol"} if settings.fast_path else {}
