"""Examples of health and metrics."""

from typing import Any, Final

from api.examples.answers import answered

_WELL: Final = "Predawn is well: run 3 is in service with model 1"

ROOT: Final = answered(
    "/", {"status": "ok", "health": "/health", "docs": "/docs", "dashboard": "/dashboard"}, message=_WELL
)

_HEALTH: Final[dict[str, Any]] = {
    "status": "ok",
    "problems": [],
    "database": {"status": "ok", "kind": "embedded", "version": "18.1"},
    "replica": None,
    "run": {
        "run_id": 3,
        "published_at": "2025-06-02T03:00:06Z",
        "checked_at": "2025-06-02T03:00:06Z",
        "age_seconds": 16194.0,
        "stale": False,
    },
    "newest_run": {
        "run_id": 3,
        "status": "published",
        "started_at": "2025-06-02T03:00:00Z",
        "finished_at": "2025-06-02T03:00:06Z",
    },
    "next_run": {"due_at": "2025-06-03T03:00:00Z", "scheduler_active": True},
    "model": {"model_version": 1, "loaded": True, "kind": "native tagger"},
    "inference_pending": 0,
    "inference_stuck": 0,
    "inference_log": {"waiting": 0, "written": 12, "dropped": 0},
    "quality": {"status": "ok", "measured_at": "2025-06-02T07:29:40Z", "warnings": []},
    "versions": {"python": "3.13.5", "predawn": "0.1.0", "fastapi": "0.165.0"},
}

HEALTH: Final = answered("/health", _HEALTH, message=_WELL)

_AWAY: Final = "The database cannot be reached, so stored predictions cannot be read."

HEALTH_AWAY: Final = answered(
    "/health",
    {
        **_HEALTH,
        "status": "unavailable",
        "problems": [_AWAY],
        "database": {"status": "away", "kind": "embedded", "version": "18.1"},
    },
    status=503,
    message=f"Predawn is unavailable: {_AWAY}",
)

METRICS: Final = """\
# HELP predawn_http_requests_total Requests that were answered.
# TYPE predawn_http_requests_total counter
predawn_http_requests_total{route="/predictions/{project_id}",source="cache",status="200"} 1.0
"""

LIVE: Final = answered("/health/live", {"status": "alive"})

READY: Final = answered("/health/ready", {"ready": True, "degraded": False}, message="ready")

NOT_READY: Final = answered(
    "/health/ready", {"ready": False, "degraded": False}, status=503, message="stopping"
)
