"""A run of chosen projects scores these anew, and leaves all others as they are published."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import Engine

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from core.errors import InputError, RunFailedError
from core.settings import Settings
from core.types import Mode, Phase, Run, RunStatus, Selection
from store import schedule
from store.connect.database import Database
from store.runs import ledger
from store.serving import pointer
from tests.e2e.command_line import CommandLine
from tests.sql import execute

CHANGE = "UPDATE predawn.projects SET title = title || ' again' WHERE project_id = :project"


class Moody:
    """Says what it is told to say, and fails on the projects that it is told to."""

    says: ClassVar[str] = "before"
    failing: ClassVar[set[str]] = set()
    asked: ClassVar[Counter[str]] = Counter()
    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Mapping[str, str]) -> dict[str, float]:
        if payload["project_id"] in self.failing:
            raise ValueError("told to fail")
        self.asked[payload["project_id"]] += 1
        return {self.says: 0.75}


class Several(Moody):
    """Says two tags of some projects."""

    multi_label = True

    def predict(self, payload: Mapping[str, str]) -> list[str]:  # type: ignore[override]
        return ["first", "second"] if payload["project_id"] in ("4", "6") else ["first"]


class Killed(BaseException):
    """Ends a run as SIGKILL does."""


class Dying(Silent):
    """Kills the run in a phase."""

    def __init__(self, phase: Phase) -> None:
        self._phase = phase

    def enter(self, phase: Phase) -> None:
        if phase is self._phase:
            raise Killed


class Heard(Silent):
    """Keeps what a run reports."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def report(self, message: str) -> None:
        self.said.append(message)


Make = Callable[..., Run]


@pytest.fixture
def moody(settings: Settings) -> Settings:
    Moody.says = "before"
    Moody.failing.clear()
    Moody.asked.clear()
    changed = {
        "predictor": f"{__name__}:Moody",
        "max_failures": 0.5,
        "min_coverage": 0.5,
        "max_psi": 1000.0,
        "max_churn": 1.0,
        "popular_texts": 0,
    }
    return settings.model_copy(update=changed)


@pytest.fixture
def make(database: Database, moody: Settings) -> Make:
    """Make a run of all projects, or of chosen ones by id or by tag."""

    def run(*ids: str, tag: str | None = None, progress: Silent | None = None, **others: Any) -> Run:
        chosen = moody
        if ids or tag:
            others |= {"mode": Mode.PARTIAL, "selection": Selection(ids, tag)}
            # Even a few projects are several chunks; all of them would be two hundred.
            chosen = moody.model_copy(update={"chunk_rows": 2})
        return run_batch(database, chosen, RunRequest(**others), progress or Silent())

    return run


def tags(engine: Engine, run: Run) -> dict[str, str]:
    query = "SELECT project_id, predicted_tag FROM predawn.run_predictions(:run)"
    return {str(row[0]): str(row[1]) for row in execute(engine, query, run=run.run_id)}


def test_chosen_projects_are_scored_anew_and_all_others_stay(make: Make, engine: Engine) -> None:
    first = make()
    Moody.says, before = "after", Counter(Moody.asked)
    run = make("4", "10", "4")
    assert (run.status, run.mode, run.model_version) == (
        RunStatus.PUBLISHED,
        Mode.PARTIAL,
        first.model_version,
    )
    assert (run.whole_run, run.base_run, run.own_rows) == (first.run_id, first.run_id, 2)
    assert (run.counts.scored, run.counts.stored) == (2, first.counts.stored)
    assert Moody.asked - before == Counter({"4": 1, "10": 1})
    assert tags(engine, run) == tags(engine, first) | {"4": "after", "10": "after"}
    changes = execute(
        engine, "SELECT project_id FROM predawn.prediction_changes WHERE to_run = :r", r=run.run_id
    )
    assert {row[0] for row in changes} == {"4", "10"}
    assert {check.name for check in run.checks} == {check.name for check in first.checks}


def test_projects_are_chosen_by_the_tag_that_is_published(make: Make, engine: Engine) -> None:
    make()
    Moody.says = "other"
    make("4", "10")
    Moody.says = "after"
    run = make(tag="other")
    assert {p for p, tag in tags(engine, run).items() if tag == "after"} == {"4", "10"}
    assert run.counts.scored == 2


def test_ids_that_are_no_projects_are_counted_and_named(make: Make, engine: Engine) -> None:
    first = make()
    execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '10'")
    heard = Heard()
    run = make("4", "nobody", "10", "a\x00b", progress=heard)
    assert run.counts.scored == 1
    assert "3 ids are not in the catalogue: 'nobody', '10', 'a\\x00b'" in heard.said
    for chosen in ({"tag": "nothing has it"}, {"ids": ("nobody",)}):
        selection = Selection(**chosen)
        with pytest.raises(InputError, match="None of the"):
            make(mode=Mode.PARTIAL, selection=selection)
    assert execute(engine, "SELECT max(run_id) FROM predawn.runs") == [(run.run_id,)]
    assert run.run_id == first.run_id + 1


def test_nothing_is_scored_anew_before_anything_is_published(make: Make) -> None:
    with pytest.raises(InputError, match="Nothing is published yet"):
        make("4")


def test_what_the_run_in_service_has_of_its_own_is_taken_along(make: Make, engine: Engine) -> None:
    make()
    Moody.says = "second"
    Moody.failing.update({"101", "10"})
    for project in ("4", "101", "10"):
        execute(engine, CHANGE, project=project)
    execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '106'")
    second = make()
    assert (second.counts.failed, second.whole_run is None) == (2, False)
    Moody.says = "third"
    Moody.failing.clear()
    run = make("10", "104")
    assert tags(engine, run) == tags(engine, second) | {"10": "third", "104": "third"}
    assert (run.counts.failed, run.last_sync, run.counts.total) == (1, second.last_sync, second.counts.total)
    failed = execute(
        engine, "SELECT project_id FROM predawn.run_failures WHERE run_id = :run", run=run.run_id
    )
    assert failed == [("101",)]
    night = make()
    assert tags(engine, night) == tags(engine, run) | {"101": "third"}


def test_the_next_night_sees_what_has_changed_meanwhile(make: Make, engine: Engine) -> None:
    first = make()
    execute(engine, CHANGE, project="4")
    execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '106'")
    Moody.says = "after"
    run = make("10")
    assert tags(engine, run) == tags(engine, first) | {"10": "after"}
    Moody.says = "later"
    night = make()
    wanted = tags(engine, run) | {"4": "later"}
    del wanted["106"]
    assert tags(engine, night) == wanted
    assert night.counts.scored == 1


def test_a_run_of_chosen_projects_is_no_check_of_all(make: Make, engine: Engine) -> None:
    first = make()
    run = make("4")
    assert run.checked_at == first.checked_at
    with engine.connect() as connection:
        assert schedule.find_run(connection, first.started_at) == first.run_id
        assert schedule.find_run(connection, run.started_at) is None
    make()
    with engine.connect() as connection:
        checked = ledger.find_run(connection, run.run_id).checked_at
    assert checked is not None
    assert first.checked_at is not None
    assert checked > first.checked_at


def test_a_chosen_project_that_fails_keeps_what_fits(make: Make, engine: Engine) -> None:
    make()
    Moody.says = "second"
    for project in ("4", "101"):
        execute(engine, CHANGE, project=project)
    second = make()
    execute(engine, CHANGE, project="101")
    Moody.failing.update({"4", "101", "10"})
    Moody.says = "third"
    run = make("4", "101", "10", "104")
    wanted = tags(engine, second) | {"104": "third"}
    del wanted["101"]
    assert tags(engine, run) == wanted
    assert (run.counts.failed, run.counts.scored) == (3, 1)


@pytest.mark.parametrize("phase", [Phase.PLAN, Phase.SCORE, Phase.CHECK, Phase.PUBLISH])
def test_a_killed_run_scores_the_same_projects_and_the_night_follows(
    make: Make, engine: Engine, phase: Phase
) -> None:
    first = make()
    execute(engine, CHANGE, project="4")
    second = make()
    execute(engine, CHANGE, project="101")
    Moody.says, before = "after", Counter(Moody.asked)
    with pytest.raises(Killed):
        make("4", "10", progress=Dying(phase))
    heard = Heard()
    night = make(progress=heard)
    assert "it is resumed, and the requested one follows" in heard.said[0]
    with engine.connect() as connection:
        run = ledger.find_run(connection, second.run_id + 1)
    assert (run.status, run.mode, run.counts.scored) == (RunStatus.PUBLISHED, Mode.PARTIAL, 2)
    assert tags(engine, run) == tags(engine, second) | {"4": "after", "10": "after"}
    assert (night.run_id, night.mode) == (run.run_id + 1, Mode.INCREMENTAL)
    assert tags(engine, night) == tags(engine, run) | {"101": "after"}
    assert Moody.asked - before == Counter({"4": 1, "10": 1, "101": 1})
    assert first.run_id == night.whole_run


def test_a_resumed_run_takes_the_texts_as_they_are_now(make: Make, engine: Engine) -> None:
    make()
    with pytest.raises(Killed):
        make("4", "10", "104", progress=Dying(Phase.PUBLISH))
    execute(engine, CHANGE, project="4")
    execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '10'")
    Moody.says, before = "after", Counter(Moody.asked)
    run = make("4", "10", "104")
    assert run.attempt == 2
    assert Moody.asked - before == Counter({"4": 1})
    assert (tags(engine, run)["4"], tags(engine, run)["104"]) == ("after", "before")
    assert run.counts.scored == 2


def test_a_resumed_run_has_of_projects_that_left_what_the_run_in_service_has(
    make: Make, engine: Engine
) -> None:
    make()
    Moody.says = "after"
    with pytest.raises(Killed):
        make("4", "10", progress=Dying(Phase.PUBLISH))
    execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '10'")
    run = make("4", "10")
    assert (run.attempt, run.counts.scored) == (2, 1)
    assert (tags(engine, run)["4"], tags(engine, run)["10"]) == ("after", "before")


def test_a_run_is_not_resumed_by_another_model(
    make: Make, engine: Engine, database: Database, moody: Settings
) -> None:
    first = make()
    plain = moody.model_copy(update={"predictor": None})
    other = run_batch(database, plain, RunRequest(publish=False), Silent())
    with pytest.raises(Killed):
        make("4", progress=Dying(Phase.SCORE))
    publish_by_hand(engine, plain, other.run_id, force=True, reason="a try")
    with pytest.raises(RunFailedError, match=f"model {other.model_version} is in service now"):
        make("4")
    with engine.connect() as connection:
        assert pointer.read_serving(connection).run_id == other.run_id
        assert ledger.find_run(connection, other.run_id + 1).status is RunStatus.FAILED
    assert first.model_version != other.model_version


def test_the_command_reads_ids_and_refuses_what_it_cannot_do(
    night: Callable[[], Run], database: Database, engine: Engine, tmp_path: Path
) -> None:
    first = night()
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    ids = tmp_path / "ids.txt"
    ids.write_text("\ufeff4\r\n\r\n 10 \nnobody\n", "utf-8")
    said = predawn.succeed("batch", "--only", str(ids))
    assert "published" in said
    assert "; 2 scored" in said
    with engine.connect() as connection:
        assert ledger.find_run(connection, first.run_id + 1).mode is Mode.PARTIAL
    empty = tmp_path / "empty.txt"
    empty.write_text("\n")
    for options in (
        ("--only", str(ids), "--full"),
        ("--only-tag", "mlops", "--model", "1"),
        ("--only", str(ids), "--only-tag", "mlops"),
        ("--only", str(empty)),
        ("--only", str(tmp_path / "missing.txt")),
        ("--only-tag", "nothing has it"),
    ):
        assert predawn.refuse(2, "batch", *options)
    assert execute(engine, "SELECT max(run_id) FROM predawn.runs") == [(first.run_id + 1,)]


def test_any_of_several_tags_chooses_a_project(database: Database, moody: Settings, engine: Engine) -> None:
    several = moody.model_copy(update={"predictor": f"{__name__}:Several"})
    run_batch(database, several, RunRequest(), Silent())
    request = RunRequest(mode=Mode.PARTIAL, selection=Selection((), "second"))
    assert run_batch(database, several, request, Silent()).counts.scored == 2
    correct = "UPDATE predawn.projects SET corrected_hash = content_hash, corrected_tag = 'said'"
    execute(engine, f"{correct} WHERE project_id = '4'")
    request = RunRequest(mode=Mode.PARTIAL, selection=Selection((), "said"))
    with pytest.raises(
        InputError, match="None of the projects has the tag 'said' in run 2, which is in service"
    ):
        run_batch(database, several, request, Silent())


def test_a_tag_that_is_less_likely_than_another_chooses_no_project(
    database: Database, moody: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Moody, "predict", lambda *_: {"likely": 0.6, "unlikely": 0.4})
    run_batch(database, moody, RunRequest(), Silent())
    request = RunRequest(mode=Mode.PARTIAL, selection=Selection((), "unlikely"))
    with pytest.raises(InputError, match="None of the projects has the tag 'unlikely'"):
        run_batch(database, moody, request, Silent())


def test_projects_that_came_after_the_run_in_service_are_counted(make: Make, engine: Engine) -> None:
    Moody.failing.add("4")
    total = make().counts.total
    come = "INSERT INTO predawn.projects (project_id, title, description) VALUES (:id, 'late', '')"
    for number, project_id in enumerate(("late", "later"), 1):
        execute(engine, come, id=project_id)
        # The second of these runs has another in service that has the first project of its own.
        run = make("late", project_id, "4", "6")
        stored = execute(engine, "SELECT count(*) FROM predawn.run_predictions(:run)", run=run.run_id)
        assert stored == [(run.counts.stored,)] == [(total - 1 + number,)]
        assert (run.counts.total, run.counts.failed) == (total + number, 1)
        coverage = next(check for check in run.checks if check.name == "coverage")
        assert coverage.detail.startswith(f"{total - 1 + number} of {total + number} projects")
    gone, back = ("UPDATE predawn.projects SET removed_at = " + when for when in ("now()", "NULL"))
    execute(engine, f"{gone} WHERE project_id = '6'")
    assert make().counts.total == total + 1
    execute(engine, f"{back} WHERE project_id = '6'")
    assert make("6").counts.total == total + 2
