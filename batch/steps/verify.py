"""Verifying a run row by row: against the catalogue, and against the model."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
from sqlalchemy import Engine

from batch.workers.worker import ScorerSpec, load_once, score_projects
from core.settings import Settings
from model.loading import ScorerOptions
from model.native.loading import TOLERANCE
from store.connect.database import Database
from store.runs import ledger, verification
from store.serving import pointer

OUTPUT_COLUMNS: Final = ("predicted_tag", "score", "value", "items", "item_scores")
"""The columns that are compared, of which a model has those of its output."""


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
    scorer = load_once(database, spec)
    with engine.begin() as connection:
        for page in verification.read_predicted(connection, run_id):
            scored = score_projects(scorer, page.drop_columns(list(OUTPUT_COLUMNS)))
            for failure in scored.failures:
                yield failure.project_id, f"the model fails on it now: {failure.error}"
            yield from _compare(page, scored.table)


def _compare(stored: pa.Table, scored: pa.Table) -> Iterator[tuple[str, str]]:
    names = [name for name in OUTPUT_COLUMNS if name in scored.column_names]
    said = dict(zip(stored["project_id"].to_pylist(), _rows(stored, names), strict=True))
    for project_id, now in zip(scored["project_id"].to_pylist(), _rows(scored, names), strict=True):
        before = said[project_id]
        if not all(map(_is_same, before, now)):
            yield project_id, f"it has {_show(names, before)}, and the model says {_show(names, now)}"


def _rows(table: pa.Table, names: Sequence[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(table[name].to_pylist() for name in names), strict=True))


def _is_same(before: Any, now: Any) -> bool:
    if isinstance(before, float) and isinstance(now, float):
        # Numbers beyond 1 may differ by that part of them.
        return abs(before - now) <= TOLERANCE * max(1.0, abs(before))
    if isinstance(before, list) and isinstance(now, list):
        return len(before) == len(now) and all(map(_is_same, before, now))
    return bool(before == now)


def _show(names: Sequence[str], row: Sequence[Any]) -> str:
    if "predicted_tag" in names:
        tag, score = row
        return f"{tag} ({score:.6f})"
    return f"{row[0]}"
