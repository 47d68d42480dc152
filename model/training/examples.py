"""Labelled projects as training reads, counts and describes them, with one tag each or with several."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from core.errors import TrainingError
from core.quality.claim import NOT_ENOUGH_LABELS
from core.quality.measures import MIN_LABELS
from model.tagger.features import Features
from model.tagger.normalisation import join_text
from model.tagger.tagger import TaggerArgs
from model.word_vectors.table import WordVectors

Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Examples:
    """Labelled projects in the order of their content hash.

    Attributes
    ----------
    table
        The projects, with the columns of `read_table`.
    tags
        All tags, ascending.
    held_out
        The projects that no evaluated model is fitted on, of shape (n_projects,).
    """

    table: pa.Table
    tags: tuple[str, ...]
    held_out: Mask

    def column(self, name: str, rows: Rows | None = None) -> list[Any]:
        """Return the values of a column, of all projects or of some."""
        column = self.table[name]
        values: list[Any] = (column if rows is None else column.take(pa.array(rows))).to_pylist()
        return values

    def texts(self, rows: Rows) -> tuple[list[str], list[str]]:
        """Return the titles and the descriptions of some projects."""
        return self.column("title", rows), self.column("description", rows)

    def identify(self, rows: Rows) -> dict[str, Sequence[str]]:
        """Return the ids and the content hashes, in hexadecimal, of some projects."""
        hashes = [content_hash.hex() for content_hash in self.column("content_hash", rows)]
        return {"project_id": self.column("project_id", rows), "content_hash": hashes}


def read_table(examples: pa.Table, labels: str) -> pa.Table:
    """Return labelled projects in the order of their content hash, with the column that holds the labels.

    Raises
    ------
    TrainingError
        If there are no projects, or a value is null.
    """
    if not examples.num_rows:
        raise TrainingError(
            "There are no labelled projects to train on; sync a catalogue whose projects have known tags."
        )
    columns = ["project_id", "title", "description", labels, "content_hash"]
    table = examples.select(columns).sort_by([("content_hash", "ascending"), ("project_id", "ascending")])
    for name in columns:
        refuse_missing(table, name, pc.is_null(table[name]))
    return table


def refuse_missing(table: pa.Table, name: str, missing: pa.ChunkedArray) -> None:
    """Refuse projects that lack a value, given by a mask.

    Raises
    ------
    TrainingError
        With the number of these projects and the id of the first.
    """
    if count := pc.sum(missing).as_py():
        first = table.filter(missing)["project_id"][0].as_py()
        raise TrainingError(
            f"{count} of the examples have no {name}, the first is project {first!r}; leave them out."
        )


def sort_tags(tags: pa.Array | pa.ChunkedArray, n_projects: int) -> tuple[str, ...]:
    """Return the distinct tags, ascending.

    Raises
    ------
    TrainingError
        If there is only one, which leaves nothing to learn.
    """
    distinct = tuple(sorted(pc.unique(tags).to_pylist()))
    if len(distinct) < 2:
        raise TrainingError(
            f"All {n_projects} labelled projects have the tag {distinct[0]!r} and no other; training needs "
            "two tags or more."
        )
    return distinct


def count_terms(table: pa.Table, args: TaggerArgs, vectors: WordVectors | None = None) -> Features:
    """Count the terms of the projects' texts, and sum the vectors of their words.

    Raises
    ------
    TrainingError
        If no term occurs in enough of them.
    """
    texts = map(join_text, table["title"].to_pylist(), table["description"].to_pylist())
    features = Features.count(texts, args, vectors)
    if not len(features.words.terms) + len(features.characters.terms):
        raise TrainingError(
            f"No word, and no part of one, occurs in {args.min_df} or more of the {len(table)} "
            "labelled projects; train on more of them, or on longer texts."
        )
    return features


def describe_examples(data: Examples, counts: Rows, identities: Iterable[bytes]) -> dict[str, Any]:
    """Return the number of examples of each tag, and a fingerprint of all examples.

    Parameters
    ----------
    data
        The examples.
    counts
        The number of examples of each tag, of shape (n_tags,).
    identities
        The id and the labels of each example.
    """
    digest = hashlib.sha256()
    for content_hash, identity in zip(data.column("content_hash"), identities, strict=True):
        digest.update(content_hash + identity + b"\x00")
    return {
        "fingerprint": digest.hexdigest(),
        "num_samples": len(data.table),
        "num_held_out": int(data.held_out.sum()),
        "num_samples_per_tag": dict(zip(data.tags, counts.tolist(), strict=True)),
    }


def remark_on_labels(data: Examples, counts: Rows, known: Mask, n_evaluated: int) -> list[str]:
    """Return the remarks that a reader of the metrics needs.

    Parameters
    ----------
    data
        The examples.
    counts
        The number of examples of each tag, of shape (n_tags,).
    known
        The tags that the evaluated model was fitted on, of shape (n_tags,).
    n_evaluated
        The number of projects that it was evaluated on.
    """
    remarks = []
    if n_evaluated < MIN_LABELS:
        remarks.append(
            f"{NOT_ENOUGH_LABELS}: {n_evaluated} held-out projects, {MIN_LABELS} are needed; scores "
            "are not calibrated on these labels, their temperature is the default."
        )
    unknown = "Tags whose examples are all held out, so that the evaluated model did not know them"
    return [
        *remarks,
        *remark_on_tags("Tags with one example", data.tags, counts == 1),
        *remark_on_tags(unknown, data.tags, ~known),
    ]


def remark_on_tags(remark: str, tags: Sequence[str], chosen: Mask) -> list[str]:
    """Return a remark that names the chosen tags; none if no tag is chosen."""
    named = [tag for tag, is_chosen in zip(tags, chosen, strict=True) if is_chosen]
    return [f"{remark}: {', '.join(named)}."] if named else []
