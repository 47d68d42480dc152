"""Where commands write to: what is there is not replaced, and what cannot be written is said."""

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cli.written_file import open_written
from core.errors import InputError
from store.connect.database import Database
from tests.conftest import SAMPLE, RunNight
from tests.e2e.command_line import CommandLine
from tests.serving import PREDAWN
from tests.waiting import TIMEOUT_SECONDS, in_time

SENTENCE = "predawn: Standard output could not be written: "


def write(path: Path, content: bytes = b"new") -> None:
    with open_written(path) as file:
        file.write(content)


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "predictions.csv"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="in between"), open_written(path) as file:  # noqa: PT012 - it writes first
        file.write(b"half")
        raise RuntimeError("in between")
    assert path.read_bytes() == b"old"
    write(path)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "predictions.csv"
    path.write_bytes(b"old")
    for mode in (0o600, 0o640, 0o666):
        path.chmod(mode)
        with open_written(path) as file:
            (part,) = (one for one in tmp_path.iterdir() if one != path)
            assert stat.S_IMODE(part.stat().st_mode) == mode
            file.write(b"new")
        assert stat.S_IMODE(path.stat().st_mode) == mode
    new, beside = tmp_path / "new.csv", tmp_path / "beside"
    write(new)
    beside.touch()
    assert new.stat().st_mode == beside.stat().st_mode


def test_no_link_that_waits_beside_it_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    monkeypatch.setattr("secrets.token_hex", lambda _: "known")
    for name in (".predictions.csv.part", ".predawn-known.part"):
        (tmp_path / name).symlink_to(victim)
    with pytest.raises(InputError, match="File exists"):
        write(tmp_path / "predictions.csv")
    monkeypatch.undo()
    assert (tmp_path / ".predawn-known.part").is_symlink()
    write(tmp_path / "predictions.csv")
    assert not (tmp_path / "predictions.csv").is_symlink()
    assert victim.read_bytes() == b"precious"


def test_a_name_may_be_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write(path)
    assert path.read_bytes() == b"new"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, symbolic, hard = (tmp_path / name for name in ("target", "symbolic", "hard"))
    target.write_bytes(b"old and longer")
    symbolic.symlink_to(target)
    hard.hardlink_to(target)
    write(symbolic)
    assert (symbolic.is_symlink(), target.read_bytes(), hard.read_bytes()) == (True, b"new", b"new")
    write(hard, b"newer")
    assert (target.read_bytes(), target.stat().st_nlink) == (b"newer", 2)
    nowhere = tmp_path / "nowhere"
    nowhere.symlink_to(tmp_path / "made")
    write(nowhere)
    assert (tmp_path / "made").read_bytes() == b"new"


def test_a_fifo_stays_a_fifo(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write(path)
    reader.join()
    assert read == [b"new"]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_device_stays_a_device(tmp_path: Path) -> None:
    path = tmp_path / "null"
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    except PermissionError:
        path.symlink_to("/dev/null")
    write(path)
    write(Path("/dev/null"))
    assert stat.S_ISCHR(path.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "file", Path("/dev/full"), Path(), Path("/"), Path("..")):
        with pytest.raises(InputError, match="Cannot write"):
            write(path)


@pytest.mark.parametrize(
    ("redirection", "reason"),
    [("> /dev/full", "No space left on device"), ("| true", "Broken pipe"), (">&-", "it is closed")],
)
def test_standard_output_that_cannot_be_written_is_a_sentence(redirection: str, reason: str) -> None:
    # The pipe's reader is gone before anything is written: the command imports much before it prints.
    command = f"set -o pipefail; '{PREDAWN}' keys --help {redirection}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert ended.stderr == f"{SENTENCE}{reason}. What was printed is incomplete.\n"
    assert ended.returncode == 5


@pytest.mark.parametrize("closed", ["2>&-", "2>&- <&-"])
def test_without_standard_error_a_command_works_and_its_output_stays_apart(
    database: Database, tmp_path: Path, closed: str
) -> None:
    ended = subprocess.run(
        ["bash", "-c", f"'{PREDAWN}' batch --source '{SAMPLE}' --no-publish --json {closed}"],
        env={**os.environ, "PREDAWN_DATABASE_URL": database.url, "PREDAWN_LOG_FORMAT": "json"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        check=False,
    )
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["status"] == "ready"


def test_an_export_into_a_pipe_that_ends_is_a_sentence(
    night: RunNight, database: Database, tmp_path: Path
) -> None:
    night()
    process = CommandLine(tmp_path).with_settings(database_url=database.url).start("export", "predictions")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = in_time(process.stderr.read)
    process.stderr.close()
    assert process.wait(TIMEOUT_SECONDS) == 5
    assert complaint == f"{SENTENCE}Broken pipe. What was printed is incomplete.\n"


def test_an_exported_model_replaces_an_older_one_as_a_whole(database: Database, tmp_path: Path) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    predawn.succeed("models", "export", 1, "model.zip")
    before = (tmp_path / "model.zip").read_bytes()
    limited = "import resource, sys, os; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
    limited += "os.execv(sys.argv[1], sys.argv[1:])"
    ended = subprocess.run(
        [sys.executable, "-c", limited, PREDAWN, "models", "export", "1", "model.zip"],
        env={**os.environ, "PREDAWN_DATABASE_URL": database.url},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, "Cannot write model.zip: File too large" in ended.stderr) == (2, True), ended
    assert [path.name for path in tmp_path.iterdir()] == ["model.zip"]
    assert (tmp_path / "model.zip").read_bytes() == before
