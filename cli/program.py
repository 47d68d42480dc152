"""The program behind the `predawn` command: its options, its errors as sentences, and its signals."""

import contextlib
import logging
import os
import signal
import sys
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from cli.commands import CommandsOnDemand
from cli.exit_codes import CANCELLED, DEFECT, exit_code
from cli.flags import Flags
from cli.interruption import INTERRUPTED
from cli.printable import printable
from cli.standard_output import check_standard_output
from core.errors import PredawnError

app = typer.Typer(
    name="predawn",
    cls=CommandsOnDemand,
    help="Score a catalogue with a model every night and publish the predictions to PostgreSQL.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"predawn {version('predawn')}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="The folder of the embedded database (PREDAWN_HOME).")
    ] = None,
    database_url: Annotated[
        str | None,
        typer.Option(help="The PostgreSQL to use instead of the embedded database (PREDAWN_DATABASE_URL)."),
    ] = None,
    log_format: Annotated[str | None, typer.Option(help="auto, text or json (PREDAWN_LOG_FORMAT).")] = None,
    log_level: Annotated[
        str | None, typer.Option(help="debug, info, warning or error (PREDAWN_LOG_LEVEL).")
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_print_version),
    ] = False,
) -> None:
    """Store the options before the command's name."""
    given = {"home": home, "database_url": database_url, "log_format": log_format, "log_level": log_level}
    context.obj = Flags({name: value for name, value in given.items() if value is not None})


def run() -> None:
    """Run the command; an error becomes a sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A locale may lack a letter of a title; a sentence with an escape is better than a traceback.
            stream.reconfigure(errors="backslashreplace")
    check_standard_output()
    try:
        _take_signals()
        _run()
    except PredawnError as error:
        _complain(str(error))
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        _complain(INTERRUPTED)
        sys.exit(CANCELLED)
    except Exception:
        logging.getLogger("predawn").exception("a defect in Predawn")
        _complain("This is a defect in Predawn; the traceback is above. Please report it.")
        sys.exit(DEFECT)


def _take_signals() -> None:
    """Let SIGTERM, and a terminal that closes, end a command as Ctrl-C does, leaving no server behind."""
    signal.signal(signal.SIGTERM, _interrupt)
    # Shells ignore Ctrl-C for what runs in the background, and `nohup` the end of a terminal.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _hang_up)
    os.register_at_fork(after_in_child=_obey_signals)


def _obey_signals() -> None:
    """Let signals end a process that a custom predictor has forked, without a traceback."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def _run() -> None:
    try:
        app()
    except SystemExit as ended:
        # What is still buffered would otherwise fail after the exit code is given.
        sys.stdout.flush()
        if ended.code == CANCELLED:
            _complain(INTERRUPTED)
        raise


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _hang_up(_number: int, _frame: FrameType | None) -> None:
    """Stop as after SIGTERM, whoever handles that now: the API finishes its requests."""
    signal.raise_signal(signal.SIGTERM)


def _complain(message: str) -> None:
    # There may be nowhere left to complain to.
    with contextlib.suppress(OSError, AttributeError):
        sys.stderr.write(f"predawn: {printable(message)}\n")
