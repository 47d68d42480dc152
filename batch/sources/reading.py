"""One reading of a source: what its reader is told, and what it notes on the way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from batch.sources.columns import choose_columns
from batch.sources.files.web import Conditional
from core.settings import Settings
from core.types import Watermark


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a source, from its beginning.

    `name` is the source in messages. `remarks` counts what is remarked on while rows are read, and `notes`
    holds what was recognised about the source as a whole; the report of a sync shows both.

    A source that says what changed is read from the watermark `since`, or whole if that is None; the reader
    puts the new one into `watermarks`. `web` has the versions of a file on the web.
    """

    name: str
    settings: Settings
    remarks: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    since: Watermark | None = None
    watermarks: list[Watermark] = field(default_factory=list)
    web: Conditional = field(default_factory=Conditional)

    @property
    def encoding(self) -> str:
        """The encoding of text formats."""
        return self.settings.catalogue_encoding

    def choose(self, present: Sequence[str]) -> dict[str, int]:
        """Return the position of the column of each field, as `choose_columns` does."""
        return choose_columns(present, self.settings, self.name)
