"""nginx in front of the servers of lookups, with the configuration that ships."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from support.servers import START_SECONDS, Server, free_port, read

_SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx" / "predawn.conf"
_PORTS = ("127.0.0.1:8080", "127.0.0.1:8001")
_SECOND = "    server 127.0.0.1:8002 max_fails=1 fail_timeout=2s;\n"
_MAIN = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    # The client keeps its connections for as long as a turn takes.
    keepalive_requests 100000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/to_*.conf;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            default_type application/json;
            return 200 '{body}';
        }}
    }}
}}
"""


@contextmanager
def proxying(folder: Path, predawn: Server, bare: Server) -> Iterator[list[Server]]:
    """Run nginx, and yield it in front of Predawn, in front of the bare function, and answering by itself."""
    program = which("nginx", path="/usr/sbin:/usr/bin")
    if program is None:
        raise SystemExit("There is no nginx. Install Debian's package of that name.")
    folder.mkdir()
    folder.chmod(0o711)  # The worker of nginx is another user where this one is root.
    ports = {"predawn": free_port(), "bare": free_port(), "constant": free_port()}
    for server in (predawn, bare):
        text = _SHIPPED.read_text().replace(_SECOND, "")
        for shipped, port in zip(_PORTS, (ports[server.name], server.port), strict=True):
            text = text.replace(shipped, f"127.0.0.1:{port}")
        text = text.replace("upstream predawn", f"upstream {server.name}")
        text = text.replace("http://predawn;", f"http://{server.name};")
        (folder / f"to_{server.name}.conf").write_text(text)
    body = read(predawn, "/predictions/1").decode().replace("'", "_")
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, port=ports["constant"], body=body))
    process = subprocess.Popen([program, "-e", folder / "error.log", "-c", folder / "nginx.conf"])
    try:
        servers = [Server(name, port, process) for name, port in ports.items()]
        for server in servers:
            _wait_for(server)
        yield servers
    finally:
        process.terminate()
        process.wait()


def _wait_for(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            read(server, "/predictions/1")
        except OSError:
            if time.monotonic() > deadline or server.process.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return
