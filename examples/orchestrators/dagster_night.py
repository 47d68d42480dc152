"""Definitions of Dagster: the predictions as an asset, which a run of Predawn makes every night."""

import json
import subprocess
from typing import Final

from dagster import (
    Definitions,
    Failure,
    MaterializeResult,
    RetryPolicy,
    ScheduleDefinition,
    asset,
    define_asset_job,
)

HOME: Final = "/srv/predawn"
RETRIED: Final = (1, 3, 130)
"""A defect, another run in progress, cancelled; 2, 4 and 5 would be the same a minute later."""


@asset(retry_policy=RetryPolicy(max_retries=2, delay=600))
def predictions() -> MaterializeResult:
    """Make the predictions in service, unless nothing has changed."""
    command = [f"{HOME}/.venv/bin/predawn", "batch", "--json"]
    ended = subprocess.run(command, cwd=HOME, stdout=subprocess.PIPE, text=True, check=False)
    code = ended.returncode
    if code != 0:
        raise Failure(f"predawn batch ended with exit code {code}", allow_retries=code in RETRIED)
    run = json.loads(ended.stdout)
    return MaterializeResult(
        metadata={
            "run": run["run_id"],
            "status": run["status"],
            "projects": run["counts"]["total"],
            "scored": run["counts"]["scored"],
        }
    )


night = define_asset_job("night", [predictions])
definitions = Definitions(
    assets=[predictions], schedules=[ScheduleDefinition(job=night, cron_schedule="0 3 * * *")]
)
