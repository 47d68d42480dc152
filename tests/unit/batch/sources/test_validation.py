import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.sources.validation import (
    CATALOGUE_SCHEMA,
    MAX_ID_BYTES,
    MAX_KNOWN_TAG_BYTES,
    MAX_TEXT_CHARACTERS,
    RejectionReason,
    Remark,
    validate,
)
from batch.sources.values.types import as_instants, as_text
from core.errors import CatalogueError


def raw_row(**values: object) -> pa.RecordBatch:
    row = {"project_id": "7", "title": "A title", "description": "A text", "created_on": None, "tag": "mlops"}
    return pa.RecordBatch.from_pylist([{**row, **values}], pa.schema(dict.fromkeys(row, pa.string())))


def test_a_good_row_is_accepted_as_it_is():
    found = validate(raw_row(created_on="2020-02-20 06:43:18", title=" kept\n"), first_row=12)
    assert found.accepted.schema.equals(CATALOGUE_SCHEMA)
    assert found.accepted.to_pylist() == [
        {
            "row_number": 12,
            "project_id": "7",
            "title": " kept\n",
            "description": "A text",
            "created_on": datetime(2020, 2, 20, 6, 43, 18, tzinfo=UTC),
            "tag": "mlops",
            "tags": None,
            "features": None,
            "target": None,
        }
    ]
    assert (found.rejected.num_rows, found.warnings) == (0, {})


def test_a_nul_is_found_in_whatever_part_of_a_batch_it_is():
    rows = pa.concat_batches([raw_row(), raw_row(title="a\0"), raw_row(), raw_row(description="\0")])
    for begin in range(4):
        for end in range(begin, 4):
            found = validate(rows.slice(begin, end - begin + 1), first_row=begin)
            assert found.rejected.column("row_number").to_pylist() == [
                number for number in (1, 3) if begin <= number <= end
            ]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"project_id": None}, RejectionReason.NO_ID),
        ({"project_id": " \u3000\n"}, RejectionReason.NO_ID),
        ({"project_id": "é" * (MAX_ID_BYTES // 2) + "x"}, RejectionReason.LONG_ID),
        ({"project_id": "a\0b"}, RejectionReason.NUL),
        ({"title": "a\0b"}, RejectionReason.NUL),
        ({"description": "\0"}, RejectionReason.NUL),
        ({"tag": "a\0"}, RejectionReason.NUL),
        ({"tag": "t" * (MAX_KNOWN_TAG_BYTES + 1)}, RejectionReason.LONG_TAG),
        ({"tag": "a\nb"}, RejectionReason.CONTROL),
        ({"tag": "bell\a"}, RejectionReason.CONTROL),
        ({"tag": "c1\x9b"}, RejectionReason.CONTROL),
        ({"tag": "\u202egnirts"}, RejectionReason.CONTROL),
        ({"title": None, "description": " \t"}, RejectionReason.NO_TEXT),
        ({"title": "x" * MAX_TEXT_CHARACTERS, "description": "y"}, RejectionReason.LONG_TEXT),
    ],
)
def test_a_row_that_breaks_a_rule_is_set_aside_alone(values, reason):
    good = raw_row()
    batch = pa.concat_batches([good, raw_row(**values), good])
    found = validate(batch, first_row=1)
    assert found.accepted.column("row_number").to_pylist() == [1, 3]
    told = [(row["row_number"], row["reason"].partition(" (column")[0]) for row in found.rejected.to_pylist()]
    assert told == [(2, reason)]


@pytest.mark.parametrize(
    "values",
    [
        {"project_id": "é" * (MAX_ID_BYTES // 2)},
        {"title": "é" * (MAX_TEXT_CHARACTERS - 1), "description": "y"},
        {"title": "", "description": "y"},
        {"title": None, "description": "y"},
        {"tag": "t" * MAX_KNOWN_TAG_BYTES},
        {"tag": "mlops\n"},
        {"tag": "👩\u200d💻"},
        {"tag": "שלום\u200f"},
    ],
)
def test_what_is_just_within_the_bounds_is_accepted(values):
    assert validate(raw_row(**values), first_row=1).accepted.num_rows == 1


def test_the_ids_of_rejected_rows_can_be_stored():
    ids = ["a\0b", "x" * 5000, " ", "é\0" * 400]
    batch = pa.concat_batches([raw_row(project_id=value) for value in ids])
    shown = validate(batch, first_row=1).rejected.column("project_id").to_pylist()
    assert shown[0] == "a\ufffdb"
    assert shown[2] is None
    assert all("\0" not in value and len(value.encode()) <= MAX_ID_BYTES for value in shown if value)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"caf\xe9", RejectionReason.NOT_UTF8), (b"half \xed\xa0\x80", RejectionReason.SURROGATE)],
)
def test_undecodable_bytes_cost_their_row_only(raw, reason):
    titles = pa.array([b"good", raw]).view(pa.string())
    batch = pa.RecordBatch.from_arrays(
        [pa.array(["1", "2"]), titles, titles], names=["project_id", "title", "description"]
    )
    found = validate(batch, first_row=1)
    assert found.accepted.column("title").to_pylist() == ["good"]
    assert found.rejected.to_pylist() == [
        {"row_number": 2, "project_id": "2", "reason": reason.in_column("title")}
    ]


def test_spaces_around_ids_are_removed_and_counted():
    batch = pa.concat_batches([raw_row(project_id=" 7\t"), raw_row(), raw_row(project_id=" 8", title="\0")])
    found = validate(batch, first_row=1)
    assert found.accepted.column("project_id").to_pylist() == ["7", "7"]
    assert found.warnings == {Remark.PADDED_ID: 1}


def test_tags_are_stripped_and_blank_ones_are_unknown():
    batch = pa.concat_batches([raw_row(tag=" mlops "), raw_row(tag=" "), raw_row(tag=""), raw_row(tag=None)])
    assert validate(batch, first_row=1).accepted.column("tag").to_pylist() == ["mlops", None, None, None]


def test_absent_optional_columns_are_null():
    batch = raw_row().select(["project_id", "title", "description"])
    row = validate(batch, first_row=1).accepted.to_pylist()[0]
    assert (row["created_on"], row["tag"]) == (None, None)


def test_an_unreadable_time_is_left_empty_and_counted():
    batch = pa.concat_batches([raw_row(created_on="yesterday"), raw_row(created_on="2020-01-02")])
    found = validate(batch, first_row=1)
    assert found.accepted.column("created_on").to_pylist() == [None, datetime(2020, 1, 2, tzinfo=UTC)]
    assert found.warnings == {Remark.UNREADABLE_DATE: 1}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-02-20", datetime(2020, 2, 20, tzinfo=UTC)),
        ("2020-02-20T06:43", datetime(2020, 2, 20, 6, 43, tzinfo=UTC)),
        ("2020-02-20 06:43:18.25", datetime(2020, 2, 20, 6, 43, 18, 250_000, tzinfo=UTC)),
        ("2020-02-20T06:43:18.123456789", datetime(2020, 2, 20, 6, 43, 18, 123_456, tzinfo=UTC)),
        ("2020-02-20T06:43:18Z", datetime(2020, 2, 20, 6, 43, 18, tzinfo=UTC)),
        (" 2020-02-20T06:43:18+02:00 ", datetime(2020, 2, 20, 4, 43, 18, tzinfo=UTC)),
        ("20200220", datetime(2020, 2, 20, tzinfo=UTC)),
        ("2020-02-30", None),
        ("0000-01-01", None),
        ("20/02/2020", None),
        ("20200220T064318", datetime(2020, 2, 20, 6, 43, 18, tzinfo=UTC)),
        ("2020-02-20t06:43", datetime(2020, 2, 20, 6, 43, tzinfo=UTC)),
        ("2020-02-20x06:43", None),
        ("1612123112345", None),  # milliseconds of 2021, and no time of 1612
    ],
)
def test_times_read_alike_alone_and_in_a_mixture(text, moment):
    alone, alone_unreadable = as_instants(pa.array([text]))
    mixed, mixed_unreadable = as_instants(
        pa.array([text, "?", "2020-01-01T00:00:00Z", "2020-01-01", "", None])
    )
    assert alone.to_pylist() == [moment]
    assert mixed.to_pylist()[0] == moment
    assert alone_unreadable.to_pylist() == [moment is None]
    assert mixed_unreadable.to_pylist() == [moment is None, True, False, False, False, False]


@given(
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.sampled_from(["s", "ms", "us"]),
)
def test_native_times_are_read_to_their_unit(moment, unit):
    kept = moment.replace(
        microsecond={"s": 0, "ms": moment.microsecond // 1000 * 1000}.get(unit, moment.microsecond)
    )
    array = pa.array([kept, None], pa.timestamp(unit, tz="UTC" if kept.tzinfo else None))
    times, unreadable = as_instants(array)
    assert times.to_pylist() == [kept.replace(tzinfo=UTC), None]
    assert unreadable.to_pylist() == [False, False]


@pytest.mark.parametrize(
    "kind", [pa.date32(), pa.date64(), pa.timestamp("ns"), pa.timestamp("s", "Asia/Tokyo")]
)
def test_dates_and_other_times_are_read(kind):
    array = pa.array([datetime(2020, 2, 20, tzinfo=UTC) if "time" in str(kind) else date(2020, 2, 20)], kind)
    assert as_instants(array)[0].to_pylist() == [datetime(2020, 2, 20, tzinfo=UTC)]


def test_times_that_python_cannot_hold_are_unreadable():
    for array in (
        pa.array([2**62]).cast(pa.timestamp("s")),
        pa.array([2**31 - 1], pa.int32()).view(pa.date32()),
    ):
        times, unreadable = as_instants(array)
        assert (times.to_pylist(), unreadable.to_pylist()) == ([None], [True])


def test_numbers_are_no_times():
    times, unreadable = as_instants(pa.array([1582181000, None]))
    assert (times.to_pylist(), unreadable.to_pylist()) == ([None, None], [True, False])


IDENTIFIER = uuid.UUID(int=7)


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        (pa.array([7, None, -1], pa.int16()), ["7", None, "-1"]),
        (pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"]),
        (pa.array([7.0, None, float("nan"), 0.5]), ["7", None, None, "0.5"]),
        (pa.array([2.0**53, 2.0**60]), ["9007199254740992", None]),
        (pa.array([7.0], pa.float32()), ["7"]),
        (pa.array([Decimal("7.00"), Decimal("7.50")]), ["7", "7.5"]),
        (pa.array(["a", None], pa.large_string()), ["a", None]),
        (pa.array(["a", None], pa.string_view()), ["a", None]),
        (pa.array([b"a", None], pa.binary()), ["a", None]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array([IDENTIFIER.bytes], pa.uuid()), [str(IDENTIFIER)]),
        (pa.nulls(2), [None, None]),
    ],
)
def test_columns_of_many_types_are_read_as_text(array, texts):
    assert as_text(array, "project_id").to_pylist() == texts


def test_a_column_that_holds_no_text_is_refused_with_its_setting():
    with pytest.raises(CatalogueError, match=r"bool.*PREDAWN_COLUMN_ID"):
        as_text(pa.array([True]), "project_id")
    with pytest.raises(CatalogueError, match=r"list.*PREDAWN_COLUMN_TITLE"):
        as_text(pa.array([["a"]]), "title")
