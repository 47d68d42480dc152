"""A run's progress as a bar in the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from cli.printable import printable
from core.types import Phase


class _Speed(ProgressColumn):
    """Projects a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:,.0f}/s", style="progress.data.speed")


class TerminalProgress:
    """A bar with the phase, rows a second and the time left; messages scroll above it."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID = bars.add_task("starting", total=None)

    def enter(self, phase: Phase) -> None:
        """Show the phase."""
        self._bars.update(self._task, description=phase.value)
        if phase is Phase.PLAN:  # what was counted are the rows of the source
            self._bars.update(self._task, completed=0)

    def read(self, rows: int) -> None:
        """Show the rows of the source, whose number is unknown until it is read."""
        self._bars.update(self._task, completed=rows)

    def report(self, message: str) -> None:
        """Print a line above the bar."""
        self._bars.console.print(printable(message), highlight=False, markup=False)

    def expect(self, projects: int) -> None:
        """Set the length of the bar."""
        self._bars.update(self._task, total=max(projects, 1), completed=0 if projects else 1)

    def advance(self, projects: int) -> None:
        """Advance the bar."""
        self._bars.advance(self._task, projects)


def make_bars(console: Console) -> Progress:
    """Return the display of `TerminalProgress`, which goes when it ends."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Speed(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, transient=True)


@contextmanager
def show_bar() -> Iterator[TerminalProgress]:
    """Yield an object that shows progress on standard error, which is a terminal."""
    with make_bars(Console(stderr=True)) as bars:
        yield TerminalProgress(bars)
