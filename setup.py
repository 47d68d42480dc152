"""The part of the build that is not declared in pyproject.toml: the native tagger.

It is optional: without Cython or a C compiler the installation succeeds, and scikit-learn scores.
With `PREDAWN_NATIVE=required` the build fails instead, as that of the image does.
`PREDAWN_NATIVE_FLAGS` adds flags for compiler and linker, such as `-march=native`.
"""

import os
import shlex
from importlib.util import find_spec
from pathlib import Path

from setuptools import Extension, setup

_FLAGS = shlex.split(os.environ.get("PREDAWN_NATIVE_FLAGS", ""))
_NATIVE = os.environ.get("PREDAWN_NATIVE", "optional")
_HAS_CYTHON = find_spec("Cython") is not None

if _NATIVE not in {"optional", "required"}:
    raise SystemExit(f"PREDAWN_NATIVE is {_NATIVE}; set it to `optional` or `required`")
if _NATIVE == "required" and not _HAS_CYTHON:
    raise SystemExit("PREDAWN_NATIVE=required: the native tagger cannot be built without Cython; install it")

setup(
    ext_modules=[
        Extension(
            "model.native.kernel",
            ["model/native/kernel.pyx"],
            depends=[str(path) for path in Path("model/native").glob("*.[ph]*")],
            include_dirs=["model/native"],
            extra_compile_args=["-O3", "-g0", "-ffp-contract=off", *_FLAGS],
            extra_link_args=_FLAGS,
            optional=_NATIVE != "required",
        )
    ],
    # The generated C goes where the objects go, and not beside its source; only Cython knows the option.
    options={"build_ext": {"cython_c_in_temp": True}} if _HAS_CYTHON else {},
)
