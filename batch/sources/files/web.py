"""Files on web servers: requested and downloaded within bounded times, without leaving their scheme."""

import base64
import http.client
import io
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import IO, Self, cast
from urllib.parse import unquote, urlsplit

from batch.sources.files.location import Location
from core.errors import CatalogueError
from core.sync import Validators

SILENCE_SECONDS = 30.0
"""The time that a web server may be silent."""

HEAD_SECONDS = 60.0
"""The time in which the head of an answer must be there, redirections included."""

MIN_BYTES_PER_SECOND = 1024
"""The rate below which a download is given up, over `RATE_SECONDS` of waiting for it."""

RATE_SECONDS = 60.0

_BUFFER_BYTES = 1 << 20


_SETTLED = timedelta(seconds=60)
"""The age from which a time of `Last-Modified`, which has whole seconds, stands for one version alone."""


class UnmodifiedError(CatalogueError):
    """The server still has the version that is known."""


@dataclass(slots=True)
class Conditional:
    """The version of a file that is known, and the one that the server has sent."""

    known: Validators | None = None
    received: Validators | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for another version than the known one."""
        known = self.known or Validators()
        if known.etag is not None:
            return {"If-None-Match": known.etag}
        return {} if known.last_modified is None else {"If-Modified-Since": known.last_modified}

    def receive(self, headers: http.client.HTTPMessage) -> None:
        """Note the version that the server sends, if it names one that is sure."""
        etag, modified = headers.get("ETag"), headers.get("Last-Modified")
        if modified is not None and not _is_settled(modified, headers.get("Date")):
            modified = None
        if etag is not None or modified is not None:
            self.received = Validators(etag, modified)


def _is_settled(modified: str, date: str | None) -> bool:
    try:
        return date is not None and parsedate_to_datetime(date) - parsedate_to_datetime(modified) >= _SETTLED
    except (ValueError, TypeError):
        return False


@contextmanager
def open_web(location: Location, conditional: Conditional) -> Iterator[IO[bytes]]:
    """Open the body of a web address.

    Raises
    ------
    UnmodifiedError
        If the server has the known version.
    CatalogueError
        If the server answers with an error, redirects to another scheme, or takes too long; while the body is
        read, ConnectionError if it ends before its announced length, or comes too slowly.
    """
    with (
        closing(_request(location, conditional)) as response,
        io.BufferedReader(_Download(response), _BUFFER_BYTES) as body,
    ):
        conditional.receive(response.headers)
        yield body


class _Download(io.RawIOBase):
    """The body of a response; one that ends before its announced length is an error, not an end."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response
        length = response.headers.get("Content-Length", "")
        self._expected = int(length) if length.isdigit() else None
        self._received = 0
        self._waited, self._came = 0.0, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        began = time.monotonic()
        # What is there, not a full buffer, so that a slow server is noticed.
        data = self._response.read1(len(buffer))
        self._check_rate(time.monotonic() - began, len(data))
        buffer[: len(data)] = data
        self._received += len(data)
        if not data and self._expected is not None and self._received < self._expected:
            raise ConnectionError(
                f"the connection ended after {self._received:,} of {self._expected:,} bytes"
            )
        return len(data)

    def _check_rate(self, waited: float, came: int) -> None:
        """Count the time of waiting for the server alone, as the reader may be slow for good reasons."""
        self._waited += waited
        self._came += came
        if self._waited < RATE_SECONDS:
            return
        if self._came < self._waited * MIN_BYTES_PER_SECOND:
            raise ConnectionError(
                f"the server sent {self._came:,} bytes in {self._waited:.0f} seconds, which is too slow"
            )
        self._waited, self._came = 0.0, 0


class _Deadline:
    """Shuts the sockets of a request down when its time is over."""

    def __init__(self, seconds: float) -> None:
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self.is_over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, opened: socket.socket) -> None:
        self._sockets.append(opened)
        if self.is_over:
            self._shut()

    def _end(self) -> None:
        self.is_over = True
        self._shut()

    def _shut(self) -> None:
        for opened in self._sockets:
            # One may be closed already.
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)


class _SameScheme(urllib.request.HTTPRedirectHandler):
    """Follows redirections within a scheme only."""

    def __init__(self, location: Location) -> None:
        self._location = location

    def http_error_302(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
    ) -> object:
        # urllib refuses schemes that it does not know before it asks `redirect_request`.
        self._check(req, headers.get("Location") or headers.get("URI") or "")
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def _check(self, request: urllib.request.Request, target: str) -> None:
        scheme = urlsplit(target).scheme.lower()
        if scheme in {"", request.type}:
            return
        raise CatalogueError(
            f"{self._location.name} cannot be read: the server redirects from {request.type}:// to "
            f"{scheme}://, "
            "which is not followed. Name the final address as the source, if you trust it."
        )


def _request(location: Location, conditional: Conditional) -> http.client.HTTPResponse:
    parts = urlsplit(location.address)
    request = urllib.request.Request(without_login(location.address), headers=conditional.headers())  # noqa: S310 - the scheme is http or https
    if parts.username is not None:
        login = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        # Unredirected, so that the password is not handed to the host of a redirection.
        request.add_unredirected_header("Authorization", "Basic " + base64.b64encode(login).decode())
    with _Deadline(HEAD_SECONDS) as deadline:
        try:
            response = _opener(location, deadline).open(request, timeout=SILENCE_SECONDS)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == http.client.NOT_MODIFIED:
                    raise UnmodifiedError(f"{location.name} is unchanged.") from None
                raise CatalogueError(
                    f"{location.name} cannot be read: the server answered {error.code} {_reason(error)}. "
                    "Check the address, and whether it needs a login."
                ) from None
        except (OSError, http.client.HTTPException):
            if not deadline.is_over:
                raise
            raise _late(location) from None
    if deadline.is_over:  # a head that was cut off can look like a short one
        response.close()
        raise _late(location)
    return cast("http.client.HTTPResponse", response)


def without_login(address: str) -> str:
    """Return an address without its user, its password and its fragment."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()


def _late(location: Location) -> CatalogueError:
    return CatalogueError(
        f"{location.name} cannot be read: the server did not begin to answer within {HEAD_SECONDS:g} "
        "seconds. Check the address."
    )


def _reason(error: urllib.error.HTTPError) -> str:
    return " ".join(str(error.reason).split()).rstrip(".")


def _opener(location: Location, deadline: _Deadline) -> urllib.request.OpenerDirector:
    class Connection(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            deadline.watch(self.sock)

    class SecureConnection(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            deadline.watch(self.sock)

    class Handler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Connection, req)

    class SecureHandler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(SecureConnection, req)

    return urllib.request.build_opener(Handler, SecureHandler, _SameScheme(location))
