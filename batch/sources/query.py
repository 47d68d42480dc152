"""The text of a query: where its parameter `:since` stands, and whether it is one statement."""

import re
from typing import Final

from sqlalchemy import TextClause, text

from core.errors import InputError

_COMMENT: Final = r"(?P<comment>--[^\n]*|/\*.*?\*/)"
_NAME_OR_DOLLARS: Final = r"`[^`]*`|(?<![\w$])\$(?P<dollars>(?:[^\W\d]\w*)?)\$.*?\$(?P=dollars)\$"
_ESCAPED: Final = r"""'(?:[^'\\]|''|\\.)*'"""
_PLAIN: Final = rf"""\b[eE]{_ESCAPED}|'(?:[^']|'')*'|"(?:[^"]|"")*"|{_NAME_OR_DOLLARS}|{_COMMENT}"""
_QUOTED: Final = re.compile(_PLAIN, re.DOTALL)
_QUOTED_IN_MYSQL: Final = re.compile(
    rf"""{_ESCAPED}|{_ESCAPED.replace("'", '"')}|{_NAME_OR_DOLLARS}|{_COMMENT}|#[^\n]*""", re.DOTALL
)
_PARAMETER: Final = re.compile(rf"{_PLAIN}|(?P<since>(?<![:\w]):since\b)", re.DOTALL)


def says_changes(query: str) -> bool:
    """Return whether a query has the parameter `:since`."""
    return any(match["since"] for match in _PARAMETER.finditer(query))


def bindable(query: str) -> TextClause:
    """Return a query whose only parameter is `since`; any other `:` is taken literally."""
    parts, end = [], 0
    for match in _PARAMETER.finditer(query):
        if match["since"]:
            parts += [_literal(query[end : match.start()]), ":since"]
            end = match.end()
    return text("".join([*parts, _literal(query[end:])]))


def _literal(piece: str) -> str:
    return piece.replace(":", r"\:")


def refuse_second_statement(query: str, backend: str) -> None:
    """Refuse a query that goes on after a semicolon; some drivers would run what follows.

    Parameters
    ----------
    query
        The query.
    backend
        The kind of database, which says how texts are quoted.

    Raises
    ------
    InputError
        If anything but comments and further semicolons follows.
    """
    quoted = _QUOTED_IN_MYSQL if backend in {"mysql", "mariadb"} else _QUOTED
    bare = quoted.sub(lambda match: " " if match["comment"] else "''", query)
    _, _, rest = bare.partition(";")
    if rest.strip("; \t\r\n"):
        raise InputError(
            "PREDAWN_CATALOGUE_QUERY has a second statement after a semicolon. Leave it out: the query is "
            "the SELECT that returns the catalogue."
        )
