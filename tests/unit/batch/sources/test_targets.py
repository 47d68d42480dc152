"""Known numbers are read from every kind of source, kept from predictors, and followed."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from batch.sources.source import open_source
from core.errors import CatalogueError
from core.features import parse_features
from core.settings import Settings
from store.connect.database import Database
from tests.nights_of_outputs import Nights

ROWS = [("a", "1.5", 1.5), ("b", "-2", -2.0), ("c", "", None), ("d", "1e3", 1000.0)]


def settings(**changes: Any) -> Settings:
    return Settings(_env_file=None, column_target="price", **changes)


@pytest.fixture(params=["csv", "ndjson", "parquet"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"projects.{request.param}"
    if request.param == "csv":
        path.write_text("id,title,price,description\n" + "".join(f"{i},{i},{p},\n" for i, p, _ in ROWS))
    elif request.param == "ndjson":
        path.write_text(
            "".join(
                f'{{"id":"{i}","title":"{i}","description":"","price":{p or "null"}}}\n' for i, p, _ in ROWS
            )
        )
    else:
        ids = [i for i, _, _ in ROWS]
        columns = {"id": ids, "title": ids, "description": ids, "price": [price for _, _, price in ROWS]}
        pq.write_table(pa.table(columns), path)
    return path


def test_known_numbers_are_read(source: Path) -> None:
    found = open_source(settings(), str(source))
    rows = [row for batch in found.batches() for row in batch.to_pylist()]
    assert [(row["project_id"], row["target"], row["features"]) for row in rows] == [
        (name, number, None) for name, _, number in ROWS
    ]
    assert found.report().warnings == {}


def test_what_is_no_number_is_left_empty_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    path.write_text(
        "id,title,description,price\n"
        + "".join(f"{n},t,,{v}\n" for n, v in enumerate(["x", "inf", "nan", "1,5", "2"])).replace(
            "1,5", '"1,5"'
        )
    )
    found = open_source(settings(), str(path))
    assert [row["target"] for batch in found.batches() for row in batch.to_pylist()] == [
        None,
        None,
        None,
        None,
        2.0,
    ]
    assert found.report().warnings == {'a value of column "price" is no number and was left empty': 4}


def test_a_missing_column_is_named_and_a_feature_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    path.write_text("id,title,description\na,b,c\n")
    with pytest.raises(CatalogueError, match=r'no column "price" for known numbers.*PREDAWN_COLUMN_TARGET'):
        list(open_source(settings(), str(path)).batches())
    with pytest.raises(CatalogueError, match="a predictor would read what it should predict"):
        list(open_source(settings(features=parse_features("price:float")), str(path)).batches())


def test_a_changed_known_number_is_stored_and_scores_nothing(
    migrated_database: Database, tmp_path: Path
) -> None:
    nights = Nights(migrated_database, tmp_path, "Number")
    said: dict[str, object] = {f"p{place}": place for place in range(5)}

    def stored() -> dict[str, float | None]:
        with nights.engine.begin() as connection:
            rows = connection.execute(text("SELECT project_id, target FROM predawn.projects ORDER BY 1"))
            return {row.project_id: row.target for row in rows}

    nights.run(said, known={"p1": 0.1, "p2": 1e300}, column_target="known")
    assert stored() == {"p0": None, "p1": 0.1, "p2": 1e300, "p3": None, "p4": None}
    run = nights.run(said, known={"p1": 0.1, "p3": -2.5}, column_target="known")
    assert (run.status.value, run.counts.scored) == ("unchanged", 0)
    assert stored() == {"p0": None, "p1": 0.1, "p2": None, "p3": -2.5, "p4": None}
    with nights.engine.begin() as connection:
        counts = (
            connection.execute(text("SELECT changed FROM predawn.syncs ORDER BY sync_id")).scalars().all()
        )
    assert counts == [0, 2]
    nights.close()
