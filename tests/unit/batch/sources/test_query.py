"""The text of a query: one statement is read, and a second one refused before it could be run."""

import pytest
import sqlalchemy as sa

from batch.sources.query import refuse_second_statement, says_changes
from batch.sources.source import open_source
from core.errors import InputError
from core.settings import Settings
from tests.conftest import Server

ONE = [
    "SELECT 1",
    "SELECT 1;",
    "SELECT 1 ;\n-- the last\n/* of ; them */ ;",
    "SELECT ';', 'it''s; two' FROM \"a;b\" WHERE x = $1",
    "-- first;\nSELECT /* a;\nb */ 1",
]


@pytest.mark.parametrize("backend", ["postgresql", "sqlite", "mysql"])
@pytest.mark.parametrize("query", ONE)
def test_semicolons_in_texts_names_and_comments_and_at_the_end_are_read(backend: str, query: str) -> None:
    refuse_second_statement(query, backend)


@pytest.mark.parametrize(
    ("backend", "query"),
    [
        ("postgresql", r"SELECT E'it\'s; two', e'\\', $$a; b$$, $x$ $$ ; $x$"),
        ("postgresql", r"SELECT 'C:\', 'a;b'"),
        ("mysql", r"""SELECT 'it\'s; two', "a\"; b", `a;b` # it's; so"""),
    ],
)
def test_texts_are_quoted_in_the_way_of_the_database(backend: str, query: str) -> None:
    refuse_second_statement(query, backend)


@pytest.mark.parametrize(
    ("backend", "query"),
    [
        ("postgresql", "SELECT 1; DELETE FROM p"),
        ("sqlite", "SELECT ';' -- ;\n; COMMIT;"),
        ("postgresql", r"SELECT 'C:\'; DELETE FROM p; --'"),
        ("mysql", r"SELECT 'it\'s'; DELETE FROM p"),
    ],
)
def test_a_second_statement_is_refused(backend: str, query: str) -> None:
    with pytest.raises(InputError, match="PREDAWN_CATALOGUE_QUERY has a second statement"):
        refuse_second_statement(query, backend)


def test_a_second_statement_is_not_run(embedded_server: Server) -> None:
    database = embedded_server.empty()
    engine = sa.create_engine(sa.make_url(database.url).set(drivername="postgresql+psycopg2"))
    query = "SELECT id, title, 'd' AS description FROM p; DELETE FROM p; COMMIT"
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE p AS SELECT 1 AS id, 't' AS title")
    with pytest.raises(InputError, match="second statement"):
        list(open_source(Settings(_env_file=None, catalogue_query=query), database.url).batches())
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM p").scalar_one() == 1
    engine.dispose()
    embedded_server.drop(database)


@pytest.mark.parametrize(
    ("query", "has_it"),
    [
        ("SELECT * FROM p WHERE at >= :since", True),
        ("SELECT ':since', \":since\", $$ :since $$ -- :since\n/* :since */", False),
        (r"SELECT E'\' :since'", False),
        (r"SELECT 'C:\' WHERE at >= :since", True),
        ("SELECT at::since, b:since", False),
    ],
)
def test_since_is_a_parameter_only_outside_of_texts_and_comments(query: str, has_it: bool) -> None:
    assert says_changes(query) is has_it
