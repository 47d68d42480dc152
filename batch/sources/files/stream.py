"""Catalogue files as streams of bytes: opened, decompressed and brought to UTF-8."""

import codecs
import io
import lzma
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

import pyarrow as pa
from pyarrow import fs

from batch.sources.files.location import Location
from batch.sources.files.web import Conditional, open_web
from core.errors import CatalogueError, InputError

DEFAULT_MAX_BYTES = 64 << 30
"""The bytes that a URL or a pipe may have, unpacked, where PREDAWN_MAX_SOURCE_BYTES is not set."""

_CHUNK_BYTES = 1 << 20
_MAGIC_BYTES = 6
_TAR_MAGIC = b"ustar"
_TAR_MAGIC_AT = 257
_LOOK_BYTES = 512
_ARROW_CODECS = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bz2",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\x04\x22\x4d\x18": "lz4",
}
_XZ_MAGIC = b"\xfd7zXZ\x00"
_ZIP_MAGIC = b"PK\x03\x04"
# Of the others, Python unpacks all that it reads at once: with bzip2 forty bytes are 45 MB.
_ZIP_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UTF8_NAMES = frozenset({"utf-8", "utf-8-sig"})
_BOM = "\ufeff"
_PARQUET_MAGIC = b"PAR1\x15"
_ARROW_MAGIC = b"ARROW1\0\0"
_WIDE_ENCODINGS: dict[tuple[bool, ...], str] = {  # of ASCII letters, by which of their bytes are zero
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
}


@contextmanager
def open_stream(
    location: Location, *, seekable: bool, max_bytes: int | None = None, web: Conditional | None = None
) -> Iterator[tuple[IO[bytes], str]]:
    """Open a file, decompressed, with the name that shows its format (of the member in an archive).

    Compression is recognised by the first bytes, not by the name: a web server may have undone it.
    A `seekable` stream that would not be one by itself is copied to a temporary file first.

    Raises
    ------
    CatalogueError
        If there is an archive within a compressed file; while the stream is read, if it is longer than
        `max_bytes`, packed or unpacked.
    """
    with ExitStack() as stack:
        raw = stack.enter_context(_open(location, web or Conditional()))
        if max_bytes is not None and not raw.seekable():
            raw = _bounded(raw, max_bytes, location.name)
        head = raw.read(_MAGIC_BYTES)
        stream: IO[bytes] = prefixed(head, raw)
        name = location.file_name
        if head.startswith(_ZIP_MAGIC):
            archive = stack.enter_context(zipfile.ZipFile(_rewound(raw, stream, stack)))
            member = _only_member(archive, location.name)
            stream, name = stack.enter_context(archive.open(member)), member.filename
        elif (codec := _codec(head)) is not None:
            stream = stack.enter_context(_decompressed(stream, codec))
        elif seekable:
            stream = _rewound(raw, stream, stack)
        if not (seekable and stream.seekable()):
            stream = _refuse_archives(stream, location.name)
            if max_bytes is not None:
                stream = _bounded(stream, max_bytes, location.name)
            if seekable:
                stream = _spooled(stream, stack)
        yield stream, name


def too_large(name: str, max_bytes: int) -> CatalogueError:
    """Return the error for a source that is longer than it may be."""
    return CatalogueError(
        f"{name} has more than {max_bytes:,} bytes unpacked. Check that it is the right source; if it is, "
        "raise "
        "PREDAWN_MAX_SOURCE_BYTES."
    )


def prefixed(head: bytes, rest: IO[bytes]) -> IO[bytes]:
    """Put bytes that were read ahead back in front of a stream."""
    return cast("IO[bytes]", _Prefixed(head, rest))


def check_encoding(encoding: str) -> None:
    """Refuse an encoding that Python does not know.

    Raises
    ------
    InputError
        If it is unknown, or no encoding of text.
    """
    try:
        io.TextIOWrapper(io.BytesIO(), encoding)  # which wants an encoding of text, unlike codecs.lookup
    except LookupError as error:
        raise InputError(
            f"PREDAWN_CATALOGUE_ENCODING is not usable: {error}. Set it to the encoding of the source, "
            "such as utf-8, latin-1, cp1252 or utf-16."
        ) from None


def utf8(stream: IO[bytes], encoding: str, name: str) -> IO[bytes]:
    """Return a stream of text as UTF-8 without a byte order mark.

    A stream that is declared as UTF-8 is passed on; validation checks it, because it knows the rows.

    Raises
    ------
    CatalogueError
        If it is no text but Parquet or Arrow, or looks like another encoding; when the stream is read, if its
        bytes are not in the encoding, with their position.
    """
    if codecs.lookup(encoding).name not in _UTF8_NAMES:
        stream = io.BufferedReader(_Transcoded(stream, encoding, name), _CHUNK_BYTES)
    head = stream.read(_LOOK_BYTES)
    if head.startswith(_PARQUET_MAGIC):
        raise CatalogueError(
            f"{name} is a Parquet file. Set PREDAWN_CATALOGUE_FORMAT=parquet, or name it so that it ends in "
            ".parquet."
        )
    if head.startswith(_ARROW_MAGIC):
        raise CatalogueError(f"{name} is an Arrow file, which is not read. Write it as Parquet.")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _is_wide(name, "utf-16")
    wide = _WIDE_ENCODINGS.get(tuple(byte == 0 for byte in head[:4]))
    if wide is not None and head[: len(head) // 4 * 4].count(0) >= len(head) // 4:
        raise _is_wide(name, wide)
    bom = _BOM.encode()
    if head.startswith(2 * bom):
        raise CatalogueError(f"{name} begins with two byte order marks. Remove one of them.")
    return prefixed(head.removeprefix(bom), stream)


def _is_wide(name: str, encoding: str) -> CatalogueError:
    return CatalogueError(
        f"{name} looks like {encoding.upper()}, not its declared encoding. Set "
        f"PREDAWN_CATALOGUE_ENCODING={encoding}, or save it as UTF-8."
    )


def encoding_error(name: str, where: str, encoding: str) -> CatalogueError:
    """Return the error for a source that is not in its encoding, with the place."""
    return CatalogueError(
        f"{name} is not in {encoding}: {where} cannot be decoded. Set PREDAWN_CATALOGUE_ENCODING to the "
        "encoding of the source (latin-1 or cp1252, often), or save it as UTF-8."
    )


class _Prefixed(io.BufferedIOBase):
    """Bytes, then a stream; closing it leaves the stream to its owner.

    It has no buffer, so that several of them, one around the other, copy nothing.
    """

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            head, self._head = self._head, b""
            return head + self._rest.read()
        data, self._head = self._head[:size], self._head[size:]
        while len(data) < size and (more := self._rest.read(size - len(data))):
            data += more
        return data

    def read1(self, size: int = -1, /) -> bytes:
        return self.read(_CHUNK_BYTES if size < 0 else size)


class Decoder:
    """Decodes a stream piece by piece; an error names the byte in the original."""

    def __init__(self, encoding: str, name: str, declared: str | None = None) -> None:
        self._encoding, self._name = declared or encoding, name
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._position = 0

    def decode(self, chunk: bytes, *, last: bool) -> str:
        """Return the text of the next bytes, without a character that is not complete.

        Raises
        ------
        CatalogueError
            If the bytes are not in the encoding, or what they mean are no characters.
        """
        state = self._decoder.getstate()
        try:
            text = self._decoder.decode(chunk, final=last)
            text.encode()
        except UnicodeDecodeError as error:
            raise self._error(error.start - len(state[0])) from None
        except UnicodeError:
            raise self._error(self._find(chunk, state)) from None
        self._position += len(chunk)
        return text

    def _find(self, chunk: bytes, state: tuple[bytes, int]) -> int:
        """Find the byte at which text begins to be wrong, such as by half of a surrogate pair, by halves."""
        good, bad = 0, len(chunk)
        while good + 1 < bad:
            middle = (good + bad) // 2
            self._decoder.setstate(state)
            try:
                self._decoder.decode(chunk[:middle]).encode()
                good = middle
            except UnicodeError:
                bad = middle
        return good

    def _error(self, offset: int) -> CatalogueError:
        where = f"the byte at position {self._position + offset:,}"
        return encoding_error(self._name, where, self._encoding)


class _Transcoded(io.RawIOBase):
    """A stream in some encoding, read as UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str, name: str) -> None:
        self._stream = stream
        self._decoder = Decoder(encoding, name)
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            chunk = self._stream.read(_CHUNK_BYTES)
            self._ready = self._decoder.decode(chunk, last=not chunk).encode()
            if not chunk:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


class _Bounded(io.RawIOBase):
    """A stream that may have so many bytes, and no more."""

    def __init__(self, stream: IO[bytes], max_bytes: int, name: str) -> None:
        self._stream, self._max_bytes, self._name = stream, max_bytes, name
        self._left = max_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise too_large(self._name, self._max_bytes)
        buffer[: len(data)] = data
        return len(data)


def _bounded(stream: IO[bytes], max_bytes: int, name: str) -> IO[bytes]:
    return io.BufferedReader(_Bounded(stream, max_bytes, name), _CHUNK_BYTES)


def _refuse_archives(stream: IO[bytes], name: str) -> IO[bytes]:
    """Refuse what is no table but something that holds files, or is compressed once more."""
    head = stream.read(_LOOK_BYTES)
    if head[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC):
        raise CatalogueError(f"{name} is a tar archive. Extract the catalogue from it, and name that file.")
    if _codec(head) is not None or head.startswith(_ZIP_MAGIC):
        raise CatalogueError(f"{name} is compressed twice. Undo one of the two.")
    return prefixed(head, stream)


@contextmanager
def _open(location: Location, web: Conditional) -> Iterator[IO[bytes]]:
    if location.kind == "web":
        with open_web(location, web) as body:
            yield body
    elif location.kind == "object":
        filesystem, path = fs.FileSystem.from_uri(location.address)
        with filesystem.open_input_file(path) as remote:
            yield remote
    else:
        path = Path(location.address)
        if path.is_dir():
            raise CatalogueError(
                f"{location.name} is a folder. Name the file in it that holds the catalogue."
            )
        with path.open("rb") as file:
            yield file


def _codec(head: bytes) -> str | None:
    if head.startswith(_XZ_MAGIC):
        return "xz"
    return next((codec for magic, codec in _ARROW_CODECS.items() if head.startswith(magic)), None)


@contextmanager
def _decompressed(stream: IO[bytes], codec: str) -> Iterator[IO[bytes]]:
    if codec == "xz":
        with lzma.open(stream) as plain:
            yield plain
    else:
        with pa.CompressedInputStream(pa.PythonFile(stream, "r"), codec) as native:
            yield io.BufferedReader(native, _CHUNK_BYTES)


def _only_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not member.filename.startswith("__MACOSX/")  # macOS adds those
    ]
    if len(members) != 1:
        raise CatalogueError(
            f"{name} holds {len(members)} files, and a catalogue is one. Make an archive of that one alone."
        )
    if members[0].flag_bits & 1:
        raise CatalogueError(
            f"{members[0].filename} in {name} is encrypted. Make an archive without a password."
        )
    if members[0].compress_type not in _ZIP_METHODS:
        raise CatalogueError(
            f"{members[0].filename} in {name} is not packed by deflate. Pack it so, or compress the file "
            "without an archive, by gzip, bzip2, xz or zstd."
        )
    return members[0]


def _rewound(raw: IO[bytes], stream: IO[bytes], stack: ExitStack) -> IO[bytes]:
    if not raw.seekable():
        return _spooled(stream, stack)
    raw.seek(0)
    return raw


def _spooled(stream: IO[bytes], stack: ExitStack) -> IO[bytes]:
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    shutil.copyfileobj(stream, copy, _CHUNK_BYTES)
    copy.seek(0)
    return copy
