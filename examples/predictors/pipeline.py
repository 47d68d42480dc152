"""Any fitted scikit-learn classifier of texts, from a file that skops wrote."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import skops.io


class Pipeline:
    """Scores with a pipeline that takes a list of texts and has `predict_proba`.

    Parameters
    ----------
    config
        `file`: the file that `skops.io.dump(pipeline, file)` wrote. `trusted`: the types in it that skops
        does not know and that you have reviewed and trust; no others are loaded.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        content = Path(config["file"]).read_bytes()
        self.pipeline = skops.io.loads(content, trusted=config.get("trusted", []))
        self.tags = [str(tag) for tag in self.pipeline.classes_]
        # Neither the configuration nor this source changes with the file, so the version has to.
        self.version = hashlib.sha256(content).hexdigest()

    def predict(self, payload: Mapping[str, str]) -> Mapping[str, float]:
        """Return the probability of each tag."""
        return self.predict_batch([payload])[0]

    def predict_batch(self, payloads: Sequence[Mapping[str, str]]) -> list[dict[str, float]]:
        """Return the same for many payloads at once, which is much faster than one by one."""
        probabilities = self.pipeline.predict_proba([payload["text"] for payload in payloads])
        return [dict(zip(self.tags, row, strict=True)) for row in probabilities.tolist()]
