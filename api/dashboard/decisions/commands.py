"""The commands that a person copies from a page: the pages change nothing themselves."""

import shlex
from dataclasses import dataclass

from core.types import CheckStatus, Run, RunStatus


@dataclass(frozen=True, slots=True)
class Command:
    """A command, filled in, and a sentence on what it does."""

    line: str
    effect: str


def publish(run: Run, in_service: int | None) -> Command:
    """Return the command that puts a run into service; a held one needs force and a reason."""
    words = ["predawn", "runs", "publish", str(run.run_id)]
    if not (run.status is RunStatus.READY and run.checks):
        words += ["--force", "--reason", _reason(run)]
    own = " The reason is kept with the publication: write your own." if "--reason" in words else ""
    instead = "" if in_service is None else f" in place of run {in_service}"
    return Command(
        shlex.join(words),
        f"Puts run {run.run_id} into service{instead}, and makes model {run.model_version} the "
        f"champion.{own}",
    )


def _reason(run: Run) -> str:
    breached = [check for check in run.checks if check.status is CheckStatus.BREACHED]
    found = ", ".join(f"{check.name} {check.figure:.3g}" for check in breached if check.figure is not None)
    return f"accepted: {found}" if found else "accepted after a look at the changes"


def roll_back(run: Run, target: int) -> Command:
    """Return the command that puts the run before the one in service back."""
    return Command(
        shlex.join(["predawn", "runs", "rollback", "--reason", f"run {run.run_id} is worse"]),
        f"Puts run {target} back into service, with its model. It lasts through the next night, and the tags "
        f"that run {run.run_id} changed are as before.",
    )


def cancel(run: Run) -> Command:
    """Return the command that stops a run in progress."""
    return Command(
        shlex.join(["predawn", "runs", "cancel", str(run.run_id)]),
        "Stops the run after the chunks in progress. Nothing is published, and the next `predawn batch` "
        "resumes it.",
    )
