"""The protocol that uvicorn serves with."""

from typing import Any

from core.settings import Settings


def server_options(settings: Settings) -> dict[str, Any]:
    """Return options of `uvicorn.Config`: the protocol, with lookups in it unless they are switched off.

    The protocol is named, not imported, so that a process that only starts others does without it.
    """
    fast, plain = "api.fast_path.protocol:FastProtocol", "api.connections.protocol:ConnectionProtocol"
    return {"http": fast if settings.fast_path else plain}
