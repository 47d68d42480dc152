"""Generating catalogues of any size from the sentences and half titles of a real one.

A project takes the front half of one title, the rear half of another and some sentences. All except the rear
half come from projects with the same tag, so that texts look to a model like those it was trained on, and are
as long as real ones. No two projects are the same, and the same seed gives the same catalogue.
"""

import argparse
import csv
import math
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

SAMPLE = Path(__file__).parents[2] / "examples" / "catalogue.csv"
SEED = 7
BATCH_ROWS = 50_000
LABELLED_SHARE = 0.2
"""The share of projects that keep their known tag; most projects of a real catalogue have none."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=\u3002)(?=.)")
_FIRST_DAY = datetime(2019, 1, 1, tzinfo=UTC)

Numbers = npt.NDArray[np.int64]

SCHEMA = pa.schema(
    [
        ("project_id", pa.string()),
        ("created_on", pa.timestamp("us", tz="UTC")),
        ("title", pa.string()),
        ("description", pa.string()),
        ("tag", pa.string()),
    ]
)


def parse_arguments(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Parse the arguments of a benchmark, among them `catalogue`: the real one to generate others from."""
    parser.add_argument(
        "catalogue",
        nargs="?",
        type=Path,
        default=Path(os.environ.get("PREDAWN_TEST_CATALOGUE") or SAMPLE),
        help="a CSV file with title, description and tag; by default PREDAWN_TEST_CATALOGUE or the sample",
    )
    return parser.parse_args()


@dataclass(frozen=True)
class Fragments:
    """The fragments of the projects with one tag; `lengths` are their numbers of sentences."""

    tag: str
    fronts: pa.Array
    rears: pa.Array
    sentences: pa.Array
    lengths: Numbers

    @property
    def texts(self) -> int:
        """The number of distinct texts that can be composed."""
        return len(self.fronts) * len(self.rears) * len(self.sentences)

    def compose(self, first: int, rows: int, generator: np.random.Generator) -> tuple[pa.Array, pa.Array]:
        """Compose the titles and descriptions of the texts from `first` on.

        Fronts, rears and first sentences are the digits of a number that is unique to each row.
        """
        step = _coprime(self.texts)
        numbers = (np.arange(first, first + rows, dtype=np.int64) * step) % self.texts
        titles = pc.binary_join_element_wise(
            self.fronts.take(pa.array(numbers % len(self.fronts))),
            self.rears.take(pa.array(numbers // len(self.fronts) % len(self.rears))),
            " ",
        )
        lengths = generator.choice(self.lengths, size=rows)
        ends = np.cumsum(lengths)
        chosen = generator.integers(0, len(self.sentences), size=int(lengths.sum()))
        chosen[ends - lengths] = numbers // (len(self.fronts) * len(self.rears))
        offsets = pa.array(np.concatenate([[0], ends]).astype(np.int32))
        sentences = pa.ListArray.from_arrays(offsets, self.sentences.take(pa.array(chosen)))
        return titles, pc.binary_join(sentences, " ")


def _coprime(number: int) -> int:
    """Return a step with which all numbers below `number` are visited, neighbours far apart."""
    step = max(int(number * 0.618), 1)
    while math.gcd(step, number) != 1:
        step += 1
    return step


def read_fragments(path: Path) -> tuple[list[Fragments], npt.NDArray[np.float64]]:
    """Cut the projects of a CSV file into fragments by tag, and return these and the share of each tag."""
    by_tag: dict[str, list[tuple[str, str]]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            by_tag.setdefault(row["tag"], []).append((row["title"], row["description"]))
    rears = _distinct([rear for projects in by_tag.values() for _, rear in _halves(projects)])
    fragments = [_cut(tag, projects, rears) for tag, projects in sorted(by_tag.items())]
    shares = np.array([len(by_tag[cut.tag]) for cut in fragments], dtype=np.float64)
    return fragments, shares / shares.sum()


def _cut(tag: str, projects: list[tuple[str, str]], rears: pa.Array) -> Fragments:
    sentences = [_SENTENCE_END.split(" ".join(text.split())) for _, text in projects]
    return Fragments(
        tag=tag,
        fronts=_distinct([front for front, _ in _halves(projects)]),
        rears=rears,
        sentences=_distinct([sentence for one in sentences for sentence in one]),
        lengths=np.array([len(one) for one in sentences], dtype=np.int64),
    )


def _halves(projects: list[tuple[str, str]]) -> list[tuple[str, str]]:
    titles = [(title.split(), (len(title.split()) + 1) // 2) for title, _ in projects]
    return [(" ".join(words[:half]), " ".join(words[half:])) for words, half in titles]


def _distinct(texts: list[str]) -> pa.Array:
    return pa.array(sorted(set(texts)), pa.string())


def generate(base: Path, projects: int, seed: int = SEED) -> Iterator[pa.RecordBatch]:
    """Generate a catalogue in batches; its ids are the numbers from 1 on.

    Raises
    ------
    ValueError
        If the base is too small for this number of distinct texts.
    """
    fragments, shares = read_fragments(base)
    generator = np.random.default_rng(seed)
    made = np.zeros(len(fragments), dtype=np.int64)
    for first in range(0, projects, BATCH_ROWS):
        rows = min(BATCH_ROWS, projects - first)
        counts = generator.multinomial(rows, shares)
        parts = [
            cut.compose(int(done), int(count), generator)
            for cut, done, count in zip(fragments, made, counts, strict=True)
        ]
        made += counts
        for cut, done in zip(fragments, made, strict=True):
            if done > cut.texts:
                raise ValueError(f"{base} has too little text tagged {cut.tag!r} for {projects:,} projects")
        tags = np.repeat([cut.tag for cut in fragments], counts)
        known = (generator.random(rows) < LABELLED_SHARE) & (tags != "")
        shuffled = pa.array(generator.permutation(rows))
        yield pa.record_batch(
            [
                pc.cast(pa.array(np.arange(first + 1, first + rows + 1)), pa.string()),
                _days(generator, rows),
                pa.concat_arrays([titles for titles, _ in parts]).take(shuffled),
                pa.concat_arrays([descriptions for _, descriptions in parts]).take(shuffled),
                pc.if_else(pa.array(known), pa.array(tags, pa.string()), None).take(shuffled),
            ],
            schema=SCHEMA,
        )


def _days(generator: np.random.Generator, rows: int) -> pa.Array:
    first = int(_FIRST_DAY.timestamp()) * 1_000_000
    return pa.array(first + generator.integers(0, 7 * 365 * 86_400, size=rows) * 1_000_000, SCHEMA.types[1])


def write_catalogue(path: Path, base: Path, projects: int, seed: int = SEED) -> None:
    """Write a generated catalogue to a Parquet file."""
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for batch in generate(base, projects, seed):
            writer.write_batch(batch)


def write_changed(path: Path, original: Path, share: float, seed: int = SEED) -> int:
    """Copy a catalogue, add a sentence to a share of its descriptions, and return their number."""
    generator = np.random.default_rng(seed)
    changed = 0
    with pq.ParquetFile(original) as file, pq.ParquetWriter(path, SCHEMA) as writer:
        for batch in file.iter_batches(batch_size=BATCH_ROWS):
            mask = np.zeros(batch.num_rows, dtype=np.bool_)
            mask[generator.choice(batch.num_rows, size=round(share * batch.num_rows), replace=False)] = True
            longer = pc.binary_join_element_wise(batch["description"], "The code was revised since.", " ")
            descriptions = pc.if_else(pa.array(mask), longer, batch["description"])
            position = batch.schema.get_field_index("description")
            writer.write_batch(batch.set_column(position, "description", descriptions))
            changed += int(mask.sum())
    return changed


def write_table(path: Path, original: Path) -> None:
    """Write a catalogue to a table of SQLite, whose rows have changed a second after each other."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "CREATE TABLE projects (project_id TEXT PRIMARY KEY, created_on TEXT, title TEXT,"
            " description TEXT, tag TEXT, updated_at INTEGER)"
        )
        database.executemany("INSERT INTO projects VALUES (?, ?, ?, ?, ?, ?)", _timed(original))
        database.execute("CREATE INDEX projects_by_time ON projects (updated_at)")


def update_table(path: Path, changed: Path) -> None:
    """Bring the table up to a catalogue with other descriptions, whose rows have changed later."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executemany(
            "UPDATE projects SET description = ?4, updated_at = ?6 + 100000000"
            " WHERE project_id = ?1 AND description <> ?4",
            _timed(changed),
        )


def change_rows(path: Path, rows: int, seed: int = SEED) -> None:
    """Add a sentence to some descriptions of such a table, a second after each other and after all else."""
    with closing(sqlite3.connect(path)) as database, database:
        (total, newest) = database.execute("SELECT max(rowid), max(updated_at) FROM projects").fetchone()
        chosen = np.random.default_rng(seed).choice(total, size=rows, replace=False) + 1
        database.executemany(
            "UPDATE projects SET description = description || ' The code was revised since.', updated_at = ?"
            " WHERE rowid = ?",
            ((newest + second, rowid) for second, rowid in enumerate(chosen.tolist(), 1)),
        )


def _timed(path: Path) -> Iterator[tuple[object, ...]]:
    return ((*row, second) for second, row in enumerate(_rows(path)))


def _rows(path: Path) -> Iterator[tuple[object, ...]]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=BATCH_ROWS):
            created_on = pc.strftime(batch["created_on"], "%Y-%m-%dT%H:%M:%SZ")
            names = ("project_id", "title", "description", "tag")
            columns = {name: batch[name].to_pylist() for name in names}
            yield from zip(
                columns["project_id"],
                created_on.to_pylist(),
                columns["title"],
                columns["description"],
                columns["tag"],
                strict=True,
            )


def write_head(path: Path, original: Path, rows: int) -> int:
    """Copy the first rows of a catalogue, and return their number."""
    with pq.ParquetFile(original) as file:
        head = pa.Table.from_batches([next(file.iter_batches(batch_size=rows))])
    pq.write_table(head, path)
    return len(head)
