"""Models in the memory of a worker, where they cannot be loaded."""

import asyncio

import pytest

from api.inference.models import ScorerCache
from core.errors import StoreUnavailableError
from core.settings import Settings
from store.connect.database import Database
from tests.conftest import free_port


def test_without_the_database_each_request_tries_anew_and_one_line_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    nowhere = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/predawn", embedded=False)
    engine = nowhere.engine(None, "tests")

    async def ask_often() -> None:
        models = ScorerCache(engine, Settings(_env_file=None))
        errors = set()
        for _ in range(5):
            with pytest.raises(StoreUnavailableError, match="cannot be reached") as refused:
                await models.get(1)
            errors.add(refused.value)
        assert len(errors) == 5

    asyncio.run(ask_often())
    engine.dispose()
    (line,) = [record.message for record in caplog.records if "model 1" in record.message]
    assert line.startswith("model 1 cannot be loaded: The database predawn at 127.0.0.1:")
