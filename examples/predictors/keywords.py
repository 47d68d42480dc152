"""The smallest predictor: words stand for tags, and a text gets the tag with most of its words."""

from collections.abc import Mapping
from typing import Any


class Keywords:
    """Scores tags by the share of a text's known words that belong to each.

    Parameters
    ----------
    config
        `tags`: for each tag, the words that stand for it.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.words = {word: tag for tag, words in config["tags"].items() for word in words}

    def predict(self, payload: Mapping[str, str]) -> Mapping[str, float] | str:
        """Return the score of each tag that has a word in the text, or `other`."""
        found = [self.words[word] for word in payload["text"].lower().split() if word in self.words]
        return {tag: found.count(tag) / len(found) for tag in set(found)} or "other"
