"""The system account of the embedded server: PostgreSQL refuses to run as root."""

import logging
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from core.errors import StoreError

SYSTEM_USER = "pgserver"

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """A user and its group by number, because the owner of a restored volume may have no name here."""

    uid: int
    gid: int


def choose_account(home: Path, folder: Path) -> Account | None:
    """Return the account that runs the server; None means the caller's own.

    Only root needs another one: the owner of the server's folder, or else the owner of the home, so
    that a user's home stays that user's under sudo, or else the system user, which is created.

    Parameters
    ----------
    home
        The home folder, which exists.
    folder
        The folder of the server in it, which may not exist yet.

    Raises
    ------
    StoreError
        If no account can be used.
    """
    if os.geteuid() != 0:
        if not _has_name(os.geteuid()):
            raise StoreError(
                f"User id {os.geteuid()} has no name on this machine, and PostgreSQL's initdb needs one. "
                "Add the user to /etc/passwd, or set PREDAWN_DATABASE_URL to a server of your own."
            )
        return None
    for path in (folder, home):
        status = path.stat() if path.exists() else None
        # initdb needs the name of its user; an initialised server does not.
        if status is not None and status.st_uid != 0 and (path == folder or _has_name(status.st_uid)):
            return Account(status.st_uid, status.st_gid)
    return _system_user()


def hand_over(path: Path, account: Account | None) -> None:
    """Make the account the owner of a file or folder that root has just created."""
    if account is not None:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def let_traverse(account: Account, folder: Path) -> None:
    """Let the account traverse a folder and all its parents, without reading them.

    Only the one execute bit that applies to the account is added, if it is missing.
    """
    for path in (folder, *folder.parents):
        status = path.stat()
        if status.st_uid == account.uid:
            needed, change = stat.S_IXUSR, "u+x"
        elif status.st_gid == account.gid:
            needed, change = stat.S_IXGRP, "g+x"
        else:
            needed, change = stat.S_IXOTH, "o+x"
        if not status.st_mode & needed:
            path.chmod(stat.S_IMODE(status.st_mode) | needed)
            _logger.warning(
                "added %s to the mode of %s: PostgreSQL's account (uid %d) must traverse it",
                change,
                path,
                account.uid,
            )


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _system_user() -> Account:
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _create_system_user()
        entry = pwd.getpwnam(SYSTEM_USER)
    return Account(entry.pw_uid, entry.pw_gid)


def _create_system_user() -> None:
    """Create a system account: systemd removes the shared memory of other accounts at log-out."""
    command = shutil.which("useradd")
    if command is None:
        raise StoreError(
            "PostgreSQL refuses to run as root, and there is no `useradd` here to create the account "
            f"{SYSTEM_USER} with. Create it, run Predawn as another user, or set PREDAWN_DATABASE_URL."
        )
    arguments = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    done = subprocess.run(
        [command, *arguments, SYSTEM_USER], capture_output=True, text=True, check=False, cwd="/"
    )
    # Another home's server may have created it at the same moment.
    if done.returncode != 0 and SYSTEM_USER not in {entry.pw_name for entry in pwd.getpwall()}:
        raise StoreError(
            f"PostgreSQL refuses to run as root, and the account {SYSTEM_USER} could not be created: "
            f"{done.stderr.strip()}. Create it, run Predawn as another user, or set PREDAWN_DATABASE_URL."
        )
    _logger.warning("created the system account %s for the embedded PostgreSQL", SYSTEM_USER)
