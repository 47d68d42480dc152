"""A sampler outlives the processes it watches, and a figure is never made of half of its samples."""

import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import TIMEOUT_SECONDS, in_time, wait_until

_BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
_CHILDREN = """
import subprocess, sys
for _ in range(30):
    subprocess.run(["true"], check=True)
held = bytearray(50_000_000)
print("grown", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def support(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(_BENCHMARKS))
    return lambda name: import_module(f"support.{name}")


def test_children_that_end_do_not_end_the_sampling(support: Any) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _CHILDREN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    began = time.time()
    with support("memory").PeakMemory(process.pid) as memory:
        with support("processor").ProcessorTime(process.pid) as processor:
            assert process.stdout is not None
            assert in_time(process.stdout.readline) == "grown\n"
            # Held until the samplers have seen it, which is when they leave.
            peak_before = memory.mib
        wait_until(lambda: memory.sample() or memory.mib >= 50)
        process.communicate(timeout=TIMEOUT_SECONDS)
    assert memory.mib >= max(50, peak_before)
    assert 0 < processor.between(began, time.time()) < 60


def test_a_family_that_has_ended_keeps_what_it_took(support: Any) -> None:
    sampler = support("processor").ProcessorTime
    process = subprocess.Popen([sys.executable, "-c", "sum(range(10_000_000))"])
    began = time.time()
    with sampler(process.pid) as processor:
        process.wait(TIMEOUT_SECONDS)
    assert processor.between(began, time.time()) > 0


def test_a_sampler_that_died_fails_the_benchmark_with_a_sentence(support: Any) -> None:
    died = threading.Event()

    class Broken(support("sampler").Sampler):  # type: ignore[misc]
        samples = 0

        def sample(self) -> None:
            self.samples += 1
            if self.samples > 1:
                died.set()
                raise PermissionError("not yours")

    def watch() -> None:
        with Broken("peak memory", 0.001):
            assert died.wait(60)

    with pytest.raises(RuntimeError, match=r"The sampler of peak memory ended early.*not yours.*again"):
        watch()
