"""The PostgreSQL cluster of a home folder: its data folder and the server that runs on it.

Callers must exclude other processes, as `store.embedded.server` does.
"""

import contextlib
import enum
import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.errors import InputError, StoreError, StoreUnavailableError
from store.embedded.configuration import measure_machine, render_settings
from store.embedded.programs import MAJOR, bin_path, run_program
from store.embedded.system_user import Account, choose_account, hand_over, let_traverse

DATABASE = "predawn"
SUPERUSER = "postgres"
PORT = 5432
"""A part of the socket's name; the server has no TCP port."""
START_TIMEOUT_SECONDS = 60
STOP_TIMEOUT_SECONDS = 60

_SOCKET = f".s.PGSQL.{PORT}"
# The size of sockaddr_un.sun_path, less its closing NUL.
_SOCKET_PATH_LIMIT = 103 if sys.platform == "darwin" else 107
_LOG_LIMIT_BYTES = 10 * 1024 * 1024
_LOG_KEPT_BYTES = 1024 * 1024
# Passing failures of a start: the backends of a killed server are still ending, or a server whose starter
# was killed has not opened its socket yet.
_PASSING = re.compile(r"is still in use|lock file .* already exists")

_logger = logging.getLogger(__name__)


class ServerState(enum.Enum):
    """The state of the server: accepting connections, running but not accepting any yet, or not running."""

    READY = enum.auto()
    BUSY = enum.auto()
    DOWN = enum.auto()


class Cluster:
    """The data folder, log and socket of one home, and the programs that work on them.

    Parameters
    ----------
    home
        The home folder as an absolute path without symbolic links.
    """

    def __init__(self, home: Path) -> None:
        # pg_ctl passes the path to a shell in double quotes; commas separate the hosts of a database URL.
        if odd := sorted(set(re.findall(r'["$`\\,\x00-\x1f]', str(home)))):
            raise InputError(
                f"PREDAWN_HOME is {str(home)!r}, and PostgreSQL cannot work in a folder whose path has "
                f"{' '.join(map(repr, odd))} in it. Choose another folder."
            )
        self.home = home
        self.folder = home / "postgres"
        self.data = self.folder / "data"
        self.log = self.folder / "log" / "server.log"
        self._account: Account | None = None

    @property
    def socket_folder(self) -> Path:
        """The folder of the server's socket: of the running one, or else of the next."""
        # The server's own answer counts: the process that started it may have had another temporary folder.
        lines = _lines(self._pid_file) or []
        if len(lines) > 4 and lines[4] and self._is_postmaster(lines[0]):
            return Path(lines[4])
        inside = self.folder / "run"
        # libpq takes a path as UTF-8, whatever the locale says of the names of files.
        if str(inside).isascii() and len(os.fsencode(inside / _SOCKET)) <= _SOCKET_PATH_LIMIT:
            return inside
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path(tempfile.gettempdir(), f"predawn-{digest}")

    def prepare(self) -> None:
        """Choose the account, make the folders, and initialise the data folder if there is none."""
        self._account = choose_account(self.home, self.folder)
        if self._account is not None:
            let_traverse(self._account, self.home)
            let_traverse(self._account, bin_path())
        for path in (self.folder, self.log.parent, self.folder / "run"):
            self._make_private(path)
        if self._is_initialised():
            self._check_owner()
            self._check_major()
        else:
            self._initialise()
        self._shorten_log()

    def state(self) -> ServerState:
        """Return the server's state from its socket; the pid decides only if the server does not answer.

        A pid proves little: after a restart of a container another process may have it, and if two containers
        share a home, one of them cannot see the server's process. The socket is reliable.
        """
        arguments = ["-h", str(self.socket_folder), "-p", str(PORT), "-U", SUPERUSER, "-d", DATABASE]
        code = self._run("pg_isready", *arguments, "-t", "3").returncode
        if code == 0:
            return ServerState.READY
        return ServerState.BUSY if code == 1 or self.postmaster_pid() else ServerState.DOWN

    def start(self) -> None:
        """Start the server unless it is running, and wait until it accepts connections.

        Raises
        ------
        StoreError
            If the server ends instead of starting.
        StoreUnavailableError
            If it is not ready within `START_TIMEOUT_SECONDS`; it is left running.
        """
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while (state := self.state()) is not ServerState.READY:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise StoreUnavailableError(
                    f"PostgreSQL in {self.folder} is not ready after {START_TIMEOUT_SECONDS} s. It may be "
                    f"recovering from a crash: wait and try again. Its log, {self.log}, ends with:\n"
                    f"{_tail(self.log)}"
                )
            if state is ServerState.DOWN:
                self._launch(max(1, round(remaining)))
            elif self.is_stopping():
                # By somebody's SIGTERM: it admits nobody, and waits for sessions that need not end.
                _logger.warning("PostgreSQL in %s was told to stop and is started again", self.folder)
                self.stop()
            else:
                time.sleep(0.05)

    def stop(self) -> None:
        """Stop the server and wait for its end; open sessions are ended."""
        if self.postmaster_pid() is None:
            if self.state() is not ServerState.DOWN:
                _logger.warning("PostgreSQL in %s runs out of reach of this process; left alone", self.folder)
            return
        socket_folder = self.socket_folder
        for mode in ("fast", "immediate"):
            arguments = ["-D", str(self.data), "-m", mode, "-w", "-t", str(STOP_TIMEOUT_SECONDS)]
            done = self._run("pg_ctl", "stop", *arguments)
            if done.returncode == 0:
                _logger.info("stopped PostgreSQL in %s", self.folder)
                if socket_folder.parent != self.folder:
                    with contextlib.suppress(OSError):
                        socket_folder.rmdir()
                return
            _logger.warning("PostgreSQL in %s did not stop (%s): %s", self.folder, mode, done.stdout.strip())
        _logger.error("PostgreSQL in %s could not be stopped; see %s", self.folder, self.log)

    def postmaster_pid(self) -> int | None:
        """Find the process id of the running server; None where its pid file is stale or absent."""
        lines = _lines(self._pid_file)
        return int(lines[0]) if lines and self._is_postmaster(lines[0]) else None

    def is_stopping(self) -> bool:
        """Return whether the server was told to stop, and has not ended yet."""
        lines = _lines(self._pid_file) or []
        return len(lines) > 7 and lines[7].strip() == "stopping" and self._is_postmaster(lines[0])

    def _launch(self, timeout_seconds: int) -> None:
        self._clear_stale_pids()
        socket_folder = self.socket_folder
        self._make_private(socket_folder)
        settings = render_settings(measure_machine(), socket_folder, PORT)
        self._write(self.data / "predawn.conf", settings)
        logged = self.log.stat().st_size if self.log.exists() else 0
        began = time.monotonic()
        arguments = ["-D", str(self.data), "-l", str(self.log), "-w", "-t", str(timeout_seconds)]
        done = self._run("pg_ctl", "start", *arguments)
        if done.returncode == 0:
            _logger.info("started PostgreSQL in %s in %.2f s", self.folder, time.monotonic() - began)
        elif _PASSING.search(_tail(self.log, since=logged)):
            time.sleep(0.2)
        elif self.postmaster_pid() is None:
            said = _tail(self.log, since=logged) or done.stdout.strip()
            raise StoreError(
                f"PostgreSQL in {self.folder} did not start. Correct what its log, {self.log}, says:\n{said}"
            )

    def _is_initialised(self) -> bool:
        if (self.data / "PG_VERSION").exists():
            return True
        if self.data.exists() and any(self.data.iterdir()):
            raise StoreError(
                f"{self.data} holds files but no PG_VERSION, so it is not a PostgreSQL data folder, or a "
                "damaged one; nothing in it was touched. Restore it from a backup, or move it away."
            )
        return False

    @property
    def _uid(self) -> int:
        """The user id that the server runs as."""
        return os.geteuid() if self._account is None else self._account.uid

    def _check_owner(self) -> None:
        """Refuse the data folder of another user, as that of a home which was copied without its owners."""
        owner = self.data.stat().st_uid
        if owner != self._uid:
            raise StoreError(
                f"{self.data} belongs to user id {owner}, and PostgreSQL would run as {self._uid}. Copy a "
                f"home with its owners (cp -a), or give the folder away: chown -R {self._uid} {self.folder}"
            )

    def _check_major(self) -> None:
        major = (self.data / "PG_VERSION").read_text().strip()
        if major != str(MAJOR):
            raise StoreError(
                f"{self.data} was made by PostgreSQL {major}, and this Predawn carries PostgreSQL {MAJOR}, "
                f"which cannot open it; nothing in it was touched. Dump it with pg_dump of {major} and load "
                "the dump into a new PREDAWN_HOME."
            )

    def _initialise(self) -> None:
        """Create the data folder under a temporary name, and rename it when it is complete.

        So a killed initdb leaves nothing that could be mistaken for a data folder. The name is new each time,
        because an initdb outlives a killed parent.
        """
        for abandoned in self.folder.glob("init-*"):
            _logger.warning("removing %s, left behind by an initialisation that was killed", abandoned)
            shutil.rmtree(abandoned, ignore_errors=True)
        began = time.monotonic()
        partial = Path(tempfile.mkdtemp(prefix="init-", dir=self.folder))
        try:
            hand_over(partial, self._account)
            # The built-in locale sorts and folds case the same everywhere, whatever the system's libc.
            locale = [
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
            ]
            trust = ["--auth-local=trust", "--auth-host=reject", f"--username={SUPERUSER}"]
            options = ["--data-checksums", "--no-sync"]
            self._must("initdb", f"--pgdata={partial}", *locale, *trust, *options)
            # In single-user mode, so that a data folder without the database never exists.
            create = f"CREATE DATABASE {DATABASE}"
            single = ["--single", "-D", str(partial), "-c", "fsync=off"]
            self._must("postgres", *single, "postgres", stdin=create)
            with (partial / "postgresql.conf").open("a") as conf:
                conf.write("\ninclude = 'predawn.conf'\n")
            # One sync for the whole folder, before it is renamed.
            self._must("initdb", "--sync-only", f"--pgdata={partial}")
            partial.rename(self.data)
            _sync_folder(self.folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        _logger.info("initialised %s in %.2f s", self.data, time.monotonic() - began)

    def _clear_stale_pids(self) -> None:
        """Unblock a start that would mistake another process for the server that crashed.

        PostgreSQL refuses to start while any process has the pid in one of its lock files, or if a power
        failure emptied the file. `postmaster.pid` must stay, because it also names the shared memory by which
        PostgreSQL detects surviving backends. PostgreSQL ignores the pid of the process that called pg_ctl,
        so that pid is written.
        """
        for path in (self._pid_file, self.socket_folder / f"{_SOCKET}.lock"):
            lines = _lines(path)
            if lines is not None and not (lines and self._is_postmaster(lines[0])):
                self._write(path, "\n".join([str(os.getpid()), *lines[1:], ""]))

    @property
    def _pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    def _is_postmaster(self, pid: str) -> bool:
        """Return whether a pid belongs to the server of this data folder, and not to a later process."""
        if not pid.isdigit():
            return False
        if Path("/proc/self/cmdline").exists():
            try:
                arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            except (FileNotFoundError, ProcessLookupError):
                return False
            return Path(os.fsdecode(arguments[0])).name == "postgres" and os.fsencode(self.data) in arguments
        command = ["/bin/ps", "-o", "command=", "-p", pid]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return "postgres" in done.stdout and str(self.data) in done.stdout

    def _make_private(self, path: Path) -> None:
        """Make a folder that only the server's account and root can enter, or check an existing one."""
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)
        status, uid = path.lstat(), self._uid
        if status.st_uid == os.geteuid():
            hand_over(path, self._account)
        elif status.st_uid != uid:
            raise StoreError(
                f"{path} belongs to user id {status.st_uid}, and PostgreSQL would run as {uid}. Run Predawn "
                "as that user or as root, or choose another PREDAWN_HOME."
            )
        if not path.is_dir() or path.is_symlink():
            raise StoreError(f"{path} is not a folder, and PostgreSQL needs one there. Move it away.")
        if status.st_mode & 0o077:
            path.chmod(0o700)

    def _write(self, path: Path, text: str) -> None:
        """Replace a file atomically, never through a link that the account could have created."""
        descriptor, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            # Paths in the text are written as the bytes that they have on this machine, in any locale.
            with open(descriptor, "wb") as file:  # noqa: PTH123 -- a descriptor, not a path
                file.write(os.fsencode(text))
            hand_over(Path(name), self._account)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _shorten_log(self) -> None:
        """Move the end of a large log to a file beside it; the server keeps the log itself open."""
        if not self.log.exists() or self.log.stat().st_size <= _LOG_LIMIT_BYTES:
            return
        descriptor = os.open(self.log, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        with open(descriptor, "r+b") as file:  # noqa: PTH123 -- a descriptor, not a path
            file.seek(-_LOG_KEPT_BYTES, os.SEEK_END)
            self._write(self.log.with_suffix(".log.1"), os.fsdecode(file.read()))
            file.truncate(0)
        _logger.info("shortened %s; its last lines are in %s.1", self.log, self.log)

    def _must(self, program: str, *arguments: str, stdin: str = "") -> None:
        done = self._run(program, *arguments, stdin=stdin)
        # Single-user mode exits with 0 even if its statement failed.
        if done.returncode != 0 or re.search(r"(ERROR|FATAL|PANIC):", done.stdout):
            said = "\n".join(done.stdout.strip().splitlines()[-15:])
            raise StoreError(
                f"{program} could not initialise {self.data}; correct what it says and try again:\n{said}"
            )

    def _run(self, program: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return run_program(program, *arguments, account=self._account, stdin=stdin)


def _lines(path: Path) -> list[str] | None:
    try:
        return os.fsdecode(path.read_bytes()).splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _tail(log: Path, *, since: int = 0, lines: int = 15) -> str:
    try:
        with log.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(since if since <= end else 0, end - 64 * 1024))
            text = file.read().decode(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
