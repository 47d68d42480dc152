"""Erasing projects, texts, and what is older than a date: what was said of them, and where they are named."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Text,
    any_,
    cast,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)

from core.content import content_hash
from core.types import RunStatus
from store.catalogue import forgotten
from store.catalogue.syncs import record_active
from store.runs.tables import TableState, list_tables, table_name
from store.schema import (
    change_feed,
    corrections,
    deleted_projects,
    erasures,
    inference_log,
    label_changes,
    model_examples,
    popular_predictions,
    prediction_changes,
    predictions,
    projects,
    promotions,
    publications,
    rejected_rows,
    run_chunks,
    run_distributions,
    run_failures,
    run_selections,
    runs,
    syncs,
    webhook_events,
)
from store.sql_files import Sql, number, statement

MIN_SEARCHED: Final = 16
"""The fewest characters of a title or description that is searched for within other texts.

A shorter one is found where it is all of a text: within others it would be anybody's.
"""

FORGOTTEN: Final = "(forgotten)"
"""The replacement for a sentence that named what was forgotten."""

_SENTENCES: Final[tuple[tuple[Table, str], ...]] = (
    (runs, "error"),
    (run_failures, "error"),
    (rejected_rows, "reason"),
    (publications, "reason"),
    (promotions, "reason"),
    (corrections, "reason"),
)
_UNFINISHED: Final = (RunStatus.RUNNING.value, RunStatus.INTERRUPTED.value)


@dataclass(frozen=True, slots=True)
class Erased:
    """The numbers of rows that were deleted or emptied, by table, and what stays.

    `models` were trained on what was forgotten, and `projects` of the catalogue have it in their texts.
    """

    rows: Counter[str] = field(default_factory=Counter)
    models: set[int] = field(default_factory=set)
    projects: set[str] = field(default_factory=set)

    def count(self, table: Table, rows: int) -> None:
        """Count rows of a table."""
        if rows > 0:
            self.rows[table.name] += rows


def forget_project(connection: Connection, project_id: str, *, history: bool) -> Erased:
    """Delete a project, its predictions and all that was said of it; no sync brings it back.

    What publications changed of it stays, by its id, unless its history is to be forgotten as well: then
    followers of the changes begin anew. The caller holds the run lock, so that no run is made meanwhile.
    """
    erased = Erased()
    row = connection.execute(select(projects).where(projects.c.project_id == project_id)).one_or_none()
    erased.models.update(_models_of(connection, model_examples.c.project_id == project_id))
    texts = [] if row is None else [row.title, row.description]
    hashes = [] if row is None else [bytes(row.content_hash), *_hashes_of(texts)]
    _remove_from_runs(connection, erased, project_id)
    _delete(connection, erased, corrections, corrections.c.project_id == project_id)
    _delete(connection, erased, model_examples, model_examples.c.project_id == project_id)
    _delete(connection, erased, run_failures, run_failures.c.project_id == project_id)
    _delete(connection, erased, rejected_rows, rejected_rows.c.project_id == project_id)
    _forget_logged(connection, erased, inference_log.c.project_id == project_id)
    _forget_texts(connection, erased, texts, hashes)
    _forget_sentences(connection, erased, [repr(project_id), json.dumps(project_id, ensure_ascii=False)])
    _delete(connection, erased, label_changes, label_changes.c.project_id == project_id)
    if history:
        _forget_history(connection, erased, project_id)
    forgotten.keep_out(connection, project_id)
    return erased


def _remove_from_runs(connection: Connection, erased: Erased, project_id: str) -> None:
    """Delete a project, and its rows in the tables of all runs, which count and are read as if it never was.

    Runs are counted while they still have their rows and failures. The deletion is recorded for the feed
    while the run in service still has its row.
    """
    tables = list_tables(connection)
    attached = [table.run_id for table in tables if table.state is TableState.ATTACHED]
    given = {"project_id": project_id, "runs": attached}
    counted = connection.execute(statement("feedback/take_out_of_counts"), given).all()
    _delete(connection, erased, projects, projects.c.project_id == project_id)
    record_active(connection)
    connection.execute(text("SET CONSTRAINTS predawn.deletions_are_recorded IMMEDIATE"))
    connection.execute(delete(deleted_projects).where(deleted_projects.c.project_id == project_id))
    for table in tables:
        query = Sql(
            f"DELETE FROM {table_name(table.run_id)}"
            f" WHERE run_id = {number(table.run_id)} AND project_id = :project_id"
        )
        erased.count(predictions, connection.execute(text(query), {"project_id": project_id}).rowcount)
    # A base without exact sums is counted anew by the runs that build on it.
    changed = [row.run_id for row in counted]
    connection.execute(
        update(run_distributions).where(run_distributions.c.run_id.in_(changed)).values(score_sum=None)
    )


def _forget_history(connection: Connection, erased: Erased, project_id: str) -> None:
    last = connection.scalar(select(func.predawn.last_change()))
    _delete(connection, erased, prediction_changes, prediction_changes.c.project_id == project_id)
    connection.execute(update(change_feed).values(kept_after=func.greatest(change_feed.c.kept_after, last)))
    _delete(connection, erased, run_selections, run_selections.c.project_id == project_id)
    unfinished = select(runs.c.run_id).where(runs.c.status.in_(_UNFINISHED))
    names = or_(
        run_chunks.c.first_id == project_id,
        run_chunks.c.last_id == project_id,
        literal(project_id) == any_(run_chunks.c.project_ids),
    )
    _delete(connection, erased, run_chunks, names, run_chunks.c.run_id.not_in(unfinished))


def forget_text(connection: Connection, searched: str) -> Erased:
    """Delete what was logged and said of a text, and of texts that have it within.

    Projects of the catalogue that have it are named, and stay.
    """
    erased = Erased()
    hashes = _hashes_of([searched])
    of_projects = select(projects.c.content_hash).where(
        projects.c.content_hash == model_examples.c.content_hash
    )
    examples = (model_examples.c.content_hash.in_(hashes), ~exists(of_projects))
    erased.models.update(_models_of(connection, *examples))
    _delete(connection, erased, model_examples, *examples)
    _forget_texts(connection, erased, [searched], hashes)
    found = _has_within(searched, projects.c.title, projects.c.description)
    erased.projects.update(connection.scalars(select(projects.c.project_id).where(found).limit(20)))
    return erased


def forget_before(connection: Connection, before: datetime, *, history: bool) -> Erased:
    """Delete what was logged, sent and ended before a moment; with history, also changes of answers."""
    erased = Erased()
    _forget_logged(connection, erased, inference_log.c.asked_at < before)
    ended = func.coalesce(webhook_events.c.delivered_at, webhook_events.c.given_up_at)
    _delete(connection, erased, webhook_events, ended < before)
    _delete(connection, erased, corrections, corrections.c.ended_at < before)
    _delete(connection, erased, run_failures, run_failures.c.failed_at < before)
    if history:
        past = prediction_changes.c.changed_at < before
        last = connection.scalar(select(func.max(prediction_changes.c.change_id)).where(past))
        if last is not None:
            kept_after = func.greatest(change_feed.c.kept_after, last)
            connection.execute(update(change_feed).values(kept_after=kept_after))
            _delete(connection, erased, prediction_changes, prediction_changes.c.change_id <= last)
    return erased


def record(connection: Connection, kind: str, erased: Sequence[Erased], *, history: bool, actor: str) -> None:
    """Record an erasure, without its content."""
    counts = sum((one.rows for one in erased), Counter[str]())
    connection.execute(erasures.insert().values(kind=kind, history=history, counts=dict(counts), actor=actor))


def _forget_texts(
    connection: Connection, erased: Erased, texts: Sequence[str], hashes: Sequence[bytes]
) -> None:
    """Delete what was logged of texts, and sentences that have one of them."""
    if not hashes:
        return
    _delete(connection, erased, popular_predictions, popular_predictions.c.content_hash.in_(hashes))
    searched = [one for one in texts if len(one) >= MIN_SEARCHED]
    within = [_has_within(one, inference_log.c.title, inference_log.c.description) for one in searched]
    _forget_logged(connection, erased, or_(inference_log.c.content_hash.in_(hashes), *within))
    # The log may no longer have the text of a correction.
    of_project = exists().where(projects.c.project_id == corrections.c.project_id)
    of_text = (corrections.c.project_id.startswith("inference-"), corrections.c.content_hash.in_(hashes))
    _delete(connection, erased, corrections, *of_text, ~of_project)
    _forget_sentences(connection, erased, searched)


def _forget_logged(connection: Connection, erased: Erased, condition: ColumnElement[bool]) -> None:
    """Delete entries of the log, and the corrections and examples of their texts, which have their ids."""
    log = inference_log.c
    logged = select(literal("inference-") + cast(log.inference_id, Text), log.content_hash).where(condition)
    examples = tuple_(model_examples.c.project_id, model_examples.c.content_hash).in_(logged)
    erased.models.update(_models_of(connection, examples))
    _delete(connection, erased, model_examples, examples)
    corrected = tuple_(corrections.c.project_id, corrections.c.content_hash).in_(logged)
    _delete(connection, erased, corrections, corrected)
    _delete(connection, erased, inference_log, condition)


def _forget_sentences(connection: Connection, erased: Erased, searched: Iterable[str]) -> None:
    for one in searched:
        for table, name in _SENTENCES:
            found = _has_within(one, table.c[name])
            changed = connection.execute(update(table).where(found).values({name: FORGOTTEN})).rowcount
            erased.count(table, changed)
        written = json.dumps(one, ensure_ascii=False)[1:-1]
        _delete(connection, erased, webhook_events, _has_within(written, webhook_events.c.body))
        found = _has_within(written, cast(syncs.c.report, Text))
        erased.count(syncs, connection.execute(update(syncs).where(found).values(report={})).rowcount)


def _has_within(searched: str, *columns: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(*(func.strpos(column, searched) > 0 for column in columns))


def _hashes_of(texts: Sequence[str]) -> list[bytes]:
    """Return the content hashes of texts as they may have been asked: alone, or as a title."""
    return [digest for one in texts if one for digest in (content_hash("", one), content_hash(one, ""))]


def _models_of(connection: Connection, *conditions: ColumnElement[bool]) -> set[int]:
    query = select(model_examples.c.model_version).where(*conditions).distinct()
    return set(connection.scalars(query))


def _delete(connection: Connection, erased: Erased, table: Table, *conditions: ColumnElement[bool]) -> None:
    erased.count(table, connection.execute(delete(table).where(*conditions)).rowcount)


def counted_rows(erased: Sequence[Erased]) -> list[tuple[str, int]]:
    """Return the numbers of rows by table, of several erasures together."""
    return sorted(sum((one.rows for one in erased), Counter[str]()).items())
