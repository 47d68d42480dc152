"""Popular texts: frequent requests for texts that no project has, which each run scores in advance."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, text
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA

from core.types import Prediction
from store.schema import SCHEMA, popular_predictions
from store.sql_files import statement
from store.traffic.columns import to_columns


@dataclass(frozen=True, slots=True)
class PopularText:
    """A text as it was requested: with a title (which may be empty), or as a text alone.

    `stored` is true if the run has the model's prediction for it, `known` if another run of the model has.
    """

    content_hash: bytes
    title: str | None
    description: str
    stored: bool
    known: bool


def choose(
    connection: Connection, run_id: int, *, model_version: int, top: int, days: int
) -> list[PopularText]:
    """Return the most requested texts of the last days, the most frequent first.

    Texts that the log does not hold as they were requested cannot be scored and are left out.
    """
    parameters = {"run_id": run_id, "model_version": model_version, "top": top, "days": days}
    rows = connection.execute(statement("traffic/choose_popular_texts"), parameters)
    return [
        PopularText(bytes(row.content_hash), row.title, row.description, row.stored, row.known)
        for row in rows
    ]


def copy_known(connection: Connection, run_id: int, *, model_version: int, hashes: Collection[bytes]) -> None:
    """Copy the predictions of earlier runs of the model for texts."""
    connection.execute(
        statement("traffic/copy_popular").bindparams(bindparam("hashes", type_=ARRAY(BYTEA))),
        {"run_id": run_id, "model_version": model_version, "hashes": list(hashes)},
    )


def store(
    connection: Connection, run_id: int, *, model_version: int, predictions: Mapping[bytes, Prediction]
) -> None:
    """Store the model's predictions for texts, by content hash."""
    if predictions:
        connection.execute(
            insert(popular_predictions),
            [
                {
                    "run_id": run_id,
                    "content_hash": content_hash,
                    **to_columns(prediction),
                    "model_version": model_version,
                }
                for content_hash, prediction in predictions.items()
            ],
        )


def forget(connection: Connection, run_id: int, *, keep: Collection[bytes] = ()) -> None:
    """Delete a run's predictions for texts, except some."""
    kept = popular_predictions.c.content_hash.in_(list(keep))
    connection.execute(delete(popular_predictions).where(popular_predictions.c.run_id == run_id, ~kept))


def index_catalogue(connection: Connection) -> None:
    """Create the index that finds a project by its text, unless it exists.

    A run creates it after the first sync: filling a catalogue of a million projects took 1.5 s longer with
    the index in place, and creating it afterwards takes 0.6 s.
    """
    if connection.scalar(text(f"SELECT to_regclass('{SCHEMA}.projects_by_content') IS NULL")):
        connection.execute(text(f"CREATE INDEX projects_by_content ON {SCHEMA}.projects (content_hash)"))
