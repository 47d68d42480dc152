"""Comparing two runs whose predictions are retained."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Result, text

from core.run_diff import NumberMove, RankingMove, RunDiff, ScoreMove, TagMove
from core.types import Output, Run
from store.catalogue.id_order import IdOrder
from store.runs.ledger import find_run
from store.runs.pairs import pair, read_rows
from store.serving.pointer import check_attached
from store.serving.run_outputs import answer_differs, find_run_output, prediction_differs, side_columns
from store.sql_files import Sql, compose, number

# The difference of two large numbers may be larger than any number of their type.
_MOVED: Final = Sql(
    "CASE WHEN greatest(abs(p.from_value), abs(p.to_value)) < 1e307"
    " THEN abs(p.to_value - p.from_value) > :most"
    " ELSE abs(CAST(p.to_value AS numeric) - CAST(p.from_value AS numeric)) > CAST(:most AS numeric) END"
)


@dataclass(frozen=True, slots=True)
class Churn:
    """The difference of two runs: projects in both, those whose tag differs, those removed and added."""

    both: int
    changed: int
    removed: int
    added: int


class ChangeKind(StrEnum):
    """The change of a project's prediction between two runs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class CountedChange:
    """The number of projects whose predictions changed alike, by their tags; None where a model says none.

    Both are the same tag where lists of tags differ beyond their first.
    """

    from_tag: str | None
    to_tag: str | None
    change: ChangeKind
    projects: int


@dataclass(frozen=True, slots=True)
class ChangedProject:
    """A project of two runs with its title, and its prediction in either; None where one has none.

    The lists of tags are those of multi-label models.
    """

    project_id: str
    title: str | None
    from_tag: str | None
    to_tag: str | None
    from_score: float | None
    to_score: float | None
    from_tags: Sequence[str] | None
    to_tags: Sequence[str] | None
    from_value: float | None
    to_value: float | None
    from_items: Sequence[str] | None
    to_items: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class LabelVerdicts:
    """The labelled projects that two models were not trained on, by which of them predicts the known tag.

    `from_right` and `to_right` count those of which one model alone is right.
    """

    projects: int
    both_right: int
    from_right: int
    to_right: int

    @property
    def from_accuracy(self) -> float | None:
        """The share of correct tags in the first run; None without labelled projects."""
        return (self.both_right + self.from_right) / self.projects if self.projects else None

    @property
    def to_accuracy(self) -> float | None:
        """The share of correct tags in the second run; None without labelled projects."""
        return (self.both_right + self.to_right) / self.projects if self.projects else None


def measure_churn(connection: Connection, from_run: int, to_run: int, *, most: float | None = None) -> Churn:
    """Count how a run differs from an earlier one, both of them attached.

    A project has changed if its predicted tag differs; if both models are multi-label, if any of its tags was
    added or removed, whatever their order.

    Parameters
    ----------
    connection
        An open connection.
    from_run, to_run
        The earlier run, and the run.
    most
        The most by which a number may move and still count as the same; None counts every other number.
    """
    before, after = find_run(connection, from_run), find_run(connection, to_run)
    if most is None:
        differs = prediction_differs(find_run_output(connection, before), find_run_output(connection, after))
    else:
        differs = _MOVED
    query = compose("serving/measure_churn", pairs=pair(before, after), differs=differs)
    row = connection.execute(text(query), {} if most is None else {"most": most}).one()
    unseen = before.counts.stored - row.seen
    return Churn(row.both + unseen, row.changed, row.removed, row.added)


def are_multi_label(connection: Connection, *runs: Run) -> bool:
    """Return True if the models of all runs are multi-label."""
    return all(find_run_output(connection, run).multi_label for run in runs)


def common_output(connection: Connection, before: Run, after: Run) -> Output | None:
    """Return what the models of two runs say of projects; None if they say different things."""
    outputs = {find_run_output(connection, run).kind for run in (before, after)}
    return outputs.pop() if len(outputs) == 1 else None


def diff_runs(connection: Connection, from_run: int, to_run: int, *, top: int) -> RunDiff:
    """Return the differences between two runs.

    Parameters
    ----------
    connection
        An open connection.
    from_run
        The run to compare with.
    to_run
        The run to compare.
    top
        The number of moves to list.

    Raises
    ------
    NotFoundError
        If a run does not exist, or its predictions were dropped.
    """
    before, after = _find_retained(connection, from_run, to_run)
    pairs = pair(before, after)
    changes = _count_differing(connection, pairs, _choose(connection, before, after, answers=False))
    removed = sum_changes(changes, ChangeKind.REMOVED)
    numbers = connection.execute(text(compose("serving/diff_numbers", pairs=pairs)), {"top": top})
    rankings = connection.execute(text(compose("serving/diff_rankings", pairs=pairs)), {"top": top})
    return RunDiff(
        from_run=from_run,
        to_run=to_run,
        both=before.counts.stored - removed,
        added=sum_changes(changes, ChangeKind.ADDED),
        removed=removed,
        changed=sum_changes(changes, ChangeKind.CHANGED),
        matrix=tuple(list_tag_moves(changes)),
        moves=tuple(_list_moves(connection, pairs, top)),
        number_moves=tuple(NumberMove(**row) for row in numbers.mappings()),
        ranking_moves=tuple(RankingMove(**row) for row in rankings.mappings()),
    )


def list_moves(connection: Connection, from_run: int, to_run: int, top: int) -> list[ScoreMove]:
    """Return the projects of two runs with the largest differences in score.

    Raises
    ------
    NotFoundError
        If a run does not exist, or its predictions were dropped.
    """
    return _list_moves(connection, pair(*_find_retained(connection, from_run, to_run)), top)


def _list_moves(connection: Connection, pairs: Sql, top: int) -> list[ScoreMove]:
    moves = connection.execute(text(compose("serving/diff_moves", pairs=pairs)), {"top": top})
    return [ScoreMove(**row) for row in moves.mappings()]


def compare_tags(connection: Connection, from_run: int, to_run: int) -> list[CountedChange]:
    """Count the projects of two runs by their tags in either; it reads both runs as a whole.

    Raises
    ------
    NotFoundError
        If a run does not exist, or its predictions were dropped.
    """
    before, after = _find_retained(connection, from_run, to_run)
    query = compose(
        "serving/compare_tags",
        from_run=number(from_run),
        to_run=number(to_run),
        from_base=number(before.base),
        to_base=number(after.base),
    )
    return read_changes(connection.execute(text(query)))


def sum_changes(found: Sequence[CountedChange], kind: ChangeKind) -> int:
    """Return the number of projects whose predictions changed in a way, or did not change."""
    return sum(move.projects for move in found if move.change is kind)


def list_tag_moves(found: Sequence[CountedChange]) -> list[TagMove]:
    """Return the changes from one tag to another; lists of tags may differ beyond their first alone."""
    return [
        TagMove(move.from_tag, move.to_tag, move.projects)
        for move in found
        if move.change is ChangeKind.CHANGED
        and move.from_tag is not None
        and move.to_tag is not None
        and move.from_tag != move.to_tag
    ]


def read_changes(rows: Result[Any]) -> list[CountedChange]:
    """Return the rows of a query that counts changes."""
    return [CountedChange(row.from_tag, row.to_tag, ChangeKind(row.change), row.projects) for row in rows]


def count_differing_predictions(
    connection: Connection, from_run: int, to_run: int, *, answers: bool = False
) -> list[CountedChange]:
    """Count the projects whose prediction differs between two runs; of runs on one base it reads no more.

    With `answers` these are the projects alone whose answer differs: projects that left the catalogue have
    none, and corrections are in force over every run.

    Raises
    ------
    NotFoundError
        If a run does not exist, or its predictions were dropped.
    """
    before, after = _find_retained(connection, from_run, to_run)
    chosen = _choose(connection, before, after, answers=answers)
    return _count_differing(connection, pair(before, after), chosen)


def _count_differing(connection: Connection, pairs: Sql, chosen: Sql) -> list[CountedChange]:
    query = compose("serving/count_differing_predictions", pairs=pairs, chosen=chosen)
    return read_changes(connection.execute(text(query)))


def list_differing_predictions(
    connection: Connection,
    from_run: int,
    to_run: int,
    top: int,
    *,
    from_tag: str | None = None,
    to_tag: str | None = None,
    after: str = "",
    answers: bool = False,
) -> list[ChangedProject]:
    """Return the first projects, by id, whose prediction differs between two runs.

    Parameters
    ----------
    connection
        An open connection.
    from_run, to_run
        The runs.
    top
        The largest number of projects.
    from_tag, to_tag
        The tags in either run; None for any.
    after
        The id after which the list begins.
    answers
        Whether to list the projects alone whose answer differs, as `count_differing_predictions` counts them.

    Raises
    ------
    NotFoundError
        If a run does not exist, or its predictions were dropped.
    """
    compared = _find_retained(connection, from_run, to_run)
    from_output, to_output = (find_run_output(connection, run) for run in compared)
    order = IdOrder.find(connection)
    query = compose(
        "serving/list_differing_predictions",
        pairs=pair(*compared),
        chosen=_choose(connection, *compared, answers=answers),
        **side_columns("from", from_output),
        **side_columns("to", to_output),
        length=Sql(order.length("p.project_id")),
        length_after=Sql(order.length("CAST(:after AS text)")),
    )
    rows = connection.execute(
        text(query), {"top": top, "from_tag": from_tag, "to_tag": to_tag, "after": after}
    )
    return [ChangedProject(**row) for row in rows.mappings()]


def _choose(connection: Connection, before: Run, after: Run, *, answers: bool) -> Sql:
    """Return the condition that the predictions of a project differ, or that its answers do."""
    from_output, to_output = find_run_output(connection, before), find_run_output(connection, after)
    if not answers:
        return compose("serving/differs", differs=prediction_differs(from_output, to_output))
    differs = compose("serving/differs", differs=answer_differs(from_output, to_output))
    other_kind = Sql("true" if from_output.multi_label != to_output.multi_label else "false")
    return Sql(f"{differs} AND {compose('serving/changes_answer', other_kind=other_kind)}")


def judge_runs(connection: Connection, from_run: int, to_run: int) -> LabelVerdicts:
    """Count the labelled projects by which of two runs is right; it reads both runs as a whole.

    Projects that the model of either run was trained on, or tried with, are left out.

    Raises
    ------
    NotFoundError
        If a run does not exist, or its predictions were dropped.
    """
    before, after = _find_retained(connection, from_run, to_run)
    query = compose(
        "serving/judge_runs",
        from_rows=read_rows(before.run_id, before.base),
        to_rows=read_rows(after.run_id, after.base),
    )
    models = [before.model_version, after.model_version]
    row = connection.execute(text(query), {"models": models}).one()
    return LabelVerdicts(row.projects, row.both_right, row.from_right, row.to_right)


def _find_retained(connection: Connection, from_run: int, to_run: int) -> tuple[Run, Run]:
    """Return two runs, both of which must have their predictions."""
    return _find_one_retained(connection, from_run), _find_one_retained(connection, to_run)


def _find_one_retained(connection: Connection, run_id: int) -> Run:
    run = find_run(connection, run_id)
    check_attached(connection, run_id)
    return run
