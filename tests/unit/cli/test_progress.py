"""The time left that log lines tell is about right, although workers join late."""

import logging

import pytest

from cli.progress import LogProgress


def test_the_time_left_is_about_right_from_the_first_line(caplog: pytest.LogCaptureFixture) -> None:
    """A worker scores 20 rows in the first second; from the fourth on, two of them score 20 each a second."""
    now = 0.0
    progress = LogProgress(lambda: now)
    rows, done = 5000, 20
    with caplog.at_level(logging.INFO, logger="predawn.progress"):
        progress.expect(rows)
        now = 1.0
        progress.advance(20)
        now = 4.0
        while done < rows:
            now += 2.0
            for _ in range(2):
                progress.advance(40)
                done += 40
    end = 4.0 + (rows - 20) / 40
    lines = [record.__dict__ for record in caplog.records]
    assert len(lines) >= end / 12
    for line in lines:
        expected = (rows - line["args"][0]) / 40
        assert expected / 1.5 <= line["seconds_left"] <= max(expected * 1.5, 3)
