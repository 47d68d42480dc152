"""The memory of an export, over HTTP and by command; without access log, keys and headers of a proxy.

A catalogue is generated, scored and published. Then `predawn serve` streams it in each format to a client
that keeps nothing, and `predawn export predictions` writes it to a file in each format. Prints one JSON line
for each: rows, seconds, and the growth of the memory of the process in MiB. For the server, growth is
measured from its first small answer to its peak; for the command, against an export of a tenth of the rows.
The benchmark fails above 64 MiB.

    python benchmarks/http_export.py --projects 1000000
"""

import argparse
import http.client
import json
import subprocess
import time
from collections.abc import Iterator

from support.catalogues import parse_arguments, write_catalogue, write_head
from support.home import Home, open_home, run_night
from support.memory import PeakMemory
from support.served_home import serving_home
from support.servers import PREDAWN, Server, read

MAX_MIB = 64
SETTLED_SECONDS = 1.0
_PIECE_BYTES = 1 << 20


def stream(server: Server, media: str) -> int:
    """Read a whole listing, and return its number of lines."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", "/predictions", headers={"Accept": media})
    answer, lines = connection.getresponse(), 0
    while piece := answer.read(_PIECE_BYTES):
        lines += piece.count(b"\n")
    connection.close()
    return lines


def measure_http(home: Home, projects: int) -> Iterator[dict[str, object]]:
    """Stream everything in each format, and yield the figures."""
    with serving_home(home) as server:
        read(server, "/predictions?limit=1")
        with PeakMemory(server.process.pid) as before:
            time.sleep(SETTLED_SECONDS)
        for media, head in (("text/csv", 1), ("application/x-ndjson", 0)):
            began = time.perf_counter()
            with PeakMemory(server.process.pid) as during:
                rows = stream(server, media) - head
            seconds = time.perf_counter() - began
            assert rows == projects, (rows, projects)
            yield _figure(f"HTTP {media}", rows, seconds, during.mib - before.mib, before.mib)


def export(home: Home, form: str) -> tuple[float, float]:
    """Export everything with the command, and return its seconds and its peak memory."""
    target = home.folder / f"predictions.{form}"
    command = [str(PREDAWN), "--database-url", home.database.url, "export", "predictions"]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--format", form, "--output", str(target)], stdout=subprocess.DEVNULL
    )
    with PeakMemory(process.pid) as memory:
        assert process.wait() == 0
    target.unlink()
    return time.perf_counter() - began, memory.mib


def _figure(what: str, rows: int, seconds: float, growth: float, before: float) -> dict[str, object]:
    return {
        "benchmark": "http_export",
        "off": ("access log", "headers of a proxy", "API keys"),
        "what": what,
        "rows": rows,
        "seconds": round(seconds, 2),
        "rows_per_second": round(rows / seconds),
        "memory_before_mib": round(before, 1),
        "memory_growth_mib": round(growth, 1),
    }


def main() -> None:
    """Measure the exports, and print a figure for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    arguments = parse_arguments(parser)
    forms = ("csv", "ndjson", "parquet")
    grown = []
    with open_home() as home:
        home.train(arguments.catalogue)
        catalogue, tenth = home.folder / "all.parquet", home.folder / "tenth.parquet"
        write_catalogue(catalogue, arguments.catalogue, arguments.projects)
        # With other texts for the same ids the second run would be held back for its churn.
        write_head(tenth, catalogue, arguments.projects // 10)
        run_night(home, tenth)
        fewer = {form: export(home, form)[1] for form in forms}
        run_night(home, catalogue)
        figures = list(measure_http(home, arguments.projects))
        for form in forms:
            seconds, mib = export(home, form)
            figures.append(
                _figure(f"command {form}", arguments.projects, seconds, mib - fewer[form], fewer[form])
            )
    for figure in figures:
        print(json.dumps(figure), flush=True)
        grown.append(figure["memory_growth_mib"])
    assert all(isinstance(growth, float) and growth < MAX_MIB for growth in grown), grown


if __name__ == "__main__":
    main()
