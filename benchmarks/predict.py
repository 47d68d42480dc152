"""The cost of `POST /predict`; without access log, keys and headers of a proxy unless stated otherwise.

It is compared with the usual way, with and without shared calls, and with and without the log of predictions.
Servers run on one processor, the client and PostgreSQL on the other, with 32 connections and one text in each
request. Prints one JSON line for each of:

- `predict`: new texts and repeated texts, with `predawn serve` and its envelope, metrics and log, in turns
  with a sync route of FastAPI that calls the scikit-learn pipeline for each request;
- `predict_as_shipped`: new texts with the settings of the compose file, the access log written to a file, and
  the headers that nginx adds, in turns with the same route without a log;
- `predict_log`: p99 with and without the log, in turns, until 100,000 requests are logged, and the number of
  dropped entries; then at half the rate that was reached with the log;
- `predict_sharing`: a custom predictor whose calls take 50 ms for any number of texts, with shared calls and
  with one call for each text; then 256 connections on a queue of 64: the number of refused requests, the time
  to refuse one, and the growth of the server's memory.

    python benchmarks/predict.py --rounds 5
"""

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import SecretStr
from support.catalogues import SEED, parse_arguments, read_fragments
from support.home import DefaultSettings, Home, open_home
from support.served_home import QUIET, publish, serving_home
from support.servers import CLIENT_PROCESSOR, Server, read, serving
from support.turns import Turn, as_turn, middle, ratios

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from store.models import registry

_FOLDER = Path(__file__).parent
_OFF = ("access log", "headers of a proxy", "API keys")
_PROJECTS = 10_000
_TEXTS_A_SECOND = 30_000
_OVERLOAD_CONNECTIONS = 256
_SLEEPING = {
    "PREDAWN_PREDICTOR": "support.predict_servers:Sleeping",
    "PREDAWN_PREDICTOR_PATH": str(_FOLDER),
    "PREDAWN_INFERENCE_MEMORY": "0",
}


class TextFiles:
    """Texts in files that the client reads; no two turns share a text."""

    def __init__(self, catalogue: Path, folder: Path) -> None:
        fragments, shares = read_fragments(catalogue)
        self._fragments = fragments[int(np.argmax(shares))]
        self._folder = folder
        self._first = 0

    def write(self, rows: int) -> Path:
        """Write new texts, and return the file."""
        generator = np.random.default_rng(SEED)
        titles, descriptions = self._fragments.compose(self._first, rows, generator)
        path = self._folder / f"texts-{self._first}.ndjson"
        with path.open("w", encoding="utf-8") as file:
            for number, (title, text) in enumerate(
                zip(titles.to_pylist(), descriptions.to_pylist(), strict=True), self._first
            ):
                # The number makes each text unique: fragments recur in the same order sooner or later.
                file.write(json.dumps({"texts": [{"text": f"{title} {text} {number}"}]}) + "\n")
        self._first += rows
        return path


@dataclass(frozen=True, slots=True)
class Measured:
    """A turn, and the statuses of its answers."""

    turn: Turn
    requests: int
    statuses: dict[str, int]


def load(
    server: Server,
    bodies: Path,
    connections: int,
    seconds: float,
    *,
    again: bool = False,
    proxied: bool = False,
    rate: float | None = None,
) -> Measured:
    """Send texts from a separate process on the other processor."""
    before = server.processor_seconds()
    options = [f"--connections={connections}", f"--seconds={seconds}", f"--processor={CLIENT_PROCESSOR}"]
    options += ["--again"] if again else []
    options += ["--proxied"] if proxied else []
    options += [f"--rate={rate}"] if rate else []
    command = [sys.executable, "-m", "support.clients.text_load", str(server.port), str(bodies), *options]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_FOLDER).stdout)
    turn = as_turn(found, server.processor_seconds() - before)
    return Measured(turn, found["requests"], found["statuses"])


def answered(measured: Measured) -> Turn:
    """Return the turn if all of its requests were answered."""
    assert set(measured.statuses) == {"200"}, measured.statuses
    return measured.turn


def serve(home: Home, name: str, **variables: str) -> AbstractContextManager[Server]:
    """Start `predawn serve` on the database of a home, without its access log."""
    return serving_home(home, {**QUIET, **variables}, name=name, path="/health")


def serve_as_shipped(home: Home) -> AbstractContextManager[Server]:
    """Start one worker with the settings of the compose file, and its access log in a file."""
    log = home.folder / "access.log"
    return serving_home(home, {"PREDAWN_PRODUCTION": "true"}, name="shipped", path="/health", log=log)


def serve_usual(home: Home) -> AbstractContextManager[Server]:
    """Start the usual server with the model of a home."""
    with home.engine.connect() as connection:
        champion = registry.find_champion(connection)
        assert champion is not None
        artifact, sha256, _ = registry.read_artifact(connection, champion.version)
    path = home.folder / "artifact.skops"
    path.write_bytes(artifact)
    options = ["--no-access-log", "--log-level", "warning", "--no-server-header", "--factory"]
    command = [sys.executable, "-m", "uvicorn", "support.predict_servers:usual", *options]
    return serving("usual", command, {"BENCHMARK_ARTIFACT": str(path), "BENCHMARK_SHA256": sha256}, "/")


def compare(home: Home, texts: TextFiles, arguments: argparse.Namespace) -> None:
    """Compare with the usual server, and print the figure."""
    rows = int(_TEXTS_A_SECOND * arguments.seconds)
    ours, seen, usual = [], [], []
    with serve(home, "predawn") as server, serve_usual(home) as other:
        known = texts.write(1000)
        for _ in range(arguments.rounds):
            fresh = texts.write(rows)
            ours.append(answered(load(server, fresh, 32, arguments.seconds)))
            load(server, known, 32, 1.0, again=True)
            seen.append(answered(load(server, known, 32, arguments.seconds, again=True)))
            usual.append(answered(load(other, fresh, 32, arguments.seconds)))
            fresh.unlink()
    figure = {
        "benchmark": "predict",
        "off": _OFF,
        "connections": 32,
        "unseen": middle(ours),
        "seen": middle(seen),
        "usual": middle(usual),
        "ratio": ratios(ours, usual),
        "ratio_seen": ratios(seen, usual),
    }
    print(json.dumps(figure), flush=True)


def compare_as_shipped(home: Home, texts: TextFiles, arguments: argparse.Namespace) -> None:
    """Compare the server of the compose file with the usual one, and print the figure."""
    rows = int(_TEXTS_A_SECOND * arguments.seconds)
    ours, usual = [], []
    with serve_as_shipped(home) as server, serve_usual(home) as other:
        for _ in range(arguments.rounds):
            fresh = texts.write(rows)
            ours.append(answered(load(server, fresh, 32, arguments.seconds, proxied=True)))
            usual.append(answered(load(other, fresh, 32, arguments.seconds, proxied=True)))
            fresh.unlink()
    figure = {
        "benchmark": "predict_as_shipped",
        "off": ("TCP to PostgreSQL and the proxy itself",),
        "connections": 32,
        "unseen": middle(ours),
        "usual": middle(usual),
        "ratio": ratios(ours, usual),
    }
    print(json.dumps(figure), flush=True)


def compare_sharing(home: Home, texts: TextFiles, arguments: argparse.Namespace) -> None:
    """Compare shared calls with one call for each text, overload the server, and print the figure."""
    predictor = "support.predict_servers:Sleeping"
    settings = DefaultSettings(
        home=home.settings.home, database_url=SecretStr(home.database.url), predictor=predictor,
        predictor_path=_FOLDER, engine="threading", workers=1, max_other=1.0, max_churn=1.0, max_psi=1e9,
        min_f1=0.0,
    )  # fmt: skip
    run_batch(home.database, settings, RunRequest(), Silent())
    shared, single = [], []
    with (
        serve(home, "shared", **_SLEEPING) as server,
        serve(home, "single", **_SLEEPING, PREDAWN_INFERENCE_BATCH="1") as other,
    ):
        for _ in range(arguments.rounds):
            bodies = texts.write(int(2000 * arguments.seconds) + 1000)
            shared.append(answered(load(server, bodies, 32, arguments.seconds)))
            single.append(answered(load(other, bodies, 32, arguments.seconds)))
        before = resident_mib(server)
        bodies = texts.write(int(10_000 * arguments.seconds) + 1000)
        overloaded = load(server, bodies, _OVERLOAD_CONNECTIONS, arguments.seconds)
        after = resident_mib(server)
        calm = answered(
            load(server, texts.write(int(2000 * arguments.seconds) + 1000), 32, arguments.seconds)
        )
    figure = {
        "benchmark": "predict_sharing",
        "off": (*_OFF, "answers kept in memory"),
        "connections": 32,
        "shared": middle(shared),
        "single": middle(single),
        "ratio": ratios(shared, single),
        "overload": {
            "connections": _OVERLOAD_CONNECTIONS,
            "statuses": overloaded.statuses,
            "p99": overloaded.turn.p99,
            "grown_mib": round(after - before, 1),
            "p99_afterwards": calm.p99,
        },
    }
    print(json.dumps(figure), flush=True)


def resident_mib(server: Server) -> float:
    """Return the memory of a server."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def compare_log(home: Home, texts: TextFiles, arguments: argparse.Namespace) -> None:
    """Compare predictions with and without the log, and print the figure."""
    rows = int(_TEXTS_A_SECOND * arguments.seconds)
    logged, silent = [], []
    requests = 0
    with (
        serve(home, "logged") as server,
        serve(home, "silent", PREDAWN_INFERENCE_LOG="off") as other,
    ):
        for turn in itertools.count(1):
            fresh = texts.write(rows)
            measured = load(server, fresh, 32, arguments.seconds)
            requests += measured.requests
            logged.append(answered(measured))
            silent.append(answered(load(other, fresh, 32, arguments.seconds)))
            fresh.unlink()
            if requests >= arguments.logged and turn >= arguments.rounds:
                break
        log = json.loads(read(server, "/health"))["data"]["inference_log"]
        rate = middle(logged)["rate"] / 2
        fresh = texts.write(rows)
        halved = answered(load(server, fresh, 32, arguments.seconds, rate=rate))
        later = json.loads(read(server, "/health"))["data"]["inference_log"]
    figure = {
        "benchmark": "predict_log",
        "off": _OFF,
        "requests": requests,
        "logged": middle(logged),
        "silent": middle(silent),
        "ratio": ratios(logged, silent),
        "log": log,
        "half_rate": {"rate": round(halved.rate, 1), "dropped": later["dropped"] - log["dropped"]},
    }
    print(json.dumps(figure), flush=True)


def main() -> None:
    """Run all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--logged", type=int, default=100_000, help="the smallest number of logged requests")
    arguments = parse_arguments(parser)
    with open_home() as home, tempfile.TemporaryDirectory(prefix="predawn-bench-") as folder:
        home.train(arguments.catalogue)
        publish(home, arguments.catalogue, _PROJECTS)
        home.place_server({CLIENT_PROCESSOR})
        texts = TextFiles(arguments.catalogue, Path(folder))
        compare(home, texts, arguments)
        compare_as_shipped(home, texts, arguments)
        compare_log(home, texts, arguments)
        compare_sharing(home, texts, arguments)


if __name__ == "__main__":
    main()
