"""The commands, logins and checks of the compose file work, started here without Docker."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping

import pytest
import yaml
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from core.settings import Settings
from store.connect.server_advice import find_advice
from tests.conftest import ROOT, SAMPLE, free_port
from tests.dockerfile import stages
from tests.e2e.compose_file import PASSWORDS, Compose, compose_store, read
from tests.external_postgres import is_installed
from tests.serving import get_json
from tests.waiting import wait_until

FILES = ("docker-compose.yml", "docker-compose.dev.yml")


@pytest.mark.parametrize("files", [FILES[:1], FILES], ids=["production", "development"])
def test_the_files_pass_the_schema_of_compose(files: tuple[str, ...]) -> None:
    program = shutil.which("docker-compose")
    if program is None:
        pytest.skip("docker-compose is not installed; the tests below look at the structure")
    arguments = [part for name in files for part in ("--file", str(ROOT / name))]
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}

    def check(passwords: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *arguments, "config", "--quiet"],
            env=environment | passwords,
            capture_output=True,
            text=True,
            check=False,
        )

    checked = check(PASSWORDS)
    assert (checked.returncode, checked.stderr) == (0, "")
    for name in PASSWORDS:
        refused = check({key: value for key, value in PASSWORDS.items() if key != name})
        assert refused.returncode != 0
        assert f"Set {name}" in refused.stderr


@pytest.mark.parametrize("name", FILES)
def test_every_service_is_built_from_a_stage_that_there_is(name: str) -> None:
    for service in read(name)["services"].values():
        if "build" in service:
            assert service["build"]["target"] in stages()


def test_images_run_the_installed_program_as_an_unprivileged_user() -> None:
    for target in ("migrate", "schedule", "api", "dev"):
        assert "USER predawn" in stages()[target]
        assert 'ENTRYPOINT ["predawn"]' in stages()[target]
    for service in ("migrate", "schedule", "api"):
        command = json.loads(stages()[service][-1].removeprefix("CMD "))
        assert command == read("docker-compose.yml")["services"][service]["command"]


def test_services_restart_are_checked_and_bound_to_what_they_need() -> None:
    services = read("docker-compose.yml")["services"]
    assert set(services) == {"postgres", "migrate", "schedule", "api"}
    for name in ("postgres", "schedule", "api"):
        assert services[name]["restart"] == "unless-stopped"
        assert services[name]["healthcheck"]["test"][0] == "CMD"
    for name in ("schedule", "api"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    for volume in services["postgres"]["volumes"][1:]:
        assert (ROOT / volume.split(":")[0]).is_file()
    assert services["postgres"]["volumes"][0].split(":")[0] in read("docker-compose.yml")["volumes"]


def test_the_settings_that_the_page_adds_are_good() -> None:
    page = (ROOT / "docs" / "how-to" / "containers.md").read_text()
    found = re.search(r"<!-- file: docker-compose.override.yml -->\n```yaml\n(.+?)```", page, re.DOTALL)
    assert found is not None
    override = yaml.safe_load(found[1])["services"]
    assert override.keys() <= read("docker-compose.yml")["services"].keys()
    for service in override.values():
        variables = service["environment"]
        given = {name.removeprefix("PREDAWN_").lower(): value for name, value in variables.items()}
        assert given.keys() <= Settings.model_fields.keys()
        Settings.model_validate(given)


@pytest.fixture(scope="module")
def compose() -> Iterator[Compose]:
    if not is_installed():
        pytest.skip("no PostgreSQL of the machine's own: initdb and pg_ctl are not on the path")
    with compose_store() as compose:
        yield compose


def test_its_store_has_the_settings_that_doctor_asks_for(compose: Compose) -> None:
    engine = compose.database.engine(None, "tests")
    with engine.begin() as connection:
        # The tests' servers alone do without their disk.
        assert [advice.name for advice in find_advice(connection)] == ["fsync"]
        assert connection.scalar(text("SHOW tcp_keepalives_idle")) == "30"
    engine.dispose()


def test_its_api_answers_for_the_names_that_are_set_and_those_of_this_machine(compose: Compose) -> None:
    """A container listens on all addresses, and cannot know that it is published on a loopback one."""
    assert compose.environment("api")["PREDAWN_ALLOWED_HOSTS"] == "localhost"


def test_logs_do_not_fill_the_disk() -> None:
    for service in read("docker-compose.yml")["services"].values():
        assert service["logging"]["driver"] == "local"
        assert service["logging"]["options"] == {"max-size": "100m", "max-file": "10"}


def test_its_commands_and_logins_work(compose: Compose) -> None:
    assert "at revision" in compose.run("migrate")
    assert "it is the champion" in compose.run("schedule", "train", str(SAMPLE))
    port = free_port()
    with (
        compose.start("schedule"),
        compose.start("api", PREDAWN_PORT=str(port), PREDAWN_HOST="127.0.0.1"),
    ):
        # Asked again and again without a program each time, which would hold up those that start.
        wait_until(lambda: get_json(port, "/predictions/100")[0] == 200 and in_service(port))
        wait_until(lambda: compose.is_healthy("api", port))
        wait_until(lambda: compose.is_healthy("schedule"))
        assert get_json(port, "/docs")[0] == 404
    assert_logins_can_do_no_more_than_they_must(compose)


def in_service(port: int) -> bool:
    return get_json(port, "/predictions/100")[1]["data"]["source"] == "cache"


def assert_logins_can_do_no_more_than_they_must(compose: Compose) -> None:
    refused = {
        ("predawn_scheduler", "SCHEDULE_PASSWORD"): ("DROP TABLE predawn.runs", "SET ROLE predawn_owner"),
        ("predawn_server", "API_PASSWORD"): (
            "DELETE FROM predawn.predictions",
            "SET ROLE predawn_batch",
            "CREATE TEMPORARY TABLE mine (i int)",
        ),
        ("predawn_reader", "ANALYST_PASSWORD"): (
            "SELECT * FROM predawn.predictions",
            "SELECT * FROM predawn.api_keys",
            "SET ROLE predawn_api",
        ),
    }
    for (login, password), statements in refused.items():
        engine = compose.engine(login, PASSWORDS[password])
        for statement in statements:
            with (
                pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
                engine.begin() as c,
            ):
                c.execute(text(statement))
        if login == "predawn_reader":
            with engine.connect() as connection:
                assert connection.scalar(text("SELECT count(*) FROM predictions")) == 387
                assert connection.scalar(text("SHOW statement_timeout")) == "5min"
        engine.dispose()
