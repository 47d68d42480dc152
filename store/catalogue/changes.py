"""Merging what a source says has changed; what it does not say stays as it is."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from core.sync import CatalogueReport, SyncResult
from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class Changes:
    """The numbers of `active` projects that staged rows remove, bring back, and enter or change."""

    active: int
    removed: int
    returned: int
    differing: int
    repeats_ids: bool


def keep_stored(connection: Connection, *, tags: bool, created_on: bool) -> int:
    """Let staged rows keep the known tags or creation times of their projects; return how many have some."""
    asked = {"tags": tags, "created_on": created_on}
    return connection.execute(statement("catalogue/keep_stored"), asked).rowcount


def compare(connection: Connection, active: int) -> Changes:
    """Find what staged rows change in a catalogue of `active` projects."""
    connection.execute(statement("catalogue/compare_staged_changes"))
    connection.execute(text("ANALYZE differences (project_id, kind)"))
    return Changes(active, **connection.execute(statement("catalogue/measure_changes")).mappings().one())


def merge(
    connection: Connection, found: Changes, report: CatalogueReport, staged: int, sync_id: int
) -> SyncResult:
    """Bring compared changes, `staged` rows, into the catalogue, in a sync."""
    number = {"sync_id": sync_id}
    changed = connection.execute(statement("catalogue/merge_changed_projects"), number).rowcount
    new = connection.execute(statement("catalogue/merge_new_projects"), number).rowcount
    removed = connection.execute(statement("catalogue/merge_removed_projects"), number).rowcount
    return SyncResult(
        report=report,
        new=new,
        changed=changed,
        unchanged=staged - new - changed - removed,
        removed=removed,
        active=found.active + new + found.returned - removed,
    )
