"""The services of the compose file, on this machine: the installed program, or the one in the image."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Engine, create_engine, make_url

from store.connect.database import Database
from tests.conftest import ROOT
from tests.external_postgres import external_postgres
from tests.forked_process import forked_predawn
from tests.image.build import Image
from tests.image.sandbox import find_program, sandboxed

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


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / name).read_text())
    return content


def interpolate(value: str, variables: Mapping[str, str]) -> str:
    """Fill in variables as compose does; one that must be set raises KeyError."""

    def fill(match: re.Match[str]) -> str:
        name, how, default = match.groups()
        return variables.get(name, default) if how == "-" else variables[name]

    return re.sub(r"\$\{(\w+)(?::([?-])([^}]*))?\}", fill, value)


@dataclass(frozen=True)
class Compose:
    """The services of the compose file, on a database of the machine's own PostgreSQL.

    Parameters
    ----------
    database
        The database, with the login of a superuser.
    image
        The image to run; None runs the program that is installed here.
    """

    database: Database
    image: Image | None = None

    def environment(self, service: str) -> dict[str, str]:
        found = read("docker-compose.yml")["services"][service]["environment"]
        values = {name: interpolate(value, PASSWORDS) for name, value in found.items()}
        return values | {"PREDAWN_DATABASE_URL": self.url(values["PREDAWN_DATABASE_URL"])}

    def url(self, written: str) -> str:
        """The URL of a service, with this server in the place of the container."""
        ours = make_url(self.database.url)
        theirs = make_url(written)
        assert (theirs.host, theirs.port, theirs.database) == ("postgres", 5432, "predawn")
        return theirs.set(host=ours.host, port=ours.port, database=ours.database).render_as_string(
            hide_password=False
        )

    def mounts(self, service: str) -> dict[Path, str]:
        """The folders that a service is given, and where it finds them."""
        volumes = read("docker-compose.yml")["services"][service].get("volumes", [])
        split = [volume.rsplit(":", 2) for volume in volumes]
        return {(ROOT / interpolate(source, {})).resolve(): target for source, target, _ in split}

    def prepare(self, service: str, command: list[str], **changes: str) -> dict[str, Any]:
        """Return what `subprocess` needs to run a command of a service."""
        environment, mounts = self.environment(service) | changes, self.mounts(service)
        if self.image is not None:
            return {"args": sandboxed(self.image, command, environment, mounts), "text": True}
        for source, target in mounts.items():
            environment = {
                name: value.replace(target, str(source), 1) if value.startswith(target) else value
                for name, value in environment.items()
            }
        program = Path(sys.executable).with_name(command[0])
        environment["PATH"] = f"{program.parent}:{os.environ['PATH']}"
        if command[0] == "predawn":
            program = forked_predawn()
        return {"args": [str(program), *command[1:]], "env": environment, "text": True}

    def command(self, service: str) -> list[str]:
        return ["predawn", *read("docker-compose.yml")["services"][service]["command"]]

    def finish(self, service: str, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of a service to its end."""
        return subprocess.run(**self.prepare(service, list(command)), capture_output=True, check=False)

    def run(self, service: str, *arguments: str) -> str:
        """Run Predawn as a service, which must end well, and return what it printed."""
        ended = self.finish(service, *(["predawn", *arguments] if arguments else self.command(service)))
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    @contextmanager
    def start(self, service: str, **changes: str) -> Iterator["subprocess.Popen[str]"]:
        """Run a service until the block ends, and stop it then as an engine does."""
        process = subprocess.Popen(
            **self.prepare(service, self.command(service), **changes),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield process
            assert process.poll() is None
            os.kill(process.pid if self.image is None else find_program(process), signal.SIGTERM)
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
            process.wait()

    def is_healthy(self, service: str, port: int = 8000) -> bool:
        test = read("docker-compose.yml")["services"][service]["healthcheck"]["test"][1:]
        command = [part.replace(":8000", f":{port}") for part in test]
        return self.finish(service, *command).returncode == 0

    def engine(self, login: str, password: str) -> Engine:
        url = make_url(self.url(f"postgresql+psycopg2://{login}:{password}@postgres:5432/predawn"))
        return create_engine(url)


@contextmanager
def compose_store(image: Image | None = None, *options: str) -> Iterator[Compose]:
    """Start the store of the compose file on this machine's PostgreSQL, with its settings and its logins."""
    program, *given = read("docker-compose.yml")["services"]["postgres"]["command"]
    assert program == "postgres"
    with external_postgres(options=(*given, *options)) as server:
        database = Database(server.url, embedded=False)
        run_init_scripts(database)
        yield Compose(database, image)


def run_init_scripts(database: Database) -> None:
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
