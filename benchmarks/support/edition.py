"""A predictor whose predictions identify its configuration."""

from collections.abc import Mapping, Sequence
from typing import Any


class Edition:
    """Tags every project with the number in its configuration, so that each run has a different tag.

    Parameters
    ----------
    config
        Has the key `number`.
    """

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._tag = f"edition-{config['number']}"

    def predict(self, payload: Any) -> str:  # noqa: ARG002 - the interface of predictors
        """Return the tag."""
        return self._tag

    def predict_batch(self, payloads: Sequence[Any]) -> list[str]:
        """Return the tag for each of many payloads."""
        return [self._tag] * len(payloads)
