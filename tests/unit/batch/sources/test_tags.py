"""Lists of known tags: every format gives the same ones, and what is wrong in one costs its row, named."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from batch.sources.source import Source, open_source
from batch.sources.validation import MAX_KNOWN_TAG_BYTES, RejectionReason, Remark, validate
from core.errors import CatalogueError
from core.settings import Settings

TAGS = [["vision", "nlp"], None, ["a, b", "Ü"]]


def source_of(path: object, **overrides: object) -> Source:
    return open_source(Settings(_env_file=None, **overrides), str(path))


def tags_of(source: Source) -> list[list[str] | None]:
    return [tags for batch in source.batches() for tags in batch.column("tags").to_pylist()]


def validated(tags: pa.Array) -> tuple[list[object], dict[int, str], dict[str, int]]:
    """Return the lists that are accepted, why rows are set aside, and the remarks."""
    count = len(tags)
    columns = {
        "project_id": [str(n) for n in range(count)],
        "title": ["t"] * count,
        "description": [""] * count,
    }
    found = validate(pa.RecordBatch.from_pydict({**columns, "tags": tags}), first_row=1)
    reasons = {
        row["row_number"]: row["reason"].removesuffix(' (column "tags")')
        for row in found.rejected.to_pylist()
    }
    return found.accepted.column("tags").to_pylist(), reasons, dict(found.warnings)


def write_objects(path, tags, *, lines: bool):
    rows = [{"id": n, "title": "t", "description": "", "tags": value} for n, value in enumerate(tags)]
    text = "".join(json.dumps(row) + "\n" for row in rows) if lines else json.dumps(rows)
    path.write_text(text, encoding="utf-8")
    return path


def test_csv_holds_lists_as_json_or_parted(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        'id,title,description,tags\n1,t,,vision| nlp\n2,t,,\n3,t,,"[""a, b"", ""Ü""]"\n4,t,,one\n',
        encoding="utf-8",
    )
    assert tags_of(source_of(path)) == [*TAGS, ["one"]]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("{nlp,cv}", ["nlp", "cv"]),
        ('{"a, b",Ü,NULL,"NULL","say \\"x\\" \\\\ {1}"}', ["a, b", "Ü", "NULL", 'say "x" \\ {1}']),
        ("{one}", ["one"]),
        ("{}", None),
        ('{"a": 1}', ['{"a": 1}']),
        ("{a}|{b}", ["{a}", "{b}"]),
        ("{{a,b}}", ["{{a,b}}"]),
        ("{a,}", ["{a,}"]),
    ],
)
def test_arrays_as_postgresql_writes_them_are_lists(written, tags):
    found, reasons, _ = validated(pa.array([written]))
    assert (found, reasons) == ([tags], {})


def test_an_array_of_a_type_that_the_driver_does_not_know_is_a_list(database):
    query = "SELECT 1 AS id, 't' AS title, '' AS description, ARRAY['int4', 'text']::regtype[] AS tags"
    assert tags_of(source_of(database.url, catalogue_query=query)) == [["integer", "text"]]


def test_a_column_of_single_tags_that_has_lists_is_refused_with_the_setting(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["1"], "title": ["t"], "description": ["d"], "tag": [["a", "b"]]}), path)
    with pytest.raises(CatalogueError, match=r"name it with PREDAWN_COLUMN_TAGS, and set PREDAWN_COLUMN_TAG"):
        list(source_of(path).batches())
    assert tags_of(source_of(path, column_tags="tag", column_tag="-")) == [["a", "b"]]


@pytest.mark.parametrize("lines", [True, False])
def test_json_holds_lists(tmp_path, lines):
    path = write_objects(tmp_path / "a.json", TAGS, lines=lines)
    assert tags_of(source_of(path)) == TAGS


def test_lists_of_lines_may_be_texts_too_and_hold_numbers(tmp_path):
    path = write_objects(tmp_path / "a.ndjson", ["vision|nlp", None, ["a", 7]], lines=True)
    assert tags_of(source_of(path)) == [["vision", "nlp"], None, ["a", "7"]]


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        pa.large_list(pa.large_string()),
        pa.list_view(pa.string()),
        pa.list_(pa.dictionary(pa.int32(), pa.string())),
    ],
    ids=str,
)
def test_parquet_holds_lists(tmp_path, kind):
    path = tmp_path / "a.parquet"
    table = pa.table({"id": [1, 2, 3], "title": ["t"] * 3, "description": [""] * 3})
    pq.write_table(
        table.append_column(
            "tags",
            pa.array(TAGS).cast(pa.list_(pa.string())).cast(kind)
            if not pa.types.is_list_view(kind)
            else pa.array(TAGS, kind),
        ),
        path,
    )
    assert tags_of(source_of(path)) == TAGS


def test_a_query_gives_arrays(embedded_server):
    query = (
        "SELECT i AS id, 't' AS title, 'x' AS description, CASE WHEN i < 3 THEN ARRAY['a', 'b'] END AS tags "
        "FROM generate_series(1, 3) AS i"
    )
    assert tags_of(source_of(embedded_server.url, catalogue_query=query)) == [["a", "b"], ["a", "b"], None]


def test_a_query_of_a_database_without_arrays_gives_texts(tmp_path):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE p (id, title, description, tags)")
        connection.exec_driver_sql("INSERT INTO p VALUES (1, 't', '', 'a|b'), (2, 't', '', '[\"c|d\"]')")
    engine.dispose()
    assert tags_of(source_of(url, catalogue_query="SELECT * FROM p")) == [["a", "b"], ["c|d"]]


def test_a_list_of_nothing_is_unknown():
    assert validated(pa.array([[], [None, ""], [" "], None])) == (
        [None, None, None, None],
        {},
        {Remark.BLANK_TAG: 2},
    )


def test_what_is_blank_or_repeated_is_left_out_with_a_remark():
    found, reasons, remarks = validated(pa.array([["a", "", "b"], ["b", "a ", "b", "a"], ["c"]]))
    assert found == [["a", "b"], ["b", "a"], ["c"]]
    assert reasons == {}
    assert remarks == {Remark.BLANK_TAG: 1, Remark.REPEATED_TAG: 1}


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ("[1", RejectionReason.NO_LIST),
        ('["a", ["b"]]', RejectionReason.NO_LIST),
        ('["a", {"b": 1}]', RejectionReason.NO_LIST),
        ("[" * 100_000, RejectionReason.NO_LIST),
        ("a|b\0", RejectionReason.NUL),
        ("a|b\x1fc", RejectionReason.CONTROL),
        ("a|b\u202ec", RejectionReason.CONTROL),
        ("a|" + "b" * (MAX_KNOWN_TAG_BYTES + 1), RejectionReason.LONG_TAG),
        ('["\\ud800", "a"]', RejectionReason.SURROGATE),
    ],
)
def test_a_wrong_list_costs_its_row(tags, reason):
    found, reasons, _ = validated(pa.array(["x|y", tags, "z"]))
    assert found == [["x", "y"], ["z"]]
    assert reasons == {2: reason}


def test_bytes_that_are_no_text_cost_their_row():
    found, reasons, _ = validated(pa.array([[b"a"], [b"b", b"\xff"], [b"c"]]))
    assert found == [["a"], ["c"]]
    assert reasons == {2: RejectionReason.NOT_UTF8}


@pytest.mark.parametrize("wrong", [["a", {"b": 1}], ["a", ["b"]], ["a", True], {"a": 1}])
def test_a_wrong_value_of_json_costs_its_row(tmp_path, wrong):
    source = source_of(write_objects(tmp_path / "a.ndjson", [["x"], wrong, ["z"]], lines=True))
    assert tags_of(source) == [["x"], ["z"]]
    assert [(row.row_number, row.reason) for row in source.rejected] == [
        (2, RejectionReason.NOT_TEXT.in_column("tags"))
    ]


def test_single_tags_and_lists_in_one_source_are_refused_until_one_is_chosen(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,title,description,tag,tags\n1,t,,one,two|three\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="PREDAWN_COLUMN_TAG or PREDAWN_COLUMN_TAGS, to `-`"):
        tags_of(source_of(path))
    row = next(source_of(path, column_tag="-").batches()).to_pylist()[0]
    assert (row["tag"], row["tags"]) == (None, ["two", "three"])
    row = next(source_of(path, column_tags="-").batches()).to_pylist()[0]
    assert (row["tag"], row["tags"]) == ("one", None)


def test_who_calls_single_tags_by_the_name_of_lists_has_single_tags(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,title,description,tags\n1,t,,two|three\n", encoding="utf-8")
    row = next(source_of(path, column_tag="tags").batches()).to_pylist()[0]
    assert (row["tag"], row["tags"]) == ("two|three", None)
