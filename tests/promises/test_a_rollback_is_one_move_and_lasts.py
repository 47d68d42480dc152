"""Promise 6: rollback is one pointer move, takes the on-demand model with it, and lasts through the next
night.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from core.errors import InputError, RunHeldError, StoreError
from core.settings import Settings
from core.types import Phase, Run, RunStatus
from store.connect.database import Database
from store.connect.engine import Role
from store.models import registry
from store.runs import ledger
from store.serving import pointer
from store.serving.lookup import look_up
from tests.conftest import RunNight
from tests.sql import ANOTHER_MODEL, waits_for_the_pointer
from tests.waiting import TIMEOUT_SECONDS, wait_until


def roll_back(engine: Engine, to_run: int | None = None) -> tuple[int, int]:
    with engine.begin() as connection:
        return pointer.roll_back(connection, to_run=to_run, actor="tests", reason="it was bad")


def promote_a_second_model(engine: Engine) -> int:
    """Enter the champion's artifact once more, as a model of its own, and promote that."""
    with engine.begin() as connection:
        version = connection.scalar(text(f"{ANOTHER_MODEL} RETURNING model_version"))
        assert version is not None
        registry.promote(connection, version, actor="tests", reason="it looked better")
    return version


def change_title(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET title = title || '!' WHERE project_id = '4'"))


def in_service(connection: Connection) -> tuple[int | None, int, int]:
    """Return the run that the pointer names, and the run and the model that an answer names."""
    found = look_up(connection, "6")
    assert found is not None
    assert found.run_id is not None
    return pointer.read_serving(connection).run_id, found.run_id, found.model_version


def champion(connection: Connection) -> int:
    found = registry.find_champion(connection)
    assert found is not None
    return found.version


def test_one_move_brings_back_answers_and_model_and_is_recorded(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    second_model = promote_a_second_model(engine)
    assert night().model_version == second_model
    assert roll_back(engine) == (2, 1)
    with engine.connect() as connection:
        assert in_service(connection) == (1, 1, 1)
        assert champion(connection) == 1
        moves = connection.execute(
            text(
                "SELECT from_run, to_run, kind, actor, reason"
                " FROM predawn.publications ORDER BY publication_id"
            )
        ).all()
        promotion = connection.execute(
            text(
                "SELECT from_version, to_version, reason FROM predawn.promotions"
                " ORDER BY promotion_id DESC LIMIT 1"
            )
        ).one()
    assert [tuple(move)[:3] for move in moves] == [
        (None, 1, "publish"),
        (1, 2, "publish"),
        (2, 1, "rollback"),
    ]
    assert tuple(moves[-1])[3:] == ("tests", "it was bad")
    assert tuple(promotion) == (second_model, 1, "rollback to run 1: it was bad")


def test_a_move_and_a_check_of_the_same_run_do_not_wait_for_each_other(
    first_run: Run, engine: Engine
) -> None:
    def check() -> None:
        with engine.begin() as connection:
            ledger.mark_checked(connection, first_run.run_id)

    def waits() -> bool:
        query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND :pid = ANY(pg_blocking_pids(pid))"
        with engine.connect() as connection:
            return connection.scalar(text(query), {"pid": pid}) == 1

    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as moving:
            pid = moving.scalar(text("SELECT pg_backend_pid()"))
            moving.execute(text("SELECT FROM predawn.serving FOR UPDATE"))
            checking = pool.submit(check)
            wait_until(waits)
            moving.execute(text("UPDATE predawn.runs SET status = 'published'"))
        checking.result(TIMEOUT_SECONDS)


def test_what_comes_back_is_as_old_as_its_last_check(night: RunNight, first_run: Run, engine: Engine) -> None:
    change_title(engine)
    assert night().status is RunStatus.PUBLISHED
    with engine.connect() as connection:
        first = ledger.find_run(connection, 1).checked_at
    roll_back(engine)
    with engine.connect() as connection:
        found = look_up(connection, "6")
    assert first is not None
    assert found is not None
    assert found.checked_at == first.timestamp()


def test_it_touches_no_prediction(night: RunNight, first_run: Run, engine: Engine) -> None:
    change_title(engine)
    night()
    query = text("SELECT count(*), sum(hashtextextended(p::text, 0)) FROM predawn.predictions AS p")
    with engine.connect() as connection:
        before = connection.execute(query).one()
    roll_back(engine)
    with engine.connect() as connection:
        assert connection.execute(query).one() == before


def test_the_next_night_scores_nothing_and_keeps_the_model_that_was_brought_back(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    promote_a_second_model(engine)
    night()
    roll_back(engine)
    third = night()
    assert (third.status, third.counts.scored, third.model_version) == (RunStatus.UNCHANGED, 0, 1)
    with engine.connect() as connection:
        assert in_service(connection) == (1, 1, 1)


def test_a_project_that_left_stays_away_after_a_rollback_and_the_next_night(
    night: RunNight, engine: Engine
) -> None:
    total = night().counts.total
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '4'"))
    night()
    roll_back(engine)
    for _ in ("at once", "after the night"):
        with engine.connect() as connection:
            found = look_up(connection, "4")
            assert found is not None
            assert found.removed
            shown = connection.scalar(text("SELECT count(*) FROM analytics.predictions"))
            assert shown == total - 1
        assert night().counts.scored == 0


def test_rolling_back_twice_never_returns_to_the_run_that_was_left(night: RunNight, engine: Engine) -> None:
    for _ in range(3):
        change_title(engine)
        night()
    assert roll_back(engine) == (3, 2)
    assert roll_back(engine) == (2, 1)
    with pytest.raises(InputError, match="nothing to go back to"):
        roll_back(engine)
    with engine.connect() as connection:
        assert in_service(connection)[0] == 1


def test_a_run_that_was_published_twice_is_left_for_what_was_before_the_second_time(
    night: RunNight, engine: Engine, settings: Settings
) -> None:
    for _ in range(3):
        change_title(engine)
        night()
    publish_by_hand(engine, settings, 2, force=False, reason="a second time")
    assert roll_back(engine) == (2, 3)


def test_a_run_of_the_model_that_was_rolled_back_is_held(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    promote_a_second_model(engine)
    night()
    assert roll_back(engine) == (2, 1)
    change_title(engine)
    with pytest.raises(RunHeldError, match="model 2 was rolled back"):
        night(model_version=2)
    with engine.connect() as connection:
        assert in_service(connection)[0] == 1


def test_the_first_publication_has_nothing_to_go_back_to(night: RunNight, engine: Engine) -> None:
    with pytest.raises(InputError, match="Nothing is published yet"):
        roll_back(engine)
    night()
    with pytest.raises(InputError, match="nothing to go back to"):
        roll_back(engine)


def test_to_names_any_retained_run_and_none_that_is_not(
    engine: Engine, database: Database, settings: Settings
) -> None:
    whole = settings.model_copy(update={"max_delta": 0.0})  # so that no run is retained as a base
    for _ in range(3):
        change_title(engine)
        run_batch(database, whole, RunRequest(), Silent())
    assert roll_back(engine, to_run=1) == (3, 1)
    assert roll_back(engine, to_run=3) == (1, 3)
    with pytest.raises(InputError, match="in service already"):
        roll_back(engine, to_run=3)
    with pytest.raises(InputError, match="no run 99"):
        roll_back(engine, to_run=99)
    sparing = whole.model_copy(update={"keep_published": 2})
    change_title(engine)
    run_batch(database, sparing, RunRequest(), Silent())
    with pytest.raises(InputError, match=r"were dropped\. The retained runs are: 4, 3"):
        roll_back(engine, to_run=1)


def test_the_target_of_a_rollback_is_never_pruned(
    engine: Engine, database: Database, settings: Settings
) -> None:
    """Run 1 is older than the last two that were published, and still the target of a rollback from run 2."""
    whole = settings.model_copy(update={"max_delta": 0.0})  # so that run 1 is not retained as a base
    for _ in range(4):
        change_title(engine)
        run_batch(database, whole, RunRequest(), Silent())
    roll_back(engine, to_run=2)  # from where a rollback goes to run 1
    sparing = whole.model_copy(update={"keep_published": 2})
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET title = left(title, -2) WHERE project_id = '4'"))
    unchanged = run_batch(database, sparing, RunRequest(), Silent())
    assert unchanged.status is RunStatus.UNCHANGED
    assert roll_back(engine) == (2, 1)
    with engine.connect() as connection:
        assert in_service(connection)[1] == 1


class RollingBack(Silent):
    """Rolls back while a run is under way, as it comes to a phase."""

    def __init__(self, engine: Engine, during: Phase) -> None:
        self._engine = engine
        self._during = during

    def enter(self, phase: Phase) -> None:
        if phase is self._during:
            roll_back(self._engine)


@pytest.mark.usefixtures("first_run")
@pytest.mark.parametrize("during", [Phase.SYNC, Phase.SCORE, Phase.CHECK, Phase.PUBLISH])
def test_a_run_in_flight_does_not_publish_over_a_rollback(
    night: RunNight, engine: Engine, database: Database, settings: Settings, during: Phase
) -> None:
    change_title(engine)
    night()
    change_title(engine)
    with pytest.raises(RunHeldError, match="the pointer was moved to run 1"):
        run_batch(database, settings, RunRequest(), RollingBack(engine, during))
    with engine.connect() as connection:
        assert ledger.find_run(connection, 3).status is RunStatus.HELD
        assert in_service(connection)[0] == 1


def test_nor_does_one_that_waits_for_readers_at_that_moment(
    night: RunNight, first_run: Run, engine: Engine, database: Database, settings: Settings
) -> None:
    change_title(engine)
    night()
    change_title(engine)
    ended: list[BaseException] = []

    def run() -> None:
        try:
            run_batch(
                database, settings.model_copy(update={"publish_wait_seconds": 30.0}), RunRequest(), Silent()
            )
        except Exception as error:  # noqa: BLE001 - looked at below
            ended.append(error)

    readers = database.engine(Role.API, "reader")
    running = threading.Thread(target=run)
    with readers.connect() as reader:
        assert in_service(reader)[0] == 2
        running.start()
        wait_for_waiting(database, 3)
        assert roll_back(engine) == (2, 1)
    readers.dispose()
    running.join(TIMEOUT_SECONDS)
    assert [type(error) for error in ended] == [RunHeldError], ended
    with engine.connect() as connection:
        assert ledger.find_run(connection, 3).status is RunStatus.HELD
        assert in_service(connection)[0] == 1


def test_the_slower_of_two_rollbacks_is_refused_with_a_reason(night: RunNight, engine: Engine) -> None:
    """It would leave a run that the person who asked for it never saw in service."""
    for _ in range(3):
        change_title(engine)
        night()
    with ThreadPoolExecutor(1) as other:
        with engine.begin() as faster:
            pointer.hold_pointer(faster)
            refused = other.submit(roll_back, engine)
            wait_until(lambda: waits_for_the_pointer(engine))
            pointer.roll_back(faster, to_run=1, actor="tests", reason="I was faster")
        with pytest.raises(StoreError, match=r"The pointer was moved to run 1 while run 2 was on its way"):
            refused.result()
    with engine.connect() as connection:
        assert in_service(connection)[0] == 1


def test_what_is_in_service_or_failed_cannot_be_put_into_service_by_hand(
    first_run: Run, engine: Engine, settings: Settings
) -> None:
    with pytest.raises(InputError, match=f"Run {first_run.run_id} is in service already"):
        publish_by_hand(engine, settings, first_run.run_id, force=True, reason="again")
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.runs SET status = 'failed'"))
    with pytest.raises(
        InputError, match=f"Run {first_run.run_id} is failed; only a run that is ready, held or"
    ):
        publish_by_hand(engine, settings, first_run.run_id, force=True, reason="all the same")


def wait_for_waiting(database: Database, run_id: int) -> None:
    """Wait until a run waits for the readers that were there before it was attached."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE application_name = :name AND query LIKE '%virtualtransaction%'"
    )
    superuser = database.engine(None, "tests")  # the batch does not see the queries of other sessions
    name = ledger.session_name(run_id, attempt=1)
    with superuser.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        wait_until(lambda: connection.scalar(query, {"name": name}))
    superuser.dispose()
