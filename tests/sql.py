"""Statements that tests execute behind the back of the program."""

from sqlalchemy import Engine, text

from store.connect.database import Database

# Another version of the first model, alike but for its number.
ANOTHER_MODEL = (
    "INSERT INTO predawn.models (predictor, artifact, artifact_sha256, args)"
    " SELECT predictor, artifact, artifact_sha256, args FROM predawn.models WHERE model_version = 1"
)


def execute(engine: Engine, statement: str, **parameters: object) -> list[tuple[object, ...]]:
    """Execute a statement in a transaction of its own, and return its rows."""
    with engine.begin() as connection:
        result = connection.execute(text(statement), parameters)
        return [tuple(row) for row in result] if result.returns_rows else []


def checked_at(when: str) -> str:
    """Return the statement that says when all runs, and with them the one in service, were last checked."""
    return (
        f"WITH checked AS (UPDATE predawn.runs SET checked_at = {when}) "
        f"UPDATE predawn.serving SET checked_at = {when}"
    )


def administer(database: Database, statement: str, **parameters: object) -> list[tuple[object, ...]]:
    """Execute a statement as the superuser, and return its rows."""
    engine = database.engine(None, "an administrator")
    try:
        return execute(engine, statement, **parameters)
    finally:
        engine.dispose()


def waits_for_the_pointer(engine: Engine) -> bool:
    """Return whether a session waits for the lock of the pointer, or another one of its kind."""
    query = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
        " (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    return execute(engine, query) != [(0,)]
