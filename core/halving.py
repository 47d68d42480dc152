"""Halving of a batch, down to the items that fail by themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar


class Divisible(Protocol):
    """A batch that can be sliced, such as a list or an Arrow table."""

    def __len__(self) -> int:
        """Return the number of items."""

    def __getitem__(self, part: slice, /) -> Self:
        """Return a part."""


@dataclass(frozen=True, slots=True)
class IsolatedFailure:
    """The error of an item that fails by itself."""

    error: BaseException


Batch = TypeVar("Batch", bound=Divisible)
Result = TypeVar("Result")


def isolate_failures(
    batch: Batch, attempt: Callable[[Batch], Result], *, fatal: tuple[type[Exception], ...] = ()
) -> Iterator[tuple[Batch, Result | IsolatedFailure]]:
    """Attempt a batch; where that fails, attempt each half, down to the items that fail by themselves.

    Parameters
    ----------
    batch
        At least one item.
    attempt
        The function that may fail; it may raise anything, because it may call code of others.
    fatal
        Errors that end the attempts instead.

    Yields
    ------
    tuple
        A part and its result, or one item and its failure, in the order of the batch.
    """
    try:
        result = attempt(batch)
    except fatal:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - code of others may raise anything, or exit
        if len(batch) == 1:
            yield batch, IsolatedFailure(error)
            return
    else:
        yield batch, result
        return
    middle = len(batch) // 2
    yield from isolate_failures(batch[:middle], attempt, fatal=fatal)
    yield from isolate_failures(batch[middle:], attempt, fatal=fatal)
