"""Formatting log lines: JSON for machines, plain text for people."""

import json
import logging
import sys
import warnings
from datetime import UTC, datetime

from cli.printable import printable
from core.settings import Settings

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON, with the fields passed in `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "pid": record.process,
            "message": record.getMessage(),
            **fields_of(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """Formats a record as one line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        time = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        fields = "".join(f" {name}={value}" for name, value in fields_of(record).items())
        line = printable(f"{time} {record.levelname.lower()} {record.getMessage()}{fields}")
        # An id may hold a line break, after which it could look like a line of its own.
        line = line.replace("\n", "\\u000a")
        return f"{line}\n{printable(self.formatException(record.exc_info))}" if record.exc_info else line


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """Return the fields that were passed to the log call in `extra`."""
    return {name: value for name, value in record.__dict__.items() if name not in _STANDARD}


def _log_warning(
    message: Warning | str, category: type[Warning], *_others: object, **_options: object
) -> None:
    """Log a warning of a library without the place in its code, which says nothing to people who run it."""
    logging.getLogger("py.warnings").warning("%s: %s", category.__name__, message)


def configure_logging(settings: Settings) -> None:
    """Send log lines to standard error; only warnings in a terminal, which shows progress instead."""
    terminal = sys.stderr.isatty()
    as_text = settings.log_format == "text" or (settings.log_format == "auto" and terminal)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(TextFormatter() if as_text else JsonFormatter())
    level = getattr(logging, settings.log_level.upper())
    warnings.showwarning = _log_warning
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("predawn").setLevel(
        max(level, logging.WARNING) if terminal and level > logging.DEBUG else level
    )
