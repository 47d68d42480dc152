"""Predictors that show a test who called them."""

import csv
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from tests.conftest import SAMPLE

BAD: Final = "a text that cannot be scored"


class Picky:
    """Fails on one text, and tells texts of the API from projects of the batch."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Any) -> str:
        if payload == {"text": BAD}:
            raise ValueError("not this one")
        return "batch" if isinstance(payload, dict) and "project_id" in payload else "api"


class Failing:
    """Fails on everything."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Any) -> str:
        raise ValueError("none of them")


class Reading:
    """Depends on more than the text."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Any, query_params: Mapping[str, str]) -> str:
        return query_params.get("tag", "none")


class OfText:
    """Reads the fields that every payload of a run has."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Any) -> str:
        return payload["text"][:10]


class Sharing:
    """Takes many at once, and lets a test see how many."""

    version = "1"
    calls: ClassVar[list[int]] = []

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Any) -> str:
        return self.predict_batch([payload])[0]

    def predict_batch(self, payloads: list[Any]) -> list[str]:
        self.calls.append(len(payloads))
        if {"text": BAD} in payloads:
            raise ValueError("not this one")
        return [payload["text"][:10] for payload in payloads]


class Labelled:
    """Knows the tags of the sample catalogue by id, gets some of them wrong, and lets a test count calls."""

    version = "1"
    calls: ClassVar[list[str]] = []

    def __init__(self, config: Mapping[str, Any]) -> None:
        with SAMPLE.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        tags = sorted({row["tag"] for row in rows} - {""})
        wrong, instead = int(config.get("wrong", 0)), config.get("instead")
        after = (
            dict.fromkeys(tags, instead) if instead else dict(zip(tags, [*tags[1:], tags[0]], strict=True))
        )
        self.tags = {
            row["id"]: after.get(row["tag"], tags[0]) if number < wrong else row["tag"] or tags[0]
            for number, row in enumerate(rows)
        }

    def predict(self, payload: Any) -> Any:
        self.calls.append(payload["project_id"])
        return {self.tags[payload["project_id"]]: 0.75}


class SeveralTags(Labelled):
    """Gives all tags of a project as a list: its own one, except of the first ones, and `common`."""

    multi_label = True

    def __init__(self, config: Mapping[str, Any]) -> None:
        with SAMPLE.open(newline="", encoding="utf-8") as file:
            labelled = [row for row in csv.DictReader(file) if row["tag"]]
        self.known = {row["id"]: ["common", row["tag"]] for row in labelled}
        for row in labelled[: config.get("short", 0)]:
            self.known[row["id"]] = ["common"]

    def predict(self, payload: Any) -> Any:
        self.calls.append(payload["project_id"])
        return self.known.get(payload["project_id"], [])


class Recommender:
    """Answers with items, which are no tags of any catalogue."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Any) -> list[str]:
        return [f"item {len(payload['text']) % 7}", "item 8"]
