"""The changes that a waiting run would bring if it were published now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from api.dashboard.decisions.changes import RunChanges, name_predictions, summarise_changes
from core.types import Run
from store.runs import ledger
from store.serving import comparison, history
from store.serving.comparison import ChangedProject

MAX_CHANGED: Final = 20
"""The number of changed projects that a page lists."""

MAX_COMPARED: Final = 100_000
"""The number of predictions up to which runs of different bases are compared for a page of one of them: more
take longer than a page may."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The changes that a run would bring in place of the run in service, and the first changed projects.

    `changes` is None if comparing both runs would take too long for a page that shows something else.
    """

    against: int
    changes: RunChanges | None
    projects: Sequence[ChangedProject]


def find_outlook(connection: Connection, run: Run, in_service: int) -> Outlook:
    """Return what a retained run would change; the page of its publication says the same afterwards."""
    current = ledger.find_run(connection, in_service)
    if run.base != current.base and max(run.counts.stored, current.counts.stored) > MAX_COMPARED:
        return Outlook(in_service, None, ())
    found = comparison.count_differing_predictions(connection, in_service, run.run_id, answers=True)
    departures = history.count_departures(connection)
    changes = summarise_changes([*found, *departures], name_predictions(connection, current, run))
    in_both = run.counts.stored - summarise_changes(found).added
    projects = comparison.list_differing_predictions(
        connection, in_service, run.run_id, MAX_CHANGED, answers=True
    )
    return Outlook(in_service, replace(changes, both=in_both), projects)
