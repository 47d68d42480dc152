"""Canaries: a second run that answers for a share of the projects, beside the run in service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, func, select, text, update

from core.errors import InputError, NotFoundError, StoreError
from store.runs.ledger import find_run
from store.runs.tables import attached_rows
from store.schema import canaries, serving
from store.serving.pointer import (
    CHANNEL,
    check_attached,
    check_publishable,
    end_canary,
    hold_pointer,
    read_serving,
)
from store.serving.run_outputs import answer_differs, find_run_output
from store.sql_files import compose, statement, template

if TYPE_CHECKING:
    # Importing asyncpg would delay the start of every command.
    from store.connect.async_sessions import Sessions

SLOTS: Final = 10_000
"""The number of slots that ids are spread over; a share is counted in them."""


def as_percent(share: int) -> float:
    """Return a share of the slots in percent."""
    return 100 * share / SLOTS


@dataclass(frozen=True, slots=True)
class Canary:
    """A canary that is running, and the run in service beside it, each with its model.

    `share` is in ten-thousandths. Of the `projects` on its side at the start, `differing` had another stored
    answer from then on, and `unknown` none in one of the runs.
    """

    canary_id: int
    run_id: int
    model_version: int
    beside_run: int
    beside_model: int
    share: int
    projects: int
    differing: int
    unknown: int
    actor: str
    reason: str
    started_at: datetime

    @property
    def share_percent(self) -> float:
        """The share in percent."""
        return as_percent(self.share)


@dataclass(frozen=True, slots=True)
class AnswerMove:
    """The number of projects whose stored answer changes from one tag to another; None beside tags.

    Both are the same tag where lists of tags differ beyond their first.
    """

    from_tag: str | None
    to_tag: str | None
    projects: int


@dataclass(frozen=True, slots=True)
class MovedAnswers:
    """The projects that are answered from another run, and how their answers change.

    Of `projects`, `differing` have another stored answer then; of `unknown` ones the text is newer than one
    of the two runs, so that a model answers. `moves` are the differing ones by their tags.
    """

    from_run: int
    to_run: int
    projects: int
    differing: int
    unknown: int
    moves: Sequence[AnswerMove]


@dataclass(frozen=True, slots=True)
class CanaryPlan:
    """A canary as it would start: whose answers would change, from which run to which.

    `share` is in ten-thousandths; `share_before` is that of the same run's canary which it replaces, or 0.
    `moved` are the projects whose slots are between the two, `side` all of the canary. `publication_id` and
    `canary_id` are what the plan was made beside.
    """

    run_id: int
    share: int
    share_before: int
    moved: MovedAnswers
    side: MovedAnswers
    publication_id: int | None
    canary_id: int | None

    @property
    def share_percent(self) -> float:
        """The share in percent."""
        return as_percent(self.share)


def read_canary(connection: Connection) -> Canary | None:
    """Return the canary that is running, or None."""
    row = connection.execute(statement("serving/read_canary")).mappings().one_or_none()
    return None if row is None else Canary(**row)


def plan_canary(connection: Connection, run_id: int, share: int) -> CanaryPlan:
    """Return what a canary would change, counted over all projects.

    Parameters
    ----------
    connection
        An open connection.
    run_id
        The run that would answer.
    share
        The ten-thousandths of the ids that it would answer for.

    Raises
    ------
    NotFoundError
        If there is no such run, or its predictions were dropped.
    InputError
        If the run is not complete, is in service, or answers for this share already, if another canary is
        running, or if nothing is published.
    """
    check_publishable(connection, run_id)
    current, running = read_serving(connection), read_canary(connection)
    before = None if running is None or running.run_id != run_id else running.share
    _check_possible(run_id, share, current.run_id, running)
    assert current.run_id is not None
    check_attached(connection, current.run_id)
    side = _count_moved(connection, current.run_id, run_id, 0, share)
    moved = side
    if before is not None and share > before:
        moved = _count_moved(connection, current.run_id, run_id, before, share)
    elif before is not None:
        moved = _count_moved(connection, run_id, current.run_id, share, before)
    return CanaryPlan(
        run_id=run_id,
        share=share,
        share_before=before or 0,
        moved=moved,
        side=side,
        publication_id=current.publication_id,
        canary_id=None if running is None else running.canary_id,
    )


def _check_possible(run_id: int, share: int, in_service: int | None, running: Canary | None) -> None:
    """Check that a run can answer for a share, beside what is in service and what is running.

    Raises
    ------
    InputError
        If it cannot.
    """
    if not 0 < share < SLOTS:
        raise InputError("The share is between 0.01 and 99.99 percent. To answer all, publish the run.")
    if in_service is None:
        raise InputError(
            f"Nothing is published yet. Publish run {run_id} with `predawn runs publish {run_id}`."
        )
    if in_service == run_id:
        raise InputError(f"Run {run_id} is in service, so it answers for all projects already.")
    if running is None:
        return
    if running.run_id != run_id:
        raise InputError(
            f"A canary is running already: run {running.run_id} answers for {running.share_percent:g} % of "
            "the projects. End it with `predawn canary promote` or `predawn canary stop` first."
        )
    if running.share == share:
        raise InputError(f"Run {run_id} answers for {as_percent(share):g} % of the projects already.")


def _count_moved(connection: Connection, from_run: int, to_run: int, first: int, last: int) -> MovedAnswers:
    """Count the projects of a range of slots by their answers from two runs."""
    before, after = (find_run_output(connection, find_run(connection, run)) for run in (from_run, to_run))
    query = compose(
        "serving/count_answers_moved",
        from_rows=attached_rows("from_run"),
        to_rows=attached_rows("to_run"),
        differs=answer_differs(before, after),
    )
    parameters = {"from_run": from_run, "to_run": to_run, "first": first, "last": last}
    rows = connection.execute(text(query), parameters).all()
    return MovedAnswers(
        from_run=from_run,
        to_run=to_run,
        projects=sum(row.projects for row in rows),
        differing=sum(row.projects for row in rows if row.differs),
        unknown=sum(row.projects for row in rows if row.differs is None),
        moves=[AnswerMove(row.from_tag, row.to_tag, row.projects) for row in rows if row.differs],
    )


def start_canary(connection: Connection, plan: CanaryPlan, *, actor: str, reason: str) -> int:
    """Start a canary as planned, and return its number; readers see it when the transaction commits.

    Raises
    ------
    StoreError
        If the pointer was moved, or another canary was started or ended, since it was planned.
    NotFoundError
        If the predictions of the run were dropped since.
    """
    hold_pointer(connection)
    now = connection.execute(select(serving).with_for_update()).one()
    if (now.publication_id, now.canary_id) != (plan.publication_id, plan.canary_id):
        raise StoreError(
            f"Run {now.run_id} is in service by now, or another canary was started or ended, so "
            "other answers would change than were counted. Nothing was started; run the command again."
        )
    check_attached(connection, plan.run_id)
    end_canary(connection, "replaced", actor, reason)
    canary_id = connection.scalar(
        canaries.insert()
        .values(
            run_id=plan.run_id,
            from_run=now.run_id,
            share=plan.share,
            projects=plan.side.projects,
            differing=plan.side.differing,
            unknown=plan.side.unknown,
            actor=actor,
            reason=reason,
        )
        .returning(canaries.c.canary_id)
    )
    assert isinstance(canary_id, int)
    connection.execute(update(serving).values(canary_id=canary_id, canary_at=func.clock_timestamp()))
    connection.execute(select(func.pg_notify(CHANNEL, str(plan.run_id))))
    return canary_id


def require_canary(connection: Connection) -> Canary:
    """Return the canary that is running.

    Raises
    ------
    NotFoundError
        If none is running.
    """
    running = read_canary(connection)
    if running is None:
        raise NotFoundError("No canary is running. `predawn canary start` starts one.")
    return running


def stop_canary(connection: Connection, *, actor: str, reason: str | None) -> Canary:
    """End the canary that is running: the run in service answers for all projects again.

    Raises
    ------
    NotFoundError
        If none is running.
    """
    hold_pointer(connection)
    running = require_canary(connection)
    end_canary(connection, "stopped", actor, reason)
    connection.execute(select(func.pg_notify(CHANNEL, str(running.beside_run))))
    return running


@dataclass(frozen=True, slots=True)
class CanarySide:
    """A side of the canary that is running: its run, what was asked of it, and what was corrected since."""

    side: str
    run_id: int
    model_version: int
    share_percent: float
    requests: int
    errors: int
    corrections: int


def read_sides(connection: Connection) -> list[CanarySide]:
    """Return both sides of the canary that is running, that of the canary first; none without one."""
    rows = connection.execute(statement("serving/read_canary_sides")).mappings()
    return [CanarySide(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class PastCanary:
    """A canary that has ended, beside the run that was in service at its start, and what either was asked.

    `share` is in ten-thousandths; `ending` is promoted, stopped, rolled_back or replaced.
    """

    canary_id: int
    run_id: int
    from_run: int
    share: int
    projects: int
    differing: int
    started_at: datetime
    ended_at: datetime
    ending: str
    ended_by: str | None
    reason: str
    requests: int
    errors: int
    requests_beside: int
    errors_beside: int

    @property
    def share_percent(self) -> float:
        """The share in percent."""
        return as_percent(self.share)


def list_past_canaries(connection: Connection, top: int) -> list[PastCanary]:
    """Return the latest canaries that have ended, the newest first."""
    rows = connection.execute(statement("serving/list_past_canaries"), {"top": top}).mappings()
    return [PastCanary(**row) for row in rows]


def count_canary_moves(connection: Connection, canary: Canary) -> MovedAnswers:
    """Count the projects on the side of a canary by their answers from both runs, over all projects."""
    return _count_moved(connection, canary.beside_run, canary.run_id, 0, canary.share)


def count_unfit(connection: Connection, run_id: int) -> int:
    """Count the projects on the side of a running canary whose text its run has not read."""
    query = compose("serving/count_unfit_rows", rows=attached_rows("run_id"))
    return int(connection.execute(text(query), {"run_id": run_id}).scalar_one())


def add_up_requests(connection: Connection) -> None:
    """Add up what workers have counted, so that a long canary is not a row a minute for ever."""
    connection.execute(statement("serving/add_up_canary_requests"))


@dataclass(slots=True)
class SideRequests:
    """The predictions that a worker was asked for of a side of a canary, and those of them that failed."""

    canary_id: int
    on_canary: bool
    requests: int = 0
    errors: int = 0


async def append_requests(sessions: "Sessions", counted: Sequence[SideRequests]) -> None:
    """Append what a worker has counted."""
    columns = zip(*((c.canary_id, c.on_canary, c.requests, c.errors) for c in counted), strict=True)
    await sessions.fetch_rows(template("serving/append_canary_requests"), *map(list, columns))
