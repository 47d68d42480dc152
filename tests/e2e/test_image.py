"""What ships is what is tested: the image, run as the compose file has it, scores with the native tagger."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import free_port
from tests.e2e.compose_file import Compose, compose_store
from tests.external_postgres import is_installed
from tests.image.build import Image, build_image, find_missing, temporary_image
from tests.image.sandbox import execute
from tests.serving import get_json, post_json
from tests.waiting import wait_until

pytestmark = pytest.mark.image

# The folder of an image that was built before, so that it need not be built again.
_BUILT = os.environ.get("PREDAWN_TEST_IMAGE")
_CATALOGUE = "/catalogue/catalogue.csv"


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    assert not find_missing(), "see tests/image/build.py for what a build needs"
    if _BUILT:
        yield build_image(Path(_BUILT))
        return
    with temporary_image() as image:
        yield image


@pytest.fixture(scope="module")
def compose(image: Image) -> Iterator[Compose]:
    assert is_installed(), "initdb and pg_ctl of a PostgreSQL must be on the path"
    with compose_store(image, "-cfsync=on") as compose:
        yield compose


def test_its_programs_are_unprivileged_and_can_write_to_tmp_alone(image: Image) -> None:
    assert image.user == image.group == 10001
    status = execute(image, "cat", "/proc/self/status").stdout
    for line in ("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1"):
        assert line in status
    assert execute(image, "touch", "/tmp/written").returncode == 0  # noqa: S108 - the sandbox's own
    refused = execute(image, "sh", "-c", "cp /bin/true /tmp/program && /tmp/program")
    assert "Permission denied" in refused.stderr
    for place in ("/srv/predawn/written", "/opt/predawn/written", "/written"):
        assert "Read-only file system" in execute(image, "touch", place).stderr


@pytest.mark.parametrize("tool", ["gcc", "cc", "as", "ld"])
def test_there_is_no_compiler_in_it(image: Image, tool: str) -> None:
    assert execute(image, "sh", "-c", f"command -v {tool}").returncode != 0


def test_there_is_no_build_backend_in_it_and_everything_is_compiled(image: Image) -> None:
    program = "import importlib.util as u; print([u.find_spec(n) is None for n in ('Cython', 'setuptools')])"
    assert execute(image, "python", "-c", program).stdout.strip() == "[True, True]"
    packages = next((image.root / "opt/predawn/lib").glob("python*/site-packages"))
    # Nothing can be written where it runs, so modules that are not compiled would be compiled at every start.
    assert list((packages / "api/__pycache__").glob("app.*.pyc"))
    assert list((packages / "model/native").glob("kernel.*.so"))


def test_it_starts_what_the_compose_file_starts(image: Image, compose: Compose) -> None:
    assert [*image.entrypoint, *image.command] == compose.command("api")


def test_a_night_and_its_answers(compose: Compose) -> None:
    assert "at revision" in compose.run("migrate")
    assert "it is the champion" in compose.run("schedule", "train", _CATALOGUE)
    assert "published" in compose.run("schedule", "batch")
    findings = {f["subject"]: f for f in json.loads(compose.run("schedule", "doctor", "--json"))}
    assert findings["tagger"]["verdict"] == "ok"
    assert findings["tagger"]["detail"].startswith("native")
    assert findings["server"]["verdict"] == "ok"
    port = free_port()
    with (
        compose.start("schedule"),
        compose.start("api", PREDAWN_PORT=str(port), PREDAWN_HOST="127.0.0.1"),
    ):
        wait_until(lambda: get_json(port, "/health/ready")[0] == 200)
        status, answer = get_json(port, "/predictions/4")
        assert (status, answer["data"]["source"], answer["data"]["run_id"]) == (200, "cache", 1)
        status, answer = post_json(port, "/predict", {"texts": [{"text": "Pruning a language model"}]})
        assert (status, answer["data"]["predictions"][0]["source"]) == (200, "on_demand")
        assert get_json(port, "/predictions/no-such-project")[0] == 404
        wait_until(lambda: compose.is_healthy("api", port))
        wait_until(lambda: compose.is_healthy("schedule"))
