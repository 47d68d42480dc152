"""A model becomes champion when it is not worse, or when a person says why."""

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest
from sqlalchemy import Engine, text

from batch.models.promote import compare_models, promote_by_hand
from core.errors import InputError, NotFoundError
from core.types import ModelStatus
from store.models import registry
from store.models.registry import MODEL_EXAMPLES_SCHEMA
from tests.waiting import wait_until

TAGS = ("mlops", "vision")


def examples(wrong: int, projects: int = 100) -> pa.Table:
    """Held-out projects of two tags, of which some are predicted wrongly."""
    known = [TAGS[number % 2] for number in range(projects)]
    predicted = [TAGS[(number + (number < wrong)) % 2] for number in range(projects)]
    return pa.table(
        [
            [str(number) for number in range(projects)],
            [number.to_bytes(32, "big") for number in range(projects)],
            known,
            pa.nulls(projects, pa.list_(pa.string())),
            [True] * projects,
            predicted,
            pa.nulls(projects, pa.list_(pa.string())),
            pa.array([0.5] * projects, pa.float32()),
        ],
        schema=MODEL_EXAMPLES_SCHEMA,
    )


@pytest.fixture
def enter(engine: Engine):
    """Enter a model with held-out examples, and return its version."""

    def enter(wrong: int, projects: int = 100) -> int:
        with engine.begin() as connection:
            number = len(registry.list_models(connection))
            version = registry.register_predictor(
                connection, predictor="p:P", fingerprint=str(number), args={}
            )
            rows = examples(wrong, projects).append_column(
                "model_version", pa.repeat(pa.scalar(version, pa.int32()), projects)
            )
            registry.copy_in(connection, registry.model_examples.fullname, rows.column_names, [rows])
        return version

    return enter


def promote(engine: Engine, version: int, *, reason: str | None = None, forced: bool = False):
    with engine.begin() as connection:
        return promote_by_hand(
            connection, version, max_f1_drop=0.02, actor="tests", reason=reason, forced=forced
        )


def champion(engine: Engine) -> int:
    with engine.begin() as connection:
        return registry.find_champion(connection).version


def test_models_are_compared_on_the_held_out_projects_that_both_have(engine, enter):
    first, second = enter(10), enter(20, projects=80)
    with engine.begin() as connection:
        compared = compare_models(connection, second, first)
    assert (compared.projects, compared.differing) == (80, 10)
    assert compared.f1 == pytest.approx(0.75)
    assert compared.f1_against == pytest.approx(0.875)
    assert compared.per_tag == {tag: (pytest.approx(0.75), pytest.approx(0.875), 40) for tag in TAGS}


def test_both_are_judged_by_the_labels_of_the_newer_in_either_order(engine, enter):
    older, newer = enter(10), enter(20)
    correct_labels(engine, newer)
    with engine.begin() as connection:
        compared, turned = compare_models(connection, older, newer), compare_models(connection, newer, older)
    assert (compared.f1, compared.f1_against) == (pytest.approx(1.0), pytest.approx(0.9))
    assert (turned.f1, turned.f1_against) == (compared.f1_against, compared.f1)
    assert turned.per_tag == {
        tag: (other, own, projects) for tag, (own, other, projects) in compared.per_tag.items()
    }


def test_lists_are_judged_by_the_labels_of_the_newer_in_either_order(engine, enter):
    older, newer = enter(10), enter(20)
    correct_labels(engine, newer)
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.models SET args = CAST('{\"multi_label\": true}' AS jsonb)"))
        connection.execute(
            text(
                "UPDATE predawn.model_examples"
                " SET tags = ARRAY[tag], tag = NULL, predicted_tags = ARRAY[predicted_tag] WHERE held_out"
            )
        )
        compared, turned = compare_models(connection, older, newer), compare_models(connection, newer, older)
    assert (compared.f1, compared.f1_against) == (pytest.approx(1.0), pytest.approx(0.9))
    assert (turned.f1, turned.f1_against) == (compared.f1_against, compared.f1)


def test_an_older_model_is_not_promoted_by_labels_that_were_corrected_since(engine, enter):
    older, newer = enter(0), enter(10)
    correct_labels(engine, newer)
    promote(engine, newer, reason="a start", forced=True)
    with pytest.raises(InputError, match=r"weighted F1 of 0\.900 .* one of 1\.000"):
        promote(engine, older)


def correct_labels(engine: Engine, version: int) -> None:
    """Give the first ten projects the other tag in a model's examples, as if people had corrected them."""
    query = text(
        "UPDATE predawn.model_examples SET tag = CASE tag WHEN 'mlops' THEN 'vision' ELSE 'mlops' END"
        " WHERE model_version = :version AND CAST(project_id AS integer) < 10"
    )
    with engine.begin() as connection:
        connection.execute(query, {"version": version})


def test_a_better_model_and_one_that_is_hardly_worse_are_promoted(engine, enter):
    first = enter(10)
    promote(engine, first, reason="a start", forced=True)
    better, hardly_worse = enter(5), enter(6)
    assert promote(engine, better).f1 == pytest.approx(0.95, abs=1e-3)
    promote(engine, hardly_worse)
    assert champion(engine) == hardly_worse
    with engine.begin() as connection:
        latest = registry.list_promotions(connection, 2)
    assert [(p.from_version, p.to_version) for p in latest] == [(better, hardly_worse), (first, better)]


def test_a_worse_model_is_promoted_by_force_and_with_a_reason_only(engine, enter):
    promote(engine, enter(5), reason="a start", forced=True)
    worse = enter(20)
    with pytest.raises(InputError, match=r"weighted F1 of 0\.800 .* one of 0\.950"):
        promote(engine, worse, reason="I like it")
    with pytest.raises(InputError, match="Say why"):
        promote(engine, worse, forced=True)
    assert champion(engine) != worse
    promote(engine, worse, reason="it is faster", forced=True)
    assert champion(engine) == worse


def test_the_allowed_drop_of_f1_is_the_one_that_is_set(engine, enter):
    """The champion has an F1 of 0.95; of 0.02 less, one of 0.94 is allowed, and one of 0.92 is not."""
    promote(engine, enter(5), reason="a start", forced=True)
    with pytest.raises(InputError, match=r"F1 of 0\.920 .* one of 0\.950; PREDAWN_MAX_F1_DROP allows 0\.02"):
        promote(engine, enter(8))
    promote(engine, enter(6))
    with pytest.raises(InputError, match=r"F1 of 0\.910 .* one of 0\.940"):
        promote(engine, enter(9))


def test_models_that_cannot_be_compared_need_a_person_to_decide(engine, enter):
    promote(engine, enter(5), reason="a start", forced=True)
    small, enough = enter(0, projects=49), enter(0, projects=50)
    with pytest.raises(InputError, match="at least 50 are needed"):
        promote(engine, small)
    promote(engine, enough)
    assert champion(engine) == enough


def test_of_two_promotions_at_once_the_second_is_held_to_the_first(engine, enter):
    promote(engine, enter(8), reason="a start", forced=True)
    best, good = enter(2), enter(7)
    with ThreadPoolExecutor(1) as other:
        with engine.begin() as connection:
            promote_by_hand(connection, best, max_f1_drop=0.02, actor="tests", reason=None, forced=False)
            second = other.submit(promote, engine, good)
            wait_until(lambda: waits_for_a_lock(engine))
        with pytest.raises(InputError, match=f"the champion, model {best}"):
            second.result()
    assert champion(engine) == best


def waits_for_a_lock(engine: Engine) -> bool:
    with engine.connect() as connection:
        query = text(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return bool(connection.scalar(query))


def test_the_champion_cannot_be_archived_and_an_archived_model_can_return(engine, enter):
    version, other = enter(10), enter(10)
    promote(engine, version, reason="a start", forced=True)
    with engine.begin() as connection:
        with pytest.raises(InputError, match="is the champion"):
            registry.archive(connection, version)
        registry.archive(connection, other)
        assert registry.find_model(connection, other).status is ModelStatus.ARCHIVED
        with pytest.raises(NotFoundError):
            registry.archive(connection, 99)
    promote(engine, other)
    assert champion(engine) == other
