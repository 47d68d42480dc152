"""Alerts of jobs and schedulers that end before a run begins, which nobody may be watching."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from batch.alerts.run_outcome import announce_failed_start
from cli.context import read_settings
from core.settings import Settings, UnusableSettingsError


def read_settings_of_job(context: typer.Context, **options: Any) -> Settings:
    """Read the settings of a command that nobody may be watching; alert if they are not usable."""
    try:
        return read_settings(context, **options)
    except UnusableSettingsError as error:
        announce_failed_start(error.usable, error)
        raise


@contextmanager
def alerting_end(settings: Settings, ended: str = "") -> Iterator[None]:
    """Announce an error that ends the context, in which no run announces it; `ended` is a first sentence."""
    try:
        yield
    except Exception as error:
        announce_failed_start(settings, error, ended)
        raise
