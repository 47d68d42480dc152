"""Looking up published predictions: many projects in one statement, or one from a synchronous program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, text

from core.errors import ServingChangesError
from core.types import Output
from store.serving.lookup_row import LookupRow
from store.sql_files import Sql, as_positional, compose, number, positional, statement, template

if TYPE_CHECKING:
    # Importing asyncpg would delay the start of every command.
    from store.connect.async_sessions import Sessions

MAX_ATTEMPTS: Final = 10
"""The number of times that a lookup is prepared anew because another run has come into service."""

_SERVING_RUN: Final = 2
_RUNNING_CANARY: Final = 3
"""The places of these columns in `LookupRow`, which a record has too."""

# What models other than those of tags say, as the statements return it and as they read it of a delta run.
_OUTPUT_OF_ROW: Final = Sql(
    "p.value::text AS value, p.items::text AS items, p.item_scores::text AS item_scores",
)
_OUTPUT_OF_DELTA: Final = Sql(
    "coalesce(d.value, b.value) AS value, coalesce(d.items, b.items) AS items, "
    "coalesce(d.item_scores, b.item_scores) AS item_scores,"
)
_NOTHING: Final = Sql("")
_SIDE_COLUMNS: Final = Sql(
    "p.run_id, p.predicted_tag, p.score, p.tags, p.scores, p.model_version, p.scored_at, p.content_hash, "
    "p.origin, p.value, p.items, p.item_scores"
)
_CORRECTED: Final = Sql(
    "CASE WHEN j.corrected_hash = j.content_hash"
    " THEN coalesce(j.corrected_tags, ARRAY[j.corrected_tag])::text END"
)


def corrected_column(output: Output) -> Sql:
    """Return the corrected tags of a project, the table `j`, as text; null where the run says no tags."""
    return _CORRECTED if output is Output.TAGS else Sql("NULL::text")


def output_columns(output: Output) -> Sql:
    """Return the columns of a row of the table `p` beside those of tags; none for tags."""
    return _NOTHING if output is Output.TAGS else _OUTPUT_OF_ROW


@dataclass(frozen=True, slots=True)
class CanaryPointer:
    """The canary that is running: its run, as that in service is described, and its share of the slots."""

    canary_id: int
    share: int
    run_id: int
    base_run: int
    output: Output = Output.TAGS


@dataclass(frozen=True, slots=True)
class LookupPointer:
    """The run in service, None before the first publication, and the whole run that it is read with.

    `output` is what its model says of projects: lookups of tags do not pay for the columns of others. The
    canary that is running is None as a rule, and lookups do not pay for it either.
    """

    run_id: int | None
    base_run: int | None
    output: Output = Output.TAGS
    canary: CanaryPointer | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "LookupPointer":
        """Return the pointer that a row of `read_pointer.sql` describes."""
        canary = None
        if row["canary_id"] is not None:
            canary = CanaryPointer(
                row["canary_id"],
                row["share"],
                row["canary_run"],
                row["canary_base"],
                Output(row["canary_output"]),
            )
        return cls(row["run_id"], row["base_run"], Output(row["output"]), canary)

    def is_named_by(self, record: Sequence[Any]) -> bool:
        """Return whether a record of a lookup says that this is still what is in service."""
        canary_id = None if self.canary is None else self.canary.canary_id
        return bool(record[_SERVING_RUN] == self.run_id and record[_RUNNING_CANARY] == canary_id)

    def compose(self) -> Sql:
        """Return the statement that looks projects up in this run, as long as it is in service.

        It names the run, so that its plan has the tables of the run alone. Where another run is in service
        when it is executed, or another canary is running, it names these.
        """
        if self.run_id is None or self.base_run is None:
            # No run has this number.
            return self._compose_with(_rows(Sql("false"), 0, 0, self.output))
        answers = Sql(f"s.run_id = {number(self.run_id)}")
        if self.canary is not None:
            return self._compose_sides(self.canary, _rows(answers, self.run_id, self.base_run, None))
        return self._compose_with(_rows(answers, self.run_id, self.base_run, self.output))

    def _compose_with(self, rows: Sql) -> Sql:
        columns = output_columns(self.output)
        return compose(
            "serving/look_up",
            rows=rows,
            checked_at=Sql("s.checked_at"),
            corrected=corrected_column(self.output),
            output=Sql(f", {columns}" if columns else ""),
        )

    def _compose_sides(self, canary: CanaryPointer, published: Sql) -> Sql:
        """Return the statement that looks each project up in the run that answers for its side."""
        answers = Sql(f"s.canary_id = {number(canary.canary_id)}")
        sides = compose(
            "serving/rows_of_sides",
            share=number(canary.share),
            columns=_SIDE_COLUMNS,
            published=published,
            canary=_rows(answers, canary.run_id, canary.base_run, None),
        )
        return compose(
            "serving/look_up",
            rows=sides,
            checked_at=compose("serving/checked_at_of_sides", canary_run=number(canary.run_id)),
            corrected=_corrected_of_sides(self.output, canary.output),
            output=Sql(
                f", {_OUTPUT_OF_ROW}, CASE WHEN c.canary THEN {number(canary.run_id)} END AS canary_run"
            ),
        )


def _rows(answers: Sql, run_id: int, base_run: int, output: Output | None) -> Sql:
    """Return what finds the rows of projects in a run; None for what models say stands for all of it."""
    if run_id == base_run:
        return compose("serving/row_of_whole", answers=answers, run_id=number(run_id))
    return compose(
        "serving/row_of_delta",
        answers=answers,
        run_id=number(run_id),
        base_run=number(base_run),
        output=_NOTHING if output is Output.TAGS else _OUTPUT_OF_DELTA,
    )


def _corrected_of_sides(published: Output, canary: Output) -> Sql:
    if published is canary:
        return corrected_column(canary)
    sides = f"WHEN c.canary THEN {corrected_column(canary)} ELSE {corrected_column(published)}"
    return Sql(f"CASE {sides} END")


@lru_cache(maxsize=16)
def _positional_lookup(pointer: LookupPointer) -> str:
    return as_positional(pointer.compose())


class Attempts:
    """The attempts of a lookup to read all its rows of one run."""

    __slots__ = ("_begun",)

    def __init__(self) -> None:
        self._begun = 0

    def begin(self) -> None:
        """Begin another attempt.

        Raises
        ------
        ServingChangesError
            If the run in service changes faster than projects are looked up.
        """
        if self._begun == MAX_ATTEMPTS:
            raise ServingChangesError(
                f"The run in service changed {self._begun} times while projects were looked up. Try again in "
                "a second."
            )
        self._begun += 1


class Prepared:
    """The lookup of projects as prepared on a session of its own, for the run in service."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._pointer: LookupPointer | None = None
        self._statement: Any = None

    async def fetch(self, project_ids: Sequence[str]) -> list[Any]:
        """Return the records of projects, all of the run in service.

        Raises
        ------
        ServingChangesError
            If the run in service changes faster than lookups are prepared.
        """
        attempts = Attempts()
        while True:
            attempts.begin()
            if self._statement is None:
                row = await self._connection.fetchrow(template("serving/read_pointer"))
                self._pointer = LookupPointer.of(row)
                self._statement = await self._connection.prepare(as_positional(self._pointer.compose()))
            records: list[Any] = await self._statement.fetch(project_ids)
            assert self._pointer is not None
            if not records or self._pointer.is_named_by(records[0]):
                return records
            self._statement = None


async def prepare(connection: Any) -> Prepared:
    """Prepare the statement that looks projects up, on a session of its own."""
    # A plan for each list of ids would cost more than running it.
    await connection.execute("SET plan_cache_mode = force_generic_plan")
    return Prepared(connection)


async def look_up_many(prepared: Prepared, project_ids: Sequence[str]) -> dict[str, LookupRow]:
    """Return the rows of projects by id, without those that the catalogue never had."""
    return {record[0]: LookupRow(*record) for record in await prepared.fetch(project_ids)}


async def read_pointer_async(sessions: "Sessions") -> LookupPointer:
    """Return the run in service, and the whole run that it is read with, without blocking."""
    row = await sessions.fetch_row(template("serving/read_pointer"))
    return LookupPointer.of(row)


async def look_up_piece(
    sessions: "Sessions", pointer: LookupPointer, project_ids: Sequence[str]
) -> dict[str, LookupRow] | None:
    """Return the rows of projects as of one moment; None if another run has come into service."""
    records = await sessions.fetch_rows(_positional_lookup(pointer), project_ids)
    if records and not pointer.is_named_by(records[0]):
        return None
    return {record[0]: LookupRow(*record) for record in records}


def read_pointer(connection: Connection) -> LookupPointer:
    """Return the run in service, and the whole run that it is read with."""
    return LookupPointer.of(dict(connection.execute(statement("serving/read_pointer")).mappings().one()))


def look_up(connection: Connection, project_id: str) -> LookupRow | None:
    """Return the row of a project, or None for an id that the catalogue never had."""
    attempts = Attempts()
    while True:
        attempts.begin()
        pointer = read_pointer(connection)
        record = connection.execute(text(pointer.compose()), {"project_ids": [project_id]}).one_or_none()
        if record is None:
            return None
        if pointer.is_named_by(record):
            row = LookupRow(*record)
            # psycopg2 returns a memoryview where asyncpg returns bytes.
            return row if row.run_id is None else row._replace(content_hash=bytes(row.content_hash))


@dataclass(frozen=True, slots=True)
class ProjectInput:
    """A project's text and features as they are now, and the model that answers for it, if there is one.

    `corrected` has the tags of the correction in force, or is None. `canary` says that the model is that of
    the canary that is running.
    """

    title: str
    description: str
    features: str | None
    content_hash: bytes
    model_version: int | None
    corrected: Sequence[str] | None
    canary: bool = False


async def read_inputs(sessions: "Sessions", project_ids: Sequence[str]) -> dict[str, ProjectInput]:
    """Return the inputs of on-demand answers by id, without projects that are not in the catalogue."""
    rows = await sessions.fetch_rows(positional("serving/read_project_inputs"), project_ids)
    return {
        row["project_id"]: ProjectInput(
            title=row["title"],
            description=row["description"],
            features=row["features"],
            content_hash=row["content_hash"],
            model_version=row["model_version"],
            corrected=row["corrected"],
            canary=row["canary"],
        )
        for row in rows
    }
