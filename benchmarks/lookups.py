"""What a lookup costs over HTTP, straight from PostgreSQL, against an empty answer and the usual way.

`predawn serve` with its envelope, entity tags and metrics answers for random ones of 200,000 projects, on one
processor, while the client and PostgreSQL have the other. In turns of a few seconds with it, on the same
uvicorn: a bare ASGI function with a body of that size, FastAPI with a constant body, and FastAPI with
SQLAlchemy's ORM on psycopg2 over the same table. None of them writes an access log. Prints one JSON line for
each number of connections: the medians of rates and latencies (in microseconds), and those of the ratios of
each round; `cpu_us` is the processor time of the server for one request, which says most on a machine that
has other things to do. Then one line for answers of 304, with `--larger` one for the same lookups among more
projects, in turns with those among fewer, and one for lookups that need a key.

    python benchmarks/lookups.py --larger 1000000
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError

from sqlalchemy import text
from support.catalogues import parse_arguments, write_catalogue
from support.home import Home, open_home, run_night
from support.servers import CLIENT_PROCESSOR, PREDAWN, Server, Turn, middle, ratio, read, serving

from store import api_keys
from store.api_keys import KeyScope
from store.engine import Role

_FOLDER = Path(__file__).parent


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
    assert set(found["statuses"]) == {"304" if "None-Match" in header else "200"}, found["statuses"]
    used = (server.processor_seconds() - before) / found["requests"] * 1e6
    return Turn(found["rate"], found["p50"], found["p99"], used)


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


def compare_keyed(home: Home, server: Server, arguments: argparse.Namespace) -> None:
    """Compare answers that need a key with those before there was one, and print the figure."""

    def turns(header: str) -> list[Turn]:
        return [
            load(server, 32, arguments.seconds, arguments.projects, header) for _ in range(arguments.rounds)
        ]

    open_ones = turns("")
    owner = home.database.engine(Role.OWNER, "benchmark")
    with owner.begin() as connection:
        key = api_keys.create(connection, "benchmark", [KeyScope.LOOKUP])
    owner.dispose()
    while _is_open(server):
        time.sleep(0.1)
    keyed = turns(f"Authorization: Bearer {key}")
    figure = {
        "benchmark": "lookups_keyed",
        "connections": 32,
        "keyed": middle(keyed),
        "open": middle(open_ones),
        "ratio": round(middle(keyed)["rate"] / middle(open_ones)["rate"], 3),
        "ratio_cpu_us": round(middle(keyed)["cpu_us"] / middle(open_ones)["cpu_us"], 3),
    }
    print(json.dumps(figure), flush=True)


def _is_open(server: Server) -> bool:
    try:
        read(server, "/predictions/1")
    except HTTPError:
        return False
    return True


def compare_larger(home: Home, server: Server, arguments: argparse.Namespace) -> None:
    """Compare lookups among more projects, on a server of their own, with those among fewer; print it."""
    fewer, more = [], []
    with open_home() as larger:
        larger.train(arguments.catalogue)
        publish(larger, arguments, arguments.larger)
        # What publishing has left to write would be written while one of the two is measured.
        for each in (home, larger):
            with each.database.engine(None, "benchmark").connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
        with serving_home(larger) as its_server:
            for _ in range(arguments.rounds):
                fewer.append(load(server, 32, arguments.seconds, arguments.projects))
                more.append(load(its_server, 32, arguments.seconds, arguments.larger))
    figure = {
        "benchmark": "lookups_larger",
        "projects": arguments.larger,
        "against": arguments.projects,
        "connections": 32,
        "more": middle(more),
        "fewer": middle(fewer),
        "ratio": ratio("rate", more, fewer),
        "ratio_cpu_us": ratio("cpu_us", more, fewer),
    }
    print(json.dumps(figure), flush=True)


def publish(home: Home, arguments: argparse.Namespace, projects: int) -> None:
    """Score a generated catalogue and publish it."""
    source = home.folder / f"{projects}.parquet"
    write_catalogue(source, arguments.catalogue, projects)
    run_night(home, source)


@contextmanager
def serving_home(home: Home) -> Iterator[Server]:
    """Serve what is published in a home as in production."""
    variables = {
        "PREDAWN_DATABASE_URL": home.database.url,
        "PREDAWN_LOG_LEVEL": "warning",
        "PREDAWN_DRAIN_SECONDS": "0",
    }
    with serving("predawn", [str(PREDAWN), "serve"], variables) as server:
        yield server


@contextmanager
def all_servers(home: Home) -> Iterator[list[Server]]:
    """Start Predawn, and then the others with a body like its own."""
    url = home.database.url
    with ExitStack() as stack:
        ours = stack.enter_context(serving_home(home))
        variables = {
            "BENCHMARK_BODY": read(ours, "/predictions/1").decode(),
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
            compare_keyed(home, servers[0], arguments)


if __name__ == "__main__":
    main()
