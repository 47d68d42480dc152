"""The state of a source between two syncs, and the report of a sync."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row of a catalogue source that was set aside, with the reason."""

    row_number: int
    project_id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Watermark:
    """The largest update time or number that was read from a source with such a column.

    `value` is that as text, and `kind` the type that it is bound with: `time`, `date`, `integer`, `decimal`,
    `float` or `text`.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Validators:
    """The version of a file from a web server: its headers `ETag` and `Last-Modified`."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """The state of a source when it was read, by which the next sync recognises it.

    `settings_hash` is the SHA-256 of the settings it is read with, `sha256` that of its bytes, if it is a
    file; `watermark` is how far it was read, if it says what changed; `validators` are those of a
    file on the web.
    """

    settings_hash: bytes | None = None
    sha256: bytes | None = None
    watermark: Watermark | None = None
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """The outcome of reading a catalogue source.

    `rejected` holds the first rows set aside, for messages; `rejected_counts` counts all of them by
    reason, and `warnings` counts the rows that were kept with a remark, such as an unreadable date. `notes`
    says what was recognised about the source, such as its separator.
    """

    source: str
    rows_read: int = 0
    rejected: tuple[RejectedRow, ...] = ()
    rejected_counts: Mapping[str, int] = field(default_factory=dict)
    warnings: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The outcome of a sync of the catalogue."""

    report: CatalogueReport
    new: int
    changed: int
    unchanged: int
    removed: int
    active: int
