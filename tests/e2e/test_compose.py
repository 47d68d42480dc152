"""The commands, logins and checks of the compose file work, started here without Docker."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from store.connect.database import Database
from tests.conftest import ROOT, SAMPLE, Server, free_port
from tests.serving import get_json
from tests.waiting import wait_until

FILES = ("docker-compose.yml", "docker-compose.dev.yml")
PASSWORDS = {
    name: f"only-for-tests-{name.split('_')[0].lower()}"
    for name in (
        "POSTGRES_PASSWORD",
        "MIGRATE_PASSWORD",
        "SCHEDULE_PASSWORD",
        "API_PASSWORD",
        "ANALYST_PASSWORD",
    )
}
LOGINS = ("predawn_migrator", "predawn_scheduler", "predawn_server", "predawn_reader")


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / name).read_text())
    return content


def interpolate(value: str, variables: Mapping[str, str]) -> str:
    """Fill in variables as compose does; one that must be set raises KeyError."""

    def fill(match: re.Match[str]) -> str:
        name, how, default = match.groups()
        return variables.get(name, default) if how == "-" else variables[name]

    return re.sub(r"\$\{(\w+)(?::([?-])([^}]*))?\}", fill, value)


def stages() -> dict[str, list[str]]:
    """The instructions of each stage of the Dockerfile."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "Dockerfile").read_text().splitlines():
        if match := re.fullmatch(r"FROM (\S+) AS (\S+)", line):
            found[match[2]] = [*found.get(match[1], [])]
        elif found and line and not line.startswith(("#", " ")):
            list(found.values())[-1].append(line)
    return found


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


def test_images_run_the_installed_program_as_nobody_in_particular() -> None:
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


@dataclass(frozen=True)
class Compose:
    """The services of the compose file, on a database of the machine's own PostgreSQL."""

    database: Database

    def environment(self, service: str) -> dict[str, str]:
        found = read("docker-compose.yml")["services"][service]["environment"]
        return {name: interpolate(value, PASSWORDS) for name, value in found.items()}

    def url(self, written: str) -> str:
        """The URL of a service, with this server in the place of the container."""
        ours = make_url(self.database.url)
        theirs = make_url(written)
        assert (theirs.host, theirs.port, theirs.database) == ("postgres", 5432, "predawn")
        return theirs.set(host=ours.host, port=ours.port, database=ours.database).render_as_string(
            hide_password=False
        )

    def prepare(self, service: str, command: list[str], **changes: str) -> dict[str, Any]:
        environment = self.environment(service)
        environment["PREDAWN_DATABASE_URL"] = self.url(environment["PREDAWN_DATABASE_URL"])
        if "PREDAWN_CATALOGUE" in environment:
            source, target, _ = read("docker-compose.yml")["services"][service]["volumes"][0].rsplit(":", 2)
            mounted = ROOT / interpolate(source, {})
            environment["PREDAWN_CATALOGUE"] = environment["PREDAWN_CATALOGUE"].replace(
                target, str(mounted), 1
            )
        program = Path(sys.executable).with_name(command[0])
        path = f"{program.parent}:{os.environ['PATH']}"
        return {
            "args": [str(program), *command[1:]],
            "env": {"PATH": path, **environment, **changes},
            "text": True,
        }

    def command(self, service: str) -> list[str]:
        return ["predawn", *read("docker-compose.yml")["services"][service]["command"]]

    def run(self, service: str, *arguments: str) -> str:
        command = ["predawn", *arguments] if arguments else self.command(service)
        ended = subprocess.run(**self.prepare(service, command), capture_output=True, check=False)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    @contextmanager
    def start(self, service: str, **changes: str) -> Iterator[None]:
        process = subprocess.Popen(
            **self.prepare(service, self.command(service), **changes),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield
            assert process.poll() is None
            process.terminate()
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
            process.wait()

    def is_healthy(self, service: str, port: int = 8000) -> bool:
        test = read("docker-compose.yml")["services"][service]["healthcheck"]["test"][1:]
        command = [part.replace(":8000", f":{port}") for part in test]
        checked = subprocess.run(**self.prepare(service, command), capture_output=True, check=False)
        return checked.returncode == 0

    def engine(self, login: str, password: str) -> Engine:
        url = make_url(self.url(f"postgresql+psycopg2://{login}:{password}@postgres:5432/predawn"))
        return create_engine(url)


@pytest.fixture
def compose(external_server: Server) -> Iterator[Compose]:
    database = external_server.empty()
    try:
        _run_init_scripts(database)
        yield Compose(database)
    finally:
        external_server.drop(database)
        for login in LOGINS:
            external_server.execute(f"DROP ROLE IF EXISTS {login}")


def _run_init_scripts(database: Database) -> None:
    """Run what the image of PostgreSQL runs in an empty volume, in the order of the names there."""
    postgres = read("docker-compose.yml")["services"]["postgres"]
    url = make_url(database.url)
    environment = {name: interpolate(value, PASSWORDS) for name, value in postgres["environment"].items()}
    libpq = {
        "PATH": os.environ["PATH"],
        "PGHOST": url.host,
        "PGPORT": str(url.port),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    mounted = [
        volume.split(":")[:2] for volume in postgres["volumes"] if "/docker-entrypoint-initdb.d/" in volume
    ]
    for source, _ in sorted(mounted, key=lambda pair: pair[1]):
        subprocess.run(
            ["psql", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "--quiet", "--file", ROOT / source],
            env=libpq | environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )


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
        assert compose.is_healthy("api", port)
        assert compose.is_healthy("schedule")
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
