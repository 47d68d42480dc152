"""A temporary home with its own embedded server, and measurements of it and of a night in it."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource
from sqlalchemy import Engine, text

from batch.models.train import train_model
from core.settings import Settings
from core.types import Run
from store.connect.database import Database, open_database
from store.connect.engine import Role
from store.runs import ledger
from store.upgrade import migrate
from support.memory import PeakMemory
from support.processor import ProcessorTime
from support.sampler import family
from support.servers import PREDAWN, environment


class DefaultSettings(Settings):
    """The default settings, regardless of the environment, so that no benchmark uses a real database."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the arguments of the constructor, and nothing else."""
        return (init_settings,)


@dataclass(frozen=True, slots=True)
class Home:
    """A home with a running, migrated server; `folder` is for other files, such as catalogues."""

    folder: Path
    settings: Settings
    database: Database
    engine: Engine

    @property
    def server_pid(self) -> int:
        """The process id of the server."""
        written = (self.settings.home / "postgres" / "data" / "postmaster.pid").read_text()
        return int(written.splitlines()[0])

    def place_server(self, processors: AbstractSet[int]) -> None:
        """Restrict the server, with its present and future sessions, to some processors."""
        # The parent process first, so that the processes it starts afterwards inherit the restriction.
        for pid in (self.server_pid, *family(self.server_pid)):
            with suppress(ProcessLookupError):
                os.sched_setaffinity(pid, processors)

    def train(self, base: Path) -> None:
        """Train a tagger on a real catalogue; as the first one, it becomes the champion."""
        train_model(self.engine, self.settings, str(base), lambda _step: None)


@contextmanager
def open_home() -> Iterator[Home]:
    """Yield a new home, and remove it with its server at the end."""
    # Not in a folder that only this user may enter: if this user is root, the server runs as another one.
    folder = Path(tempfile.mkdtemp(prefix="predawn-bench-"))
    folder.chmod(0o711)
    try:
        settings = DefaultSettings(home=folder / "home")
        with open_database(settings) as database:
            owner = database.engine(None, "benchmark")
            migrate(owner)
            owner.dispose()
            engine = database.engine(Role.BATCH, "benchmark")
            try:
                yield Home(folder, settings, database, engine)
            finally:
                engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure_database(home: Home) -> int:
    """Return the bytes of the whole database, after the work that autovacuum would do later."""
    engine = home.database.engine(None, "benchmark")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))
        connection.execute(text("CHECKPOINT"))
        size = connection.scalar(text("SELECT pg_database_size(current_database())"))
    engine.dispose()
    assert isinstance(size, int)
    return size


@dataclass(slots=True)
class Night:
    """A call of `predawn batch`, from the start of its process to its end.

    `phase_seconds` divides the time: `start`, until the run is created; the phases of the run, of which
    `score` ends with the last chunk and `complete` is the rest (keys, indexes, freezing, attaching); and
    `end`, which is pruning and exiting. `wall_seconds` and `processor_seconds` go from the start of planning
    to publication, with the processor time of the server.
    """

    run: Run
    seconds: float
    peak_mib: float
    phase_seconds: Mapping[str, float] = field(default_factory=dict)
    wall_seconds: float = 0.0
    processor_seconds: float = 0.0

    @property
    def wall_to_processor(self) -> float:
        """The wall time over the processor time divided by the processors; 1 if none of them ever waits."""
        return self.wall_seconds / (self.processor_seconds / len(os.sched_getaffinity(0)))


def run_night(home: Home, source: Path | str, *options: str, tagger: str = "auto", **settings: str) -> Night:
    """Run `predawn batch` in a separate process, as cron would, and measure it.

    Parameters
    ----------
    home
        The home.
    source
        The catalogue.
    *options
        Further options of the command.
    tagger
        The value of PREDAWN_TAGGER.
    **settings
        Further settings, named as in the environment.

    Raises
    ------
    RuntimeError
        If it fails; with its output.
    """
    log_path = home.folder / "night.log"
    options = ("--home", str(home.settings.home), "--log-format", "json", "batch", *options)
    began = time.time()
    with log_path.open("w") as log:
        process = subprocess.Popen(
            [PREDAWN, *options, "--source", source],
            cwd=home.folder,
            env=environment(PREDAWN_TAGGER=tagger, **settings),
            stdout=log,
            stderr=log,
        )
        with PeakMemory(process.pid) as memory, ProcessorTime(process.pid, home.server_pid) as processor:
            code = process.wait()
    ended = time.time()
    written = log_path.read_text()
    if code != 0:
        raise RuntimeError(f"predawn batch ended with code {code}:\n{written}")
    with home.engine.connect() as connection:
        run = ledger.list_runs(connection, top=1)[0]
    assert run.finished_at is not None
    marks = {"start": began, **_read_marks(written), "end": run.finished_at.timestamp()}
    planned, published = marks["plan"], marks["end"]
    return Night(
        run,
        ended - began,
        memory.mib,
        _differences(marks, ended),
        wall_seconds=published - planned,
        processor_seconds=processor.between(planned, published),
    )


def _read_marks(written: str) -> dict[str, float]:
    """Return the start of each phase from the lines of the log; `complete` starts after the last chunk."""
    marks: dict[str, float] = {}
    for line in written.splitlines():
        entry = json.loads(line) if line.startswith("{") else {}
        moment = datetime.fromisoformat(entry["time"]).timestamp() if "time" in entry else 0.0
        if str(entry.get("message", "")).startswith("phase "):
            marks[entry["phase"]] = moment
        elif "chunk_id" in entry:
            # Removed first, so that it comes after the chunks and before the next phase.
            marks.pop("complete", None)
            marks["complete"] = moment
    return marks


def _differences(marks: Mapping[str, float], ended: float) -> dict[str, float]:
    moments = [*marks.values(), ended]
    return {
        name: round(after - before, 2)
        for name, before, after in zip(marks, moments[:-1], moments[1:], strict=True)
    }
