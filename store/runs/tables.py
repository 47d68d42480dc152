"""The table of a run: created apart, loaded, indexed, frozen, and only then attached as a partition."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from core.types import Output
from store.schema import SCHEMA
from store.sql_files import Sql, compose, execute_script, number, statement

# A lock that was waited for too long; or another detachment from the same table that is not finished.
_IN_THE_WAY = frozenset({"55P03", "55000"})
# No plan depends on the elements of lists in a delta run, which is small; counting them took three quarters
# of the time.
_ANALYSED = (
    "run_id",
    "project_id",
    "predicted_tag",
    "score",
    "value",
    "content_hash",
    "model_version",
    "scored_at",
    "origin",
)

MAX_NEAR_MARGIN: Final = 0.05
"""The margin between the two best tags below which runs have an index of near ties, which reviews begin with.

An index of all margins would take 3 % of a full run.
"""

# What reviews, and listings of numbers and of items go by. The partitioned tables lack it: only runs that
# have some pay for it.
_INDEXES: Final = {
    Output.TAGS: "CREATE INDEX IF NOT EXISTS predictions_{run_id}_near_ties ON {table} "
    "(run_id, project_id) WHERE {is_near_tie};",
    Output.NUMBER: "CREATE INDEX IF NOT EXISTS predictions_{run_id}_by_value ON {table} "
    "(run_id, value DESC, project_id);",
    Output.RANKING: "CREATE INDEX IF NOT EXISTS predictions_{run_id}_by_item ON {table} USING gin (items);",
}


def margin(row: str = "") -> Sql:
    """Return the margin of a prediction between its two best tags, as an expression of a row's columns."""
    return Sql(f"coalesce({row}scores[1] - {row}scores[2], {row}scores[1], {row}score)")


def is_near_tie(row: str = "") -> Sql:
    """Return the condition of the index of near ties, for a row's columns."""
    return Sql(f"{margin(row)} < {MAX_NEAR_MARGIN}")


class TableState(StrEnum):
    """The relation of a run's table to the partitioned table."""

    DETACHING = "detaching"
    ATTACHED = "attached"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class RunTable:
    """A run's table: its state and its size in bytes, indexes included.

    The table of a delta run lacks what its base has, and has a partitioned table of its own.
    """

    run_id: int
    state: TableState
    bytes: int
    is_delta: bool = False

    @property
    def parent(self) -> Sql:
        """The partitioned table that it belongs to."""
        return _parent(is_delta=self.is_delta)


def table_name(run_id: int) -> Sql:
    """Return the qualified name of a run's table."""
    return Sql(f"{SCHEMA}.predictions_{number(run_id)}")


def _parent(*, is_delta: bool) -> Sql:
    return Sql(f"{SCHEMA}.prediction_deltas" if is_delta else f"{SCHEMA}.predictions")


def attached_rows(parameter: str) -> Sql:
    """Return what reads the predictions of an attached run, whole or a delta, in a FROM clause.

    The run is the named parameter of the statement. The planner reads the tables of the run alone.
    """
    return Sql(f"{SCHEMA}.run_predictions(:{parameter})")


def create(connection: Connection, run_id: int, *, is_delta: bool = False) -> None:
    """Create the empty table of a run, which no reader can see, unless it exists.

    That of a delta run, which is small, has its primary key from the beginning.
    """
    parent = _parent(is_delta=is_delta)
    execute_script(connection, f"CREATE TABLE IF NOT EXISTS {table_name(run_id)} (LIKE {parent})")
    if is_delta:
        add_primary_key(connection, run_id)


def make_whole(connection: Connection, run_id: int) -> None:
    """Make the detached table of a delta run that of a whole run, which has its predictions alone."""
    execute_script(connection, compose("runs/make_whole", table=table_name(run_id)))


def is_delta(connection: Connection, run_id: int) -> bool:
    """Return whether the table of a run is that of a delta run."""
    return connection.scalar(statement("runs/is_delta"), {"name": table_name(run_id)}) is True


def exists(connection: Connection, run_id: int) -> bool:
    """Return whether a run's table exists, attached or not."""
    return (
        connection.scalar(text("SELECT to_regclass(:name) IS NOT NULL"), {"name": table_name(run_id)}) is True
    )


def has_primary_key(connection: Connection, run_id: int) -> bool:
    """Return whether a run's table has its primary key already."""
    return connection.scalar(statement("runs/has_primary_key"), {"name": table_name(run_id)}) is True


def is_empty(connection: Connection, run_id: int) -> bool:
    """Return whether a run's table holds no row."""
    return connection.scalar(text(f"SELECT NOT EXISTS (SELECT FROM {table_name(run_id)})")) is True


def count_rows(connection: Connection, run_id: int) -> int:
    """Return the number of predictions in a run's table."""
    return connection.scalar(text(f"SELECT count(*) FROM {table_name(run_id)}")) or 0


def add_primary_key(connection: Connection, run_id: int) -> None:
    """Give a run's table its primary key, after which a project cannot be in it twice."""
    if not has_primary_key(connection, run_id):
        connection.execute(text(f"ALTER TABLE {table_name(run_id)} ADD PRIMARY KEY (run_id, project_id)"))


def index(connection: Connection, run_id: int, output: Output = Output.TAGS) -> None:
    """Give a loaded table the keys, indexes and checks of a partition, and the index for its output."""
    add_primary_key(connection, run_id)
    names = {"table": table_name(run_id), "run_id": number(run_id)}
    output_index = Sql(_INDEXES[output].format(**names, is_near_tie=is_near_tie()))
    script = compose("runs/complete_run_table", output_index=output_index, **names)
    execute_script(connection, script)


def freeze(engine: Engine, run_id: int, *, is_delta: bool = False) -> None:
    """Freeze and analyse an indexed table, so that vacuum never has to read its pages again."""
    columns = f"({', '.join(_ANALYSED)})" if is_delta else ""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"VACUUM (FREEZE, ANALYZE) {table_name(run_id)} {columns}"))


def attach(connection: Connection, run_id: int, *, is_delta: bool = False) -> None:
    """Attach a complete table as a partition; readers, who go through the pointer, still do not see it."""
    execute_script(
        connection,
        "SET LOCAL lock_timeout = '30s';"
        f"ALTER TABLE {_parent(is_delta=is_delta)} ATTACH PARTITION {table_name(run_id)} "
        f"FOR VALUES IN ({number(run_id)})",
    )


def remove(engine: Engine, table: RunTable) -> bool:
    """Detach and drop a run's table without blocking readers, and return whether it is gone.

    If the long transaction of a reader is in the way, the table stays, hidden from new readers, and the next
    attempt resumes the detachment, as it does after a crash.
    """
    name = table_name(table.run_id)
    commands = [f"DROP TABLE {name}"]
    if table.state is not TableState.ALONE:
        commands.insert(0, _detachment(table))
    return _execute_without_blocking(engine, commands)


def detach(engine: Engine, run_id: int) -> bool:
    """Detach the table of a run that no reader has seen, and return whether it is detached."""
    with engine.begin() as connection:
        tables = [table for table in list_tables(connection) if table.run_id == run_id]
    commands = [_detachment(table) for table in tables if table.state is not TableState.ALONE]
    return _execute_without_blocking(engine, commands)


def _detachment(table: RunTable) -> str:
    how = "FINALIZE" if table.state is TableState.DETACHING else "CONCURRENTLY"
    return f"ALTER TABLE {table.parent} DETACH PARTITION {table_name(table.run_id)} {how}"


def _execute_without_blocking(engine: Engine, commands: Iterable[str]) -> bool:
    """Execute commands outside a transaction, and return False if one had to wait too long.

    A command that waits for a lock makes every later reader wait as well.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET lock_timeout = '5s'"))
        try:
            for command in commands:
                connection.execute(text(command))
        except OperationalError as error:
            if getattr(error.orig, "pgcode", None) not in _IN_THE_WAY:
                raise
            return False
        finally:
            # The session's lock timeout must not reach the next user of the pool.
            connection.invalidate()
    return True


def list_tables(connection: Connection) -> list[RunTable]:
    """Return the tables of all runs, those with an unfinished detachment first."""
    rows = connection.execute(statement("runs/list_run_tables"))
    return [RunTable(row.run_id, TableState(row.state), row.bytes, row.is_delta) for row in rows]
