"""Promise 13, over kept connections: every request that a stopping server receives is answered.

From the moment readiness goes, the last answer of each connection ends it. Clients that go on sending lose
nothing: not over kept connections, not pipelined, not over those that are being made as the port closes.
"""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from store.connect.database import Database
from tests.conftest import RunNight
from tests.kept_connections import Clients
from tests.serving import get_json, serve_command
from tests.waiting import wait_until, with_enough_time

STOPS = int(os.environ.get("PREDAWN_TEST_STOPS", "50"))
"""How often each kind of server is stopped in the slow form."""

WAYS = [(1, True), (1, False), (2, True), (2, False)]


def stop_under_load(
    database: Database, folder: Path, workers: int, *, fast_path: bool, drain_seconds: float
) -> Clients:
    """Start a server, stop it while 32 clients send requests, and return what became of these."""
    variables = {"PREDAWN_DRAIN_SECONDS": str(drain_seconds), "PREDAWN_FAST_PATH": str(fast_path).lower()}
    with serve_command(database, folder, "--workers", str(workers), **variables) as served:
        port = int(served.url.rpartition(":")[2])
        wait_until(lambda: get_json(port, "/health/ready")[0] == 200)
        clients = Clients(served.url)
        asyncio.run(clients.run(lambda: served.process.send_signal(signal.SIGTERM), warm=500))
        assert served.process.wait(timeout=120) == 0
    return clients


def check(clients: Clients) -> None:
    assert clients.lost == []
    assert set(clients.statuses) == {200}
    # Each connection was ended by an answer, and not by the end of the server.
    assert clients.ended >= clients.count


@pytest.mark.parametrize(("workers", "fast_path"), [(1, True), (2, False)], ids=str)
def test_no_request_is_lost(
    workers: int, fast_path: bool, night: RunNight, database: Database, tmp_path: Path
) -> None:
    night()

    # A client that a busy machine keeps from sending throughout the drain meets a closed connection.
    def stop(drain_seconds: float) -> None:
        check(stop_under_load(database, tmp_path, workers, fast_path=fast_path, drain_seconds=drain_seconds))

    with_enough_time(stop, 0.5, 5.0)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_no_request_of_many_stops_is_lost(
    way: tuple[int, bool],
    night: RunNight,
    database: Database,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    night()
    workers, fast_path = way
    answered = 0
    for _ in range(STOPS):
        clients = stop_under_load(database, tmp_path, workers, fast_path=fast_path, drain_seconds=2.0)
        check(clients)
        answered += clients.answered
    record_property("stops", STOPS)
    record_property("answers", answered)
