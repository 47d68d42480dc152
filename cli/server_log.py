"""Logging of the web server: one line for each event, like every command."""

import asyncio
import logging
import sys
from typing import Any

from cli.logs import JsonFormatter, TextFormatter
from core.settings import Settings


def log_config(settings: Settings) -> dict[str, Any]:
    """Return the logging configuration of a worker, which includes uvicorn's own lines."""
    as_text = settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())
    formatter = TextFormatter if as_text else JsonFormatter
    level = settings.log_level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": f"{formatter.__module__}.{formatter.__name__}"}},
        "filters": {
            "request": {"()": f"{__name__}.{RequestFields.__name__}", "as_fields": not as_text},
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


class RequestFields(logging.Filter):
    """Removes the query, which may contain secrets, from the access lines of the server.

    Parameters
    ----------
    as_fields
        True to add method, path and status as fields.
    """

    def __init__(self, *, as_fields: bool) -> None:
        super().__init__()
        self._as_fields = as_fields

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; keep every record."""
        record.__dict__.pop("color_message", None)
        if record.name == "uvicorn.access" and isinstance(record.args, tuple) and len(record.args) == 5:
            client, method, target, _, status = record.args
            path = str(target).partition("?")[0]
            record.msg, record.args = "%s %s %s", (method, path, status)
            record.__dict__["client"] = client
            if self._as_fields:
                record.__dict__.update(method=method, path=path, status=status)
        return True


class InterruptedRequests(logging.Filter):
    """Replaces the traceback of a request or session that ended with the server by a sentence."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; keep every record."""
        if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
            record.msg, record.args, record.exc_info = "a request was cut off: the server stops", (), None
        return True
