"""Measuring the predictions of a run, and the answers to on-demand traffic."""

from datetime import timedelta
from typing import Final

import pyarrow as pa
from sqlalchemy import Connection, Row, text

from core.quality.measures import SCORE_BINS, ScoreCount
from store.bulk.copy import copy_out
from store.runs.tables import attached_rows, table_name
from store.sql_files import statement, template

SAMPLED_PROJECTS: Final = 10_000
"""How many texts of a run are looked at, about."""

MAX_ANSWERS: Final = 10_000
"""How many answers of a window count, the newest ones."""

MAX_TEXTS: Final = 1000
"""How many texts of a window are looked at, the newest ones."""

_TEXTS_SCHEMA = pa.schema([("title", pa.string()), ("description", pa.string())])


def count_scores(connection: Connection, run_id: int) -> list[ScoreCount]:
    """Count the predictions of a run by tags and score, in one pass over its rows."""
    query = template("runs/count_scores").format(rows=attached_rows(run_id), bins=SCORE_BINS)
    return [_score_count(row) for row in connection.execute(text(query))]


def sample_texts(connection: Connection, run_id: int, rows: int) -> pa.Table:
    """Return title and description of about `SAMPLED_PROJECTS` of a run's projects, or of all.

    Parameters
    ----------
    connection
        An open connection of the batch.
    run_id
        The run.
    rows
        How many predictions it has.
    """
    percent = min(100.0, 100.0 * SAMPLED_PROJECTS / max(rows, 1))
    query = template("runs/sample_texts").format(table=table_name(run_id))
    return copy_out(connection, query, _TEXTS_SCHEMA, {"percent": percent})


def count_traffic_scores(connection: Connection, window: timedelta) -> list[ScoreCount]:
    """Count the answers of a window that ends now by tags and score."""
    parameters = {"window": window, "most": MAX_ANSWERS, "bins": SCORE_BINS}
    return [
        _score_count(row) for row in connection.execute(statement("runs/count_traffic_scores"), parameters)
    ]


def read_traffic_texts(connection: Connection, window: timedelta) -> list[tuple[str, str]]:
    """Return title and description of the texts of a window that ends now, where the log keeps them."""
    rows = connection.execute(statement("runs/read_traffic_texts"), {"window": window, "most": MAX_TEXTS})
    return [(row.title, row.description) for row in rows]


def _score_count(row: Row[*tuple[object, ...]]) -> ScoreCount:
    return ScoreCount(row.predicted_tag, row.best_tag, row.score_bin, row.items, row.score_sum)
