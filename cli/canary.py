"""`predawn canary`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

import typer

from batch.alerts.delivery import announce
from batch.job import actor
from batch.steps.canary import plan_by_hand, promote_canary
from batch.steps.publish import moved_by_hand
from cli.context import open_engine, open_transaction, read_settings
from cli.documents import AsJson, Document
from cli.output import say
from cli.reason import Reason, refuse_blank
from cli.tables import print_fields, print_table
from core.errors import InputError
from core.wording import count_of
from store.connect.engine import Role
from store.serving import canary
from store.serving.canary import AnswerMove, Canary, CanaryPlan, CanarySide, as_percent

app = typer.Typer(
    help="Try another run on a share of the projects. This run, the canary, answers for them until it is "
    "promoted or stopped; the run in service answers for all others.",
    no_args_is_help=True,
)

MAX_MOVES: Final = 20
"""The most lines of changes that are printed."""


@dataclass(frozen=True, slots=True)
class CanaryStatus:
    """The canary that is running, or null, with both of its sides.

    `unfit` counts the projects on its side whose text its run has not read, so that its model answers.
    """

    canary: Canary | None
    unfit: int
    sides: list[CanarySide]


STATUS: Final = Document("canary status", CanaryStatus)


@app.command()
def start(
    context: typer.Context,
    run_id: Annotated[int, typer.Argument(help="A run that is ready, held, or was published before.")],
    share: Annotated[
        float, typer.Option(help="The share of the projects that it answers for, in percent: 0.01 to 99.99.")
    ],
    reason: Annotated[str, typer.Option(help="The reason, for the records.", callback=refuse_blank)],
    yes: Annotated[
        bool, typer.Option("--yes", help="Start it. Without this, you are asked, or nothing is started.")
    ] = False,
) -> None:
    """Start a canary, after showing whose answers change, or give the one that is running another share.

    Projects are chosen by a hash of their ids, always the same ones. A larger share has those of a smaller
    one, and more.
    """
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "canary start") as (_, engine):
        with engine.begin() as connection:
            plan = plan_by_hand(connection, settings, run_id, share)
        _tell_plan(plan)
        if not yes:
            _ask()
        with engine.begin() as connection:
            number = canary.start_canary(connection, plan, actor=actor(), reason=reason)
    say(
        f"canary {number} is running: run {run_id} answers for {plan.share_percent:g} % of the projects. End "
        "it with `predawn canary promote` or `predawn canary stop`."
    )


def _tell_plan(plan: CanaryPlan) -> None:
    """Say whose answers change, from what to what."""
    moved = plan.moved
    share = f"{as_percent(abs(plan.share - plan.share_before)):g} %"
    say(
        f"{count_of(moved.projects, 'project')} ({share} of the ids) would be answered from run "
        f"{moved.to_run} instead of run {moved.from_run}. The stored answer of {moved.differing:,} of them "
        "differs."
    )
    if moved.unknown:
        say(
            f"Of {moved.unknown:,} more it is not known: their texts are newer than one of the runs, so that "
            "its model answers."
        )
    _tell_moves(moved.moves)


def _tell_moves(moves: Sequence[AnswerMove]) -> None:
    if not moves:
        return
    rows = [(move.from_tag, move.to_tag, move.projects) for move in moves[:MAX_MOVES]]
    others = sum(move.projects for move in moves[MAX_MOVES:])
    print_table(("from", "to", "projects"), rows + ([("others", "", others)] if others else []))


def _ask() -> None:
    """Ask on a terminal whether to start; refuse without one.

    Raises
    ------
    InputError
        If the answer is no, or nobody is there to give one.
    """
    if not (sys.stdin.isatty() and typer.confirm("Start the canary?", err=True)):
        raise InputError("Nothing was changed. Repeat with --yes to start the canary.")


@app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Show the canary that is running, and what was asked of it and of the run in service."""
    with open_transaction(context, "canary status") as connection:
        running = canary.read_canary(connection)
        sides = canary.read_sides(connection)
        unfit = 0 if running is None else canary.count_unfit(connection, running.run_id)
    if as_json:
        STATUS.print(CanaryStatus(running, unfit, sides))
        return
    if running is None:
        say("No canary is running. `predawn canary start` starts one.")
        return
    print_fields(
        {
            "canary": running.canary_id,
            "run": running.run_id,
            "run in service": running.beside_run,
            "share": f"{running.share_percent:g} %",
            "projects at the start": running.projects,
            "other answers at the start": running.differing,
            "not known at the start": running.unknown,
            "projects its model answers": unfit,
            "started": running.started_at,
            "by": running.actor,
            "reason": running.reason,
        }
    )
    say("")
    print_table(
        ("side", "run", "model", "share", "requests", "errors", "corrections"),
        [
            (
                "canary" if side.side == "canary" else "in service",
                side.run_id,
                side.model_version,
                f"{side.share_percent:g} %",
                side.requests,
                side.errors,
                side.corrections,
            )
            for side in sides
        ],
    )


@app.command()
def promote(
    context: typer.Context,
    reason: Annotated[
        str | None,
        typer.Option(
            help="The reason, for the records; by default that of the start.", callback=refuse_blank
        ),
    ] = None,
) -> None:
    """Publish the run of the canary: it answers for all projects, and its model becomes the champion."""
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "canary promote") as (database, engine):
        was = promote_canary(engine, settings, reason)
        event = moved_by_hand(engine, was.run_id, "put into service", reason or was.reason)
        announce(database, settings, [event])
    say(
        f"run {was.run_id} is in service, run {was.beside_run} no longer is; canary {was.canary_id} has ended"
    )


@app.command()
def stop(
    context: typer.Context,
    reason: Reason = None,
) -> None:
    """End the canary: the run in service answers for all projects again."""
    with open_transaction(context, "canary stop") as connection:
        was = canary.stop_canary(connection, actor=actor(), reason=reason)
    say(f"canary {was.canary_id} has ended; run {was.beside_run} answers for all projects")
