"""Examples of what is shown of runs and tags."""

from typing import Final

from api.examples.answers import answered

_RUN: Final = {
    "run_id": 3,
    "status": "published",
    "in_service": True,
    "model_version": 1,
    "mode": "incremental",
    "trigger": "schedule",
    "counts": {"total": 387, "scored": 4, "reused": 383, "removed": 1, "failed": 0},
    "started_at": "2025-06-02T03:00:00Z",
    "finished_at": "2025-06-02T03:00:06Z",
    "checked_at": "2025-06-02T03:00:06Z",
}

RUNS: Final = answered("/runs?top=1", {"runs": [_RUN]})

RUN: Final = answered(
    "/runs/3",
    {
        **_RUN,
        "phase": "prune",
        "attempt": 1,
        "publish": True,
        "checks": [
            {
                "name": "coverage",
                "status": "passed",
                "figure": 1.0,
                "threshold": 0.99,
                "detail": "387 of 387 projects have a prediction",
            }
        ],
        "error": None,
        "failures": [],
        "attached_at": "2025-06-02T03:00:05Z",
        "pruned_at": None,
    },
)

DIFF: Final = answered(
    "/runs/3/diff?base=2",
    {
        "run_id": 3,
        "base": 2,
        "both": 385,
        "added": 2,
        "removed": 1,
        "changed": 1,
        "matrix": [{"from_tag": "other", "to_tag": "computer-vision", "projects": 1}],
        "moves": [
            {
                "project_id": "7",
                "from_tag": "other",
                "to_tag": "computer-vision",
                "from_score": 0.29,
                "to_score": 0.84,
            }
        ],
    },
)

TAGS: Final = answered(
    "/tags",
    {
        "model_version": 1,
        "run_id": 3,
        "tags": [
            {"tag": "natural-language-processing", "projects": 201},
            {"tag": "computer-vision", "projects": 186},
        ],
    },
)
