"""The rules of a worker's connections, which its application and its server share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

CONNECTION_RULES: Final = "predawn.connection_rules"
"""The key of the rules in the state of the lifespan, where the protocol of the server finds them."""


def _nothing(_status: int) -> None:
    pass


@dataclass(slots=True)
class ConnectionRules:
    """The rules of a worker's connections.

    Parameters
    ----------
    head_seconds
        How long a client may take for the head of a request, and how long it may pause within a body.
    count_refusal
        Called with the status of each request that is refused before it reaches the application.
    ending
        True from the moment the server is told to stop: each connection ends with the answer to the last
        request that was received over it.
    """

    head_seconds: float = 10.0
    count_refusal: Callable[[int], None] = _nothing
    ending: bool = False
