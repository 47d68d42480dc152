"""A DAG of Airflow 3: a night of Predawn, and the reports that dbt makes of it."""

from datetime import UTC, datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

IN_PROGRESS = 3
"""The exit code of `predawn batch` while another run is in progress: its reports follow that run."""

with DAG(
    "predawn",
    schedule="0 3 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"cwd": "/srv/predawn"},
):
    # SIGTERM, with which Airflow ends a task, cancels a run in order, and the next one resumes it. Exit codes
    # 2, 4 and 5 would be the same a minute later: a person has to look.
    night = BashOperator(
        task_id="night",
        bash_command="exec .venv/bin/predawn batch",
        skip_on_exit_code=IN_PROGRESS,
        retries=0,
    )
    reports = BashOperator(
        task_id="reports", bash_command="exec dbt build --select source:predawn+ --project-dir examples/dbt"
    )
    night >> reports
