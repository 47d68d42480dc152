import collections
import contextlib
import gzip
import itertools
import re
import socket
import threading
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from pydantic import ValidationError

from batch.sources import json as source_json
from batch.sources import sql as source_sql
from batch.sources.files import web as source_web
from batch.sources.source import Source, open_source
from batch.sources.validation import RejectionReason
from core.errors import CatalogueError, InputError
from core.settings import Settings
from tests.unit.batch.sources.test_source import zipped
from tests.waiting import wait_until

CSV = b"id,title,description\n1,t,x\n2,u,y\n"
TITLES = ["t", "u"]


class Site(BaseHTTPRequestHandler):
    """Serves `files`; with /short a body that ends too early, with /silent none, with /locked a login."""

    files: dict[str, bytes]
    logins: list[tuple[str, bool]]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.logins.append((path, "Authorization" in self.headers))
        if path == "/locked.csv" and self.headers["Authorization"] != "Basic bWU6c2VjIHJldA==":
            self.send_error(401)
            return
        if path == "/moved.csv":
            self.send_response(302)
            self.send_header("Location", "/a.csv")
            self.end_headers()
            return
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("/to/"))
            self.end_headers()
            return
        if path == "/silent.csv":
            self.server.released.wait(60)
            return
        if path in {"/drip.csv", "/slow-head.csv", "/endless.json"}:
            self.drip(path)
            return
        body = self.files.get(path)
        if body is None:
            self.send_error(404)
            return
        status = 200
        if part := re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers["Range"] or ""):
            status, body = 206, body[int(part[1]) : int(part[2]) + 1]
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) + (path == "/short.csv")))
        self.send_header("Last-Modified", "Thu, 20 Feb 2020 06:43:18 GMT")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def drip(self, path: str) -> None:
        """Send without an end: a byte now and then, or an array as fast as it goes."""
        head = b"HTTP/1.0 200 OK\r\n"
        if path == "/slow-head.csv":
            pieces = itertools.chain([head], itertools.repeat(b"X"))
        elif path == "/drip.csv":
            pieces = itertools.chain([head + b"\r\n" + CSV], itertools.repeat(b"x"))
        else:
            row = b'{"id": 1, "title": "t", "description": "d"},' * 1000
            pieces = itertools.chain([head + b"\r\n["], itertools.repeat(row))
        with contextlib.suppress(OSError):  # the reader has gone
            for piece in pieces:
                self.wfile.write(piece)
                if len(piece) == 1 and self.server.released.wait(0.01):
                    return

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, *_arguments: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def site(tmp_path) -> Iterator[str]:
    pq.write_table(pa.table({"id": [1, 2], "title": TITLES, "description": ["x", "y"]}), tmp_path / "a")
    Site.logins = []
    Site.files = {
        "/a.csv": CSV,
        "/locked.csv": CSV,
        "/short.csv": CSV,
        "/a b.csv.gz": gzip.compress(CSV),
        "/a.parquet": (tmp_path / "a").read_bytes(),
    }
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.released = threading.Event()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.released.set()
        server.shutdown()
        thread.join()


def source_of(address: str, **overrides: object) -> Source:
    return open_source(Settings(_env_file=None, **overrides), address)


def titles_of(source: Source) -> list[str]:
    return [title for batch in source.batches() for title in batch.column("title").to_pylist()]


# Files and the web


def test_a_file_url_is_a_path(tmp_path):
    path = tmp_path / "a b.csv"
    path.write_bytes(CSV)
    assert titles_of(source_of(path.as_uri())) == TITLES
    assert titles_of(source_of(path.as_uri().replace("file://", "file://localhost"))) == TITLES
    with pytest.raises(InputError, match="another computer"):
        source_of("file://elsewhere/a.csv")


@pytest.mark.parametrize(
    "path", ["/a.csv", "/a.csv?signature=x.json", "/a%20b.csv.gz", "/a.parquet", "/moved.csv"]
)
def test_web_addresses_are_read(site, path):
    assert titles_of(source_of(f"http://{site}{path}")) == TITLES


def test_a_login_in_the_address_is_used_and_not_shown(site):
    source = source_of(f"http://me:sec%20ret@{site}/locked.csv?key=hidden")
    assert titles_of(source) == TITLES
    assert source.name == f"http://{site}/locked.csv"
    with pytest.raises(
        CatalogueError, match=r"locked\.csv cannot be read: the server answered 401"
    ) as caught:
        titles_of(source_of(f"http://me:wr0ng@{site}/locked.csv"))
    assert "wr0ng" not in str(caught.value)


def test_a_login_is_not_handed_to_where_the_server_redirects(site):
    assert titles_of(source_of(f"http://me:hush@{site}/moved.csv")) == TITLES
    assert Site.logins == [("/moved.csv", True), ("/a.csv", False)]


def test_a_missing_file_is_named(site):
    with pytest.raises(
        CatalogueError, match=rf"http://{site}/b\.csv cannot be read: the server answered 404"
    ):
        titles_of(source_of(f"http://{site}/b.csv"))


def test_a_body_that_ends_early_is_refused(site):
    with pytest.raises(CatalogueError, match=rf"ended after {len(CSV)} of {len(CSV) + 1} bytes"):
        titles_of(source_of(f"http://{site}/short.csv"))


def test_a_silent_server_is_given_up(site, monkeypatch):
    monkeypatch.setattr(source_web, "SILENCE_SECONDS", 0.2)
    with pytest.raises(CatalogueError, match=r"silent\.csv cannot be read: .*timed out"):
        titles_of(source_of(f"http://{site}/silent.csv"))


def test_a_server_that_drips_is_given_up(site, monkeypatch):
    monkeypatch.setattr(source_web, "RATE_SECONDS", 0.3)
    with pytest.raises(CatalogueError, match=r"drip\.csv cannot be read.*: the server sent .* too slow"):
        titles_of(source_of(f"http://{site}/drip.csv"))
    monkeypatch.setattr(source_web, "HEAD_SECONDS", 0.3)
    with pytest.raises(CatalogueError, match=r"slow-head\.csv cannot be read: .* did not begin to answer"):
        titles_of(source_of(f"http://{site}/slow-head.csv"))


def test_a_connection_that_is_opened_too_late_is_shut_down():
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    with ours, theirs, source_web._Deadline(0.0) as deadline:
        wait_until(lambda: deadline.is_over)
        deadline.watch(ours)
        assert theirs.recv(1) == b""


@pytest.mark.parametrize(
    "target", ["https://127.0.0.1/a.csv", "ftp://127.0.0.1/a.csv", "file:///etc/hostname"]
)
def test_a_redirection_to_another_scheme_is_refused(site, target):
    with pytest.raises(CatalogueError, match=rf"redirects from http:// to {target.partition(':')[0]}://"):
        titles_of(source_of(f"http://{site}/to/{target}", catalogue_format="csv"))


def test_redirections_without_an_end_are_refused(site):
    Site.files["/end.csv"] = CSV
    assert titles_of(source_of(f"http://{site}{'/to/' * 3}/end.csv")) == TITLES
    with pytest.raises(CatalogueError, match="cannot be read: the server answered 302"):
        titles_of(source_of(f"http://{site}{'/to/' * 20}/end.csv"))


def test_an_endless_array_is_read_in_bounded_memory_and_given_up(site, monkeypatch):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", 1 << 18)
    monkeypatch.setattr(source_json, "_ROWS", 1000)
    source = source_of(f"http://{site}/endless.json", max_source_bytes="2MiB")
    tracemalloc.start()
    with pytest.raises(CatalogueError, match=r"endless\.json has more than 2,097,152 bytes unpacked"):
        collections.deque(source.batches(), maxlen=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12 << 20


@pytest.mark.parametrize("packed", [gzip.compress, lambda text: zipped(text, "a.csv")])
def test_what_unpacks_to_more_than_allowed_is_refused(site, tmp_path, packed):
    text = CSV + b"3,t," + b"x" * (1 << 20) + b"\n"
    Site.files["/bomb.csv.gz"] = packed(text)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(packed(text))
    for address in (f"http://{site}/bomb.csv.gz", str(path)):
        with pytest.raises(CatalogueError, match=r"has more than 65,536 bytes unpacked"):
            titles_of(source_of(address, max_source_bytes=65536))
        assert len(titles_of(source_of(address, max_source_bytes=2 << 20))) == 2


def test_a_parquet_that_unpacks_to_more_than_allowed_is_refused(tmp_path):
    texts = pa.array([f"{'x' * 100_000}{number}" for number in range(100)])
    table = pa.table({"id": pa.arange(0, 100), "title": texts, "description": texts, "other": texts})
    pq.write_table(table, tmp_path / "a.parquet", compression="zstd")
    assert (tmp_path / "a.parquet").stat().st_size < 1 << 20
    with pytest.raises(CatalogueError, match="bytes unpacked"):
        titles_of(source_of(str(tmp_path / "a.parquet"), max_source_bytes="10MiB"))
    source = source_of(str(tmp_path / "a.parquet"), max_source_bytes="40MiB")
    assert len(titles_of(source)) == 100


def test_a_size_is_a_number_of_bytes_or_has_a_unit():
    for written, size in (("64GiB", 64 << 30), ("512 MiB", 512 << 20), ("7", 7)):
        assert Settings(_env_file=None, max_source_bytes=written).max_source_bytes == size
    for written in ("many", "0", "-1", "1GB"):
        with pytest.raises(ValidationError):
            Settings(_env_file=None, max_source_bytes=written)


def test_servers_that_are_not_there_are_named():
    with pytest.raises(CatalogueError, match=r"cannot be reached .*refused"):
        titles_of(source_of(f"http://127.0.0.1:{closed_port()}/a.csv"))
    with pytest.raises(
        CatalogueError, match=r"http://nowhere\.invalid/a\.csv cannot be read: .*cannot be reached"
    ):
        titles_of(source_of("http://nowhere.invalid/a.csv"))
    with pytest.raises(InputError, match="names no host"):
        source_of("http:///a.csv")


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("key", ["a.csv", "a.parquet"])
def test_object_stores_are_read(site, key):
    Site.files |= {f"/bucket/{name}": Site.files[f"/{name}"] for name in ("a.csv", "a.parquet")}
    place = f"?endpoint_override={site}&scheme=http&region=nowhere"
    source = source_of(f"s3://me:hush@bucket/{key}{place}")
    assert titles_of(source) == TITLES
    assert source.name == f"s3://bucket/{key}"
    with pytest.raises(CatalogueError, match=r"s3://bucket/b\.csv cannot be read: there is no such file"):
        titles_of(source_of(f"s3://me:hush@bucket/b.csv{place}"))


# Databases


@pytest.fixture
def sqlite_address(tmp_path) -> str:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE p (id, title, description, made, tag)")
        connection.exec_driver_sql(
            "INSERT INTO p VALUES (7, 't', 'x', '2020-02-20', 'a'), (8.0, 'u', NULL, 'x', ''), "
            "(NULL, 'v', 'y', NULL, NULL)"
        )
    engine.dispose()
    return url


def test_a_query_is_read(sqlite_address):
    source = source_of(sqlite_address, catalogue_query="SELECT * FROM p", column_created_on="made")
    rows = [row for batch in source.batches() for row in batch.to_pylist()]
    assert [(row["project_id"], row["title"], row["description"], row["tag"]) for row in rows] == [
        ("7", "t", "x", "a"),
        ("8", "u", "", None),
    ]
    report = source.report()
    assert (report.rows_read, report.rejected_counts) == (3, {RejectionReason.NO_ID: 1})
    assert sum(report.warnings.values()) == 1


def test_a_query_is_taken_literally_and_read_in_parts(sqlite_address):
    query = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000) "
        "SELECT i AS id, ' :x 100%s' AS title, 'x' AS description FROM n WHERE 'a' LIKE 'a%'"
    )
    sizes = [batch.num_rows for batch in source_of(sqlite_address, catalogue_query=query).batches()]
    assert sizes == [10_000, 10_000, 5_000]
    assert titles_of(source_of(sqlite_address, catalogue_query=query))[0] == " :x 100%s"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * FROM q", "no such table: q.*PREDAWN_CATALOGUE_QUERY"),
        ("DELETE FROM p", "returns no rows"),
        ("SELECT * FROM p WHERE 0", "holds no rows"),
        ("SELECT id, title FROM p", 'no column "description"'),
    ],
)
def test_a_query_that_gives_no_catalogue_is_refused(sqlite_address, query, message):
    with pytest.raises(CatalogueError, match=message):
        titles_of(source_of(sqlite_address, catalogue_query=query))


def test_a_query_of_postgresql_is_taken_literally_and_read_in_parts(embedded_server):
    query = (
        "SELECT i AS id, ' :x 100%s' AS title, 'x' AS description, "
        "timestamptz '2020-01-01 00:00Z' AS created_on "
        "FROM generate_series(1, 25000) AS i WHERE 'a' LIKE 'a%';"
    )
    batches = list(source_of(embedded_server.url, catalogue_query=query).batches())
    assert [batch.num_rows for batch in batches] == [10_000, 10_000, 5_000]
    assert batches[0].slice(0, 1).to_pylist() == [
        {
            "row_number": 1,
            "project_id": "1",
            "title": " :x 100%s",
            "description": "x",
            "created_on": datetime(2020, 1, 1, tzinfo=UTC),
            "tag": None,
            "tags": None,
            "features": None,
            "target": None,
        }
    ]


def test_what_the_driver_says_is_shown_without_secrets(sqlite_address):
    source = source_of(
        f"{sqlite_address}?cached_statements=7654321", catalogue_query="SELECT * FROM t7654321"
    )
    with pytest.raises(CatalogueError, match="no such table: t7654321"):
        titles_of(source)
    url = sa.make_url("postgresql://me:hu%40sh-hush@host/db?sslpassword=p")
    error = ValueError(
        "tried hu@sh-hush, me:hu%40sh-hush@host, and sslpassword=p with sslpassword='p', at p, up up"
    )
    assert source_sql._without_secrets(error, url) == (
        "tried ***, me:***@host, and sslpassword=*** with sslpassword='***', at p, up up"
    )


def test_a_query_changes_nothing(sqlite_address):
    with pytest.raises(CatalogueError):
        titles_of(source_of(sqlite_address, catalogue_query="DELETE FROM p"))
    assert len(titles_of(source_of(sqlite_address, catalogue_query="SELECT * FROM p"))) == 2


def test_a_database_needs_a_query(sqlite_address):
    with pytest.raises(InputError, match="PREDAWN_CATALOGUE_QUERY"):
        source_of(sqlite_address)


def test_a_missing_sqlite_file_is_not_created(tmp_path):
    with pytest.raises(CatalogueError, match="no such file"):
        titles_of(source_of(f"sqlite:///{tmp_path / 'b.db'}", catalogue_query="SELECT 1"))
    assert not Path(tmp_path / "b.db").exists()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_a_refused_connection_is_reported_without_the_password(scheme):
    address = (
        f"{scheme}://me:hush%40hush@127.0.0.1:{closed_port()}/db?password=hush%40hush&application_name=x"
    )
    source = source_of(address, catalogue_query="SELECT 1")
    with pytest.raises(CatalogueError, match=r"postgresql\+psycopg2://me:\*\*\*@127.* refused") as caught:
        titles_of(source)
    assert "hush" not in f"{caught.value!r} {source.name} {source.report()}"
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nosuch://me:hush@host/db", "scheme nosuch://, which is not known"),
        ("mysql+nosuch://me:hush@host/db", r"mysql\+nosuch://"),
        ("firebird+fdb://me:hush@host/db", "not known"),
        ("mssql+pymssql://me:hush@host/db", "not installed"),
        ("postgresql+asyncpg://me:hush@host/db", "asynchronous"),
        ("postgresql://me:hush@host:port/db", "not a usable database URL"),
    ],
)
def test_an_unusable_database_address_is_refused_without_the_password(address, message):
    with pytest.raises(InputError, match=message) as caught:
        source_of(address, catalogue_query="SELECT 1")
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:{}@host/db?options=-csearch_path%3Dsrc",
        "postgresql://me@host/db?password={}&sslpassword={}",
        "postgresql:///?dbname=db&passfile={}",
        "postgresql:///?odbc_connect=SERVER%3Ds%3BPWD%3D%7B{}%3B%7D%3BDATABASE%3Ddb",
    ],
)
def test_a_database_with_a_new_password_is_the_same_source(address):
    first, second = (address.replace("{}", word) for word in ("hush", "hide"))
    assert "hush" not in source_sql.without_passwords(sa.make_url(first))
    hashes = {source_of(url, catalogue_query="SELECT 1").settings_hash() for url in (first, second)}
    assert len(hashes) == 1


@pytest.mark.parametrize(
    "parameters", ["dbname=other", "host=/elsewhere", "odbc_connect=SERVER%3Ds%3BPWD%3Dp%3BDATABASE%3Dother"]
)
def test_databases_are_told_apart_by_the_parameters_of_their_urls(parameters):
    address = "postgresql:///?dbname=db&odbc_connect=SERVER%3Ds%3BPWD%3Dp%3BDATABASE%3Ddb"
    other = f"postgresql:///?dbname=db&{parameters}"
    hashes = {source_of(url, catalogue_query="SELECT 1").settings_hash() for url in (address, other)}
    assert len(hashes) == 2
