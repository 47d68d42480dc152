"""Step 1: sync the catalogue from its source."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from batch.job import Job
from batch.progress import Progress
from batch.sources.files.web import UnmodifiedError
from batch.sources.source import Source, open_source
from core.errors import InputError
from core.settings import Settings
from core.sync import SourceState, SyncResult
from core.types import Mode, Phase, Run
from core.wording import count_of
from store.catalogue import changes, forgotten, projects, syncs
from store.runs import ledger

_ANALYSED_SHARE = 0.1

OnDiffering = Callable[[int], None]
"""Called with the number of projects that are new or differ, before they are merged."""

log = logging.getLogger("predawn.batch")


def _ignore(_projects: int) -> None:
    """Do nothing."""


def sync_job(job: Job, on_differing: OnDiffering) -> None:
    """Sync the catalogue from its source, as part of a run; a run of chosen projects uses it as it is.

    As soon as it is known how many projects are new or differ, `on_differing` is called with it, before they
    are merged.
    """
    job.enter(Phase.SYNC)
    if job.run.mode is Mode.PARTIAL:
        job.report("the catalogue is taken as it is")
        return
    if job.request.source is None and job.settings.catalogue is None:
        with job.engine.begin() as connection:
            active = syncs.take_in_changes(connection)
            ledger.fence(connection, job.run.run_id, job.run.attempt)
        if not active:
            raise InputError(
                "The catalogue is empty and no source is set. Set PREDAWN_CATALOGUE, or name one with "
                "`predawn batch --source`."
            )
        job.report(f"no catalogue source is set; the {active:,} projects in the store are used as they are")
        return
    source = open_source(job.settings, job.request.source)
    source.watch(job.progress.read)
    result = _sync_if_changed(job.engine, source, _options(job), job.run, on_differing)
    job.count_rows(result.report.rows_read)
    with job.engine.begin() as connection:
        job.run = ledger.change(connection, job.run, set_aside=_count_rejected(result))
    job.report(describe(result))


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """The options of a sync.

    The whole of a source that says what changed is read every so often, or now if it is to be reconciled.
    """

    max_shrink: float
    reconcile_every: timedelta
    reconcile: bool = False


def _options(job: Job) -> SyncOptions:
    asked = job.request.max_shrink
    max_shrink = job.settings.max_shrink if asked is None else asked
    return SyncOptions(max_shrink, job.settings.reconcile, job.request.reconcile)


def sync_alone(
    engine: Engine,
    settings: Settings,
    source: str | None,
    max_shrink: float,
    *,
    reconcile: bool = False,
    progress: Progress | None = None,
) -> SyncResult:
    """Sync the catalogue apart from a run; the caller holds the run lock."""
    options = SyncOptions(max_shrink, settings.reconcile, reconcile)
    return _sync_watched(engine, open_source(settings, source), options, progress)


def sync_delta(
    engine: Engine, settings: Settings, file: str, max_shrink: float, progress: Progress | None = None
) -> SyncResult:
    """Bring a file of changes into the catalogue, apart from a run; the caller holds the run lock."""
    source = open_source(settings, file, delta=True)
    return _sync_watched(engine, source, SyncOptions(max_shrink, settings.reconcile), progress)


def _sync_watched(
    engine: Engine, source: Source, options: SyncOptions, progress: Progress | None
) -> SyncResult:
    if progress is not None:
        progress.enter(Phase.SYNC)
        source.watch(progress.read)
    return _sync_if_changed(engine, source, options, None)


def _sync_if_changed(
    engine: Engine, source: Source, options: SyncOptions, run: Run | None, on_differing: OnDiffering = _ignore
) -> SyncResult:
    """Sync from a source, unless it is the one of the last sync, or read only what has changed since.

    It is one transaction, which counts if the run, where there is one, is still ours.
    """
    sha256 = source.sha256()
    with engine.begin() as connection:
        last = None if options.reconcile else syncs.find_valid(connection)
        whole_due = syncs.is_whole_due(connection, options.reconcile_every)
        source.leave_out(forgotten.read(connection))
    if last is not None and last.state.settings_hash == source.settings_hash() and not source.is_delta:
        if sha256 is not None and last.state.sha256 == sha256:
            return syncs.repeat(last, source.name)
        watermark = last.state.watermark
        if source.says_changes and watermark is not None and last.source == source.name and not whole_due:
            source.read_from(watermark)
        if last.state.validators is not None:
            source.assume_version(last.state.validators)
    try:
        with source.at_hand(), engine.begin() as connection:
            result = sync(connection, source, options.max_shrink, sha256, on_differing)
            if run is not None:
                ledger.fence(connection, run.run_id, run.attempt)
    except UnmodifiedError:
        assert last is not None
        return syncs.repeat(last, source.name)
    _refresh_statistics(engine, result)
    return result


def _refresh_statistics(engine: Engine, result: SyncResult) -> None:
    """Analyse the catalogue if much of it has changed.

    The steps that follow join all of it with other tables, and took 1.5 times as long without.
    """
    if result.new + result.changed + result.removed > _ANALYSED_SHARE * result.active:
        with engine.begin() as connection:
            projects.analyse(connection)


def sync(
    connection: Connection,
    source: Source,
    max_shrink: float,
    sha256: bytes | None = None,
    on_differing: OnDiffering = _ignore,
) -> SyncResult:
    """Copy a source in, check it as a whole, and merge it into the catalogue.

    Before changes are merged, `on_differing` is called with the number of projects that are new or
    differ, if any are.

    Raises
    ------
    CatalogueError
        If the source cannot be read, repeats an id, or has shrunk too much; nothing is changed then.
    """
    whole = not source.holds_changes
    active = 0 if whole else syncs.count_active(connection)
    sync_id = syncs.begin(connection, source.name, whole=whole)
    if whole:
        result = _fill(connection, source, sync_id) if projects.is_new(connection) else None
        if result is None:
            result = _merge(connection, source, max_shrink, sync_id, on_differing)
        projects.replace_rejected_rows(connection, source.name, source.rejected, sync_id, whole=True)
    else:
        staged, found = _compare_changes(connection, source, max_shrink, active)
        if found.differing:
            on_differing(found.differing)
        result = _merge_changes(connection, source, staged, found, sync_id)
    syncs.number_changes(connection, sync_id)
    # Another file may have taken the place of the one that the hash is of.
    sha256 = sha256 if whole and source.is_untouched() else None
    state = SourceState(source.settings_hash(), sha256, source.watermark(), source.validators())
    if source.is_delta:  # it says nothing about the source that the next sync reads
        state = SourceState()
    syncs.finish(connection, sync_id, result, state)
    log.info("catalogue synced", extra=_fields(result))
    return result


def _fill(connection: Connection, source: Source, sync_id: int) -> SyncResult | None:
    """Copy a source into a new catalogue; None if an id is repeated, which `_merge` then names."""
    try:
        with connection.begin_nested():
            new = projects.fill(connection, source.batches(), sync_id)
    except IntegrityError:
        return None
    return SyncResult(source.report(), new=new, changed=0, unchanged=0, removed=0, active=new)


def _merge(
    connection: Connection, source: Source, max_shrink: float, sync_id: int, on_differing: OnDiffering
) -> SyncResult:
    """Compare a source with the catalogue, row by row in this process, and merge what differs."""
    rows, stored = projects.stage_differing(connection, source.batches())
    found = projects.compare_differing(connection, stored)
    if found is None:
        projects.unstage(connection)
        rows = projects.stage(connection, source.batches())
        found = projects.compare(connection)
    if found.repeats_ids(rows):
        projects.refuse_duplicates(connection, source.name)
    projects.refuse_shrinkage(found.removed, found.active, source.name, max_shrink, marked=False)
    if found.differing:
        on_differing(found.differing)
    return projects.merge(connection, source.report(), rows, sync_id)


def _compare_changes(
    connection: Connection, source: Source, max_shrink: float, active: int
) -> tuple[int, changes.Changes]:
    """Stage what changed in a source, and compare it with a catalogue of `active` projects.

    Returns
    -------
    tuple of (int, Changes)
        The number of rows, and what they change.
    """
    staged = projects.stage(connection, source.batches(), marked=True)
    if source.is_delta:
        _keep_what_is_not_said(connection, source)
    found = changes.compare(connection, active)
    if found.repeats_ids:
        projects.refuse_duplicates(connection, source.name)
    projects.refuse_shrinkage(found.removed, active, source.name, max_shrink, marked=True)
    return staged, found


def _keep_what_is_not_said(connection: Connection, source: Source) -> None:
    """Let the projects of a file of changes keep the values that it has no column for."""
    tags, created_on = source.fields.isdisjoint({"tag", "tags"}), "created_on" not in source.fields
    if not (tags or created_on):
        return
    kept = changes.keep_stored(connection, tags=tags, created_on=created_on)
    if kept:
        absent = " and ".join(["known tags"] * tags + ["creation times"] * created_on)
        source.add_note(f"no column of {absent} was read, so {count_of(kept, 'project')} kept theirs")


def _merge_changes(
    connection: Connection, source: Source, staged: int, found: changes.Changes, sync_id: int
) -> SyncResult:
    """Merge compared changes, `staged` rows, into the catalogue."""
    result = changes.merge(connection, found, source.report(), staged, sync_id)
    projects.replace_rejected_rows(connection, source.name, source.rejected, sync_id, whole=False)
    projects.unstage(connection)
    return result


def _count_rejected(result: SyncResult) -> int:
    return sum(result.report.rejected_counts.values())


def describe(result: SyncResult) -> str:
    """Describe a sync in one line."""
    rejected = _count_rejected(result)
    aside = f", {count_of(rejected, 'row')} set aside" if rejected else ""
    remarks = "".join(f", {count:,} times {what}" for what, count in result.report.warnings.items())
    notes = "".join(f", {note}" for note in result.report.notes)
    return (
        f"{result.report.source}: {result.new:,} new, {result.changed:,} changed, {result.unchanged:,} "
        f"unchanged, {result.removed:,} removed{aside}{remarks}{notes}; "
        f"{count_of(result.active, 'project')} in the catalogue"
    )


def _fields(result: SyncResult) -> dict[str, object]:
    return {
        "source": result.report.source,
        "rows_read": result.report.rows_read,
        "new": result.new,
        "changed": result.changed,
        "removed": result.removed,
        "rejected": dict(result.report.rejected_counts),
        "active": result.active,
    }
