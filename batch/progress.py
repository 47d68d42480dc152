"""Progress of a run; the command line shows it in a terminal or as log lines."""

from typing import Protocol

from core.types import Phase


class Progress(Protocol):
    """Receives the steps of long work."""

    def enter(self, phase: Phase) -> None:
        """Show that a phase of the run begins."""

    def read(self, rows: int) -> None:
        """Show how many rows of the source are read so far."""

    def report(self, message: str) -> None:
        """Show a message."""

    def expect(self, projects: int) -> None:
        """Show the number of projects to score."""

    def advance(self, projects: int) -> None:
        """Show that further projects are scored and stored."""


class Silent:
    """Progress that nobody watches."""

    def enter(self, phase: Phase) -> None:
        """Ignore the phase."""

    def read(self, rows: int) -> None:
        """Ignore the number."""

    def report(self, message: str) -> None:
        """Ignore the message."""

    def expect(self, projects: int) -> None:
        """Ignore the number."""

    def advance(self, projects: int) -> None:
        """Ignore the number."""
