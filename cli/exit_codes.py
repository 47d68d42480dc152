"""The exit codes of commands."""

from core.errors import (
    InputError,
    PredawnError,
    RunCancelledError,
    RunHeldError,
    RunInProgressError,
    StoreUnavailableError,
)

DEFECT = 1
BAD_INPUT = 2
IN_PROGRESS = 3
HELD = 4
FAILED = 5
CANCELLED = 130

_CODES: tuple[tuple[type[PredawnError], int], ...] = (
    (InputError, BAD_INPUT),
    (RunInProgressError, IN_PROGRESS),
    (RunHeldError, HELD),
    (RunCancelledError, CANCELLED),
    (StoreUnavailableError, FAILED),
)


def exit_code(error: PredawnError) -> int:
    """Return the exit code of an error; an error without a code of its own counts as failed."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)
