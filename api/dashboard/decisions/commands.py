"""The commands that a person copies from a page: the pages change nothing themselves."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from core.quality.claim import held_out_f1
from core.types import CheckStatus, Model, Run, RunStatus
from store.serving.canary import Canary


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
        f"Puts run {run.run_id} into service{instead}. Model {run.model_version} is then the champion.{own}",
    )


def _reason(run: Run) -> str:
    breached = [check for check in run.checks if check.status is CheckStatus.BREACHED]
    found = ", ".join(f"{check.name} {check.figure:.3g}" for check in breached if check.figure is not None)
    return f"accepted: {found}" if found else "accepted after a look at the changes"


def start_canary(run: Run, in_service: int) -> Command:
    """Return the command that counts what a canary would change, and asks whether to start it."""
    return Command(
        shlex.join(
            ["predawn", "canary", "start", str(run.run_id), "--share", "5", "--reason", "a try before all"]
        ),
        f"Counts whose answers would change if run {run.run_id} answered for 5 % of the projects beside run "
        f"{in_service}, and asks whether to start.",
    )


_WIDER_SHARES: Final = (5, 25, 50)


def widen_canary(canary: Canary) -> Command | None:
    """Return the command that gives a canary a larger share; None if it has the largest that is proposed."""
    wider = next((share for share in _WIDER_SHARES if share > canary.share_percent), None)
    if wider is None:
        return None
    words = ["predawn", "canary", "start", str(canary.run_id), "--share", str(wider), "--reason"]
    return Command(
        shlex.join([*words, f"no complaints at {canary.share_percent:g} %"]),
        f"Counts whose answers would change if run {canary.run_id} answered for {wider} % of the projects, "
        "and asks. The projects on its side stay on it.",
    )


def promote_canary(canary: Canary) -> Command:
    """Return the command that publishes the run of a canary."""
    return Command(
        "predawn canary promote",
        f"Puts run {canary.run_id} into service for all projects, in place of run {canary.beside_run}. Model "
        f"{canary.model_version} is then the champion.",
    )


def stop_canary(canary: Canary) -> Command:
    """Return the command that ends a canary."""
    return Command(
        shlex.join(["predawn", "canary", "stop", "--reason", f"run {canary.beside_run} is better"]),
        f"Run {canary.beside_run} answers for all projects again. The reason is kept with the canary: write "
        "your own.",
    )


def roll_back(in_service: int, target: int, *, named: bool = False) -> Command:
    """Return the command that puts an earlier run back; it is `named` if it is not the one before."""
    to = ["--to", str(target)] if named else []
    return Command(
        shlex.join(["predawn", "runs", "rollback", *to, "--reason", f"run {in_service} is worse"]),
        f"Puts run {target} back into service, with its model. It lasts through the next night, and the tags "
        "that were changed since are as before.",
    )


def resume(run: Run) -> Command:
    """Return the command that goes on with a run that was stopped."""
    return Command(
        "predawn batch",
        f"Resumes run {run.run_id} where it stopped; `predawn batch --fresh` gives it up and begins anew.",
    )


def repeat(run: Run) -> Command:
    """Return the command that makes another run after one that failed."""
    return Command(
        "predawn batch",
        f"Makes a new run, once the reason why run {run.run_id} failed is mended. Until then what is in "
        "service stays.",
    )


def promote(model: Model) -> Command:
    """Return the command that makes a model the champion."""
    f1, reason = held_out_f1(model), "chosen by hand"
    if f1 is not None:
        reason = f"F1 {f1:.3f} on {model.metrics['overall'].get('num_samples', 0):,} projects"
    return Command(
        shlex.join(["predawn", "models", "promote", str(model.version), "--reason", reason]),
        f"Makes model {model.version} the champion: the next `predawn batch` scores with it. What is in "
        "service stays until that run is published.",
    )


def try_model(model: Model) -> Command:
    """Return the command that scores the catalogue with a model and publishes nothing."""
    return Command(
        shlex.join(["predawn", "batch", "--shadow", str(model.version)]),
        f"Scores the catalogue with model {model.version} in the shadow, which publishes nothing: the page "
        "of the run then lists what would change.",
    )


def compare_models(version: int, against: int) -> Command:
    """Return the command that compares two models."""
    return Command(
        shlex.join(["predawn", "models", "compare", str(version), str(against)]),
        "Compares both on the projects that were held out from both.",
    )


def compare_runs(base: int, run_id: int) -> Command:
    """Return the command that compares two runs."""
    return Command(
        shlex.join(["predawn", "runs", "diff", str(base), str(run_id)]),
        "Also lists the largest moves of scores; `--json` has all of it.",
    )


def list_differences(base: int, run_id: int, from_tag: str = "", to_tag: str = "") -> Command:
    """Return the command that lists the projects that differ between two runs, all or those of given tags."""
    tags = {"from_tag": from_tag, "to_tag": to_tag}
    given = [f"{name} = {_quote(tag)}" for name, tag in tags.items() if tag]
    query = f"SELECT * FROM analytics.diff({base}, {run_id})"
    if given:
        query += f" WHERE {' AND '.join(given)}"
    return Command(
        shlex.join(["predawn", "sql", "--role", "analyst", "--csv", "-c", query]),
        "Lists all of these projects as CSV.",
    )


def _quote(text: str) -> str:
    """Write a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


_KEY: Final = "Authorization: Bearer YOUR-KEY"


def look_up(base: str, project_id: str, *, needs_key: bool) -> Command:
    """Return the request that asks the server at an address for the prediction of a project."""
    headers = ["-H", _KEY] if needs_key else []
    written = quote(project_id, safe="")
    if project_id in (".", ".."):
        # curl resolves such a segment.
        return Command(
            shlex.join(["curl", f"{base}/predictions?ids={written}", *headers]),
            "Returns what services get for the project. Its id cannot stand in a path.",
        )
    return Command(
        shlex.join(["curl", f"{base}/predictions/{written}", *headers]),
        "Returns what services get for the project: its tag, score and source, the run, and when it was last "
        "checked; `/explanation` behind it has the words, `/history` the past.",
    )


def predict(
    base: str, texts: Sequence[str], *, needs_key: bool, version: int, in_service: int | None
) -> Command:
    """Return the request that asks the server at an address for the predictions of texts.

    The API answers with the model in service, whichever `version` the page has tried.
    """
    asked = "Asks the HTTP API for the same"
    if version != in_service:
        asked = f"Asks the HTTP API, which answers with model {in_service}, the one in service"
    body = json.dumps({"texts": [{"text": text} for text in texts]}, ensure_ascii=False)
    headers = ["Content-Type: application/json", *([_KEY] if needs_key else [])]
    named = [word for header in headers for word in ("-H", header)]
    return Command(
        shlex.join(["curl", f"{base}/predict", *named, "-d", body]),
        f"{asked}; with `?explain=true` it explains each prediction, too.",
    )


def cancel(run: Run) -> Command:
    """Return the command that stops a run in progress."""
    return Command(
        shlex.join(["predawn", "runs", "cancel", str(run.run_id)]),
        "Stops the run after the chunks in progress. Nothing is published, and the next `predawn batch` "
        "resumes it.",
    )
