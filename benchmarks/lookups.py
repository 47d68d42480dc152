"""The cost of a lookup over HTTP; without access log, keys and headers of a proxy unless stated otherwise.

`predawn serve`, with its envelope, entity tags and metrics, answers lookups of random projects among 200,000,
each from PostgreSQL. It runs on one processor, the client and PostgreSQL on the other. It takes turns of a
few seconds with four servers on the same uvicorn: a bare ASGI function with a body of the same size, FastAPI
with a constant body, FastAPI with SQLAlchemy's ORM on psycopg2 over the same table, and FastAPI with a pool
of asyncpg. None of them writes an access log.

Prints one JSON line for each number of connections: the medians of rates and latencies (in microseconds), and
the medians of the ratios in each round. `cpu_us` is the processor time of the server for one request, the
most reliable figure on a busy machine. Then follows one line for answers of 304; with `--larger`, one for
lookups among more projects, in turns with those among fewer; and one for lookups that need a key.

Two more lines measure what ships: `predawn serve` as the compose file starts it, with its access log written
to a file, and requests with the headers that nginx adds and an `X-Request-Id`, against the bare function with
the same headers and no log. One line is for one worker on its own processor, the other for two workers, as in
the compose file, with all processors for everything.

The first line is for lookups through Debian's nginx with the configuration of `deploy/nginx`, one worker
process each: `predawn` is Predawn behind it, with its access log; `bare` the bare function behind it;
`constant` nginx answering by itself with such a body (`return 200`), which is the most that any server behind
it can make; `direct` is Predawn without it. All of them use all processors; `cpu_us` is the processor time of
nginx, and of Predawn in `direct`. `--only-through-nginx` measures nothing else.

    python benchmarks/lookups.py --larger 1000000
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, ExitStack, contextmanager
from urllib.error import HTTPError

from sqlalchemy import text
from support.catalogues import parse_arguments
from support.home import Home, open_home
from support.nginx import proxying
from support.served_home import publish, serving_home
from support.servers import (
    ALL_PROCESSORS,
    CLIENT_PROCESSOR,
    SERVER_PROCESSOR,
    Server,
    read,
    serving,
)
from support.turns import Lookups, Turn, middle, ratios

from store import api_keys
from store.api_keys import KeyScope
from store.connect.engine import Role

_OFF = ("access log", "headers of a proxy", "API keys")
_UVICORN = ("--no-access-log", "--log-level", "warning", "--no-server-header")
_PEERS = {"bare": (), "constant": ("--factory",), "usual": ("--factory",), "usual_async": ("--factory",)}


def compare(servers: Sequence[Server], load: Lookups, rounds: int) -> None:
    """Load all servers in turns, and print how Predawn compares with each."""
    turns: dict[str, list[Turn]] = {server.name: [] for server in servers}
    for seed in range(rounds):
        for server in servers:
            turns[server.name].append(load.put_on(server, seed))
    ours = turns["predawn"]
    figure: dict[str, object] = {
        "benchmark": "lookups",
        "off": _OFF,
        "projects": load.projects,
        "connections": load.connections,
        **{name: middle(found) for name, found in turns.items()},
    }
    figure |= {f"ratio_to_{name}": ratios(ours, found) for name, found in turns.items() if name != "predawn"}
    print(json.dumps(figure), flush=True)


def compare_unchanged(server: Server, load: Lookups, rounds: int) -> None:
    """Compare answers of 304 with complete ones, and print the figure."""
    conditional = Lookups(load.projects, load.seconds, header="If-None-Match: *")
    whole, unchanged = [], []
    for seed in range(rounds):
        whole.append(load.put_on(server, seed))
        unchanged.append(conditional.put_on(server, seed))
    figure = {
        "benchmark": "lookups_unchanged",
        "off": _OFF,
        "projects": load.projects,
        "connections": load.connections,
        "unchanged": middle(unchanged),
        "whole": middle(whole),
        "ratio": ratios(unchanged, whole),
    }
    print(json.dumps(figure), flush=True)


def compare_keyed(home: Home, server: Server, load: Lookups, rounds: int) -> None:
    """Compare lookups before and after the first key is created, and print the figure."""
    open_ones = [load.put_on(server, seed) for seed in range(rounds)]
    owner = home.database.engine(Role.OWNER, "benchmark")
    with owner.begin() as connection:
        key = api_keys.create(connection, "benchmark", [KeyScope.LOOKUP])
    owner.dispose()
    while _is_open(server):
        time.sleep(0.1)
    with_key = Lookups(load.projects, load.seconds, header=f"Authorization: Bearer {key}")
    keyed = [with_key.put_on(server, seed) for seed in range(rounds)]
    figure = {
        "benchmark": "lookups_keyed",
        "off": ("access log", "headers of a proxy"),
        "projects": load.projects,
        "connections": load.connections,
        "keyed": middle(keyed),
        "open": middle(open_ones),
        "ratio": {name: round(value / middle(open_ones)[name], 3) for name, value in middle(keyed).items()},
    }
    print(json.dumps(figure), flush=True)


def _is_open(server: Server) -> bool:
    try:
        read(server, "/predictions/1")
    except HTTPError:
        return False
    return True


def compare_larger(home: Home, server: Server, arguments: argparse.Namespace) -> None:
    """Compare lookups among more projects, on a separate server, with those among fewer; print the figure."""
    fewer, more = [], []
    few, many = (Lookups(count, arguments.seconds) for count in (arguments.projects, arguments.larger))
    with open_home() as larger:
        larger.train(arguments.catalogue)
        publish(larger, arguments.catalogue, arguments.larger)
        larger.place_server({CLIENT_PROCESSOR})
        # Otherwise PostgreSQL would write the pages of the publish while one of the two is measured.
        for each in (home, larger):
            with each.database.engine(None, "benchmark").connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
        with serving_home(larger) as its_server:
            for seed in range(arguments.rounds):
                fewer.append(few.put_on(server, seed))
                more.append(many.put_on(its_server, seed))
    figure = {
        "benchmark": "lookups_larger",
        "off": _OFF,
        "projects": arguments.larger,
        "against": arguments.projects,
        "connections": few.connections,
        "more": middle(more),
        "fewer": middle(fewer),
        "ratio": ratios(more, fewer),
    }
    print(json.dumps(figure), flush=True)


def compare_as_shipped(home: Home, load: Lookups, rounds: int, workers: int) -> None:
    """Compare the server of the compose file with the bare function, and print the figure."""
    shipped: dict[str, str] = {"PREDAWN_PRODUCTION": "true"}
    processors = frozenset({SERVER_PROCESSOR}) if load.pinned else ALL_PROCESSORS
    home.place_server({CLIENT_PROCESSOR} if load.pinned else ALL_PROCESSORS)
    ours, bare = [], []
    with (
        serving_home(
            home, shipped, workers=workers, processors=processors, log=home.folder / "access.log"
        ) as server,
        serving_peer(home, "bare", server, workers=workers, processors=processors) as other,
    ):
        for seed in range(rounds):
            ours.append(load.put_on(server, seed))
            bare.append(load.put_on(other, seed))
    figure = {
        "benchmark": "lookups_as_shipped",
        "off": ("TCP to PostgreSQL and the proxy itself",),
        "projects": load.projects,
        "connections": load.connections,
        "workers": workers,
        "predawn": middle(ours),
        "bare": middle(bare),
        "ratio": ratios(ours, bare),
    }
    print(json.dumps(figure), flush=True)


def compare_through_nginx(home: Home, load: Lookups, rounds: int) -> None:
    """Compare lookups through nginx with what nginx makes by itself, and print the figure."""
    shipped = {"PREDAWN_PRODUCTION": "true"}
    log = home.folder / "proxied.log"
    home.place_server(ALL_PROCESSORS)
    with (
        serving_home(home, shipped, processors=ALL_PROCESSORS, log=log) as direct,
        serving_peer(home, "bare", direct, processors=ALL_PROCESSORS) as bare,
        proxying(home.folder / "nginx", direct, bare) as proxied,
    ):
        servers = {server.name: server for server in proxied} | {"direct": direct}
        turns: dict[str, list[Turn]] = {name: [] for name in servers}
        for seed in range(rounds):
            for name, server in servers.items():
                turns[name].append(load.put_on(server, seed))
    figure: dict[str, object] = {
        "benchmark": "lookups_through_nginx",
        "off": ("access log of nginx", "TCP to PostgreSQL"),
        "projects": load.projects,
        "connections": load.connections,
        **{name: middle(found) for name, found in turns.items()},
    }
    ours = turns.pop("predawn")
    figure |= {f"ratio_to_{name}": ratios(ours, found) for name, found in turns.items()}
    print(json.dumps(figure), flush=True)


def serving_peer(
    home: Home,
    name: str,
    ours: Server,
    *,
    workers: int = 1,
    processors: AbstractSet[int] = frozenset({SERVER_PROCESSOR}),
) -> AbstractContextManager[Server]:
    """Start a server to compare with, with a body like Predawn's."""
    url = home.database.url
    variables = {
        "BENCHMARK_BODY": read(ours, "/predictions/1").decode(),
        "BENCHMARK_URL": url.replace("postgresql://", "postgresql+psycopg2://"),
        "BENCHMARK_ASYNC_URL": url,
    }
    command = [sys.executable, "-m", "uvicorn", f"support.lookup_servers:{name}", *_UVICORN, *_PEERS[name]]
    return serving(name, [*command, f"--workers={workers}"], variables, processors=processors)


@contextmanager
def all_servers(home: Home) -> Iterator[list[Server]]:
    """Start Predawn, then the other servers."""
    with ExitStack() as stack:
        ours = stack.enter_context(serving_home(home))
        yield [ours, *(stack.enter_context(serving_peer(home, name, ours)) for name in _PEERS)]


def main() -> None:
    """Run all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--larger", type=int, help="also compare with this number of projects")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--only-through-nginx", action="store_true", help="measure only what nginx adds")
    arguments = parse_arguments(parser)
    projects, seconds, rounds = arguments.projects, arguments.seconds, arguments.rounds
    with open_home() as home:
        home.train(arguments.catalogue)
        publish(home, arguments.catalogue, projects)
        compare_through_nginx(home, Lookups(projects, seconds, pinned=False), rounds)
        if not arguments.only_through_nginx:
            compare_all(home, arguments)


def compare_all(home: Home, arguments: argparse.Namespace) -> None:
    """Run all comparisons without a proxy."""
    projects, seconds, rounds = arguments.projects, arguments.seconds, arguments.rounds
    load = Lookups(projects, seconds)
    home.place_server({CLIENT_PROCESSOR})
    with all_servers(home) as servers:
        for connections in (1, 32, 256):
            compare(servers, Lookups(projects, seconds, connections), rounds)
        compare_unchanged(servers[0], load, rounds)
        if arguments.larger:
            compare_larger(home, servers[0], arguments)
    for workers in (1, 2):
        shipped = Lookups(projects, seconds, proxied=True, pinned=workers == 1)
        compare_as_shipped(home, shipped, rounds, workers)
    home.place_server({CLIENT_PROCESSOR})
    with serving_home(home) as server:
        compare_keyed(home, server, load, rounds)


if __name__ == "__main__":
    main()
