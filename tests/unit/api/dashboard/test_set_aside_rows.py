"""Rows of the source that a night sets aside are counted wherever the night is looked at."""

import re
from pathlib import Path

import pytest

from cli.batch import summarise
from core.types import RunStatus
from tests.conftest import SAMPLE, RunNight
from tests.serving import Api
from tests.unit.api.conftest import Execute, Serve

WITHOUT_TEXT = "odd-1,2020-01-01 00:00:00,,,\nodd-2,2020-01-01 00:00:00,,,\n"


@pytest.fixture
def source(tmp_path: Path) -> str:
    """The sample catalogue, and two rows without a text."""
    path = tmp_path / "catalogue.csv"
    path.write_text(SAMPLE.read_text(encoding="utf-8").rstrip("\n") + "\n" + WITHOUT_TEXT, encoding="utf-8")
    return str(path)


def page(api: Api, path: str) -> str:
    html = api.client.get(f"/dashboard{path}", headers={"Accept": "text/html"}).text
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_they_are_on_the_pages_in_sql_and_in_the_last_line(
    night: RunNight, source: str, serve: Serve, execute: Execute
) -> None:
    first = night(source=source)
    assert (first.status, first.set_aside) == (RunStatus.PUBLISHED, 2)
    assert "0 failed, 2 rows set aside, in " in summarise(first)
    # The file is not read again, and its rows are still set aside.
    second = night(source=source)
    assert (second.status, second.set_aside) == (RunStatus.UNCHANGED, 2)
    assert summarise(second) == "run 2: unchanged; 0 scored, 387 projects checked, 2 rows set aside"
    assert execute("SELECT run_id, set_aside FROM analytics.runs ORDER BY run_id") == [(1, 2), (2, 2)]
    api = serve()
    assert "2 rows set aside by run 2" in page(api, "")
    assert re.search(r"2 rows set aside These rows .* Its project .* 2 \d+ odd-1 ", page(api, "/runs/2"))
    assert "A newer run has read the source since" in page(api, "/runs/1")


def test_a_night_without_any_or_without_a_source_says_nothing_of_them(
    night: RunNight, source: str, serve: Serve
) -> None:
    assert night().set_aside is None
    night(source=source)
    clean = night(source=str(SAMPLE))
    assert clean.set_aside == 0
    assert "set aside" not in summarise(clean)
    api = serve()
    assert "set aside" not in page(api, "")
    assert "set aside" not in page(api, f"/runs/{clean.run_id}")
