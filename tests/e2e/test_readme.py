"""The commands of the README and of the tutorial are run as they stand there, and print what they say."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from core.cron import DueTimes
from store.embedded.server import EmbeddedServer
from tests.conftest import ROOT, free_port
from tests.server_folders import server_folder
from tests.serving import answers
from tests.waiting import wait_until

README = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/tutorial.md"))
STEPS = ".predawn-steps"


@dataclass
class Readme:
    """The blocks that a reader can run, by name; each is to be taken."""

    blocks: dict[str, str] = field(
        default_factory=lambda: dict(
            re.findall(r"<!-- run: (\w+) -->\n```\w+\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
        )
    )

    def take(self, name: str, **changes: str) -> str:
        """Return a block; what is replaced in it must be in it."""
        block = self.blocks.pop(name)
        for old, new in changes.items():
            assert old.removeprefix("_") in block
            block = block.replace(old.removeprefix("_"), new)
        return block


@dataclass(frozen=True)
class Checkout:
    """A folder with what a clone holds, installed."""

    folder: Path

    def environment(self, **variables: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, **variables}

    def run(self, commands: str, **variables: str) -> str:
        """Run commands in a shell, as if typed one by one: the first that fails ends it."""
        ended = subprocess.run(
            ["bash", "-e", "-c", commands], cwd=self.folder, env=self.environment(**variables),
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert ended.returncode == 0, (ended.stdout, ended.stderr)
        return ended.stdout

    @contextmanager
    def running(self, commands: str, stop: signal.Signals, **variables: str) -> Iterator[Path]:
        """Run commands in the background, and stop them as Ctrl-C or a service manager does."""
        log = self.folder / f"{stop}-{free_port()}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                ["bash", "-c", f"exec {commands}"], cwd=self.folder, env=self.environment(**variables),
                stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        try:
            yield log
            assert process.poll() is None, log.read_text()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, stop)
            process.wait(timeout=60)


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    """The files that git tracks, with the environment of these tests as `.venv`."""
    with server_folder("readme") as folder:
        folder.chmod(0o755)  # for the account of the embedded server
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
        # The native tagger is built in place by `make install`, which has nothing left to do here.
        built = [str(path.relative_to(ROOT)) for path in (ROOT / "model" / "native").glob("*.so")]
        for name in names + built:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
        (folder / ".venv").mkdir()
        for path in Path(sys.prefix).iterdir():
            if not path.name.startswith(".installed"):
                (folder / ".venv" / path.name).symlink_to(path)
        for name in (".installed", ".installed-dev"):
            (folder / ".venv" / name).touch()
        yield Checkout(folder)


def is_served(port: str) -> bool:
    return answers(f"http://127.0.0.1:{port}/predictions/4")


def every_json(text: str) -> list[Any]:
    """Return the JSON documents that stand one behind the other."""
    found, decoder = [], json.JSONDecoder()
    while text:
        document, end = decoder.raw_decode(text)
        found.append(document)
        text = text[end:].lstrip()
    return found


def test_every_block_with_a_language_is_one_that_is_run() -> None:
    languages = [language for language in re.findall(r"^```(.*)$", README, re.MULTILINE) if language]
    assert len(languages) == len(Readme().blocks)


def test_its_commands_do_what_it_says(checkout: Checkout) -> None:
    readme = Readme()
    port = str(free_port())
    clone, up = readme.take("begin").splitlines()
    assert clone == "git clone <address of this repository> predawn && cd predawn"
    with checkout.running(up, signal.SIGINT, PREDAWN_PORT=port) as log:
        # Every command starts the server and stops it; held up, that costs no time here.
        (checkout.folder / STEPS).mkdir()
        with EmbeddedServer(checkout.folder / STEPS):
            steps = follow_the_steps(checkout, readme)
            wait_until(lambda: is_served(port))
            look_predictions_up(checkout, readme, port)
            run_nightly(checkout, readme)
            serve_and_schedule(checkout, readme, steps)
    assert f"http://127.0.0.1:{port}/predictions/" in log.read_text()
    assert log.read_text().endswith("Everything is stopped.\n")
    assert readme.blocks == {}


def follow_the_steps(checkout: Checkout, readme: Readme) -> Mapping[str, str]:
    """Go step by step, and return what the shell that one sits in has set by then."""
    *said, path, home, catalogue = checkout.run(
        readme.take("steps") + 'echo; printf "%s\\n" "$PATH" "$PREDAWN_HOME" "$PREDAWN_CATALOGUE"'
    ).splitlines()
    shell = {"PATH": path, "PREDAWN_HOME": home, "PREDAWN_CATALOGUE": catalogue}
    for told in (
        "Created the schema at revision",
        "387 new, 0 changed",
        "it is the champion",
        "run 1: published with model 1; 387 scored, 0 reused",
        "(5 rows)",
    ):
        assert any(told in line for line in said), (told, said)

    night = checkout.run(readme.take("night"), **shell)
    assert "run 2: published with model 1; 1 scored, 386 reused" in night
    assert re.search(r"^ +2 +\* +published ", night, re.MULTILINE)
    assert "run 1 is in service again, run 2 no longer is" in night

    (checkout.folder / "queries.sql").write_text(readme.take("sql"))
    by_tag, changes, diff = checkout.run("predawn sql < queries.sql", **shell).strip().split("\n\n")
    assert re.search(r"^ natural-language-processing \| +\d+ \| 0\.\d+$", by_tag, re.MULTILINE)
    # Publishing changed a tag, and rolling back changed it again.
    assert re.findall(r"^ 17 .* (publish|rollback) ", changes, re.MULTILINE) == ["rollback", "publish"]
    assert re.search(r"^ 17 .* computer-vision +\| natural-language-processing ", diff, re.MULTILINE)
    assert diff.endswith("(1 row)")
    return shell


def look_predictions_up(checkout: Checkout, readme: Readme, port: str) -> None:
    stored, tagged = every_json(checkout.run(readme.take("curl", _8000=port)))
    assert stored["status-code"] == tagged["status-code"] == 200
    assert (stored["data"]["project_id"], stored["data"]["source"], stored["data"]["run_id"]) == (
        "4",
        "cache",
        1,
    )
    (prediction,) = tagged["data"]["predictions"]
    assert (prediction["predicted_tag"], prediction["source"]) == ("computer-vision", "on_demand")

    (checkout.folder / "look_up.py").write_text(readme.take("requests", _8000=port))
    said = checkout.run(".venv/bin/python look_up.py").split()
    assert said == [stored["data"]["predicted_tag"], str(stored["data"]["score"]), "fresh"]


def run_nightly(checkout: Checkout, readme: Readme) -> None:
    """Do what cron does with its line, on the store of `make up`."""
    *due, command = readme.take("cron").split(maxsplit=5)
    assert DueTimes(" ".join(due)).line == "0 3 * * *"
    checkout.run(command.replace("/srv/predawn", str(checkout.folder)), PATH="/usr/bin:/bin")
    assert "run 2: unchanged; 0 scored" in (checkout.folder / "batch.log").read_text()


def serve_and_schedule(checkout: Checkout, readme: Readme, shell: Mapping[str, str]) -> None:
    develop, production = str(free_port()), str(free_port())
    with ExitStack() as stack:
        stack.enter_context(
            checkout.running(readme.take("develop"), signal.SIGINT, **shell, UVICORN_PORT=develop)
        )
        stack.enter_context(checkout.running(readme.take("serve", _8000=production), signal.SIGTERM, **shell))
        scheduler = stack.enter_context(
            checkout.running("env " + readme.take("schedule"), signal.SIGTERM, **shell)
        )
        for port in (develop, production):
            wait_until(lambda port=port: is_served(port))
        wait_until(lambda: "this scheduler is active" in scheduler.read_text())
