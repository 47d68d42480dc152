"""Promise 18: a correction outlives publishes and rollbacks, and ends with the text that it was made for.

Random nights are lived through with the real code: projects change, leave and come back, people correct tags
and withdraw corrections, runs are held, published, rolled back and made by another model. A model of a few
lines says what is answered then. After each night lookups, listings, analysts, exports, a follower of the
changes, and the labels that judge models have exactly that.
"""

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.errors import NotFoundError
from store.bulk import export
from store.connect.database import Database
from store.feedback import corrections
from store.feedback.corrections import Correction, CorrectionState
from store.serving import pointer
from tests.promises.histories import PROJECTS, History, Row
from tests.promises.test_whoever_follows_the_changes_has_the_answers import load_copy
from tests.serving import Api, post_json, serving, settings_for

NIGHTS = 50
FEW_NIGHTS = 12
TAGS = ("a", "b", "c", "d", "other")


class CorrectedHistory(History):
    """A history in which people correct tags; `said` has the text that they saw and the tag, by project."""

    OPERATIONS = (
        ("change", 6),
        ("correct", 8),
        ("withdraw", 2),
        ("hold", 1),
        ("retrain", 1),
        ("roll_back", 3),
        ("publish", 2),
        ("choose", 1),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        self.said: dict[str, tuple[str, str]] = {}

    # The model.

    def corrected(self, project_id: str) -> str | None:
        title, tag = self.said.get(project_id, (None, None))
        return tag if title is not None and title == self.catalogue.get(project_id) else None

    def answer(self, project_id: str, row: Row) -> tuple[str, float]:
        tag = self.corrected(project_id)
        return row[:2] if tag is None else (tag, 1.0)

    def known_tag(self, project_id: str) -> str | None:
        return self.corrected(project_id) or super().known_tag(project_id)

    # What people do.

    def correct(self) -> None:
        """Correct a few projects; now and then one has the very correction already."""
        chosen = self.generator.sample(sorted(self.catalogue), min(2, len(self.catalogue)))
        with self.engine.begin() as connection:
            labels = corrections.read_labels(connection)
            for project_id in sorted(chosen):
                tag = self.generator.choice(TAGS)
                is_new = corrections.enter(connection, Correction(project_id, (tag,)), labels, actor="tests")
                assert is_new == (self.said.get(project_id) != (self.catalogue[project_id], tag))
                self.said[project_id] = self.catalogue[project_id], tag

    def withdraw(self) -> None:
        project_id = self.generator.choice(PROJECTS)
        with self.engine.begin() as connection:
            if project_id in self.said:
                corrections.withdraw(connection, project_id, actor="tests")
                del self.said[project_id]
            else:
                with pytest.raises(NotFoundError):
                    corrections.withdraw(connection, project_id, actor="tests")

    def night_of(self) -> None:
        """Do some of it, and run."""
        names, weights = zip(*self.OPERATIONS, strict=True)
        for name in [*self.generator.choices(names, weights, k=self.generator.randint(1, 3)), "night"]:
            self.told.append(name)
            getattr(self, name)()
            # The predecessors of the next run are among those that are known.
            with self.engine.connect() as connection:
                self.check(connection)


@pytest.fixture
def history(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[CorrectedHistory]:
    history = CorrectedHistory(database, tmp_path, random.Random(request.param))
    yield history
    history.table.dispose()
    history.engine.dispose()


def wanted(history: CorrectedHistory) -> dict[str, tuple[str, float, str | None]]:
    """Return what is answered about each project: the tag, the score, and the model's own if corrected."""
    with history.engine.connect() as connection:
        run_id = pointer.read_serving(connection).run_id
    rows = {} if run_id is None else history.runs[run_id]
    return {
        p: (*history.answer(p, row), None if history.corrected(p) is None else row[0])
        for p, row in rows.items()
        if p in history.catalogue
    }


def shown(row: dict[str, Any]) -> tuple[str, float, str | None]:
    assert (row["source"] == "correction") == (row.get("model_tag") is not None)
    return row["predicted_tag"], row["score"], row.get("model_tag")


def check_http(
    history: CorrectedHistory, api: Api, answers: dict[str, tuple[str, float, str | None]]
) -> None:
    status, found = post_json(int(api.client.base_url.port or 0), "/prediction-lookups", {"ids": PROJECTS})
    assert status == 200, found
    assert {row["project_id"]: shown(row) for row in found["data"]["predictions"]} == answers
    named = api.client.get("/predictions", params={"ids": ",".join(PROJECTS)}).json()["data"]
    assert {row["project_id"]: shown(row) for row in named["predictions"]} == answers
    listed = list_all(api)
    assert {row["project_id"]: shown(row) for row in listed} == answers
    for tag in TAGS:
        page = list_all(api, tag=tag, limit=3)
        scores = [(-row["score"], row["project_id"]) for row in page]
        assert scores == sorted(scores)
        assert {row["project_id"]: shown(row) for row in page} == {
            p: answer for p, answer in answers.items() if answer[0] == tag
        }, tag
    for project_id in history.catalogue:
        response = api.client.get(f"/predictions/{project_id}")
        corrected = history.corrected(project_id)
        if response.status_code >= 500:
            # Nothing is stored, and the predictor fails on this text.
            assert project_id not in answers
            continue
        answer = response.json()["data"]
        if corrected is not None:
            assert (answer["predicted_tag"], answer["source"]) == (corrected, "correction")
        elif answer["source"] == "cache":
            assert shown(answer) == answers[project_id]
        else:
            assert answer["source"] in ("on_demand", "memory")


def list_all(api: Api, **query: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    while True:
        page = api.client.get("/predictions", params=query).json()["data"]
        rows += page["predictions"]
        if page["next"] is None:
            return rows
        query["cursor"] = page["next"]


def check_sql_and_export(
    history: CorrectedHistory, answers: dict[str, tuple[str, float, str | None]]
) -> None:
    with history.engine.connect() as connection:
        seen = connection.execute(
            text("SELECT project_id, predicted_tag, score, model_tag, source FROM analytics.predictions")
        )
        assert {row.project_id: tuple(row)[1:4] for row in seen} == answers
        run_id = pointer.read_serving(connection).run_id
        file = io.BytesIO()
        if run_id is not None:
            found = export.predictions(run_id, in_service=True)
            export.write(connection, found, file, export.ExportFormat.NDJSON)
        exported = [json.loads(line) for line in file.getvalue().splitlines()]
        assert {row["project_id"]: shown(row) for row in exported} == answers
        states = {
            entry.project_id: entry.state
            for entry in corrections.list_corrections(
                connection,
                [CorrectionState.IN_FORCE, CorrectionState.EXPIRED, CorrectionState.REMOVED],
                100,
            )
        }
    assert states == {
        p: CorrectionState.REMOVED
        if p not in history.catalogue
        else CorrectionState.EXPIRED
        if history.corrected(p) is None
        else CorrectionState.IN_FORCE
        for p in history.said
    }


def live_through(history: CorrectedHistory, nights: int) -> None:
    with serving(settings_for(history.database)) as api:
        history.change()
        copy = load_copy()(str(api.client.base_url), ":memory:")
        for _ in range(nights):
            history.night_of()
            try:
                answers = wanted(history)
                check_http(history, api, answers)
                check_sql_and_export(history, answers)
                while copy.catch_up():
                    pass
                kept = dict(copy.database.execute("SELECT project_id, tag FROM predictions"))
                assert kept == {p: answer[0] for p, answer in answers.items()}
            except AssertionError as error:
                error.add_note(f"after {history.told}")
                raise
        copy.database.close()
    with history.engine.connect() as connection:
        kinds = connection.scalars(text("SELECT DISTINCT kind FROM analytics.changes")).all()
    assert {"publish", "rollback", "correction", "withdrawal", "expiry"} <= set(kinds)


@pytest.mark.parametrize("history", [0], indirect=True)
@pytest.mark.parametrize("nights", [FEW_NIGHTS, pytest.param(NIGHTS, marks=pytest.mark.slow)])
def test_answers_have_what_people_said_of_the_text(history: CorrectedHistory, nights: int) -> None:
    live_through(history, nights)


@pytest.mark.slow
@pytest.mark.parametrize("history", range(1, 6), indirect=True)
def test_answers_have_what_people_said_of_the_text_in_many_histories(history: CorrectedHistory) -> None:
    live_through(history, 4 * NIGHTS)
