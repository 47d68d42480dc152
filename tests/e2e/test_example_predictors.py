"""The predictors in `examples/` do what they say, in a run, in lookups and on demand."""

import csv
import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import joblib
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from store.connect.database import Database
from tests.conftest import ROOT, SAMPLE
from tests.e2e.command_line import CommandLine
from tests.serving import Api, serving, settings_for

EXAMPLES = ROOT / "examples" / "predictors"

Published = Callable[..., Any]


@pytest.fixture
def published(database: Database) -> Published:
    """Score the catalogue with an example, publish it, and serve it."""

    def publish(predictor: str, config: Path, engine: str = "threading") -> Any:
        chosen = {"predictor": predictor, "predictor_path": EXAMPLES, "predictor_config": config}
        settings = settings_for(
            database, **chosen, engine=engine, workers=2, chunk_rows=100, min_f1=0.0, max_other=1.0
        )
        run = run_batch(database, settings, RunRequest(), Silent())
        assert run.counts.scored == run.counts.total
        assert run.counts.failed == 0
        return serving(settings_for(database, **chosen))

    return publish


def lookup(api: Api, project_id: str) -> Any:
    found = api.client.get(f"/predictions/{project_id}").json()["data"]
    assert (found["source"], found["run_id"]) == ("cache", 1)
    return found


def ask(api: Api, text: str, **query: str) -> Any:
    body = {"texts": [{"text": text}]}
    return api.client.post("/predict", json=body, params=query).json()["data"]["predictions"][0]


def read_sample() -> list[dict[str, str]]:
    with SAMPLE.open(newline="") as file:
        return list(csv.DictReader(file))


def first_project() -> dict[str, str]:
    return read_sample()[0]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """A pipeline that was fitted on the labelled projects of the sample."""
    rows = [row for row in read_sample() if row["tag"]]
    texts = [f"{row['title']} {row['description']}" for row in rows]
    return make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(texts, [row["tag"] for row in rows])


def assert_like(pipeline: Pipeline, api: Api) -> None:
    """Check that lookups and `/predict` say of a project what the pipeline says."""
    project = first_project()
    text = f"{project['title']} {project['description']}".strip()
    expected = dict(zip(pipeline.classes_, pipeline.predict_proba([text])[0], strict=True))
    stored, asked = lookup(api, project["id"]), ask(api, text)
    assert {entry["tag"]: entry["score"] for entry in stored["tags"]} == pytest.approx(expected, abs=1e-6)
    assert asked["tags"] == stored["tags"]
    assert asked["predicted_tag"] == max(expected, key=expected.__getitem__)


@pytest.mark.parametrize("engine", ["threading", "loky"])
def test_keywords(published: Published, engine: str) -> None:
    with published("keywords:Keywords", EXAMPLES / "keywords.toml", engine) as api:
        assert lookup(api, first_project()["id"])["tags"]
        found = ask(api, "detection in a video, and its text")
        assert found["predicted_tag"] == "computer-vision"
        assert ask(api, "nothing that is known")["predicted_tag"] == "other"
        body = {"texts": [{"title": "Detection in a video", "description": "and its text"}]}
        (found,) = api.client.post("/predict", json=body).json()["data"]["predictions"]
        assert found["predicted_tag"] == "computer-vision"


def test_a_scikit_learn_pipeline_by_path(
    published: Published, tmp_path: Path, pipeline: Pipeline, skops_io: ModuleType
) -> None:
    skops_io.dump(pipeline, tmp_path / "pipeline.skops")
    config = tmp_path / "pipeline.toml"
    config.write_text(f'file = "{tmp_path / "pipeline.skops"}"\ntrusted = []\n')
    with published("pipeline:Pipeline", config) as api:
        assert_like(pipeline, api)


def test_a_joblib_file_without_a_class(published: Published, tmp_path: Path, pipeline: Pipeline) -> None:
    """From a fitted pipeline to lookups: two lines of configuration, which are those of the example."""
    joblib.dump(pipeline, tmp_path / "pipeline.joblib")
    shutil.copy(EXAMPLES / "joblib.toml", tmp_path)
    with published("sklearn", tmp_path / "joblib.toml") as api:
        assert_like(pipeline, api)


def test_a_skops_file_without_a_class(
    published: Published, tmp_path: Path, pipeline: Pipeline, skops_io: ModuleType
) -> None:
    """One line of configuration."""
    skops_io.dump(pipeline, tmp_path / "pipeline.skops")
    config = tmp_path / "skops.toml"
    config.write_text('file = "pipeline.skops"\n')
    with published("sklearn", config) as api:
        assert_like(pipeline, api)


@pytest.mark.slow  # Of its parts, tests/unit/model/predictors/test_ready_made.py tries the model.
@pytest.mark.filterwarnings("ignore")  # MLflow warns of its own
def test_an_mlflow_model_without_a_class(published: Published, tmp_path: Path, pipeline: Pipeline) -> None:
    """Two lines of configuration, because an MLflow model does not say what its columns are."""
    pytest.importorskip("mlflow", reason="needs the extra mlflow")
    options = {"pyfunc_predict_fn": "predict_proba", "pip_requirements": [], "skops_trusted_types": []}
    importlib.import_module("mlflow.sklearn").save_model(pipeline, str(tmp_path / "model"), **options)
    config = tmp_path / "mlflow.toml"
    config.write_text(f'model = "model"\ntags = {[str(tag) for tag in pipeline.classes_]}\n')
    with published("mlflow", config) as api:
        assert_like(pipeline, api)


def test_an_onnx_file_that_the_example_makes(published: Published, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="the package onnx makes the model")
    pytest.importorskip("onnxruntime", reason="needs the extra onnx")
    subprocess.run([sys.executable, EXAMPLES / "make_onnx.py", tmp_path / "model.onnx"], check=True)
    shutil.copy(EXAMPLES / "onnx.toml", tmp_path)
    with published("onnx", tmp_path / "onnx.toml") as api:
        assert lookup(api, first_project()["id"])["tags"]
        assert ask(api, "a text")["predicted_tag"] in {"computer-vision", "natural-language-processing"}


def test_several_models_by_query_parameter(published: Published, tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "several.toml", tmp_path)
    with published("several:Several", tmp_path / "several.toml") as api:
        assert lookup(api, first_project()["id"])["tags"]
        text = "video and text and bert and bert"
        assert ask(api, text, use="bold")["score"] == 0.5
        assert ask(api, text, use="careful")["predicted_tag"] == "natural-language-processing"
        answer = api.client.post("/predict", json={"texts": [{"text": text}]}, params={"use": "none"})
        assert (answer.status_code, answer.json()["error"]) == (404, "no model none")


def write_users(path: Path) -> None:
    rows = [("ada", "music, jazz"), ("bo", "travel, hiking"), ("cy", "stamps")]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [("id", "title", "description"), *((name, name, said) for name, said in rows)]
        )


def ranked(answer: Any) -> list[str]:
    return [entry["item"] for entry in answer["items"]]


def test_a_recommender_ranks_popular_combinations_in_advance(
    migrated_database: Database, tmp_path: Path
) -> None:
    write_users(tmp_path / "users.csv")
    chosen = {
        "predictor": "recommender:Recommender",
        "predictor_path": EXAMPLES,
        "predictor_config": EXAMPLES / "recommender.toml",
    }
    predawn = CommandLine(tmp_path).with_settings(
        database_url=migrated_database.url, catalogue=tmp_path / "users.csv", **chosen
    )
    predawn.succeed("batch")
    interests = {"texts": [{"description": "cooking, travel"}]}
    with serving(settings_for(migrated_database, **chosen)) as api:
        assert ranked(lookup(api, "ada"))[0] == "Jazz piano"
        assert ranked(lookup(api, "bo"))[0] == "Trails of the Alps"
        assert lookup(api, "cy")["items"] == []
        listed = api.client.get("/predictions", params={"item": "Noodles of Asia"}).json()["data"]
        assert [row["project_id"] for row in listed["predictions"]] == ["bo"]
        (asked,) = api.client.post("/predict", json=interests).json()["data"]["predictions"]
        assert (ranked(asked)[0], asked["source"]) == ("Noodles of Asia", "on_demand")
    predawn.succeed("batch")
    with serving(settings_for(migrated_database, **chosen)) as api:
        (again,) = api.client.post("/predict", json=interests).json()["data"]["predictions"]
        assert (again["items"], again["source"], again["run_id"]) == (asked["items"], "cache", 1)


MEASURED = ["age", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6", "sex"]


def test_a_regression_over_features_is_judged_by_known_numbers(
    migrated_database: Database, tmp_path: Path
) -> None:
    subprocess.run([sys.executable, EXAMPLES / "make_regression.py", tmp_path], check=True)
    shutil.copy(EXAMPLES / "regression.toml", tmp_path)
    chosen = {
        "predictor": "sklearn",
        "predictor_config": tmp_path / "regression.toml",
        "features": ", ".join(f"{name}:float" for name in MEASURED),
        "column_target": "progression",
    }
    predawn = CommandLine(tmp_path).with_settings(
        database_url=migrated_database.url, catalogue=tmp_path / "patients.csv", **chosen
    )
    assert "442 scored, 0 reused, 0 removed, 0 failed" in predawn.succeed("batch")
    shown = json.loads(predawn.succeed("runs", "show", "1", "--json"))
    assert [check["name"] for check in shown["run"]["checks"]] == ["coverage", "failures", "psi", "churn"]
    figures = {figure["name"]: figure["value"] for figure in shown["figures"]}
    assert figures["labels"] == 221
    assert 0.35 < figures["r2"] < 0.6
    assert 35 < figures["mae"] < 55
    with (tmp_path / "patients.csv").open(newline="") as file:
        patient = next(csv.DictReader(file))
    with serving(settings_for(migrated_database, **chosen)) as api:
        stored = lookup(api, patient["id"])
        measured = {name: float(patient[name]) for name in MEASURED}
        item = {"title": patient["title"], "description": patient["description"], "features": measured}
        (same,) = api.client.post("/predict", json={"texts": [item]}).json()["data"]["predictions"]
        assert (same["value"], same["source"]) == (stored["value"], "cache")
        listed = api.client.get("/predictions", params={"min_value": 250}).json()["data"]["predictions"]
        values = [row["value"] for row in listed]
        assert values == sorted(values, reverse=True)
        assert values[-1] >= 250
    known = predawn.query("SELECT known_number FROM analytics.predictions WHERE project_id = 'patient-001'")
    assert known == [f"{float(patient['progression']):g}"]
