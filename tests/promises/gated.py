"""A predictor that a test can make wait, and batches that are waited for in the middle of their scoring."""

import subprocess
from collections.abc import Callable
from pathlib import Path

GATED = '''
"""Scores at once, except in processes that are told to wait from a certain hundred of projects on."""

import os
import time
from pathlib import Path


class Gated:
    def __init__(self, config):
        self.asked = 0

    def predict_batch(self, payloads):
        self.asked += len(payloads)
        if "GATE" in os.environ and self.asked > 100 * (int(os.environ["FROM_CALL"]) - 1):
            gate = Path(os.environ["GATE"])
            gate.with_name(f"waiting-{os.getpid()}").touch()
            while not gate.exists():
                time.sleep(0.02)
            gate.with_name(f"passed-{os.getpid()}").touch()
        return ["mlops" for _ in payloads]

    def predict(self, payload):
        return self.predict_batch([payload])[0]
'''


Waiting = Callable[..., "subprocess.Popen[str]"]


def waiting(gate: Path) -> list[int]:
    """Return the processes that wait at the gate."""
    return [int(path.name.removeprefix("waiting-")) for path in gate.parent.glob("waiting-*")]
