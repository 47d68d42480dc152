"""A URL with several hosts leads both drivers to the same server, whichever hosts are down or silent."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from core.errors import StoreUnavailableError
from store.connect.async_errors import translate_async_errors
from store.connect.engine import make_engine
from store.connect.errors import translate_errors
from store.connect.several_hosts import connect
from store.connect.url import parse_url
from tests.external_postgres import PASSWORD, external_postgres, free_port, is_installed

SECONDS = 4.0


@dataclass(frozen=True)
class Hosts:
    """A primary, a standby of it, a port that nobody listens on, and one behind which nobody answers."""

    primary: int
    standby: int
    down: int
    silent: int

    def url(self, *names: str, password: str = PASSWORD, query: str = "") -> str:
        servers = ",".join(f"127.0.0.1:{getattr(self, name)}" for name in names)
        return f"postgresql://postgres:{password}@{servers}/postgres{query}"


@pytest.fixture(scope="module")
def hosts() -> Iterator[Hosts]:
    if not is_installed():
        pytest.skip("this machine has no PostgreSQL of its own")
    with external_postgres() as primary, external_postgres(primary) as standby, socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(100)
        yield Hosts(primary.port, standby.port, free_port(), silent.getsockname()[1])


def port_of_engine(url: str) -> int:
    """Return the port of the server that psycopg2 is led to."""
    engine = make_engine(url, role=None, name="tests", connect_timeout_seconds=2)
    try:
        with translate_errors(engine), engine.connect() as connection:
            return int(connection.scalar(text("SELECT inet_server_port()")) or 0)
    finally:
        engine.dispose()


def port_of_sessions(url: str) -> int:
    """Return the port of the server that asyncpg is led to."""
    address = parse_url(url)

    async def ask() -> int:
        with translate_async_errors(address.shown(), "PREDAWN_DATABASE_URL"):
            connection = await connect(**address.asyncpg_arguments(), timeout=SECONDS)
            try:
                return int(await connection.fetchval("SELECT inet_server_port()"))
            finally:
                connection.terminate()

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("names", "query", "led_to"),
    [
        (("primary", "down"), "", "primary"),
        (("down", "primary"), "", "primary"),
        (("silent", "primary"), "", "primary"),
        (("standby", "primary"), "", "standby"),
        (("standby", "primary"), "?target_session_attrs=primary", "primary"),
        (("silent", "standby", "primary"), "?target_session_attrs=read-write", "primary"),
        (("primary", "down", "standby"), "?target_session_attrs=standby", "standby"),
        (("primary", "standby"), "?target_session_attrs=read-only", "standby"),
        (("primary", "standby"), "?target_session_attrs=prefer-standby", "standby"),
        (("down", "primary"), "?target_session_attrs=prefer-standby", "primary"),
    ],
)
def test_both_drivers_are_led_to_the_same_server(
    hosts: Hosts, names: tuple[str, ...], query: str, led_to: str
) -> None:
    url, port = hosts.url(*names, query=query), getattr(hosts, led_to)
    assert (port_of_engine(url), port_of_sessions(url)) == (port, port)


@pytest.mark.parametrize(
    ("names", "query", "reason"),
    [
        (("down", "down"), "", "cannot be reached: .*[Cc]onnect"),
        (("primary", "primary"), "?target_session_attrs=standby", "cannot be reached: "),
    ],
)
def test_where_none_will_do_both_drivers_name_all_hosts(
    hosts: Hosts, names: tuple[str, ...], query: str, reason: str
) -> None:
    url = hosts.url(*names, query=query)
    servers = ", ".join(f"127.0.0.1:{getattr(hosts, name)}" for name in names)
    for ask in (port_of_engine, port_of_sessions):
        with pytest.raises(StoreUnavailableError, match=reason) as refused:
            ask(url)
        assert servers in str(refused.value)
        assert PASSWORD not in str(refused.value)


def test_a_refused_password_is_not_tried_on_the_next_host(hosts: Hosts) -> None:
    url = hosts.url("primary", "standby", password="wrong")
    for ask in (port_of_engine, port_of_sessions):
        with pytest.raises(
            StoreUnavailableError,
            match=r"refuses the login: .*password authentication failed.* Correct the user",
        ):
            ask(url)
