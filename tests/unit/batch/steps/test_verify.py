"""A run is verified against the catalogue and the model, whole or a delta."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.verify import verify_run
from core.errors import CatalogueError, NotFoundError
from core.settings import Settings
from store.connect.database import Database
from tests.conftest import RunNight


def test_a_run_is_as_it_should_be_until_its_rows_or_the_catalogue_change(
    night: RunNight, engine: Engine, database: Database, settings: Settings
) -> None:
    def execute(statement: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(statement))

    def verify(run_id: int, *, rescore: bool = False) -> dict[str, str]:
        return dict(verify_run(database, engine, settings, run_id, rescore=rescore))

    first = night()
    execute("UPDATE predawn.projects SET title = title || ' again' WHERE project_id = '4'")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'")
    assert set(verify(first.run_id)) == {"4", "6"}
    second = night()
    assert second.whole_run == first.run_id
    assert verify(second.run_id, rescore=True) == {}
    execute(f"DELETE FROM predawn.predictions_{second.run_id} WHERE project_id = '6'")
    execute(f"UPDATE predawn.predictions_{first.run_id} SET predicted_tag = 'wrong' WHERE project_id = '10'")
    execute(f"DELETE FROM predawn.predictions_{first.run_id} WHERE project_id = '12'")
    found = verify(second.run_id, rescore=True)
    assert found["6"] == "it is not in the catalogue"
    assert found["12"] == "it has no prediction"
    assert found["10"].startswith("it has wrong")
    assert set(found) == {"6", "10", "12"}


def test_a_run_that_failed_before_it_had_predictions_is_not_called_dropped(
    night: RunNight, engine: Engine, database: Database, settings: Settings, tmp_path: Path
) -> None:
    first = night()
    with pytest.raises(CatalogueError):
        run_batch(database, settings, RunRequest(str(tmp_path / "missing.csv")), Silent())
    sentence = (
        "Run 2 has no complete predictions: it is failed, in the phase sync. "
        f"The retained runs are: {first.run_id}."
    )
    with pytest.raises(NotFoundError, match=sentence):
        verify_run(database, engine, settings, 2, rescore=False)
