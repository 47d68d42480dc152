"""Small labelled catalogues, and a tagger that was fitted on one."""

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from core.content import content_hash
from model.tagger.features import Features
from model.tagger.normalisation import join_text
from model.tagger.tagger import Tagger, TaggerArgs
from model.training.training import fit_tagger
from model.word_vectors.table import WordVectors, open_bundled

Rows = list[tuple[str, str, str, str]]

TOPICS = {
    "computer-vision": "image pixel camera detection segmentation object video scene face vision",
    "language": "text token grammar translation sentence corpus speech parser Übersetzung язык",
    "mlops": "deploy pipeline monitor container registry release rollback cluster schedule serve",
}
FILLER = "a the of with for and on new simple fast model data learning guide project"


def generate_rows(count: int = 300, tags: tuple[str, ...] = tuple(TOPICS), seed: int = 1) -> Rows:
    """Generate (project_id, title, description, tag), no two with the same text."""
    generator = random.Random(seed)
    rows = []
    for number in range(count):
        tag = generator.choice(tags)
        words = generator.choices(TOPICS[tag].split(), k=6) + generator.choices(FILLER.split(), k=8)
        generator.shuffle(words)
        rows.append((f"p{number:04d}", " ".join(words[:4]), " ".join([*words[4:], f"n{number}"]), tag))
    return rows


def tabulate(rows: Rows) -> pa.Table:
    """Make the table that training reads."""
    ids, titles, descriptions, tags = ([row[column] for row in rows] for column in range(4))
    return pa.table(
        {
            "project_id": pa.array(ids, pa.string()),
            "title": pa.array(titles, pa.string()),
            "description": pa.array(descriptions, pa.string()),
            "tag": pa.array(tags, pa.string()),
            "content_hash": pa.array(list(map(content_hash, titles, descriptions)), pa.binary()),
        }
    )


def projects_of(rows: Rows, kind: pa.DataType | None = None) -> pa.Table:
    """Make the table that scoring reads."""
    names = ("project_id", "title", "description")
    return pa.table(
        {
            name: pa.array([row[place] for row in rows], kind or pa.string())
            for place, name in enumerate(names)
        }
    )


def fit_on(rows: Rows, args: TaggerArgs | None = None, vectors: WordVectors | None = None) -> Tagger:
    """Fit a tagger on all rows."""
    args = args or TaggerArgs()
    if vectors is not None:
        args = replace(args, vector_weight=0.7, word_vectors=vectors.sha256)
    tags = tuple(sorted({tag for *_, tag in rows}))
    labels = np.array([tags.index(tag) for *_, tag in rows])
    texts = [join_text(title, description) for _, title, description, _ in rows]
    return fit_tagger(Features.count(texts, args, vectors), tags, labels, args, 4.0)


@pytest.fixture(scope="session")
def make_rows() -> Callable[..., Rows]:
    return generate_rows


@pytest.fixture(scope="session")
def as_table() -> Callable[[Rows], pa.Table]:
    return tabulate


@pytest.fixture(scope="session")
def fit() -> Callable[..., Tagger]:
    return fit_on


@pytest.fixture(scope="session")
def rows() -> Rows:
    return generate_rows()


@pytest.fixture
def projects(rows: Rows) -> pa.Table:
    return projects_of(rows[:50])


@pytest.fixture(scope="session")
def tagger(rows: Rows) -> Tagger:
    return fit_on(rows)


@pytest.fixture(scope="session")
def vector_tagger(rows: Rows) -> Tagger:
    """A tagger with the word vectors that ship."""
    return fit_on(rows, vectors=open_bundled())
