"""A generated catalogue whose projects have several known tags, for what is about multi-label taggers."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from core.content import content_hash

TagSetRows = Sequence[tuple[str, str, str, list[str]]]
"""(project_id, title, description, tags)"""

TOPICS = {
    "agents": "agent planner policy reward environment action",
    "computer-vision": "image pixel camera detection segmentation video",
    "language": "token grammar translation sentence corpus Übersetzung",
    "mlops": "deploy pipeline monitor registry release rollback",
    "speech": "audio voice phoneme recording speaker звук",
    "time-series": "forecast season trend lag sensor interval",
}
FILLER = "a the of with for and on new simple fast model data learning guide project"


def generate(count: int = 600, seed: int = 3) -> TagSetRows:
    """Generate labelled projects of one to three tags, no two with the same text.

    Some words are of tags that the project has not, so that a model errs here and there.
    """
    generator = random.Random(seed)
    names = list(TOPICS)
    rows = []
    for number in range(count):
        tags = generator.sample(names, k=generator.choice([1, 1, 2, 2, 3]))
        words = [word for tag in tags for word in generator.choices(TOPICS[tag].split(), k=2)]
        words += generator.choices(TOPICS[generator.choice(names)].split(), k=2)
        words += generator.choices(FILLER.split(), k=6)
        generator.shuffle(words)
        rows.append((f"m{number:04d}", " ".join(words[:4]), " ".join([*words[4:], f"n{number}"]), tags))
    return rows


def tabulate(rows: TagSetRows) -> pa.Table:
    """Make the table that training reads."""
    ids, titles, descriptions, tags = ([row[column] for row in rows] for column in range(4))
    return pa.table(
        {
            "project_id": pa.array(ids, pa.string()),
            "title": pa.array(titles, pa.string()),
            "description": pa.array(descriptions, pa.string()),
            "tags": pa.array(tags, pa.list_(pa.string())),
            "content_hash": pa.array(list(map(content_hash, titles, descriptions)), pa.binary()),
        }
    )


def write_catalogue(path: Path, rows: TagSetRows) -> Path:
    """Write a catalogue of one object a line."""
    objects = (
        {"id": project_id, "title": title, "description": description, "tags": tags}
        for project_id, title, description, tags in rows
    )
    path.write_text("".join(json.dumps(entry) + "\n" for entry in objects), encoding="utf-8")
    return path
