"""nginx with the configuration of `deploy/nginx`, on ports of its own."""

import contextlib
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from tests.conftest import free_port
from tests.waiting import wait_until

SHIPPED = Path(__file__).parents[1] / "deploy" / "nginx" / "predawn.conf"
NGINX = which("nginx", path="/usr/sbin:/usr/bin")

_MAIN = """
daemon off;
pid {folder}/nginx.pid;
worker_processes 1;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/predawn.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A running nginx."""

    url: str
    folder: Path

    @property
    def errors(self) -> str:
        """The log of errors."""
        return (self.folder / "error.log").read_text()


@contextlib.contextmanager
def proxying(folder: Path, ports: Mapping[int, int]) -> Iterator[Proxy]:
    """Run nginx as it ships until the block ends, with other ports in place of those of its configuration."""
    assert NGINX, "there is no nginx; install Debian's package of that name"
    own = free_port()
    text = SHIPPED.read_text()
    for shipped, port in {**ports, 8080: own}.items():
        assert f":{shipped}" in text
        text = text.replace(f":{shipped}", f":{port}")
    (folder / "predawn.conf").write_text(text)
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder))
    process = subprocess.Popen([NGINX, "-p", folder, "-e", folder / "error.log", "-c", folder / "nginx.conf"])
    try:
        wait_until(lambda: (folder / "nginx.pid").exists() and (folder / "nginx.pid").read_text())
        yield Proxy(f"http://127.0.0.1:{own}", folder)
    finally:
        process.terminate()
        process.wait(timeout=120)
