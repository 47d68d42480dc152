"""The pages of models: their training, their runs, and two of them side by side."""

import json
import re

from api.dashboard.drawing.matrix import build_matrix
from core.quality.claim import UNKNOWN
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import ANOTHER_MODEL
from tests.unit.api.conftest import Execute, Serve


def text_of(api: Api, path: str) -> str:
    html = api.client.get(f"/dashboard{path}", headers={"Accept": "text/html"}).text
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'").split())


def test_a_model_has_its_training_and_its_runs(night: RunNight, serve: Serve, execute: Execute) -> None:
    night()
    execute(ANOTHER_MODEL)
    night(model_version=2)
    api = serve()
    shown = text_of(api, "/models/1")
    assert re.search(r"Runs of this model .* 1 published .* Training Trained \d{4}-\d\d-\d\d", shown)
    assert re.search(r"Examples \d+ projects, \d tags; \d+ of them were held out", shown)
    assert "Weighted F1 on slices" in shown
    other = text_of(api, "/models/2")
    assert re.search(r"Runs of this model .* 2 published ", other)
    assert "No run has scored with it" not in other


def test_two_models_stand_side_by_side(serve: Serve, execute: Execute) -> None:
    execute(ANOTHER_MODEL)
    shown = text_of(serve(), "/models/1?against=2")
    assert re.search(r"Model 1 Model 2 status champion candidate trained ", shown)
    assert re.search(r"weighted or micro F1 0\.\d{3} \N{EN DASH} ", shown)


def test_figures_that_claim_nothing_are_no_reason_to_promote(serve: Serve, execute: Execute) -> None:
    execute(ANOTHER_MODEL)
    execute(
        "UPDATE predawn.models SET status = 'candidate', artifact = NULL, artifact_sha256 = NULL,"
        " fingerprint = 'f', metrics = metrics || CAST(:status AS jsonb) WHERE model_version = 1",
        status=json.dumps({"status": UNKNOWN}),
    )
    shown = text_of(serve(), "/models/1?against=2")
    assert "so the figures claim nothing" in shown
    assert re.search(r"Weighted F1 0\.\d{3} on \d+ labelled projects", shown)
    assert "eld-out projects by" not in shown
    assert "predawn models promote 1 --reason 'chosen by hand'" in shown
    assert re.search(r"weighted or micro F1 \N{EN DASH} \N{EN DASH} ", shown)


def test_a_confusion_is_shaded_over_the_whole_matrix() -> None:
    found = [("a", "a", 100), ("a", "b", 1), ("b", "b", 25)]
    shades = [[cell.shade for cell in row] for row in build_matrix(found, ["a", "b"], one_scale=True).rows]
    assert shades == [[8, 1], [0, 4]]
    apart = [[cell.shade for cell in row] for row in build_matrix(found, ["a", "b"]).rows]
    assert apart == [[8, 8], [0, 4]]
