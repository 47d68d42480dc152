"""Runs are what they are, figures and labels included, as if a forgotten project had never been."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from store.catalogue import forgotten
from store.connect.database import Database
from store.feedback import erasure
from store.runs import ledger
from tests.promises.histories import TITLES, History

MAX_FORGOTTEN = 3


class ForgettingHistory(History):
    """A history in which projects are forgotten, though the source still has them, and allowed to return."""

    OPERATIONS = (*History.OPERATIONS, ("forget", 6), ("allow", 1))

    def __post_init__(self) -> None:
        super().__post_init__()
        self.forgotten: set[str] = set()

    def choose_route(self) -> None:
        super().choose_route()
        if self.forgotten and self.route == "hand":  # which nothing keeps out
            self.route = "file"

    def change(self, titles: Sequence[str] = TITLES) -> None:
        """Change the source; what is forgotten is left out of it."""
        super().change(titles)
        for project_id in self.forgotten:
            self.catalogue.pop(project_id, None)

    def forget(self) -> None:
        if len(self.catalogue) < 2 * MAX_FORGOTTEN or len(self.forgotten) == MAX_FORGOTTEN:
            return
        project_id = self.generator.choice(sorted(self.catalogue))
        with self.engine.begin() as connection:
            erasure.forget_project(connection, project_id, history=self.generator.random() < 0.5)
        self.forgotten.add(project_id)
        del self.catalogue[project_id]
        for rows in self.runs.values():
            rows.pop(project_id, None)
        with self.engine.connect() as connection:
            for run in self._complete(connection):
                assert run.counts.stored == len(self.runs[run.run_id]), f"counts of run {run.run_id}"

    def allow(self) -> None:
        """Let a project return; a change that reads the whole source brings it back."""
        if self.forgotten:
            project_id = self.generator.choice(sorted(self.forgotten))
            with self.engine.begin() as connection:
                assert forgotten.allow_return(connection, project_id)
            self.forgotten.remove(project_id)
            # It comes back as a new row of the source would.
            self.entered.pop(project_id, None)


@pytest.fixture
def history(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[ForgettingHistory]:
    history = ForgettingHistory(database, tmp_path, random.Random(request.param))
    yield history
    history.table.dispose()
    history.engine.dispose()


@pytest.mark.parametrize("history", range(1), indirect=True)
def test_runs_are_as_if_a_forgotten_project_had_never_been(history: ForgettingHistory) -> None:
    for _ in range(8):
        history.live(4)
    assert history.told.count("forget") > 3
    with history.engine.connect() as connection:
        made = [run for run in ledger.list_runs(connection, top=1000) if run.attached_at is not None]
    assert any(run.whole_run is not None for run in made)
