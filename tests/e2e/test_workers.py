"""The workers of `predawn serve --workers`: one that dies or hangs is replaced, whatever the others do."""

import os
import signal
from pathlib import Path

from core.types import Run
from store.connect.database import Database
from tests.serving import Process, answers, serve_command
from tests.waiting import wait_until, with_enough_time


def workers_of(served: Process) -> set[int]:
    """Return the process ids of the workers that run."""
    pid = served.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(child) for child in children if is_worker(int(child))}


def is_worker(pid: int) -> bool:
    try:
        program = Path(f"/proc/{pid}/cmdline").read_bytes()
        # The other child of a server looks after what Python's processes share.
        return bool(program) and b"resource_tracker" not in program
    except OSError:
        return False


def starts(served: Process) -> int:
    return served.log.read_text().count("Application startup complete")


def test_a_worker_that_dies_is_replaced_and_a_stop_ends_while_another_hangs(
    first_run: Run, database: Database, tmp_path: Path
) -> None:
    long = {"PREDAWN_WORKER_TIMEOUT_SECONDS": "3600", "PREDAWN_STOP_SECONDS": "0"}
    with serve_command(database, tmp_path, "--workers", "2", **long) as served:
        hanging, dying = workers_of(served)
        os.kill(hanging, signal.SIGSTOP)
        os.kill(dying, signal.SIGKILL)
        wait_until(lambda: starts(served) == 3)
        assert hanging in workers_of(served)
        assert dying not in workers_of(served)
        assert answers(f"{served.url}/predictions/4")
        served.process.terminate()
        assert served.process.wait(timeout=120) == 0
    assert not is_worker(hanging)


def restart(served: Process) -> None:
    """Have all workers replaced while requests are answered; the supervisor then knows that they serve."""
    before = workers_of(served)
    served.process.send_signal(signal.SIGHUP)

    def replaced() -> bool:
        assert answers(f"{served.url}/predictions/4")
        return len(after := workers_of(served)) == 2 and after.isdisjoint(before)

    wait_until(replaced)


def test_workers_are_restarted_one_after_another_and_one_that_hangs_is_replaced(
    first_run: Run, database: Database, tmp_path: Path
) -> None:
    def check(seconds: int) -> None:
        patience = {"PREDAWN_WORKER_TIMEOUT_SECONDS": str(seconds)}
        with serve_command(database, tmp_path, "--workers", "2", **patience) as served:
            restart(served)  # A worker not yet known to serve would have a minute to start.
            hanging = min(workers_of(served))
            os.kill(hanging, signal.SIGSTOP)
            wait_until(lambda: hanging not in workers_of(served) and len(workers_of(served)) == 2)
            wait_until(lambda: answers(f"{served.url}/predictions/4"))
            assert f"[{hanging}] has hung for" in served.log.read_text()
            assert served.stop() == 0

    with_enough_time(check, 3, 30)
