"""The model registry: versions, their artifacts and examples, and the champion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg2
import pyarrow as pa
from sqlalchemy import Connection, Row, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DataError, IntegrityError

from core.errors import InputError, NotFoundError
from core.types import Model, ModelStatus, StoredArtifact, TrainedModel
from store.bulk.copy import copy_in, copy_out
from store.schema import model_examples, models, promotions, word_vectors
from store.sql_files import template

_SUMMARY = (
    models.c.model_version,
    models.c.predictor,
    models.c.fingerprint,
    models.c.artifact_sha256,
    models.c.args,
    models.c.metrics,
    models.c.training_data,
    models.c.library_versions,
    models.c.status,
    models.c.created_at,
)
MODEL_EXAMPLES_SCHEMA = pa.schema(
    [
        ("project_id", pa.string()),
        ("content_hash", pa.binary()),
        ("tag", pa.string()),
        ("tags", pa.list_(pa.string())),
        ("held_out", pa.bool_()),
        ("predicted_tag", pa.string()),
        ("predicted_tags", pa.list_(pa.string())),
        ("score", pa.float32()),
    ]
)
EXAMPLE_COLUMNS = (
    "model_version",
    "project_id",
    "content_hash",
    "tag",
    "tags",
    "held_out",
    "predicted_tag",
    "predicted_tags",
    "score",
)


@dataclass(frozen=True, slots=True)
class Promotion:
    """A change of champion; `from_version` is None for the first."""

    from_version: int | None
    to_version: int
    actor: str
    reason: str
    promoted_at: datetime


def register_trained(connection: Connection, trained: TrainedModel, examples: pa.Table) -> int:
    """Register a trained model and its examples as a candidate, and return its version.

    Parameters
    ----------
    connection
        An open connection.
    trained
        The model, with its table of word vectors unless that ships; a table that is stored already is kept.
    examples
        Its training and evaluation data, with the columns of `MODEL_EXAMPLES_SCHEMA`: `tag` or `tags`,
        and, for held-out rows, `predicted_tag`, `score` and, beside `tags`, `predicted_tags`.

    Raises
    ------
    InputError
        If the tables cannot hold them; nothing is registered then.
    """
    try:
        with connection.begin_nested():
            return _enter(connection, trained, examples)
    except (DataError, IntegrityError, psycopg2.DataError, psycopg2.IntegrityError) as error:
        reason = str(getattr(error, "orig", error)).partition("\n")[0]
        raise InputError(f"The database refuses the model or its examples: {reason}.") from error


def _enter(connection: Connection, trained: TrainedModel, examples: pa.Table) -> int:
    if trained.word_vectors is not None:
        named = {"sha256": trained.args["word_vectors"], "data": trained.word_vectors}
        connection.execute(insert(word_vectors).values(named).on_conflict_do_nothing())
    version = connection.scalar(
        models.insert()
        .values(
            predictor=trained.predictor,
            artifact=trained.artifact,
            artifact_sha256=trained.artifact_sha256,
            args=dict(trained.args),
            metrics=dict(trained.metrics),
            training_data=dict(trained.training_data),
            library_versions=dict(trained.library_versions),
        )
        .returning(models.c.model_version)
    )
    assert isinstance(version, int)
    rows = examples.append_column("model_version", pa.repeat(pa.scalar(version, pa.int32()), len(examples)))
    copy_in(connection, model_examples.fullname, EXAMPLE_COLUMNS, [rows])
    return version


def register_predictor(
    connection: Connection, *, predictor: str, fingerprint: str, args: Mapping[str, Any]
) -> int:
    """Return the version of a custom predictor, registering it at its first use."""
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('predawn.register'))"))
    known: int | None = connection.scalar(
        select(models.c.model_version).where(models.c.fingerprint == fingerprint)
    )
    if known is not None:
        return known
    version = connection.scalar(
        models.insert()
        .values(predictor=predictor, fingerprint=fingerprint, args=dict(args))
        .returning(models.c.model_version)
    )
    assert isinstance(version, int)
    return version


def find_model(connection: Connection, version: int) -> Model:
    """Return a model by its version.

    Raises
    ------
    NotFoundError
        With the versions that there are.
    """
    row = connection.execute(select(*_SUMMARY).where(models.c.model_version == version)).one_or_none()
    if row is None:
        known = connection.scalars(select(models.c.model_version).order_by(models.c.model_version)).all()
        listed = ", ".join(map(str, known)) if known else "none; make one with `predawn train`"
        raise NotFoundError(f"There is no model {version}. The versions are: {listed}.")
    return _model(row)


def find_champion(connection: Connection) -> Model | None:
    """Return the champion, or None before there is one."""
    row = connection.execute(
        select(*_SUMMARY).where(models.c.status == ModelStatus.CHAMPION.value)
    ).one_or_none()
    return None if row is None else _model(row)


def list_models(connection: Connection) -> list[Model]:
    """Return all models, the newest first."""
    return [
        _model(row) for row in connection.execute(select(*_SUMMARY).order_by(models.c.model_version.desc()))
    ]


def read_artifact(connection: Connection, version: int) -> StoredArtifact:
    """Return the artifact of a trained model, and the table of word vectors that was stored for it."""
    row = connection.execute(
        select(models.c.artifact, models.c.artifact_sha256, word_vectors.c.data)
        .outerjoin_from(models, word_vectors, word_vectors.c.sha256 == models.c.args["word_vectors"].astext)
        .where(models.c.model_version == version)
    ).one()
    return StoredArtifact(
        bytes(row.artifact), row.artifact_sha256, None if row.data is None else bytes(row.data)
    )


def find_word_vectors(connection: Connection, sha256: str) -> bytes | None:
    """Return a stored table of word vectors, if it is there."""
    data = connection.scalar(select(word_vectors.c.data).where(word_vectors.c.sha256 == sha256))
    return None if data is None else bytes(data)


def count_shared_held_out(
    connection: Connection, model: Model, against: Model
) -> list[tuple[str, str, str, int]]:
    """Count the held-out projects that two models share, by known tag and both predictions.

    Known tags are those of the model that was evaluated last, so that both orders of the two give the same
    figures, and a tag that was corrected since the other one was evaluated counts as corrected.

    Returns
    -------
    list of tuple
        The known tag, the first model's prediction, the second model's, and the number of projects.
    """
    return _count_shared(connection, model, against, known="tag", predicted="predicted_tag")


def count_shared_held_out_lists(
    connection: Connection, model: Model, against: Model
) -> list[tuple[list[str], list[str], list[str], int]]:
    """Count the held-out projects that two multi-label models share, by known tags and both predictions.

    Known tags are those of the model that was evaluated last, as in `count_shared_held_out`.

    Returns
    -------
    list of tuple
        The known tags, the first model's prediction, the second model's, and the number of projects.
    """
    return _count_shared(connection, model, against, known="tags", predicted="predicted_tags")


def _count_shared(
    connection: Connection, model: Model, against: Model, *, known: str, predicted: str
) -> list[Any]:
    first, second = model_examples.alias(), model_examples.alias()
    last = first if _is_evaluated_after(model, against) else second
    keys = (last.c[known], first.c[predicted], second.c[predicted])
    same = (second.c.project_id == first.c.project_id) & (second.c.content_hash == first.c.content_hash)
    query = (
        select(*keys, func.count())
        .join_from(first, second, same)
        .where(first.c.model_version == model.version, first.c.held_out)
        .where(second.c.model_version == against.version, second.c.held_out)
        .group_by(*keys)
    )
    return [tuple(row) for row in connection.execute(query)]


def _is_evaluated_after(model: Model, other: Model) -> bool:
    return (model.evaluated_at, model.version) > (other.evaluated_at, other.version)


def read_examples(connection: Connection, version: int) -> pa.Table:
    """Return the data that a model was trained and evaluated on, as `MODEL_EXAMPLES_SCHEMA`."""
    return copy_out(
        connection, template("models/read_model_examples"), MODEL_EXAMPLES_SCHEMA, {"version": version}
    )


def hold_champion(connection: Connection) -> None:
    """Prevent other sessions from changing the champion until the transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('predawn.promote'))"))


def archive(connection: Connection, version: int) -> None:
    """Archive a model; retained runs keep it, and a promotion brings it back.

    Raises
    ------
    NotFoundError
        If there is no such model.
    InputError
        If it is the champion.
    """
    hold_champion(connection)
    if find_model(connection, version).status is ModelStatus.CHAMPION:
        raise InputError(
            f"Model {version} is the champion. Promote another one first; `predawn models list` shows them."
        )
    _set_status(connection, version, ModelStatus.ARCHIVED)


def list_promotions(connection: Connection, top: int) -> list[Promotion]:
    """Return the latest promotions, the newest first."""
    rows = connection.execute(select(promotions).order_by(promotions.c.promotion_id.desc()).limit(top))
    return [
        Promotion(row.from_version, row.to_version, row.actor, row.reason, row.promoted_at) for row in rows
    ]


def promote(connection: Connection, version: int, *, actor: str, reason: str) -> None:
    """Make a model the champion; the champion before becomes a candidate again.

    Raises
    ------
    NotFoundError
        If there is no such model.
    """
    hold_champion(connection)
    model = find_model(connection, version)
    if model.status is ModelStatus.CHAMPION:
        return
    before = find_champion(connection)
    if before is not None:
        _set_status(connection, before.version, ModelStatus.CANDIDATE)
    _set_status(connection, version, ModelStatus.CHAMPION)
    connection.execute(
        promotions.insert().values(
            from_version=None if before is None else before.version,
            to_version=version,
            actor=actor,
            reason=reason,
        )
    )


def _set_status(connection: Connection, version: int, status: ModelStatus) -> None:
    connection.execute(update(models).where(models.c.model_version == version).values(status=status.value))


def _model(row: Row[*tuple[Any, ...]]) -> Model:
    return Model(
        version=row.model_version,
        predictor=row.predictor,
        fingerprint=row.fingerprint,
        artifact_sha256=row.artifact_sha256,
        args=row.args,
        metrics=row.metrics,
        training_data=row.training_data,
        library_versions=row.library_versions,
        status=ModelStatus(row.status),
        created_at=row.created_at,
    )
