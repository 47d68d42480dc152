"""The Dockerfile builds a wheel with the native tagger, or fails, and installs nothing without a hash."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.dockerfile import ROOT, copy_context, find_command

_PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)(.*?) \\$", re.MULTILINE)


def run(command: str, folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the Dockerfile, with folders below this one in the place of the image's."""
    for place in ("/opt/backend", "/opt/predawn", "/wheels"):
        command = command.replace(place, str(folder / place[1:]))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    # Nothing that is installed here may be found there.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder / "build",
        env=inherited | {"PATH": path} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands that make the wheel have run."""
    folder = tmp_path_factory.mktemp("image")
    copy_context(folder / "build")
    # The image's environment has the libraries, which nothing here needs; one environment serves for both.
    (folder / "opt").mkdir()
    (folder / "opt" / "predawn").symlink_to(folder / "opt" / "backend")
    for part in ("backend.lock", "pip wheel"):
        # Without optimisation the same kernel is compiled in a few seconds.
        ended = run(find_command("build", part), folder, PREDAWN_NATIVE_FLAGS="-O0")
        assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


def remove_objects(folder: Path) -> None:
    """Remove what was compiled before, which would be used again; the C that Cython made may be."""
    removed = [path for path in folder.rglob("*") if path.suffix in (".o", ".so")]
    for path in removed:
        path.unlink()


def test_the_wheel_has_a_kernel_of_its_own_build(built: Path) -> None:
    (wheel,) = (built / "wheels").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    (kernel,) = [name for name in names if re.fullmatch(r"model/native/kernel\..*\.so", name)]
    assert {"model/tagger/code_points.bin", "model/word_vectors/bundled.vectors"} <= set(names)
    # What a checkout was built with stays there: it is for another Python.
    assert not list((built / "build").glob("model/native/*.so"))
    assert Path(kernel).name in {path.name for path in (ROOT / "model" / "native").glob("*.so")}


def test_the_installed_package_finds_its_kernel(built: Path) -> None:
    (installed,) = (built / "opt" / "backend" / "lib").glob("python*/site-packages")
    program = "from model.native import kernel, tagger; print(tagger.BUILT, kernel.__file__)"
    # The environment of the tests has the libraries; the package that was just installed comes first.
    found = subprocess.run(
        [sys.executable, "-c", program],
        cwd=built,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert found[0] == "True"
    assert Path(found[1]).is_relative_to(installed)


def test_without_a_compiler_the_image_is_not_built(built: Path) -> None:
    remove_objects(built / "build" / "build")
    ended = run(find_command("build", "pip wheel"), built, CC="/nonexistent/cc")
    assert ended.returncode != 0
    assert "/nonexistent/cc" in ended.stdout + ended.stderr


def test_without_a_compiler_a_checkout_is_installed_nevertheless(built: Path, tmp_path: Path) -> None:
    remove_objects(built / "build" / "build")
    command = f"/opt/backend/bin/python setup.py -q build_ext --build-lib {tmp_path}"
    assert run(command, built, CC="/nonexistent/cc").returncode == 0
    assert not list(tmp_path.rglob("*.so"))


def test_a_build_that_needs_the_kernel_fails_without_cython() -> None:
    hidden = "import runpy, sys; sys.modules['Cython'] = None; runpy.run_path('setup.py')"

    def name(**variables: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", hidden, "--name"],
            cwd=ROOT,
            env=os.environ | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    assert name().returncode == 0
    assert "cannot be built without Cython" in name(PREDAWN_NATIVE="required").stderr
    assert "set it to `optional` or `required`" in name(PREDAWN_NATIVE="maybe").stderr


def test_only_the_build_stage_has_a_compiler() -> None:
    text = (ROOT / "Dockerfile").read_text()
    build, _, runtime = text.partition("AS runtime")
    assert "BUILD_PACKAGES" in build
    assert "apt-get" not in runtime
    assert text.count("FROM ${BASE}") == 2
    # The build alone is told that the kernel is required.
    assert "ENV PREDAWN_NATIVE" not in text


@pytest.mark.parametrize(
    ("extras", "expected"),
    [
        ("", "-r requirements.lock"),
        ("dask", "-r requirements.lock -r requirements-dask.lock"),
        ("dask, other", "-r requirements.lock -r requirements-dask.lock -r requirements-other.lock"),
    ],
)
def test_extras_are_installed_from_their_locks(extras: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    command = find_command("build", "$EXTRAS").replace("python -m venv", ":")
    command = command.replace("/opt/predawn/bin/pip install", "echo")
    assert run(command, tmp_path, EXTRAS=extras).stdout.strip() == f"--require-hashes {expected}"


def pins(lock: str) -> dict[str, str]:
    return {name + marker: version for name, version, marker in _PINNED.findall((ROOT / lock).read_text())}


def unconditional(pinned: dict[str, str]) -> set[tuple[str, str]]:
    """Return names and versions, without the versions of Python that they are for."""
    return {(name.partition(" ;")[0], version) for name, version in pinned.items()}


def test_each_extra_has_a_lock_of_what_it_adds() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    everywhere, tools = pins("requirements.lock"), pins("requirements-dev.lock")
    locks = {path.name for path in ROOT.glob("requirements-*.lock")} - {"requirements-dev.lock"}
    assert locks == {f"requirements-{extra}.lock" for extra in extras}
    for extra, requirements in extras.items():
        added = pins(f"requirements-{extra}.lock")
        assert added.keys() >= {re.split(r"[<>=! ;]", each)[0] for each in requirements}
        assert not added.keys() & everywhere.keys()
        # A checkout is tested with the versions that an image has.
        assert unconditional(added) <= unconditional(tools)
        assert (ROOT / f"requirements-{extra}.lock").read_text().count("--hash=sha256:") > len(added)
