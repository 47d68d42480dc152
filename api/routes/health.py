"""`/`, `/health`, `/health/live` and `/health/ready`, answered without a query to the database."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Final, Literal

from fastapi import APIRouter, Request, Response

from api.http.documentation import example
from api.http.documentation_paths import DocumentationPaths
from api.http.envelope import Envelope, wrap
from api.http.freshness import is_stale
from api.schemas.health import (
    UNREACHABLE,
    DatabaseHealth,
    Health,
    Links,
    Live,
    LogHealth,
    ModelHealth,
    NewestRun,
    NextRun,
    Ready,
    ReplicaHealth,
    RunHealth,
)
from api.schemas.quality import QualityHealth, QualityWarning
from api.state import CurrentState, State
from core.quality.measures import describe_limit
from core.types import RunStatus
from model.predictors.scorer import Scorer
from model.tagger_scorer import TaggerScorer
from store.serving.snapshot import ServingSnapshot

_REPLICA_PROBLEMS: Final = {
    "away": "The replica cannot be read, so stored predictions are read from the primary.",
    "behind": "The replica is too far behind, so stored predictions are read from the primary.",
}

_WELL: Final = "Predawn is well: run 3 is in service with model 1"

router = APIRouter(tags=["health"])

Status = Literal["ok", "warn", "degraded", "unavailable"]


@dataclass(frozen=True, slots=True)
class HealthProblem:
    """A sentence that says what is wrong, the status that follows from it, and the run that it is about."""

    status: Status
    sentence: str
    run_id: int | None = None


NO_RUN: Final = HealthProblem("degraded", "No run is published yet. `predawn batch` publishes one.")


@router.get(
    "/",
    summary="Health in one line",
    responses={200: example(Links, "/", "The health, and the links.", message=_WELL)},
)
async def read_root(request: Request, state: CurrentState) -> Envelope[Links]:
    """Return the health in one line, and links to the documentation and the dashboard."""
    health = assess(state)
    root = request.scope.get("root_path", "")
    docs = DocumentationPaths.of(state.settings).docs
    links = Links(
        status=health.status,
        health=f"{root}/health",
        docs=docs and f"{root}{docs}",
        dashboard=f"{root}/dashboard",
    )
    return wrap(request, links, message=summarise(health))


@router.get(
    "/health",
    summary="State of every component",
    responses={
        200: example(Health, "/health", "Predictions are served.", message=_WELL),
        503: example(
            Health,
            "/health",
            "Some predictions cannot be served.",
            number=1,
            status=503,
            message=f"Predawn is unavailable. {UNREACHABLE}",
        ),
    },
)
async def read_health(request: Request, response: Response, state: CurrentState) -> Envelope[Health]:
    """Return the state of every component; 503 while stored or on-demand predictions cannot be served."""
    health = assess(state)
    response.status_code = 503 if health.status == "unavailable" else 200
    return wrap(request, health, message=summarise(health), status=response.status_code)


@router.get(
    "/health/live",
    summary="Liveness",
    responses={200: example(Live, "/health/live", "The process answers.")},
)
async def read_live(request: Request) -> Envelope[Live]:
    """Return 200 as long as the process answers."""
    return wrap(request, Live(status="alive"))


@router.get(
    "/health/ready",
    summary="Readiness",
    responses={
        200: example(Ready, "/health/ready", "The worker takes requests.", message="ready"),
        503: example(
            Ready,
            "/health/ready",
            "The worker takes no requests: its model is not loaded, or it is stopping.",
            number=1,
            status=503,
            message="stopping",
        ),
    },
)
async def read_ready(request: Request, response: Response, state: CurrentState) -> Envelope[Ready]:
    """Return 200 while this worker can answer requests: its model is loaded, or there is none to load."""
    status = assess(state).status
    ready = not state.draining and _can_answer(state)
    response.status_code = 200 if ready else 503
    message = "ready" if ready else "stopping" if state.draining else "not ready"
    answer = Ready(ready=ready, degraded=status in {"degraded", "unavailable"})
    return wrap(request, answer, message=message, status=response.status_code)


def _can_answer(state: State) -> bool:
    current = state.watcher.current
    if current is None:
        return False
    return current.model_version is None or state.scorers.find(current.model_version) is not None


def assess(state: State) -> Health:
    """Return the state of every component, from memory."""
    current = state.watcher.current
    problems = find_problems(state)
    quality = _quality(state)
    status = problems[0].status if problems else "ok" if quality is None else quality.status
    unavailable = state.watcher.database_error is not None
    production = state.settings.production
    return Health(
        status=status,
        problems=[problem.sentence for problem in problems],
        database=DatabaseHealth(
            status="away" if unavailable else "ok",
            kind="embedded" if state.database.embedded else "external",
            version=None if production else state.watcher.server_version,
        ),
        replica=_replica(state),
        run=None if current is None else _run(state, current),
        newest_run=None if current is None else _newest_run(current),
        next_run=None if current is None else _next_run(state, current),
        model=None if current is None else _model(state, current),
        inference_pending=state.inference.pending,
        inference_stuck=state.inference.stuck,
        inference_log=LogHealth(
            waiting=state.log.waiting, written=state.log.written, dropped=state.log.dropped
        ),
        quality=quality,
        versions=None if production else _versions(),
    )


def find_problems(state: State) -> list[HealthProblem]:
    """Return what is wrong, from memory, the most severe first."""
    current = state.watcher.current
    run = None if current is None else _run(state, current)
    model = None if current is None else _model(state, current)
    found = [HealthProblem("unavailable", sentence) for sentence in _severe_problems(state, model)]
    found += _mild_problems(state, current, run)
    if state.clock.problem is not None:
        found.append(HealthProblem("warn", state.clock.problem))
    return found


def _severe_problems(state: State, model: ModelHealth | None) -> Iterator[str]:
    if state.read_router.database_error is not None:
        yield UNREACHABLE
    if model is None:
        yield "There is no model. Train one with `predawn train`, or publish a run with `predawn batch`."
    elif not model.loaded:
        yield f"Model {model.model_version} is not loaded. {_why_not_loaded(state, model)}".strip()
    if state.inference.exhausted:
        yield "All threads are stuck in calls of the model. Correct the predictor, and restart the API."


def _why_not_loaded(state: State, model: ModelHealth) -> str:
    """Return why a model is not loaded; what names files and services is not for those without a key."""
    reason = state.scorers.problem(model.model_version)
    if reason is not None and state.keyring.requires_key:
        return "The log of the API says why."
    return reason or ""


def _mild_problems(
    state: State, current: ServingSnapshot | None, run: RunHealth | None
) -> Iterator[HealthProblem]:
    for sentence in _reading_problems(state):
        yield HealthProblem("degraded", sentence)
    if run is None:
        yield NO_RUN
    elif run.stale:
        sentence = f"Run {run.run_id} is stale: its last check is older than PREDAWN_STALE_AFTER allows."
        yield HealthProblem("degraded", sentence, run.run_id)
    if current is not None and current.newest_status in (RunStatus.HELD, RunStatus.FAILED):
        url = f"{state.settings.root_path}/runs/{current.newest_run}"
        sentence = f"Run {current.newest_run} is {current.newest_status}; `{url}` says why."
        yield HealthProblem("degraded", sentence, current.newest_run)
    for sentence in _inference_problems(state):
        yield HealthProblem("degraded", sentence)


def _reading_problems(state: State) -> Iterator[str]:
    if state.watcher.database_error is not None and state.read_router.database_error is None:
        yield "The database cannot be reached; stored predictions are read from its replica."
    elif state.read_router.replica is not None and not state.read_router.replica.is_used:
        yield _REPLICA_PROBLEMS[state.read_router.replica.status]


def _inference_problems(state: State) -> Iterator[str]:
    if state.log.dropped:
        yield f"{state.log.dropped} on-demand predictions were not logged."
    if state.inference.stuck:
        yield (
            f"{state.inference.stuck} calls of the model have not returned within "
            "PREDAWN_INFERENCE_TIMEOUT_SECONDS."
        )


def _replica(state: State) -> ReplicaHealth | None:
    replica = state.read_router.replica
    return None if replica is None else ReplicaHealth(status=replica.status, lag_seconds=replica.lag_seconds)


def _run(state: State, current: ServingSnapshot) -> RunHealth | None:
    if current.run_id is None:
        return None
    checked = current.checked_at
    return RunHealth(
        run_id=current.run_id,
        published_at=current.moved_at,
        checked_at=checked,
        age_seconds=None if checked is None else state.clock.age(checked),
        stale=is_stale(checked, state.settings.stale_after, state.clock.now()),
    )


def _quality(state: State) -> QualityHealth | None:
    latest = state.quality.latest
    if latest is None:
        return None
    warnings = [
        QualityWarning(
            of=source,
            run_id={"in_service": latest.run_id, "newest": latest.newest_run}.get(source),
            name=figure.name,
            value=figure.value,
            threshold=figure.threshold,
            detail=figure.detail,
        )
        for source, figure in latest.warnings()
    ]
    # What a run would bring that is not published is listed, and no drift of what is in service.
    warns = any(warning.of != "newest" for warning in warnings)
    return QualityHealth(status="warn" if warns else "ok", measured_at=latest.at, warnings=warnings)


def _newest_run(current: ServingSnapshot) -> NewestRun | None:
    if current.newest_run is None or current.newest_status is None or current.newest_started_at is None:
        return None
    return NewestRun(
        run_id=current.newest_run,
        status=current.newest_status,
        started_at=current.newest_started_at,
        finished_at=current.newest_finished_at,
    )


def _next_run(state: State, current: ServingSnapshot) -> NextRun:
    due = state.schedule.after(state.clock.now())
    return NextRun(due_at=due, scheduler_active=current.scheduler_active)


def _model(state: State, current: ServingSnapshot) -> ModelHealth | None:
    if current.model_version is None:
        return None
    scorer = state.scorers.find(current.model_version)
    return ModelHealth(model_version=current.model_version, loaded=scorer is not None, kind=_describe(scorer))


def _describe(
    scorer: Scorer | None,
) -> Literal["native tagger", "scikit-learn tagger", "predictor"] | None:
    if scorer is None:
        return None
    if not isinstance(scorer, TaggerScorer):
        return "predictor"
    return "native tagger" if scorer.tagger_kind == "native" else "scikit-learn tagger"


@cache
def _versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {
        name: version(name) for name in ("predawn", "fastapi", "uvicorn", "scikit-learn")
    }


def summarise(health: Health) -> str:
    """Return the health in one sentence."""
    if health.status == "unavailable":
        return f"Predawn is unavailable. {health.problems[0]}"
    assert health.model is not None
    service = (
        f"run {health.run.run_id} is in service with model {health.model.model_version}"
        if health.run is not None
        else f"model {health.model.model_version} answers"
    )
    if health.status == "degraded":
        return f"Predawn is degraded, {service}. {health.problems[0]}"
    if health.status == "warn" and health.problems:
        return f"Predawn warns, {service}. {health.problems[0]}"
    if health.status == "warn":
        assert health.quality is not None
        warning = next(warning for warning in health.quality.warnings if warning.of != "newest")
        return f"Predawn warns, {service}: {_describe_warning(warning)}"
    return f"Predawn is well: {service}"


def _describe_warning(warning: QualityWarning) -> str:
    source = "on-demand traffic" if warning.run_id is None else f"run {warning.run_id}"
    limit = describe_limit(warning.name, f"{warning.threshold:g}")
    return f"{warning.name} of {source} is {warning.value:.3g} (limit: {limit})"
