"""The content of a store in numbers, for messages."""

from dataclasses import dataclass

from sqlalchemy import Connection

from core.wording import count_of
from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class StoreContent:
    """The numbers of runs, models and projects in a store, and the run in service, None if there is none."""

    runs: int
    models: int
    projects: int
    serving_run: int | None

    def __str__(self) -> str:
        """Describe it in a sentence without its full stop."""
        counted = (
            f"{count_of(self.projects, 'project')}, {count_of(self.models, 'model')} and "
            f"{count_of(self.runs, 'run')}"
        )
        return counted if self.serving_run is None else f"{counted}, run {self.serving_run} in service"


def read_content(connection: Connection) -> StoreContent:
    """Return what a store holds."""
    row = connection.execute(statement("backup/count_content")).one()
    return StoreContent(row.runs, row.models, row.projects, row.serving_run)
