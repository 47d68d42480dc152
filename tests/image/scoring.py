"""Scores a catalogue with a stored tagger; `tests.image` runs this program in the image and in the checkout.

    python scoring.py ARTIFACT CATALOGUE

Prints one JSON line: the tagger that scored, and the texts a second of processor time in each round.
"""

import json
import sys
import time
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from core.types import StoredArtifact
from model.tagger_scorer import open_tagger

TEXTS = 100_000
ROUNDS = 3


def main() -> None:
    """Score, and print the rates."""
    artifact = Path(sys.argv[1]).read_bytes()
    read = pyarrow.csv.read_csv(sys.argv[2])
    columns = {"project_id": "id", "title": "title", "description": "description"}
    once = pa.table({name: read[column].cast(pa.string()) for name, column in columns.items()})
    projects = pa.concat_tables([once] * (TEXTS // len(once))).combine_chunks()
    scorer = open_tagger(StoredArtifact(artifact, sha256(artifact).hexdigest(), None), "auto")
    rates = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        scorer.score(projects)
        rates.append(round(len(projects) / (time.thread_time() - began)))
    print(json.dumps({"tagger": scorer.tagger_kind, "texts_per_second": rates}))  # noqa: T201 - its result


if __name__ == "__main__":
    main()
