"""Syncs of the catalogue: numbered, with what each read and changed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, exists, func, select, update

from core.sync import CatalogueReport, SourceState, SyncResult, Validators, Watermark
from store.catalogue import projects as catalogue
from store.schema import projects, syncs
from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class Sync:
    """A sync of the past: its number, and the result that it had."""

    sync_id: int
    source: str | None
    state: SourceState
    rows_read: int
    active: int
    report: Mapping[str, Any]


def find_last(connection: Connection) -> Sync | None:
    """Return the last sync, or None before the first."""
    row = connection.execute(select(syncs).order_by(syncs.c.sync_id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    state = SourceState(
        settings_hash=_bytes(row.settings_hash),
        sha256=_bytes(row.sha256),
        watermark=None if row.watermark is None else Watermark(row.watermark_kind, row.watermark),
        validators=Validators(row.etag, row.last_modified) if row.etag or row.last_modified else None,
    )
    return Sync(row.sync_id, row.source, state, row.rows_read, row.active, row.report)


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)


def find_valid(connection: Connection) -> Sync | None:
    """Return the last sync if nobody changed the catalogue since, so that it is what the source then was."""
    last = find_last(connection)
    return None if last is None or has_unnumbered(connection) else last


def is_whole_due(connection: Connection, every: timedelta) -> bool:
    """Return whether the last whole reading of a source is longer ago than a duration."""
    last = select(func.max(syncs.c.synced_at)).where(syncs.c.kind == "whole").scalar_subquery()
    return connection.scalar(select(last > func.now() - every)) is not True


def has_unnumbered(connection: Connection) -> bool:
    """Return whether projects were changed by hand since the last sync."""
    return connection.scalar(select(exists(select(projects).where(projects.c.changed_in.is_(None))))) is True


def begin(connection: Connection, source: str | None, *, whole: bool) -> int:
    """Enter a sync and return its number; without a source it stands for changes by hand."""
    number: int | None = connection.scalar(
        syncs.insert().values(source=source, kind="whole" if whole else "changes").returning(syncs.c.sync_id)
    )
    assert number is not None
    return number


def number_changes(connection: Connection, sync_id: int) -> None:
    """Give changes by hand the number of a sync."""
    connection.execute(statement("catalogue/number_changes"), {"sync_id": sync_id})


def finish(connection: Connection, sync_id: int, result: SyncResult, state: SourceState) -> None:
    """Record the result of a sync, and what its source is recognised by, with the projects it stands for."""
    watermark = state.watermark
    report = asdict(result.report)
    connection.execute(
        update(syncs)
        .where(syncs.c.sync_id == sync_id)
        .values(
            sha256=state.sha256,
            settings_hash=state.settings_hash,
            etag=None if state.validators is None else state.validators.etag,
            last_modified=None if state.validators is None else state.validators.last_modified,
            watermark=None if watermark is None else watermark.value,
            watermark_kind=None if watermark is None else watermark.kind,
            rows_read=result.report.rows_read,
            new=result.new,
            changed=result.changed,
            removed=result.removed,
            active=result.active,
            report={name: report[name] for name in ("rejected_counts", "warnings", "notes")},
        )
    )


def repeat(last: Sync, source: str) -> SyncResult:
    """Return the result of a sync that finds the bytes of the last one, and so need not read them."""
    report = CatalogueReport(
        source,
        last.rows_read,
        rejected_counts=last.report.get("rejected_counts", {}),
        warnings=last.report.get("warnings", {}),
        notes=(
            *last.report.get("notes", ()),
            f"the file is that of sync {last.sync_id}, so it was not read again",
        ),
    )
    return SyncResult(report, new=0, changed=0, unchanged=last.active, removed=0, active=last.active)


def take_in_changes(connection: Connection) -> int:
    """Give changes by hand since the last sync a number, and return how many projects there are.

    Where there is no source, this is all that a sync has to do.
    """
    if has_unnumbered(connection):
        number_changes(connection, begin(connection, None, whole=False))
    return record_active(connection)


def record_active(connection: Connection) -> int:
    """Record how many projects there are, where deleted ones made that unknown, and return it."""
    active = count_active(connection)
    last = select(func.max(syncs.c.sync_id)).scalar_subquery()
    recorded = syncs.c.active == active
    connection.execute(update(syncs).where(syncs.c.sync_id == last, ~recorded).values(active=active))
    return active


def count_active(connection: Connection) -> int:
    """Return the number of active projects: what the last sync said, as long as nobody changed one since."""
    last = find_last(connection)
    if last is None or has_unnumbered(connection) or not last.active:
        return catalogue.count_active(connection)
    return last.active


def find_last_number(connection: Connection) -> int:
    """Return the number of the last sync, 0 before the first."""
    last = find_last(connection)
    return 0 if last is None else last.sync_id
