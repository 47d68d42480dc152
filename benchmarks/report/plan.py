"""The benchmarks of a report and their sizes: small ones for an overview, full ones for the page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A script, with the arguments of each of its runs."""

    script: str
    small: tuple[str, ...]
    full: tuple[str, ...]


PLAN = (
    Step("full_run", ("--projects=200000",), ("--projects=1000000", "--projects=200000")),
    Step(
        "nights",
        ("--projects=200000", "--projects=50000 --tagger=scikit-learn"),
        (
            "--projects=1000000",
            "--projects=200000",
            "--projects=1000000 --tagger=scikit-learn",
            "--projects=200000 --tagger=scikit-learn",
        ),
    ),
    Step(
        "thirty_nights",
        ("--projects=50000 --nights=5 --full-runs=2",),
        ("--projects=1000000",),
    ),
    Step("named_changes", ("--projects=100000 --changed=1000 --nights=1",), ("--projects=10000000",)),
    Step("every_minute", ("--projects=50000 --changed=0.01 --runs=24",), ("--projects=1000000",)),
    Step("sync", ("--projects=200000",), ("--projects=1000000",)),
    Step("reuse", ("--projects=200000",), ("--projects=10000000",)),
    Step("store_stage", ("--projects=50000",), ("--projects=200000",)),
    Step("storage", ("--projects=100000",), ("--projects=1000000",)),
    Step("publish_under_load", ("--publishes=30",), ("--publishes=200",)),
    Step("analyst_questions", ("--projects=100000",), ("--projects=1000000",)),
    Step("lookups", ("--rounds=3 --seconds=2",), ("--larger=1000000",)),
    Step("bulk_lookups", ("--rounds=2 --seconds=2",), ("",)),
    Step("lookups_while_publishing", ("--rounds=2",), ("",)),
    Step("predict", ("--rounds=3 --seconds=2 --logged=20000",), ("",)),
    Step("http_export", ("--projects=400000",), ("--projects=1000000",)),
    Step("native_tagger", ("",), ("",)),
    Step("cross_validation", ("",), ("",)),
    Step("training_scale", ("--rows=10000",), ("",)),
    Step("custom_predictors", ("--rows=2000 --slow-rows=100 --busy-rows=2000",), ("",)),
    Step("ready_made_predictors", ("",), ("",)),
    Step("startup", ("--rounds=1",), ("--rounds=5",)),
)
