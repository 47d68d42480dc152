"""Promise 9: a held run is invisible until a person publishes it or starts a canary with it, and that is
recorded.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import Job, RunRequest, actor
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.canary import promote_canary
from batch.steps.publish import publish_by_hand
from core.errors import InputError, RunHeldError, StoreError, StoreUnavailableError
from core.settings import Settings
from core.types import CheckStatus, Mode, Phase, Run, RunStatus
from store.connect.database import Database
from store.connect.engine import Role
from store.runs import ledger
from store.serving import canary, pointer
from store.serving.lookup import look_up
from tests.conftest import RunNight
from tests.promises.conftest import NumberedNight
from tests.sql import administer
from tests.waiting import wait_until

VIEWS = {
    "predictions": "SELECT DISTINCT run_id FROM analytics.predictions",
    "prediction_history": "SELECT DISTINCT run_id FROM analytics.prediction_history",
    "prediction_changes": "SELECT DISTINCT to_run FROM analytics.prediction_changes",
}


@pytest.fixture
def held(first_run: Run, numbered_night: NumberedNight, lenient: Settings) -> int:
    """A run that every project has another tag in than in the one in service, which the churn check holds."""
    with pytest.raises(RunHeldError, match="churn"):
        numbered_night(2, strict={"max_churn": 0.25})
    return 2


def visible(engine: Engine) -> dict[str, set[int]]:
    with engine.connect() as connection:
        return {name: set(connection.scalars(text(query))) for name, query in VIEWS.items()}


def publications(engine: Engine) -> list[dict[str, Any]]:
    query = text(
        "SELECT from_run, to_run, kind, forced, actor, reason"
        " FROM predawn.publications ORDER BY publication_id"
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def start_canary(engine: Engine, run_id: int) -> None:
    with engine.begin() as connection:
        plan = canary.plan_canary(connection, run_id, 5000)
        canary.start_canary(connection, plan, actor=actor(), reason="a look at it")


def test_it_is_complete_says_why_and_does_not_show(held: int, engine: Engine) -> None:
    with engine.connect() as connection:
        run = ledger.find_run(connection, held)
        found = look_up(connection, "4")
        stored = connection.scalar(text("SELECT count(*) FROM predawn.predictions WHERE run_id = 2"))
    assert run.status is RunStatus.HELD
    assert [check.name for check in run.checks if check.status is CheckStatus.BREACHED] == ["churn"]
    assert run.error is not None
    assert "churn" in run.error
    assert stored == run.counts.total
    assert found is not None
    assert found.run_id is not None
    assert found.run_id == 1
    assert visible(engine) == {"predictions": {1}, "prediction_history": {1}, "prediction_changes": set()}
    assert len(publications(engine)) == 1


def test_without_force_it_is_refused(held: int, engine: Engine, settings: Settings) -> None:
    with pytest.raises(InputError, match=r"churn.*answered with 503.*--force"):
        publish_by_hand(engine, settings, held, force=False, reason="it looks right")
    assert visible(engine)["predictions"] == {1}


def test_a_person_publishes_it_and_that_is_recorded(held: int, engine: Engine, settings: Settings) -> None:
    assert publish_by_hand(engine, settings, held, force=True, reason="the tags were renamed") == 1
    assert visible(engine) == {"predictions": {2}, "prediction_history": {1, 2}, "prediction_changes": {2}}
    assert publications(engine)[-1] == {
        "from_run": 1,
        "to_run": held,
        "kind": "publish",
        "forced": True,
        "actor": actor(),
        "reason": "the tags were renamed",
    }
    with engine.connect() as connection:
        assert ledger.find_run(connection, held).status is RunStatus.PUBLISHED
        found = look_up(connection, "4")
        reason = connection.scalar(text("SELECT DISTINCT reason FROM analytics.prediction_changes"))
    assert found is not None
    assert found.run_id is not None
    assert found.predicted_tag == "tag-2"
    assert reason == "the tags were renamed"


def test_as_a_canary_it_answers_for_its_share_alone_and_that_is_recorded(held: int, engine: Engine) -> None:
    start_canary(engine, held)
    with engine.connect() as connection:
        ids = connection.scalars(text("SELECT project_id FROM predawn.projects LIMIT 50")).all()
        found = [row for row in (look_up(connection, name) for name in ids) if row is not None]
        recorded = connection.execute(text("SELECT run_id, actor, reason FROM predawn.canaries")).one()
        assert ledger.find_run(connection, held).status is RunStatus.HELD
    assert {(row.run_id, row.predicted_tag == "tag-2") for row in found} == {(1, False), (held, True)}
    assert tuple(recorded) == (held, actor(), "a look at it")
    assert visible(engine) == {"predictions": {1}, "prediction_history": {1}, "prediction_changes": set()}


def test_it_stays_held_through_the_next_night_with_the_same_input(
    held: int, numbered_night: NumberedNight, engine: Engine
) -> None:
    with pytest.raises(RunHeldError, match="churn"):
        numbered_night(2, strict={"max_churn": 0.25})
    assert visible(engine)["predictions"] == {1}


def test_a_full_run_that_is_held_stays_held_although_the_run_in_service_fits_as_well(
    first_run: Run, database: Database, settings: Settings, engine: Engine
) -> None:
    strict = settings.model_copy(update={"min_coverage": 1.1})  # more than any run can reach
    for mode in (Mode.FULL, Mode.INCREMENTAL):
        with pytest.raises(RunHeldError, match="coverage"):
            run_batch(database, strict, RunRequest(mode=mode), Silent())
    assert visible(engine)["predictions"] == {1}


def test_a_run_that_was_only_made_ready_is_published_by_a_person_too(
    night: RunNight, engine: Engine, settings: Settings
) -> None:
    assert night(publish=False).status is RunStatus.READY
    assert visible(engine)["prediction_history"] == set()
    assert publish_by_hand(engine, settings, 1, force=False, reason=None) is None
    with engine.connect() as connection:
        assert pointer.read_serving(connection).run_id == 1
    assert publications(engine)[-1]["forced"] is False


def test_force_that_a_ready_run_did_not_need_is_not_recorded(
    night: RunNight, engine: Engine, settings: Settings
) -> None:
    night(publish=False)
    publish_by_hand(engine, settings, 1, force=True, reason="to be sure")
    assert [(move["forced"], move["reason"]) for move in publications(engine)] == [(False, "to be sure")]


def test_the_promotion_of_a_canary_is_forced_if_a_check_had_held_its_run(
    held: int, engine: Engine, settings: Settings
) -> None:
    start_canary(engine, held)
    promote_canary(engine, settings, None)
    assert (publications(engine)[-1]["forced"], publications(engine)[-1]["reason"]) == (True, "a look at it")


def test_the_promotion_of_a_canary_of_a_ready_run_is_not_forced(
    first_run: Run, night: RunNight, engine: Engine, settings: Settings
) -> None:
    ready = night(mode=Mode.FULL, publish=False)
    start_canary(engine, ready.run_id)
    promote_canary(engine, settings, None)
    assert (publications(engine)[-1]["forced"], publications(engine)[-1]["reason"]) == (False, "a look at it")


def test_a_run_that_was_never_checked_is_published_by_force_only(
    night: RunNight, engine: Engine, settings: Settings
) -> None:
    """As one is that was complete when it was interrupted, and given up by --fresh."""
    night(publish=False)
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.runs SET checks = '[]'"))
    with pytest.raises(InputError, match=r"Run 1 is ready: it was never checked.*--force"):
        publish_by_hand(engine, settings, 1, force=False, reason=None)
    assert publications(engine) == []
    publish_by_hand(engine, settings, 1, force=True, reason="I have looked at it")
    assert [move["forced"] for move in publications(engine)] == [True]


def test_of_two_people_who_publish_at_once_the_later_is_refused(
    night: RunNight, first_run: Run, database: Database, engine: Engine, settings: Settings
) -> None:
    """The pointer has moved since the later run began."""
    night(mode=Mode.FULL, publish=False)
    night(mode=Mode.FULL, publish=False)
    patient, hasty = (settings.model_copy(update={"publish_wait_seconds": limit}) for limit in (600.0, 0.0))
    later = database.engine(Role.BATCH, "the later one")
    readers = database.engine(Role.API, "a reader")
    with ThreadPoolExecutor(1) as other:
        with readers.connect() as reader:
            assert look_up(reader, "4") is not None
            refused = other.submit(publish_by_hand, later, patient, 2, force=False, reason=None)
            wait_until(lambda: waits_for_readers(database, "the later one"))
            assert publish_by_hand(engine, hasty, 3, force=False, reason=None) == 1
        with pytest.raises(StoreError, match=r"The pointer was moved to run 3 while run 2 was on its way"):
            refused.result()
    later.dispose()
    readers.dispose()
    assert [move["to_run"] for move in publications(engine)] == [1, 3]
    with engine.connect() as connection:
        assert pointer.read_serving(connection).run_id == 3
        assert ledger.find_run(connection, 2).status is RunStatus.READY


def waits_for_readers(database: Database, name: str) -> bool:
    """Return whether a session waits for the readers that were there before it."""
    query = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE application_name = :name AND query LIKE '%virtualtransaction%'"
    )
    # The batch does not see the queries of other sessions.
    return administer(database, query, name=name) != [(0,)]


def test_a_run_that_failed_cannot_be_published_by_anybody(
    first_run: Run, engine: Engine, settings: Settings
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.runs SET status = 'failed'"))
        connection.execute(text("UPDATE predawn.serving SET run_id = NULL"))
    with pytest.raises(InputError, match="is failed"):
        publish_by_hand(engine, settings, 1, force=True, reason="never mind")


def test_the_night_after_it_was_published_leaves_it_in_service(
    held: int, numbered_night: NumberedNight, engine: Engine, settings: Settings
) -> None:
    publish_by_hand(engine, settings, held, force=True, reason="the tags were renamed")
    assert numbered_night(2, strict={"max_churn": 0.25}).status is RunStatus.UNCHANGED
    assert visible(engine)["predictions"] == {held}


def test_what_a_person_said_of_it_can_be_read_by_an_analyst_and_undone(
    held: int, engine: Engine, settings: Settings
) -> None:
    publish_by_hand(engine, settings, held, force=True, reason="the tags were renamed")
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="test", reason="they were not")
    assert visible(engine)["predictions"] == {1}
    query = text("SELECT DISTINCT from_run, to_run, kind, reason FROM analytics.prediction_changes")
    with engine.connect() as connection:
        told = {tuple(row) for row in connection.execute(query)}
    assert told == {
        (1, held, "publish", "the tags were renamed"),
        (held, 1, "rollback", "they were not"),
    }


@pytest.mark.parametrize("phase", [Phase.CHECK, Phase.PUBLISH])
def test_a_run_that_is_interrupted_before_it_is_held_is_held_by_the_next(
    first_run: Run,
    numbered_night: NumberedNight,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    phase: Phase,
) -> None:
    """A run that was complete is taken up at its checks, and not published because it is there."""
    enter = Job.enter

    def lose_the_database(job: Job, entered: Phase) -> None:
        enter(job, entered)
        if entered is phase:
            raise StoreUnavailableError("the database is away")

    with monkeypatch.context() as interrupted:
        interrupted.setattr(Job, "enter", lose_the_database)
        with pytest.raises(StoreUnavailableError):
            numbered_night(2, strict={"max_churn": 0.25})
    assert visible(engine)["predictions"] == {1}
    with engine.connect() as connection:
        interrupted_run = ledger.find_run(connection, 2)
    with pytest.raises(RunHeldError, match="churn"):
        numbered_night(2, strict={"max_churn": 0.25})
    with engine.connect() as connection:
        newest = ledger.list_runs(connection, top=1)[0]
    assert (newest.run_id, newest.attempt, newest.status) == (2, 2, RunStatus.HELD)
    # Its table was left as it was: not copied, nor indexed and frozen again.
    assert newest.attached_at == interrupted_run.attached_at is not None
    assert visible(engine)["predictions"] == {1}
