"""Fuzz the native tagger, built with AddressSanitizer and UndefinedBehaviorSanitizer.

    python -m tests.fuzz --seconds 600

Builds the extension into a temporary folder, starts itself again with it, and prints one JSON line. A first
error of either sanitizer, a difference from scikit-learn, or a malformed column that is scored ends it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import model.native

ROOT = Path(__file__).parents[2]
FLAGS = "-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
BATCH = 100


def build(folder: Path) -> None:
    """Build the extension with the sanitizers into a folder."""
    environment = os.environ | {"PREDAWN_NATIVE_FLAGS": FLAGS, "CC": "gcc", "LDSHARED": "gcc -shared"}
    command = [sys.executable, "setup.py", "-q", "build_ext"]
    places = ["--build-lib", str(folder / "lib"), "--build-temp", str(folder / "temp")]
    subprocess.run([*command, *places], cwd=ROOT, env=environment, check=True, capture_output=True)
    if not list((folder / "lib" / "model" / "native").glob("kernel.*")):
        raise RuntimeError("the extension was not built: gcc with its sanitizers is needed")


def find_sanitizer() -> str:
    """Return the library that must be loaded before Python is."""
    command = ["gcc", "-print-file-name=libasan.so"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def start_sanitized(folder: Path, seconds: float, seed: int) -> int:
    """Start this module again, with the sanitized extension in place of the installed one."""
    environment = os.environ | {
        "LD_PRELOAD": find_sanitizer(),
        # What Python keeps to its end would count as leaked.
        "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=0:exitcode=99",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        # Overruns of blocks in Python's own pools would not be seen.
        "PYTHONMALLOC": "malloc",
    }
    extension = str(folder / "lib" / "model" / "native")
    options = ["--extension", extension, "--seconds", str(seconds), "--seed", str(seed)]
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *options], cwd=ROOT, env=environment, check=False
    ).returncode


def run(extension: str, seconds: float, seed: int) -> None:
    """Check one seed after the other until the time is over, and big texts and threads in between."""
    model.native.__path__.insert(0, extension)
    from model.native import kernel  # noqa: PLC0415 - only now is it the sanitized one
    from tests.fuzz import native_tagger  # noqa: PLC0415 - the same

    assert kernel.__file__.startswith(extension)
    end = time.monotonic() + seconds
    seeds = big = 0
    while time.monotonic() < end:
        for _ in range(BATCH):
            native_tagger.check(seed + seeds)
            seeds += 1
        native_tagger.check_big(Random(seed + seeds))
        big += 1
        native_tagger.check_shared(Random(seed + seeds))
    figure = {
        "fuzz": "native_tagger",
        "seconds": seconds,
        "first_seed": seed,
        "taggers": seeds,
        "big_texts": big,
    }
    print(json.dumps(figure | {"sanitizers": "address,undefined"}))  # noqa: T201 - its result


def main() -> None:
    """Build, and start again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--extension", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.extension:
        run(arguments.extension, arguments.seconds, arguments.seed)
        return
    with tempfile.TemporaryDirectory(prefix="predawn-fuzz-") as name:
        build(Path(name))
        sys.exit(start_sanitized(Path(name), arguments.seconds, arguments.seed))


if __name__ == "__main__":
    main()
