"""The SQL files that the revisions execute."""

from importlib import resources


def read_sql(name: str) -> str:
    """Return the text of `migrations/sql/<name>.sql`."""
    return resources.files("migrations").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
