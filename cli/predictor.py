"""`predawn predictor`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

import typer

from batch.workers.engines import count_workers
from batch.workers.trial import Trial, try_predictor
from cli.context import open_transaction, read_settings
from cli.documents import AsJson, Document
from cli.exit_codes import FAILED
from cli.output import say
from core.errors import InputError
from core.settings import Settings
from core.wording import count_of
from model.predictors.scorer import project_payloads
from store.catalogue import projects

app = typer.Typer(help="Try the custom predictor of the settings.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class PredictorError:
    """An error of a predictor, with the number of projects that met it and the first of them."""

    error: str
    projects: int
    first_id: str


@dataclass(frozen=True, slots=True)
class PredictorCheck:
    """The outcome of asking a predictor for some projects.

    `ended` says how its process ended before it was done. `run_seconds` estimates a run of the
    `catalogue_projects` with `workers`; it is null where a run would fail.
    """

    predictor: str
    version: str
    seconds_to_make: float
    asked: int
    failed: int
    hung: bool
    ended: str | None
    errors: list[PredictorError]
    output: str
    printed_lines: int
    rows_per_second: float
    bytes_per_row: float
    keeps_memory: bool
    catalogue_projects: int
    workers: int
    run_seconds: float | None
    run_would_fail: bool


CHECK: Final = Document("predictor check", PredictorCheck)


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
    as_json: AsJson = False,
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
        settings.predictor,
        settings.predictor_config,
        settings.predictor_path,
        payloads,
        timeout,
        max_ranked=settings.max_ranked,
    )
    if as_json:
        CHECK.print(_checked(trial, settings, total))
    else:
        for line in _report(trial, settings, total, sorted(payloads[0])):
            say(line)
    if fails(trial, settings):
        raise typer.Exit(FAILED)


def fails(trial: Trial, settings: Settings) -> bool:
    """Return whether a run would fail."""
    return trial.ended is not None or trial.hung or trial.failed_share > settings.max_failures


def _run_seconds(trial: Trial, settings: Settings, total: int) -> float | None:
    """Estimate the seconds that a run would score for; None if it would fail."""
    if fails(trial, settings):
        return None
    return total / trial.rows_per_second / count_workers(settings)


def _checked(trial: Trial, settings: Settings, total: int) -> PredictorCheck:
    assert settings.predictor is not None
    return PredictorCheck(
        predictor=settings.predictor,
        version=trial.version,
        seconds_to_make=trial.seconds_to_make,
        asked=trial.asked,
        failed=trial.failed,
        hung=trial.hung,
        ended=trial.ended,
        errors=[PredictorError(*found) for found in trial.errors],
        output=trial.output,
        printed_lines=trial.printed,
        rows_per_second=trial.rows_per_second,
        bytes_per_row=trial.bytes_per_row,
        keeps_memory=trial.leaks,
        catalogue_projects=total,
        workers=count_workers(settings),
        run_seconds=_run_seconds(trial, settings, total),
        run_would_fail=fails(trial, settings),
    )


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
    seconds = _run_seconds(trial, settings, total)
    if seconds is not None:
        workers = count_of(count_workers(settings), "worker")
        return f"a run of {total:,} projects would take about {max(seconds, 1):,.0f} s with {workers}"
    if trial.ended is not None or trial.hung:
        return "a run would fail, or take very long"
    return (
        f"a run would fail: {trial.failed_share:.1%} of the projects fail, and PREDAWN_MAX_FAILURES allows "
        f"{settings.max_failures:.1%}"
    )
