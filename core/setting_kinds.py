"""The kinds of values that settings have, how they are read, and how each is written again."""

import re
from datetime import timedelta
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from core.features import Feature, name_features, parse_features

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd]?)")
_SPAN_UNITS = {"": "seconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
# Python has no dates before the year 1, and PostgreSQL none before 4713 BC.
_MAX_SPAN = timedelta(days=365_000)
_TOO_LONG = "it should be at most 365000d, a thousand years"


def parse_span(value: object) -> object:
    """Turn `90s`, `15m`, `36h`, `7d`, or a number of seconds into a timedelta; leave the rest to pydantic."""
    if isinstance(value, str) and (match := _SPAN.fullmatch(value.strip())):
        try:
            return timedelta(**{_SPAN_UNITS[match[2]]: float(match[1])})
        except OverflowError:
            raise ValueError(_TOO_LONG) from None
    return value


def _check_span(value: timedelta) -> timedelta:
    if abs(value) > _MAX_SPAN:
        raise ValueError(_TOO_LONG)
    return value


InferenceLogContent = Literal["text", "hash", "nothing", "off"]

AccessLogContent = Annotated[str, Field(pattern=r"^(all|errors|off|1/[1-9][0-9]{0,8})$")]

Span = Annotated[timedelta, BeforeValidator(parse_span), AfterValidator(_check_span)]


def _check_webhook(value: SecretStr) -> SecretStr:
    """Refuse an unusable address now: the client would fail at night, with parts of it in the error."""
    address = value.get_secret_value()
    if not address.isascii() or not address.isprintable() or " " in address:
        raise ValueError("it should be of ASCII without spaces; write other characters percent-encoded")
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it should be an address that begins with http:// or https://")
    if "@" in parts.netloc:
        raise ValueError(
            "it should hold no name and no password; the secret of the webhook signs what is sent"
        )
    try:
        _ = parts.port
    except ValueError:
        raise ValueError("its port should be a number up to 65535") from None
    return value


def _check_docs_url(value: str) -> str:
    """Refuse a path of the dashboard: its pages ask for a key themselves, and the documentation does not."""
    if f"{value}/".startswith("/dashboard/"):
        raise ValueError("it should not be a path of the dashboard")
    return value


NO_COLUMN: Final = "-"
"""Stands for no column, because an empty environment variable counts as unset."""

_CHARACTERS = {"\\t": "\t", "tab": "\t", "backslash": "\\"}
_NAMES = {character: name for name, character in _CHARACTERS.items()}


def _name_character(value: object) -> object:
    """Turn the name of a character that is hard to write in a variable into the character."""
    return _CHARACTERS.get(value, value) if isinstance(value, str) else value


def _check_character(value: str) -> str:
    if len(value) == 1 and value.isascii() and value not in '"\r\n\0' and not value.isalnum():
        return value
    raise ValueError("it should be one ASCII character that is no letter, digit, quote or line break")


def _check_separator(value: str) -> str:
    return value if value == "auto" else _check_character(value)


Escape = Annotated[str, BeforeValidator(_name_character), AfterValidator(_check_character)]
Separator = Annotated[str, BeforeValidator(_name_character), AfterValidator(_check_separator)]

_SIZE = re.compile(r"(\d+)\s*(B|KiB|MiB|GiB|TiB)?")
_SIZE_SHIFTS = {"B": 0, "KiB": 10, "MiB": 20, "GiB": 30, "TiB": 40}


def parse_size(value: object) -> object:
    """Turn `512MiB`, `64GiB`, or a number of bytes into an integer; leave the rest to pydantic."""
    if isinstance(value, str) and (match := _SIZE.fullmatch(value.strip())):
        return int(match[1]) << _SIZE_SHIFTS[match[2] or "B"]
    return value


def write_value(value: object) -> str:
    """Return a value as its variable has it; a secret is hidden."""
    if isinstance(value, tuple):
        return name_features(value)
    if isinstance(value, timedelta):
        return _write_span(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        # An empty variable counts as unset.
        return _NAMES.get(value, value) or NO_COLUMN
    return str(value)


def _write_span(value: timedelta) -> str:
    for letter in "dhm":
        unit = timedelta(**{_SPAN_UNITS[letter]: 1})
        if value and not value % unit:
            return f"{value // unit}{letter}"
    return f"{value.total_seconds():f}".rstrip("0").rstrip(".") + "s"


Size = Annotated[int, BeforeValidator(parse_size), Field(ge=1)]
TagColumn = Annotated[str, AfterValidator(lambda name: "" if name == NO_COLUMN else name)]
Features = Annotated[tuple[Feature, ...], NoDecode, BeforeValidator(parse_features)]
DocsUrl = Annotated[str, AfterValidator(_check_docs_url)]
WebhookUrl = Annotated[SecretStr, AfterValidator(_check_webhook)]
Share = Annotated[float, Field(ge=0, le=1)]
