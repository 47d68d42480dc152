"""Data folders of PostgreSQL servers that one process of a test run prepares for all of them.

Initialising a server, migrating a database and training a model take as long as many tests. With pytest-xdist
each worker has servers of its own, whose data folders are copies of the first one's.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


def shared_folder(factory: pytest.TempPathFactory) -> Path | None:
    """Return a folder that the workers of this run have in common; None where there is one process."""
    return factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else None


def share(shared: Path | None, data: Path, prepare: Callable[[], None]) -> None:
    """Make a data folder of a server that does not run: as a copy, or by preparing what others will copy.

    Parameters
    ----------
    shared
        The folder that the processes have in common; None where there is one process.
    data
        The folder to make; a copy has its name.
    prepare
        Makes the folder and leaves no server running in it.
    """
    if shared is None:
        prepare()
        return
    kept = shared / data.name
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            prepare()
            partial = kept.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            _copy(data, partial)
            partial.rename(kept)
            return
    _copy(kept, data)


def _copy(folder: Path, to: Path) -> None:
    # Together with the owner, which is the account of the server.
    subprocess.run(["cp", "-a", folder, to], check=True)
