"""The natural order of ids: the bands it is divided into, and one length in SQL and in Python."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine, text

from store.catalogue import id_order
from store.catalogue.id_order import IdBand, IdOrder

LONGEST = 2_147_483_647


@pytest.mark.parametrize(
    ("sizes", "bands"),
    [
        ({}, [IdBand(0, LONGEST)]),
        ({4: 60.0}, [IdBand(0, LONGEST)]),
        ({4: 101.0}, [IdBand(0, 3), IdBand(4, 4, is_dense=True), IdBand(5, LONGEST)]),
        ({0: 101.0}, [IdBand(0, 0, is_dense=True), IdBand(1, LONGEST)]),
        ({LONGEST: 101.0}, [IdBand(0, LONGEST - 1), IdBand(LONGEST, LONGEST, is_dense=True)]),
        ({2: 60.0, 3: 40.0, 5: 1.0, 9: 99.0}, [IdBand(0, 4), IdBand(5, LONGEST)]),
        (
            {1: 9.0, 2: 90.0, 3: 900.0, 4: 9000.0, 6: 5.0},
            [
                IdBand(0, 2),
                IdBand(3, 3, is_dense=True),
                IdBand(4, 4, is_dense=True),
                IdBand(5, LONGEST),
            ],
        ),
    ],
)
def test_many_ids_of_one_length_are_a_band_and_few_are_taken_together(
    sizes: Mapping[int, float], bands: list[IdBand], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(id_order, "MAX_SORTED_BAND", 100)
    assert id_order.divide(sizes) == bands
    assert id_order.divide(dict(reversed(sizes.items()))) == bands


@pytest.mark.parametrize("numbered", [True, False])
def test_an_id_has_one_length_in_sql_and_in_python(engine: Engine, numbered: bool) -> None:
    order = IdOrder(numbered)
    with engine.connect() as connection:
        for project_id in ("", "7", "12", "012", "p-12", "p-", "\uff11\uff12", "é9", "12 ", "\U0001f600"):
            measured = connection.scalar(text(f"SELECT {order.length(':id')}"), {"id": project_id})
            assert measured == order.measure(project_id), project_id
    assert order.measure("12") < order.measure("p-12")


@pytest.mark.parametrize(
    ("ids", "numbered"),
    [
        (["p-2", "p-10"], True),
        (["2", "10"], True),
        (["p-2", "q-10"], False),
        (["2", "p-10"], False),
        (["p-2", "p-x"], False),
        ([], False),
    ],
)
def test_the_first_and_the_last_id_tell_whether_all_are_numbers_behind_one_beginning(
    engine: Engine, ids: list[str], numbered: bool
) -> None:
    with engine.connect() as connection:
        connection.execute(text("DELETE FROM predawn.projects"))
        for project_id in ids:
            connection.execute(
                text("INSERT INTO predawn.projects (project_id, title, description) VALUES (:id, 'A', '')"),
                {"id": project_id},
            )
        assert IdOrder.find(connection) == IdOrder(numbered)
