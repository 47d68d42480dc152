"""One reading of a source: what its reader is told, and what it notes on the way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from batch.sources.columns import choose_columns, choose_marks
from batch.sources.files.web import Conditional
from core.errors import CatalogueError
from core.settings import Settings
from core.sync import Watermark


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a source, from its beginning.

    `name` is the source in messages. `remarks` counts what is remarked on while rows are read, and `notes`
    holds what was recognised about the source as a whole; the report of a sync shows both.

    A source that says what changed is read from the watermark `since`, or whole if that is None; the reader
    puts the new one into `watermarks`. `web` has the versions of a file on the web. A `delta` may have no
    texts if all of its rows are marked as removed; `lacks_texts` has the error for any other row then.
    """

    name: str
    settings: Settings
    remarks: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    since: Watermark | None = None
    watermarks: list[Watermark] = field(default_factory=list)
    web: Conditional = field(default_factory=Conditional)
    delta: bool = False
    lacks_texts: list[CatalogueError] = field(default_factory=list)

    @property
    def encoding(self) -> str:
        """The encoding of text formats."""
        return self.settings.catalogue_encoding

    def choose(self, present: Sequence[str]) -> dict[str, int]:
        """Return the position of the column of each field, as `choose_columns` does."""
        try:
            return choose_columns(present, self.settings, self.name)
        except CatalogueError as error:
            marks = choose_marks(present, self.settings, self.name) if self.delta else None
            if marks is None:
                raise
            self.lacks_texts.append(error)
            return marks
