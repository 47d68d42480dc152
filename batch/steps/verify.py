"""Verifying a run row by row: against the catalogue, and against the model."""

from collections.abc import Iterator

import pyarrow as pa
from sqlalchemy import Engine

from batch.workers.worker import ScorerSpec, load, score_projects
from core.settings import Settings
from model.loading import ScorerOptions
from store.connect.database import Database
from store.runs import ledger, verification
from store.serving import pointer

TOLERANCE = 1e-6
"""The largest difference allowed between a stored score and a new one; the same holds between the taggers."""


def verify_run(
    database: Database, engine: Engine, settings: Settings, run_id: int, *, rescore: bool
) -> list[tuple[str, str]]:
    """Return the faults of a retained run, project by project; an empty list if there are none.

    Parameters
    ----------
    database
        The database, for the worker that scores.
    engine
        An engine of the batch.
    settings
        The settings, which say where a custom predictor is.
    run_id
        The run.
    rescore
        Whether to score every project anew, and to compare tags and scores.

    Raises
    ------
    NotFoundError
        If there is no such run, or its predictions were dropped.
    """
    with engine.begin() as connection:
        run = ledger.find_run(connection, run_id)
        pointer.check_attached(connection, run_id)
        found = verification.find_misfits(connection, run_id)
    if rescore:
        assert run.model_version is not None
        spec = ScorerSpec(run.model_version, ScorerOptions.of(settings))
        found += _compare_with_model(database, engine, spec, run_id)
    return sorted(found)


def _compare_with_model(
    database: Database, engine: Engine, spec: ScorerSpec, run_id: int
) -> Iterator[tuple[str, str]]:
    scorer = load(database, spec)
    with engine.begin() as connection:
        for page in verification.read_predicted(connection, run_id):
            scored = score_projects(scorer, page.drop_columns(["predicted_tag", "score"]))
            for failure in scored.failures:
                yield failure.project_id, f"the model fails on it now: {failure.error}"
            yield from _compare(page, scored.table)


def _compare(stored: pa.Table, scored: pa.Table) -> Iterator[tuple[str, str]]:
    said = {
        project_id: (tag, score)
        for project_id, tag, score in zip(
            stored["project_id"].to_pylist(),
            stored["predicted_tag"].to_pylist(),
            stored["score"].to_pylist(),
            strict=True,
        )
    }
    for project_id, tag, score in zip(
        scored["project_id"].to_pylist(),
        scored["predicted_tag"].to_pylist(),
        scored["score"].to_pylist(),
        strict=True,
    ):
        before = said[project_id]
        if before[0] != tag or abs(before[1] - score) > TOLERANCE:
            yield project_id, f"it has {before[0]} ({before[1]:.6f}), and the model says {tag} ({score:.6f})"
