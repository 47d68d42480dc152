"""The commands of the README and of the tutorial are run as they stand there, and print what they say."""

import json
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any

import pytest

from core.cron import DueTimes
from store.embedded.server import EmbeddedServer
from tests.conftest import distant_schedule, free_port
from tests.e2e.pages import Checkout, Page, languages, new_checkout, read_page, read_text
from tests.serving import answers
from tests.waiting import wait_until

PAGES = ("README.md", "docs/tutorial.md")
STEPS = ".predawn-steps"


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    with new_checkout() as checkout:
        yield checkout


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
    assert len(languages(read_text(*PAGES))) == len(read_page(*PAGES).blocks)


def test_its_commands_do_what_it_says(checkout: Checkout) -> None:
    readme = read_page(*PAGES)
    port = str(free_port())
    clone, up = readme.take("begin").splitlines()
    assert clone == "git clone <address of this repository> predawn && cd predawn"
    with checkout.running(up, signal.SIGINT, PREDAWN_PORT=port, PREDAWN_SCHEDULE=distant_schedule()) as log:
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


def follow_the_steps(checkout: Checkout, readme: Page) -> Mapping[str, str]:
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
    assert re.search(r"^ natural-language-processing \| +\d+ \| +0\.\d+$", by_tag, re.MULTILINE)
    # Publishing changed a tag, and rolling back changed it again.
    assert re.findall(r"^ 17 .* (publish|rollback) ", changes, re.MULTILINE) == ["rollback", "publish"]
    assert re.search(r"^ 17 .* computer-vision +\| natural-language-processing ", diff, re.MULTILINE)
    assert diff.endswith("(1 row)")
    return shell


def look_predictions_up(checkout: Checkout, readme: Page, port: str) -> None:
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


def run_nightly(checkout: Checkout, readme: Page) -> None:
    """Do what cron does with its line, on the store of `make up`."""
    *due, command = readme.take("cron").split(maxsplit=5)
    assert DueTimes(" ".join(due)).line == "0 3 * * *"
    checkout.run(command.replace("/srv/predawn", str(checkout.folder)), PATH="/usr/bin:/bin")
    assert "run 2: unchanged; 0 scored" in (checkout.folder / "batch.log").read_text()


def serve_and_schedule(checkout: Checkout, readme: Page, shell: Mapping[str, str]) -> None:
    develop, production = str(free_port()), str(free_port())
    with ExitStack() as stack:
        stack.enter_context(
            checkout.running(readme.take("develop"), signal.SIGINT, **shell, UVICORN_PORT=develop)
        )
        stack.enter_context(checkout.running(readme.take("serve", _8000=production), signal.SIGTERM, **shell))
        scheduler = stack.enter_context(checkout.running(readme.take("schedule"), signal.SIGTERM, **shell))
        for port in (develop, production):
            wait_until(lambda port=port: is_served(port))
        wait_until(lambda: "this scheduler is active" in scheduler.read_text())
