"""The labelled projects of runs that their model was not trained on, by known tag and by prediction.

Those of a whole run are counted in one pass. Those of a delta run are what its base counts, and the
difference: its own rows, and known tags that have changed since the base was counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from core.quality.claim import trained_on
from core.quality.measures import CALIBRATION_BINS, SCORE_UNIT, LabelCount, LabelSets, PairCount
from core.types import OTHER_TAG, Model, Run, TrainedOn
from store.runs.ledger import find_run
from store.runs.tables import table_name
from store.schema import label_changes, run_label_counts, run_label_set_counts, runs
from store.sql_files import compose, number, statement

# Beyond this share of changed known tags a base is counted anew, so that its changes can be forgotten.
_MAX_CHANGED: Final = 0.1
_LOCK_NOT_AVAILABLE: Final = "55P03"


@dataclass(frozen=True, slots=True)
class Labelled:
    """The number of current predictions of a run, and what it has for labels to judge its model by.

    A prediction is current if it was made from the text that its project has. `labels` counts those of
    projects with a known tag that the model was not trained on, `sets` those of projects with a list of known
    tags; it is None if the model is not a multi-label one.
    """

    current: int
    labels: tuple[LabelCount, ...]
    sets: LabelSets | None


def count(connection: Connection, run: Run, model: Model) -> Labelled:
    """Count the current predictions of an attached run and their labels."""
    if run.whole_run is not None:
        return _count_delta(connection, run, model)
    counted = _count_whole(connection, run.run_id, model)
    current = [row for row in counted.labels if row.is_current]
    return Labelled(
        sum(row.projects for row in current),
        _labels(row for row in current if row.score_bin is not None),
        _label_sets([row for row in counted.sets if row.is_current]) if model.multi_label else None,
    )


def forget(connection: Connection, run_id: int) -> None:
    """Forget what was counted of a run."""
    for table in (run_label_counts, run_label_set_counts):
        connection.execute(delete(table).where(table.c.run_id == run_id))
    connection.execute(update(runs).where(runs.c.run_id == run_id).values(labels_as_of=None))


def forget_past_changes(connection: Connection) -> int:
    """Forget the changes of known tags that no counts need any more, and return their number."""
    return connection.execute(statement("runs/forget_label_changes")).rowcount


def _count_delta(connection: Connection, run: Run, model: Model) -> Labelled:
    tables = {"run_id": number(run.run_id), "base_run": number(run.base)}
    parameters = _parameters(model)
    # All that a delta run has was made from the texts of the catalogue.
    current = run.counts.stored
    position = _find_position(connection, find_run(connection, run.base), model)
    if position is None:
        position = _count_whole(connection, run.base, model).position
    judged = compose("runs/judged_beyond_base", **tables)
    parameters |= {"labels_as_of": position, "last_sync": run.last_sync}

    def beyond(name: str) -> list[Row[Any]]:
        query = compose(name, judged=judged, base_run=number(run.base))
        return list(connection.execute(text(query), parameters))

    labels = _labels(beyond("runs/count_labels_beyond_base"))
    sets = _label_sets(beyond("runs/count_label_sets_beyond_base")) if model.multi_label else None
    return Labelled(current, labels, sets)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The counts over all rows of a whole run, and the last change of a known tag that they include."""

    labels: Sequence[Row[Any]]
    sets: Sequence[Row[Any]]
    position: int | None


def _count_whole(connection: Connection, run_id: int, model: Model) -> _Counted:
    """Count the labels of a whole run in one pass, and store those of all its rows, current or not."""
    position = _hold_labels(connection)

    def rows(name: str) -> list[Row[Any]]:
        query = compose(name, table=table_name(run_id))
        return list(connection.execute(text(query), _parameters(model)))

    sets = rows("runs/count_label_sets") if model.multi_label else []
    counted = _Counted(rows("runs/count_current_labels"), sets, position)
    forget(connection, run_id)
    _store(connection, run_label_counts, run_id, (r for r in counted.labels if r.score_bin is not None))
    _store(connection, run_label_set_counts, run_id, counted.sets)
    connection.execute(update(runs).where(runs.c.run_id == run_id).values(labels_as_of=position))
    return counted


def _store(connection: Connection, table: Table, run_id: int, rows: Iterable[Row[Any]]) -> None:
    names = [name for name in table.columns.keys() if name != "run_id"]  # noqa: SIM118 - a collection of columns
    counted = [{"run_id": run_id, **{name: getattr(row, name) for name in names}} for row in rows]
    if counted:
        connection.execute(insert(table), counted)


def _hold_labels(connection: Connection) -> int | None:
    """Let no known tag change until the end of the transaction, and return the number of the last change.

    Returns
    -------
    int or None
        None if another transaction is changing known tags: its changes may be counted, or not.
    """
    try:
        with connection.begin_nested():
            connection.execute(text(f"LOCK TABLE {label_changes.fullname} IN SHARE MODE NOWAIT"))
    except OperationalError as error:
        if getattr(error.orig, "pgcode", None) != _LOCK_NOT_AVAILABLE:
            raise
        return None
    last = connection.scalar(select(func.max(label_changes.c.change_id)))
    return 0 if last is None else int(last)


def _find_position(connection: Connection, base: Run, model: Model) -> int | None:
    """Return the last change of a known tag that the counts of a base have seen.

    Returns
    -------
    int or None
        None if it must be counted anew: it never was, projects were deleted since, many tags changed, or
        the model names the ids that it was trained on, whose texts may have changed.
    """
    if trained_on(model) is TrainedOn.IDS:
        return None
    row = connection.execute(statement("runs/measure_label_changes"), {"run_id": base.run_id}).one()
    if row.deleted or row.changes > _MAX_CHANGED * base.counts.stored:
        return None
    if model.multi_label and not row.has_sets:
        return None
    position: int | None = row.labels_as_of
    return position


def _parameters(model: Model) -> dict[str, object]:
    return {"model_version": model.version, "refitted": model.refitted, "bins": CALIBRATION_BINS}


def _labels(rows: Iterable[Row[Any]]) -> tuple[LabelCount, ...]:
    """Return the counts, without those of projects that are known to have no tag.

    What a model that has not learnt `other` as a tag says of these is a question of its least score, and no
    tag that could be right.
    """
    found = [
        LabelCount(row.known_tag, row.best_tag, row.score_bin, row.projects, int(row.score_sum) / SCORE_UNIT)
        for row in rows
    ]
    is_learnt = any(label.best_tag == OTHER_TAG for label in found)
    return tuple(label for label in found if is_learnt or label.known_tag != OTHER_TAG)


def _label_sets(rows: Sequence[Row[Any]]) -> LabelSets:
    total = next((row for row in rows if row.score_bin is None), None)
    bins = sorted((row for row in rows if row.score_bin is not None), key=lambda row: row.score_bin)
    return LabelSets(
        projects=0 if total is None else total.items,
        exact=0 if total is None else total.correct,
        known_tags=0 if total is None else total.known_tags,
        predicted=tuple(
            PairCount(row.score_bin, row.items, row.correct, int(row.score_sum) / SCORE_UNIT) for row in bins
        ),
    )
