"""`/metrics`: what was asked, how long it took, and what waits; one sum over all workers."""

import json
import os
import signal
import time
from dataclasses import asdict
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from core.types import Run
from store.connect.database import Database
from tests.conftest import RunNight
from tests.serving import NO_CERTIFICATES, answers, serve_command
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def read(client: httpx.Client) -> Samples:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def labelled(samples: Samples, name: str) -> dict[tuple[str, ...], float]:
    """Return the samples of a metric by the values of their labels, in the order of the labels' names."""
    return {
        tuple(value for _, value in labels): number
        for (found, labels), number in samples.items()
        if found == f"predawn_{name}"
    }


def test_requests_are_counted_by_route_status_and_source(
    night: RunNight, serve: Serve, execute: Execute
) -> None:
    run = night()
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'Graphs', '')")
    api = serve()
    for path in ("/predictions/4", "/predictions/6", "/predictions/new", "/predictions/nope", "/nowhere"):
        api.client.get(path)
    api.client.get("/predictions/4", headers={"If-None-Match": "*"})
    api.client.get("/runs/99")
    samples = read(api.client)
    route = "/predictions/{project_id}"
    assert labelled(samples, "http_requests_total") == {
        (route, "cache", "200"): 2,
        (route, "cache", "304"): 1,
        (route, "on_demand", "200"): 1,
        (route, "", "404"): 1,
        ("/runs/{run_id}", "", "404"): 1,
        ("none", "", "404"): 1,
    }
    assert labelled(samples, "http_request_seconds_count")[route, "cache"] == 3
    assert 0 < labelled(samples, "http_request_seconds_sum")[route, "cache"] < 10
    buckets = labelled(samples, "http_request_seconds_bucket")
    cumulated = [
        number for (bound, at, source), number in buckets.items() if (at, source) == (route, "cache")
    ]
    assert cumulated == sorted(cumulated)
    assert cumulated[-1] == 3
    assert labelled(samples, "lookup_hit_ratio") == {(): 0.75}
    assert labelled(samples, "run_in_service") == {(str(run.model_version), str(run.run_id)): 1}
    assert 0 <= labelled(samples, "run_age_seconds")[()] < 60
    assert 0 <= labelled(samples, "run_checked_seconds")[()] < 60
    assert labelled(samples, "database_up") == {(): 1}
    assert labelled(samples, "newest_run") == {(str(run.run_id), "published"): 1}
    assert labelled(samples, "scheduler_active") == {(): 0}


def test_queues_sessions_and_the_log_are_shown(first_run: Run, serve: Serve) -> None:
    api = serve(inference_log_queue=1, api_sessions=3, lookup_sessions=1)
    api.state.inference.pending += 5
    api.client.get("/predictions/4")
    api.client.post("/predict", json={"texts": [{"text": "Graphs"}] * 4})
    wait_until(lambda: api.state.log.written == 1)
    samples = read(api.client)
    assert labelled(samples, "queue_waiting") == {
        ("lookups",): 0,
        ("inference",): 5,
        ("inference_log",): 0,
        ("access_log",): 0,
    }
    sessions = labelled(samples, "database_sessions")
    assert sessions["limit",] == 4
    assert 2 <= sessions["open",] <= 4
    assert labelled(samples, "inference_log_written_total") == {(): 1}
    assert labelled(samples, "inference_log_dropped_total") == {(): 3}
    assert labelled(samples, "lookup_statements_total") == {(): 1}


def test_before_the_first_run_there_is_nothing_to_say_of_it(serve: Serve) -> None:
    samples = read(serve().client)
    assert labelled(samples, "run_in_service") == labelled(samples, "run_age_seconds") == {}
    ratio = labelled(samples, "lookup_hit_ratio")[()]
    assert ratio != ratio  # noqa: PLR0124 - not a number, as nothing was looked up


def counted_lookups(samples: Samples) -> float:
    found = labelled(samples, "http_requests_total")
    return found.get(("/predictions/{project_id}", "cache", "200"), 0)


def test_no_worker_tells_less_than_another_did_before(first_run: Run, serve: Serve, tmp_path: Path) -> None:
    asked, other = serve(metrics_folder=tmp_path), serve(metrics_folder=tmp_path)
    for number in range(1, 21):
        asked.client.get("/predictions/4")
        assert [counted_lookups(read(api.client)) for api in (asked, other)] == [number, number]


def test_what_a_worker_counted_outlives_it_and_what_waited_in_it_does_not(
    first_run: Run, serve: Serve, tmp_path: Path
) -> None:
    api = serve(metrics_folder=tmp_path)
    api.client.get("/predictions/4")
    own = read(api.client)
    told = asdict(api.state.take_snapshot())
    told["gauges"] = dict.fromkeys(told["gauges"], 1000)
    for name, at in (("living", time.time() + 3600), ("gone", time.time() - 3600)):
        (tmp_path / f"{name}.json").write_text(json.dumps(told | {"at": at}))
    found = read(api.client)
    assert counted_lookups(found) == 3 * counted_lookups(own) == 3
    assert labelled(found, "workers") == {(): 2}
    assert labelled(found, "queue_waiting")["lookups",] == 1000
    assert labelled(found, "lookup_statements_total")[()] == 3 * labelled(own, "lookup_statements_total")[()]


def test_a_request_counts_in_the_bucket_that_its_latency_does_not_exceed(serve: Serve) -> None:
    api = serve()
    expected = {
        0.0004: "0.0005",
        0.0005: "0.0005",
        0.005: "0.005",
        0.0051: "0.01",
        10.0: "10.0",
        11.0: "+Inf",
    }
    for seconds in expected:
        api.state.counts.series(f"/{seconds}", 200).add(seconds)
    buckets = labelled(read(api.client), "http_request_seconds_bucket")
    found = {
        seconds: min((le for (le, route, _), n in buckets.items() if route == f"/{seconds}" and n), key=float)
        for seconds in expected
    }
    assert found == expected


def test_workers_add_their_counts_up_and_one_that_is_killed_is_replaced_and_its_counts_stay(
    first_run: Run, database: Database, tmp_path: Path
) -> None:
    with serve_command(database, tmp_path, "--workers", "2") as served:
        # A connection each, so that all of them are asked.
        assert all(answers(f"{served.url}/predictions/4") for _ in range(40))

        def counted() -> bool:
            with httpx.Client(base_url=served.url, timeout=60, verify=NO_CERTIFICATES) as client:
                samples = read(client)
            return (
                counted_lookups(samples) == 40
                and labelled(samples, "workers")[()] == 2
                and labelled(samples, "database_sessions")["limit",] == 20
            )

        wait_until(lambda: all(counted() for _ in range(8)))
        told_by = {json.loads(line)["pid"] for line in served.log.read_text().splitlines()}
        worker = min(told_by - {served.process.pid})
        # Killed while it cannot say whether it lives.
        os.kill(worker, signal.SIGSTOP)
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: served.log.read_text().count("Application startup complete") == 3)
        with httpx.Client(base_url=served.url, timeout=60, verify=NO_CERTIFICATES) as client:
            assert counted_lookups(read(client)) == 40
        assert served.stop() == 0
