"""The options before the command's name."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Flags:
    """The options before the command's name; they override the environment."""

    values: dict[str, Any] = field(default_factory=dict)
