"""Nights in processes of their own that can be killed: a program that imports once and forks for each.

It reads one order a line, as JSON: `database_url` or `home`, `settings`, and the fields of the request.
What the night does and how it ends comes back as one JSON line an event.
"""

import gc
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from batch.job import RunRequest
from batch.run import run_batch
from cli.exit_codes import DEFECT, exit_code
from core.errors import PredawnError
from core.settings import Settings
from core.types import Mode, Phase, Selection
from store.connect.database import open_database


def tell(**event: object) -> None:
    """Write an event; a line is short enough to be written at once, whoever else writes."""
    os.write(1, json.dumps(event).encode() + b"\n")


class Telling:
    """Progress that reports each step."""

    def enter(self, phase: Phase) -> None:
        tell(phase=phase.value)

    def read(self, rows: int) -> None:
        pass

    def report(self, message: str) -> None:
        tell(said=message)

    def expect(self, projects: int) -> None:
        tell(expected=projects)

    def advance(self, projects: int) -> None:
        tell(advanced=projects)


def live(order: Mapping[str, Any]) -> int:
    """Run one night, and return its exit code."""
    settings = Settings(_env_file=None, **order["settings"])
    request = dict(order["request"])
    request["mode"] = Mode(request.get("mode", Mode.INCREMENTAL))
    if "ids" in request:
        request["selection"] = Selection(request.pop("ids"))
    try:
        with open_database(settings) as database:
            run = run_batch(database, settings, RunRequest(**request), Telling())
    except PredawnError as error:
        tell(error=str(error))
        return exit_code(error)
    except Exception as error:  # noqa: BLE001 - told as what it is: a defect
        tell(error=f"{type(error).__name__}: {error}")
        return DEFECT
    tell(status=run.status.value, run=run.run_id)
    return 0


def main() -> None:
    """Fork for each order, and return the exit codes."""
    # What is imported need not be looked at, and so copied, when a child ends.
    gc.freeze()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.setsid()
            tell(pid=os.getpid())
            sys.exit(live(json.loads(line)))
        _, status = os.waitpid(pid, 0)
        tell(ended=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
