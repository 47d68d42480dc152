"""Events for the webhook: the end of a run, a missed due time, drift."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from core.quality.measures import Figure
from core.types import Run
from store.serving.history import PublishedChanges


@dataclass(frozen=True, slots=True)
class Event:
    """An event for the webhook; `changes` is what a publication changed."""

    event: str
    message: str
    run: Run | None = None
    warnings: Sequence[Figure] = ()
    due_at: datetime | None = None
    changes: PublishedChanges | None = None
    event_id: UUID = field(default_factory=uuid4)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def body(self) -> str:
        """Return the body of the request, as JSON."""
        content = {
            "id": str(self.event_id),
            "event": self.event,
            "at": self.at.isoformat(),
            "message": self.message,
            "run": None if self.run is None else _describe_run(self.run),
            "warnings": [_describe_figure(figure) for figure in self.warnings],
            "due_at": None if self.due_at is None else self.due_at.isoformat(),
            "changes": None if self.changes is None else asdict(self.changes),
        }
        return json.dumps(content, ensure_ascii=False)


def _describe_run(run: Run) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "status": run.status.value,
        "model_version": run.model_version,
        "mode": run.mode.value,
        "trigger": run.trigger.value,
        "started_at": run.started_at.isoformat(),
        "finished_at": None if run.finished_at is None else run.finished_at.isoformat(),
        "counts": asdict(run.counts),
        "checks": [asdict(check) for check in run.checks],
        "error": run.error,
    }


def _describe_figure(figure: Figure) -> dict[str, Any]:
    return {
        "scope": figure.scope.value,
        "name": figure.name,
        "value": figure.value,
        "threshold": figure.threshold,
        "detail": figure.detail,
    }


def missed(work: str, due: datetime, first_model_at: datetime, message: str) -> Event:
    """Return the event of a missed due time; its id is the same for every scheduler that reports it.

    The time of the first model, to the microsecond, makes it another one than that of another installation.
    """
    moments = f"{due.astimezone(UTC).isoformat()}:{first_model_at.astimezone(UTC).isoformat()}"
    name = f"predawn:missed:{work}:{moments}"
    return Event("missed", message, due_at=due, event_id=uuid5(NAMESPACE_URL, name))
