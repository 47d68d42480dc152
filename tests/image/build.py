"""Builds the image as root, on a base that debootstrap makes.

The base is Debian's Python 3.13 instead of the official image's; all else is what the Dockerfile says. The
storage is plain folders (`vfs`), about 6 GB.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = ("buildah", "debootstrap", "bwrap", "setpriv", "unshare")
PACKAGES = "buildah debootstrap crun bubblewrap"

_SUITE = "trixie"
_BASE = "localhost/predawn-base"
_IMAGE = "localhost/predawn"
_BASE_PACKAGES = "python3,python3-venv,ca-certificates"
# Debian's Python, unlike that of the official image, has its headers in a package.
_BUILD_PACKAGES = "gcc libc6-dev python3-dev"
# What pip needs to reach the index as it does on this machine.
_MOUNTED = ("/etc/ssl/certs", "/etc/pip.conf")
_RECORD = "image.json"


@dataclass(frozen=True, slots=True)
class Image:
    """A built image.

    Parameters
    ----------
    root
        The folder with its files.
    place
        An empty folder for programs that it runs, which `/tmp` is mounted on.
    size_bytes
        The size of its files on disk.
    user, group
        The numbers of its user and group.
    folder
        The folder that its commands start in.
    environment
        The variables that it sets.
    entrypoint, command
        The program that it starts, and the arguments where none are given.
    """

    root: Path
    place: Path
    size_bytes: int
    user: int
    group: int
    folder: str
    environment: dict[str, str]
    entrypoint: tuple[str, ...]
    command: tuple[str, ...]


def find_missing() -> list[str]:
    """Return what is missing for a build: tools that are not installed, and root."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    return missing if os.geteuid() == 0 else [*missing, "root"]


@contextmanager
def temporary_image(extras: str = "") -> Iterator[Image]:
    """Build the image, and remove everything in the end."""
    folder = Path(tempfile.mkdtemp(prefix="predawn-image-", dir="/var/tmp"))
    try:
        yield build_image(folder, extras)
    finally:
        remove(folder)


def build_image(folder: Path, extras: str = "") -> Image:
    """Build the image in a folder, or return the one that was built there.

    Raises
    ------
    RuntimeError
        If a tool is missing or a step fails; the end of its output is shown.
    """
    if missing := find_missing():
        raise RuntimeError(f"The image cannot be built without {', '.join(missing)}; install {PACKAGES}.")
    folder.mkdir(parents=True, exist_ok=True)
    # Programs of the image are another user's, who has to get to its files.
    folder.chmod(0o755)
    if not (folder / _RECORD).exists():
        buildah = _Buildah(folder)
        _make_base(buildah)
        _build(buildah, extras)
        (folder / _RECORD).write_text(json.dumps(_describe(buildah)))
    return _read(folder)


def _read(folder: Path) -> Image:
    record = json.loads((folder / _RECORD).read_text())
    place = folder / "place"
    place.mkdir(exist_ok=True)
    lists = {name: tuple(record[name]) for name in ("entrypoint", "command")}
    return Image(**record | lists | {"root": Path(record["root"]), "place": place})


def remove(folder: Path) -> None:
    """Remove a folder in which an image was built, but nothing that may be mounted there."""
    subprocess.run(["rm", "-rf", "--one-file-system", folder], check=True)


class _Buildah:
    """Runs buildah with its storage in a folder."""

    def __init__(self, folder: Path) -> None:
        self._storage = folder / "storage"
        self._temporary = folder / "tmp"
        self._temporary.mkdir(exist_ok=True)

    def __call__(self, *arguments: str) -> str:
        """Run a command and return its output."""
        places = ["--root", str(self._storage / "root"), "--runroot", str(self._storage / "run")]
        environment = os.environ | {"TMPDIR": str(self._temporary)}
        return run("buildah", *places, "--storage-driver", "vfs", *arguments, environment=environment)

    def mount(self, container: str) -> Path:
        """Return the folder of a container's files, to which everybody is let through."""
        root = Path(self("mount", container))
        for parent in root.relative_to(self._storage).parents:
            place = self._storage / parent
            place.chmod(place.stat().st_mode | 0o011)
        return root


def run(*command: str, environment: dict[str, str] | None = None) -> str:
    """Run a command and return its output without the line end.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        shown = "\n".join((ended.stdout + ended.stderr).splitlines()[-25:])
        raise RuntimeError(f"{' '.join(command)} ended with {ended.returncode}:\n{shown}")
    return ended.stdout.rstrip("\n")


def _make_base(buildah: _Buildah) -> None:
    container = buildah("from", "scratch")
    root = buildah.mount(container)
    run("debootstrap", "--variant=minbase", f"--include={_BASE_PACKAGES}", _SUITE, str(root), _find_mirror())
    for package in root.glob("var/cache/apt/archives/*.deb"):
        package.unlink()
    (root / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    path = "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin"
    buildah("config", "--env", f"PATH={path}", container)
    buildah("commit", "--rm", container, _BASE)


def _find_mirror() -> str:
    """Return the mirror that apt uses for Debian itself."""
    listed = run("apt-get", "indextargets", "--format", "$(SITE) $(CODENAME)", "Created-By: Packages")
    lines = [line.split() for line in listed.splitlines()]
    plain = [site for site, name in lines if "-" not in name]
    if not plain:
        raise RuntimeError("apt has no mirror of Debian; run `apt-get update`.")
    return plain[0]


def _build(buildah: _Buildah, extras: str) -> None:
    mounted = [
        part for place in _MOUNTED if Path(place).exists() for part in ("--volume", f"{place}:{place}:ro")
    ]
    values = {"BASE": _BASE, "BUILD_PACKAGES": _BUILD_PACKAGES, "EXTRAS": extras}
    given = [part for name, value in values.items() for part in ("--build-arg", f"{name}={value}")]
    options = ["--isolation", "chroot", "--pull-never", "--target", "api", "--tag", _IMAGE]
    buildah("bud", *options, *mounted, *given, str(ROOT))


def _describe(buildah: _Buildah) -> dict[str, object]:
    inspected = json.loads(buildah("inspect", "--type", "image", _IMAGE))
    config = inspected["OCIv1"]["config"]
    root = buildah.mount(buildah("from", "--pull-never", _IMAGE))
    user, group = _find_user(root, config["User"])
    return {
        "root": str(root),
        "size_bytes": _measure(root),
        "user": user,
        "group": group,
        "folder": config["WorkingDir"],
        "environment": dict(entry.split("=", 1) for entry in config["Env"]),
        "entrypoint": config["Entrypoint"],
        "command": config["Cmd"],
    }


def _find_user(root: Path, name: str) -> tuple[int, int]:
    users = (line.split(":") for line in (root / "etc/passwd").read_text().splitlines())
    user, group = next(fields[2:4] for fields in users if fields[0] == name)
    return int(user), int(group)


def _measure(root: Path) -> int:
    return int(run("du", "--summarize", "--one-file-system", "--block-size=1", str(root)).split()[0])
