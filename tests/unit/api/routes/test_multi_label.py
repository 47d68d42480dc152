"""Several tags a project, from the source to the answers: as scikit-learn's one-vs-rest would have it.

The reference is fitted here, from the same projects, and shares nothing with the tagger but normalisation.
"""

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import classification_report, f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.models.promote import compare_models, promote_by_hand
from batch.models.train import train_model
from batch.models.transfer import export_model, import_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.sync import sync_alone
from core.content import content_hash
from core.errors import InputError, TrainingError
from core.settings import Settings
from core.types import CheckStatus, Mode, Model, Run, RunStatus
from model.tagger.normalisation import join_text, normalise
from model.training.training import SOLVER_TOLERANCE
from store.bulk import export
from store.bulk.export import ExportFormat
from store.catalogue import projects as catalogue
from store.connect.database import Database
from store.connect.engine import Role
from store.models import registry
from tests.conftest import MIGRATED, SAMPLE, Server
from tests.serving import Api, serving, settings_for
from tests.tag_sets import TOPICS, TagSetRows, generate, write_catalogue
from tests.unit.analytics.test_questions import QUESTIONS

TAGS = sorted(TOPICS)
WORDLESS = ("zzz", "zzz", "", [])

Members = npt.NDArray[np.int_]


@dataclass(frozen=True)
class Served:
    """A multi-label model in service, and what it was made from."""

    api: Api
    engine: Engine
    run: Run
    model: Model
    known: TagSetRows
    later: TagSetRows

    @property
    def rows(self) -> TagSetRows:
        """All projects whose tags are known."""
        return [*self.known, *self.later]

    def query(self, statement: str) -> list[Any]:
        """Return the rows of a statement."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(statement)))


@pytest.fixture(scope="module")
def served(embedded_server: Server) -> Iterator[Served]:
    """Sync 600 projects, train on their tags, and publish a run that has 200 more and one without tags."""
    database = embedded_server.clone(MIGRATED)
    engine = database.engine(Role.BATCH, "tests")
    # Without word vectors, so that the reference is a pipeline of scikit-learn's own parts alone.
    settings = settings_for(
        database, engine="threading", workers=1, warn_traffic_psi=1000.0, word_vectors="off"
    )
    projects = generate(800)
    with tempfile.TemporaryDirectory() as folder:
        first = write_catalogue(Path(folder) / "first.ndjson", projects[:600])
        second = write_catalogue(Path(folder) / "second.ndjson", [*projects, WORDLESS])
        sync_alone(engine, settings, str(first), 0.0)
        model = train_model(engine, settings, None, lambda _step: None)
        run = run_batch(database, settings, RunRequest(source=str(second)), Silent())
    with serving(settings) as api:
        yield Served(api, engine, run, model, projects[:600], projects[600:])
    engine.dispose()
    embedded_server.drop(database)


def binarize(tags: list[list[str]]) -> Members:
    members: Members = MultiLabelBinarizer(classes=TAGS).fit_transform(tags)
    return members


def texts_of(rows: TagSetRows) -> list[str]:
    return [join_text(title, description) for _, title, description, _ in rows]


@pytest.fixture(scope="module")
def reference(served: Served) -> Mapping[str, list[str]]:
    """The tags of every project, descending by score, by scikit-learn's pipeline and the thresholds."""
    blocks = [
        (
            analyzer,
            TfidfVectorizer(
                preprocessor=normalise,
                analyzer=analyzer,
                token_pattern=pattern,
                ngram_range=ngrams,
                sublinear_tf=True,
                min_df=2,
            ),
        )
        for analyzer, pattern, ngrams in (("word", r"[^ ]+", (1, 2)), ("char_wb", None, (2, 5)))
    ]
    machine = LinearSVC(C=1.0, class_weight="balanced", random_state=0, tol=SOLVER_TOLERANCE)
    pipeline = Pipeline([("features", FeatureUnion(blocks)), ("machines", OneVsRestClassifier(machine))])
    # The solver visits texts in their order, which is that of the content hashes.
    seen = sorted(served.known, key=lambda row: content_hash(row[1], row[2]))
    pipeline.fit(texts_of(seen), binarize([tags for *_, tags in seen]))
    temperature = served.model.metrics["calibration"]["temperature"]
    rows = [*served.rows, WORDLESS]
    scores = 1 / (1 + np.exp(-temperature * pipeline.decision_function(texts_of(rows))))
    thresholds = served.model.args["thresholds"]
    return {
        row[0]: [TAGS[column] for column in np.argsort(-found) if found[column] >= thresholds[TAGS[column]]]
        for row, found in zip(rows, scores, strict=True)
    }


def test_every_lookup_has_the_tags_of_the_reference(
    served: Served, reference: Mapping[str, list[str]]
) -> None:
    assert served.run.status is RunStatus.PUBLISHED
    for project_id, expected in reference.items():
        answer = served.api.client.get(f"/predictions/{project_id}").json()["data"]
        assert [entry["tag"] for entry in answer["tags"]] == expected
        assert answer["predicted_tag"] == (expected[0] if expected else "other")
        assert (answer["source"], answer["model_version"]) == ("cache", served.model.version)
    assert {len(tags) for tags in reference.values()} >= {0, 1, 2, 3}


@pytest.mark.parametrize("tagger", ["native", "scikit-learn"])
def test_texts_that_no_run_has_seen_get_the_tags_of_the_reference(
    served: Served, reference: Mapping[str, list[str]], tagger: str
) -> None:
    settings = served.api.state.settings.model_copy(update={"tagger": tagger})
    rows = served.rows[::20]
    # Not the title and description of a project, whose answer would be the stored one.
    body = {"texts": [{"text": text} for text in texts_of(rows)]}
    with serving(settings) as api:
        predictions = api.client.post("/predict", json=body).json()["data"]["predictions"]
    for row, answer in zip(rows, predictions, strict=True):
        assert answer["source"] in {"on_demand", "memory"}
        assert [entry["tag"] for entry in answer["tags"]] == reference[row[0]]
        scores = [entry["score"] for entry in answer["tags"]]
        assert scores == sorted(scores, reverse=True)
        assert not scores or answer["score"] == scores[0]


def test_where_no_tag_reaches_its_threshold_the_answer_is_other(served: Served) -> None:
    stored = served.api.client.get("/predictions/zzz").json()["data"]
    asked = served.api.client.post("/predict", json={"texts": [{"text": "qqq"}]}).json()["data"][
        "predictions"
    ]
    for answer in (stored, asked[0]):
        assert (answer["predicted_tag"], answer["tags"]) == ("other", [])
        assert 0 < answer["score"] < 0.5


@pytest.mark.parametrize("tag", [*TAGS, "other"])
def test_a_tag_is_listed_with_all_projects_that_have_it(
    served: Served, reference: Mapping[str, list[str]], tag: str
) -> None:
    expected = {project_id for project_id, tags in reference.items() if tag in (tags or ["other"])}
    found: list[dict[str, Any]] = []
    query: dict[str, object] = {"tag": tag, "limit": 40}
    while query:
        page = served.api.client.get("/predictions", params=query).json()["data"]
        found += page["predictions"]
        query = {**query, "cursor": page["next"]} if page["next"] else {}
    assert [row["project_id"] for row in found] == list(dict.fromkeys(row["project_id"] for row in found))
    assert {row["project_id"] for row in found} == expected
    scores = [{t["tag"]: t["score"] for t in row["tags"]}.get(tag, row["score"]) for row in found]
    assert scores == sorted(scores, reverse=True)
    counted = {
        entry["tag"]: entry["projects"] for entry in served.api.client.get("/tags").json()["data"]["tags"]
    }
    assert counted[tag] == len(expected)
    middle = scores[len(scores) // 2]
    above = served.api.client.get("/predictions", params={"tag": tag, "min_score": middle, "limit": 1000})
    assert len(above.json()["data"]["predictions"]) == sum(score >= middle for score in scores)
    lines = served.api.client.get(
        "/predictions", params={"tag": tag}, headers={"accept": "application/x-ndjson"}
    )
    assert [json.loads(line)["project_id"] for line in lines.text.splitlines()] == [
        row["project_id"] for row in found
    ]


def test_metrics_are_those_of_scikit_learn(served: Served) -> None:
    held_out = served.query(
        "SELECT known_tags, predicted_tags FROM analytics.model_examples WHERE held_out ORDER BY project_id"
    )
    true, predicted = (binarize(list(column)) for column in zip(*held_out, strict=True))
    report = classification_report(true, predicted, target_names=TAGS, output_dict=True, zero_division=0.0)
    data = served.api.client.get("/performance").json()["data"]
    assert data["status"] == "evaluated"
    for average in ("micro", "macro"):
        found = data["performance"]["overall"][average]
        expected = report[f"{average} avg"]
        assert found["f1"] == pytest.approx(f1_score(true, predicted, average=average))
        assert (found["precision"], found["recall"], found["f1"]) == pytest.approx(
            (expected["precision"], expected["recall"], expected["f1-score"])
        )
    for tag in TAGS:
        found = served.api.client.get("/performance", params={"filter": tag}).json()["data"]["performance"][
            tag
        ]
        expected = report[tag]
        assert (found["precision"], found["recall"], found["f1"], found["num_samples"]) == pytest.approx(
            (expected["precision"], expected["recall"], expected["f1-score"], expected["support"])
        )
        assert found["threshold"] == served.model.args["thresholds"][tag]


def test_analysts_see_where_the_model_disagrees_and_which_average_its_f1_is(served: Served) -> None:
    examples = served.query("SELECT known_tags, predicted_tags FROM analytics.model_examples WHERE held_out")
    expected = Counter[tuple[str | None, str | None]]()
    for known, predicted in examples:
        expected.update((tag, None) for tag in {*known} - {*predicted})
        expected.update((None, tag) for tag in {*predicted} - {*known})
    found = served.query(QUESTIONS["04_disagreement"].query)
    assert found
    assert {(row.known_tag, row.predicted_tag): row.projects for row in found} == expected
    (figures,) = served.query(QUESTIONS["16_models_compared"].query)
    micro = served.model.metrics["overall"]["micro"]["f1"]
    assert (figures.average, float(figures.f1)) == ("micro", pytest.approx(micro, abs=0.001))


def test_the_check_of_the_run_is_micro_f1_on_what_was_not_trained_on(
    served: Served, reference: Mapping[str, list[str]]
) -> None:
    true = binarize([row[3] for row in served.later])
    predicted = binarize([reference[row[0]] for row in served.later])
    check = next(check for check in served.run.checks if check.name == "f1")
    assert check.status is CheckStatus.PASSED
    assert check.figure == pytest.approx(f1_score(true, predicted, average="micro"))
    assert check.detail == "micro F1 on 200 projects with known tags that the model was not trained on"
    figures = {
        row.name: row.value
        for row in served.query(
            f"SELECT name, value FROM analytics.run_figures"
            f" WHERE run_id = {served.run.run_id} AND scope = 'catalogue'"
        )
    }
    assert (figures["labels"], figures["f1"]) == (200, pytest.approx(check.figure))
    assert figures["accuracy"] == pytest.approx((true == predicted).all(axis=1).mean())
    bins = served.query(
        "SELECT items, accuracy FROM analytics.run_distributions WHERE distribution = 'calibration'"
        f" AND run_id = {served.run.run_id}"
    )
    assert sum(row.items for row in bins) == predicted.sum()
    assert sum(row.items * row.accuracy for row in bins) == pytest.approx((true & predicted).sum())


def test_changes_have_all_tags(served: Served, reference: Mapping[str, list[str]]) -> None:
    found = served.api.client.get("/changes", params={"limit": 5000}).json()["data"]["changes"]
    assert {change["project_id"]: change["to_tags"] for change in found} == dict(reference)
    assert {change["from_tags"] for change in found} == {None}


def test_analysts_see_known_tags(served: Served) -> None:
    found = served.query("SELECT project_id, known_tag, known_tags FROM analytics.predictions")
    known = {row[0]: row[3] for row in served.rows}
    assert {row.project_id: row.known_tags for row in found} == known | {"zzz": None}
    assert {row.known_tag for row in found} == {None}


@pytest.mark.parametrize("form", list(ExportFormat))
def test_exports_hold_what_is_known_and_predicted(
    served: Served, reference: Mapping[str, list[str]], form: ExportFormat
) -> None:
    file = io.BytesIO()
    with served.engine.connect() as connection:
        export.write(connection, export.predictions(served.run.run_id, in_service=True), file, form)
    found = {str(row["project_id"]): row for row in read_export(file.getvalue(), form)}
    known = {row[0]: row[3] for row in served.rows} | {"zzz": None}
    assert {project_id: row["known_tags"] for project_id, row in found.items()} == known
    assert {project_id: row["tags"] for project_id, row in found.items()} == dict(reference)


def read_export(data: bytes, form: ExportFormat) -> list[dict[str, Any]]:
    if form is ExportFormat.PARQUET:
        rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist()
        return rows
    lines = data.decode().splitlines()
    if form is ExportFormat.NDJSON:
        return [json.loads(line) for line in lines]
    return [
        {**row, "known_tags": json.loads(row["known_tags"] or "null"), "tags": json.loads(row["tags"])}
        for row in csv.DictReader(lines)
    ]


@pytest.fixture
def clone(served: Served, embedded_server: Server) -> Iterator[tuple[Database, Settings]]:
    """A database of the test's own with the same labels and a multi-label champion."""
    database = embedded_server.clone(MIGRATED)
    engine = database.engine(Role.BATCH, "tests")
    with engine.begin() as connection, served.engine.connect() as other:
        file = io.BytesIO(export_model(other, served.model.version))
        model = import_model(connection, file, "model.zip")
        registry.promote(connection, model.version, actor="tests", reason="a test")
    engine.dispose()
    yield database, settings_for(database, engine="threading", workers=1)
    embedded_server.drop(database)


def test_a_model_keeps_its_lists_when_it_is_taken_to_another_store(
    served: Served, clone: tuple[Database, Settings]
) -> None:
    engine = clone[0].engine(Role.BATCH, "tests")
    with engine.begin() as connection, served.engine.connect() as other:
        assert registry.read_examples(connection, 1).equals(
            registry.read_examples(other, served.model.version)
        )
        assert registry.find_model(connection, 1).multi_label
    engine.dispose()


def test_a_tag_that_comes_or_goes_is_churn_and_another_order_is_none(
    clone: tuple[Database, Settings], tmp_path: Path
) -> None:
    database, settings = clone
    engine = database.engine(Role.BATCH, "tests")
    source = str(write_catalogue(tmp_path / "a.ndjson", generate(100)))
    first = run_batch(database, settings, RunRequest(source=source), Silent())
    table = f"predawn.predictions_{first.run_id}"
    # The run in service has one project with a tag less, and one with the same tags in another order.
    changes = (
        "tags = tags[1 : cardinality(tags) - 1], scores = scores[1 : cardinality(scores) - 1]",
        "tags = ARRAY(SELECT t FROM unnest(tags) WITH ORDINALITY AS u (t, n) ORDER BY n DESC)",
    )
    with engine.begin() as connection:
        query = text(f"SELECT project_id FROM {table} WHERE cardinality(tags) > 1 ORDER BY project_id")
        for project_id, change in zip(connection.scalars(query).all(), changes, strict=False):
            statement = text(f"UPDATE {table} SET {change} WHERE project_id = :id")
            connection.execute(statement, {"id": project_id})
    second = run_batch(database, settings, RunRequest(source=source, mode=Mode.FULL), Silent())
    check = next(check for check in second.checks if check.name == "churn")
    assert check.figure == 0.01
    engine.dispose()


def test_models_are_compared_by_micro_f1_and_with_their_kind_only(
    clone: tuple[Database, Settings], tmp_path: Path
) -> None:
    database, settings = clone
    engine = database.engine(Role.BATCH, "tests")
    rows = [(*row[:3], [tag for tag in row[3] if tag != "mlops"] or ["mlops"]) for row in generate(600)]
    source = str(write_catalogue(tmp_path / "worse.ndjson", rows))
    worse = train_model(engine, settings, source, lambda _step: None)
    single = train_model(engine, settings, str(SAMPLE), lambda _step: None)
    assert (worse.multi_label, single.multi_label) == (True, False)
    with engine.begin() as connection:
        first = registry.read_examples(connection, 1).to_pylist()
        found = compare_models(connection, worse.version, 1)
        assert found.average == "micro"
        examples = {
            row["project_id"]: row for row in registry.read_examples(connection, worse.version).to_pylist()
        }
        pairs = [(examples[row["project_id"]], row) for row in first if row["held_out"]]
        true = binarize([row["tags"] for row, _ in pairs])
        ours, theirs = (binarize([pair[side]["predicted_tags"] for pair in pairs]) for side in (0, 1))
        assert found.f1 == pytest.approx(f1_score(true, ours, average="micro"))
        assert found.f1_against == pytest.approx(f1_score(true, theirs, average="micro"))
        assert (found.projects, found.differing) == (len(pairs), (ours != theirs).any(axis=1).sum())
        for tag, values in zip(TAGS, f1_score(true, ours, average=None), strict=True):
            assert found.per_tag[tag][0] == pytest.approx(values)
        with pytest.raises(InputError, match="several tags of a project and model 3 one"):
            compare_models(connection, single.version, 1)
        rule = {"max_f1_drop": 0.02, "actor": "tests"}
        with pytest.raises(InputError, match=r"cannot be compared\. Promote it all the same"):
            promote_by_hand(connection, single.version, **rule, reason=None, forced=False)
        promote_by_hand(connection, single.version, **rule, reason="a change of catalogue", forced=True)
    engine.dispose()


def test_a_sync_brings_changed_lists(clone: tuple[Database, Settings], tmp_path: Path) -> None:
    database, settings = clone
    engine = database.engine(Role.BATCH, "tests")
    rows = list(generate(3))
    sync_alone(engine, settings, str(write_catalogue(tmp_path / "a.ndjson", rows)), 0.0)
    rows[0] = (*rows[0][:3], ["new", "tags"])
    rows[1] = (*rows[1][:3], [])
    found = sync_alone(engine, settings, str(write_catalogue(tmp_path / "b.ndjson", rows)), 0.0)
    assert (found.changed, found.unchanged) == (2, 1)
    with engine.connect() as connection:
        stored = (
            connection.execute(text("SELECT tags FROM predawn.projects ORDER BY project_id")).scalars().all()
        )
        assert catalogue.summarise(connection)["labelled"] == 2
        project = catalogue.find_project(connection, rows[0][0])
    assert stored == [["new", "tags"], None, rows[2][3]]
    assert project is not None
    assert (project.tag, project.tags) == (None, ["new", "tags"])
    engine.dispose()


def test_single_tags_and_lists_are_not_trained_on_together(clone: tuple[Database, Settings]) -> None:
    database, settings = clone
    engine = database.engine(Role.BATCH, "tests")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO predawn.projects (project_id, title, description, tag, tags)"
                " VALUES ('1', 'a', '', 'x', NULL), ('2', 'b', '', NULL, ARRAY['x', 'y'])"
            )
        )
    with pytest.raises(
        TrainingError,
        match=r"1 of the labelled projects have a single tag and 1 a list.*Corrections count too",
    ):
        train_model(engine, settings, None, lambda _step: None)
    engine.dispose()
