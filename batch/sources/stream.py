"""Catalogue files as streams of bytes: opened, decompressed and brought to UTF-8."""

import base64
import codecs
import http.client
import io
import lzma
import shutil
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO, cast
from urllib.parse import unquote, urlsplit

import pyarrow as pa
from pyarrow import fs

from batch.sources.location import Location
from core.errors import CatalogueError, InputError

WEB_TIMEOUT_SECONDS = 30.0
"""The time that a web server may be silent."""

_CHUNK_BYTES = 1 << 20
_MAGIC_BYTES = 6
_ARROW_CODECS = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bz2",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\x04\x22\x4d\x18": "lz4",
}
_XZ_MAGIC = b"\xfd7zXZ\x00"
_ZIP_MAGIC = b"PK\x03\x04"
_UTF8_NAMES = frozenset({"utf-8", "utf-8-sig"})


@contextmanager
def open_stream(location: Location, *, seekable: bool) -> Iterator[tuple[IO[bytes], str]]:
    """Open a file, decompressed, with the name that shows its format (of the member in an archive).

    Compression is recognised by the first bytes, not by the name: a web server may have undone it.
    A `seekable` stream that would not be one by itself is copied to a temporary file first.
    """
    with ExitStack() as stack:
        raw = stack.enter_context(_open(location))
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
        if seekable and not stream.seekable():
            stream = _spooled(stream, stack)
        yield stream, name


def prefixed(head: bytes, rest: IO[bytes], tail: bytes = b"") -> IO[bytes]:
    """Put bytes that were read ahead back in front of a stream, and others behind it."""
    return io.BufferedReader(_Prefixed(head, rest, tail), _CHUNK_BYTES)


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
        When the stream is read, if its bytes are not in the encoding, with their position.
    """
    if codecs.lookup(encoding).name not in _UTF8_NAMES:
        return io.BufferedReader(_Transcoded(stream, encoding, name), _CHUNK_BYTES)
    head = stream.read(len(codecs.BOM_UTF8))
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CatalogueError(
            f"{name} begins like UTF-16, not UTF-8. Set PREDAWN_CATALOGUE_ENCODING=utf-16, or save it "
            "as UTF-8."
        )
    return prefixed(head.removeprefix(codecs.BOM_UTF8), stream)


def encoding_error(name: str, where: str, encoding: str) -> CatalogueError:
    """Return the error for a source that is not in its encoding, with the place."""
    return CatalogueError(
        f"{name} is not in {encoding}: {where} cannot be decoded. Set PREDAWN_CATALOGUE_ENCODING to the "
        "encoding of the source (latin-1 or cp1252, often), or save it as UTF-8."
    )


class _Prefixed(io.RawIOBase):
    """Bytes, then a stream, then bytes; closing it leaves the stream to its owner."""

    def __init__(self, head: bytes, rest: IO[bytes], tail: bytes) -> None:
        self._parts = [io.BytesIO(head), rest, io.BytesIO(tail)]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while self._parts:
            data = self._parts[0].read(len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)
            self._parts.pop(0)
        return 0


class _Transcoded(io.RawIOBase):
    """A stream in some encoding, read as UTF-8; an error names the byte in the original."""

    def __init__(self, stream: IO[bytes], encoding: str, name: str) -> None:
        self._stream, self._encoding, self._name = stream, encoding, name
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._position = 0
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            chunk = self._stream.read(_CHUNK_BYTES)
            self._ready = self._decode(chunk).encode()
            if not chunk:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _decode(self, chunk: bytes) -> str:
        pending = len(self._decoder.getstate()[0])
        try:
            text = self._decoder.decode(chunk, final=not chunk)
        except UnicodeError as error:
            start = error.start if isinstance(error, UnicodeDecodeError) else 0
            where = f"the byte at position {self._position - pending + start:,}"
            raise encoding_error(self._name, where, self._encoding) from None
        self._position += len(chunk)
        return text


class _Download(io.RawIOBase):
    """The body of a response; one that ends before its announced length is an error, not an end."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response
        length = response.headers.get("Content-Length", "")
        self._expected = int(length) if length.isdigit() else None
        self._received = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._response.readinto(buffer)
        self._received += count
        if count == 0 and self._expected is not None and self._received < self._expected:
            raise ConnectionError(
                f"the connection ended after {self._received:,} of {self._expected:,} bytes"
            )
        return count


@contextmanager
def _open(location: Location) -> Iterator[IO[bytes]]:
    if location.kind == "web":
        with closing(_request(location)) as response, io.BufferedReader(_Download(response)) as body:
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


def _request(location: Location) -> http.client.HTTPResponse:
    parts = urlsplit(location.address)
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")
    request = urllib.request.Request(bare.geturl())  # noqa: S310 - the scheme is http or https
    if parts.username is not None:
        login = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        # Unredirected, so that the password is not handed to the host of a redirection.
        request.add_unredirected_header("Authorization", "Basic " + base64.b64encode(login).decode())
    try:
        response = urllib.request.urlopen(request, timeout=WEB_TIMEOUT_SECONDS)  # noqa: S310 - as above
    except urllib.error.HTTPError as error:
        with error:
            raise CatalogueError(
                f"{location.name} cannot be read: the server answered {error.code} {error.reason}. "
                "Check the address, and whether it needs a login."
            ) from None
    return cast("http.client.HTTPResponse", response)


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
