"""The pages of runs say what a publication changes, be it numbers, rankings or lists of tags."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from batch.steps.sync import sync_alone
from core.types import Mode
from store.connect.database import Database
from store.feedback import corrections
from store.feedback.corrections import Correction
from store.runs import ledger
from store.serving import pointer
from tests.e2e.command_line import CommandLine
from tests.nights_of_outputs import Nights
from tests.serving import Api, serving, settings_for
from tests.sql import execute
from tests.unit.api.dashboard.test_pages_of_runs import page, section, text_of

Predict = Callable[[str], Nights]

BEFORE = {f"p{place:02d}": f"{place}" for place in range(20)}
# Of these, two left, five are new, and all others are not what they were.
AFTER = {f"p{place:02d}": f"{place + 50}" for place in range(2, 25)}
WHATEVER: Final[dict[str, Any]] = {"max_churn": 1.0, "max_psi": 1000, "max_other": 1.0}
"""The settings with which a run is published, whatever it changes."""


@pytest.fixture
def predict(migrated_database: Database, tmp_path: Path) -> Iterator[Predict]:
    """Return the runs of a predictor."""
    made = list[Nights]()

    def begin(predictor: str) -> Nights:
        made.append(Nights(migrated_database, tmp_path, predictor))
        return made[-1]

    yield begin
    for nights in made:
        nights.close()


@pytest.fixture
def api(migrated_database: Database) -> Iterator[Api]:
    with serving(settings_for(migrated_database)) as started:
        yield started


@pytest.mark.parametrize(("predictor", "of"), [("Number", "number"), ("Ranking", "ranking")])
def test_a_held_run_says_how_many_numbers_or_rankings_it_would_change(
    predict: Predict, api: Api, predictor: str, of: str
) -> None:
    nights = predict(predictor)
    nights.run(BEFORE)
    assert nights.run(AFTER).status == "held"
    html = page(api, "/runs/2")
    outlook = section(html, "outlook")
    said = f"18 of 18 projects in both runs would get another {of} (100 %), 5 added, 2 removed."
    assert said in outlook
    found = api.client.get("/runs/2/diff?base=1").json()["data"]
    assert [found[name] for name in ("changed", "both", "added", "removed")] == [18, 18, 5, 2]
    assert "The first projects" in outlook
    assert "p02 p02 2 52 p03 p03 3 53" in outlook, "what each would be, without scores that it has not"
    assert "p20 p20 \u2013 70" in outlook


def test_a_held_run_of_several_tags_says_how_many_lists_it_would_change(predict: Predict, api: Api) -> None:
    nights = predict("Tags")
    nights.run(dict.fromkeys(BEFORE, "a b"))
    run = nights.run({**dict.fromkeys(BEFORE, "a c"), "p00": "b a", "p01": "a b"})
    assert run.status == "held"
    outlook = section(page(api, "/runs/2"), "outlook")
    assert "19 of 20 projects in both runs would get another tag (95.0 %), 0 added, 0 removed." in outlook
    assert "p02 p02 a, b 1.000 a, c 1.000" in outlook
    assert "p00 p00 a, b 1.000 b, a 1.000" in outlook


def test_a_correction_of_a_tag_keeps_no_number_from_changing(predict: Predict, api: Api) -> None:
    nights, numbers = predict("Tag"), predict("Number")
    nights.run(BEFORE)
    with nights.engine.begin() as connection:
        labels = corrections.read_labels(connection)
        assert corrections.enter(connection, Correction("p05", tags=("long",)), labels, actor="tests")

    def outlook(run_id: int) -> str:
        run_batch(
            numbers.database,
            numbers.settings(**WHATEVER),
            RunRequest(mode=Mode.FULL, publish=False),
            Silent(),
        )
        execute(
            numbers.engine, f"UPDATE predawn.predictions SET value = value + {run_id} WHERE run_id = {run_id}"
        )
        return section(page(api, f"/runs/{run_id}"), "outlook")

    in_place_of_tags = outlook(2)
    assert "20 of 20 projects in both runs would get another prediction (100 %)" in in_place_of_tags
    assert "p05 p05 short 7" in in_place_of_tags
    publish_by_hand(numbers.engine, numbers.settings(), 2, force=True, reason="a trial")
    in_place_of_numbers = outlook(3)
    assert "20 of 20 projects in both runs would get another number (100 %)" in in_place_of_numbers
    assert "p05 p05 7 8" in in_place_of_numbers


def test_corrected_projects_are_among_the_changes_from_one_tag_to_several_and_back(
    predict: Predict, api: Api
) -> None:
    several, one = predict("Tags"), predict("Tag")
    kept: dict[str, tuple[str, list[str] | None]] = {}
    cursor = "0"

    def correct(project_id: str, *tags: str) -> None:
        with several.engine.begin() as connection:
            labels = corrections.read_labels(connection)
            assert corrections.enter(connection, Correction(project_id, tags), labels, actor="tests")

    def follow(*, lists: bool) -> None:
        nonlocal cursor
        page = api.client.get(f"/changes?after={cursor}").json()["data"]
        kept.update({c["project_id"]: (c["to_tag"], c["to_tags"]) for c in page["changes"]})
        cursor = page["next"]
        listed = api.client.get("/predictions").json()["data"]["predictions"]
        tags = {row["project_id"]: [entry["tag"] for entry in row["tags"]] for row in listed}
        assert kept == {
            row["project_id"]: (row["predicted_tag"], tags[row["project_id"]] if lists else None)
            for row in listed
        }

    several.run(BEFORE)
    correct("p00", "x", "y")
    correct("p01")
    follow(lists=True)
    run_batch(one.database, one.settings(**WHATEVER), RunRequest(mode=Mode.FULL, publish=False), Silent())
    assert "20 of 20 projects in both runs" in section(page(api, "/runs/2"), "outlook")
    publish_by_hand(one.engine, one.settings(), 2, force=True, reason="a trial")
    assert len(api.client.get(f"/changes?after={cursor}").json()["data"]["changes"]) == 20
    correct("p00", "x")
    correct("p02", "z")
    follow(lists=False)
    with several.engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="tests", reason="back")
    follow(lists=True)


@pytest.mark.parametrize(("predictor", "of"), [("Number", "number"), ("Ranking", "ranking")])
def test_a_published_run_says_how_many_numbers_or_rankings_it_changed(
    predict: Predict, api: Api, predictor: str, of: str
) -> None:
    nights = predict(predictor)
    nights.run(BEFORE)
    nights.run(AFTER, **WHATEVER)
    changed = section(page(api, "/runs/2"), "changes")
    assert f"18 projects got another {of}, 5 added, 2 removed." in changed
    assert len(api.client.get("/changes?after=1").json()["data"]["changes"]) == 18 + 5 + 2
    assert f"18 projects with another {of} , 5 added, 2 removed" in section(page(api, ""), "tiles")
    run_batch(nights.database, nights.settings(), RunRequest(mode=Mode.FULL), Silent())
    unchanged = section(page(api, "/runs/3"), "changes")
    assert f"No project got another {of} when the run was published in place of run 2." in unchanged


def test_a_published_run_of_several_tags_says_how_many_lists_it_changed(predict: Predict, api: Api) -> None:
    nights = predict("Tags")
    nights.run(dict.fromkeys(BEFORE, "a b"))
    nights.run(dict.fromkeys(BEFORE, "a c"), **WHATEVER)
    changed = section(page(api, "/runs/2"), "changes")
    assert "20 projects got another tag, 0 added, 0 removed." in changed
    assert "20 projects with another tag , 0 added, 0 removed" in section(page(api, ""), "tiles")


@pytest.mark.parametrize(("predictor", "of"), [("Number", "number"), ("Ranking", "ranking")])
def test_models_of_numbers_and_rankings_are_compared_by_these(
    predict: Predict, api: Api, predictor: str, of: str
) -> None:
    nights = predict(predictor)
    nights.run(BEFORE)
    configuration = nights.folder / "another.toml"
    configuration.write_text("of = 'another model'")
    nights.run({**BEFORE, "p00": "7", "p01": "8"}, predictor_config=configuration)
    shown = text_of(page(api, "/models/2/catalogue?against=1"))
    assert f"The same {of} 90.0 % of 20 projects in both runs" in shown
    assert "2 of 20 projects in both runs changed" in shown
    assert "known tags" not in shown


def test_the_history_of_a_project_has_all_of_its_tags(predict: Predict, api: Api) -> None:
    nights = predict("Tags")
    nights.run({"p1": "a b", "p2": "a b"})
    nights.run({"p1": "a c", "p2": ""}, **WHATEVER)
    shown = page(api, "/projects/p1")
    assert "publish a, b 1.000 a, c 1.000" in section(shown, "changes")
    assert re.search("2 in service .* a, c 1.000 1 1 .* a, b 1.000", section(shown, "history"))
    assert "publish a, b 1.000 other" in section(page(api, "/projects/p2"), "changes")
    data = api.client.get("/predictions/p1/history").json()["data"]
    assert [run["tags"] for run in data["runs"]] == [["a", "c"], ["a", "b"]]
    ((before, after),) = [(change["from_tags"], change["to_tags"]) for change in data["changes"]]
    assert (before, after) == (["a", "b"], ["a", "c"])
    assert "to_items" not in data["changes"][0]


def test_a_comparison_says_how_many_keep_their_first_tag(predict: Predict, api: Api) -> None:
    nights = predict("Tags")
    nights.run({"p1": "a b", "p2": "a b", "p3": "a b", "p4": "a"})
    nights.run({"p1": "a c", "p2": "a", "p3": "b a c", "p4": "a"}, **WHATEVER)
    compared = text_of(page(api, "/runs/2/compare?base=1"))
    assert "3 of 4 projects in both runs got another tag (75.0 %)" in compared
    assert "a → to b 1 2 projects keep their first tag" in compared


def test_a_project_of_several_tags_counts_for_each(predict: Predict, api: Api, tmp_path: Path) -> None:
    nights = predict("Tags")
    nights.run({"p1": "a b", "p2": "b", "p3": "b a", "p4": ""})
    shown = "Tag Share Projects b 3 75.0 % a 2 50.0 % other 1 25.0 %"
    assert shown in section(page(api, "/runs/1"), "tags")
    assert shown in section(page(api, ""), "tags")
    assert [tag in page(api, "/projects") for tag in ("b (3)", "a (2)", "other (1)")] == [True] * 3
    tags = {tag["tag"]: tag["projects"] for tag in api.client.get("/tags").json()["data"]["tags"]}
    assert tags == {"b": 3, "a": 2, "other": 1}
    execute(nights.engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = 'p3'")
    left = page(api, "")
    assert "Projects 3 3 tags" in section(left, "tiles")
    assert "b 2 66.7 % a 1 33.3 % other 1 33.3 %" in section(left, "tags")
    nights.write({"p1": "a b", "p4": ""})
    sync_alone(nights.engine, nights.settings(), str(tmp_path / "projects.csv"), 1.0)
    assert "a 1 50.0 % b 1 50.0 % other 1 50.0 %" in section(page(api, ""), "tags")


def test_large_numbers_that_differ_look_different(predict: Predict, api: Api, tmp_path: Path) -> None:
    nights = predict("Number")
    nights.run({"p1": "1234500", "p2": "0.1"})
    nights.run({"p1": "1234500.5", "p2": "0.1"}, **WHATEVER)
    for path in ("/runs/2/compare?base=1", "/projects/p1"):
        assert re.search(r"1,234,500 .*1,234,500\.5|1,234,500\.5 .*1,234,500 ", text_of(page(api, path)))
    predawn = CommandLine(tmp_path).with_settings(database_url=nights.database.url)
    assert re.search(r"p1 +1,234,500 +1,234,500\.5\n", predawn.succeed("runs", "diff", "1", "2"))
    assert "1,234,500.5" in predawn.succeed("catalogue", "show", "p1")


def test_a_complete_run_of_rankings_says_how_many_it_has(predict: Predict, api: Api) -> None:
    nights = predict("Ranking")
    nights.run(BEFORE)
    nights.run(AFTER, **WHATEVER)
    assert "Rankings 20 projects have a ranking." in section(page(api, "/runs/1"), "tags")
    assert "Rankings 23 projects have a ranking; Projects lists them." in section(
        page(api, "/runs/2"), "tags"
    )


@pytest.mark.parametrize("mode", [Mode.INCREMENTAL, Mode.FULL])
def test_a_comparison_of_several_tags_counts_the_lists_as_the_check_of_churn_does(
    predict: Predict, api: Api, mode: Mode
) -> None:
    nights = predict("Tags")
    nights.run({**dict.fromkeys(BEFORE, "a b"), "p30": "a b", "p31": "a b"})
    after = {**dict.fromkeys(BEFORE, "a c"), "p30": "b a", "p31": "a b"}
    nights.write(after)
    run_batch(nights.database, nights.settings(**WHATEVER), RunRequest(mode=mode), Silent())
    with nights.engine.begin() as connection:
        (churn,) = (check for check in ledger.find_run(connection, 2).checks if check.name == "churn")
    assert churn.detail == "20 of the 22 projects also in run 1 have another tag"
    found = api.client.get("/runs/2/diff?base=1").json()["data"]
    assert [found[name] for name in ("changed", "both", "added", "removed")] == [20, 22, 0, 0]
    assert found["matrix"] == [], "no project of another first tag has another tag"
    compared = text_of(page(api, "/runs/2/compare?base=1"))
    assert "20 of 22 projects in both runs got another tag (90.9 %), 0 added, 0 removed." in compared
    assert "p00 p00 a, b 1.000 a, c 1.000" in compared
    assert "20 projects keep their first tag: their other tags differ." in compared, "so the matrix is empty"
    assert "p30" not in compared, "the order is no difference"
    assert "analytics.diff(1, 2)" in compared
    with nights.engine.connect() as connection:
        listed = connection.execute(
            text("SELECT project_id, change, from_tag, to_tag, from_tags, to_tags FROM analytics.diff(1, 2)")
        ).all()
    assert sorted(listed) == [(name, "changed", "a", "a", ["a", "b"], ["a", "c"]) for name in sorted(BEFORE)]


def test_a_comparison_of_multi_label_models_counts_the_lists_that_are_the_same(
    predict: Predict, api: Api
) -> None:
    predict("Tags").run(dict.fromkeys(BEFORE, "a b"))
    predict("OtherTags").run({**dict.fromkeys(BEFORE, "a c"), "p00": "b a"}, **WHATEVER)
    compared = text_of(page(api, "/models/2/catalogue?against=1"))
    assert "The same tag 5.0 % of 20 projects in both runs" in compared
