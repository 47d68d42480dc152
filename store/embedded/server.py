"""Leases on the embedded PostgreSQL server of a home folder.

Every process that uses the server holds a shared lock on `postgres.lease`. A process that leaves tries to
take the lock exclusively, without waiting; if it succeeds, it is the last one and stops the server. The
kernel frees the lock of a killed process, so the count is never wrong; the next process adopts a server whose
last holder was killed. `postgres.mutex` serialises starts and stops. Commands that run until they are stopped
start a server that ends under them again (`store.embedded.watch`).
"""

import atexit
import contextlib
import fcntl
import logging
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from core.errors import StoreError, StoreUnavailableError
from store.embedded.cluster import (
    DATABASE,
    PORT,
    START_TIMEOUT_SECONDS,
    STOP_TIMEOUT_SECONDS,
    SUPERUSER,
    Cluster,
    ServerState,
)
from store.embedded.programs import bin_path

__all__ = ["EmbeddedServer", "bin_path"]

# Longer than a holder of the mutex can take for a start, or for a stop in both modes.
_MUTEX_TIMEOUT_SECONDS = START_TIMEOUT_SECONDS + 2 * STOP_TIMEOUT_SECONDS

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Lease:
    """A lease of this process on one home: the descriptor of the lock, and the holds of each server."""

    cluster: Cluster
    descriptor: int
    holders: Counter["EmbeddedServer"] = field(default_factory=Counter)


class _Leases:
    """The leases of this process, by home; they end with it, and are not inherited by a fork."""

    def __init__(self) -> None:
        self.guard = threading.RLock()
        self.by_home: dict[Path, _Lease] = {}
        self._hooked = False

    def hook(self) -> None:
        """Register, once, the handlers that end leases with the process and drop them in a fork."""
        if not self._hooked:
            atexit.register(self._leave_all)
            os.register_at_fork(after_in_child=self._forget)
            self._hooked = True

    def _leave_all(self) -> None:
        with self.guard:
            while self.by_home:
                _leave(self.by_home.popitem()[1])

    def _forget(self) -> None:
        # Only closed: unlocking would end the lease of the parent, which shares the open file.
        for lease in self.by_home.values():
            os.close(lease.descriptor)
        self.by_home.clear()
        self.guard = threading.RLock()


_leases = _Leases()


class EmbeddedServer:
    """A lease on the PostgreSQL server of one home folder.

    The server is initialised and started with the first lease and stopped with the last, across all
    processes. It listens only on a socket, in a folder that only the server's own account and root can enter;
    anyone who can enter it is the superuser. If the caller is root, the server runs as the owner of the home
    folder or else as the system user `pgserver`.

    Parameters
    ----------
    home
        The home folder, created if it is missing.
    """

    def __init__(self, home: Path) -> None:
        self._home = home.expanduser().resolve()
        self._cluster = Cluster(self._home)

    @property
    def url(self) -> str:
        """The libpq URL of the database, as its superuser; valid while the lease is held."""
        # The port is part of the socket's name: without it a PGPORT of the caller would be used.
        host = quote(str(self._cluster.socket_folder))
        return f"postgresql://{SUPERUSER}@/{DATABASE}?host={host}&port={PORT}"

    def acquire(self) -> None:
        """Take the lease; initialise and start the server if necessary. Calls may be nested.

        Raises
        ------
        StoreError
            If the home folder cannot be used, or the server ends instead of starting.
        StoreUnavailableError
            If the server, or another process that starts or stops it, takes too long.
        """
        with _leases.guard:
            _leases.hook()
            with self._translated():
                lease = self._start()
            lease.holders[self] += 1

    @property
    def is_running(self) -> bool:
        """True if the process of the server is there, whether or not it accepts connections."""
        return self._cluster.postmaster_pid() is not None

    @property
    def is_stopping(self) -> bool:
        """True if somebody has told the server to stop, and it waits for the end of its sessions."""
        return self._cluster.is_stopping()

    def start_again(self) -> None:
        """Start the server if it does not accept connections although this process has a lease.

        Unlike a first start it initialises nothing: where the data folder has gone, too, that is an error.

        Raises
        ------
        StoreError
            If the server cannot be started.
        StoreUnavailableError
            If the server, or another process that starts it, takes too long.
        """
        with _leases.guard:
            lease = _leases.by_home.get(self._home)
            if lease is None:
                return
            with self._translated(), _mutex(self._home):
                if lease.cluster.state() is ServerState.DOWN:
                    _logger.warning("PostgreSQL in %s has ended and is started again", lease.cluster.folder)
                lease.cluster.start()

    def release(self) -> None:
        """Release one hold; the server stops with the last one of all processes.

        Without a hold, as in a fork, which does not inherit its parent's lease, nothing happens.
        """
        with _leases.guard:
            lease = _leases.by_home.get(self._home)
            if lease is None or not lease.holders[self]:
                return
            lease.holders[self] -= 1
            if not lease.holders.total():
                _leave(_leases.by_home.pop(self._home))

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Translate errors about the home folder."""
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"The embedded PostgreSQL cannot work in {self._home}: {error}. Give this user the right "
                "to write there and free space on the disk, or choose another PREDAWN_HOME."
            ) from error

    def _start(self) -> _Lease:
        """Start the server under the lease of this process, or under a new one."""
        # The server's account may traverse root's home, but not read it.
        self._home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        with _mutex(self._home):
            lease = _leases.by_home.get(self._home)
            if lease is not None:
                lease.cluster.prepare()
                lease.cluster.start()
                return lease
            lease = _Lease(self._cluster, _open_lock(self._home / "postgres.lease"))
            try:
                # The lock is held exclusively only under the mutex, so there is nothing to wait for.
                _lock(lease.descriptor, fcntl.LOCK_SH, self._home)
                lease.cluster.prepare()
                lease.cluster.start()
            except BaseException as error:
                # A server that is slow to recover from a crash would start over if it were stopped.
                _end(lease, stop=not isinstance(error, StoreUnavailableError))
                raise
            _leases.by_home[self._home] = lease
            return lease

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _leave(lease: _Lease) -> None:
    """End a lease of this process; errors are logged, so that they do not mask the reason for leaving."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(_mutex(lease.cluster.home))
        except (OSError, StoreError) as error:
            _logger.warning("PostgreSQL in %s is not stopped: %s", lease.cluster.folder, error)
            _end(lease, stop=False)
        else:
            _end(lease, stop=True)


def _end(lease: _Lease, *, stop: bool) -> None:
    """Release the shared lock and, under the mutex, stop the server if nobody else holds one."""
    try:
        if stop:
            fcntl.flock(lease.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            lease.cluster.stop()
    except BlockingIOError:
        _logger.debug("PostgreSQL in %s runs on for others", lease.cluster.folder)
    except (OSError, StoreError) as error:
        _logger.warning("PostgreSQL in %s could not be stopped: %s", lease.cluster.folder, error)
    finally:
        # Closing is not enough if a fork has the same open file.
        fcntl.flock(lease.descriptor, fcntl.LOCK_UN)
        os.close(lease.descriptor)


@contextlib.contextmanager
def _mutex(home: Path) -> Iterator[None]:
    """Prevent other processes from starting or stopping the server of a home."""
    descriptor = _open_lock(home / "postgres.mutex")
    try:
        _lock(descriptor, fcntl.LOCK_EX, home)
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _open_lock(path: Path) -> int:
    """Open a lock file for this process alone; programs that it starts do not inherit it.

    Raises
    ------
    StoreError
        If the file has another name as well, which the owner of the home may have given it.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o600)
    if os.fstat(descriptor).st_nlink != 1:
        os.close(descriptor)
        raise StoreError(f"{path} is a file that has another name as well. Remove it, and try again.")
    if os.geteuid() == 0:
        # Under sudo the home stays its owner's.
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def _lock(descriptor: int, kind: int, home: Path) -> None:
    """Lock by repeated attempts, because a blocking lock has no timeout."""
    deadline = time.monotonic() + _MUTEX_TIMEOUT_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise StoreUnavailableError(
                    f"Another process has been starting or stopping the PostgreSQL in {home} for more than "
                    f"{_MUTEX_TIMEOUT_SECONDS} s. End that process, or wait for it, and try again."
                ) from None
            time.sleep(0.02)
        else:
            return
