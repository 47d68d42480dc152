"""The process that watches over the workers of the API is small, and starts quickly."""

import subprocess
import sys


def test_it_does_not_import_what_its_workers_serve_with() -> None:
    heavy = {"fastapi", "numpy", "pandas", "pyarrow", "scipy", "sklearn", "skops", "model", "api.app"}
    program = "import sys, cli.serve; print(*sys.modules)"
    imported = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert not heavy & set(imported.split())
