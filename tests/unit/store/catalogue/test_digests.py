"""A sync that compares digests does what one that compares all rows in the server does."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Connection, Engine, delete, select, text

from batch.sources.source import Source, open_source
from batch.sources.validation import CATALOGUE_SCHEMA
from batch.steps import sync as sync_step
from core.errors import CatalogueError
from core.settings import Settings
from store.catalogue import digests
from store.catalogue import projects as catalogue
from store.catalogue.digests import StoredDigests
from store.connect.database import Database
from store.schema import projects

ODD_IDS = ("1", "12345678", "123456789", "ä" * 40, "owner/repo", "id\x01", "x" * 512, "日本")
ODD_TAGS: tuple[list[str] | None, ...] = (None, ["a"], ["a", "b"], ["b", "a"], ["a,b"], ["2", "x:y"], ["é"])
ODD_TIMES = (None, datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))
ODD_NUMBERS = (None, 0.1, -2.0, 1e300, 5e-324, 123_456_789_012_345_680.0)
SEED = 20_26


@pytest.fixture
def connection(engine: Engine, database: Database) -> Iterator[Connection]:
    """A transaction with an empty catalogue, which is rolled back."""
    owner = database.engine(None, "tests of digests")
    with owner.begin() as connection:
        connection.execute(delete(projects))
    owner.dispose()
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def rows_of(generator: np.random.Generator, ids: list[str], *, lists: bool) -> list[dict[str, Any]]:
    return [
        {
            "project_id": project_id,
            "title": f"Title {generator.integers(3)}",
            "description": f"What it is {generator.integers(3)}",
            "created_on": ODD_TIMES[generator.integers(len(ODD_TIMES))],
            "tag": None if lists else (None, "a", "b")[generator.integers(3)],
            "tags": ODD_TAGS[generator.integers(len(ODD_TAGS))] if lists else None,
            "target": ODD_NUMBERS[generator.integers(len(ODD_NUMBERS))],
        }
        for project_id in ids
    ]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    lists = any(row["tags"] for row in rows)
    schema = CATALOGUE_SCHEMA.remove(0)
    schema = schema.remove(schema.get_field_index("tag" if lists else "tags"))
    pq.write_table(pa.Table.from_pylist(rows, schema), path, row_group_size=7)


def source_of(settings: Settings, path: Path) -> Source:
    return open_source(
        settings.model_copy(update={"column_id": "project_id", "column_target": "target"}), str(path)
    )


def state(connection: Connection) -> list[tuple[object, ...]]:
    columns = [column for column in projects.c if column.name != "changed_in"]
    return [tuple(row) for row in connection.execute(select(*columns).order_by(projects.c.project_id))]


def differs(connection: Connection, source: Source) -> list[bool]:
    stored = StoredDigests.read(connection)
    found: list[bool] = []
    for batch in source.batches():
        hashes = catalogue.hash_contents(batch)
        found += stored.match(digests.digest_batch(batch, hashes, stored.seed)).tolist()
    return found


@pytest.mark.parametrize("lists", [False, True])
def test_what_was_stored_has_the_digest_of_what_was_read(
    connection: Connection, settings: Settings, tmp_path: Path, lists: bool
) -> None:
    path = tmp_path / "odd.parquet"
    generator = np.random.default_rng(SEED)
    ids = [*ODD_IDS, *(f"project-{number}" for number in range(200))]
    rows = rows_of(generator, ids, lists=lists)
    write(path, rows)
    sync_step.sync(connection, source_of(settings, path), 0.0)
    assert not any(differs(connection, source_of(settings, path)))
    for column, value in (
        ("title", "Another"),
        ("description", "Another"),
        ("created_on", datetime(2020, 1, 1, tzinfo=UTC)),
        ("tags", ["another"]) if lists else ("tag", "another"),
        ("target", 0.25),
    ):
        for place in (0, 3, len(rows) - 1):
            changed = [dict(row) for row in rows]
            changed[place][column] = value
            write(path, changed)
            assert np.flatnonzero(differs(connection, source_of(settings, path))).tolist() == [place]


def test_a_hash_is_the_same_whatever_stands_beside_its_text() -> None:
    alone = digests.hash_texts(pa.array(["ab"]), SEED)
    beside = digests.hash_texts(pa.array(["ab", "", "a text of more than eight bytes"]), SEED)
    assert alone[0] == beside[0]
    assert len(set(beside.tolist())) == 3


def test_lists_that_only_a_person_can_enter_differ(
    connection: Connection, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "lists.parquet"
    rows = rows_of(np.random.default_rng(SEED), ["1"], lists=True)
    for tags, by_hand in (
        (["a", "b"], "ARRAY[ARRAY['a', 'b']]"),
        (["a"], "ARRAY['a', NULL]"),
        (["a", "b"], "ARRAY[E'a\\x01b']"),
        (None, "ARRAY[]::text[]"),
    ):
        rows[0]["tags"] = tags
        write(path, [*rows, *rows_of(np.random.default_rng(SEED), ["2"], lists=False)])
        sync_step.sync(connection, source_of(settings, path), 0.0)
        assert not any(differs(connection, source_of(settings, path)))
        update = f"UPDATE predawn.projects SET tags = {by_hand} WHERE project_id = '1'"
        connection.execute(text(update))
        assert differs(connection, source_of(settings, path)) == [True, False]


def tell_nothing(connection: Connection, _stored: StoredDigests) -> None:
    connection.execute(text("CREATE TEMPORARY TABLE differences ON COMMIT DROP AS SELECT"))


@pytest.mark.parametrize("bits", [64, 4])
def test_the_catalogue_is_as_if_everything_was_compared_in_the_server(
    connection: Connection,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    bits: int,
) -> None:
    """With four bits many ids have the same hash, so that the digests tell nothing."""
    hash_texts = digests.hash_texts
    monkeypatch.setattr(
        digests, "hash_texts", lambda texts, seed: hash_texts(texts, seed) & np.uint64(2**bits - 1)
    )
    generator = np.random.default_rng(SEED)
    path = tmp_path / "catalogue.parquet"
    all_ids = [*ODD_IDS, *map(str, range(100))]
    for night in range(12):
        ids = [project_id for project_id in all_ids if generator.random() < 0.7]
        if night % 5 == 4:
            ids.append(ids[generator.integers(len(ids))])
        generator.shuffle(ids)
        write(path, rows_of(generator, ids, lists=night % 2 == 1))
        max_shrink = 1.0 if night % 4 else 0.05
        found = []
        for whole in (True, False):
            savepoint = connection.begin_nested()
            with monkeypatch.context() as patch:
                if whole:
                    patch.setattr(catalogue, "compare_differing", tell_nothing)
                try:
                    result = asdict(sync_step.sync(connection, source_of(settings, path), max_shrink))
                except CatalogueError as error:
                    found.append((str(error), None))
                    savepoint.rollback()
                    continue
            found.append((result, state(connection)))
            if whole:
                savepoint.rollback()
            else:
                savepoint.commit()
        assert found[0] == found[1]


def test_only_rows_that_differ_are_staged(
    connection: Connection, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "catalogue.parquet"
    generator = np.random.default_rng(SEED)
    rows = rows_of(generator, [str(number) for number in range(100)], lists=False)
    write(path, rows)
    sync_step.sync(connection, source_of(settings, path), 0.0)
    staged: list[int] = []
    stage = catalogue.stage
    monkeypatch.setattr(catalogue, "stage", lambda *arguments: staged.append(stage(*arguments)))
    rows[5]["title"], rows[50]["tag"] = "Another", "another"
    del rows[99]
    write(path, rows)
    result = sync_step.sync(connection, source_of(settings, path), 0.2)
    assert (result.changed, result.removed, result.unchanged, result.active) == (2, 1, 97, 99)
    assert staged == [2]


def test_pages_are_read_one_after_another(
    connection: Connection, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "catalogue.parquet"
    generator = np.random.default_rng(SEED)
    write(path, rows_of(generator, [str(number) for number in range(2_000)], lists=False))
    sync_step.sync(connection, source_of(settings, path), 0.0)
    monkeypatch.setattr(digests, "_PAGES", 3)
    assert len(StoredDigests.read(connection).keys) == 2_000
    assert not any(differs(connection, source_of(settings, path)))
