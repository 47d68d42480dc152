"""Serving what was published in a temporary home."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from support.catalogues import write_catalogue
from support.home import Home, run_night
from support.servers import PREDAWN, SERVER_PROCESSOR, Server, serving

QUIET: Final = {"PREDAWN_LOG_LEVEL": "warning", "PREDAWN_DRAIN_SECONDS": "0"}
"""No access log, and an end without waiting."""


def publish(home: Home, base: Path, projects: int) -> None:
    """Score a catalogue that is generated from a real one, and publish it."""
    source = home.folder / f"{projects}.parquet"
    write_catalogue(source, base, projects)
    run_night(home, source)


@contextmanager
def serving_home(
    home: Home,
    variables: Mapping[str, str] = QUIET,
    *,
    name: str = "predawn",
    path: str = "/predictions/1",
    workers: int = 1,
    processors: AbstractSet[int] = frozenset({SERVER_PROCESSOR}),
    log: Path | None = None,
) -> Iterator[Server]:
    """Serve the published run of a home, as in production except for the given variables."""
    with serving(
        name,
        [str(PREDAWN), "serve", f"--workers={workers}"],
        {"PREDAWN_DATABASE_URL": home.database.url, **variables},
        path,
        processors=processors,
        log=log,
    ) as server:
        yield server
