"""Two instances behind nginx are restarted one after the other, and no client notices."""

import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from store.connect.database import Database
from tests.conftest import RunNight, free_port
from tests.nginx import Proxy, proxying
from tests.serving import Process, get_json, serve_command
from tests.waiting import wait_until

REQUESTS = 50_000
"""The least number of requests of each method."""

LOOKUPS = """
local ids, n = {4, 6, 10}, 0
request = function() n = n % 3 + 1; return wrk.format("GET", "/predictions/" .. ids[n]) end
"""
TEXTS = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"texts": [{"text": "Graph networks for images"}]}'
"""
COUNT = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("requests=%d failed=%d\\n",
    summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass
class Load:
    """wrk with some connections to the proxy, in rounds of a few seconds."""

    url: str
    script: Path
    requests: int = 0
    failed: int = 0
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def begin(self) -> None:
        command = ["wrk", "-t1", "-c16", "-d10s", "--timeout=30s", "-s", str(self.script), self.url]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def end(self) -> None:
        assert self.process is not None
        output, _ = self.process.communicate(timeout=120)
        found = re.search(r"requests=(\d+) failed=(\d+)", output)
        assert found, output
        self.requests += int(found[1])
        self.failed += int(found[2])


@dataclass
class Instances:
    """Two instances of `predawn serve` on fixed ports."""

    database: Database
    folder: Path
    ports: tuple[int, int]
    running: list[tuple[ExitStack, Process]] = field(default_factory=list)

    def start(self, number: int) -> tuple[ExitStack, Process]:
        stack = ExitStack()
        folder = self.folder / str(number)
        folder.mkdir(exist_ok=True)
        port = self.ports[number]
        served = stack.enter_context(
            serve_command(self.database, folder, "--port", str(port), PREDAWN_DRAIN_SECONDS="1")
        )
        wait_until(lambda: get_json(port, "/health/ready")[0] == 200)
        return stack, served

    def restart(self, number: int) -> None:
        stack, served = self.running[number]
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(timeout=120) == 0
        stack.close()
        self.running[number] = self.start(number)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk, which sends the requests, is not installed")
def test_a_rolling_restart_behind_nginx_fails_no_request(
    night: RunNight,
    database: Database,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    night()
    instances = Instances(database, tmp_path, (free_port(), free_port()))
    restarts = 0
    with ExitStack() as stack:
        instances.running = [instances.start(number) for number in range(2)]
        stack.callback(lambda: [one.close() for one, _ in instances.running])
        first, second = instances.ports
        proxy: Proxy = stack.enter_context(proxying(tmp_path, {8001: first, 8002: second}))
        loads = []
        for name, script in (("lookups", LOOKUPS), ("texts", TEXTS)):
            file = tmp_path / f"{name}.lua"
            file.write_text(script + COUNT)
            loads.append(Load(f"{proxy.url}{'/predict' if name == 'texts' else ''}", file))
        while min(load.requests for load in loads) < REQUESTS or restarts < 4:
            for load in loads:
                load.begin()
            # nginx leaves out who refused for two seconds, and starting takes longer.
            instances.restart(restarts % 2)
            restarts += 1
            for load in loads:
                load.end()
            assert [load.failed for load in loads] == [0, 0], proxy.errors
    for name, value in (("restarts", restarts), ("GET", loads[0].requests), ("POST", loads[1].requests)):
        record_property(name, value)
