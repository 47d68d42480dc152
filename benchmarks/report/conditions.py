"""The conditions of a report: the commit, the machine, and the versions of the software."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from store.embedded.programs import bin_path

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a report; `load` is the load average before it began."""

    commit: str
    changed: bool
    date: str
    processors: int
    processor: str
    memory_gib: int
    postgresql: str
    python: str
    catalogue: str
    load: float

    @property
    def of_a_commit(self) -> bool:
        """True if the measured code is committed."""
        return bool(self.commit) and not self.changed


def read_conditions(catalogue: Path) -> Conditions:
    """Return the current conditions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Conditions(
        commit=_git("rev-parse", "--short=12", "HEAD"),
        changed=bool(_git("status", "--porcelain", "--untracked-files=no")),
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        processors=len(os.sched_getaffinity(0)),
        processor=_processor(),
        memory_gib=round(memory / 2**30),
        postgresql=_run(str(bin_path() / "postgres"), "--version").split()[-1],
        python=platform.python_version(),
        catalogue=catalogue.name,
        load=round(os.getloadavg()[0], 2),
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _git(*arguments: str) -> str:
    """Return the output of git, if the checkout has a repository."""
    try:
        return _run("git", "-C", str(_ROOT), *arguments)
    except (OSError, subprocess.CalledProcessError):
        return ""


def _run(*command: str) -> str:
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ).stdout.strip()
