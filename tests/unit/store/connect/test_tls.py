"""TLS with certificates of an authority of the test's own, in both drivers."""

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from core.errors import StoreUnavailableError
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.connect.errors import translate_errors
from tests.external_postgres import ExternalPostgres, external_postgres, is_installed

pytestmark = pytest.mark.skipif(
    not is_installed() or shutil.which("openssl") is None, reason="neither PostgreSQL nor OpenSSL here"
)


@dataclass(frozen=True)
class Secure:
    """A server with a certificate for 127.0.0.1 alone; `stranger` is an authority that did not sign it."""

    server: ExternalPostgres
    authority: Path
    stranger: Path

    def database(self, host: str, **parameters: object) -> Database:
        query = {name: str(value) for name, value in parameters.items()}
        url = make_url(self.server.url).set(host=host, query=query)
        return Database(url.render_as_string(hide_password=False), embedded=False)


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_authority(folder: Path, name: str) -> Path:
    openssl(
        folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.crt",
    )  # fmt: skip
    return folder / f"{name}.crt"


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    folder = tmp_path_factory.mktemp("certificates")
    authority, stranger = (make_authority(folder, name) for name in ("authority", "stranger"))
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\n")
    openssl(
        folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-subj", "/CN=127.0.0.1", "-keyout", "server.key", "-out", "server.csr",
    )  # fmt: skip
    openssl(
        folder, "x509", "-req", "-in", "server.csr", "-CA", "authority.crt", "-CAkey", "authority.key",
        "-days", "2", "-extfile", "names", "-out", "server.crt",
    )  # fmt: skip
    with external_postgres() as server:
        for name in ("server.crt", "server.key"):
            shutil.copy(folder / name, server.folder / "data" / name)
            (server.folder / "data" / name).chmod(0o600)
            if server.user is not None:
                shutil.chown(server.folder / "data" / name, server.user)
        database = Database(server.url, embedded=False)
        engine = database.engine(None, "tests")
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ALTER SYSTEM SET ssl = on"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
        yield Secure(server, authority, stranger)


QUERY = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"


def with_psycopg(database: Database) -> bool:
    engine = database.engine(None, "tests")
    try:
        with translate_errors(engine), engine.connect() as connection:
            return bool(connection.scalar(text(QUERY)))
    finally:
        engine.dispose()


def with_asyncpg(database: Database) -> bool:
    async def ask() -> bool:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=30)
        await sessions.open()
        try:
            return bool((await sessions.fetch_row(QUERY))[0])
        finally:
            await sessions.close()

    return asyncio.run(ask())


@pytest.fixture(autouse=True)
def without_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A superuser may ask here, which the API would refuse."""
    monkeypatch.setattr("store.connect.async_sessions.refuse_writer", lambda _role, _tables: None)


@pytest.mark.parametrize("ask", [with_psycopg, with_asyncpg])
def test_a_certificate_is_verified_in_full(
    secure: Secure, ask: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(ask)
    assert ask(secure.database("127.0.0.1", sslmode="verify-full", sslrootcert=secure.authority))
    monkeypatch.setenv("SSL_CERT_FILE", str(secure.authority))
    assert ask(secure.database("127.0.0.1", sslrootcert="system"))
    assert ask(secure.database("127.0.0.1", sslmode="require"))
    assert not ask(secure.database("127.0.0.1", sslmode="disable"))


@pytest.mark.parametrize("ask", [with_psycopg, with_asyncpg])
@pytest.mark.parametrize("case", ["another name", "another authority"])
def test_a_certificate_of_another_name_or_authority_is_refused(
    secure: Secure, ask: object, case: str
) -> None:
    assert callable(ask)
    host = "localhost" if case == "another name" else "127.0.0.1"
    root = secure.authority if case == "another name" else secure.stranger
    with pytest.raises(StoreUnavailableError, match=r"(?i)certificate") as refusal:
        ask(secure.database(host, sslmode="verify-full", sslrootcert=root))
    assert "only-for-tests" not in str(refusal.value)
    if case == "another name":
        assert ask(secure.database(host, sslmode="verify-ca", sslrootcert=root))
