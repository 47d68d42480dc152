"""Failed attempts to sign in are slowed for those who fail, with bounded memory, and for nobody else."""

from types import SimpleNamespace

import pytest

from api.access.sign_in_limit import FREE_FAILURES, MAX_CLIENTS, MAX_WAIT_SECONDS, SignInLimit


@pytest.fixture
def clock() -> SimpleNamespace:
    return SimpleNamespace(now=0.0)


@pytest.fixture
def limit(clock: SimpleNamespace) -> SignInLimit:
    return SignInLimit(lambda: clock.now)


def test_each_failure_doubles_the_wait(limit: SignInLimit, clock: SimpleNamespace) -> None:
    waits = []
    for _ in range(FREE_FAILURES + 8):
        limit.fail("10.0.0.1")
        waits.append(limit.wait_seconds("10.0.0.1"))
        clock.now += waits[-1]
        assert limit.wait_seconds("10.0.0.1") == 0
    assert waits == [*[0.0] * (FREE_FAILURES - 1), 1, 2, 4, 8, 16, 32, *[MAX_WAIT_SECONDS] * 3]


def test_nobody_else_waits(limit: SignInLimit) -> None:
    for _ in range(100):
        limit.fail("10.0.0.1")
    assert limit.wait_seconds("10.0.0.1") > 0
    for other in ("10.0.0.2", "::1", "", "testclient"):
        assert limit.wait_seconds(other) == 0


def test_a_network_of_ipv6_is_one_client(limit: SignInLimit) -> None:
    for number in range(FREE_FAILURES):
        limit.fail(f"2001:db8::{number:x}:1")
    assert limit.wait_seconds("2001:db8::ffff%eth0") > 0
    assert limit.wait_seconds("2001:db8:0:1::1") == 0
    for _ in range(FREE_FAILURES):
        limit.fail("::ffff:10.0.0.1")
    assert limit.wait_seconds("10.0.0.1") > 0
    assert limit.wait_seconds("::ffff:10.0.0.2") == 0


def test_success_and_a_quarter_of_an_hour_forget(limit: SignInLimit, clock: SimpleNamespace) -> None:
    for _ in range(FREE_FAILURES):
        limit.fail("10.0.0.1")
        limit.fail("10.0.0.2")
    limit.succeed("10.0.0.1")
    assert limit.wait_seconds("10.0.0.1") == 0
    clock.now += 901
    limit.fail("10.0.0.2")
    assert limit.wait_seconds("10.0.0.2") == 0


def test_a_flood_of_clients_takes_bounded_memory(limit: SignInLimit) -> None:
    for _ in range(FREE_FAILURES):
        limit.fail("first")
    for number in range(1, MAX_CLIENTS):
        limit.fail(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert limit.wait_seconds("first") > 0
    limit.fail("last")
    assert limit.wait_seconds("first") == 0, "the client that failed longest ago is forgotten"


def test_a_long_name_of_a_client_is_kept_by_its_beginning(limit: SignInLimit) -> None:
    for _ in range(FREE_FAILURES):
        limit.fail("x" * 10_000)
    assert limit.wait_seconds("x" * 64) > 0
