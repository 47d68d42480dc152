"""Canaries on request of a person: what they would change, their start, and their promotion."""

import math

from sqlalchemy import Connection, Engine

from batch.steps.publish import publish_by_hand
from core.errors import InputError
from core.settings import Settings
from model.loading import ScorerOptions, explain_unusable
from store.models import registry
from store.runs.ledger import find_run
from store.serving import canary
from store.serving.canary import Canary, CanaryPlan


def plan_by_hand(connection: Connection, settings: Settings, run_id: int, share_percent: float) -> CanaryPlan:
    """Return what a canary would change.

    Raises
    ------
    NotFoundError
        If there is no such run, or its predictions were dropped.
    InputError
        If the run cannot be a canary, the share cannot be one, or the model could not be loaded.
    """
    slots = share_percent * canary.SLOTS / 100
    # NaN and infinity cannot be rounded, and are refused as 0 is.
    plan = canary.plan_canary(connection, run_id, round(slots) if math.isfinite(slots) else 0)
    version = find_run(connection, run_id).model_version
    assert version is not None
    unusable = explain_unusable(registry.find_model(connection, version), ScorerOptions.of(settings))
    if unusable is not None:
        raise InputError(
            f"{unusable} Projects of the canary without a stored prediction would be answered with 503. Set "
            "PREDAWN_PREDICTOR and its configuration to that model, for the API too."
        )
    return plan


def promote_canary(engine: Engine, settings: Settings, reason: str | None) -> Canary:
    """Publish the run of the canary that is running, and return the canary that was.

    A held run needs no further consent: the start of the canary was it, and its reason goes on record.

    Raises
    ------
    NotFoundError
        If none is running.
    """
    with engine.begin() as connection:
        running = canary.require_canary(connection)
    publish_by_hand(engine, settings, running.run_id, force=True, reason=reason or running.reason)
    return running
