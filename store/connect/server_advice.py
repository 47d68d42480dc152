"""Advice on the settings of a PostgreSQL server that make runs unsafe or slow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from store.sql_files import statement

_MB = 1024 * 1024
_MIN_CHECKPOINT_SECONDS = 600
_SWITCHES = {
    "fsync": "a power failure may lose data",
    "full_page_writes": "a power failure may lose data",
    "synchronous_commit": "a crash may lose what a run has committed",
    "autovacuum": "the catalogue would bloat",
}
_SIZES = {
    "shared_buffers": (128, "lookups and joins read from disk"),
    "maintenance_work_mem": (128, "the indexes of a run are sorted on disk"),
    "max_wal_size": (2048, "checkpoints follow on each other's heels in a run"),
    "work_mem": (16, "the sync and the diff join on disk"),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """A setting of the server that should be changed."""

    name: str
    found: str
    wanted: str
    why: str
    unsafe: bool


def find_advice(connection: Connection) -> list[Advice]:
    """Return the settings of the server that are unsafe, or that make runs slow."""
    found = connection.execute(statement("connect/read_server_settings")).one()
    return [*_find_unsafe(found), *_find_small(found)]


def _find_unsafe(found: Row[*tuple[Any, ...]]) -> Iterator[Advice]:
    for name, why in _SWITCHES.items():
        value = getattr(found, name)
        if value == "off":
            yield Advice(name, value, "on", why, unsafe=True)


def _find_small(found: Row[*tuple[Any, ...]]) -> Iterator[Advice]:
    for name, (least_mb, why) in _SIZES.items():
        size = getattr(found, name)
        if size < least_mb * _MB:
            yield Advice(name, f"{size // _MB} MB", f"at least {least_mb} MB", why, unsafe=False)
    if found.checkpoint_timeout < _MIN_CHECKPOINT_SECONDS:
        timeout = f"{found.checkpoint_timeout} s"
        least = f"at least {_MIN_CHECKPOINT_SECONDS} s"
        yield Advice(
            "checkpoint_timeout", timeout, least, "a run's pages are written several times over", unsafe=False
        )
    if found.max_parallel_maintenance_workers < 1:
        why = "indexes are built by one process alone"
        yield Advice("max_parallel_maintenance_workers", "0", "at least 1", why, unsafe=False)
