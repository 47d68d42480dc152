"""Ranks items for users by the interests that they declare."""

import math
from collections.abc import Mapping, Sequence
from typing import Any


class Recommender:
    """Ranks items by the interests that they share with a user: the more of an item's own, the better.

    A user is a project whose description lists interests, separated by commas. A request with interests alone
    is answered as well; the combinations that are asked for most are ranked in advance by each run.

    Parameters
    ----------
    config
        `items`: for each item, the interests that it is for.
    """

    output = "ranking"

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.items = {item: set(interests) for item, interests in config["items"].items()}

    def predict(self, payload: Mapping[str, str]) -> Sequence[tuple[str, float]]:
        """Return the ten best items with their scores; none where no interest is shared."""
        declared = payload["description"] if "description" in payload else payload["text"]
        interests = {interest.strip().lower() for interest in declared.split(",")}
        scores = {
            item: len(interests & wanted) / math.sqrt(len(wanted)) for item, wanted in self.items.items()
        }
        ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        return [(item, score) for item, score in ranked[:10] if score]
