"""What analysts ask is answered rightly whatever models say: a tag, several, a number, or a ranking."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from store.connect.database import Database
from store.connect.engine import Role
from store.feedback import corrections, erasure
from store.feedback.corrections import Correction
from store.serving import pointer
from tests.nights_of_outputs import Nights
from tests.unit.analytics.test_questions import QUESTIONS

Rows = list[tuple[Any, ...]]
Begin = Callable[[str], Nights]

WHATEVER: dict[str, Any] = {"max_churn": 1.0, "max_psi": 1000, "max_other": 1.0, "max_shrink": 1.0}
"""The settings with which a run is published, whatever it changes."""


@pytest.fixture
def begin(migrated_database: Database, tmp_path: Path) -> Iterator[Begin]:
    """Return the runs of a predictor."""
    made = list[Nights]()

    def make(predictor: str) -> Nights:
        made.append(Nights(migrated_database, tmp_path, predictor))
        return made[-1]

    yield make
    for nights in made:
        nights.close()


def query(nights: Nights, statement: str) -> Rows:
    """Return the rows that an analyst reads."""
    engine = nights.database.engine(Role.ANALYST, "tests")
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(statement))]
    engine.dispose()
    return found


def ask(nights: Nights, name: str) -> Rows:
    return query(nights, QUESTIONS[name].query)


def correct(nights: Nights, project_id: str, *tags: str) -> None:
    with nights.engine.begin() as connection:
        said = Correction(project_id, tags, "a look at it")
        corrections.enter(connection, said, corrections.read_labels(connection), actor="tests")


def roll_back(nights: Nights) -> None:
    with nights.engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="tests", reason="a try")


def forget(nights: Nights, project_id: str) -> None:
    engine = nights.database.engine(None, "tests")
    with engine.begin() as connection:
        erasure.forget_project(connection, project_id, history=False)
    engine.dispose()


DIFF = "SELECT project_id, change, from_tag, to_tag, from_tags, to_tags FROM analytics.diff(1, 2) ORDER BY 1"


def test_runs_of_multi_label_models_differ_where_a_project_lost_or_gained_a_tag(begin: Begin) -> None:
    nights = begin("Tags")
    nights.run({"p1": "a b", "p2": "a b", "p3": "a b", "p4": "a", "p5": "a"})
    nights.run({"p1": "a c", "p2": "b a", "p3": "a b", "p4": "", "p6": "a"}, **WHATEVER)
    assert query(nights, DIFF) == [
        ("p1", "changed", "a", "a", ["a", "b"], ["a", "c"]),
        ("p4", "changed", "a", "other", ["a"], []),
        ("p5", "removed", "a", None, ["a"], None),
        ("p6", "added", None, "a", None, ["a"]),
    ]


def test_a_run_of_several_tags_and_one_of_one_differ_by_the_first(begin: Begin) -> None:
    begin("Tags").run({"p1": "long b", "p2": "a b"})
    nights = begin("Tag")
    nights.run({"p1": "long b", "p2": "a b"}, **WHATEVER)
    assert query(nights, DIFF) == [("p2", "changed", "a", "short", ["a", "b"], None)]


# What three runs say of projects: the second is of other texts, the third is rolled back.
SAID = {
    "Tag": (
        {"p1": "long", "p2": "long", "p3": "long", "p4": "x", "p5": "x"},
        {"p1": "x", "p2": "long", "p3": "x", "p5": "x", "p6": "x"},
        {"p1": "long", "p2": "long", "p3": "x", "p5": "x", "p6": "x"},
    ),
    "Tags": (
        {"p1": "a b", "p2": "a b", "p3": "c", "p4": "a", "p5": "a"},
        {"p1": "a c", "p2": "a b", "p3": "a", "p5": "", "p6": "b"},
        {"p1": "a b", "p2": "a b", "p3": "b", "p5": "", "p6": "b"},
    ),
    "Ranking": (
        {"p1": "a b", "p2": "a b", "p3": "c", "p4": "a", "p5": "a"},
        {"p1": "a c", "p2": "a b", "p3": "a", "p5": "-", "p6": "b"},
        {"p1": "a b", "p2": "a b", "p3": "b", "p5": "-", "p6": "b"},
    ),
    "Number": (
        {"p1": "1", "p2": "1", "p3": "1", "p4": "1", "p5": "1"},
        {"p1": "2", "p2": "1", "p3": "2", "p5": "1", "p6": "2"},
        {"p1": "1", "p2": "1", "p3": "3", "p5": "1", "p6": "2"},
    ),
}

CORRECTED = "corrected by a person, or no longer"

WHY: dict[str, Rows] = {
    "Tag": [
        ("another text", "long", "short", 2, "p1"),
        (CORRECTED, "long", "short", 1, "p2"),
        ("left the catalogue", "short", None, 1, "p4"),
        ("new project", None, "short", 1, "p6"),
    ],
    "Tags": [
        ("another text", "a", "other", 1, "p5"),
        ("another text", "a, b", "a, c", 1, "p1"),
        ("another text", "c", "a", 1, "p3"),
        (CORRECTED, "a, b", "a, short", 1, "p2"),
        ("left the catalogue", "a", None, 1, "p4"),
        ("new project", None, "b", 1, "p6"),
    ],
    "Ranking": [
        ("another text", None, None, 3, "p1"),
        ("left the catalogue", None, None, 1, "p4"),
        ("new project", None, None, 1, "p6"),
    ],
    "Number": [
        ("another text", None, None, 2, "p1"),
        ("left the catalogue", None, None, 1, "p4"),
        ("new project", None, None, 1, "p6"),
    ],
}


@pytest.fixture(params=SAID)
def two_nights(request: pytest.FixtureRequest, begin: Begin) -> Nights:
    """Two runs; then a person has corrected a project, if it has tags."""
    nights = begin(request.param)
    for said in SAID[request.param][:2]:
        nights.run(said, **WHATEVER)
    if nights.predictor == "Tag":
        correct(nights, "p2", "short")
    if nights.predictor == "Tags":
        correct(nights, "p2", "a", "short")
    return nights


def test_what_changed_says_why_whatever_models_say(two_nights: Nights) -> None:
    assert ask(two_nights, "01_what_changed") == WHY[two_nights.predictor]


def test_what_changed_by_a_rollback_is_no_other_text(two_nights: Nights) -> None:
    by_the_publication = {"another text", "new project"}
    published = sum(row[3] for row in ask(two_nights, "01_what_changed") if row[0] in by_the_publication)
    roll_back(two_nights)
    found = [row for row in ask(two_nights, "01_what_changed") if row[0] != CORRECTED]
    assert {row[0] for row in found} == {"rolled back"}
    assert sum(row[3] for row in found) == published


def test_tags_churn_where_projects_lost_or_gained_them(two_nights: Nights) -> None:
    churn = {
        "Tag": [("long", 2, 0), ("short", 0, 2)],
        "Tags": [("c", 1, 1), ("a", 1, 1), ("b", 1, 0), ("other", 0, 1)],
    }
    found = ask(two_nights, "07_which_tags_churn")
    assert sorted(found) == sorted(churn.get(two_nights.predictor, []))
    roll_back(two_nights)
    turned = sorted((tag, left + came, came + left) for tag, left, came in found)
    assert sorted(ask(two_nights, "07_which_tags_churn")) == turned, "a rollback is the way back"


def test_only_projects_that_got_another_tag_have_moved(two_nights: Nights) -> None:
    moved = {
        "Tag": [("p1", "long", "short"), ("p3", "long", "short")],
        "Tags": [("p3", "c", "a"), ("p5", "a", "other")],
    }
    found = [row[:3] for row in ask(two_nights, "10_biggest_moves")]
    assert sorted(found) == moved.get(two_nights.predictor, [])


def test_runs_drift_by_what_they_predict(two_nights: Nights) -> None:
    drifting = {"Tag": [2, 1], "Tags": [2, 1], "Number": [2]}
    found = ask(two_nights, "11_drift")
    assert [row[0] for row in found] == drifting.get(two_nights.predictor, [])
    assert all(row[1] is not None for row in found if row[0] == 2)


def test_the_model_is_not_unsure_of_what_a_person_said(two_nights: Nights) -> None:
    of_the_tag = QUESTIONS["03_where_it_is_unsure"].query.replace("'mlops'", "'short'")
    unsure = {"Tag": ["p1", "p3", "p5", "p6"]}
    assert sorted(row[0] for row in query(two_nights, of_the_tag)) == unsure.get(two_nights.predictor, [])


def test_tags_that_a_person_said_are_no_neighbours(two_nights: Nights) -> None:
    close = {"Tags": [("a", "c", 1)]}
    assert ask(two_nights, "21_neighbours") == close.get(two_nights.predictor, [])


def test_projects_are_unstable_that_got_several_tags_and_not_those_rolled_back(two_nights: Nights) -> None:
    assert ask(two_nights, "18_unstable_projects") == [], "a correction is no change of mind"
    roll_back(two_nights)
    two_nights.run(SAID[two_nights.predictor][1], **WHATEVER)
    assert ask(two_nights, "18_unstable_projects") == [], "a rollback is none"
    two_nights.run(SAID[two_nights.predictor][2], **WHATEVER)
    unstable = {"Tag": [("p1", ["short", "short", "long"])], "Tags": [("p3", ["a", "a", "b"])]}
    found = [(project, tags) for project, _, tags, _ in ask(two_nights, "18_unstable_projects")]
    assert found == unstable.get(two_nights.predictor, [])


def test_a_forgotten_project_has_left(two_nights: Nights) -> None:
    before = dict.fromkeys(row[0] for row in ask(two_nights, "01_what_changed"))
    forget(two_nights, "p6")
    after = ask(two_nights, "01_what_changed")
    assert dict.fromkeys(row[0] for row in after) == before
    assert sum(row[3] for row in after if row[0] == "left the catalogue") == 2


TAGS_OF_ROWS = """
SELECT p.run_id, coalesce(u.tag, 'other'), count(*)
FROM predawn.runs AS r
CROSS JOIN LATERAL predawn.run_predictions(r.run_id) AS p
LEFT JOIN LATERAL unnest(p.tags) AS u (tag) ON true
GROUP BY 1, 2
"""


def counted_tags(nights: Nights) -> set[tuple[Any, ...]]:
    return {*query(nights, "SELECT run_id, predicted_tag, projects FROM analytics.run_tag_counts")}


def test_a_project_counts_under_each_of_its_tags(begin: Begin) -> None:
    nights = begin("Tags")
    said = {**dict.fromkeys(map("q{:02d}".format, range(30)), "a b"), "q98": "c", "q99": ""}
    nights.run(said)
    assert counted_tags(nights) == {(1, "a", 30), (1, "b", 30), (1, "c", 1), (1, "other", 1)}
    delta = nights.run({**said, "q00": "a c", "q98": "", "q99": "b"}, **WHATEVER)
    assert delta.whole_run == 1
    forget(nights, "q01")
    after_a_forgotten_one = nights.run({**said, "q00": "a", "q98": "", "q99": "b"}, **WHATEVER)
    assert after_a_forgotten_one.whole_run == 1
    of_the_delta = {(2, "a", 30), (2, "b", 30), (2, "c", 1), (2, "other", 1)}
    counted = counted_tags(nights)
    assert {row for row in counted if row[0] == 2} == of_the_delta, "with what was forgotten since"
    with nights.engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(TAGS_OF_ROWS))]
    assert {row for row in counted if row[0] == 3} == {row for row in rows if row[0] == 3}
    growth = {tag: growth for tag, _, _, growth in ask(nights, "02_which_tags_grow")}
    assert growth == {"a": -1, "b": -1, "c": -1, "other": 0}


def test_runs_of_before_all_tags_were_counted_have_their_first_tags(begin: Begin) -> None:
    nights = begin("Tags")
    nights.run({"p1": "a b", "p2": "a c"})
    with nights.engine.begin() as connection:
        connection.execute(
            text("DELETE FROM predawn.run_distributions WHERE distribution = 'all_tags' AND run_id = 1")
        )
    assert counted_tags(nights) == {(1, "a", 2)}
    nights.run({"p1": "a b", "p2": "a b"}, **WHATEVER, max_delta=0.9)
    assert counted_tags(nights) == {(1, "a", 2), (2, "a", 2), (2, "b", 2)}


def test_scores_of_several_tags_are_counted_exactly(begin: Begin) -> None:
    nights = begin("Tags")
    said = dict.fromkeys(map("q{:02d}".format, range(30)), "a b")
    nights.run(said)
    with nights.engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.predictions SET scores = '{1, 0.5}' WHERE run_id = 1 AND project_id < 'q20'")
        )
        connection.execute(text("UPDATE predawn.run_distributions SET score_sum = NULL"))
    nights.run({**said, "q00": "a"})
    found = query(nights, "SELECT predicted_tag, mean_score FROM analytics.run_tag_counts WHERE run_id = 2")
    assert dict(found) == {"a": 1, "b": pytest.approx((19 * 0.5 + 10) / 29)}
