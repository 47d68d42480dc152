"""A store of any earlier revision comes to the newest one with all its rows, and is then like a new one."""

import csv
import hashlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text

import migrations
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.verify import verify_run
from core.types import Run, RunStatus
from store.connect.database import Database
from store.connect.engine import Role
from store.revision import newest_revision
from store.serving import pointer
from store.sql_files import execute_script
from store.upgrade import migrate
from tests.conftest import Server
from tests.schema_objects import SchemaObjects, read_objects
from tests.serving import serving, settings_for
from tests.tag_sets import generate
from tests.unit.store.stores.make_store import KEY, STORES

OLD_STORES = sorted(STORES.glob("*.sql"))

FROZEN = {
    "sql/0001_comments.sql": "f14041028696a64f054c358e87da2f4af39fbb435d094660a770c5738679ca2f",
    "sql/0001_grants.sql": "4662b05565458197f141c7c463ce1a388c48873376428d2ce918ca1a2ab3b92c",
    "sql/0001_tables.sql": "dd46bb039f1585f2de0a5b8d76c6692a7bf844a1ffb9d94da019ae71f2179e59",
    "sql/0001_views.sql": "b7fe5bbe4869333057a955c9b80f8ae0d0c84b254c7320d6575ddf278274dcdd",
    "sql/0002_comments.sql": "fa88b022cccb8d79d48dfd606217c953bd6dee0b767b91a9c5ef29ab1c55787a",
    "sql/0003_access.sql": "7029cccd34a702171e0813a7faa0c0eb08ccd0d90f8b83634eb1f2a067054cf0",
    "sql/0004_syncs.sql": "11e782cfa05bf291f559d07735687545f65fcd2b71f4d8d0c66f6249e55f93ce",
    "sql/0005_deltas.sql": "a01b72d9c0028f8d909fd4b417aa28d9cc2f822b13b9cdd05fb55b1c55c64afa",
    "sql/0006_views.sql": "df9597a427d4e65f984b3ec5be8b493a57eea6de8d41b3430d3a36ca6dcfd780",
    "sql/0007_watermarks.sql": "e94d502c1a457a62628bf951467f0e96a90b9ed0b368c22a435eb78be84e639c",
    "sql/0008_predictions.sql": "800706d33a9c56f5f838d889a785c927b42bc323902c7a8db7f3bd331065f310",
    "sql/0009_validators.sql": "76ab4a6a22b7fed0afdb59c650c7c77e90874250b603b7c2fc3fc62a55835a5d",
    "sql/0010_phases.sql": "d635cfbb2a671ce8129d70adbe342b56b89f12cb00ac42ccf512eda2eba0a116",
    "sql/0011_labels.sql": "6684944237e9a4459cf5bad58927609baff0f48ac59905445ea0ff4213415dff",
    "sql/0012_selections.sql": "dca51df8e13af7b53ab6e859bc8feb60ed52812d38b2348b6c3bbf035d39fd5a",
    "sql/0013_diff.sql": "a94c64f404af99759a9e5feb34700bdffd33ed051a854b900f39f29ae69e30bb",
    "sql/0014_changes.sql": "6bc9425314805a7f2e42a958c5dca938dc21d8073c189adc96c34417fc38bb8f",
    "sql/0015_features.sql": "f2eac8a40ce5011044855e0e82f5d6cb6fae81133e7ec8b6ddf1080ed8ac5247",
    "sql/0016_set_aside.sql": "c5fca082da2fc83c842bfcb8c9c267bf0217efd4dae25a3a19d2e5321dc5de5e",
    "sql/0017_word_vectors.sql": "487e8b34470b7edeaec136db377cc8ba259efe53d7cdf5e6aadef5bc22f4c973",
    "sql/0018_ids.sql": "054068976bc79020e35c06b5b038b7e59077069081021657cffa42a2f35f8dba",
    "sql/0019_corrections.sql": "a56bb349b2dc8bfcb60209b84c4f0c43bbd1c3679790712cfe014dcde2b21b34",
    "sql/0020_erasures.sql": "ab34e97105cada5bc54f143d3662e1aee4cae8ae63020ced73acaca4b3792ddb",
    "sql/0021_unknown_ground.sql": "4e48b9757ed890f8fa925f50fe079ce3b59142f5ead4c305ae199c7b4f3a0f29",
    "sql/0022_outputs.sql": "c6ed3b270205e340fa0a982c18f0fb6afdc5b570994a169d51510304cfcd73be",
    "sql/0023_first_fill.sql": "4517e29aae1a1fbc39599e22ccd328d6446fc63972f1f3e59c0f00052d100d66",
    "sql/0024_canary.sql": "c5e6567542b7fa918e11201e65d427785b4107582b1e413b2696ec35aca914f9",
    "sql/0025_checked_at.sql": "e5f3a4fc58fa75ae86674e82491d3ba123597869f591165d9be36c79dbc234d5",
    "sql/0026_ground_of_popular_texts.sql": "31d90853543ebcf18a5429848a462043d05f836c12ba59f9b575846bcdc475f8",  # noqa: E501
    "sql/0027_returned_labels.sql": "b05f74f6a46b1124084389ba76a02f454ff4fd086f576c4c317f6209d87034bd",
    "sql/0028_deleted_projects.sql": "728af86e8bd9cf8b622309089667aacd9513021f4e5d2b047c9ffa78157aa22b",
    "sql/0029_lists_of_tags.sql": "0dcdf83eb81fb199d95daed8ce5bd92be36e42865e67ff779bc4f28943aa129e",
    "versions/0001_initial.py": "fc8e661bb8cad8a18a9ff06aaaf7027b5242f2dd215816dc17718800451df2d6",
    "versions/0002_comments.py": "44e031bc03477f7f7e58faa7da3f2f066c89ab24a02bcbcfd9d21666ff61c519",
    "versions/0003_access.py": "fb4b6a0cc2cd423e069fdf984832da428623a3c59d9c288e060ae5a83a41ec98",
    "versions/0004_syncs.py": "6f42e6bd9c530ef3aa12a34e993c1b62d40c6612507a8b874ee943d58749bfcc",
    "versions/0005_deltas.py": "47b6922740071fbcc5acab1926e1800d27343633fd6c544e67b129a21de37fe5",
    "versions/0006_views.py": "7268daaa35f95cb636423182c7b23c39362ed6893b40c71f50c0b41c906e89e2",
    "versions/0007_watermarks.py": "8129954a6080a9b3ab277e0fbb7b3f0155f0987806d22f5cb74acb929a31f366",
    "versions/0008_predictions.py": "8582b126ea584e86e471eef993be1713ffa97dfbd561ab722ab486b34ff54152",
    "versions/0009_validators.py": "5cecad05d524ab234a3b7d43fc5414fd580eba1849985e89b981772ac94e8b7b",
    "versions/0010_phases.py": "0acdc43a34f186dec5e687e285c4cded1c307a83fb0b54c32eb9cc69dead5aea",
    "versions/0011_labels.py": "3de2d2eaba1929024d0eb55bd58372cd14aa32a7a29471875fb131d14a496d76",
    "versions/0012_selections.py": "2c1f5c65e5484d5afcae3893f9eb834b0defada1a7cc135263f2f3afdb15c247",
    "versions/0013_diff.py": "df4a7569bf8689a1eea4ea66fd7046fa542c06ffbc977952441839aa339c71e8",
    "versions/0014_changes.py": "ffe29b9ea727eec94b7a305152366c1697806039c18c81cf90f6084280b851a4",
    "versions/0015_features.py": "75d64038a57ec97a862af6f898c1612058eede9a5881115cf9990a9fa10fa23e",
    "versions/0016_set_aside.py": "1d37f6ca4ca3c4f2cf8731697a746372e2a5faf897a80dee43d82c08603af371",
    "versions/0017_word_vectors.py": "c8bf329d096174e2d478c5dfca2f9388c7a80a8eed6262902b123b55db3eb3d1",
    "versions/0018_ids.py": "eb3a4080b8a374fb5e8c4cf30d615141fad0b643a4acd44c1248a9aa1965c9d8",
    "versions/0019_corrections.py": "19ee545dcbd13319818e3c29287002018a9eb59de03f01f558cd20f6dfc69eaf",
    "versions/0020_erasures.py": "8bbe098f80f8c1cf7437a006e9063bd8f9063009e8cdb0354930181fc7831c89",
    "versions/0021_unknown_ground.py": "f5c61607991e1392e68a331fc17b42acb144a37924b7660535aa0bf2c2865827",
    "versions/0022_outputs.py": "a3f8d8a30790edc048ce00a3a39bd1d9decea832cbead811c05ad32514f9237c",
    "versions/0023_first_fill.py": "3ccb4a3ddc95e6795c0be73288a114bfdb4f89cd2fd95a779769fafb367546fa",
    "versions/0024_canary.py": "53c1ba9fed0d925e411abf0cb202439f18a657138f921c3af49dab2eb1d92373",
    "versions/0025_checked_at.py": "59e1b9bb38e9f82f9033eac5a96510b012ae6028561aab3df8e75348ce0284b1",
    "versions/0026_ground_of_popular_texts.py": "84712ac9185b6ae476fbcdc3088dd6a1da4643b6aff3fdb1ba165788a30092d6",  # noqa: E501
    "versions/0027_returned_labels.py": "09f9695dc3f69a66c4b5d5207f44ae7266ec6bb742e0d69b6cdfaba9e80bca77",
    "versions/0028_deleted_projects.py": "8092c8f48ebbb700993dc6c11aff9f39a911aaaf2e9d1e97354a3faa39558760",
    "versions/0029_lists_of_tags.py": "b8357e2b8e7c80a90098f465cad893e6f03c521f7af7e6b91e53f1a15ef52212",
}
"""The SHA-256 of every file of a revision that stores may be at."""

Rows = dict[str, tuple[str, list[str]]]
"""The columns of each table and its rows, as PostgreSQL writes them."""


@pytest.mark.parametrize("name", FROZEN)
def test_a_revision_is_never_edited(name: str) -> None:
    content = Path(migrations.__path__[0], name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == FROZEN[name], (
        f"migrations/{name} has changed, and stores that are at its revision would never learn of it. "
        "Restore it, and write a new revision instead."
    )


def test_every_revision_but_the_newest_is_among_them() -> None:
    folder = Path(migrations.__path__[0])
    files = {path.relative_to(folder).as_posix() for path in folder.glob("*/[0-9]*.*") if path.is_file()}
    assert {name for name in files if newest_revision() not in name} <= FROZEN.keys()


@pytest.fixture(params=OLD_STORES, ids=lambda path: path.stem)
def old_store(request: pytest.FixtureRequest, any_server: Server) -> Iterator[Database]:
    """A populated store of an earlier revision, or of today's."""
    database = any_server.empty()
    engine = database.engine(None, "tests")
    with engine.begin() as connection:
        execute_script(connection, request.param.read_text(encoding="utf-8"))
    engine.dispose()
    yield database
    any_server.drop(database)


def upgrade(database: Database) -> None:
    engine = database.engine(None, "tests")
    assert migrate(engine)[1] == newest_revision()
    engine.dispose()


def objects(database: Database) -> SchemaObjects:
    engine = database.engine(None, "tests")
    with engine.begin() as connection:
        found = read_objects(connection)
    engine.dispose()
    return found


def read_tables(database: Database, columns_of: Rows | None = None) -> Rows:
    """Return the rows of every table, or those columns of them that were there before."""
    engine = database.engine(None, "tests")
    with engine.begin() as connection:
        columns = _columns(connection) if columns_of is None else {t: c for t, (c, _) in columns_of.items()}
        found = {
            table: (
                names,
                list(connection.scalars(text(f"SELECT ROW({names})::text FROM {table} ORDER BY 1"))),
            )
            for table, names in columns.items()
        }
    engine.dispose()
    return found


def _columns(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text(
            "SELECT attrelid::regclass::text, string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
            " FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid"
            " WHERE relnamespace = 'predawn'::regnamespace AND relkind IN ('r', 'p')"
            " AND relname <> 'schema_version' AND attnum > 0 AND NOT attisdropped GROUP BY attrelid"
        )
    )
    return {row[0]: row[1] for row in rows}


def test_an_upgraded_store_is_like_a_new_one_and_keeps_its_rows(
    old_store: Database, any_server: Server
) -> None:
    before = read_tables(old_store)
    assert len(before["predawn.runs"][1]) >= 10
    upgrade(old_store)
    assert read_tables(old_store, before) == before
    new = any_server.empty()
    upgrade(new)
    upgraded, fresh = objects(old_store), objects(new)
    any_server.drop(new)
    # A run makes this index once the catalogue is filled.
    made_by_runs = ("index", "predawn.projects_by_content")
    upgraded.pop(made_by_runs)
    assert upgraded == fresh


def test_an_upgraded_store_is_looked_up_listed_and_rolled_back(old_store: Database) -> None:
    upgrade(old_store)
    engine = old_store.engine(Role.BATCH, "tests")
    with engine.begin() as connection:
        run = pointer.read_serving(connection).run_id
        checked = (
            "SELECT s.checked_at = r.checked_at"
            " FROM predawn.serving AS s JOIN predawn.runs AS r USING (run_id)"
        )
        assert connection.scalar(text(checked)) is True
    with serving(settings_for(old_store)) as api:
        headers = {"Authorization": f"Bearer {KEY}"}
        assert api.client.get("/predictions/m0007").status_code == 401
        found = api.client.get("/predictions/m0007", headers=headers).json()["data"]
        assert (found["run_id"], found["source"]) == (run, "cache")
        listed = api.client.get("/predictions?limit=100", headers=headers).json()["data"]
        assert {row["run_id"] for row in listed["predictions"]} == {run}
        assert found["predicted_tag"] in {
            row["predicted_tag"] for row in listed["predictions"] if row["project_id"] == "m0007"
        }
        assert api.client.get("/changes", headers=headers).status_code == 410
        begun = {"after": listed["changes"]}
        assert api.client.get("/changes", params=begun, headers=headers).json()["data"]["changes"] == []
    with engine.begin() as connection:
        # Some that the run before has a prediction for.
        connection.execute(text("UPDATE predawn.projects SET removed_at = NULL"))
    with engine.begin() as connection:
        from_run, to_run = pointer.roll_back(connection, to_run=None, actor="tests", reason="a try")
    assert from_run == run
    with serving(settings_for(old_store)) as api:
        changes = api.client.get("/changes", params=begun, headers=headers).json()["data"]["changes"]
        tags = {row["project_id"]: row["predicted_tag"] for row in listed["predictions"]}
        tags |= {change["project_id"]: change["to_tag"] for change in changes}
        now = api.client.get("/predictions?limit=100", headers=headers).json()["data"]["predictions"]
        assert {name: tag for name, tag in tags.items() if tag} == {
            row["project_id"]: row["predicted_tag"] for row in now
        }
        assert len(now) > len(listed["predictions"])
        rolled_back = api.client.get("/predictions/m0007", headers=headers).json()["data"]
    assert rolled_back["run_id"] == to_run
    engine.dispose()


def write_catalogue(path: Path, changed: int) -> None:
    """Write the catalogue that the runs of an old store were made of, with a few changed texts."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "title", "description"])
        for number, (project_id, title, description, _) in enumerate(generate(80)[:77]):
            writer.writerow([project_id, title, description + " again" * (number < changed)])


def test_the_next_runs_of_an_upgraded_store_are_deltas(old_store: Database, tmp_path: Path) -> None:
    upgrade(old_store)
    settings = settings_for(old_store, engine="threading", workers=1, max_shrink=1.0, min_f1=0.0)
    engine = old_store.engine(Role.BATCH, "tests")
    source, runs = tmp_path / "projects.csv", list[Run]()
    for changed in (7, 8):
        write_catalogue(source, changed)
        runs.append(run_batch(old_store, settings, RunRequest(str(source), fresh=changed == 7), Silent()))
        assert runs[-1].status is RunStatus.PUBLISHED
        assert verify_run(old_store, engine, settings, runs[-1].run_id, rescore=False) == []
    first, second = runs
    assert second.whole_run == first.whole_run is not None
    assert second.counts.scored == 1
    engine.dispose()


def test_comments_go_back_to_those_of_the_revision_before(database: Database) -> None:
    revision = import_module("migrations.versions.0002_comments")
    engine = database.engine(None, "tests")
    with engine.begin() as connection:
        newest = read_objects(connection)
        connection.exec_driver_sql(f"SET LOCAL ROLE {Role.OWNER}")
        with Operations.context(MigrationContext.configure(connection)):
            revision.downgrade()
            older = read_objects(connection)
            revision.upgrade()
        again = read_objects(connection)
    # Later revisions have words of their own for these columns.
    for name in (
        "view analytics.predictions",
        "view column analytics.runs.mode",
        "view analytics.prediction_changes",
        "view column analytics.prediction_changes.publication_id",
        "view column analytics.prediction_changes.kind",
        "view column analytics.prediction_changes.from_tag",
        "view column analytics.prediction_changes.to_tag",
        "view column analytics.predictions.predicted_tag",
        "view column analytics.publications.forced",
        "view analytics.run_tag_counts",
        "view column analytics.run_tag_counts.predicted_tag",
        "view column analytics.run_tag_counts.mean_score",
        "view column analytics.run_distributions.distribution",
        "view column analytics.prediction_history.tags",
        "view column analytics.inference_log.tags",
        "function analytics.diff(bigint,bigint)",
    ):
        again.pop(("comment", name))
        newest.pop(("comment", name))
    assert again == newest
    engine.dispose()
    changed = {key for key in newest if newest[key] != older[key]}
    assert changed
    assert {kind for kind, _ in changed} == {"comment"}
    assert not any("carried" in newest[key] for key in changed)
    assert any("carried" in older[key] for key in changed)


CHANGES = {
    "a column": "ALTER TABLE predawn.rejected_rows ADD COLUMN more text",
    "a type": "ALTER TABLE predawn.run_chunks ALTER rows TYPE integer",
    "a NOT NULL": "ALTER TABLE predawn.rejected_rows ALTER source DROP NOT NULL",
    "a default": "ALTER TABLE predawn.runs ALTER attempt SET DEFAULT 2",
    "the storage of a column": "ALTER TABLE predawn.models ALTER artifact SET STORAGE EXTENDED",
    "a check": "ALTER TABLE predawn.serving DROP CONSTRAINT serving_singleton_check",
    "a foreign key": "ALTER TABLE predawn.serving DROP CONSTRAINT serving_run_id_fkey",
    "an index": "DROP INDEX predawn.inference_log_by_time",
    "an index of runs": "DROP INDEX predawn.predictions_by_tag",
    "a table": "DROP TABLE predawn.webhook_events",
    "a view": "DROP VIEW analytics.run_tag_counts",
    "the text of a view": "DO $$ BEGIN EXECUTE 'CREATE OR REPLACE VIEW analytics.run_tag_counts AS '"
    " || rtrim(pg_get_viewdef('analytics.run_tag_counts'::regclass), ';') || ' LIMIT 5'; END $$",
    "a function": "ALTER FUNCTION predawn.set_content_hash() SECURITY DEFINER",
    "a trigger": "DROP TRIGGER content_hash_of_new ON predawn.projects",
    "a trigger that sleeps": "ALTER TABLE predawn.projects DISABLE TRIGGER content_hash_of_new",
    "the comment of a view": "COMMENT ON VIEW analytics.runs IS NULL",
    "the comment of a column": "COMMENT ON COLUMN analytics.runs.run_id IS 'The run.'",
    "an owner": "ALTER TABLE predawn.projects OWNER TO predawn_owner",
    "a right to a table": "REVOKE SELECT ON predawn.runs FROM predawn_api",
    "a right too many": "GRANT DELETE ON predawn.runs TO predawn_api",
    "a right to a column": "GRANT UPDATE (title) ON predawn.projects TO predawn_api",
    "a right to a schema": "REVOKE USAGE ON SCHEMA analytics FROM predawn_analyst",
    "a right to a function": "GRANT EXECUTE ON FUNCTION predawn.set_content_hash() TO PUBLIC",
    "the right to grant": "GRANT SELECT ON analytics.runs TO predawn_analyst WITH GRANT OPTION",
}


def test_the_comparison_sees_every_kind_of_difference(any_server: Server) -> None:
    database = any_server.empty()
    upgrade(database)
    engine = database.engine(None, "tests")
    unseen = []
    with engine.begin() as connection:
        whole = read_objects(connection)
        for what, change in CHANGES.items():
            with connection.begin_nested() as point:
                connection.exec_driver_sql(change)
                if read_objects(connection) == whole:
                    unseen.append(what)
                point.rollback()
        assert read_objects(connection) == whole
    engine.dispose()
    any_server.drop(database)
    assert unseen == []
