"""Every metric and label that an alert or a panel of `deploy/` asks for exists."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from api.services.counts.canary_counts import CanaryCounts
from store.connect.async_sessions import Sessions
from store.serving.lookup_row import LookupRow
from tests.conftest import ROOT
from tests.serving import Api
from tests.waiting import wait_until

RULES = ROOT / "deploy" / "prometheus" / "rules.yml"
RULES_TEST = RULES.with_name("rules_test.yml")
DASHBOARD = ROOT / "deploy" / "grafana" / "dashboard.json"


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(RULES.read_text())["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(DASHBOARD.read_text())["panels"]
    return found


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in rules())
    yield from (target["expr"] for panel in panels() for target in panel["targets"])


def counts_of_a_canary(sessions: Sessions) -> CanaryCounts:
    """Return the counts of one request while a canary is running."""
    counts = CanaryCounts(sessions)
    values: dict[str, object] = dict.fromkeys(LookupRow._fields)
    counts.add(LookupRow(**(values | {"serving_run": 1, "running_canary": 1})))
    return counts


@pytest.fixture
def shown(published: Api, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """The labels of each metric that a worker shows, all that can be shown being there."""
    monkeypatch.setattr(published.state, "canary_counts", counts_of_a_canary(published.state.sessions))
    wait_until(lambda: published.state.quality.latest is not None)
    published.client.get("/predictions/4")
    labels: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(published.client.get("/metrics").text):
        for sample in family.samples:
            labels.setdefault(sample.name, set()).update(sample.labels)
    return labels


def test_every_metric_and_label_that_is_watched_is_shown(shown: dict[str, set[str]]) -> None:
    watched = [
        (name, set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers or "")))
        for expression in expressions()
        for name, matchers in re.findall(r"(predawn_\w+)(?:\{((?:[^{}\"]|\"[^\"]*\")*)\})?", expression)
    ]
    assert len(watched) > 25
    for name, labels in watched:
        assert name in shown, name
        assert labels <= shown[name], (name, labels)


def test_what_is_grouped_by_are_labels(shown: dict[str, set[str]]) -> None:
    for expression in expressions():
        names = set(re.findall(r"predawn_\w+", expression))
        for group in re.findall(r"\bby \(([^)]*)\)", expression):
            assert {label.strip() for label in group.split(",")} <= set.union(
                *(shown[name] for name in names)
            )


def test_every_alert_says_what_it_means_and_what_to_do() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(names) == len(set(names)) >= 8
    for rule in rules():
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert len(rule["annotations"]["summary"]) > 10
        assert len(rule["annotations"]["description"]) > 20


def test_panels_do_not_lie_over_each_other() -> None:
    fields: dict[tuple[int, int], str] = {}
    for panel in panels():
        position = panel["gridPos"]
        assert position["x"] + position["w"] <= 24
        for x in range(position["x"], position["x"] + position["w"]):
            for y in range(position["y"], position["y"] + position["h"]):
                assert fields.setdefault((x, y), panel["title"]) == panel["title"]
    assert len({panel["id"] for panel in panels()}) == len(panels())


@pytest.mark.parametrize(
    "question", [("check", "rules", RULES), ("test", "rules", RULES_TEST)], ids=["check", "test"]
)
def test_prometheus_takes_the_rules_and_alerts_as_they_say(question: tuple[str | Path, ...]) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("no promtool: the program is not on the path (it is in Debian's package `prometheus`)")
    done = subprocess.run([promtool, *question], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_tried() -> None:
    tried = RULES_TEST.read_text()
    assert [rule["alert"] for rule in rules() if rule["alert"] not in tried] == []
