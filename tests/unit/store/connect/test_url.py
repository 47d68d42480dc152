"""A URL is read once, and both drivers get the same of it, or it is refused, with no part of a password."""

import inspect
import ssl
from pathlib import Path

import pytest
from asyncpg import connect_utils

from core.errors import InputError
from store.connect import url as store_url
from store.connect.url import ServerAddress, parse_url, where


def asyncpg_reads(address: ServerAddress) -> tuple[list[object], str, str | None, str, object]:
    """The servers, user, password, database and TLS mode that asyncpg reads from a URL."""
    wanted = inspect.signature(connect_utils._parse_connect_dsn_and_args).parameters
    arguments = dict.fromkeys(wanted) | address.asyncpg_arguments()
    servers, read = connect_utils._parse_connect_dsn_and_args(**arguments)
    return servers, read.user, read.password, read.database, read.sslmode


@pytest.mark.parametrize(
    ("url", "servers"),
    [
        ("postgresql://u:w@h/d", [("h", 5432)]),
        ("postgres://u:w@h:6432/d", [("h", 6432)]),
        ("postgresql+asyncpg://u:w@h:6432/d\n", [("h", 6432)]),
        ("postgresql://u:w@h1:1,h2,[::1]:3/d", [("h1", 1), ("h2", 5432), ("::1", 3)]),
        ("postgresql://u:w@h1,h2/d?port=7", [("h1", 7), ("h2", 7)]),
        ("postgresql://u:w@/d?host=h1:1&host=h2:2", [("h1", 1), ("h2", 2)]),
        ("postgresql:///d?host=h1,h2&port=1,2&user=u&password=w", [("h1", 1), ("h2", 2)]),
        ("postgresql://u:w@/d?host=/run/here&port=5", [("/run/here", 5)]),
        ("postgresql://u:w@%2Frun%2Fhere:5/d", [("/run/here", 5)]),
        ("postgresql://h/d?user=u&password=w", [("h", 5432)]),
        ("postgresql://h?dbname=d&user=u&password=w", [("h", 5432)]),
    ],
)
def test_both_drivers_read_the_same(url: str, servers: list[tuple[str, int]]) -> None:
    address = parse_url(url)
    libpq = address.libpq_arguments()
    assert list(zip(libpq["host"].split(","), map(int, libpq["port"].split(",")), strict=True)) == servers
    assert (libpq["user"], libpq["password"], libpq["dbname"]) == ("u", "w", "d")
    files = [f"{host}/.s.PGSQL.{port}" if host.startswith("/") else (host, port) for host, port in servers]
    assert asyncpg_reads(address)[:4] == (files, "u", "w", "d")


@pytest.mark.parametrize("password", ["p:w", "p w", "p&w=x", "p+w", "p=w", "gr\u00fcn", "p[w]", "p,w"])
def test_an_unambiguous_password_needs_no_encoding(password: str) -> None:
    address = parse_url(f"postgresql://u:{password}@h/d")
    assert address.password == password
    assert asyncpg_reads(address)[2] == password


def test_a_password_with_reserved_characters_is_percent_encoded() -> None:
    address = parse_url("postgresql://u%40corp:p%40ss%2Fw%3Ard%25%3F%23@h/d")
    assert (address.user, address.password) == ("u@corp", "p@ss/w:rd%?#")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:secret@secret@h/d",
        "postgresql://u:secret/secret@h/d",
        "postgresql://u:secret?secret@h/d",
        "postgresql://u:12?secret=12@h/d",
        "postgresql://u:secret#secret@h/d",
        "postgresql://u:secret%secret@h/d",
        "postgresql://u:secret:secret",
        "postgresql://h/d?user=u&password=secret&secret",
        "postgresql://h/d?user=u&password=secret&secret=secret",
        "postgresql://u:secret@h/d?password=secret",
        "postgresql://u:secret@h:secret/d",
        "postgresql://u:secret@h,/d",
        "postgresql://u:secret@h1,h2,h3/d?port=1,2",
        "postgresql://u:secret@h:1/d?port=2",
        "postgresql://u:secret@h/d?service=secret",
        "postgresql://u:secret@h/d?channel_binding=require",
        "postgresql://u:secret@h/d?sslmode=secret",
        "postgresql://u:secret@h/d?sslmode=require&sslmode=disable",
        "postgresql://u:secret@h/d?sslmode=verify-full&sslrootcert=/nowhere.crt",
        "postgresql://u:secret@h/d?sslmode=require&sslrootcert=system",
        "postgresql://u:sec\nret@h/d",
        "mysql://u:secret@h/d",
        "sqlite:///file.db",
        "secret",
        "",
    ],
)  # fmt: skip
def test_what_is_ambiguous_is_refused_without_a_part_of_a_password(url: str) -> None:
    with pytest.raises(InputError, match=r"^PREDAWN_DATABASE_URL ") as refusal:
        parse_url(url)
    assert "secret" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert "\n" not in str(refusal.value)


def test_parameters_that_only_one_driver_could_follow_are_left_out_where_they_ask_nothing() -> None:
    address = parse_url("postgresql://h/d?channel_binding=prefer&connect_timeout=3&application_name=x")
    assert address.parameters == {}


def test_options_of_the_environment_reach_neither_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c statement_timeout=1")
    address = parse_url("postgresql://h/d")
    assert address.libpq_arguments()["options"] == ""
    assert address.server_settings() == {}
    with_options = parse_url("postgresql://h/d?options=-c%20work_mem%3D9MB")
    assert with_options.libpq_arguments()["options"] == "-c work_mem=9MB"
    assert with_options.server_settings() == {"options": "-c work_mem=9MB"}


def test_without_a_host_both_look_at_the_same_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_url, "_SOCKET_FOLDERS", (str(tmp_path / "none"), str(tmp_path)))
    assert parse_url("postgresql:///d").hosts == ("localhost",)
    (tmp_path / ".s.PGSQL.5433").touch()
    assert parse_url("postgresql:///d?port=5433").hosts == (str(tmp_path),)
    monkeypatch.setenv("PGHOST", "elsewhere")
    monkeypatch.setenv("PGPORT", "7")
    assert (parse_url("postgresql:///d").hosts, parse_url("postgresql:///d").ports) == (("elsewhere",), (7,))


def test_system_certificates_are_the_file_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = tmp_path / "trusted.crt"
    trusted.write_text("")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    address = parse_url("postgresql://h/d?sslrootcert=system")
    assert address.parameters == {"sslmode": "verify-full", "sslrootcert": str(trusted)}
    monkeypatch.setenv("SSL_CERT_FILE", "")
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: ssl.DefaultVerifyPaths(*[None] * 6))
    monkeypatch.setattr(store_url, "_CERTIFICATES", ())
    with pytest.raises(InputError, match="no file of trusted certificates"):
        parse_url("postgresql://h/d?sslrootcert=system")


def test_a_description_has_the_servers_and_neither_user_nor_password() -> None:
    shown = parse_url("postgresql://somebody:secret@h1,h2:7/d").shown()
    assert where(shown) == "d at h1:5432, h2:7"
