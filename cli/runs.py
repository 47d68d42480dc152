"""`predawn runs`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final

import typer
from sqlalchemy import Connection, Engine

from batch.alerts.delivery import announce
from batch.job import actor
from batch.models.promote import remind_of_predictor
from batch.steps.publish import moved_by_hand, publish_by_hand
from batch.steps.verify import verify_run
from cli.context import open_engine, open_transaction, read_settings
from cli.documents import AsJson, Document
from cli.exit_codes import DEFECT
from cli.output import say, show_bytes
from cli.reason import Reason, refuse_blank
from cli.tables import print_fields, print_table
from core.errors import InputError
from core.quality.measures import Figure
from core.run_diff import RunDiff
from core.settings import Settings
from core.types import CheckResult, Run, RunStatus
from core.wording import count_of, show_number
from model.loading import ScorerOptions, explain_unusable
from store.connect.engine import Role
from store.models import registry
from store.runs import ledger
from store.runs import lock as run_lock
from store.runs import tables as run_tables
from store.runs.metrics import read_figures
from store.serving import pointer
from store.serving.comparison import diff_runs

app = typer.Typer(help="Manage the runs of the batch job.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="The number of the run.")]


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A run, and the size of its predictions while they are retained."""

    in_service: bool
    bytes: int | None
    run: Run


@dataclass(frozen=True, slots=True)
class FailedProject:
    """A project that could not be scored."""

    project_id: str
    error: str


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run with its figures and the first 20 projects that it could not score."""

    in_service: bool
    run: Run
    failures: list[FailedProject]
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A project of which a run has not what it should."""

    project_id: str
    problem: str


MISFITS: Final = Document("runs verify", list[Misfit])
RUNS: Final = Document("runs list", list[RunEntry])
RUN: Final = Document("runs show", ShownRun)
DIFFERENCE: Final = Document("runs diff", RunDiff)


@app.command("list")
def list_runs(
    context: typer.Context,
    top: Annotated[int, typer.Option(help="The number of runs, newest first.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """List the runs, newest first; * marks the run in service."""
    with open_transaction(context, "runs list") as connection:
        found = ledger.list_runs(connection, top)
        serving = pointer.read_serving(connection).run_id
        sizes = {table.run_id: table.bytes for table in run_tables.list_tables(connection)}
        locked = run_lock.is_locked(connection)
    if as_json:
        RUNS.print(
            [
                RunEntry(run.run_id == serving, sizes.get(run.run_id), _with_status(run, locked=locked))
                for run in found
            ]
        )
        return
    print_table(
        _COLUMNS,
        [
            _row(run, in_service=run.run_id == serving, size=sizes.get(run.run_id), locked=locked)
            for run in found
        ],
    )


_COLUMNS: Final = (
    "run",
    "",
    "status",
    "model",
    "projects",
    "scored",
    "reused",
    "failed",
    "base",
    "own rows",
    "size",
    "started",
)


def _row(run: Run, *, in_service: bool, size: int | None, locked: bool) -> tuple[object, ...]:
    return (
        run.run_id,
        "*" if in_service else "",
        _status(run, locked=locked),
        run.model_version,
        run.counts.total,
        run.counts.scored,
        run.counts.reused,
        run.counts.failed,
        run.whole_run,
        run.own_rows,
        show_bytes(size),
        run.started_at,
    )


def _status(run: Run, *, locked: bool) -> RunStatus:
    """Return the status; a running run whose lock nobody holds was interrupted."""
    if run.status is RunStatus.RUNNING and not locked:
        return RunStatus.INTERRUPTED
    return run.status


def _with_status(run: Run, *, locked: bool) -> Run:
    return replace(run, status=_status(run, locked=locked))


@app.command()
def show(context: typer.Context, run_id: Number, as_json: AsJson = False) -> None:
    """Show a run: its counts, every check and figure with its threshold, and its failures."""
    with open_transaction(context, "runs show") as connection:
        run = ledger.find_run(connection, run_id)
        serving = pointer.read_serving(connection).run_id
        failures = ledger.list_failures(connection, run_id, top=20)
        figures = read_figures(connection, run_id)
        locked = run_lock.is_locked(connection)
    if as_json:
        RUN.print(
            ShownRun(
                in_service=run.run_id == serving,
                run=_with_status(run, locked=locked),
                failures=[FailedProject(*failure) for failure in failures],
                figures=list(figures),
            )
        )
        return
    counts = run.counts
    print_fields(
        {
            "run": run.run_id,
            "status": _status(run, locked=locked),
            "in service": run.run_id == serving,
            "model": run.model_version,
            "mode": run.mode,
            "publish": run.publish,
            "trigger": run.trigger,
            "phase": run.phase,
            "attempt": run.attempt,
            "projects": counts.total,
            "scored": counts.scored,
            "reused": counts.reused,
            "removed": counts.removed,
            "failed": counts.failed,
            "set aside": run.set_aside,
            "base": run.whole_run,
            "own rows": run.own_rows,
            "host": f"{run.host}, process {run.pid}",
            "started": run.started_at,
            "last heartbeat": run.heartbeat_at,
            "finished": run.finished_at,
            "checked": run.checked_at,
            "dropped": run.pruned_at,
            "error": run.error,
        }
    )
    _print_quality(run.checks, figures)
    for project_id, error in failures:
        say(f"project {project_id!r} failed: {error}")


def _print_quality(checks: Sequence[CheckResult], figures: Sequence[Figure]) -> None:
    """Print the checks and the figures of a run, each with its threshold."""
    if checks:
        say("")
        print_table(
            ("check", "outcome", "figure", "threshold", ""),
            [(c.name, c.status, c.figure, c.threshold, c.detail) for c in checks],
        )
    if figures:
        say("")
        print_table(
            ("figure", "of", "outcome", "value", "threshold", ""),
            [(f.name, f.scope, f.status, f.value, f.threshold, f.detail) for f in figures],
        )


@app.command()
def diff(
    context: typer.Context,
    from_run: Annotated[int, typer.Argument(help="The run to compare with.")],
    to_run: Annotated[int, typer.Argument(help="The run to compare.")],
    top: Annotated[int, typer.Option(help="The number of largest score changes to show.", min=0)] = 10,
    as_json: AsJson = False,
) -> None:
    """Compare two retained runs: added and removed projects, changed tags, largest score changes."""
    with open_transaction(context, "runs diff") as connection:
        found = diff_runs(connection, from_run, to_run, top=top)
    if as_json:
        DIFFERENCE.print(found)
        return
    print_fields(
        {
            "in both": found.both,
            "added": found.added,
            "removed": found.removed,
            "changed": found.changed,
        }
    )
    if found.matrix:
        say("")
        print_table(("from", "to", "projects"), [(m.from_tag, m.to_tag, m.projects) for m in found.matrix])
    if found.moves:
        say("")
        print_table(
            ("largest changes", "from", "to", "score before", "score after"),
            [(m.project_id, m.from_tag, m.to_tag, m.from_score, m.to_score) for m in found.moves],
        )
    if found.number_moves:
        say("")
        print_table(
            ("largest changes", "number before", "number after"),
            [(m.project_id, show_number(m.from_value), show_number(m.to_value)) for m in found.number_moves],
        )
    if found.ranking_moves:
        say("")
        print_table(
            ("least in common", "overlap", "items before", "items after"),
            [
                (m.project_id, m.overlap, ", ".join(m.from_items), ", ".join(m.to_items))
                for m in found.ranking_moves
            ],
        )


@app.command()
def publish(
    context: typer.Context,
    run_id: Number,
    force: Annotated[
        bool,
        typer.Option("--force", help="Publish a held run, or one whose model could not be loaded."),
    ] = False,
    reason: Reason = None,
) -> None:
    """Put a ready, held or previously published run into service, and make its model the champion."""
    if force and not reason:
        raise InputError("Publishing a held run requires a reason for the records: add --reason.")
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "runs publish") as (database, engine):
        before = publish_by_hand(engine, settings, run_id, force=force, reason=reason)
        _tell_model(engine, settings, run_id)
        announce(database, settings, [moved_by_hand(engine, run_id, "put into service", reason)])
    say(f"run {run_id} is in service" + ("" if before is None else f", run {before} no longer is"))


def _tell_model(engine: Engine, settings: Settings, run_id: int) -> None:
    """Say what the model of a run in service means for the next run, and for the API with these settings."""
    with engine.begin() as connection:
        version = ledger.find_run(connection, run_id).model_version
        assert version is not None
        model = registry.find_model(connection, version)
    unusable = explain_unusable(model, ScorerOptions.of(settings))
    if unusable is not None:
        say(f"note: {unusable} What the run has not stored is answered with 503.", err=True)
    if (note := remind_of_predictor(settings, model)) is not None:
        say(f"note: {note}", err=True)


@app.command()
def rollback(
    context: typer.Context,
    to: Annotated[
        int | None, typer.Option(help="A retained run, instead of the one that was previously in service.")
    ] = None,
    reason: Annotated[
        str, typer.Option(help="The reason, for the records.", callback=refuse_blank)
    ] = "rolled back by hand",
) -> None:
    """Put the previous run back into service, and make its model the champion again."""
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "runs rollback") as (database, engine):
        with engine.begin() as connection:
            before, now = pointer.roll_back(connection, to_run=to, actor=actor(), reason=reason)
        _tell_model(engine, settings, now)
        announce(database, settings, [moved_by_hand(engine, now, "put back into service", reason)])
    say(f"run {now} is in service again, run {before} no longer is")


@app.command()
def cancel(
    context: typer.Context,
    run_id: Annotated[int | None, typer.Argument(help="The run; by default the one in progress.")] = None,
) -> None:
    """Stop the run in progress; the next `predawn batch` resumes it."""
    with open_transaction(context, "runs cancel") as connection:
        target = _find_in_progress(connection, run_id)
        if not ledger.request_cancel(connection, target):
            raise _not_in_progress(target)
    say(f"run {target} stops after the chunks in progress")


def _not_in_progress(run_id: int) -> InputError:
    return InputError(f"Run {run_id} is not in progress. `predawn runs list` shows how it ended.")


def _find_in_progress(connection: Connection, run_id: int | None) -> int:
    """Return the number of a run, or of the newest, that is in progress; raise InputError if it is not."""
    if run_id is not None:
        run = ledger.find_run(connection, run_id)
        if run.status is not RunStatus.RUNNING:
            raise _not_in_progress(run_id)
    else:
        running = [run for run in ledger.list_runs(connection, top=5) if run.status is RunStatus.RUNNING]
        if not running:
            raise InputError("No run is in progress.")
        run = running[0]
    if not run_lock.is_locked(connection):
        raise InputError(
            f"No run is in progress. Run {run.run_id} was interrupted; the next `predawn batch` resumes it."
        )
    return run.run_id


@app.command()
def verify(
    context: typer.Context,
    run_id: Number,
    rescore: Annotated[
        bool, typer.Option("--rescore", help="Score every project again, and compare tags and scores.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compare a run with the catalogue, row by row: exit code 0, or 1 and the projects that differ."""
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "runs verify") as (database, engine):
        found = verify_run(database, engine, settings, run_id, rescore=rescore)
    if as_json:
        MISFITS.print([Misfit(project_id, problem) for project_id, problem in found])
    else:
        for project_id, problem in found:
            say(f"project {project_id!r}: {problem}")
        outcome = f"{count_of(len(found), 'project')} not as it should be"
        say(f"run {run_id}: {outcome if found else 'every row is as it should be'}")
    if found:
        raise typer.Exit(DEFECT)
