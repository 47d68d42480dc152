"""Exports hold what the database holds, in every format."""

import csv
import io
import json
import tracemalloc

import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from core.errors import StoreError
from core.types import Output, Run
from store.bulk import export
from store.bulk.export import ExportFormat
from store.serving import pointer
from store.sql_files import Sql
from tests.nights_of_outputs import Nights


def written(connection, what, form):
    file = io.BytesIO()
    rows = export.write(connection, what, file, form)
    return rows, file.getvalue()


def read(data: bytes, form: ExportFormat) -> list[dict[str, object]]:
    if form is ExportFormat.PARQUET:
        return pq.read_table(io.BytesIO(data)).to_pylist()
    if form is ExportFormat.NDJSON:
        return [json.loads(line) for line in data.decode().splitlines()]
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [{**row, "tags": json.loads(row["tags"]), "scores": json.loads(row["scores"])} for row in rows]


@pytest.mark.parametrize("form", list(ExportFormat))
def test_every_format_holds_the_published_predictions(first_run: Run, engine, form):
    with engine.begin() as connection:
        awkward = 'a "quoted", \\ title\nof two lines, \x01 and \x02'
        change = text("UPDATE predawn.projects SET title = :title WHERE project_id = '100'")
        connection.execute(change, {"title": awkward})
        connection.execute(text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '101'"))
        rows, data = written(connection, export.predictions(first_run.run_id, in_service=True), form)
        expected = connection.execute(
            text(
                "SELECT project_id, title, predicted_tag, tags, scores FROM analytics.predictions "
                'ORDER BY project_id COLLATE "C"'
            )
        ).all()
    found = read(data, form)
    assert rows == len(found) == len(expected)
    for got, row in zip(found, expected, strict=True):
        assert (got["project_id"], got["title"], got["predicted_tag"]) == (
            row.project_id,
            row.title,
            row.predicted_tag,
        )
        assert got["tags"] == row.tags
        assert got["scores"] == pytest.approx(row.scores, rel=1e-6)


def test_a_run_is_exported_with_the_projects_that_left_since(first_run: Run, engine):
    """An export of the run in service leaves them out, as answers do; a named run is exported as it was."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '101'"))
        connection.execute(text("DELETE FROM predawn.projects WHERE project_id = '100'"))
        whole, in_service = (
            written(connection, export.predictions(first_run.run_id, in_service=only), ExportFormat.NDJSON)
            for only in (False, True)
        )
    assert (whole[0], in_service[0]) == (387, 385)
    found, current = (
        {row["project_id"]: row for row in read(data, ExportFormat.NDJSON)} for _, data in (whole, in_service)
    )
    assert found.keys() - current.keys() == {"100", "101"}
    assert found["101"]["title"] is not None
    assert (found["100"]["title"], found["100"]["fits_text"]) == (None, None)
    assert found["100"]["predicted_tag"] is not None


@pytest.mark.parametrize("form", list(ExportFormat))
def test_an_export_of_named_projects_holds_these_and_names_the_missing(first_run: Run, engine, form):
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '101'"))
        named = ["no 'such", "6", "101", "4", "none"]
        what = export.predictions(first_run.run_id, in_service=True, project_ids=named)
        rows, data = written(connection, what, form)
        assert [row["project_id"] for row in read(data, form)] == ["4", "6"]
        assert rows == 2
        assert export.find_missing(connection, what) == ["no 'such", "101", "none"]


@pytest.mark.parametrize("form", list(ExportFormat))
def test_an_empty_log_is_an_empty_file_of_its_kind(engine, form):
    with engine.begin() as connection:
        rows, data = written(connection, export.inference_log(None), form)
    assert (rows, read(data, form)) == (0, [])


def test_a_tag_that_would_be_split_is_refused(first_run: Run, engine):
    with engine.begin() as connection:
        change = (
            f"UPDATE predawn.predictions_{first_run.run_id} SET tags[1] = E'a\\x1fb' WHERE project_id = '100'"
        )
        connection.exec_driver_sql(change)
        with pytest.raises(StoreError, match="U\\+001F"):
            written(connection, export.predictions(first_run.run_id, in_service=True), ExportFormat.PARQUET)


@pytest.mark.parametrize("form", list(ExportFormat))
def test_memory_does_not_grow_with_what_is_exported(first_run: Run, engine, form, tmp_path):
    with engine.begin() as connection:
        whole = export.predictions(first_run.run_id, in_service=True)
        query = Sql(f"SELECT e.* FROM ({whole.query}) AS e, generate_series(1, 150) AS n")
        many = export.Export(query, whole.parameters, whole.schema)
        with (tmp_path / "file").open("wb") as file:
            tracemalloc.start()
            rows = export.write(connection, many, file, form)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert rows == 150 * first_run.counts.total
        assert peak < 40 * 1024 * 1024
        assert pointer.read_serving(connection).run_id == first_run.run_id


WIDE = ["\uff1d1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)"]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "plain", "a=b", "日本", *WIDE]


@pytest.mark.parametrize("excel", [True, False])
def test_a_spreadsheet_takes_no_text_for_a_formula(first_run: Run, engine, excel):
    with engine.begin() as connection:
        change = text("UPDATE predawn.projects SET title = :title WHERE project_id = :id")
        found = connection.scalars(text("SELECT project_id FROM predawn.projects ORDER BY 1 LIMIT 13")).all()
        for name, title in zip(found, FORMULAS, strict=True):
            connection.execute(change, {"id": name, "title": title})
        file = io.BytesIO()
        what = export.predictions(first_run.run_id, in_service=True)
        export.write(connection, what, file, ExportFormat.CSV, excel=excel)
    assert file.getvalue().startswith(b"\xef\xbb\xbfproject_id,") is excel
    rows = read(file.getvalue().removeprefix(b"\xef\xbb\xbf"), ExportFormat.CSV)
    titles = {row["project_id"]: row["title"] for row in rows}
    expected = [
        f"'{title}" if excel and title[0] in "=+-@\t\r\uff1d\uff0b\uff0d\uff20" else title
        for title in FORMULAS
    ]
    assert [titles[name] for name in found] == expected


@pytest.mark.parametrize("form", [ExportFormat.NDJSON, ExportFormat.PARQUET])
def test_numbers_stand_beside_the_known_ones(migrated_database, tmp_path, form):
    nights = Nights(migrated_database, tmp_path, "Number")
    nights.run({"a": "1.5", "b": "2"}, known={"a": 1.25}, column_target="known")
    with nights.engine.begin() as connection:
        what = export.predictions(1, in_service=True, output=Output.NUMBER)
        rows, data = written(connection, what, form)
    assert rows == 2
    assert [(row["project_id"], row["value"], row["known_number"]) for row in read(data, form)] == [
        ("a", 1.5, 1.25),
        ("b", 2.0, None),
    ]
    nights.close()
