"""Requests name a host that the API answers for; on a loopback address that is this machine alone."""

import http.client

import pytest
from pydantic import ValidationError

from api.app import create_app
from api.http.errors import HostRefusedError
from api.http.hosts import HostCheck
from core.settings import Settings
from tests.serving import Api
from tests.unit.api.conftest import Serve

LOCAL = (
    "localhost",
    "LOCALHOST:8000",
    "localhost.",
    "a.localhost",
    "127.0.0.1",
    "127.8.0.1:80",
    "[::1]:8000",
    "",
)
FOREIGN = (
    "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil",
    "localhost:80@evil", "evil\xe9", "[::2]", "10.0.0.5", "localhost evil", "localhost/evil", "[::1]evil",
)  # fmt: skip


def is_accepted(check: HostCheck, *hosts: str, server: str | None = "127.0.0.1") -> bool:
    headers = [(b"accept", b"*/*"), *((b"host", host.encode("latin-1")) for host in hosts)]
    scope = {"type": "http", "headers": headers, "server": server and (server, 80)}
    try:
        check.check(scope)
    except HostRefusedError as error:
        return "PREDAWN_ALLOWED_HOSTS" not in str(error)
    return True


def test_on_loopback_only_this_machine_is_named() -> None:
    check = HostCheck([], loopback_only=True)
    for _ in range(2):
        assert [host for host in LOCAL if not is_accepted(check, host)] == []
        assert [host for host in FOREIGN if is_accepted(check, host)] == []
    assert is_accepted(check)
    assert not is_accepted(check, "localhost", "evil.example")
    # No name is as long, and what is accepted is remembered.
    assert not is_accepted(check, "a" * 300 + ".localhost")
    assert not is_accepted(check, "localhost:" + "0" * 300)
    assert is_accepted(check, "pod.example", server="10.0.0.5")


def test_elsewhere_every_host_is_answered_until_some_are_set() -> None:
    assert HostCheck([], loopback_only=False).is_open
    assert HostCheck(["*"], loopback_only=True).is_open
    check = HostCheck(["Predictions.example.org", "*.internal"], loopback_only=False)
    hosts = ("predictions.example.org:443", "PREDICTIONS.EXAMPLE.ORG.", "a.b.internal", "localhost", "")
    assert all(is_accepted(check, host, server="10.0.0.5") for host in hosts)
    for host in ("example.org", "a.predictions.example.org", "internal", "xinternal", "10.0.0.5"):
        assert not is_accepted(check, host, server="10.0.0.5")


def get(api: Api, path: str, host: str, method: str = "GET") -> int:
    port = api.client.base_url.port
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request(method, path, headers={"Host": host})
        return connection.getresponse().status
    finally:
        connection.close()


PATHS = (
    "/",
    "/health",
    "/predictions/4",
    "/predictions",
    "/runs",
    "/dashboard",
    "/dashboard/sign-in",
    "/docs",
    "/no",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_another_site_reads_nothing(published: Api, path: str) -> None:
    assert get(published, path, "evil.example") == 421
    assert get(published, path, "localhost") != 421
    assert get(published, path, "evil.example", method="HEAD") == 421


def test_it_is_refused_on_the_fast_path_too(published: Api) -> None:
    """On one connection, where the second request is like the first one in all but its host or its id."""
    port = published.client.base_url.port
    connection = http.client.HTTPConnection("127.0.0.1", port)
    told = []
    for host, path in (
        ("localhost", "/predictions/4"), ("localhost", "/predictions/6"), ("evilhost1", "/predictions/4"),
        ("evilhost1", "/predictions/6"), ("localhost", "/predictions/4"),
    ):  # fmt: skip
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        told.append(answer.status)
        answer.read()
    for hosts in (("evil.example", "localhost"), ("localhost", "evil.example"), ("localhost", "localhost")):
        connection.putrequest("GET", "/predictions/4", skip_host=True)
        for host in hosts:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        told.append(answer.status)
        answer.read()
    connection.close()
    assert told == [200, 200, 421, 421, 200, 421, 421, 200]
    body = {"texts": [{"text": "graphs"}]}
    refused = published.client.post("/predict", json=body, headers={"Host": "evil.example"})
    assert refused.status_code == 421
    assert "does not answer for the host 'evil.example'" in refused.json()["detail"]


@pytest.mark.parametrize("target", ["http://evil.example", "HTTP://localhost@evil.example:8000"])
@pytest.mark.parametrize("path", ["/predictions/4", "/runs"])
def test_the_host_of_a_whole_url_counts_and_not_the_header(published: Api, target: str, path: str) -> None:
    assert get(published, f"{target}{path}", "localhost") == 421
    assert get(published, f"http://localhost:8000{path}", "evil.example") == 200
    assert get(published, f"http://[::1]{path}", "localhost") == 200


def test_probes_are_answered_for_any_host(published: Api) -> None:
    assert get(published, "/health/live", "10.1.2.3:8000") == 200
    assert get(published, "/health/ready", "10.1.2.3:8000") == 200


def test_hosts_that_are_set_are_answered(serve: Serve) -> None:
    api = serve(allowed_hosts="predictions.example.org, *.internal")
    assert [
        get(api, "/args", host) for host in ("predictions.example.org", "a.internal:80", "localhost")
    ] == [200] * 3
    assert get(api, "/args", "evil.example") == 421


def test_a_server_on_all_addresses_is_asked_by_any_name(serve: Serve) -> None:
    api = serve(host="0.0.0.0")  # noqa: S104 - it listens on 127.0.0.1 all the same
    assert get(api, "/args", "predictions.example.org") == 200


@pytest.mark.parametrize("hosts", ["a b", "http://a", "a:80", "a/b", "**", "*a"])
def test_what_names_no_host_is_refused(hosts: str) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, allowed_hosts=hosts)


@pytest.mark.parametrize("hosts", ["", "*", "a", "a,b", "a, *.b-c.example", "[::1]", "10.0.0.1"])
def test_what_names_hosts_is_taken(hosts: str) -> None:
    assert create_app(Settings(_env_file=None, allowed_hosts=hosts))
