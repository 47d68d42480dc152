"""The short form of `make fuzz`, and the long one behind the slow marker."""

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from model.native.tagger import BUILT

pytestmark = pytest.mark.skipif(not BUILT, reason="the native tagger is not built: there was no C compiler")

if BUILT:
    from tests.fuzz import native_tagger

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    "first", [0, *(pytest.param(first, marks=pytest.mark.slow) for first in range(50, 200, 50))]
)
def test_random_taggers_score_as_scikit_learn_and_refuse_what_is_malformed(first: int) -> None:
    for seed in range(first, first + 50):
        native_tagger.check(seed)


def test_texts_of_megabytes() -> None:
    native_tagger.check_big(Random(1))


@pytest.mark.parametrize("seed", range(10))
def test_threads_that_share_a_tagger_do_not_meet(seed: int) -> None:
    native_tagger.check_shared(Random(seed))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gcc") is None, reason="the sanitizers need gcc")
def test_nothing_is_read_or_written_out_of_bounds() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--seconds", "120", "--seed", "1000000"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    assert '"taggers"' in finished.stdout
