"""Predictors whose answers name their run, or that a test can watch while they score."""

from collections.abc import Callable, Mapping
from typing import Any
from zlib import crc32


class Constant:
    """Gives every project the tag and the score of its configuration."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.tag = config["tag"]
        self.score = config["score"]

    def predict(self, payload: Mapping[str, str]) -> dict[str, float]:
        return {self.tag: self.score}


class Watched:
    """Calls whoever watches before it scores, in the middle of a run."""

    watchers: list[Callable[[], None]] = []  # noqa: RUF012 - shared on purpose, emptied by its fixture
    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.tag = config.get("tag", "watched")

    def predict_batch(self, payloads: list[Mapping[str, str]]) -> list[str]:
        for watcher in self.watchers:
            watcher()
        return [self.tag for _ in payloads]

    def predict(self, payload: Mapping[str, str]) -> str:
        return self.predict_batch([payload])[0]


class Striped:
    """Gives one project in three the tag of its configuration, and all others the same tag."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.tag = config["tag"]

    def predict_batch(self, payloads: list[Mapping[str, str]]) -> list[str]:
        return [self.tag if crc32(p["project_id"].encode()) % 3 == 0 else "same" for p in payloads]

    def predict(self, payload: Mapping[str, str]) -> str:
        return self.predict_batch([payload])[0]
