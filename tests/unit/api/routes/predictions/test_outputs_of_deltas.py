"""Whichever way a run of numbers or of rankings was made, it has what the predictor says of every project."""

from pathlib import Path

import pytest
from sqlalchemy import text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.verify import verify_run
from core.types import Mode, RunStatus, Selection
from store.connect.database import Database
from store.serving import pointer
from tests.nights_of_outputs import Nights

SAID = {"Number": ("{0}.25", "-{0}.5", "1e+2{0}"), "Ranking": ("a{0} b", "b a{0} c", "-")}


@pytest.mark.parametrize("predictor", SAID)
def test_nights_of_changes_keep_every_prediction(
    migrated_database: Database, tmp_path: Path, predictor: str
) -> None:
    nights = Nights(migrated_database, tmp_path, predictor)
    limits = {"max_churn": 1.0, "max_psi": 1000, "max_other": 1.0, "max_delta": 0.4}
    first, second, third = SAID[predictor]
    said: dict[str, object] = {f"p{place:02d}": first.format(place) for place in range(20)}
    runs = [nights.run(said, **limits)]
    said |= {"p01": second.format(1), "p20": first.format(20)}
    runs.append(nights.run(said, **limits))
    del said["p02"]
    said["p03"] = third.format(3)
    runs.append(nights.run(said, **limits))
    assert [run.whole_run for run in runs] == [None, 1, 1]
    assert (runs[2].counts.scored, runs[2].counts.removed) == (1, 1)
    settings = nights.settings(**limits)
    chosen = RunRequest(mode=Mode.PARTIAL, selection=Selection(("p01", "p04")))
    runs.append(run_batch(migrated_database, settings, chosen, Silent()))
    assert verify_run(migrated_database, nights.engine, settings, runs[3].run_id, rescore=True) == []
    # So many differ that the next run is whole.
    said |= {f"p{place:02d}": second.format(place) for place in range(4, 16)}
    runs.append(nights.run(said, **limits))
    assert runs[4].whole_run is None
    assert {run.status for run in runs} == {RunStatus.PUBLISHED}
    assert verify_run(migrated_database, nights.engine, settings, runs[4].run_id, rescore=True) == []
    with nights.engine.begin() as connection:
        stored = connection.execute(
            text(
                "SELECT project_id, value, items, num_nonnulls(predicted_tag, score, tags, scores)"
                " FROM analytics.predictions ORDER BY 1"
            )
        ).all()
    assert [row.project_id for row in stored] == sorted(said)
    for name, value, items, others in stored:
        described = str(said[name])
        assert others == 0
        if predictor == "Number":
            assert (value, items) == (float(described), None)
        else:
            assert (value, items) == (None, described.removeprefix("-").split())
    with nights.engine.begin() as connection:
        assert pointer.roll_back(connection, to_run=1, actor="tests", reason="a try") == (5, 1)
    nights.close()
