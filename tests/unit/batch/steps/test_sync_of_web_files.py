"""A file on a web server that still has the version of the last sync is not read again."""

import threading
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from sqlalchemy import Engine, text

from batch.steps.sync import describe, sync_alone, sync_delta
from core.errors import CatalogueError
from core.settings import Settings

OLD = "Thu, 20 Feb 2020 06:43:18 GMT"


class Site(BaseHTTPRequestHandler):
    """Serves `content`, with the headers of `version`; each answer is noted."""

    content: ClassVar[str] = ""
    version: ClassVar[dict[str, str]] = {}
    answers: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "/a.csv")
            self.end_headers()
            return
        tag, since = self.headers["If-None-Match"], self.headers["If-Modified-Since"]
        same = tag == self.version.get("ETag") if tag else since and since == self.version["Last-Modified"]
        self.answers.append(304 if same else 200)
        body = b"" if same else self.content.encode()
        self.send_response(self.answers[-1])
        for name, value in self.version.items():
            self.send_header(name, value)
        if not same:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Keep the output of the tests clean."""


def csv(*ids: str) -> str:
    return "id,title,description\n" + "".join(f"{i},t,d\n" for i in ids)


@pytest.fixture
def site() -> Iterator[str]:
    Site.content, Site.version = csv("1", "2"), {"ETag": '"one"'}
    Site.answers.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://me:secret@127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("version", [{"ETag": '"one"', "Last-Modified": OLD}, {"Last-Modified": OLD}])
@pytest.mark.parametrize("path", ["/a.csv", "/moved.csv"])
def test_an_unchanged_version_is_not_read_again(
    engine: Engine, settings: Settings, site: str, version: dict[str, str], path: str
) -> None:
    Site.version = version
    first = sync_alone(engine, settings, site + path, 1)
    again = sync_alone(engine, settings, site + path, 1)
    assert (Site.answers, again.active, "not read again" in describe(again)) == (
        [200, 304],
        first.active,
        True,
    )
    Site.content, Site.version = csv("1"), {"ETag": '"two"', "Last-Modified": formatdate(usegmt=True)}
    assert sync_alone(engine, settings, site + path, 1).removed == 1
    assert Site.answers == [200, 304, 200]


def test_a_version_is_read_again_by_other_settings_or_if_it_is_asked_for(
    engine: Engine, settings: Settings, site: str
) -> None:
    source = f"{site}/a.csv"
    sync_alone(engine, settings, source, 1)
    swapped = settings.model_copy(update={"column_title": "description", "column_description": "title"})
    sync_alone(engine, swapped, source, 1)
    sync_alone(engine, swapped, source, 1, reconcile=True)
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET title = 'By hand' WHERE project_id = '1'"))
    assert sync_alone(engine, swapped, source, 1).changed == 1
    assert Site.answers == [200, 200, 200, 200]


def test_a_source_that_was_refused_is_read_again(engine: Engine, settings: Settings, site: str) -> None:
    source = f"{site}/a.csv"
    sync_alone(engine, settings, source, 1)
    Site.content, Site.version = csv("1", "1"), {"ETag": '"two"'}
    for _ in range(2):
        with pytest.raises(CatalogueError, match="'1' in rows"):
            sync_alone(engine, settings, source, 1)
    assert Site.answers == [200, 200, 200]


def test_a_time_that_is_too_young_is_no_version(engine: Engine, settings: Settings, site: str) -> None:
    Site.version = {"Last-Modified": formatdate(usegmt=True)}
    for _ in range(2):
        sync_alone(engine, settings, f"{site}/a.csv", 1)
    assert Site.answers == [200, 200]


def test_another_query_is_another_source(engine: Engine, settings: Settings, site: str) -> None:
    for query in ("first", "second"):
        sync_alone(engine, settings, f"{site}/a.csv?{query}", 1)
    assert Site.answers == [200, 200]


def test_changes_are_not_the_whole_file(engine: Engine, settings: Settings, site: str) -> None:
    sync_delta(engine, settings, f"{site}/a.csv", 1)
    assert sync_alone(engine, settings, f"{site}/a.csv", 1).active == 2
    assert Site.answers == [200, 200]
