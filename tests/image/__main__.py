"""Build the image, and print what it is: what doctor says in it, how fast it scores, how big it is.

    python -m tests.image [FOLDER] [--extras dask]

Needs root, and Debian's packages buildah, debootstrap, crun and bubblewrap. Prints one JSON object: the
findings of `predawn doctor` on the store of the compose file; the rate at which the image scores, in turns
with this checkout's; megabytes on disk; and the seconds and the memory of `serve` with two workers. With a
folder, the image stays there, and is not built again the next time.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tests.e2e.compose_file import Compose, compose_store
from tests.external_postgres import free_port
from tests.image import scoring
from tests.image.build import Image, build_image, temporary_image
from tests.image.sandbox import execute, find_program
from tests.serving import get_json
from tests.waiting import wait_until

TURNS = 5
_CATALOGUE = "/catalogue/catalogue.csv"
_MIB = 1024


@contextmanager
def open_image(folder: Path | None, extras: str) -> Iterator[Image]:
    """Give the image in a folder, built if there is none, or one that is removed in the end."""
    if folder is not None:
        yield build_image(folder, extras)
        return
    with temporary_image(extras) as image:
        yield image


def prepare_store(compose: Compose) -> None:
    """Make a first run in a new store."""
    compose.run("migrate")
    compose.run("schedule", "train", compose.environment("schedule")["PREDAWN_CATALOGUE"])
    compose.run("schedule", "batch")


def examine(compose: Compose) -> list[str]:
    """Return what doctor finds, settings left out."""
    found = json.loads(compose.run("schedule", "doctor", "--json"))
    return [f"{f['verdict']} {f['subject']}: {f['detail']}" for f in found if f["subject"] != "setting"]


def compare_scoring(image: Image, compose: Compose) -> dict[str, Any]:
    """Score with the image and with this checkout in turns, and return the medians and their ratio."""
    catalogue = next(iter(compose.mounts("schedule")))
    program = Path(scoring.__file__)
    with tempfile.TemporaryDirectory(prefix="predawn-artifact-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "artifact").write_bytes(_read_artifact(compose))
        mounts = {folder: "/artifact", catalogue: "/catalogue", program.parent: "/measured"}
        inside = ["python", f"/measured/{program.name}", "/artifact/artifact", _CATALOGUE]
        outside = [sys.executable, str(program), str(folder / "artifact"), str(catalogue / "catalogue.csv")]
        rates: dict[str, list[int]] = {"image": [], "checkout": []}
        taggers = {}
        for _ in range(TURNS):
            in_image = execute(image, *inside, mounts=mounts)
            in_checkout = subprocess.run(outside, capture_output=True, text=True, check=True, cwd=folder)
            for place, ended in (("image", in_image), ("checkout", in_checkout)):
                if ended.returncode:
                    raise RuntimeError(ended.stderr)
                line = json.loads(ended.stdout)
                rates[place].append(max(line["texts_per_second"]))
                taggers[place] = line["tagger"]
    medians = {place: statistics.median(found) for place, found in rates.items()}
    return {
        "taggers": taggers,
        "texts_per_second": medians,
        "ratio": round(medians["image"] / medians["checkout"], 3),
    }


def _read_artifact(compose: Compose) -> bytes:
    engine = compose.database.engine(None, "tests.image")
    try:
        with engine.begin() as connection:
            return bytes(connection.execute(text("SELECT artifact FROM predawn.models")).scalar_one())
    finally:
        engine.dispose()


def measure_serving(compose: Compose) -> dict[str, Any]:
    """Return how long `serve` with two workers takes to answer, and what its processes hold then."""
    port = free_port()
    began = time.monotonic()
    with compose.start("api", PREDAWN_PORT=str(port), PREDAWN_HOST="127.0.0.1") as process:
        wait_until(lambda: get_json(port, "/health/live")[0] == 200)
        live = time.monotonic() - began
        wait_until(lambda: len(_workers(process)) == 2)
        for number in range(200):
            get_json(port, f"/predictions/{number}")
        held = [_memory(pid) for pid in _family(find_program(process))]
    return {
        "seconds_until_live": round(live, 1),
        "memory_mib": round(sum(entry["Pss"] for entry in held) / _MIB),
        "private_mib_by_process": [round(entry["Pss_Anon"] / _MIB) for entry in held],
    }


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _workers(process: "subprocess.Popen[str]") -> list[int]:
    return [pid for pid in _family(find_program(process)) if b"spawn_main" in _command_line(pid)]


def _command_line(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _memory(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def main() -> None:
    """Build or find the image, and print the line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", help="the folder to build in and to keep")
    parser.add_argument("--extras", default="", help="the build argument EXTRAS")
    arguments = parser.parse_args()
    with (
        open_image(arguments.folder, arguments.extras) as image,
        compose_store(image, "-cfsync=on") as compose,
    ):
        prepare_store(compose)
        line = {
            "image": "api",
            "extras": arguments.extras,
            "megabytes": round(image.size_bytes / 1e6),
            "doctor": examine(compose),
            "scoring": compare_scoring(image, compose),
            "serve_with_2_workers": measure_serving(compose),
        }
    print(json.dumps(line, indent=1))  # noqa: T201 - its result


if __name__ == "__main__":
    main()
