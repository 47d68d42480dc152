"""The outcome of work on the fast path, passed on with its request instead of being worked out again."""

from typing import Final, Generic, NamedTuple, TypeVar

Result = TypeVar("Result")

HANDED_ON: Final = "predawn.handed_on"
"""The key of a `HandedOn` in the scope of a request."""


class HandedOn(NamedTuple, Generic[Result]):
    """The outcome of what was done for a request already: its result, or the error that it ended with.

    `began` is the moment at which the answer to the request began, in seconds of `time.perf_counter`.
    """

    result: Result | BaseException
    began: float

    def get(self) -> Result:
        """Return the result, or raise the error."""
        if isinstance(self.result, BaseException):
            raise self.result
        return self.result
