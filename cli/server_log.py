"""Logging of the web server: one line for each event, like every command."""

import asyncio
import logging
import sys
from typing import Any

from api.http.request_ids import current_ids
from cli.logs import JsonFormatter, TextFormatter
from core.settings import Settings


def log_config(settings: Settings) -> dict[str, Any]:
    """Return the logging configuration of a worker, which includes uvicorn's own lines."""
    formatter = TextFormatter if is_for_people(settings) else JsonFormatter
    level = settings.log_level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": f"{formatter.__module__}.{formatter.__name__}"}},
        "filters": {
            "request": {"()": f"{__name__}.{RequestNames.__name__}"},
            "stop": {"()": f"{__name__}.{InterruptedRequests.__name__}"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stderr",
                "formatter": "lines",
                "filters": ["request", "stop"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"predawn": {"level": level}, "uvicorn": {"level": level}},
    }


def is_for_people(settings: Settings) -> bool:
    """Return whether log lines are text."""
    return settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())


class RequestNames(logging.Filter):
    """Adds the `request_id` and the `traceparent` of the request that a task answers."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; keep every record."""
        record.__dict__.pop("color_message", None)
        ids = current_ids.get()
        if ids.request_id:
            record.__dict__["request_id"] = ids.request_id
        if ids.traceparent:
            record.__dict__["traceparent"] = ids.traceparent
        return True


class InterruptedRequests(logging.Filter):
    """Replaces the traceback of a request or session that ended with the server by a sentence."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; keep every record."""
        if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
            record.msg, record.args, record.exc_info = "a request was cut off: the server stops", (), None
        return True
