"""Two runs compared: counts, the matrix of tags, and the largest moves of scores."""

import itertools
from collections import Counter

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from core.errors import InputError, NotFoundError
from core.types import Mode
from store.runs.ledger import find_run
from store.serving.comparison import (
    compare_tags,
    count_differing_predictions,
    diff_runs,
    list_differing_predictions,
)
from tests.conftest import RunNight


def rewrite(engine: Engine, project_id: str, title: str) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET title = :title, description = :title WHERE project_id = :id"),
            {"id": project_id, "title": title},
        )


def test_a_diff_counts_added_removed_and_changed_projects(night: RunNight, engine: Engine) -> None:
    first = night()
    rewrite(engine, "4", "A reinforcement learning agent learns a policy from rewards in a game environment")
    rewrite(engine, "6", "Deploying and monitoring models in production with pipelines and a feature store")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET removed_at = now() WHERE project_id IN ('10', '12')")
        )
        connection.execute(
            text(
                "INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'A graph', '')"
            )
        )
    second = night()
    with engine.connect() as connection:
        found = diff_runs(connection, first.run_id, second.run_id, top=3)
        changed = connection.execute(
            text("SELECT change, count(*) FROM analytics.diff(:a, :b) GROUP BY change"),
            {"a": first.run_id, "b": second.run_id},
        ).all()
    assert (found.added, found.removed, found.both) == (1, 2, first.counts.total - 2)
    assert found.changed == sum(move.projects for move in found.matrix) >= 2
    assert dict(changed) == {"added": found.added, "removed": found.removed, "changed": found.changed}
    assert len(found.moves) == 2, "only the two rewritten projects have another score"
    sizes = [abs(move.to_score - move.from_score) for move in found.moves]
    assert sizes == sorted(sizes, reverse=True)


def test_scores_that_fell_are_moves_as_scores_that_rose_are(night: RunNight, engine: Engine) -> None:
    runs = [night().run_id, night(mode=Mode.FULL).run_id]
    scores = {"4": (0.9, 0.1), "6": (0.25, 0.5), "10": (0.5, 0.375)}
    change = text("UPDATE predawn.predictions SET score = :score WHERE run_id = :run_id AND project_id = :id")
    with engine.begin() as connection:
        for project_id, pair in scores.items():
            for run_id, score in zip(runs, pair, strict=True):
                connection.execute(change, {"score": score, "run_id": run_id, "id": project_id})
        moves = diff_runs(connection, *runs, top=3).moves
    assert [move.project_id for move in moves] == ["4", "6", "10"]


def test_only_runs_that_are_retained_can_be_compared(night: RunNight, engine: Engine) -> None:
    run = night()
    unchanged = night()
    for gone in (99, unchanged.run_id):
        for pair in ((run.run_id, gone), (gone, run.run_id)):
            with (
                engine.connect() as connection,
                pytest.raises(DBAPIError, match=f"predictions of run {gone} are not there"),
            ):
                connection.execute(
                    text("SELECT * FROM analytics.diff(:a, :b)"), dict(zip("ab", pair, strict=True))
                )
    with engine.connect() as connection:
        with pytest.raises(NotFoundError, match="no run 99"):
            diff_runs(connection, run.run_id, 99, top=1)
        with pytest.raises(InputError, match="nothing had changed"):
            diff_runs(connection, run.run_id, unchanged.run_id, top=1)


BY_TAG = """
SELECT a.predicted_tag, b.predicted_tag, count(*)
FROM predawn.run_predictions(:a) AS a
FULL JOIN predawn.run_predictions(:b) AS b ON b.project_id = a.project_id
GROUP BY 1, 2
"""


def test_runs_are_compared_by_tag_whatever_their_bases(night: RunNight, engine: Engine) -> None:
    def change(*statements: str) -> None:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    night()
    rewrite(engine, "4", "A reinforcement learning agent learns a policy from rewards in a game environment")
    change("UPDATE predawn.projects SET removed_at = now() WHERE project_id IN ('10', '12')")
    change("INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'A graph', '')")
    night()
    rewrite(engine, "6", "Deploying and monitoring models in production with pipelines and a feature store")
    change("UPDATE predawn.projects SET removed_at = NULL WHERE project_id = '10'")
    night(mode=Mode.FULL)
    change(
        "UPDATE predawn.predictions SET predicted_tag = 'other' WHERE run_id = 3 AND project_id LIKE '%8'",
        "UPDATE predawn.projects SET removed_at = now() WHERE project_id IN ('new', '18')",
    )
    rewrite(engine, "8", "A reinforcement learning agent learns a policy from rewards in a game environment")
    night()
    with engine.connect() as connection:
        bases = [find_run(connection, run_id).base for run_id in (1, 2, 3, 4)]
        assert bases == [1, 1, 3, 3]
        for a, b in itertools.product((1, 2, 3, 4), repeat=2):
            found = compare_tags(connection, a, b)
            expected = connection.execute(text(BY_TAG), {"a": a, "b": b})
            counted = {(move.from_tag, move.to_tag): move.projects for move in found}
            assert counted == {(row[0], row[1]): row[2] for row in expected}
            assert len(found) == len(counted)
            assert [move.projects for move in found] == sorted(counted.values(), reverse=True)
            differing = {pair: count for pair, count in counted.items() if pair[0] != pair[1]}
            moves = count_differing_predictions(connection, a, b)
            assert {(move.from_tag, move.to_tag): move.projects for move in moves} == differing
            listed = list_differing_predictions(connection, a, b, 1000)
            assert Counter((one.from_tag, one.to_tag) for one in listed) == differing
