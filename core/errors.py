"""The errors that Predawn raises on purpose.

Every message is a sentence for the person who runs the program: what happened, to which file, row
or setting, and what to do next. `cli` and `api` decide what an error means to a
shell or to an HTTP client.
"""


class PredawnError(Exception):
    """Base class of every error that Predawn raises on purpose."""


class InputError(PredawnError):
    """A setting, an argument, a file or a row is not usable as it was given."""


class WrongLengthError(InputError):
    """A predictor answered a batch with no list, or with more or fewer results than it has payloads."""


class CatalogueError(InputError):
    """A catalogue source cannot be read, or its content breaks a rule that refuses the whole source."""


class NotFoundError(InputError):
    """A name, an id or a version that was asked for does not exist."""


class GoneError(InputError):
    """The requested data existed, but is no longer kept."""


class ArtifactError(InputError):
    """A model artifact is damaged, was tampered with, or was not written by Predawn."""


class TrainingError(InputError):
    """The labels are too few, or of mixed kinds, to train a model."""


class StoreError(PredawnError):
    """The database refused a request, or cannot fulfil it."""


class StoreUnavailableError(StoreError):
    """The database cannot be reached."""


class ServingChangesError(StoreUnavailableError):
    """The run in service changes faster than it can be read."""


class RunInProgressError(PredawnError):
    """Another run, or another writer of the catalogue, holds the lock."""


class RunFencedError(PredawnError):
    """The run was taken over by a newer attempt; uncommitted work of this process is discarded."""


class RunHeldError(PredawnError):
    """A run is complete, but a check holds it back from being published."""


class RunFailedError(PredawnError):
    """A run ended without a complete set of predictions."""


class RunCancelledError(PredawnError):
    """A run was cancelled by a person; it can be resumed."""


def describe(error: BaseException) -> str:
    """Return the type and message of an error of foreign code, whose message may fail."""
    try:
        message = str(error)
    except Exception as further:  # noqa: BLE001 - foreign code as well
        message = f"its message cannot be made ({type(further).__name__})"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
