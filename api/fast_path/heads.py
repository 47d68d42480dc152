"""The usual heads of lookups and of requests for texts, read without uvicorn.

What uvicorn builds of a head for an application costs as much as the lookup itself. This module reads what
clients and proxies usually send, and only what every parser reads in the same way: no folded line, no space
before a colon, no character beyond ASCII. Every other head is left to uvicorn, and so is one with a header
that concerns the connection, the encoding of a body, or the body of a lookup.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple, cast

from api.http.freshness import CacheConditions, read_conditions
from api.http.request_ids import RequestIds, read_ids

_LOOKUP_LINE: Final = re.compile(rb"(GET|HEAD) (/predictions/[A-Za-z0-9._~!$&'()*+,;=:@%/-]+) HTTP/1\.1\r\n")
_TEXTS_LINE: Final = re.compile(rb"(POST) (/predict) HTTP/1\.1\r\n")
_HEADER: Final = re.compile(rb"([A-Za-z0-9-]+): ([!-~](?:[ -~]*[!-~])?)")
_END: Final = b"\r\n\r\n"
_LEFT_TO_UVICORN: Final = frozenset(
    b"content-encoding expect keep-alive proxy-connection te trailer transfer-encoding upgrade".split()
)
_FORWARDED: Final = frozenset({b"x-forwarded-for", b"x-forwarded-proto"})
_KEPT_LINES: Final = 1024
"""The most header lines whose parsed form is kept: a client or proxy repeats most of its lines."""

_KEPT_BLOCKS: Final = 256
"""The most header blocks whose parsed form is kept: without a proxy, a client repeats the whole block."""


class Headers(NamedTuple):
    """The headers of a request, their names in lower case, and what they say.

    `repeated` is true if one occurs more than once; `by_name` has the last one then, and `host` is the header
    of that name. `has_body` is true if they announce a body, and `is_forwarded` if they name the client of a
    proxy, or its scheme.
    """

    pairs: list[tuple[bytes, bytes]]
    by_name: dict[bytes, bytes]
    host: bytes | None
    repeated: bool
    has_body: bool
    is_forwarded: bool
    conditions: CacheConditions
    ids: RequestIds


class RequestHead(NamedTuple):
    """The head of a request; `size` is the number of its bytes."""

    method: str
    path: str
    headers: Headers
    size: int


def read_head(data: bytes) -> RequestHead | None:
    """Return the head that data begin with, if it is the usual one of a lookup or of a request for texts."""
    found = _LOOKUP_LINE.match(data) or _TEXTS_LINE.match(data)
    if found is None or (end := data.find(_END)) < 0:
        return None
    headers = _read_headers(data[found.end() : end])
    if headers is None or (headers.has_body and found.re is _LOOKUP_LINE):
        return None
    method, path = found.groups()
    return RequestHead(method.decode(), path.decode(), headers, end + len(_END))


@lru_cache(_KEPT_BLOCKS)
def _read_headers(lines: bytes) -> Headers | None:
    """Return the headers in some lines; None if one is unusual, or concerns the connection."""
    read = [] if not lines else list(map(_read_header, lines.split(b"\r\n")))
    if None in read:
        return None
    pairs = cast("list[tuple[bytes, bytes]]", read)
    by_name = dict(pairs)
    repeated = len(by_name) < len(pairs)
    connection = by_name.get(b"connection", b"keep-alive")
    if connection.lower() != b"keep-alive" or (repeated and b"connection" in by_name):
        return None
    if not _LEFT_TO_UVICORN.isdisjoint(by_name):
        return None
    is_forwarded = not _FORWARDED.isdisjoint(by_name)
    conditions, ids = read_conditions(by_name, pairs), read_ids(by_name)
    return Headers(
        pairs,
        by_name,
        by_name.get(b"host"),
        repeated,
        b"content-length" in by_name,
        is_forwarded,
        conditions,
        ids,
    )


@lru_cache(_KEPT_LINES)
def _read_header(line: bytes) -> tuple[bytes, bytes] | None:
    """Return the name, in lower case, and the value of a header; None if its line is not a usual one."""
    found = _HEADER.fullmatch(line)
    return None if found is None else (found[1].lower(), found[2])
