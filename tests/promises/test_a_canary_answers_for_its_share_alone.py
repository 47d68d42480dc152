"""Promises 1 and 9, under a canary: a stable share of the projects is answered from a second run, with its
model on demand, and every prediction says so; all others are answered as before, and what changes is known
beforehand.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.canary import plan_by_hand, promote_canary
from core.errors import InputError, NotFoundError, StoreError
from core.types import RunStatus
from store.connect.database import Database
from store.connect.engine import Role
from store.serving import canary, pointer, retention
from store.serving.canary import CanaryPlan
from store.serving.lookup import look_up
from tests.e2e.command_line import CommandLine
from tests.promises.conftest import TwoRuns
from tests.serving import NO_CERTIFICATES, Api, serving, settings_for
from tests.waiting import wait_until

SHARE = 3000
IDS = "SELECT project_id FROM predawn.projects WHERE removed_at IS NULL ORDER BY 1"


def slot(project_id: str) -> int:
    """Return the slot of an id, as documented."""
    return int(hashlib.md5(project_id.encode(), usedforsecurity=False).hexdigest()[:7], 16) % 10_000


def list_ids(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text(IDS)))


def start(engine: Engine, run_id: int, share: int = SHARE) -> CanaryPlan:
    with engine.begin() as connection:
        plan = canary.plan_canary(connection, run_id, share)
    with engine.begin() as connection:
        canary.start_canary(connection, plan, actor="tests", reason="a try")
    return plan


def stop(engine: Engine) -> None:
    with engine.begin() as connection:
        canary.stop_canary(connection, actor="tests", reason=None)


def look_all_up(api: Api, ids: Sequence[str], **fields: object) -> dict[str, Any]:
    """Return the predictions of projects by id, from bulk lookups."""
    return look_up_ids(str(api.client.base_url), ids, **fields)


def look_up_ids(url: str, ids: Sequence[str], **fields: object) -> dict[str, Any]:
    """Return the predictions of projects by id, from bulk lookups of a server."""
    found: dict[str, Any] = {}
    with httpx.Client(base_url=url, timeout=60, verify=NO_CERTIFICATES) as client:
        for first in range(0, len(ids), 10_000):
            body = {"ids": ids[first : first + 10_000], **fields}
            answer = client.post("/prediction-lookups", json=body)
            assert answer.status_code == 200, answer.text
            found |= {row["project_id"]: row for row in answer.json()["data"]["predictions"]}
    return found


def running_run(engine: Engine) -> int | None:
    with engine.connect() as connection:
        found = canary.read_canary(connection)
        return None if found is None else found.run_id


def endings(engine: Engine) -> list[str | None]:
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT ending FROM predawn.canaries ORDER BY canary_id")))


def without_source(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in ("source", "scored_at")}


def test_its_share_is_answered_from_it_and_all_others_as_before(
    two_runs: TwoRuns, database: Database, engine: Engine
) -> None:
    ids = list_ids(engine)
    side = {project_id for project_id in ids if slot(project_id) < SHARE}
    assert 0 < len(side) < len(ids) / 2
    with serving(settings_for(database)) as api, serving(settings_for(database, fast_path=False)) as slow:
        before = look_all_up(api, ids, infer=True)
        plan = start(engine, two_runs.second.run_id)
        after = look_all_up(api, ids, infer=True)
        assert {name for name in ids if after[name].get("canary")} == side
        for name in ids:
            answered, by = after[name], two_runs.second if name in side else two_runs.first
            assert answered["model_version"] == by.model_version
            assert answered["run_id"] == (None if name == "new" else by.run_id)
            assert name in side or without_source(answered) == without_source(before[name])
        stored = [name for name in ids if name != "new"]
        differing = [n for n in stored if before[n]["predicted_tag"] != after[n]["predicted_tag"]]
        assert plan.moved.differing == len(differing) == sum(move.projects for move in plan.moved.moves) > 0
        assert (plan.moved.projects, plan.moved.unknown) == (len(side), int("new" in side))
        # One by one, on the fast path and on the documented route, named, and by model on demand.
        for name in [*sorted(side)[:20], *sorted(set(ids) - side)[:20], "new"]:
            fast, documented = (a.client.get(f"/predictions/{name}") for a in (api, slow))
            assert without_source(fast.json()["data"]) == without_source(after[name])
            if name != "new":
                assert fast.json()["data"] == documented.json()["data"] == after[name]
                assert fast.headers["etag"] == documented.headers["etag"]
            named = api.client.get("/predictions", params={"ids": name}).json()["data"]["predictions"]
            assert named == ([] if name == "new" else [after[name]])
        # Listings stay with the run in service.
        listed = api.client.get("/predictions", params={"limit": 1000}).json()["data"]["predictions"]
        assert {row["run_id"] for row in listed} == {two_runs.first.run_id}
        assert not any("canary" in row for row in listed)
        stop(engine)
        again = look_all_up(api, ids, infer=True)
        assert {n: without_source(row) for n, row in again.items()} == {
            n: without_source(row) for n, row in before.items()
        }


def test_no_client_keeps_an_answer_of_a_canary_that_has_ended(
    two_runs: TwoRuns, database: Database, engine: Engine
) -> None:
    name = next(name for name in list_ids(engine) if slot(name) < SHARE and name != "new")
    with serving(settings_for(database)) as api:

        def ask(**headers: str) -> Any:
            return api.client.get(f"/predictions/{name}", headers=headers)

        def settled() -> Any:
            """Return an answer that has a Last-Modified, which it has two seconds after a change."""
            wait_until(lambda: "last-modified" in ask().headers)
            return ask()

        published = settled()
        start(engine, two_runs.second.run_id)
        from_canary = settled()
        assert from_canary.json()["data"]["canary"] is True
        for told in (published, from_canary):
            status = 304 if told is from_canary else 200
            assert ask(**{"If-None-Match": told.headers["etag"]}).status_code == status
            assert ask(**{"If-Modified-Since": told.headers["last-modified"]}).status_code == status
        promote_canary(engine, two_runs.settings, None)
        # The same row of the same run, which is no canary any more.
        promoted = ask(**{"If-None-Match": from_canary.headers["etag"]})
        assert promoted.status_code == 200
        assert "canary" not in promoted.json()["data"]
        assert promoted.json()["data"]["run_id"] == two_runs.second.run_id
        assert ask(**{"If-Modified-Since": from_canary.headers["last-modified"]}).status_code == 200


def test_it_ends_with_its_promotion_and_with_a_rollback_and_outlives_other_publications(
    two_runs: TwoRuns, database: Database, engine: Engine
) -> None:
    start(engine, two_runs.second.run_id)
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET title = title || '!' WHERE project_id = '4'"))
    third = run_batch(database, two_runs.settings, RunRequest(model_version=1), Silent())
    assert third.status is RunStatus.PUBLISHED
    assert running_run(engine) == two_runs.second.run_id
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="tests", reason="it was bad")
    assert running_run(engine) is None
    start(engine, two_runs.second.run_id)
    promote_canary(engine, two_runs.settings, "it is better")
    assert running_run(engine) is None
    with engine.connect() as connection:
        assert pointer.read_serving(connection).run_id == two_runs.second.run_id
        promoted = connection.execute(
            text("SELECT kind, reason FROM predawn.publications ORDER BY publication_id DESC LIMIT 1")
        ).one()
        assert tuple(promoted) == ("publish", "it is better")
    # A run that was published before.
    start(engine, two_runs.first.run_id)
    start(engine, two_runs.first.run_id, SHARE * 2)
    stop(engine)
    assert endings(engine) == ["rolled_back", "promoted", "replaced", "stopped"]


def test_it_is_kept_with_its_base_while_it_runs_and_no_longer(
    two_runs: TwoRuns, database: Database, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET title = title || '!' WHERE project_id = '4'"))
    model = two_runs.second.model_version
    delta = run_batch(database, two_runs.settings, RunRequest(model_version=model, publish=False), Silent())
    assert delta.whole_run == two_runs.second.run_id
    start(engine, delta.run_id)
    retention.prune(engine, published=1, unpublished=0)
    name = next(name for name in list_ids(engine) if slot(name) < SHARE and name not in ("4", "new"))
    with engine.connect() as connection:
        found = look_up(connection, name)
        assert found is not None
        assert (found.run_id, found.canary_run, found.predicted_tag) == (delta.run_id, delta.run_id, "other")
        assert {delta.run_id, two_runs.second.run_id} <= retention.list_retained(
            connection, published=1, unpublished=0
        )
    stop(engine)
    dropped, _ = retention.prune(engine, published=1, unpublished=0)
    assert {delta.run_id, two_runs.second.run_id} <= set(dropped)
    with engine.begin() as connection, pytest.raises(NotFoundError, match="were dropped"):
        canary.plan_canary(connection, delta.run_id, SHARE)


def test_a_canary_is_refused_that_could_not_answer_or_was_counted_beside_something_else(
    two_runs: TwoRuns, engine: Engine
) -> None:
    first, second = two_runs.first.run_id, two_runs.second.run_id

    def refuse(run_id: int, share: float, match: str) -> None:
        with engine.begin() as connection, pytest.raises(InputError, match=match):
            plan_by_hand(connection, two_runs.settings, run_id, share)

    refuse(first, 5, "is in service")
    refuse(second, 100, "share is between")
    refuse(second, 0.001, "share is between")
    for share in (float("nan"), float("inf"), 1e308):
        refuse(second, share, "share is between")
    with engine.begin() as connection:
        with pytest.raises(NotFoundError):
            canary.plan_canary(connection, 99, SHARE)
        plan = canary.plan_canary(connection, second, SHARE)
    start(engine, second)
    refuse(second, SHARE / 100, "already")
    with engine.begin() as connection, pytest.raises(StoreError, match="counted"):
        canary.start_canary(connection, plan, actor="tests", reason="late")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.runs SET status = 'failed' WHERE run_id = :run"), {"run": second}
        )
    refuse(second, 50, "failed")
    stop(engine)
    with engine.begin() as connection, pytest.raises(NotFoundError, match="No canary"):
        canary.stop_canary(connection, actor="tests", reason=None)


def test_what_changes_leaves_out_corrections_removed_projects_and_newer_texts(
    two_runs: TwoRuns, database: Database, engine: Engine
) -> None:
    on_side = [name for name in list_ids(engine) if slot(name) < SHARE and name != "new"]
    with engine.begin() as connection:
        before = canary.plan_canary(connection, two_runs.second.run_id, SHARE).moved
        differing = [n for n in on_side if _tag(connection, n) != "other"]
        corrected, changed, removed = differing[:3]
        connection.execute(
            text(
                "INSERT INTO predawn.corrections (project_id, content_hash, tag, actor) SELECT project_id,"
                " content_hash, 'mlops', 'tests' FROM predawn.projects WHERE project_id = :id"
            ),
            {"id": corrected},
        )
        connection.execute(
            text("UPDATE predawn.projects SET title = title || '!' WHERE project_id = :id"), {"id": changed}
        )
        connection.execute(
            text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = :id"), {"id": removed}
        )
    ids = list_ids(engine)
    with serving(settings_for(database)) as api:
        answers = look_all_up(api, ids)
        plan = start(engine, two_runs.second.run_id).moved
        now = look_all_up(api, ids)
        current = [name for name in answers if not answers[name]["stale"]]
        moved = sum(answers[name]["predicted_tag"] != now[name]["predicted_tag"] for name in current)
        assert (plan.differing, plan.unknown) == (moved, before.unknown + 1)
        assert plan.differing == before.differing - 3
        assert plan.projects == before.projects - 1
        shown = api.client.get(f"/predictions/{corrected}").json()["data"]
        assert (shown["predicted_tag"], shown["source"], shown["model_tag"]) == (
            "mlops",
            "correction",
            "other",
        )
        assert shown["canary"] is True
        assert api.client.get(f"/predictions/{removed}").status_code == 404
        inferred = api.client.get(f"/predictions/{changed}").json()["data"]
        assert (inferred["run_id"], inferred["canary"]) == (None, True)
        assert inferred["model_version"] == two_runs.second.model_version
        explained = api.client.get(f"/predictions/{changed}/explanation").json()["data"]
        assert explained["model_version"] == two_runs.second.model_version


def _tag(connection: Any, project_id: str) -> str | None:
    found = look_up(connection, project_id)
    assert found is not None
    return found.predicted_tag


def test_what_either_side_was_asked_is_counted_by_run_and_in_the_store(
    two_runs: TwoRuns, database: Database, engine: Engine
) -> None:
    ids = [name for name in list_ids(engine) if name != "new"]
    on_side = [name for name in ids if slot(name) < SHARE]
    first, second = two_runs.first, two_runs.second
    with serving(settings_for(database)) as api:
        look_all_up(api, ids)
        start(engine, second.run_id)
        wait_until(lambda: api.state.watcher.current is not None and api.state.watcher.current.canary_id)
        for name in ids[:30]:
            assert api.client.get(f"/predictions/{name}").status_code == 200
        look_all_up(api, ids)
        metrics = api.client.get("/metrics").text
    asked = sum(name in on_side for name in ids[:30]) + len(on_side)
    for run, side, number in (
        (second, "canary", asked),
        (first, "published", 30 + len(ids) - asked),
    ):
        labels = f'outcome="answered",run_id="{run.run_id}",side="{side}"'
        assert f"predawn_canary_requests_total{{{labels}}} {number}.0" in metrics
    assert f'run_id="{second.run_id}"}} 0.3' in metrics
    analyst = database.engine(Role.ANALYST, "tests")
    with analyst.connect() as connection:
        rows = connection.execute(text("SELECT * FROM analytics.canary ORDER BY side")).mappings().all()
        before = connection.scalar(
            text("SELECT count(*) FROM analytics.predictions WHERE predicted_tag = 'other'")
        )
    analyst.dispose()
    on_canary, published = rows
    assert (on_canary["run_id"], published["run_id"]) == (second.run_id, first.run_id)
    assert (on_canary["requests"], published["requests"]) == (asked, 30 + len(ids) - asked)
    assert (on_canary["errors"], published["errors"], on_canary["state"]) == (0, 0, "running")
    assert on_canary["tags"] == {"other": len(on_side)}
    assert published["tags"].get("other", 0) <= before
    assert sum(published["tags"].values()) == len(ids) - len(on_side)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO predawn.canary_requests VALUES (1, true, 2, 1)"))
        canary.add_up_requests(connection)
        counted = connection.execute(
            text("SELECT requests, errors FROM predawn.canary_requests WHERE on_canary")
        ).all()
        assert [tuple(row) for row in counted] == [(asked + 2, 1)]
        assert canary.read_sides(connection)[0].requests == asked + 2


def test_the_command_counts_first_and_waits_for_yes(
    two_runs: TwoRuns, database: Database, engine: Engine, tmp_path: Path
) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    command = ("canary", "start", two_runs.second.run_id, "--share", 30, "--reason", "a try")
    asked = predawn.run(*command)
    assert (asked.code, "Nothing was changed. Repeat with --yes" in asked.err) == (2, True)
    assert running_run(engine) is None
    with engine.begin() as connection:
        moved = canary.plan_canary(connection, two_runs.second.run_id, SHARE).moved
    counted = f"The stored answer of {moved.differing:,} of them differs."
    assert counted in asked.out
    assert f"{moved.projects:,} projects (30 % of the ids)" in asked.out
    assert counted in predawn.succeed(*command, "--yes")
    assert running_run(engine) == two_runs.second.run_id
    shown = json.loads(predawn.succeed("canary", "status", "--json"))
    assert (shown["canary"]["differing"], shown["unfit"]) == (moved.differing, moved.unknown)
    assert [side["share_percent"] for side in shown["sides"]] == [30, 70]
    assert "\nin service " in predawn.succeed("canary", "status"), "as pages call it"
    assert "answers for all projects" in predawn.succeed("canary", "stop", "--reason", "enough")
    assert "No canary is running. `predawn canary start`" in predawn.succeed("canary", "status")
    assert "No canary is running" in predawn.refuse(2, "canary", "promote")
