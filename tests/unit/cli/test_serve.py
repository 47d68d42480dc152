"""Settings as `predawn serve` hands them to the processes that serve."""

from datetime import timedelta
from pathlib import Path

import pytest

from cli.serve import as_variables
from core.settings import Settings, load_settings


def test_settings_are_handed_on_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Settings(
        _env_file=None,
        database_url="postgresql://user:word@host/name",
        features="stars:int, language:str, a:b:date",
        home=Path("some where"),
        stale_after=timedelta(hours=1.5),
        max_source_bytes="12MiB",
        production=True,
        min_score=0.25,
        column_tags="tags",
        column_tag="-",
        csv_separator="tab",
        webhook_url="https://example.org/hook",
    )
    for name, value in as_variables(given).items():
        monkeypatch.setenv(name, value)
    assert load_settings() == given
