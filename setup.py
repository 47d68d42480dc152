"""The part of the build that is not declared in pyproject.toml: the native tagger.

It is optional: without Cython or a C compiler the installation succeeds, and scikit-learn scores.
`PREDAWN_NATIVE_FLAGS` adds flags for compiler and linker, such as `-march=native`.
"""

import os
import shlex
from importlib.util import find_spec
from pathlib import Path

from setuptools import Extension, setup

_FLAGS = shlex.split(os.environ.get("PREDAWN_NATIVE_FLAGS", ""))

setup(
    ext_modules=[
        Extension(
            "model.native.kernel",
            ["model/native/kernel.pyx"],
            depends=[str(path) for path in Path("model/native").glob("*.[ph]*")],
            include_dirs=["model/native"],
            extra_compile_args=["-O3", "-ffp-contract=off", *_FLAGS],
            extra_link_args=_FLAGS,
            optional=True,
        )
    ],
    # The generated C goes where the objects go, and not beside its source; only Cython knows the option.
    options={"build_ext": {"cython_c_in_temp": True}} if find_spec("Cython") else {},
)
