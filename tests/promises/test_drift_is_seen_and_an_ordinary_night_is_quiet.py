"""Drift that was planted shows wherever people look, and ordinary nights show none.

The checks of the run, the figures that it keeps, `/health`, `/metrics`, the dashboard and the webhook all
tell of a catalogue whose projects have become of one kind. A night on which some projects are new, some
changed and some gone, as on any night, warns of nothing, whichever these are.
"""

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine

from batch.alerts import delivery
from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from core.errors import RunHeldError
from core.quality.measures import Figure, FigureStatus
from core.settings import Settings
from core.types import CheckStatus, Run, RunStatus
from store.connect.database import Database
from store.models import registry
from store.runs import ledger
from store.runs import metrics as run_metrics
from tests.receiver import receiving
from tests.serving import Api, serving, settings_for
from tests.waiting import TIMEOUT_SECONDS, wait_until

Rows = list[dict[str, str]]
Publish = Callable[[Rows, Settings], Run]

SEEDS = (1, 2, 3)
CHANGED_BY = {"tags_psi_published", "tags_js_published", "tags_psi_training", "tags_js_training"}


@pytest.fixture
def catalogue(real_catalogue: Path) -> Rows:
    with real_catalogue.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def trained(
    database: Database, engine: Engine, catalogue: Rows, tmp_path: Path, settings: Settings
) -> Settings:
    """Settings under which the model is one of two thirds of the real projects."""
    source = tmp_path / "labelled.csv"
    write(source, catalogue[: len(catalogue) * 2 // 3])
    version = train_model(engine, settings, str(source), lambda _: None).version
    with engine.begin() as connection:
        registry.promote(connection, version, actor="tests", reason="the real projects")
    return settings


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the webhook until it is told, however busy the machine is."""
    monkeypatch.setattr(delivery, "WAIT_SECONDS", TIMEOUT_SECONDS)


@pytest.fixture
def publish(database: Database, tmp_path: Path) -> Publish:
    """Make a run of some rows, whatever was in the catalogue before."""

    def make(rows: Rows, settings: Settings) -> Run:
        source = tmp_path / "catalogue.csv"
        write(source, rows)
        return run_batch(database, settings, RunRequest(source=str(source), max_shrink=1.0), Silent())

    return make


def write(path: Path, rows: Rows) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def warnings(engine: Engine, run_id: int) -> list[Figure]:
    with engine.connect() as connection:
        found = run_metrics.read_figures(connection, run_id)
    assert found, "the run was not measured"
    return [figure for figure in found if figure.status is FigureStatus.WARN]


def ordinary_night(rows: Rows, seed: int) -> tuple[Rows, Rows]:
    """Return a catalogue of one evening and of the next: a twentieth is gone, new, and rewritten each."""
    chance = random.Random(seed)
    shuffled = chance.sample(rows, len(rows))
    share = len(rows) // 20
    before, new = shuffled[:-share], shuffled[-share:]
    kept = before[share:]
    rewritten = {row["id"] for row in chance.sample(kept, share)}
    after = [
        {**row, "title": f"{row['title']}, second edition"} if row["id"] in rewritten else row for row in kept
    ]
    return before, [*after, *new]


@pytest.mark.usefixtures("patient")
def test_ordinary_nights_warn_of_nothing(
    catalogue: Rows, trained: Settings, publish: Publish, engine: Engine
) -> None:
    nights = []
    with receiving() as receiver:
        told = trained.model_copy(update={"webhook_url": SecretStr(receiver.url)})
        for seed in SEEDS:
            nights += [publish(rows, told) for rows in ordinary_night(catalogue, seed)]
    for night in nights:
        assert night.status is RunStatus.PUBLISHED
        assert CheckStatus.BREACHED not in {check.status for check in night.checks}
        assert warnings(engine, night.run_id) == []
    for after in nights[1::2]:
        assert after.counts.removed == len(catalogue) // 20
        assert after.counts.scored
    assert receiver.events() == ["published"] * len(nights)


@pytest.mark.usefixtures("patient")
def test_a_catalogue_of_one_tag_is_seen_everywhere(
    catalogue: Rows, trained: Settings, publish: Publish, database: Database, engine: Engine
) -> None:
    first = publish(catalogue, trained)
    assert warnings(engine, first.run_id) == []
    planted = [row for row in catalogue if row["tag"] == "mlops"]
    with serving(settings_for(database)) as api, receiving() as receiver:
        wait_until(lambda: api.state.quality.latest is not None)
        quiet = api.client.get("/health").json()["data"]
        assert (quiet["status"], quiet["quality"]["warnings"]) == ("ok", [])
        assert pages_that_warn(api, first.run_id) == []

        with pytest.raises(RunHeldError):
            publish(planted, trained.model_copy(update={"webhook_url": SecretStr(receiver.url)}))
        with engine.connect() as connection:
            held = ledger.list_runs(connection, top=1)[0]

        # The checks of the run, and the figures that it keeps.
        assert held.status is RunStatus.HELD
        assert "psi" in {check.name for check in held.checks if check.status is CheckStatus.BREACHED}
        assert {figure.name for figure in warnings(engine, held.run_id)} >= CHANGED_BY

        # Health lists what the run would bring, and does not warn: the run is not in service.
        wait_until(lambda: warnings_of(api, held.run_id))
        assert warnings_of(api, held.run_id) >= CHANGED_BY
        assert api.client.get("/health").json()["data"]["quality"]["status"] == "ok"
        metrics = api.client.get("/metrics").text
        for name in CHANGED_BY:
            assert f'predawn_quality_warning{{figure="{name}",of="newest"}} 1.0' in metrics
            assert f'predawn_quality_warning{{figure="{name}",of="in_service"}} 1.0' not in metrics

        # The dashboard: the overview, and the page of the run.
        # What a held run would bring is no drift of what is in service: it is named with the run.
        assert pages_that_warn(api, held.run_id) == [f"/runs/{held.run_id}"]
        assert "<strong>Held.</strong>" in api.client.get(f"/dashboard/runs/{held.run_id}").text
        overview = api.client.get("/dashboard").text
        assert f">Open run {held.run_id}</a>" in overview
        for name in CHANGED_BY:
            assert f'{name.replace("_", " ")} of <a href="/dashboard/runs/{held.run_id}">' in overview

    # The webhook.
    assert receiver.events() == ["held", "drift"]
    told = receiver.received[1].content
    assert told["run"]["run_id"] == held.run_id
    assert {warning["name"] for warning in told["warnings"]} >= CHANGED_BY


def pages_that_warn(api: Api, run_id: int) -> list[str]:
    shown = {path: api.client.get(f"/dashboard{path}").text for path in ("", f"/runs/{run_id}")}
    return [path for path, page in shown.items() if "status-warn" in page or "Drift.</strong>" in page]


def warnings_of(api: Api, run_id: int) -> set[str]:
    """Return the figures of a run that `/health` names."""
    warnings = api.client.get("/health").json()["data"]["quality"]["warnings"]
    return {warning["name"] for warning in warnings if warning["run_id"] == run_id}
