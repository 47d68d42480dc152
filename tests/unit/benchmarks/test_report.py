"""The page on performance is written from what the benchmarks print, and says what they say."""

import json
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[3]
_PAGE = _ROOT / "docs" / "performance.md"
_FULL_RUN = {
    "benchmark": "full_run",
    "script": "full_run.py --projects=1000000",
    "off": [],
    "projects": 1_000_000,
    "tagger": "auto",
    "rows_per_second": 66_000,
    "usual_script_rows_per_second": 5_100,
    "ratio": 12.94,
    "processes": 2,
    "rows_per_second_of_processes": 8_100,
    "ratio_to_processes": 8.15,
    "plan_to_publish_wall_seconds": 8.5,
    "plan_to_publish_processor_seconds": 13.3,
    "wall_to_processor_ratio": 1.27,
    "peak_pss_mib": 350,
    "peak_pss_mib_of_a_tenth": 340,
    "peak_ratio": 1.03,
    "phase_seconds": {"start": 1.0, "sync": 3.0},
}
_SHIPPED = {
    "benchmark": "lookups_as_shipped",
    "script": "lookups.py",
    "off": ["TCP to PostgreSQL"],
    "workers": 2,
    "predawn": {"rate": 20_000.4},
    "bare": {"rate": 40_000.0},
    "ratio": {"rate": 0.5},
}


@pytest.fixture
def fill(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(_ROOT / "benchmarks"))
    conditions = import_module("report.conditions").Conditions(
        commit="0123456789ab", changed=False, date="2026-11-26", processors=2, processor="A processor",
        memory_gib=24, postgresql="18.1", python="3.11.2", catalogue="projects.csv", load=0.02,
    )  # fmt: skip
    page = import_module("report.page")
    return lambda *lines, text=None: page.fill(
        text or _PAGE.read_text(encoding="utf-8"), conditions, json.loads(json.dumps(lines)), 52.3
    )


def test_figures_stand_with_their_peers_bars_and_what_is_off(fill: Any) -> None:
    rows = [line for line in fill(_FULL_RUN, _SHIPPED).splitlines() if line.startswith("| ")]
    run = next(row for row in rows if "full run of 1,000,000 projects" in row)
    assert "(66,000 rows/s)" in run
    assert "`to_sql` (5,100 rows/s)" in run
    assert "| 12.9 × | ≥ 15, **missed** | \u2013 | `full_run.py --projects=1000000` |" in run  # noqa: RUF001
    assert any("| 1.27 | ≤ 1.3 |" in row for row in rows)
    shipped = next(row for row in rows if "`--workers 2` (20,000)" in row)
    assert "| 0.5 | ≥ 0.45 | TCP to PostgreSQL | `lookups.py` |" in shipped
    assert any(row.startswith("| sync | 3.0 s | 75% |") for row in rows)


def test_a_bar_is_not_held_against_a_smaller_catalogue(fill: Any) -> None:
    page = fill({**_FULL_RUN, "projects": 200_000})
    assert "missed" not in page


def test_the_conditions_are_said_and_the_text_stays(fill: Any) -> None:
    page = fill(_FULL_RUN)
    assert "on 2026-11-26 at commit `0123456789ab`, in 52 minutes, on 2 processors (A processor)" in page
    assert "PostgreSQL 18.1 over its socket, and Python 3.11.2" in page
    assert "Full-page images in the server's log are not compressed" in page
    assert fill(_FULL_RUN, text=page) == page


def test_a_page_without_its_marks_is_refused(fill: Any) -> None:
    with pytest.raises(ValueError, match="begin conditions"):
        fill(_FULL_RUN, text="# How fast it is\n")


def test_every_benchmark_is_in_the_plan(fill: Any) -> None:
    planned = {step.script for step in import_module("report.plan").PLAN}
    there = {path.stem for path in (_ROOT / "benchmarks").glob("*.py")}
    assert there == planned


@pytest.mark.parametrize(
    ("lines", "committed", "sentence"),
    [
        ([_FULL_RUN], False, "ends before the last benchmark"),
        ([_FULL_RUN, {"minutes": 52.3}], True, "in no commit"),
    ],
)
def test_what_is_no_whole_run_of_a_commit_is_refused(
    fill: Any, tmp_path: Path, lines: list[Any], committed: bool, sentence: str
) -> None:
    head = import_module("report.conditions").Conditions(
        commit="0123456789ab", changed=True, date="2026-11-26", processors=2, processor="A processor",
        memory_gib=24, postgresql="18.1", python="3.11.2", catalogue="projects.csv", load=0.02,
    )  # fmt: skip
    kept = tmp_path / "kept.ndjson"
    kept.write_text("".join(json.dumps(line) + "\n" for line in (asdict(head), *lines)), encoding="utf-8")
    with pytest.raises(SystemExit, match=sentence):
        import_module("report.__main__").render(kept, committed=committed)
