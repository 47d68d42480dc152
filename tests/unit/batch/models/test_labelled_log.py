"""Logged requests are trained on once a person has filled in the tags (docs/how-to/label-requests.md)."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import Engine

from batch.models.train import train_model
from core.settings import load_settings
from core.types import Model
from store.bulk import export
from store.bulk.export import ExportFormat
from store.connect.database import Database
from store.models import registry
from tests.conftest import SAMPLE
from tests.serving import serving, settings_for
from tests.waiting import wait_until


@pytest.fixture
def asked(database: Database, engine: Engine, tmp_path: Path) -> Path:
    """An export of the log, in which every other text has the tag that its project is known to have."""
    with SAMPLE.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["tag"]][:120]
    # Not the very texts of projects, which nobody has to ask the model about.
    items = [{"title": f"{row['title']} once more", "description": row["description"]} for row in rows]
    with serving(settings_for(database)) as api:
        assert api.client.post("/predict", json={"texts": items}).status_code == 200
        wait_until(lambda: api.state.log.written == len(items))
    path = tmp_path / "asked.csv"
    with path.open("wb") as target, engine.connect() as connection:
        export.write(connection, export.inference_log(None), target, ExportFormat.CSV)
    tags = {item["title"]: row["tag"] for item, row in zip(items[::2], rows[::2], strict=True)}
    rewrite(path, lambda row: tags.get(row["title"], ""))
    return path


def rewrite(path: Path, tag_of: object) -> None:
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({**row, "tag": tag_of(row)} for row in rows)  # type: ignore[operator]


def train(engine: Engine, path: Path) -> tuple[Model, list[dict[str, object]]]:
    model = train_model(engine, load_settings(), str(path), lambda _step: None)
    with engine.connect() as connection:
        return model, registry.read_examples(connection, model.version).to_pylist()


def test_the_labelled_rows_of_an_exported_log_are_trained_on(engine: Engine, asked: Path) -> None:
    model, examples = train(engine, asked)
    assert (model.multi_label, len(examples)) == (False, 60)
    assert all(str(row["project_id"]).startswith("inference-") for row in examples)
    assert {row["tag"] for row in examples} == set(model.training_data["num_samples_per_tag"])


def test_several_tags_are_trained_on_as_lists(
    engine: Engine, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(asked, lambda row: row["tag"] and f"{row['tag']}|asked")
    monkeypatch.setenv("PREDAWN_COLUMN_TAG", "-")
    monkeypatch.setenv("PREDAWN_COLUMN_TAGS", "tag")
    model, examples = train(engine, asked)
    assert (model.multi_label, len(examples)) == (True, 60)
    assert all("asked" in row["tags"] for row in examples)  # type: ignore[operator]
