from datetime import timedelta

import pytest

from core.errors import InputError
from core.settings import Settings, load_settings, unknown_variables


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("36h", timedelta(hours=36)),
        ("1.5d", timedelta(hours=36)),
        ("PT36H", timedelta(hours=36)),
        ("60", timedelta(minutes=1)),
    ],
)
def test_times_are_written_as_people_write_them(
    text: str, span: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREDAWN_STALE_AFTER", text)
    assert load_settings().stale_after == span


@pytest.mark.parametrize("name", ["PREDAWN_RECONCILE", "PREDAWN_KEEP_HISTORY", "PREDAWN_MISFIRE_GRACE"])
@pytest.mark.parametrize("text", ["365001d", "99999999999999d", "P366000D", "9" * 400])
def test_times_are_a_thousand_years_at_most(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(InputError, match=rf"{name}: .*it should be at most 365000d, .*, not '{text}'"):
        load_settings()
    monkeypatch.setenv(name, "365000d")
    assert getattr(load_settings(), name.removeprefix("PREDAWN_").lower()) == timedelta(days=365_000)


def test_flags_win_over_the_environment_and_the_environment_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    with open(".env", "w") as file:  # noqa: PTH123 - the working folder is the test's own
        file.write("PREDAWN_WORKERS=3\nPREDAWN_CHUNK_ROWS=30\n")
    monkeypatch.setenv("PREDAWN_CHUNK_ROWS", "20")
    settings = load_settings(max_shrink=0.5, workers=None)
    assert (settings.workers, settings.chunk_rows, settings.max_shrink) == (3, 20, 0.5)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PREDAWN_WORKERS", "none"), ("PREDAWN_MAX_SHRINK", "1.5"), ("PREDAWN_ENGINE", "spark")],
)
def test_a_value_that_cannot_be_used_is_named_with_its_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=f"{name}: .*{value}"):
        load_settings()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDAWN_CATALOGUE", "")
    assert load_settings().catalogue is None


def test_a_misspelt_variable_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDAWN_CATALOG", "x.csv")
    assert "PREDAWN_CATALOG" in unknown_variables()


def test_the_password_of_the_database_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDAWN_DATABASE_URL", "postgresql://user:hidden-word@host/name")
    settings = load_settings()
    assert "hidden-word" not in repr(settings)
    assert "hidden-word" not in str(settings.database_url)


def test_a_password_in_an_address_that_cannot_be_used_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDAWN_DASK_SCHEDULER", "tcp://user:hidden-word@host:8786")
    with pytest.raises(InputError, match="PREDAWN_DASK_SCHEDULER: ") as refusal:
        load_settings()
    assert "hidden-word" not in str(refusal.value)


def test_settings_do_not_change(settings: Settings) -> None:
    with pytest.raises(ValueError, match="frozen"):
        settings.workers = 2


@pytest.mark.parametrize("path", ["/dashboard", "/dashboard/api/docs"])
def test_the_documentation_is_no_page_of_the_dashboard(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setenv("PREDAWN_DOCS_URL", path)
    with pytest.raises(InputError, match=r"PREDAWN_DOCS_URL: .*a path of the dashboard"):
        load_settings()
    monkeypatch.setenv("PREDAWN_DOCS_URL", "/dashboards")
    assert load_settings().docs_url == "/dashboards"
