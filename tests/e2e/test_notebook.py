"""The notebook for analysts: its cells run in their order, as an analyst; it ships with its outputs.

The cells are run by `exec`, in one namespace, as a kernel does it; no kernel is needed for that.
"""

import json
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import Engine, make_url, text

from store.connect.database import Database
from tests.conftest import ROOT, RunNight, Server

NOTEBOOK = ROOT / "examples" / "analysis.ipynb"
PASSWORD = "only-for-tests"
PLOTS = 5


def cells(kind: str) -> list[str]:
    content = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == kind]


def run_cells(code: list[str]) -> dict[str, Any]:
    """Run cells, and return what they leave behind."""
    namespace: dict[str, Any] = {}
    for number, cell in enumerate(code):
        exec(compile(cell, f"cell {number}", "exec"), namespace)  # noqa: S102 - what a kernel does
    return namespace


def login(server: Server, database: Database) -> str:
    """Make a login with just the role of an analyst, and return its URL."""
    server.execute(
        f"DO $$ BEGIN CREATE ROLE notebook LOGIN PASSWORD '{PASSWORD}' IN ROLE predawn_analyst;"
        " EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )
    url = make_url(database.url).set(username="notebook", password=PASSWORD)
    return url.render_as_string(hide_password=False)


def test_the_notebook_says_what_the_store_holds(
    night: RunNight,
    engine: Engine,
    embedded_server: Server,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    night()
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET title = 'A graph' WHERE project_id IN ('4', '6')")
        )
        connection.execute(
            text(
                "INSERT INTO predawn.inference_log (description, predicted_tag, score, tags, scores,"
                " model_version, source, latency_seconds)"
                " VALUES ('x', 'mlops', 0.5, '{mlops}', '{0.5}', 1, 'on_demand', 0.002)"
            )
        )
    second = night()
    monkeypatch.setenv("PREDAWN_DATABASE_URL", login(embedded_server, database))
    monkeypatch.setenv("MPLBACKEND", "Agg")
    # Not above: it would take a second in each process that collects tests.
    plt = import_module("matplotlib.pyplot")
    found = run_cells(cells("code"))
    try:
        assert found["run"].run_id == second.run_id
        assert found["tags"].projects.sum() == second.counts.total == len(found["predictions"])
        assert found["scores"]["items"].sum() == second.counts.total
        assert set(found["drift"].run_id) == {1, 2}
        assert len(found["known"]) == 2
        assert found["asked"].answers.sum() == 1
        assert found["unsure"].score.is_monotonic_increasing
        assert len(plt.get_fignums()) == PLOTS
    finally:
        plt.close("all")


def test_outputs_are_those_of_one_run_from_the_first_cell_to_the_last() -> None:
    content = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    assert all(cell["id"] for cell in content["cells"])
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} == {"execute_result", "display_data"}
    assert sum("image/png" in output["data"] for output in outputs) == PLOTS


def test_each_plot_is_led_up_to_in_words() -> None:
    content = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    kinds = [cell["cell_type"] for cell in content["cells"]]
    assert kinds[0] == "markdown"
    assert kinds.count("markdown") >= 7
