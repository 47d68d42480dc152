"""A text has the same score, to the last digit, in a lookup and in `/predict`, stored or inferred."""

import re
from typing import Any

import pytest

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from store.connect.database import Database
from tests.conftest import ROOT
from tests.serving import serving, settings_for

SCORES = re.compile(r'"score":([^,}]+)')
EXAMPLES = ROOT / "examples" / "predictors"
KEYWORDS = {
    "predictor": "keywords:Keywords",
    "predictor_path": EXAMPLES,
    "predictor_config": EXAMPLES / "keywords.toml",
}


def scores(body: str) -> list[str]:
    """Return the scores of an answer as they are written; PostgreSQL writes 1.0 as 1."""
    return [score.removesuffix(".0") for score in SCORES.findall(body)]


@pytest.mark.parametrize("chosen", [{}, {"tagger": "scikit-learn"}, KEYWORDS], ids=["native", "slow", "own"])
@pytest.mark.parametrize("fast_path", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_text_has_the_same_digits_in_lookups_and_in_predict(
    database: Database, chosen: dict[str, Any], *, fast_path: bool
) -> None:
    run_batch(
        database,
        settings_for(database, **chosen, engine="threading", workers=1, max_other=1.0),
        RunRequest(),
        Silent(),
    )
    engine = database.engine(None, "tests")
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT project_id, title, description FROM predawn.projects ORDER BY project_id LIMIT 25"
        ).all()
    engine.dispose()
    with serving(settings_for(database, **chosen, fast_path=fast_path)) as api:
        for project_id, title, description in found:
            looked_up = scores(api.client.get(f"/predictions/{project_id}").text)
            text = {"title": title, "description": description}
            stored = api.client.post("/predict", json={"texts": [text]})
            assert stored.json()["data"]["predictions"][0]["source"] == "cache"
            assert scores(stored.text) == looked_up
            # The same words with another case are another text for the store, and the same for the models.
            other = {"title": title.upper(), "description": description}
            inferred = api.client.post("/predict", json={"texts": [other]})
            assert inferred.json()["data"]["predictions"][0]["source"] in ("on_demand", "cache")
            if title.isascii():
                assert scores(inferred.text) == looked_up
        lookup_inferred = api.client.get(f"/predictions/{found[0][0]}", headers={"Cache-Control": "no-cache"})
        assert lookup_inferred.json()["data"]["source"] == "on_demand"
        # Pydantic writes small numbers without an exponent.
        shown = map(float, scores(lookup_inferred.text))
        assert list(shown) == list(map(float, scores(api.client.get(f"/predictions/{found[0][0]}").text)))
