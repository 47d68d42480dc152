"""Lookups of 10,000 projects in one request; without access log, keys and headers of a proxy.

`predawn serve` answers `POST /prediction-lookups` for random projects among 200,000, each from PostgreSQL. It
runs on one processor, the client and PostgreSQL on the other. In turns of a few seconds: single lookups over
32 connections; requests for 10,000 ids over two connections, as NDJSON; and both at the same time, with one
connection for the large requests. Prints one JSON line with the medians: ids a second, against single lookups
a second; the p99 of single lookups (in microseconds) beside the large requests, against that without; and how
far the memory of the server grows while it answers one large request after another, in MiB. `cpu_us_an_id` is
the processor time of the server for one id, the most reliable figure on a busy machine.

    python benchmarks/bulk_lookups.py
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from support.catalogues import parse_arguments
from support.home import open_home
from support.memory import PeakMemory
from support.served_home import publish, serving_home
from support.servers import CLIENT_PROCESSOR, Server, read
from support.turns import Lookups, middle, ratio

_FOLDER = Path(__file__).parent
_SETTLED_SECONDS = 1.0


def start_bulk(
    server: Server, arguments: argparse.Namespace, seed: int, connections: int
) -> "subprocess.Popen[str]":
    """Start to load a server with large requests from a separate process."""
    options = {
        "projects": arguments.projects,
        "ids": arguments.ids,
        "seconds": arguments.seconds,
        "connections": connections,
        "seed": seed,
        "processor": CLIENT_PROCESSOR,
    }
    command = [sys.executable, "-m", "support.clients.bulk_load", str(server.port)]
    command += [f"--{name}={value}" for name, value in options.items()]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_FOLDER)


def finish_bulk(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """Wait for the measurements of large requests."""
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError("the client of the large requests failed")
    found: dict[str, Any] = json.loads(out)
    return found


def measure_growth(server: Server, arguments: argparse.Namespace) -> tuple[float, float]:
    """Return the memory of a server before any large request, and its growth while it answers some."""
    read(server, "/predictions/1")
    with PeakMemory(server.process.pid) as before:
        time.sleep(_SETTLED_SECONDS)
    with PeakMemory(server.process.pid) as during:
        finish_bulk(start_bulk(server, arguments, seed=0, connections=1))
    return before.mib, during.mib - before.mib


def main() -> None:
    """Measure, and print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--ids", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    arguments = parse_arguments(parser)
    load = Lookups(arguments.projects, arguments.seconds)
    quiet, beside, bulk = [], [], []
    cpu_us = []
    with open_home() as home:
        home.train(arguments.catalogue)
        publish(home, arguments.catalogue, arguments.projects)
        home.place_server({CLIENT_PROCESSOR})
        with serving_home(home) as server:
            before_mib, growth_mib = measure_growth(server, arguments)
            for seed in range(arguments.rounds):
                quiet.append(load.put_on(server, seed))
                before = server.processor_seconds()
                bulk.append(finish_bulk(start_bulk(server, arguments, seed, connections=2)))
                cpu_us.append((server.processor_seconds() - before) / bulk[-1]["ids"] * 1e6)
                process = start_bulk(server, arguments, seed, connections=1)
                beside.append(load.put_on(server, seed))
                finish_bulk(process)
    rate = median(turn["rate"] for turn in bulk)
    figure = {
        "benchmark": "bulk_lookups",
        "off": ("access log", "headers of a proxy", "API keys"),
        "projects": arguments.projects,
        "ids": arguments.ids,
        "rate": round(rate),
        "cpu_us_an_id": round(median(cpu_us), 2),
        "milliseconds_a_request": round(1e3 * median(turn["seconds_a_request"] for turn in bulk), 1),
        "bytes_an_id": round(bulk[0]["bytes_an_id"]),
        "single": middle(quiet),
        "single_beside": middle(beside),
        "ratio_to_single": round(rate / middle(quiet)["rate"], 2),
        "ratio_p99": ratio("p99", beside, quiet),
        "memory_before_mib": round(before_mib, 1),
        "memory_growth_mib": round(growth_mib, 1),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
