"""Health: what is wrong is said, and readiness stays as long as something can be answered."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from core.types import Run
from store import api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from tests.serving import Api
from tests.sql import administer, checked_at
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until


def test_all_is_well_after_a_night(published: Api) -> None:
    answer = published.client.get("/health")
    data = answer.json()["data"]
    assert (answer.status_code, data["status"], data["problems"]) == (200, "ok", [])
    assert (data["run"]["run_id"], data["run"]["stale"]) == (1, False)
    assert data["run"]["age_seconds"] >= 0
    assert data["model"]["model_version"] == 1
    assert data["model"]["loaded"]
    assert data["model"]["kind"] in ("native tagger", "scikit-learn tagger")
    assert datetime.fromisoformat(data["next_run"]["due_at"]) > datetime.now(UTC)
    assert not data["next_run"]["scheduler_active"]
    assert data["newest_run"]["status"] == "published"
    assert data["versions"]["scikit-learn"]
    assert published.client.get("/health/live").json()["data"] == {"status": "alive"}
    assert published.client.get("/health/ready").json()["data"] == {"ready": True, "degraded": False}


def test_the_first_page_is_a_line_and_links(published: Api) -> None:
    answer = published.client.get("/").json()
    assert answer["message"] == "Predawn is well: run 1 is in service with model 1"
    assert answer["data"] == {"status": "ok", "health": "/health", "docs": "/docs", "dashboard": "/dashboard"}
    assert published.client.get(answer["data"]["docs"]).status_code == 200


def test_the_links_of_the_first_page_hold_where_a_proxy_puts_it(serve: Serve) -> None:
    transport = httpx.ASGITransport(serve().app, root_path="/predawn")

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://behind.example") as client:
            links = (await client.get("/predawn/")).json()["data"]
            assert links["dashboard"] == "/predawn/dashboard"
            assert links["docs"] == "/predawn/docs"
            return await client.get(links["health"])

    assert asyncio.run(ask()).status_code == 200


def test_before_the_first_publication_it_is_degraded_and_ready(serve: Serve) -> None:
    api = serve()
    data = api.client.get("/health").json()["data"]
    assert (data["status"], data["run"]) == ("degraded", None)
    assert "No run is published" in data["problems"][0]
    assert api.client.get("/health/ready").json()["data"] == {"ready": True, "degraded": True}


def test_without_any_model_it_is_unavailable_and_says_why(serve: Serve, execute: Execute) -> None:
    execute("DELETE FROM predawn.promotions")
    execute("DELETE FROM predawn.models")
    api = serve()
    answer = api.client.get("/health")
    assert answer.status_code == 503
    assert "predawn train" in answer.json()["message"]
    assert api.client.get("/").status_code == 200
    assert api.client.get("/health/ready").status_code == 200


def test_why_a_model_is_not_loaded_is_not_for_those_without_a_key(
    first_run: Run, database: Database, serve: Serve, execute: Execute
) -> None:
    execute("UPDATE predawn.models SET artifact = 'changed'")
    api = serve()

    def problem() -> str:
        found: str = api.client.get("/health").json()["data"]["problems"][0]
        return found

    assert "The artifact's SHA-256 is " in problem()
    owner = database.engine(Role.OWNER, "tests")
    with owner.begin() as connection:
        api_keys.create(connection, "only", list(KeyScope))
    owner.dispose()
    wait_until(lambda: api.state.keyring.requires_key)
    assert problem() == "Model 1 is not loaded. The log of the API says why."


def test_what_the_database_says_of_a_model_is_for_the_log(
    first_run: Run, database: Database, serve: Serve
) -> None:
    columns = (
        "model_version, predictor, fingerprint, artifact_sha256, args, metrics, training_data,"
        " library_versions, status, created_at"
    )
    administer(database, "REVOKE SELECT ON predawn.models FROM predawn_api")
    administer(database, f"GRANT SELECT ({columns}) ON predawn.models TO predawn_api")
    problems = serve().client.get("/health").json()["data"]["problems"]
    assert problems[0] == (
        "Model 1 is not loaded. It cannot be read from the database; the log of the API says why."
    )


def test_a_run_that_was_checked_too_long_ago_is_reported(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(checked_at("now() - interval '37 hours'"))
    data = serve().client.get("/health").json()["data"]
    assert (data["status"], data["run"]["stale"]) == ("degraded", True)


@pytest.mark.parametrize("root", ["", "/predawn"])
def test_a_held_run_is_reported(first_run: Run, serve: Serve, execute: Execute, root: str) -> None:
    api = serve(root_path=root)
    execute(
        "INSERT INTO predawn.runs (mode, publish, trigger, status, phase, host, pid) "
        "VALUES ('full', true, 'command', 'held', 'check', 'here', 1)"
    )
    wait_until(lambda: api.client.get("/health").json()["data"]["status"] == "degraded")
    assert api.client.get("/health").json()["data"]["problems"] == [
        f"Run 2 is held; `{root}/runs/2` says why."
    ]


def test_dropped_log_entries_are_reported(first_run: Run, serve: Serve) -> None:
    api = serve(inference_log_queue=1)
    assert api.client.get("/health").json()["data"]["problems"] == []
    assert api.client.post("/predict", json={"texts": [{"text": "Graphs"}] * 4}).status_code == 200
    data = api.client.get("/health").json()["data"]
    assert (data["status"], data["inference_log"]["dropped"]) == ("degraded", 3)
    assert data["problems"] == ["3 on-demand predictions were not logged."]


def test_production_hides_versions_and_documentation(first_run: Run, serve: Serve) -> None:
    api = serve(production=True)
    data = api.client.get("/health").json()["data"]
    assert (data["versions"], data["database"]["version"]) == (None, None)
    assert api.client.get("/models/1").json()["data"]["library_versions"] is None
    assert api.client.get("/").json()["data"]["docs"] is None
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert api.client.get(path).status_code == 404


def test_documentation_sits_where_it_is_put(serve: Serve) -> None:
    api = serve(docs_url="/internal/api")
    for path in ("/internal/api", "/internal/redoc", "/internal/openapi.json"):
        assert api.client.get(path).status_code == 200
    assert api.client.get("/docs").status_code == 404


def test_a_stopping_server_is_not_ready(serve: Serve) -> None:
    api = serve()
    api.state.draining = True
    answer = api.client.get("/health/ready")
    assert (answer.status_code, answer.json()["message"]) == (503, "stopping")
    assert api.client.get("/predictions/4").status_code == 200
