"""Progress counts rows from the first one on; the time left is about right, although workers join late."""

import io
import logging

import pytest
from rich.console import Console

from cli.bars import TerminalProgress, make_bars
from cli.progress import LogProgress
from core.types import Phase


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


def test_the_bar_counts_the_rows_of_the_source_and_then_the_projects() -> None:
    screen = io.StringIO()
    with make_bars(Console(file=screen, force_terminal=True, width=120)) as bars:
        progress = TerminalProgress(bars)

        def line() -> str:
            screen.seek(0)
            screen.truncate()
            bars.refresh()
            return screen.getvalue()

        assert "starting" in line()
        progress.enter(Phase.SYNC)
        progress.read(12_345)
        assert "sync" in line()
        assert "12345/?" in line()
        progress.enter(Phase.PLAN)
        assert "0/?" in line()
        progress.expect(10)
        progress.enter(Phase.SCORE)
        progress.advance(4)
        assert "4/10" in line()


def test_the_log_has_the_rows_of_the_source_every_few_seconds(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    progress = LogProgress(lambda: now)
    with caplog.at_level(logging.INFO, logger="predawn.progress"):
        for second in range(1, 26):
            now = float(second)
            progress.read(1000 * second)
    assert [record.getMessage() for record in caplog.records] == [
        "10000 rows of the source read",
        "20000 rows of the source read",
    ]
