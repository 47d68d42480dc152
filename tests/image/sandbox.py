"""Runs commands of a built image as hardened as the compose file has them.

The files are read-only; `/tmp` is a tmpfs on which nothing can be executed; the user is the image's, without
capabilities and without a way to gain any; processes see none but their own. Unlike in a container, the
network is the machine's, and nothing limits memory.
"""

import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.image.build import Image
from tests.waiting import wait_until

# Mounted in a namespace of its own, `/tmp` is new for every command and gone with it, however that ends.
_WITH_TMP = 'mount -t tmpfs -o noexec,nosuid,nodev,mode=1777 tmpfs "$0" && exec "$@"'
_WRAPPERS = {"unshare", "sh", "mount", "setpriv", "bwrap"}


def sandboxed(
    image: Image, arguments: list[str], environment: Mapping[str, str], mounts: Mapping[Path, str]
) -> list[str]:
    """Return the command that runs a program of an image.

    Parameters
    ----------
    image
        The image.
    arguments
        The program and its arguments.
    environment
        Variables beside those of the image.
    mounts
        Folders of this machine, and where the program finds them, read-only.
    """
    binds = []
    for source, target in mounts.items():
        # An engine makes such folders in a layer of the container, which the image's root is here.
        (image.root / target.lstrip("/")).mkdir(parents=True, exist_ok=True)
        binds += ["--ro-bind", str(source), target]
    variables = {"HOME": image.folder, **image.environment, **environment}
    settings = [part for name, value in variables.items() for part in ("--setenv", name, value)]
    return [
        *("unshare", "--mount", "sh", "-c", _WITH_TMP, str(image.place)),
        *("setpriv", f"--reuid={image.user}", f"--regid={image.group}", "--clear-groups", "--no-new-privs"),
        *("--inh-caps=-all", "--bounding-set=-all"),
        *("bwrap", "--ro-bind", str(image.root), "/", *binds, "--bind", str(image.place), "/tmp"),  # noqa: S108
        *("--proc", "/proc", "--dev", "/dev", "--unshare-pid", "--die-with-parent", "--chdir", image.folder),
        *("--clearenv", *settings, *arguments),
    ]


def execute(
    image: Image,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    mounts: Mapping[Path, str] | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run a program of an image to its end."""
    command = sandboxed(image, list(arguments), environment or {}, mounts or {})
    return subprocess.run(command, capture_output=True, text=True, check=False)


def find_program(process: "subprocess.Popen[str]") -> int:
    """Return the process id, on this machine, of the program that a sandboxed command runs.

    Signal that one to stop it, as a container engine does: bubblewrap does not pass signals on.
    """

    def descend() -> int | None:
        pid = process.pid
        with suppress(FileNotFoundError):
            while Path(f"/proc/{pid}/comm").read_text().strip() in _WRAPPERS:
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
                if not children:
                    return None
                pid = int(children[0])
            return pid
        return None

    return wait_until(descend)
