"""Scoring of one chunk by a worker, which is given the database and the number of the chunk only.

A worker is a thread, a process, or a machine of a cluster. Running a chunk twice does no harm: its rows and
its entry in the ledger commit together, and a finished chunk is not begun again.
"""

import math
import os
import socket
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

import pyarrow as pa
from sqlalchemy import Engine

from batch.workers.timeout import CallTimes, TimeoutScorer
from core.errors import describe
from core.halving import IsolatedFailure, isolate_failures
from core.types import ChunkTask
from core.wording import escape_unstorable
from model.loading import ScorerOptions, make_scorer
from model.predictors.scored import add_projects, scored_schema
from model.predictors.scorer import PredictorScorer, Stored, project_payloads
from model.tagger_scorer import TaggerScorer
from store.connect.database import Database
from store.connect.engine import Role
from store.connect.errors import translate_errors
from store.models import registry
from store.runs import chunks, ledger

_ERROR_LENGTH = 2000
# A chunk is a transaction, and larger than the best batch for scoring: with all of 20,000 texts in one
# matrix scikit-learn took 270 MB, with 5,000 of them 80 MB and no more time.
_SLICE_ROWS = 5000


@dataclass(frozen=True, slots=True)
class ScorerSpec:
    """The model that a worker scores with, and its options."""

    model_version: int
    options: ScorerOptions


@dataclass(frozen=True, slots=True)
class ChunkOutcome:
    """The numbers of projects of a chunk that were stored, and that could not be scored.

    `seconds` is how long they took to score, and `busy` the share of that during which the model kept a
    processor busy; for the rest a custom predictor waited.
    """

    chunk_id: int
    scored: int
    failed: int
    seconds: float = 0.0
    busy: float = 1.0


@dataclass(frozen=True, slots=True)
class RowFailure:
    """A project that could not be scored."""

    project_id: str
    content_hash: bytes
    error: str


@dataclass(frozen=True, slots=True)
class ScoredChunk:
    """The predictions of projects, with their content hashes, and those that could not be scored.

    `rest` is the first project that was not asked for because the time was over; None if there is none.
    """

    table: pa.Table
    failures: list[RowFailure]
    rest: str | None = None


_loading = threading.Lock()
_opening = threading.Lock()
_engines: dict[tuple[Database, str], Engine] = {}
_MAX_ENGINES = 2


def score_chunk(database: Database, spec: ScorerSpec, task: ChunkTask) -> ChunkOutcome:
    """Score a chunk and store its predictions.

    Raises
    ------
    RunFencedError
        If the run was taken over meanwhile; nothing of the chunk is stored then.
    """
    engine = _engine(database, ledger.session_name(task.run_id, task.attempt))
    with translate_errors(engine):
        with engine.begin() as connection:
            chunk = chunks.begin(connection, task, _name())
            ledger.fence(connection, task.run_id, task.attempt)
        if chunk is None:
            return ChunkOutcome(task.chunk_id, 0, 0)
        with engine.begin() as connection:
            projects = chunks.read_projects(connection, task.run_id, chunk)
        scorer = load_once(database, spec)
        began, before = monotonic(), _call_times(scorer)
        scored = score_projects(scorer, projects, task.seconds)
        seconds, busy = monotonic() - began, _call_times(scorer).busy_since(before)
        with engine.begin() as connection:
            # A worker that was taken for lost may be alive, and storing the same chunk.
            rows, failed = len(scored.table), len(scored.failures)
            if not chunks.finish(connection, task.run_id, chunk, rows=rows, failed=failed, rest=scored.rest):
                return ChunkOutcome(task.chunk_id, 0, 0)
            chunks.store_predictions(
                connection, run_id=task.run_id, model_version=spec.model_version, scored=scored.table
            )
            chunks.store_failures(
                connection, task.run_id, [(f.project_id, f.content_hash, f.error) for f in scored.failures]
            )
            ledger.fence(connection, task.run_id, task.attempt)
    return ChunkOutcome(task.chunk_id, rows, failed, seconds, busy)


def _call_times(scorer: TaggerScorer | TimeoutScorer) -> CallTimes:
    return scorer.call_times if isinstance(scorer, TimeoutScorer) else CallTimes()


def score_projects(
    scorer: TaggerScorer | TimeoutScorer, projects: pa.Table, seconds: float = math.inf
) -> ScoredChunk:
    """Score projects; those that cannot be scored cost no other.

    A custom predictor is asked for no further project after so many seconds.
    """
    until = math.inf if isinstance(scorer, TaggerScorer) else monotonic() + seconds
    failures: list[RowFailure] = []
    tables = [scored_schema(scorer.output).append(projects.schema.field("content_hash")).empty_table()]
    asked = 0
    while asked < len(projects) and (asked == 0 or monotonic() < until):
        batch = projects.slice(asked, _SLICE_ROWS)
        answered = []
        for part, scored in _score_parts(scorer, batch, until):
            asked += len(part)
            if isinstance(scored, IsolatedFailure):
                failures.append(_failure(part, scored.error))
            else:
                answered.append(scored.append_column("content_hash", part["content_hash"]))
        if answered:
            # In one piece, because each piece of a table is copied to the server by a command of its own.
            tables.append(pa.concat_tables(answered).combine_chunks())
    rest = projects["project_id"][asked].as_py() if asked < len(projects) else None
    return ScoredChunk(pa.concat_tables(tables), failures, rest)


def _score_parts(
    scorer: TaggerScorer | TimeoutScorer, projects: pa.Table, until: float
) -> Iterable[tuple[pa.Table, pa.Table | IsolatedFailure]]:
    """Return parts of projects with their predictions, and single ones with the reason why there is none.

    Together they are the projects, or those of them for which a custom predictor was asked in time.
    """
    if isinstance(scorer, TaggerScorer):
        return isolate_failures(projects, scorer.score)
    return _with_projects(projects, scorer.answer(project_payloads(projects), until))


def _with_projects(projects: pa.Table, stored: Iterable[Stored]) -> Iterator[tuple[pa.Table, Stored]]:
    """Yield what is stored with its projects."""
    place = 0
    for part in stored:
        if isinstance(part, IsolatedFailure):
            yield projects.slice(place, 1), part
            place += 1
        else:
            named = projects.slice(place, len(part))
            yield named, add_projects(part, named["project_id"])
            place += len(part)


def _failure(projects: pa.Table, error: BaseException) -> RowFailure:
    text = escape_unstorable(describe(error))[:_ERROR_LENGTH]
    return RowFailure(projects["project_id"][0].as_py(), projects["content_hash"][0].as_py(), text)


def load_scorer(engine: Engine, spec: ScorerSpec) -> TaggerScorer | TimeoutScorer:
    """Load a model: a tagger from its artifact, a custom predictor from its module.

    Raises
    ------
    ArtifactError
        If the artifact is damaged or was tampered with.
    InputError
        If the predictor is not the one that the model was registered for.
    """
    with engine.begin() as connection:
        model = registry.find_model(connection, spec.model_version)
        artifact = registry.read_artifact(connection, model.version) if model.artifact_sha256 else None
    scorer = make_scorer(model, artifact, spec.options)
    if isinstance(scorer, PredictorScorer):
        return TimeoutScorer(scorer, spec.options.project_timeout_seconds)
    return scorer


def load_once(database: Database, spec: ScorerSpec) -> TaggerScorer | TimeoutScorer:
    """Return a model, loaded once in a process; concurrent callers wait for the load."""
    with _loading:
        return _cached_scorer(database, spec)


@lru_cache(maxsize=2)
def _cached_scorer(database: Database, spec: ScorerSpec) -> TaggerScorer | TimeoutScorer:
    engine = database.engine(Role.BATCH, f"predawn worker {_name()}"[:63], pool_size=1)
    try:
        with translate_errors(engine):
            return load_scorer(engine, spec)
    finally:
        engine.dispose()


def _engine(database: Database, name: str) -> Engine:
    """Return the engine of an attempt, made once in a process; the last few stay open."""
    with _opening:
        engine = _engines.pop((database, name), None) or database.engine(Role.BATCH, name)
        _engines[database, name] = engine
        while len(_engines) > _MAX_ENGINES:
            _engines.pop(next(iter(_engines))).dispose()
    return engine


def forget_sessions() -> None:
    """Close the idle sessions of this process, which may go on for long; models stay in memory."""
    with _opening:
        for engine in _engines.values():
            engine.dispose()
        _engines.clear()


def _name() -> str:
    return f"{socket.gethostname()}/{os.getpid()}/{threading.get_native_id()}"
