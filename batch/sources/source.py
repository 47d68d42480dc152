"""Catalogue sources: opened by address, read in batches, every row validated."""

import hashlib
import http.client
import json
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from urllib.error import URLError

import pyarrow as pa
import pyarrow.compute as pc

from batch.sources.csv.reader import read_csv
from batch.sources.files.local import LocalFile
from batch.sources.files.location import (
    Format,
    Location,
    choose_format,
    format_of,
    locate,
    look_at,
    unknown_format,
)
from batch.sources.files.stream import DEFAULT_MAX_BYTES, check_encoding, encoding_error, open_stream, utf8
from batch.sources.files.web import Conditional, without_login
from batch.sources.json import read_json, read_ndjson
from batch.sources.parquet.reader import read_parquet
from batch.sources.query import says_changes
from batch.sources.reading import Reading
from batch.sources.spool import Spool, spooled
from batch.sources.sql import open_database, read_sql, without_passwords
from batch.sources.validation import CATALOGUE_SCHEMA, CHANGES_SCHEMA, RejectionReason, Validated, validate
from batch.sources.values.no_pandas import keep_pandas_out
from batch.sources.watermark import ChangedTypeError
from core.content import id_hash
from core.errors import CatalogueError, InputError
from core.settings import Settings
from core.sync import CatalogueReport, RejectedRow, Validators, Watermark
from core.wording import count_of

__all__ = ["CATALOGUE_SCHEMA", "REJECTED_KEPT", "Source", "open_source"]

REJECTED_KEPT = 10_000
"""The number of rejected rows that are kept to be stored; further ones are only counted."""

_REJECTED_SHOWN = 20
_READ_BY = {
    name
    for name in Settings.model_fields
    if (
        name.startswith(("catalogue_", "column_", "csv_"))
        and name not in {"catalogue_overlap", "column_target"}
    )
    or name == "max_source_bytes"
}
# To be raised with every change of the rules by which rows are read, validated or set aside: a file that was
# read by other rules is read again.
_RULES = 4


class Source:
    """A catalogue source; each call of `batches` reads it from its beginning.

    Parameters
    ----------
    name
        The source without its secrets, for messages.
    settings
        The settings that say how it is read.
    read
        Starts a reading: raw batches, as `batch.sources.validation.validate` takes them.
    encoding
        The encoding of a text format; None if the format prescribes UTF-8.
    remote
        Whether reading may wait for another machine, a database or a program, or can be done once only.
    path
        The file of this machine that the source is; None for any other.
    says_changes
        Whether it can be read from a watermark on, for what changed since.
    delta
        Whether it holds nothing but changes.
    address
        The address where the name does not tell sources apart, without its secrets.
    """

    def __init__(
        self,
        name: str,
        settings: Settings,
        read: Callable[[Reading], Iterator[pa.RecordBatch]],
        encoding: str | None = None,
        *,
        remote: bool = False,
        path: Path | None = None,
        says_changes: bool = False,
        delta: bool = False,
        address: str = "",
    ) -> None:
        self.is_delta = delta
        self.says_changes = says_changes
        self._since: Watermark | None = None
        self._notes: tuple[str, ...] = ()
        self._known: Validators | None = None
        self._address = address
        self._file = None if path is None else LocalFile(path, name)
        self.name = name
        self._settings = settings
        self._remote = remote
        self._spool: Spool | None = None
        self._on_read: Callable[[int], None] | None = None
        self._forgotten: frozenset[bytes] = frozenset()
        self._read = read
        self._encoding = encoding
        self._reset()

    @property
    def rejected(self) -> tuple[RejectedRow, ...]:
        """The rows set aside so far, at most `REJECTED_KEPT` of them; `report` counts all."""
        return tuple(self._rejected)

    def report(self) -> CatalogueReport:
        """Return what was read so far: everything, once `batches` is exhausted."""
        return CatalogueReport(
            source=self.name,
            rows_read=self._rows_read,
            rejected=tuple(self._rejected[:_REJECTED_SHOWN]),
            rejected_counts=dict(self._rejected_counts),
            warnings=dict(self._warnings + self._reading.remarks),
            notes=(*self._reading.notes, *self._left_out_note()),
        )

    def leave_out(self, forgotten: frozenset[bytes]) -> None:
        """Leave out the projects whose ids have one of these hashes, because people had them forgotten."""
        self._forgotten = forgotten

    def _left_out_note(self) -> tuple[str, ...]:
        return (f"{count_of(self._left_out, 'forgotten project')} left out",) if self._left_out else ()

    @property
    def holds_changes(self) -> bool:
        """True if only changes are read: a project that is absent has not left."""
        return self.is_delta or self._since is not None

    @property
    def fields(self) -> frozenset[str]:
        """The fields of which columns were read, once `batches` is exhausted."""
        return frozenset(self._fields)

    def add_note(self, note: str) -> None:
        """Add a note to the report of what was read."""
        self._reading.notes.append(note)

    def read_from(self, since: Watermark) -> None:
        """Let `batches` read only what changed since a watermark; of a source that says it."""
        self._since = since
        self._reset()

    def watch(self, on_read: Callable[[int], None]) -> None:
        """Let each batch tell how many rows are read so far; after a new beginning it tells fewer."""
        self._on_read = on_read

    def settings_hash(self) -> bytes:
        """Return the hash of the settings that it is read by, its address, and the rules for reading."""
        return _hash_settings(self._settings, self._address)

    def assume_version(self, known: Validators) -> None:
        """Let a reading end by `UnmodifiedError` if a web server has the version that is known."""
        self._known = known
        self._reset()

    def validators(self) -> Validators | None:
        """Return the version of a file on the web that was read, if the server named it."""
        return self._reading.web.received

    def watermark(self) -> Watermark | None:
        """Return how far the source was read, once `batches` is exhausted, if it says what changed."""
        return self._reading.watermarks[-1] if self._reading.watermarks else None

    def sha256(self) -> bytes | None:
        """Return the hash of the bytes of a file of this machine; None for any other source."""
        return None if self._file is None else self._file.sha256()

    def try_file(self) -> bool:
        """Return whether the source is a file of this machine, which is opened and not read.

        Raises
        ------
        CatalogueError
            If it cannot be opened.
        """
        if self._file is None:
            return False
        try:
            self._file.path.open("rb").close()
        except OSError as error:
            raise CatalogueError(
                f"{self.name} cannot be read: {_describe(error)}. Check the source."
            ) from error
        return True

    def is_untouched(self) -> bool:
        """Return whether it is the file that `sha256` looked at, and nothing was written to it since."""
        return self._file is not None and self._file.is_untouched()

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Read a remote source to its end, into a file; `batches` does not wait for it in this block.

        No transaction of the store is open then while the source thinks: it would keep vacuum from its work,
        and servers and poolers end transactions that are idle for long.

        A source whose update times are of another type than the watermark is read whole, and then no longer
        `holds_changes`.

        Raises
        ------
        CatalogueError
            If the source cannot be read, or there is no room for it.
        """
        if not self._remote:
            yield
            return
        with ExitStack() as stack:
            try:
                spool = stack.enter_context(self._spooled())
            except ChangedTypeError as changed:
                self._since, self._notes = None, (changed.note,)
                spool = stack.enter_context(self._spooled())
            self._spool = spool
            try:
                yield
            finally:
                self._spool = None

    @contextmanager
    def _spooled(self) -> Iterator[Spool]:
        with (
            closing(self.batches()) as batches,
            spooled(batches, self._schema(), self.name) as spool,
        ):
            yield spool

    def batches(self) -> Generator[pa.RecordBatch]:
        """Read the source as batches of `CATALOGUE_SCHEMA`; rows that break a rule are set aside.

        A source that holds changes has batches of `CHANGES_SCHEMA`, with the rows that are marked as removed.

        Raises
        ------
        CatalogueError
            If the source cannot be read, is a file that was written to meanwhile, has no acceptable row and
            does not hold changes alone, or lacks the columns of texts and has a row that needs them. Discard
            the batches before.
        """
        if self._spool is not None:
            yield from self._spool()
            return
        with nullcontext() if self._file is None else self._file.left_alone():
            yield from self._accepted()

    def _accepted(self) -> Iterator[pa.RecordBatch]:
        self._reset()
        accepted = 0
        try:
            for raw in self._read(self._reading):
                self._fields.update(raw.schema.names)
                found = validate(raw, self._rows_read + 1, self._settings.features)
                self._note(found, raw.num_rows)
                rows = self._with_marks(found.accepted)
                accepted += rows.num_rows
                rows = self._without_forgotten(rows)
                if rows.num_rows:
                    yield rows
        except InputError:
            raise
        except _READ_FAILURES as error:
            raise CatalogueError(
                f"{self.name} cannot be read{self._progress()}: {_describe(error)}. Check the source."
            ) from error
        if self._reading.lacks_texts and self._rejected_counts[RejectionReason.NO_TEXT]:
            raise self._reading.lacks_texts[0]
        if accepted == 0 and not self.holds_changes:
            raise self._nothing_accepted()

    def _schema(self) -> pa.Schema:
        return CHANGES_SCHEMA if self.holds_changes else CATALOGUE_SCHEMA

    def _with_marks(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """Return accepted rows with marks if they are changes; otherwise without, and without marked ones."""
        marked = "removed" in rows.schema.names
        if self.holds_changes:
            none = pa.repeat(pa.scalar(0).cast(pa.bool_()), rows.num_rows)
            return (
                rows if marked else pa.RecordBatch.from_arrays([*rows.columns, none], schema=CHANGES_SCHEMA)
            )
        if not marked:
            return rows
        return rows.filter(pc.invert(rows["removed"])).select(CATALOGUE_SCHEMA.names)

    def _without_forgotten(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        if not self._forgotten:
            return rows
        kept = [id_hash(name) not in self._forgotten for name in rows["project_id"].to_pylist()]
        self._left_out += len(kept) - sum(kept)
        return rows if all(kept) else rows.filter(pa.array(kept))

    def _reset(self) -> None:
        self._left_out = 0
        self._fields = set[str]()
        self._reading = Reading(
            self.name,
            self._settings,
            notes=[*self._notes],
            since=self._since,
            web=Conditional(self._known),
            delta=self.is_delta,
        )
        self._rows_read = 0
        self._rejected: list[RejectedRow] = []
        self._rejected_counts: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()

    def _note(self, found: Validated, rows: int) -> None:
        self._rows_read += rows
        if self._on_read is not None:
            self._on_read(self._rows_read)
        self._warnings.update(found.warnings)
        if not found.rejected.num_rows:
            return
        reasons = found.rejected.column("reason")
        for counted in reasons.value_counts().to_pylist():
            self._rejected_counts[counted["values"]] += counted["counts"]
        for row in found.rejected.slice(0, REJECTED_KEPT - len(self._rejected)).to_pylist():
            rejected = RejectedRow(**row)
            if rejected.project_id is None or id_hash(rejected.project_id) not in self._forgotten:
                self._rejected.append(rejected)
        undecodable = pc.index(pc.starts_with(reasons, RejectionReason.NOT_UTF8), value=True).as_py()
        if self._encoding is not None and undecodable >= 0:
            # In a text file this is not one bad row: the whole file is in another encoding.
            number = found.rejected.column("row_number")[undecodable].as_py()
            raise encoding_error(self.name, f"row {number}", self._encoding)

    def _progress(self) -> str:
        return f" beyond row {self._rows_read}" if self._rows_read else ""

    def _nothing_accepted(self) -> CatalogueError:
        if not self._rows_read:
            return CatalogueError(
                f"{self.name} holds no rows. A catalogue has at least one; check the source."
            )
        if not self._rejected_counts:
            return CatalogueError(
                f"All {self._rows_read} rows of {self.name} are marked as removed. Check the source."
            )
        reasons = "; ".join(f"{count} times {reason}" for reason, count in self._rejected_counts.items())
        return CatalogueError(
            f"None of the {self._rows_read} rows of {self.name} can be used: {reasons}. Correct the "
            "source, or the PREDAWN_COLUMN_… settings."
        )


def _hash_settings(settings: Settings, address: str) -> bytes:
    """Hash the settings that a source is read by, and the version of the rules for reading."""
    read_by = settings.model_dump(mode="json", include=_READ_BY)
    if settings.features:  # without any, a source is read as before there were features
        read_by["features"] = settings.features
    if settings.column_target:  # the same of known numbers
        read_by["column_target"] = settings.column_target
    return hashlib.sha256(json.dumps([_RULES, read_by, address], sort_keys=True).encode()).digest()


def open_source(settings: Settings, source: str | None = None, *, delta: bool = False) -> Source:
    """Recognise a source, by default the configured one, and prepare to read it.

    Nothing is opened before `Source.batches` is called. A `delta` is a file that holds nothing but changes.

    Raises
    ------
    InputError
        If there is no source, it is a device, or a setting that it needs is missing or not usable.
    """
    address = settings.catalogue if source is None else source
    if not address:
        raise InputError(
            "There is no catalogue to read. Set PREDAWN_CATALOGUE to a path or URL, or name one "
            "in the command."
        )
    if settings.predictor is None:
        # A predictor may hand its own series to Arrow.
        keep_pandas_out()
    location = look_at(locate(address))
    if location.kind == "database":
        if delta:
            raise InputError(
                f"{location.name} holds no file of changes. Let PREDAWN_CATALOGUE_QUERY say what changed, "
                "with `:since`."
            )
        engine, name = open_database(address, settings)
        read_query = partial(read_sql, engine, settings.catalogue_query or "")
        return Source(
            name,
            settings,
            read_query,
            remote=True,
            says_changes=says_changes(settings.catalogue_query or ""),
            address=without_passwords(engine.url),
        )
    file_format = choose_format(location, settings)
    check_encoding(settings.catalogue_encoding)
    encoding = None if file_format == "parquet" else settings.catalogue_encoding
    read = partial(_read_file, location, file_format)
    path = location.path
    address = without_login(location.address) if location.kind == "web" else ""
    return Source(
        location.name, settings, read, encoding, remote=path is None, path=path, delta=delta, address=address
    )


def _read_file(location: Location, file_format: Format | None, reading: Reading) -> Iterator[pa.RecordBatch]:
    max_bytes = reading.settings.max_source_bytes
    if max_bytes is None and location.path is None:
        max_bytes = DEFAULT_MAX_BYTES
    opened = open_stream(location, seekable=file_format == "parquet", max_bytes=max_bytes, web=reading.web)
    with opened as (stream, member):
        known = file_format or format_of(member)
        if known is None:
            raise unknown_format(f"{member} in {location.name}")
        if known == "parquet":
            yield from read_parquet(stream, reading, max_bytes)
            return
        read = {"csv": read_csv, "json": read_json, "ndjson": read_ndjson}[known]
        yield from read(utf8(stream, reading.encoding, location.name), reading)


_READ_FAILURES = (
    OSError,
    EOFError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,  # a compression that zipfile does not know
    zlib.error,
    pa.ArrowException,
    http.client.HTTPException,
)


def _describe(error: Exception) -> str:
    if isinstance(error, URLError):
        return f"the server cannot be reached ({error.reason})"
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    # What Arrow says can have several lines.
    return " ".join(str(error).split()).rstrip(" .") or type(error).__name__
