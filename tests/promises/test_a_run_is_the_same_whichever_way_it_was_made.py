"""Promise 16: a run is the same, row by row, whichever way it was made: whole, as a delta, resumed, after any
history of changes.

Random histories are lived through with the real code: syncs of files, of files of changes and of a table that
says what changed, changes by hand, texts and known tags that change and are reverted, projects that leave and
return, failing projects, other models, chosen projects that are scored anew, runs that are killed and
resumed, held, published by hand, rolled back, pruned and made anew. After each step every retained run is
compared with the predictions of a run that is scored from nothing, and with what it held before; so are its
figures, what publications changed, and what readers are told.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from core.types import Mode, RunStatus
from store.connect.database import Database
from store.runs import ledger
from tests.promises.histories import History

HISTORIES = 20
"""The histories that follow each other in one database."""
STEPS = 3
"""The steps of a history, after a change."""


@pytest.fixture
def history(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[History]:
    history = History(database, tmp_path, random.Random(request.param))
    yield history
    history.table.dispose()
    history.engine.dispose()


@pytest.mark.parametrize("history", range(2), indirect=True)
def test_every_run_is_as_if_it_were_made_whole(history: History) -> None:
    for _ in range(HISTORIES):
        history.live(STEPS)
    with history.engine.connect() as connection:
        runs = ledger.list_runs(connection, top=1000)
        ways = connection.execute(text("SELECT DISTINCT kind FROM predawn.publications")).scalars().all()
        read = connection.execute(text("SELECT DISTINCT kind FROM predawn.syncs")).scalars().all()
    made = [run for run in runs if run.attached_at is not None]
    assert sum(run.whole_run is not None for run in made) > len(made) / 3
    assert sum(run.whole_run is None for run in made) > 2
    assert {RunStatus.PUBLISHED, RunStatus.UNCHANGED} < {run.status for run in runs}
    assert set(ways) == {"publish", "rollback"}
    assert set(read) == {"whole", "changes"}
    assert {run.mode for run in made} == set(Mode)


@pytest.mark.slow
@pytest.mark.parametrize("history", range(100, 150), indirect=True)
def test_every_run_is_as_if_it_were_made_whole_in_many_histories(history: History) -> None:
    for _ in range(2 * HISTORIES):
        history.live(4 * STEPS)
