"""The usual head of a lookup, read by one pattern.

What uvicorn builds of a head for an application costs as much as the lookup. The pattern takes what
clients and proxies usually send, and what every parser reads in the same way: no folded line, no space before
a colon, no character beyond ASCII. A head with a header that concerns the connection or a body is left to
uvicorn, too.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple, cast

_REQUEST_LINE: Final = re.compile(rb"(GET|HEAD) (/predictions/[A-Za-z0-9._~!$&'()*+,;=:@%/-]+) HTTP/1\.1")
_HEADER: Final = re.compile(rb"([A-Za-z0-9-]+): ([!-~](?:[ -~]*[!-~])?)")
_END: Final = b"\r\n\r\n"
_LEFT_TO_UVICORN: Final = frozenset(
    b"content-length expect keep-alive proxy-connection te trailer transfer-encoding upgrade".split()
)
_KEPT: Final = 1024
"""The lines that are kept with the header they hold: most repeat with each request of a client or proxy."""


class LookupHead(NamedTuple):
    """The head of a lookup; `size` is the number of its bytes."""

    method: bytes
    path: bytes
    headers: list[tuple[bytes, bytes]]
    size: int


def read_head(data: bytes) -> LookupHead | None:
    """Return the head that data begin with, if it is the usual one of a lookup."""
    head, end, _ = data.partition(_END)
    first, *lines = head.split(b"\r\n")
    found = _REQUEST_LINE.fullmatch(first)
    if found is None or not end:
        return None
    headers = list(map(_read_header, lines))
    if None in headers:
        return None
    method, path = found.groups()
    return LookupHead(method, path, cast("list[tuple[bytes, bytes]]", headers), len(head) + len(end))


@lru_cache(_KEPT)
def _read_header(line: bytes) -> tuple[bytes, bytes] | None:
    """Return the name, in lower case, and the value of a header; None if its line is not a usual one."""
    found = _HEADER.fullmatch(line)
    return None if found is None else (found[1].lower(), found[2])


def concerns_connection(headers: Mapping[bytes, bytes], *, repeated: bool) -> bool:
    """Return whether a header is more than a fact about the request.

    Parameters
    ----------
    headers
        The headers by their names in lower case.
    repeated
        Whether one of them occurs more than once; the last one is here then.
    """
    if not _LEFT_TO_UVICORN.isdisjoint(headers):
        return True
    connection = headers.get(b"connection")
    return connection is not None and (repeated or connection.lower() != b"keep-alive")
