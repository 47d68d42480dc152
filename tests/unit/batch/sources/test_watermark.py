"""The value from which a source that says what changed is read: its watermark less the overlap."""

from datetime import timedelta

import pytest

from batch.sources.watermark import start_from
from core.sync import Watermark

FIVE_MINUTES = timedelta(minutes=5)


@pytest.mark.parametrize(
    ("watermark", "start"),
    [
        ("2025-01-01 10:00:00", "2025-01-01 09:55:00"),
        ("2025-01-01T10:00:00Z", "2025-01-01T09:55:00+00:00"),
        ("2025-01-01T10:00:00.5-02:00", "2025-01-01T09:55:00.500000-02:00"),
        ("2025-01-01T10", "2025-01-01T095500"),
        ("2025-01-01", "2024-12-31"),
        ("20250101T100000", "20250101T095500"),
        ("20250101T100000Z", "20250101T095500+0000"),
        ("20250101T100000-0200", "20250101T095500-0200"),
        ("20250101", "20241231"),
    ],
)
def test_the_overlap_of_a_text_is_taken_off_in_its_own_form(watermark: str, start: str) -> None:
    assert start_from(Watermark("text", watermark), FIVE_MINUTES) == start
    assert start < watermark


@pytest.mark.parametrize("watermark", ["2025W011", "2020-W53-7", "2025-W01-1T10:00:00", "v17", "", "20251"])
def test_texts_that_are_no_days_of_months_stay_as_they_are(watermark: str) -> None:
    assert start_from(Watermark("text", watermark), FIVE_MINUTES) == watermark


@pytest.mark.parametrize(
    ("kind", "watermark", "start"),
    [
        ("time", "0001-01-01T00:00:00", "0001-01-01 00:00:00"),
        ("time", "0001-01-01T00:00:00+00:00", "0001-01-01 00:00:00+00:00"),
        ("time", "0001-01-01T00:00:00+02:00", "0001-01-01 00:00:00+02:00"),
        ("date", "0001-01-01", "0001-01-01"),
        ("text", "0001-01-01 00:00:00", "0001-01-01 00:00:00"),
        ("text", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00"),
        ("text", "00010101", "00010101"),
    ],
)
def test_nothing_is_before_the_first_year(kind: str, watermark: str, start: str) -> None:
    assert str(start_from(Watermark(kind, watermark), FIVE_MINUTES)) == start
