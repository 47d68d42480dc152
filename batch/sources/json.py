"""JSON sources: an array of objects, or one object a line.

Numbers stay as they are written (`7.0` and `7e0` become `7`); an absent key is null.
"""

import io
import json
from collections.abc import Iterator, Mapping
from typing import IO

import pyarrow as pa
import pyarrow.json as arrow_json

from batch.sources.columns import Choose, rename
from batch.sources.records import batch_of_values, plain_number
from batch.sources.stream import encoding_error, prefixed
from core.errors import CatalogueError

_BLOCK_BYTES = 4 << 20
_MAX_LINE_BYTES = 64 << 20
_ROWS = 20_000

_Record = dict[str, object]


def read_json(stream: IO[bytes], encoding: str, name: str, choose: Choose) -> Iterator[pa.RecordBatch]:
    """Read an array of objects, or, where the file begins with an object, one object a line.

    An array is read into memory as a whole, lines are not.

    Raises
    ------
    CatalogueError
        If the text is not JSON, or not of objects, with the place.
    """
    head = b""
    while not head.strip():
        chunk = stream.read(_BLOCK_BYTES)
        if not chunk:
            raise CatalogueError(
                f"{name} is empty. A catalogue is an array of objects, or one object a line."
            )
        head += chunk
    if head.lstrip().startswith(b"{"):
        yield from read_ndjson(prefixed(head, stream), encoding, name, choose)
        return
    text = _whole(head + stream.read(), encoding, name)
    chosen: Mapping[str, str] | None = None
    records: list[_Record] = []
    for record in _array_items(text, name):
        records.append(record)
        if len(records) == _ROWS:
            chosen = chosen or choose(_keys(records))
            yield _batch_of_records(records, chosen)
            records = []
    if records:
        yield _batch_of_records(records, chosen or choose(_keys(records)))


def read_ndjson(stream: IO[bytes], encoding: str, name: str, choose: Choose) -> Iterator[pa.RecordBatch]:
    """Read one object a line, as raw batches under the catalogue's names; blank lines are skipped.

    The first block, of a few megabytes, determines the columns. It, and blocks that Arrow would read
    differently (mixed types, halves of surrogate pairs, broken lines), are parsed in Python, which is slower
    and names the line.

    Raises
    ------
    CatalogueError
        If a line is not a JSON object, with its number.
    """
    chosen: Mapping[str, str] | None = None
    line = 1
    id_type = pa.string()
    for block in _blocks(stream, line, name):
        batch = None
        if chosen is not None:
            batch, id_type = _parse_block(block, chosen, id_type)
        if batch is None:
            records = _parse_lines(block, line, encoding, name)
            if records:
                chosen = chosen or choose(_keys(records))
                batch = _batch_of_records(records, chosen)
        line += block.count(b"\n")
        if batch is not None:
            yield batch


def _blocks(stream: IO[bytes], line: int, name: str) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_BLOCK_BYTES):
        block = rest + chunk
        end = block.rfind(b"\n") + 1
        if end:
            yield block[:end]
            line += block.count(b"\n")
        rest = block[end:]
        if len(rest) > _MAX_LINE_BYTES:
            raise CatalogueError(
                f"Line {line} of {name} is longer than {_MAX_LINE_BYTES >> 20} MiB. If the file is one "
                "JSON array, set PREDAWN_CATALOGUE_FORMAT=json."
            )
    if rest:
        yield rest + b"\n"


def _parse_block(
    block: bytes, chosen: Mapping[str, str], id_type: pa.DataType
) -> tuple[pa.RecordBatch | None, pa.DataType]:
    """Parse a block with Arrow; None if Python has to. Ids are tried as in the block before first."""
    # Arrow crashes on a block that begins with a bare `null`, and takes two objects on a line for two
    # rows: only blocks whose every line begins an object are for it, and give a row a line.
    lines = block.count(b"\n")
    if not block.startswith(b"{") or block.count(b"\n{") + 1 != lines:
        return None, id_type
    for attempt in (id_type, pa.int64() if id_type == pa.string() else pa.string()):
        fields = {column: pa.string() for column in chosen.values()}
        fields[chosen["project_id"]] = attempt
        if "tags" in chosen:
            fields[chosen["tags"]] = pa.list_(pa.string())
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
        if table.num_rows == lines:
            return rename(table.combine_chunks().to_batches()[0], chosen), attempt
    return None, id_type


def _parse_lines(block: bytes, first_line: int, encoding: str, name: str) -> list[_Record]:
    records = []
    for number, line in enumerate(block.split(b"\n"), first_line):
        if not line.strip():
            continue
        try:
            record = _decoder().decode(line.decode())
        except UnicodeDecodeError:
            raise encoding_error(name, f"line {number}", encoding) from None
        except (ValueError, RecursionError) as error:
            raise CatalogueError(
                f"Line {number} of {name} is not JSON: {error}. Correct that line."
            ) from None
        if not isinstance(record, dict):
            raise CatalogueError(
                f"Line {number} of {name} is not a JSON object. Write one object a line, or set "
                "PREDAWN_CATALOGUE_FORMAT=json if the file is one array."
            )
        records.append(record)
    return records


def _array_items(text: str, name: str) -> Iterator[_Record]:
    decoder = _decoder()
    position = _skip_space(text, 0)
    if text[position : position + 1] != "[":
        raise CatalogueError(
            f"{name} is neither a JSON array nor one JSON object a line. Make it one of them."
        )
    position = _skip_space(text, position + 1)
    item = 0
    while text[position : position + 1] != "]":
        item += 1
        try:
            record, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            raise CatalogueError(f"Row {item} of {name} is not JSON: {error}. Correct it.") from None
        if not isinstance(record, dict):
            raise CatalogueError(f"Row {item} of {name} is not a JSON object. Make every row an object.")
        yield record
        position = _skip_space(text, position)
        separator = text[position : position + 1]
        if separator == ",":
            position = _skip_space(text, position + 1)
        elif separator != "]":
            raise CatalogueError(
                f"Neither a comma nor the end of the array follows row {item} of {name}. If the file was cut "
                "off, fetch it again."
            )
    if text[position + 1 :].strip():
        raise CatalogueError(f"{name} has trailing content after the JSON array. Remove it.")


def _skip_space(text: str, position: int) -> int:
    while text[position : position + 1] in {" ", "\t", "\r", "\n"}:
        position += 1
    return position


def _whole(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise encoding_error(name, f"the byte at position {error.start:,}", encoding) from None


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_int=str, parse_float=plain_number, parse_constant=_missing)


def _missing(_constant: str) -> None:
    """Read NaN and Infinity, which pandas and Python write for missing values, as null."""


def _keys(records: list[_Record]) -> list[str]:
    return list(dict.fromkeys(key for record in records for key in record))


def _batch_of_records(records: list[_Record], chosen: Mapping[str, str]) -> pa.RecordBatch:
    return batch_of_values({field: [record.get(key) for record in records] for field, key in chosen.items()})
