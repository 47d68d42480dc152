"""The server that on-demand predictions are compared with, and a slow predictor."""

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from fastapi import FastAPI
from pydantic import BaseModel

from model.tagger.artifact import load_artifact
from model.tagger.tagger import probabilities

SLEEP_SECONDS = 0.05


class Text(BaseModel):
    """A text to tag."""

    text: str


class Texts(BaseModel):
    """Texts to tag."""

    texts: list[Text]


def usual() -> FastAPI:
    """Return FastAPI with the route of a tutorial, which calls the pipeline for each request."""
    artifact = Path(os.environ["BENCHMARK_ARTIFACT"]).read_bytes()
    tagger = load_artifact(artifact, os.environ["BENCHMARK_SHA256"])
    pipeline, tags = tagger.pipeline, tagger.tags
    app = FastAPI()

    @app.get("/")
    def read_root() -> dict[str, str]:
        return {"message": "OK"}

    @app.post("/predict")
    def predict(payload: Texts) -> dict[str, Any]:
        texts = [item.text for item in payload.texts]
        scores = probabilities(pipeline.decision_function(texts), tagger.temperature)
        predictions = []
        for text, row in zip(texts, scores, strict=True):
            order = np.argsort(-row)[:10]
            found = [{"tag": tags[column], "score": float(row[column])} for column in order]
            predictions.append(
                {
                    "input_text": text,
                    "predicted_tag": found[0]["tag"],
                    "score": found[0]["score"],
                    "tags": found,
                }
            )
        return {"message": "OK", "data": {"predictions": predictions}}

    return app


class Sleeping:
    """Takes the same time for any number of payloads, like a call of another service."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.tag = config.get("tag", "asleep")

    def predict(self, payload: Any) -> str:
        """Return the tag after the delay."""
        return self.predict_batch([payload])[0]

    def predict_batch(self, payloads: Sequence[Any]) -> list[str]:
        """Return the tag for each payload after the same delay."""
        time.sleep(SLEEP_SECONDS)
        return [self.tag for _ in payloads]
