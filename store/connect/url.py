"""The URL of a database: read once, by one set of rules, and handed to both drivers.

libpq, SQLAlchemy and asyncpg each read a URL in their own way: they differ in several hosts, in sockets, in
parameters, and in characters of a password that are not percent-encoded.
"""

import os
import re
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

from sqlalchemy import URL

from core.errors import InputError

DATABASE_SETTING: Final = "PREDAWN_DATABASE_URL"
"""The setting that names the database."""

EMBEDDED_SETTING: Final = "PREDAWN_HOME"
"""The setting that stands for the embedded server."""

_FORM: Final = "postgresql://user:password@host:port/database"
_DEFAULT_PORT: Final = 5432
_SOCKET_FOLDERS: Final = ("/var/run/postgresql", "/run/postgresql", "/tmp")  # noqa: S108 - PostgreSQL's own

_IDENTITY: Final = frozenset({"host", "port", "user", "password", "dbname"})
_VARIABLES: Final = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "passfile": "PGPASSFILE",
    "options": "PGOPTIONS",
    "sslmode": "PGSSLMODE",
    "sslnegotiation": "PGSSLNEGOTIATION",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcrl": "PGSSLCRL",
    "ssl_min_protocol_version": "PGSSLMINPROTOCOLVERSION",
    "ssl_max_protocol_version": "PGSSLMAXPROTOCOLVERSION",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "krbsrvname": "PGKRBSRVNAME",
}
_TLS: Final = (
    "sslmode", "sslnegotiation", "sslcert", "sslkey", "sslpassword", "sslrootcert", "sslcrl",
    "ssl_min_protocol_version", "ssl_max_protocol_version",
)  # fmt: skip
_BOTH: Final = frozenset({*_TLS, "passfile", "target_session_attrs", "krbsrvname", "options"})
# Predawn sets these itself for every session.
_OWN: Final = frozenset(
    {
        "application_name", "fallback_application_name", "client_encoding", "connect_timeout", "keepalives",
        "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
    }
)  # fmt: skip
# libpq's ways of insisting, which asyncpg lacks; their harmless values are passed over.
_HARMLESS: Final = {
    "channel_binding": ("disable", "prefer"),
    "gssencmode": ("disable", "prefer"),
    "load_balance_hosts": ("disable",),
    "sslcompression": ("0",),
    "sslsni": ("1",),
}
_LIBPQ_ONLY: Final = frozenset(
    {
        *_HARMLESS, "gssdelegation", "gsslib", "hostaddr", "replication", "require_auth", "requirepeer",
        "service", "sslcertmode", "sslcrldir",
    }
)  # fmt: skip
_CHOICES: Final = {
    "sslmode": ("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
    "sslnegotiation": ("postgres", "direct"),
    "target_session_attrs": ("any", "primary", "standby", "read-write", "read-only", "prefer-standby"),
}
_CERTIFICATES: Final = (
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class ServerAddress:
    """The servers of a URL, whom to log in as, and how; `hosts` and `ports` are of the same length.

    A host that begins with a slash is the folder of a socket. `parameters` are those that both drivers know.
    """

    hosts: tuple[str, ...]
    ports: tuple[int, ...]
    user: str | None
    password: str | None
    database: str | None
    parameters: Mapping[str, str]

    def shown(self) -> URL:
        """Return a URL for messages: hosts, ports and name, never user or password."""
        servers = [
            host if host.startswith("/") else f"{host}:{port}"
            for host, port in zip(self.hosts, self.ports, strict=True)
        ]
        return URL.create("postgresql+psycopg2", host=", ".join(servers), database=self.database)

    def libpq_arguments(self) -> dict[str, str]:
        """Return the connection parameters of libpq, and so of psycopg2."""
        found = {
            "host": ",".join(self.hosts),
            "port": ",".join(map(str, self.ports)),
            "user": self.user,
            "password": self.password,
            "dbname": self.database,
            # Even if there are none: libpq would take PGOPTIONS, which asyncpg does not know.
            "options": "",
        }
        return {name: value for name, value in found.items() if value is not None} | dict(self.parameters)

    def libpq_environment(self) -> dict[str, str]:
        """Return the environment of psql; arguments would show the password to other users."""
        found = self.libpq_arguments()
        return {_VARIABLES[name]: value for name, value in found.items() if name in _VARIABLES and value}

    def client_environment(self, name: str) -> dict[str, str]:
        """Return the environment in which one of PostgreSQL's programs connects, under a name."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        own = {"PGAPPNAME": name, "PGCLIENTENCODING": "UTF8"}
        return inherited | self.libpq_environment() | own

    def asyncpg_arguments(self) -> dict[str, Any]:
        """Return the arguments of `asyncpg.connect`, without server settings."""
        tls = {name: value for name, value in self.parameters.items() if name in _TLS}
        found = {
            # asyncpg takes the files and modes of TLS from a URL only.
            "dsn": "postgresql://?"
            + "&".join(f"{name}={quote(value, safe='')}" for name, value in tls.items()),
            "host": list(self.hosts),
            "port": list(self.ports),
            "user": self.user,
            "password": self.password,
            "database": self.database,
            **{
                name: self.parameters.get(name) for name in ("passfile", "target_session_attrs", "krbsrvname")
            },
        }
        found["dsn"] = found["dsn"] if tls else None
        return {name: value for name, value in found.items() if value is not None}

    def server_settings(self) -> dict[str, str]:
        """Return what asyncpg has to send when a session starts: the options of the URL, if it has any."""
        return {"options": self.parameters["options"]} if "options" in self.parameters else {}


def parse_url(url: str, setting: str = DATABASE_SETTING) -> ServerAddress:
    """Read the URL of a PostgreSQL database; `setting` is the setting that holds it.

    Raises
    ------
    InputError
        If it is not one, or both drivers would not understand it alike. The message never repeats a part of
        the URL that may belong to a password.
    """
    try:
        return _parse(url.strip())
    except _RefusedError as refusal:
        raise InputError(f"{setting} {refusal}") from None


class _RefusedError(Exception):
    """A URL is not used; the message goes on after the name of its setting."""


def _parse(url: str) -> ServerAddress:
    scheme, separator, rest = url.partition("://")
    system = scheme.partition("+")[0].lower()
    if not separator or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+_.-]*", scheme):
        raise _RefusedError(f"is not a URL. Write it as {_FORM}.")
    if system not in {"postgresql", "postgres"}:
        raise _RefusedError(
            f"names the database system {system}, but Predawn works on PostgreSQL alone. Write it as {_FORM}."
        )
    _refuse_ambiguous(rest)
    rest, _, query = rest.partition("?")
    authority, _, database = rest.partition("/")
    login, _, servers = authority.rpartition("@")
    user, _, password = login.partition(":")
    given = _read_query(query)
    for name, value in {"host": servers, "user": user, "password": password, "dbname": database}.items():
        if value and name in given:
            raise _RefusedError(f"gives the {name} twice, once as a parameter. Leave one out.")
        if value:
            given[name] = list(map(unquote, value.split(","))) if name == "host" else [unquote(value)]
    hosts, ports = _read_servers(given.pop("host", []), given.pop("port", []))
    single = {name: values[0] for name, values in given.items()}
    return ServerAddress(
        hosts,
        ports,
        user=single.pop("user", None),
        password=single.pop("password", None),
        database=single.pop("dbname", None),
        parameters=_check_parameters(single),
    )


_ENCODE: Final = (
    "Write @ : / ? # % & and spaces of a user or password percent-encoded (@ as %40, / as %2F, # as %23), "
    f"in the form {_FORM}."
)


def _refuse_ambiguous(rest: str) -> None:
    """Refuse characters whose place does not say whether they belong to a password."""
    login = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if rest.count("@") > 1 or rest.count("@") != login.count("@") or "#" in rest:
        raise _RefusedError(f"has an @, /, ? or # that may belong to its password. {_ENCODE}")
    if re.search(r"%(?![0-9A-Fa-f]{2})", rest):
        raise _RefusedError(f"has a % that begins no percent-encoded character. {_ENCODE}")
    if re.search(r"[\x00-\x1f\x7f]", unquote(rest)):
        raise _RefusedError(f"has a line break or another control character in it. Write it as {_FORM}.")


def _read_query(query: str) -> dict[str, list[str]]:
    """Return the parameters of a URL; a plus sign is itself, as libpq has it."""
    found: dict[str, list[str]] = {}
    for pair in filter(None, query.split("&")):
        name, equals, value = map(unquote, pair.partition("="))
        name = {"database": "dbname", "username": "user"}.get(name, name)
        known = name in _IDENTITY | _BOTH | _OWN | _LIBPQ_ONLY
        if not equals or not known:
            # Its name is not repeated: it can be the rest of a password with an & in it.
            raise _RefusedError(
                "has a parameter that is not known. Those that may be used are "
                f"{', '.join(sorted(_IDENTITY | _BOTH))}. {_ENCODE}"
            )
        found.setdefault(name, []).extend(value.split(",") if name == "host" else [value])
        if len(found[name]) > 1 and name != "host":
            raise _RefusedError(f"has the parameter {name} twice. Leave one out.")
    return found


def _check_parameters(given: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters that both drivers know, with `system` certificates as a file."""
    kept = {}
    for name, value in given.items():
        if name in _OWN or value in _HARMLESS.get(name, ()):
            continue
        if name in _LIBPQ_ONLY:
            raise _RefusedError(
                f"has the parameter {name}, which the API's driver cannot follow. Leave it out; "
                f"{', '.join(sorted(_BOTH))} may be used."
            )
        if value not in _CHOICES.get(name, (value,)):
            raise _RefusedError(
                f"has a value of {name} that is not known. Use one of {', '.join(_CHOICES[name])}."
            )
        kept[name] = value
    if kept.get("sslrootcert") == "system":
        if kept.setdefault("sslmode", "verify-full") != "verify-full":
            raise _RefusedError(
                "has sslrootcert=system, which needs sslmode=verify-full. Set it so, or leave it out."
            )
        kept["sslrootcert"] = _system_certificates()
    root = kept.get("sslrootcert")
    if root is not None and kept.get("sslmode", "").startswith("verify") and not os.access(root, os.R_OK):
        raise _RefusedError(
            f"names {root} as its sslrootcert, and there is no such file to read. Correct the path."
        )
    return kept


def _system_certificates() -> str:
    """Return the file of the certificates that this machine trusts.

    psycopg2 comes with an OpenSSL of its own, which looks where it was built.
    """
    default = ssl.get_default_verify_paths()
    for path in (default.cafile, default.openssl_cafile, *_CERTIFICATES):
        if path and Path(path).is_file():
            return path
    raise _RefusedError(
        "has sslrootcert=system, and this machine has no file of trusted certificates. Install "
        "ca-certificates, or name a file in SSL_CERT_FILE."
    )


def _read_servers(servers: list[str], ports: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the hosts and ports; where the URL has none, those of libpq's environment, or a local socket."""
    given = [port for text in ports for port in text.split(",")]
    if not servers:
        # Both drivers would look there, but each at sockets of its own.
        servers = list(filter(None, os.environ.get("PGHOST", "").split(",")))
        given = given or list(filter(None, os.environ.get("PGPORT", "").split(",")))
    split = [_split_port(server) for server in servers] or [("", None)]
    own = [port for _, port in split]
    if given and any(own):
        raise _RefusedError("gives a port twice, once as a parameter. Leave one out.")
    if len(given) not in {0, 1, len(split)}:
        raise _RefusedError(
            f"has {len(split)} hosts and {len(given)} ports. Give one port, or one for each host."
        )
    if servers and not all(host for host, _ in split):
        raise _RefusedError(f"has a host without a name. {_ENCODE}")
    texts = given * len(split) if len(given) == 1 else given or own
    numbers = tuple(map(_read_port, texts))
    return tuple(
        host or _find_socket(number) for (host, _), number in zip(split, numbers, strict=True)
    ), numbers


def _read_port(text: str | None) -> int:
    number = _DEFAULT_PORT if not text else int(text) if text.isdecimal() else 0
    if not 0 < number < 65536:
        raise _RefusedError(f"has a port that is no number from 1 to 65535. {_ENCODE}")
    return number


def _split_port(server: str) -> tuple[str, str | None]:
    """Return host and port of a server, such as `host:5432`, `[::1]:5432` or `/var/run/postgresql`."""
    if server.count(":") > 1 and not server.startswith("["):
        try:
            return str(IPv6Address(server)), None
        except ValueError:
            raise _RefusedError(f"has a host with more than one : in it. {_ENCODE}") from None
    bracketed = re.fullmatch(r"\[([^\]]*)\](?::(.*))?", server)
    if bracketed is not None:
        return bracketed[1], bracketed[2]
    host, _, port = server.partition(":")
    return host, port or None


def _find_socket(port: int) -> str:
    """Return the folder of the local server's socket, or `localhost` if there is none."""
    for folder in _SOCKET_FOLDERS:
        if Path(folder, f".s.PGSQL.{port}").exists():
            return folder
    return "localhost"


def where(url: URL) -> str:
    """Return a description of an engine's database for messages, never with user or password."""
    host = url.host or url.query.get("host") or "the local socket"
    return f"{url.database or 'the default database'} at {host}"
