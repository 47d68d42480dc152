"""Pages of the documentation as a reader follows them: their commands, and a clone to run them in."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT, free_port
from tests.forked_process import forked_predawn
from tests.server_folders import server_folder

_BLOCK = re.compile(r"<!-- run: (\w+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Page:
    """The blocks of one page, or several, that a reader can run, by name; each is to be taken."""

    blocks: dict[str, str]

    def take(self, name: str, **changes: str) -> str:
        """Return a block; what is replaced in it must be in it."""
        block = self.blocks.pop(name)
        for old, new in changes.items():
            assert old.removeprefix("_") in block, (name, old)
            block = block.replace(old.removeprefix("_"), new)
        return block


def read_text(*paths: str) -> str:
    """Return the text of pages, one after the other."""
    return "\n".join((ROOT / path).read_text(encoding="utf-8") for path in paths)


def read_page(*paths: str) -> Page:
    """Return the blocks of pages."""
    return Page(dict(_BLOCK.findall(read_text(*paths))))


def languages(text: str) -> list[str]:
    """Return the language of each block that names one."""
    return [language for language in re.findall(r"^```(.*)$", text, re.MULTILINE) if language]


@dataclass(frozen=True)
class Checkout:
    """A folder with what a clone holds, installed; `variables` are set in each of its shells.

    Its `predawn` is forked instead of started (`tests/forked_process.py`).
    """

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def environment(self, **variables: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, **self.variables, **variables}

    def run(self, commands: str, **variables: str) -> str:
        """Run commands in a shell, as if typed one by one: the first that fails ends it."""
        ended = subprocess.run(
            ["bash", "-e", "-c", commands], cwd=self.folder, env=self.environment(**variables),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ended.returncode == 0, (ended.stdout, ended.stderr)
        return ended.stdout

    @contextmanager
    def running(self, commands: str, stop: signal.Signals, **variables: str) -> Iterator[Path]:
        """Run commands, the last in the background, and stop that as Ctrl-C or a service manager does."""
        *before, last = commands.rstrip().splitlines()
        log = self.folder / f"{stop}-{free_port()}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                ["bash", "-c", "\n".join([*before, f"exec env {last}"])],
                cwd=self.folder, env=self.environment(**variables),
                stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        try:
            yield log
            assert process.poll() is None, log.read_text()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, stop)
            process.wait(timeout=120)


@contextmanager
def new_checkout() -> Iterator[Checkout]:
    """Yield the files that git tracks, with the environment of these tests as `.venv`."""
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
        _install(folder / ".venv")
        yield Checkout(folder)


def _install(environment: Path) -> None:
    """Make an environment that has what the one of these tests has, and a `predawn` that is forked."""
    installed, programs = Path(sys.prefix), environment / "bin"
    programs.mkdir(parents=True)
    for path in installed.iterdir():
        if path.name != "bin" and not path.name.startswith(".installed"):
            (environment / path.name).symlink_to(path)
    for path in (installed / "bin").iterdir():
        if path.name not in ("predawn", "activate"):
            (programs / path.name).symlink_to(path)
    activate = (installed / "bin" / "activate").read_text(encoding="utf-8")
    (programs / "activate").write_text(activate.replace(str(installed), str(environment)), encoding="utf-8")
    (programs / "predawn").symlink_to(forked_predawn())
    for name in (".installed", ".installed-dev"):
        (environment / name).touch()
