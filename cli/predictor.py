"""`predawn predictor`."""

from collections.abc import Iterator
from typing import Annotated

import typer

from batch.workers.engines import count_workers
from batch.workers.trial import Trial, try_predictor
from cli.context import open_transaction, read_settings
from cli.exit_codes import FAILED
from cli.output import say
from core.errors import InputError
from core.settings import Settings
from model.predictors.scorer import project_payloads
from store.catalogue import projects

app = typer.Typer(help="Try the custom predictor of the settings.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Try the custom predictor of the settings."""


@app.command()
def check(
    context: typer.Context,
    rows: Annotated[int, typer.Option(min=1, help="The number of projects to ask it for.")] = 100,
    timeout: Annotated[
        float,
        typer.Option(
            min=0.1,
            help="How many seconds making it may take, and asking it; a third of that for one project.",
        ),
    ] = 60.0,
) -> None:
    """Make the predictor, ask it for some projects, and say what a run would do.

    The exit code is 5 if a run would fail, and 2 if the predictor cannot be made.
    """
    settings = read_settings(context)
    if settings.predictor is None:
        raise InputError("PREDAWN_PREDICTOR is not set; there is no custom predictor to check.")
    with open_transaction(context, "predictor check") as connection:
        sample = projects.read_sample(connection, rows)
        total = projects.count_active(connection)
    if not len(sample):
        raise InputError("The catalogue has no projects to ask for; fill it with `predawn catalogue sync`.")
    payloads = project_payloads(sample)
    trial = try_predictor(
        settings.predictor, settings.predictor_config, settings.predictor_path, payloads, timeout
    )
    for line in _report(trial, settings, total, sorted(payloads[0])):
        say(line)
    if fails(trial, settings):
        raise typer.Exit(FAILED)


def fails(trial: Trial, settings: Settings) -> bool:
    """Return whether a run would fail."""
    return trial.ended is not None or trial.hung or trial.failed_share > settings.max_failures


def _report(trial: Trial, settings: Settings, total: int, fields: list[str]) -> Iterator[str]:
    if trial.version:
        yield f"made in {trial.seconds_to_make:.2f} s: {settings.predictor}, version {trial.version[:16]}"
    if trial.ended is not None:
        yield f"problem: {trial.ended}"
    if trial.asked:
        answered = trial.asked - trial.failed
        yield f"asked for {trial.asked:,} projects: {answered:,} answered, {trial.failed:,} failed"
        yield from _problems(trial, fields)
        if trial.output:
            yield f"output: {trial.output}"
        grown = max(trial.bytes_per_row, 0) / 1000
        yield f"{trial.rows_per_second:,.0f} rows/s by one worker; memory grows by {grown:,.1f} kB a row"
    if trial.leaks:
        gigabytes = trial.bytes_per_row * total / 1e9
        yield f"problem: it keeps memory of each project; {total:,} of them would need {gigabytes:,.1f} GB"
    if trial.printed:
        yield f"remark: it prints {trial.printed:,} lines, which a run writes to its log; better log them"
    yield _verdict(trial, settings, total)


def _problems(trial: Trial, fields: list[str]) -> Iterator[str]:
    for error, number, first in trial.errors:
        yield f"problem: {error} ({number:,} of {trial.asked:,} projects, first {first!r})"
        if error.startswith("KeyError"):
            yield f"  a payload of a run has the fields {', '.join(fields)}"
    if trial.hung:
        yield "problem: it hangs; no further project was asked for"


def _verdict(trial: Trial, settings: Settings, total: int) -> str:
    if not fails(trial, settings):
        workers = count_workers(settings)
        seconds = total / trial.rows_per_second / workers
        return f"a run of {total:,} projects would take about {max(seconds, 1):,.0f} s with {workers} workers"
    if trial.ended is not None or trial.hung:
        return "a run would fail, or take very long"
    return (
        f"a run would fail: {trial.failed_share:.1%} of the projects fail, and PREDAWN_MAX_FAILURES allows "
        f"{settings.max_failures:.1%}"
    )
