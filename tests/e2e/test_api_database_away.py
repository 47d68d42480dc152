"""While the database is away the API says so at once, still tags texts, and recovers by itself."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from store.cluster import Cluster
from store.database import Database
from store.embedded import EmbeddedServer
from tests.conftest import Server, prepare_template
from tests.serving import serving, settings_for, wait_until


@pytest.fixture
def own_server() -> Iterator[tuple[Server, Cluster]]:
    """A server of the test's own, which it may stop."""
    home = Path(tempfile.mkdtemp(prefix="predawn-away-"))
    try:
        with EmbeddedServer(home) as lease:
            server = Server(lease.url, "own", "template_trained")
            prepare_template(server)
            cluster = Cluster(home.resolve())
            cluster.prepare()
            yield server, cluster
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test_the_api_outlives_its_database(own_server: tuple[Server, Cluster]) -> None:
    server, cluster = own_server
    database: Database = server.clone()
    run_batch(database, settings_for(database, engine="threading", workers=1), RunRequest(), Silent())
    with serving(settings_for(database)) as api:
        assert api.client.get("/predictions/4").status_code == 200
        cluster.stop()
        wait_until(lambda: api.client.get("/health").status_code == 503, 5)

        began = time.monotonic()
        for path in ("/predictions/4", "/predictions/nope", "/models", "/runs"):
            answer = api.client.get(path)
            assert answer.status_code == 503
            assert "database cannot be reached" in answer.json()["detail"]
            assert answer.headers["retry-after"] == "1"
        assert time.monotonic() - began < 2, "the answers were not given at once"

        answer = api.client.post("/predict", json={"texts": [{"text": "Object detection"}]})
        assert answer.json()["data"]["predictions"][0]["predicted_tag"] == "computer-vision"
        ready = api.client.get("/health/ready")
        assert (ready.status_code, ready.json()["data"]["degraded"]) == (200, True)

        cluster.start()
        wait_until(lambda: api.client.get("/predictions/4").status_code == 200, 5)
        wait_until(lambda: api.client.get("/health").json()["data"]["status"] == "ok", 5)
        wait_until(lambda: api.state.log.written == 1, 5)
