"""JSON sources: an array of objects, or one object a line.

Numbers keep their value and are written in their shortest form; an absent key is null. Objects may have a key
in any row: what is read does not depend on the order of rows.
"""

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as arrow_json

from batch.sources.columns import DEFAULT_IDS, raw_batch, wanted_columns
from batch.sources.files.stream import Decoder, encoding_error, prefixed
from batch.sources.reading import Reading
from batch.sources.records import batch_of_values
from batch.sources.validation import Remark
from batch.sources.values.numbers import write_number
from core.errors import CatalogueError
from core.features import FeatureKind

_BLOCK_BYTES = 4 << 20
_MAX_ROW_BYTES = 64 << 20
_ROWS = 20_000
_MAX_KEYS = 1_000
_EMPTY = "A catalogue is an array of objects, or one object a line."
_EMPTY_DELTA = "A file of changes is an array of objects, `[]` if nothing has changed; write it again."

_TYPES = {FeatureKind.INT: pa.int64(), FeatureKind.FLOAT: pa.float64(), FeatureKind.BOOL: pa.bool_()}

_Record = dict[str, object]


def read_json(stream: IO[bytes], reading: Reading) -> Iterator[pa.RecordBatch]:
    """Read an array of objects, or, where the file begins with an object, one object a line.

    Raises
    ------
    CatalogueError
        If the text is not JSON, or not of objects, with the place, or lacks a required key.
    """
    head = b""
    while not head.strip():
        head = stream.read(_BLOCK_BYTES)
        if not head:
            raise CatalogueError(f"{reading.name} is empty. {_EMPTY_DELTA if reading.delta else _EMPTY}")
    if head.lstrip().startswith(b"{"):
        yield from read_ndjson(prefixed(head, stream), reading)
        return
    keys = _Keys(reading)
    row = 1
    records: list[_Record] = []
    items = _Array(prefixed(head, stream), reading)
    for record in items:
        records.append(record)
        if len(records) == _ROWS or items.characters >= _BLOCK_BYTES:
            yield keys.batch_of_records(records, row)
            row += len(records)
            records = []
            items.characters = 0
    if records:
        yield keys.batch_of_records(records, row)
    keys.check()


def read_ndjson(stream: IO[bytes], reading: Reading) -> Iterator[pa.RecordBatch]:
    """Read one object a line, as raw batches under the catalogue's names; blank lines are skipped.

    Blocks of a few megabytes are parsed by Arrow. Those that Arrow would read differently (mixed types,
    halves of surrogate pairs, broken lines), and those that may have a key for the first time, are parsed in
    Python, which is slower and names the line.

    Raises
    ------
    CatalogueError
        If a line is not a JSON object, with its number, or a required key is nowhere.
    """
    keys = _Keys(reading)
    line = row = 1
    id_type = pa.string()
    for block in _blocks(stream, line, reading.name):
        batch, id_type = _parse_block(block, keys, id_type)
        if batch is None:
            records = _parse_lines(block, line, reading)
            if records:
                batch = keys.batch_of_records(records, row)
        line += block.count(b"\n")
        if batch is not None:
            row += batch.num_rows
            yield batch
    keys.check()


@dataclass(slots=True)
class _Ids:
    """The key that project ids are under, once it is known, and the row that showed it."""

    key: str | None = None
    row: int = 0


class _Keys:
    """The keys of objects, as far as they were read, and which of them are fields of the catalogue."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._wanted = wanted_columns(reading.settings)
        self._ids = _Ids()
        self._seen: dict[str, None] = {}
        self.names = [*dict.fromkeys(name for names in self._wanted.values() for name in names)]

    def may_be_new_in(self, block: bytes) -> bool:
        """Return whether a block may have a wanted key that no row before had."""
        unseen = [name for name in self.names if name not in self._seen]
        return any(_spelt(name) in block or _spelt(name, ascii_only=True) in block for name in unseen)

    def are_unseen(self, table: pa.Table) -> bool:
        """Return whether a table has values under a wanted key that no row before had."""
        return any(
            name not in self._seen and table.column(name).null_count < table.num_rows for name in self.names
        )

    def batch_of_records(self, records: list[_Record], first_row: int) -> pa.RecordBatch:
        """Make a raw batch of objects, once their keys are noted."""
        for record in records:
            if type(record) is _Repeating and not record.repeated.isdisjoint(self.names):
                self._reading.remarks[Remark.REPEATED_KEY] += 1
            if not record.keys() <= self._seen.keys():
                self._see(record)
        self._refuse_both_tags()
        self._find_id_key(records, first_row)
        columns = self._columns()
        values = {field: [record.get(key) for record in records] for field, key in columns.items()}
        return batch_of_values(values, columns)

    def _see(self, record: _Record) -> None:
        for key in record:
            if len(self._seen) < _MAX_KEYS or key in self.names:
                self._seen[key] = None

    def batch_of_table(self, table: pa.Table) -> pa.RecordBatch | None:
        """Make a raw batch of a table with all wanted keys; None if its ids need a look one by one."""
        columns = self._columns()
        for other in self._wanted["project_id"]:
            if other != columns["project_id"] and table.column(other).null_count < table.num_rows:
                lacking = pc.and_(
                    pc.is_null(table.column(columns["project_id"])), pc.is_valid(table.column(other))
                )
                if pc.any(lacking).as_py():
                    return None
        table = table.combine_chunks()
        arrays = {field: table.column(key).combine_chunks() for field, key in columns.items()}
        return raw_batch(arrays, columns)

    def list_columns(self) -> set[str]:
        """Return the keys whose values are lists."""
        return {*self._wanted.get("tags", ())}

    def feature_types(self) -> dict[str, pa.DataType]:
        """Return the keys of features and of known numbers with the types that Arrow tries first."""
        settings = self._reading.settings
        types = {feature.name: _TYPES.get(feature.kind, pa.string()) for feature in settings.features}
        return types if settings.column_target is None else {**types, settings.column_target: pa.float64()}

    def id_columns(self) -> set[str]:
        """Return the keys that project ids may have."""
        return {*self._wanted["project_id"]}

    def check(self) -> None:
        """Refuse a source that has been read and lacks a required key in all rows."""
        if self._seen:
            # No row may be marked as removed: objects leave keys out.
            self._reading.choose([*dict.fromkeys((*self._seen, *self._wanted.get("removed", ())))])

    def _columns(self) -> dict[str, str]:
        columns = {}
        for field, names in self._wanted.items():
            key = self._ids.key if field == "project_id" and self._ids.key else names[-1]
            if key in self._seen or field not in {"created_on", "tag", "tags"}:
                columns[field] = key
        return columns

    def _refuse_both_tags(self) -> None:
        tags = [self._wanted[field][0] for field in ("tag", "tags") if field in self._wanted]
        if len(tags) == 2 and all(key in self._seen for key in tags):
            self._reading.choose([*dict.fromkeys(name for names in self._wanted.values() for name in names)])

    def _find_id_key(self, records: list[_Record], first_row: int) -> None:
        """Find the key of ids, `project_id` or `id`, and refuse rows that have the other one alone."""
        if self._wanted["project_id"] != DEFAULT_IDS:
            return
        for row, record in enumerate(records, first_row):
            key = next((key for key in DEFAULT_IDS if key in record), None)
            if key is None or key == self._ids.key:
                continue
            if self._ids.key is not None:
                raise CatalogueError(
                    f'Row {row} of {self._reading.name} has its id under "{key}", and row {self._ids.row} '
                    "under "
                    f'"{self._ids.key}". Set PREDAWN_COLUMN_ID to the one that holds project ids, or rename '
                    "the other."
                )
            self._ids.key, self._ids.row = key, row


def _spelt(key: str, *, ascii_only: bool = False) -> bytes:
    return json.dumps(key, ensure_ascii=ascii_only).encode(errors="surrogatepass")


def _blocks(stream: IO[bytes], line: int, name: str) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_BLOCK_BYTES):
        block = rest + chunk
        end = block.rfind(b"\n") + 1
        if end:
            yield block[:end]
            line += block.count(b"\n")
        rest = block[end:]
        if len(rest) > _MAX_ROW_BYTES:
            raise CatalogueError(
                f"Line {line} of {name} is longer than {_MAX_ROW_BYTES >> 20} MiB. If the file is one "
                "JSON array, set PREDAWN_CATALOGUE_FORMAT=json."
            )
    if rest:
        yield rest + b"\n"


def _parse_block(
    block: bytes, keys: _Keys, id_type: pa.DataType
) -> tuple[pa.RecordBatch | None, pa.DataType]:
    """Parse a block with Arrow; None if Python has to. Ids are tried as in the block before first."""
    # Arrow crashes on a block that begins with a bare `null`, and takes two objects on a line for two
    # rows: only blocks whose every line begins an object are for it, and give a row a line.
    lines = block.count(b"\n")
    if not block.startswith(b"{") or block.count(b"\n{") + 1 != lines or keys.may_be_new_in(block):
        return None, id_type
    for attempt in (id_type, pa.int64() if id_type == pa.string() else pa.string()):
        fields = {name: pa.string() for name in keys.names}
        fields |= keys.feature_types()
        fields |= dict.fromkeys(keys.id_columns(), attempt)
        fields |= dict.fromkeys(keys.list_columns(), pa.list_(pa.string()))
        try:
            table = arrow_json.read_json(
                io.BytesIO(block),
                read_options=arrow_json.ReadOptions(use_threads=False, block_size=len(block) + 1),
                parse_options=arrow_json.ParseOptions(
                    explicit_schema=pa.schema(fields), unexpected_field_behavior="ignore"
                ),
            )
        except pa.ArrowInvalid:
            continue
        if table.num_rows == lines and not keys.are_unseen(table):
            return keys.batch_of_table(table), attempt
    return None, id_type


def _parse_lines(block: bytes, first_line: int, reading: Reading) -> list[_Record]:
    records = []
    name = reading.name
    decoder = _decoder()
    for number, line in enumerate(block.split(b"\n"), first_line):
        if not line.strip():
            continue
        try:
            record = decoder.decode(line.decode())
        except UnicodeDecodeError:
            raise encoding_error(name, f"line {number}", reading.encoding) from None
        except (ValueError, RecursionError) as error:
            raise CatalogueError(
                f"Line {number} of {name} is not JSON: {error}. Correct that line; each is one object, "
                "unless the file is an array of them."
            ) from None
        if not isinstance(record, dict):
            raise CatalogueError(
                f"Line {number} of {name} is not a JSON object. Write one object a line, or set "
                "PREDAWN_CATALOGUE_FORMAT=json if the file is one array."
            )
        records.append(record)
    return records


class _Array:
    """The objects of a JSON array, decoded one after the other from a stream of which a part is in memory."""

    def __init__(self, stream: IO[bytes], reading: Reading) -> None:
        self._stream, self._name = stream, reading.name
        self._utf8 = Decoder("utf-8", reading.name, reading.encoding)
        self._json = _decoder()
        self._text, self._position = "", 0
        self._ended = False
        self.characters = 0
        """The characters that were read since they were last set to zero."""

    def __iter__(self) -> Iterator[_Record]:
        if self._next_character() != "[":
            raise CatalogueError(
                f"{self._name} is neither a JSON array nor one JSON object a line. Make it one of them."
            )
        self._position += 1
        item = 0
        character = self._next_character()
        while character != "]":
            item += 1
            yield self._item(item, character)
            character = self._next_character()
            if character == ",":
                self._position += 1
                character = self._next_character()
            elif character != "]":
                raise CatalogueError(
                    f"Neither a comma nor the end of the array follows row {item} of {self._name}. If the "
                    "file "
                    "was cut off, fetch it again."
                )
        self._position += 1
        if self._next_character():
            raise CatalogueError(f"{self._name} has trailing content after the JSON array. Remove it.")

    def _item(self, item: int, character: str) -> _Record:
        if character and character != "{":
            raise CatalogueError(
                f"Row {item} of {self._name} is not a JSON object. Make every row an object."
            )
        while True:
            try:
                record, end = self._json.raw_decode(self._text, self._position)
            except (ValueError, RecursionError) as error:
                # It may be that the rest of the object has not been read yet.
                if isinstance(error, ValueError) and self._read(item):
                    continue
                raise CatalogueError(
                    f"Row {item} of {self._name} is not JSON: {error}. Correct it."
                ) from None
            self.characters += end - self._position
            self._position = end
            return record  # type: ignore[no-any-return] # as it begins with a brace

    def _next_character(self) -> str:
        """Skip white space and return what follows, which is nothing at the end."""
        while True:
            while self._text[self._position : self._position + 1] in _SPACES:
                self._position += 1
            if self._position < len(self._text) or not self._read():
                return self._text[self._position : self._position + 1]

    def _read(self, item: int | None = None) -> bool:
        """Read as much again as waits, at least a block; False at the end."""
        if self._ended:
            return False
        waiting = len(self._text) - self._position
        if item is not None and waiting > _MAX_ROW_BYTES:
            raise CatalogueError(
                f"Row {item} of {self._name} is longer than {_MAX_ROW_BYTES >> 20} MiB, or is not JSON. "
                "Correct it."
            )
        chunk = self._stream.read(max(_BLOCK_BYTES, waiting))
        self._ended = not chunk
        self._text = self._text[self._position :] + self._utf8.decode(chunk, last=self._ended)
        self._position = 0
        return True


_SPACES = frozenset({" ", "\t", "\r", "\n"})


class _Repeating(_Record):
    """An object that has a key more than once."""

    repeated: frozenset[str] = frozenset()


def _object(pairs: list[tuple[str, object]]) -> _Record:
    record = dict(pairs)
    if len(record) == len(pairs):
        return record
    repeating = _Repeating(record)
    counts = Counter(key for key, _ in pairs)
    repeating.repeated = frozenset(key for key, count in counts.items() if count > 1)
    return repeating


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=_object,
        parse_int=write_number,
        parse_float=write_number,
        parse_constant={"NaN": None, "Infinity": float("inf"), "-Infinity": float("-inf")}.get,
    )
