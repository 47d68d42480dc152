"""Checks that runs of every output have in common, and the judgement of a figure by its threshold."""

from typing import Final

from core.quality.measures import breaks_threshold
from core.settings import Settings
from core.types import CheckResult, CheckStatus

NOTHING_COMPARABLE: Final = "nothing of the same output is in service to compare with"
"""The detail of a check that compares with the run in service, where that is none or of another output."""

NO_COMMON_PROJECT: Final = "no project is in both runs"
"""The detail of a check that compares the projects of two runs, where they have none in common."""


def judge(name: str, figure: float, threshold: float, detail: str) -> CheckResult:
    """Return the outcome of a check: breached where the figure is beyond its threshold."""
    breached = breaks_threshold(name, figure, threshold)
    status = CheckStatus.BREACHED if breached else CheckStatus.PASSED
    return CheckResult(name, status, figure, threshold, detail)


def not_applicable(name: str, threshold: float, detail: str) -> CheckResult:
    """Return that a check cannot be made."""
    return CheckResult(name, CheckStatus.NOT_APPLICABLE, None, threshold, detail)


def check_coverage(fitting: int, active: int, settings: Settings) -> CheckResult:
    """Check the share of the catalogue that has a current prediction against PREDAWN_MIN_COVERAGE."""
    share = fitting / active if active else 1.0
    detail = f"{fitting:,} of {active:,} projects have a prediction made from their text"
    return judge("coverage", share, settings.min_coverage, detail)


def check_failures(failed: int, total: int, settings: Settings) -> CheckResult:
    """Check the share of projects that could not be scored against PREDAWN_MAX_FAILURES."""
    share = failed / total if total else 0.0
    return judge(
        "failures", share, settings.max_failures, f"{failed:,} of {total:,} projects could not be scored"
    )
