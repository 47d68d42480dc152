"""What a lookup costs over HTTP, straight from PostgreSQL, against an empty answer and the usual way.

`predawn serve` with its envelope, entity tags and metrics answers for random ones of 200,000 projects, on one
processor, while the client and PostgreSQL have the other. In turns of a few seconds with it, on the same
uvicorn: a bare ASGI function with a body of that size, FastAPI with a constant body, and FastAPI with
SQLAlchemy's ORM on psycopg2 over the same table. None of them writes an access log. Prints one JSON line for
each number of connections: the medians of rates and latencies (in microseconds), and those of the ratios of
each round; `cpu_us` is the processor time of the server for one request, which says most on a machine that
has other things to do. Then one line for answers of 304, and, with `--larger`, one for the same lookups among
more projects.

    python benchmarks/lookups.py --larger 1000000
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from support.catalogues import parse_arguments, write_catalogue
from support.home import Home, open_home, run_night

_FOLDER = Path(__file__).parent
_PREDAWN = Path(sys.executable).with_name("predawn")
_TICK = os.sysconf("SC_CLK_TCK")
SERVER_PROCESSOR, CLIENT_PROCESSOR = 0, max(os.sched_getaffinity(0))
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server under way."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def processor_seconds(self) -> float:
        """Return the processor time that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK


@dataclass(frozen=True, slots=True)
class Turn:
    """A few seconds of load on a server."""

    rate: float
    p50: float
    p99: float
    cpu_us: float


@contextmanager
def serving(name: str, command: Sequence[str], variables: Mapping[str, str]) -> Iterator[Server]:
    """Start a server on its processor, and end it."""
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PREDAWN_")}
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        env={**kept, **variables},
        cwd=_FOLDER,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_PROCESSOR}),  # noqa: PLW1509 - no threads here
    )
    try:
        server = Server(name, port, process)
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            read(server)
        except OSError:
            if time.monotonic() > deadline or server.process.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return


def read(server: Server) -> bytes:
    """Return the answer for the first project."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/predictions/1") as answer:
        body: bytes = answer.read()
    return body


def load(server: Server, connections: int, seconds: float, projects: int, header: str = "") -> Turn:
    """Put load on a server, from a process of its own on the other processor."""
    before = server.processor_seconds()
    arguments: dict[str, object] = {
        "connections": connections,
        "seconds": seconds,
        "projects": projects,
        "header": header,
        "processor": CLIENT_PROCESSOR,
    }
    written = subprocess.run(
        [sys.executable, str(_FOLDER / "support" / "load.py"), str(server.port)]
        + [f"--{name}={value}" for name, value in arguments.items()],
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    found = json.loads(written)
    assert set(found["statuses"]) == {"304" if header else "200"}, found["statuses"]
    used = (server.processor_seconds() - before) / found["requests"] * 1e6
    return Turn(found["rate"], found["p50"], found["p99"], used)


def middle(turns: Sequence[Turn]) -> dict[str, float]:
    """Return the medians of some turns."""
    return {
        name: round(median(getattr(turn, name) for turn in turns), 1)
        for name in ("rate", "p50", "p99", "cpu_us")
    }


def ratio(name: str, turns: Sequence[Turn], others: Sequence[Turn]) -> float:
    """Return the median of the ratios of turns that followed each other."""
    pairs = zip(turns, others, strict=True)
    ratios: list[float] = [getattr(a, name) / getattr(b, name) for a, b in pairs]
    return round(median(ratios), 3)


def compare(servers: Sequence[Server], connections: int, arguments: argparse.Namespace) -> None:
    """Put load on all servers in turns, and print how Predawn compares with each."""
    turns: dict[str, list[Turn]] = {server.name: [] for server in servers}
    for _ in range(arguments.rounds):
        for server in servers:
            turns[server.name].append(load(server, connections, arguments.seconds, arguments.projects))
    ours = turns["predawn"]
    figure: dict[str, object] = {
        "benchmark": "lookups",
        "projects": arguments.projects,
        "connections": connections,
        **{name: middle(found) for name, found in turns.items()},
    }
    for name, found in turns.items():
        if name != "predawn":
            figure[f"ratio_to_{name}"] = {
                key: ratio(key, ours, found) for key in ("rate", "p50", "p99", "cpu_us")
            }
    print(json.dumps(figure), flush=True)


def compare_unchanged(server: Server, arguments: argparse.Namespace) -> None:
    """Compare answers of 304 with whole ones, and print the figure."""
    whole, unchanged = [], []
    for _ in range(arguments.rounds):
        whole.append(load(server, 32, arguments.seconds, arguments.projects))
        unchanged.append(load(server, 32, arguments.seconds, arguments.projects, "If-None-Match: *"))
    figure = {
        "benchmark": "lookups_unchanged",
        "connections": 32,
        "unchanged": middle(unchanged),
        "whole": middle(whole),
        "ratio": ratio("rate", unchanged, whole),
        "ratio_cpu_us": ratio("cpu_us", unchanged, whole),
    }
    print(json.dumps(figure), flush=True)


def compare_larger(home: Home, server: Server, arguments: argparse.Namespace) -> None:
    """Compare lookups among more projects with those among fewer, before and after, and print the figure."""

    def turns(projects: int) -> list[Turn]:
        return [load(server, 32, arguments.seconds, projects) for _ in range(arguments.rounds)]

    fewer = turns(arguments.projects)
    publish(home, arguments, arguments.larger)
    more = turns(arguments.larger)
    figure = {
        "benchmark": "lookups_larger",
        "projects": arguments.larger,
        "against": arguments.projects,
        "connections": 32,
        "more": middle(more),
        "fewer": middle(fewer),
        "ratio": round(middle(more)["rate"] / middle(fewer)["rate"], 3),
        "ratio_cpu_us": round(middle(more)["cpu_us"] / middle(fewer)["cpu_us"], 3),
    }
    print(json.dumps(figure), flush=True)


def publish(home: Home, arguments: argparse.Namespace, projects: int) -> None:
    """Score a generated catalogue and publish it."""
    source = home.folder / f"{projects}.parquet"
    write_catalogue(source, arguments.catalogue, projects)
    run_night(home, source)


@contextmanager
def all_servers(home: Home) -> Iterator[list[Server]]:
    """Start Predawn, and then the others with a body like its own."""
    url = home.database.url
    with ExitStack() as stack:
        ours = stack.enter_context(
            serving(
                "predawn",
                [str(_PREDAWN), "serve"],
                {"PREDAWN_DATABASE_URL": url, "PREDAWN_LOG_LEVEL": "warning", "PREDAWN_DRAIN_SECONDS": "0"},
            )
        )
        variables = {
            "BENCHMARK_BODY": read(ours).decode(),
            "BENCHMARK_URL": url.replace("postgresql://", "postgresql+psycopg2://"),
        }
        options = ["--no-access-log", "--log-level", "warning", "--no-server-header"]
        found = [ours]
        for name, extra in (("bare", []), ("constant", ["--factory"]), ("usual", ["--factory"])):
            command = [sys.executable, "-m", "uvicorn", f"support.lookup_servers:{name}", *options, *extra]
            found.append(stack.enter_context(serving(name, command, variables)))
        yield found


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--larger", type=int, help="compare with this many projects as well")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    arguments = parse_arguments(parser)
    with open_home() as home:
        home.train(arguments.catalogue)
        publish(home, arguments, arguments.projects)
        with all_servers(home) as servers:
            for connections in (1, 32, 256):
                compare(servers, connections, arguments)
            compare_unchanged(servers[0], arguments)
            if arguments.larger:
                compare_larger(home, servers[0], arguments)


if __name__ == "__main__":
    main()
