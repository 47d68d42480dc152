"""The command line on the embedded server of a home of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.command_line import CommandLine
from tests.server_folders import server_folder


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the embedded server's account can get into, which pytest's own are not."""
    with server_folder("e2e") as folder:
        yield folder


@pytest.fixture
def at_home(tmp_path: Path, home: Path) -> CommandLine:
    """The command line with nothing set but where its server is."""
    return CommandLine(tmp_path).with_settings(home=home)
