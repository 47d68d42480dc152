"""What stands for a due time of a schedule: a run, or a training, that began then or later."""

from datetime import datetime

from sqlalchemy import Connection, select

from store.runs.lock import is_locked
from store.schema import models
from store.sql_files import statement


def find_run(connection: Connection, due: datetime) -> int | None:
    """Return the newest run that stands for a due time, or None where it was missed.

    A failed run stands for its night, as a held one does: what failed is for a person to look at, and would
    fail again. A run that lost its process, or its scheduler, does not; it is taken up where it stopped.
    """
    run_id: int | None = connection.scalar(
        statement("find_run_for"), {"due": due, "locked": is_locked(connection)}
    )
    return run_id


def find_training(connection: Connection, due: datetime) -> int | None:
    """Return the newest model that was trained at a due time or later, or None where it was missed."""
    version: int | None = connection.scalar(
        select(models.c.model_version)
        .where(models.c.created_at >= due, models.c.artifact_sha256.is_not(None))
        .order_by(models.c.model_version.desc())
        .limit(1)
    )
    return version
