"""Two models are compared on the whole catalogue, by the run in service and a shadow run."""

import re
from pathlib import Path

from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from store.connect.database import Database
from store.serving import pointer
from store.serving.comparison import LabelVerdicts, judge_runs
from tests.e2e.command_line import CommandLine
from tests.nights_of_outputs import Nights
from tests.serving import Api, serving, settings_for
from tests.sql import execute

UNLABELLED = "SELECT project_id FROM predawn.projects WHERE tag IS NULL"
LABEL = "UPDATE predawn.projects SET tag = :tag WHERE project_id = :project_id"
CHANGE = "UPDATE predawn.projects SET title = 'A graph network', description = '' WHERE project_id = '4'"
ROWS = "SELECT project_id, predicted_tag FROM predawn.run_predictions(:run_id)"


def words(api: Api, path: str) -> str:
    """Return the text of a page of the dashboard, without its tags."""
    answer = api.client.get(f"/dashboard{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_a_shadow_run_is_compared_with_the_run_in_service(
    database: Database, engine: Engine, tmp_path: Path
) -> None:
    lenient = {"max_other": 1.0, "max_churn": 1.0, "max_psi": 1000.0, "min_f1": 0.0}
    first = settings_for(database, engine="threading", workers=1, **lenient)
    stricter = settings_for(database, engine="threading", workers=1, min_score=0.9, **lenient)
    assert train_model(engine, stricter, None, lambda _step: None).version == 2
    assert run_batch(database, first, RunRequest(model_version=1), Silent()).run_id == 1
    with engine.begin() as connection:
        connection.execute(text(CHANGE))
    command = CommandLine(tmp_path).with_settings(
        database_url=database.url, max_other=1, max_churn=1, max_psi=1000, min_f1=0
    )
    with serving(settings_for(database)) as api:
        before = words(api, "/models/2/catalogue?against=1")
        assert "Model 2 has no complete run whose predictions are retained." in before
        assert "predawn batch --shadow 2" in before
        assert "Give one of them." in command.refuse(2, "batch", "--shadow", "2", "--model", "1")
        assert "run 2: ready with model 2; 387 scored" in command.succeed("batch", "--shadow", "2")
        with engine.begin() as connection:
            assert pointer.read_serving(connection).run_id == 1
            one, two = (dict(connection.execute(text(ROWS), {"run_id": n}).all()) for n in (1, 2))
            unlabelled = list(connection.scalars(text(UNLABELLED)))
            # The first model is right about all of them, and so is the second where it says the same.
            for project_id in unlabelled:
                connection.execute(text(LABEL), {"tag": one[project_id], "project_id": project_id})
            verdicts = judge_runs(connection, 1, 2)
        page = words(api, "/models/2/catalogue?against=1")
        back = words(api, "/models/1/catalogue?against=2")
        linked = api.client.get("/dashboard/models/2/catalogue?against=1").text
        button = api.client.get("/dashboard/models/2").text
    differing = {project_id for project_id in one if one[project_id] != two[project_id]}
    assert 0 < len(differing) < 387
    assert f"{len(differing)} of 387 projects in both runs got another tag" in page
    assert "From model 1 to model 2" in page
    assert "From model 2 to model 1" in back
    alone = len(differing & set(unlabelled))
    assert 0 < alone < len(unlabelled)
    assert verdicts == LabelVerdicts(len(unlabelled), len(unlabelled) - alone, alone, 0)
    assert f"of {len(unlabelled)} projects that neither was trained on" in page
    assert f"model 1 alone about {alone}, model 2 alone about 0." in page
    # A person says that both were wrong about one of them.
    wrong = min(set(unlabelled) - differing)
    other = min(set(one.values()) - {one[wrong]})
    command.succeed("corrections", "set", wrong, other, "--reason", "looked at it")
    with engine.connect() as connection:
        corrected = LabelVerdicts(len(unlabelled), len(unlabelled) - alone - 1, alone, 0)
        assert judge_runs(connection, 1, 2) == corrected
    moved = re.findall(r'/dashboard/projects/([^"?]+)"', linked)
    assert moved == ["4"], "the models differ in the smallest score alone, so only a new text moves one"
    assert 'formaction="/dashboard/models/2/catalogue"' in button


def test_models_that_claim_nothing_are_not_judged_by_known_tags(
    migrated_database: Database, tmp_path: Path
) -> None:
    nights = Nights(migrated_database, tmp_path, "Tag")
    nights.run({"a": "x", "b": "many words"})
    execute(nights.engine, "UPDATE predawn.projects SET tag = 'short'")
    with serving(settings_for(migrated_database)) as api:
        for claim, sentence in (
            ("{}", "Model 1 cannot be judged by known tags: it is unknown whether the model was"),
            ('{"trained_on": "all"}', "Model 1 cannot be judged by known tags: the model was trained on all"),
            ('{"trained_on": "none"}', "50.0 % and 50.0 % of model 1, of 2 projects that neither was"),
        ):
            execute(nights.engine, "UPDATE predawn.models SET training_data = :claim", claim=claim)
            page = words(api, "/models/1/catalogue?against=1")
            assert sentence in page
            assert ("neither was trained on" in page) == ("none" in claim)
    nights.close()


def test_lists_of_tags_are_not_judged_by_single_tags(migrated_database: Database, tmp_path: Path) -> None:
    nights = Nights(migrated_database, tmp_path, "Tags")
    nights.run({"a": "x y"})
    execute(nights.engine, "UPDATE predawn.projects SET tags = '{x,y}'")
    execute(nights.engine, 'UPDATE predawn.models SET training_data = \'{"trained_on": "none"}\'')
    nights.close()
    with serving(settings_for(migrated_database)) as api:
        page = words(api, "/models/1/catalogue?against=1")
    assert "Multi-label models are judged by known tags on the command line." in page
    assert "neither was trained on" not in page


def test_without_unseen_labels_the_page_says_so(database: Database, engine: Engine) -> None:
    settings = settings_for(database, engine="threading", workers=1)
    run_batch(database, settings, RunRequest(), Silent())
    with engine.connect() as connection:
        assert judge_runs(connection, 1, 1).from_accuracy is None
    with serving(settings) as api:
        page = words(api, "/models/1/catalogue?against=1")
    assert "there is no labelled project that neither was trained on" in page
