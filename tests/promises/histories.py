"""Random histories of a small catalogue, lived through with the real code, and what its runs must hold."""

import csv
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from batch.steps.sync import sync_alone, sync_delta
from core.content import content_hash
from core.errors import InputError, PredawnError
from core.quality.measures import CALIBRATION_BINS, SCORE_UNIT
from core.settings import Settings
from core.types import OTHER_TAG, Mode, Phase, Run, RunStatus, Selection
from model.predictors.config import hash_values
from store.connect.database import Database
from store.connect.engine import Role
from store.models import registry
from store.runs import labels, ledger
from store.serving import pointer
from store.serving.lookup import look_up

PROJECTS = [f"p{number:02d}" for number in range(14)]
TITLES = [f"title {number}" for number in range(5)]
TABLE = (
    "CREATE TABLE p (project_id text PRIMARY KEY, title text, description text, tag text,"
    " updated_at integer, removed integer)"
)
PUT = (
    "INSERT INTO p VALUES (:id, :title, '', :tag, :at, :removed) ON CONFLICT (project_id) DO UPDATE SET"
    " title = excluded.title, tag = excluded.tag,"
    " updated_at = excluded.updated_at, removed = excluded.removed"
)
SINCE = {
    "catalogue_query": "SELECT * FROM p WHERE updated_at >= :since",
    "column_removed": "removed",
    "catalogue_overlap": timedelta(0),
}
DELETE = "DELETE FROM predawn.projects"
ENTER = (
    "INSERT INTO predawn.projects (project_id, title, description, tag) VALUES (:id, :title, '', :tag)"
    " ON CONFLICT (project_id) DO UPDATE"
    " SET title = excluded.title, description = '', removed_at = NULL, tag = excluded.tag"
    " WHERE (projects.title, projects.description, projects.tag)"
    " IS DISTINCT FROM (excluded.title, excluded.description, excluded.tag)"
    " OR projects.removed_at IS NOT NULL"
)
COMPLETE = (RunStatus.READY, RunStatus.HELD, RunStatus.PUBLISHED)

Row = tuple[str, float, bytes]
Rows = dict[str, Row]


def write_config(salt: str) -> str:
    return f'salt = "{salt}"\n'


SALTS = {hash_values({"salt": salt}): salt for salt in ("first", "second")}


class Telling:
    """Predicts a tag and a score by the title, unless told to fail; its model is its configuration."""

    failing: ClassVar[set[str]] = set()
    scored: ClassVar[Counter[tuple[str, str, str]]] = Counter()
    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.salt = config["salt"]

    def predict(self, payload: Mapping[str, str]) -> dict[str, float]:
        if payload["title"] in self.failing:
            raise ValueError("told to fail")
        self.scored[self.salt, payload["project_id"], payload["title"]] += 1
        return predict(self.salt, payload["title"])


def predict(salt: str, title: str) -> dict[str, float]:
    generator = random.Random(f"{salt} {title}")
    return {generator.choice(("a", "b", "c")): generator.choice((0.5, 0.625, 0.75, 0.875))}


class Killed(BaseException):
    """Ends a run as SIGKILL does: nothing of it is recorded."""


class Dying(Silent):
    """Kills the run at one of its messages or phases."""

    def __init__(self, moments: int) -> None:
        self._moments = moments

    def _live(self) -> None:
        self._moments -= 1
        if self._moments <= 0:
            raise Killed

    def enter(self, phase: Phase) -> None:
        self._live()

    def report(self, message: str) -> None:
        self._live()


@dataclass
class History:
    """A catalogue, its runs, and what each of them held when it was complete."""

    database: Database
    folder: Path
    generator: random.Random
    salt: str = "first"
    catalogue: dict[str, str] = field(default_factory=dict)
    known_tags: dict[str, str] = field(default_factory=dict)
    entered: dict[str, tuple[str, str]] = field(default_factory=dict)
    route: str = "file"
    clock: int = 0
    runs: dict[int, Rows] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    in_service: int | None = None

    def __post_init__(self) -> None:
        self.engine = self.database.engine(Role.BATCH, "histories")
        Telling.failing.clear()
        Telling.scored.clear()
        with self.engine.begin() as connection:
            connection.execute(text("UPDATE predawn.projects SET removed_at = now()"))
        self.source = self.folder / "source.csv"
        self.table = sa.create_engine(f"sqlite:///{self.folder / 'source.db'}")
        with self.table.begin() as connection:
            connection.execute(text(TABLE))

    def settings(self, **others: object) -> Settings:
        config = self.folder / f"{self.salt}.toml"
        # What is said of labels is no part of the configuration that makes a model.
        config.write_text(write_config(self.salt) + "evaluate = false\n")
        given: dict[str, object] = {
            "engine": "threading",
            "workers": 1,
            "publish_wait_seconds": 0.0,
            "predictor": "tests.promises.histories:Telling",
            "predictor_config": config,
            "max_failures": 1,
            "min_coverage": 0,
            "max_other": 1,
            "max_psi": 1000,
            "max_churn": 1,
            "max_shrink": 1,
            "max_delta": self.generator.choice((1, 1, 1, 0.3)),
            "keep_published": self.generator.choice((2, 4, 7)),
            "keep_unpublished": 2,
            "popular_texts": 0,
            "min_score": 0,
            **others,
        }
        return Settings(_env_file=None, **given)

    # What can happen.

    def change(self, titles: Sequence[str] = TITLES) -> None:
        """Change, remove, add and bring back a few projects, through the source or by hand."""
        for project_id in self.generator.sample(PROJECTS, self.generator.randint(1, 4)):
            if project_id in self.catalogue and self.generator.random() < 0.35:
                del self.catalogue[project_id]
            else:
                self.catalogue[project_id] = self.generator.choice(titles)
        if not self.catalogue:
            self.catalogue[PROJECTS[0]] = TITLES[0]
        for project_id in self.generator.sample(PROJECTS, self.generator.choice((0, 0, 1, 3))):
            self.known_tags[project_id] = self.generator.choice(("", "a", "b", "c"))
        rows = {p: (title, self.known_tags.get(p, "")) for p, title in self.catalogue.items()}
        changed = self.entered.keys() ^ rows.keys() | {
            project_id for project_id, row in rows.items() if self.entered.get(project_id) != row
        }
        self._put(rows, changed)
        self.choose_route()
        match self.route:
            case "file":
                self._write(rows)
                sync_alone(self.engine, self.settings(), str(self.source), 1)
            case "delta":
                self._write(
                    {p: row for p, row in rows.items() if p in changed | {min(rows)}}, changed - rows.keys()
                )
                sync_delta(self.engine, self.settings(column_removed="removed"), str(self.source), 1)
            case "since":
                sync_alone(self.engine, self.settings(**SINCE), str(self.table.url), 1)
            case "hand":
                self._write_by_hand()
        self.entered = rows

    def choose_route(self) -> None:
        """Let changes come another way now and then."""
        if self.generator.random() < 0.4:
            self.route = self.generator.choice(("file", "delta", "since", "hand"))

    def _write(self, rows: Mapping[str, tuple[str, str]], removed: Iterable[str] = ()) -> None:
        """Write a source file: of all projects, or of those that changed and those that were removed."""
        with self.source.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("project_id", "title", "description", "tag", "removed"))
            writer.writerows((project_id, title, "", tag, "") for project_id, (title, tag) in rows.items())
            writer.writerows((project_id, "", "", "", "yes") for project_id in removed)

    def _put(self, rows: Mapping[str, tuple[str, str]], changed: Iterable[str]) -> None:
        """Bring a table up to date that says when each of its rows has changed."""
        self.clock += self.generator.choice((0, 1))
        with self.table.begin() as connection:
            for project_id in changed:
                title, tag = rows.get(project_id, ("gone", ""))
                values = {"id": project_id, "title": title, "tag": tag or None, "at": self.clock}
                connection.execute(text(PUT), {**values, "removed": project_id not in rows})

    def _write_by_hand(self) -> None:
        leave = self.generator.choice(("UPDATE predawn.projects SET removed_at = now()",) * 3 + (DELETE,))
        with self.engine.begin() as connection:
            connection.execute(
                text(f"{leave} WHERE removed_at IS NULL AND NOT project_id = ANY(:ids)"),
                {"ids": list(self.catalogue)},
            )
            for project_id, title in self.catalogue.items():
                connection.execute(
                    text(ENTER),
                    {"id": project_id, "title": title, "tag": self.known_tags.get(project_id) or None},
                )

    def night(self, progress: Silent | None = None, **others: object) -> None:
        """Run, whatever comes of it; what a retained run of the model has is not scored again."""
        request = {name: others.pop(name) for name in ("mode", "publish", "selection") if name in others}
        known, before = self._known(), Counter(Telling.scored)
        with self.engine.connect() as connection:
            begun = {run.run_id for run in ledger.list_unfinished(connection)}
            last = max((run.run_id for run in ledger.list_runs(connection, top=1)), default=0)
        with suppress(PredawnError, Killed):
            run_batch(self.database, self.settings(**others), RunRequest(**request), progress or Silent())
        with self.engine.connect() as connection:
            newest = ledger.list_runs(connection, top=3)
            made = [run for run in newest if run.run_id > last or run.run_id in begun]
            chosen = {p for run in made for p in self._chosen(connection, run)}
        if Mode.FULL in {run.mode for run in made}:
            return
        scored = {(salt, p, content_hash(title, "")) for salt, p, title in Telling.scored - before}
        again = {row for row in scored & known if row[1] not in chosen}
        assert not again, "scored again"

    def _chosen(self, connection: Connection, run: Run) -> set[str]:
        """Return the projects of a partial run."""
        query = "SELECT project_id FROM predawn.run_selections WHERE run_id = :run"
        return set(connection.scalars(text(query), {"run": run.run_id}))

    def _known(self) -> set[tuple[str, str, bytes]]:
        """The models and inputs that a retained run has a prediction for."""
        query = (
            "SELECT m.args ->> 'config_sha256' AS config, p.project_id, p.content_hash"
            " FROM (SELECT run_id, project_id, content_hash FROM predawn.predictions UNION ALL"
            " SELECT run_id, project_id, content_hash FROM predawn.prediction_deltas"
            " WHERE content_hash IS NOT NULL) AS p"
            " JOIN predawn.runs AS r USING (run_id) JOIN predawn.models AS m USING (model_version)"
            " WHERE r.pruned_at IS NULL"
        )
        with self.engine.connect() as connection:
            found = connection.execute(text(query)).all()
        return {(SALTS[row.config], row.project_id, bytes(row.content_hash)) for row in found}

    def cancel(self) -> None:
        self.night(Dying(self.generator.randint(1, 14)))

    def hold(self) -> None:
        """Leave a run ready or held instead of publishing it."""
        if self.generator.random() < 0.5:
            self.night(publish=False)
        else:
            self.night(min_coverage=1, max_other=0, min_f1=1, max_churn=0, max_psi=0)

    def fail(self) -> None:
        """Fail on a title that a few projects get and no run has seen, as much as is allowed or more."""
        title = f"hard title {len(self.told)}"
        Telling.failing.add(title)
        self.change([title])
        self.night(max_failures=self.generator.choice((0, 1)))

    def heal(self) -> None:
        Telling.failing.clear()
        self.night()

    def retrain(self) -> None:
        self.salt = self.generator.choice(("first", "second"))
        self.night()

    def roll_back(self) -> None:
        with suppress(InputError), self.engine.begin() as connection:
            pointer.roll_back(connection, to_run=None, actor="tests", reason="a try")

    def publish(self) -> None:
        """Publish one of the retained runs by hand."""
        run_id = self.generator.choice(self.retained() or [0])
        with suppress(PredawnError):
            publish_by_hand(self.engine, self.settings(), run_id, force=True, reason="a try")

    OPERATIONS: ClassVar[tuple[tuple[str, int], ...]] = (
        ("change", 10),
        ("night", 8),
        ("cancel", 4),
        ("hold", 2),
        ("fail", 2),
        ("heal", 2),
        ("retrain", 1),
        ("roll_back", 2),
        ("publish", 1),
        ("full", 1),
        ("choose", 3),
    )

    def full(self) -> None:
        self.night(mode=Mode.FULL)

    def choose(self) -> None:
        """Score a few projects anew, by their ids or by a tag; now and then the run is killed."""
        ids = self.generator.sample(PROJECTS, self.generator.randint(1, 4))
        tag = self.generator.choice((None, None, "a", "b"))
        moments = self.generator.choice((100, 100, self.generator.randint(1, 10)))
        self.night(Dying(moments), mode=Mode.PARTIAL, selection=Selection(() if tag else ids, tag))

    def live(self, operations: int) -> None:
        """Live through a number of operations, and check everything after each."""
        names, weights = zip(*self.OPERATIONS, strict=True)
        for name in ["change", *self.generator.choices(names, weights, k=operations)]:
            self.told.append(name)
            act: Callable[[], None] = getattr(self, name)
            try:
                act()
                with self.engine.connect() as connection:
                    self.check(connection)
            except AssertionError as error:
                error.add_note(f"after {self.told}")
                raise

    # What must hold.

    def known_tag(self, project_id: str) -> str | None:
        """Return what is known of a project's tag."""
        return self.known_tags.get(project_id)

    def answer(self, project_id: str, row: Row) -> tuple[str, float]:
        """Return the tag and the score that answers have, where a run has a row."""
        return row[:2]

    def retained(self) -> list[int]:
        with self.engine.connect() as connection:
            return [run.run_id for run in self._complete(connection)]

    def _complete(self, connection: Connection) -> list[Run]:
        runs = ledger.list_runs(connection, top=1000)
        return [run for run in runs if run.status in COMPLETE and run.pruned_at is None and run.attached_at]

    def check(self, connection: Connection) -> None:
        """Compare each retained run with one that is scored from nothing, and readers with the run."""
        for run in reversed(self._complete(connection)):
            rows = read(connection, run.run_id)
            if run.run_id not in self.runs:
                self._check_new(connection, run, rows)
                self.runs[run.run_id] = rows
            assert rows == self.runs[run.run_id], f"run {run.run_id} has changed"
        self._check_readers(connection)

    def _check_new(self, connection: Connection, run: Run, rows: Rows) -> None:
        salt = self._salt_of(connection, run)
        wanted = {
            project_id: (tag, score, content_hash(title, ""))
            for project_id, title in self.catalogue.items()
            for tag, score in predict(salt, title).items()
        }
        may_lack = {p for p, title in self.catalogue.items() if title in Telling.failing}
        if run.mode is Mode.PARTIAL:
            # What was not chosen is as in the run that was in service; what was may have left since.
            assert run.base_run is not None
            chosen, others = self._chosen(connection, run), self.runs[run.base_run]
            wanted = {p: row for p, row in wanted.items() if p in chosen}
            wanted |= {p: row for p, row in others.items() if p not in chosen}
            wanted |= {p: rows[p] for p in chosen - self.catalogue.keys() if others.get(p) == rows.get(p, 0)}
        lacking = {p: row for p, row in wanted.items() if p not in rows}
        assert set(lacking) <= may_lack, f"run {run.run_id} lacks {lacking}"
        wrong = {p: (row, wanted.get(p)) for p, row in rows.items() if row != wanted.get(p)}
        assert not wrong, f"run {run.run_id} has {wrong}"
        assert run.counts.stored == len(rows)
        assert run.counts.total == len(rows) + run.counts.failed, f"run {run.run_id} is of {run.counts}"
        if not run.checks:
            return
        tags = connection.execute(
            text(
                "SELECT label, items, round(mean_score * items * 1e9)::bigint FROM predawn.run_distributions"
                " WHERE run_id = :run AND scope = 'catalogue' AND distribution = 'tags'"
            ),
            {"run": run.run_id},
        )
        counted: dict[str, tuple[int, int]] = {}
        for tag, score, _ in rows.values():
            items, total = counted.get(tag, (0, 0))
            counted[tag] = items + 1, total + round(score * SCORE_UNIT)
        assert {row[0]: (row[1], row[2]) for row in tags} == counted, f"figures of run {run.run_id}"
        self._check_labels(connection, run, rows)

    def _check_labels(self, connection: Connection, run: Run, rows: Rows) -> None:
        model = registry.find_model(connection, run.model_version or 0)
        found = labels.count(connection, run, model).labels
        counted: dict[tuple[str, str, int], tuple[int, int]] = {}
        for project_id, (tag, score, hash_) in rows.items():
            fits = hash_ == content_hash(self.catalogue.get(project_id, ""), "")
            if fits and (known_tag := self.known_tag(project_id)):
                key = known_tag, tag, int(score * CALIBRATION_BINS)
                items, total = counted.get(key, (0, 0))
                counted[key] = items + 1, total + round(score * SCORE_UNIT)
        if all(best_tag != OTHER_TAG for _, best_tag, _ in counted):
            counted = {key: count for key, count in counted.items() if key[0] != OTHER_TAG}
        assert {
            (label.known_tag, label.best_tag, label.score_bin): (
                label.items,
                round(label.score_sum * SCORE_UNIT),
            )
            for label in found
        } == counted, f"labels of run {run.run_id}"

    def _salt_of(self, connection: Connection, run: Run) -> str:
        query = "SELECT args ->> 'config_sha256' FROM predawn.models WHERE model_version = :model"
        return SALTS[connection.scalar(text(query), {"model": run.model_version})]

    def _check_readers(self, connection: Connection) -> None:
        run_id = pointer.read_serving(connection).run_id
        if run_id is None:
            return
        wanted = {p: self.answer(p, row) for p, row in self.runs[run_id].items() if p in self.catalogue}
        seen = connection.execute(text("SELECT project_id, predicted_tag, score FROM analytics.predictions"))
        assert {row[0]: (row[1], row[2]) for row in seen} == wanted, "what analysts see"
        project_id = self.generator.choice(sorted(self.catalogue))
        found = look_up(connection, project_id)
        if found is not None:
            row = wanted.get(project_id)
            seen_tag = None if found.run_id is None else found.answer_tag
            assert (found.run_id, seen_tag) == ((run_id, row[0]) if row else (None, None))
            checked_at = ledger.find_run(connection, run_id).checked_at
            assert checked_at is not None
            assert found.checked_at == checked_at.timestamp(), "when the run in service was last checked"
        if run_id != self.in_service and self.in_service is not None:
            self._check_changes(connection)
        self.in_service = run_id

    def _check_changes(self, connection: Connection) -> None:
        last = connection.execute(
            text("SELECT publication_id, from_run, to_run FROM predawn.publications ORDER BY 1 DESC LIMIT 1")
        ).one()
        before, after = self.runs[last.from_run], self.runs[last.to_run]
        tags = {
            p: tuple(self.answer(p, rows[p])[0] if p in rows else None for rows in (before, after))
            for p in before | after
        }
        recorded = connection.execute(
            text(
                "SELECT project_id, from_tag, to_tag FROM predawn.prediction_changes"
                " WHERE publication_id = :id AND presence IS NULL"
            ),
            {"id": last.publication_id},
        )
        wanted = {p: pair for p, pair in tags.items() if pair[0] != pair[1] and p in self.catalogue}
        assert {row[0]: (row[1], row[2]) for row in recorded} == wanted, "changes of the last publication"


def read(connection: Connection, run_id: int) -> Rows:
    query = "SELECT project_id, predicted_tag, score, content_hash FROM predawn.run_predictions(:run)"
    found = connection.execute(text(query), {"run": run_id}).all()
    rows = {row[0]: (row[1], row[2], bytes(row[3])) for row in found}
    assert len(rows) == len(found), f"run {run_id} has a project twice"
    return rows
