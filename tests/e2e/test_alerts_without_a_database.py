"""A night, or a scheduler, that ends without a database or usable settings is reported to the webhook."""

from pathlib import Path

import pytest

from tests.e2e.command_line import CommandLine
from tests.receiver import receiving


def test_a_database_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with receiving() as receiver:
        predawn = CommandLine(tmp_path).with_settings(home=tmp_path / "home", webhook_url=receiver.url)
        ended = predawn.run("batch")
    (request,) = receiver.received
    assert (request.content["event"], request.content["run"]) == ("failed", None)
    assert ended.code != 0
    assert request.content["message"] in ended.err


def test_settings_that_are_not_usable_are_reported(at_home: CommandLine) -> None:
    with receiving() as receiver:
        ended = at_home.with_settings(webhook_url=receiver.url, workers="many").run("batch")
    (request,) = receiver.received
    assert request.content["event"] == "failed"
    assert "PREDAWN_WORKERS" in request.content["message"]
    assert (ended.code, request.content["message"] in ended.err) == (2, True)


def test_a_file_of_settings_that_cannot_be_read_is_reported(at_home: CommandLine) -> None:
    env = at_home.folder / ".env"
    env.write_bytes(b"PREDAWN_PORT=1\n# caf\xe9\n")
    with receiving() as receiver:
        ended = at_home.with_settings(webhook_url=receiver.url).run("batch")
    assert ended.code == 2
    assert ended.err.startswith(f"predawn: The settings in {env} cannot be read: it is not UTF-8.")
    assert receiver.events() == ["failed"]


@pytest.mark.parametrize(
    ("command", "work"), [(("schedule",), "runs"), (("train", "--schedule", "0 5 * * 0"), "trainings")]
)
def test_a_scheduler_that_cannot_start_is_reported(
    tmp_path: Path, command: tuple[str, ...], work: str
) -> None:
    (tmp_path / "home").touch()
    with receiving() as receiver:
        predawn = CommandLine(tmp_path).with_settings(home=tmp_path / "home", webhook_url=receiver.url)
        ended = predawn.run(*command)
        unusable = predawn.with_settings(workers="many").run(*command)
    started, configured = (request.content for request in receiver.received)
    assert (started["event"], configured["event"]) == ("failed", "failed")
    beginning, _, reason = started["message"].partition(". ")
    assert beginning == f"The scheduler of {work} has ended"
    assert (ended.code, reason in ended.err) == (5, True)
    assert (unusable.code, configured["message"] in unusable.err) == (2, True)


def test_options_that_exclude_each_other_are_reported(at_home: CommandLine) -> None:
    with receiving() as receiver:
        told = at_home.with_settings(webhook_url=receiver.url)
        both = told.run("batch", "--only", "ids.txt", "--only-tag", "mlops")
        models = told.run("batch", "--model", "1", "--shadow", "2")
    assert [
        request.content["message"] in ended.err
        for request, ended in zip(receiver.received, (both, models), strict=True)
    ] == [True, True]
    assert (both.code, models.code) == (2, 2)


def test_an_unusable_webhook_is_a_sentence(at_home: CommandLine) -> None:
    ended = at_home.with_settings(webhook_url="nowhere", workers="many").run("batch")
    assert ended.code == 2
    assert "PREDAWN_WEBHOOK_URL" in ended.err
    assert "Traceback" not in ended.err
