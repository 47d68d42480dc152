"""The figures that the checks of a run are made from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, text

from core.quality.measures import CALIBRATION_BINS, LabelCount, LabelSets, PairCount
from core.types import Run
from store.runs.ledger import find_run
from store.runs.tables import attached_rows, table_name
from store.sql_files import template

_OTHER_TAG: Final = "t.predicted_tag <> a.predicted_tag"
_OTHER_TAGS: Final = "NOT (t.tags @> a.tags AND t.tags <@ a.tags)"


@dataclass(frozen=True, slots=True)
class Fit:
    """How a run's predictions and the catalogue fit: equal numbers mean that nothing differs."""

    active: int
    rows: int
    fitting: int

    @property
    def exact(self) -> bool:
        """Whether the run holds exactly the projects of the catalogue, as they are now."""
        return self.active == self.rows == self.fitting


@dataclass(frozen=True, slots=True)
class Churn:
    """How two runs differ: projects in both, those whose tag differs, those that went and came."""

    both: int
    changed: int
    removed: int
    added: int


def fit(connection: Connection, run_id: int) -> Fit:
    """Compare a run's predictions with the catalogue."""
    query = template("serving/measure_fit").format(table=table_name(run_id))
    row = connection.execute(text(query)).one()
    return Fit(row.active, row.rows, row.fitting)


def has_newer_inputs(connection: Connection, run_id: int, since: datetime) -> bool:
    """Return whether a project that is new or changed since a moment has no prediction for its text."""
    query = template("serving/has_newer_inputs").format(table=table_name(run_id), run_id=int(run_id))
    return connection.scalar(text(query), {"since": since}) is True


def compare(connection: Connection, run_id: int, against: int, *, multi_label: bool = False) -> Churn:
    """Compare a run with an earlier one, both of them attached.

    With `multi_label` a project has changed where any of its tags has come or gone, whatever their order, and
    otherwise where its predicted tag differs.
    """
    run = find_run(connection, run_id)
    differs = _OTHER_TAGS if multi_label else _OTHER_TAG
    if run.base_run == against:
        return _compare_with_base(connection, run, find_run(connection, against), differs)
    query = template("serving/measure_churn").format(
        rows=attached_rows(run_id), against=attached_rows(against), differs=differs
    )
    row = connection.execute(text(query)).one()
    return Churn(row.both, row.changed, row.removed, row.added)


def _compare_with_base(connection: Connection, run: Run, base: Run, differs: str) -> Churn:
    # What was carried over is the same in both, so that looking at what was scored is enough.
    query = template("serving/measure_churn_from_base").format(
        rows=attached_rows(run.run_id),
        against=attached_rows(base.run_id),
        base_run=base.run_id,
        differs=differs,
    )
    row = connection.execute(text(query)).one()
    both = run.counts.reused + row.both
    return Churn(both, row.changed, removed=base.counts.stored - both, added=run.counts.stored - both)


def count_fitting(
    connection: Connection, run_id: int, model_version: int
) -> tuple[int, tuple[LabelCount, ...]]:
    """Count the predictions of a run that fit the catalogue, in one pass over both.

    Returns
    -------
    tuple
        How many fit, and how many of these projects have a known tag that the model was not trained on.
    """
    query = template("serving/count_fitting_labels").format(table=table_name(run_id), bins=CALIBRATION_BINS)
    rows = connection.execute(text(query), {"model_version": model_version}).all()
    labels = tuple(
        LabelCount(row.known_tag, row.best_tag, row.score_bin, row.projects, row.score_sum)
        for row in rows
        if row.score_bin is not None and row.is_current
    )
    return sum(row.projects for row in rows if row.is_current), labels


def count_label_sets(connection: Connection, run_id: int, model_version: int) -> LabelSets:
    """Compare the predicted tags of a run with lists of known ones that the model was not trained on."""
    query = template("serving/count_label_sets").format(table=table_name(run_id), bins=CALIBRATION_BINS)
    total, *bins = connection.execute(text(query), {"model_version": model_version}).all()
    return LabelSets(
        projects=total.items,
        exact=total.correct,
        known_tags=total.known_tags,
        predicted=tuple(PairCount(row.score_bin, row.items, row.correct, row.score_sum) for row in bins),
    )
