"""Corrections as people enter them: checked, replaced, withdrawn, read from files, and learnt from."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from batch.sources.corrections import parse_corrections
from batch.sources.validation import MAX_TEXT_CHARACTERS
from core.errors import InputError, NotFoundError
from core.types import MAX_TAG_BYTES, Project, Run
from store.catalogue import projects
from store.connect.database import Database
from store.feedback import corrections
from store.feedback.corrections import Correction, CorrectionState, Labels
from store.models import registry
from store.runs import labels as run_labels
from store.runs.ledger import find_run
from tests.conftest import RunNight
from tests.e2e.command_line import CommandLine
from tests.nights_of_outputs import Nights
from tests.serving import Api
from tests.sql import administer
from tests.unit.api.conftest import Execute
from tests.unit.api.routes.predictions.test_changes import follow, now
from tests.waiting import in_time, wait_until

SINGLE = Labels(lists=False, known=frozenset())
LISTS = Labels(lists=True, known=frozenset())
CHANGE = "UPDATE predawn.projects SET title = 'Graph neural networks' WHERE project_id = '4'"

Correct = Callable[..., bool]


@pytest.fixture
def correct(engine: Engine) -> Correct:
    """Enter a correction in a transaction of its own."""

    def enter(project_id: str, *tags: str, labels: Labels = SINGLE, **others: Any) -> bool:
        with engine.begin() as connection:
            return corrections.enter(
                connection, Correction(project_id, tags, **others), labels, actor="tests"
            )

    return enter


def find(connection: Connection, project_id: str) -> Project:
    found = projects.find_project(connection, project_id)
    assert found is not None
    return found


def test_a_correction_is_in_force_until_it_is_replaced_or_withdrawn(correct: Correct, engine: Engine) -> None:
    assert correct("4", "mlops", reason="seen")
    assert not correct("4", "mlops", reason="seen")
    assert correct("4", "computer-vision")
    with engine.begin() as connection:
        corrections.withdraw(connection, "4", actor="tests")
    with engine.connect() as connection:
        found = corrections.list_corrections(connection, list(CorrectionState), 10)
        assert [(entry.tags, entry.state, entry.reason) for entry in found] == [
            (["computer-vision"], CorrectionState.WITHDRAWN, None),
            (["mlops"], CorrectionState.REPLACED, "seen"),
        ]
        assert {entry.ended_by for entry in found} == {"tests"}
        with pytest.raises(NotFoundError, match="no correction to withdraw"):
            corrections.withdraw(connection, "4", actor="tests")


def test_a_correction_belongs_to_the_text_that_a_person_saw(
    correct: Correct, engine: Engine, execute: Execute
) -> None:
    with engine.connect() as connection:
        seen = bytes(find(connection, "4").content_hash)
    assert correct("4", "mlops", content_hash=seen)
    execute(CHANGE)
    with pytest.raises(InputError, match="has changed since it was reviewed"):
        correct("4", "mlops", content_hash=seen)
    with engine.connect() as connection:
        (entry,) = corrections.list_corrections(connection, list(CorrectionState), 10)
    assert entry.state is CorrectionState.EXPIRED


@pytest.mark.parametrize(
    ("tags", "labels", "words"),
    [
        (("a", "b"), SINGLE, "names 2 tags"),
        ((), SINGLE, "names 0 tags"),
        (("a", "a"), LISTS, "a tag twice"),
        (("",), SINGLE, "is no tag"),
        ((" a",), SINGLE, "is no tag"),
        (("a\x00",), SINGLE, "is no tag"),
        (("\ud800",), SINGLE, "is no tag"),
        (("a\nb",), SINGLE, "control character"),
        (("bell\a",), SINGLE, "control character"),
        (("a", "\u202egnirts"), LISTS, "turns the direction of text"),
        (("é" * (MAX_TAG_BYTES // 2 + 1),), SINGLE, "has 1,002 bytes; the limit is 1,000"),
        (("a", "other"), LISTS, "no tag at all"),
    ],
)
def test_tags_that_cannot_be_are_refused(
    correct: Correct, tags: tuple[str, ...], labels: Labels, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        correct("4", *tags, labels=labels)


@pytest.mark.parametrize("tag", ["é" * (MAX_TAG_BYTES // 2), "C++ & co.", "👩\u200d💻", "שלום\u200f"])
def test_tags_of_any_language_are_taken(correct: Correct, tag: str) -> None:
    assert correct("4", tag)


def test_a_project_that_is_not_in_the_catalogue_is_not_corrected(correct: Correct, execute: Execute) -> None:
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'")
    for project_id in ("6", "nope"):
        with pytest.raises(NotFoundError, match="no project"):
            correct(project_id, "mlops")
    with pytest.raises(InputError, match="not text that can be stored"):
        correct("a\x00", "mlops")


@pytest.mark.parametrize("kept", ["hash", "nothing"])
def test_a_request_whose_text_was_not_logged_is_not_corrected(
    first_run: Run, serve: Any, correct: Correct, execute: Execute, kept: str
) -> None:
    api = serve(inference_log=kept)
    assert (
        api.client.post("/predict", json={"texts": [{"description": "A text of nobody"}]}).status_code == 200
    )
    wait_until(lambda: api.state.log.written == 1)
    with pytest.raises(InputError, match=r"The log keeps no text of 'inference-1'.*PREDAWN_INFERENCE_LOG"):
        correct("inference-1", "mlops")
    assert execute("SELECT count(*) FROM predawn.corrections") == [(0,)]


LOG = (
    "INSERT INTO predawn.inference_log"
    " (title, description, content_hash, model_version, source, latency_seconds)"
    " VALUES (:title, :description, sha256('a text'), 1, 'model', 0)"
)


@contextmanager
def while_somebody_waits(connection: Connection, work: Callable[[], object]) -> Iterator[None]:
    """Let work begin in another transaction, and yield once it waits for that of a connection."""
    query = text(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
    )
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        wait_until(lambda: done.done() or connection.scalar(query))
        yield
        in_time(done.result)


def states(engine: Engine) -> list[tuple[list[str], CorrectionState]]:
    with engine.connect() as connection:
        found = corrections.list_corrections(connection, list(CorrectionState), 10)
    return [(entry.tags, entry.state) for entry in found]


def test_two_people_who_correct_one_logged_text_wait_for_each_other(
    database: Database, correct: Correct, engine: Engine
) -> None:
    administer(database, LOG, title="", description="Graphs")
    with engine.connect() as connection, connection.begin() as first:
        corrections.enter(connection, Correction("inference-1", ("mlops",)), SINGLE, actor="first")
        with while_somebody_waits(connection, lambda: correct("inference-1", "graphs")):
            first.commit()
    assert states(engine) == [
        (["graphs"], CorrectionState.IN_FORCE),
        (["mlops"], CorrectionState.REPLACED),
    ]


def test_one_who_withdraws_and_one_who_corrects_wait_for_each_other(correct: Correct, engine: Engine) -> None:
    correct("4", "mlops")
    with engine.connect() as connection, connection.begin() as first:
        corrections.withdraw(connection, "4", actor="first")
        with while_somebody_waits(connection, lambda: correct("4", "graphs")):
            first.commit()
    assert states(engine) == [
        (["graphs"], CorrectionState.IN_FORCE),
        (["mlops"], CorrectionState.WITHDRAWN),
    ]


def test_two_files_are_entered_one_after_the_other(correct: Correct, engine: Engine) -> None:
    def enter_file() -> None:
        wanted = [Correction(name, ("graphs",)) for name in ("6", "4", "10")]
        with engine.begin() as connection:
            assert corrections.enter_all(connection, wanted, SINGLE, actor="second") == [True] * 3

    with engine.connect() as connection, connection.begin() as first:
        corrections.enter(connection, Correction("10", ("mlops",)), SINGLE, actor="first")
        # It waits for the first one in the order of the ids, and holds none of the others.
        with while_somebody_waits(connection, enter_file):
            corrections.enter(connection, Correction("6", ("mlops",)), SINGLE, actor="first")
            first.commit()
    assert states(engine)[:3] == [(["graphs"], CorrectionState.IN_FORCE)] * 3


def test_many_corrections_take_as_many_statements_as_two(engine: Engine) -> None:
    sent: list[str] = []
    counts = []
    with engine.begin() as connection:
        names = connection.scalars(text("SELECT project_id FROM predawn.projects")).all()
        event.listen(connection, "before_cursor_execute", lambda *given: sent.append(given[2]))
        for number in (2, 150):
            wanted = [Correction(name, ("mlops",), "seen") for name in (*names[:number], "nope")]
            *outcomes, refused = corrections.enter_all(connection, wanted, SINGLE, actor="tests")
            assert outcomes == [number == 2 or name not in names[:2] for name in names[:number]]
            assert isinstance(refused, NotFoundError)
            counts.append(len(sent))
            sent.clear()
    assert counts[0] == counts[1]


def learnt_from_the_log(engine: Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        rows = projects.read_labelled(connection).to_pylist()
    return [
        (row["title"], row["description"], row["tag"])
        for row in rows
        if row["project_id"].startswith("inference-")
    ]


@pytest.mark.parametrize(("title", "description"), [("Graphs", None), (None, "Graphs")])
def test_a_logged_title_or_description_alone_is_learnt_from(
    database: Database, correct: Correct, engine: Engine, title: str | None, description: str | None
) -> None:
    administer(database, LOG, title=title, description=description)
    assert correct("inference-1", "mlops")
    assert learnt_from_the_log(engine) == [(title or "", description or "", "mlops")]


def test_training_leaves_out_corrected_requests_without_a_logged_text(
    database: Database, correct: Correct, engine: Engine
) -> None:
    administer(database, LOG, title="", description="Graphs")
    assert correct("inference-1", "mlops")
    administer(database, "UPDATE predawn.inference_log SET title = NULL, description = NULL")
    assert learnt_from_the_log(engine) == []


def test_training_and_figures_take_corrections_for_labels(
    correct: Correct, engine: Engine, night: RunNight, execute: Execute
) -> None:
    execute("UPDATE predawn.projects SET tag = NULL WHERE project_id = '6'")
    execute("DELETE FROM predawn.model_examples WHERE project_id IN ('4', '6')")
    whole = night()
    correct("4", "mlops")
    correct("6", "corrected")
    execute("UPDATE predawn.projects SET title = title || ' again' WHERE project_id = '10'")
    delta = night()
    assert delta.whole_run == whole.run_id
    with engine.begin() as connection:
        table = projects.read_labelled(connection)
        found = dict(zip(table["project_id"].to_pylist(), table["tag"].to_pylist(), strict=True))
        assert (found["4"], found["6"]) == ("mlops", "corrected")
        assert projects.summarise(connection)["labelled"] == len(found)
        model = registry.find_model(connection, 1)
        for run in (delta, whole):
            counted = run_labels.count(connection, find_run(connection, run.run_id), model).labels
            assert [label.items for label in counted if label.known_tag == "corrected"] == [1]
            assert sum(label.items for label in counted if label.known_tag == "mlops") == 1
    execute(CHANGE)
    with engine.begin() as connection:
        assert find(connection, "4").tag == _tag_of_source(connection, "4")
        table = projects.read_labelled(connection)
        found = dict(zip(table["project_id"].to_pylist(), table["tag"].to_pylist(), strict=True))
        assert found["4"] == _tag_of_source(connection, "4")


def test_figures_of_a_base_that_counted_a_correction_follow_its_withdrawal(
    correct: Correct, engine: Engine, night: RunNight, execute: Execute
) -> None:
    execute("UPDATE predawn.projects SET tag = NULL WHERE project_id = '6'")
    execute("DELETE FROM predawn.model_examples WHERE project_id = '6'")
    correct("6", "corrected")
    whole = night()
    with engine.begin() as connection:
        corrections.withdraw(connection, "6", actor="tests")
    execute("UPDATE predawn.projects SET title = title || ' again' WHERE project_id = '10'")
    delta = night()
    assert delta.whole_run == whole.run_id
    with engine.begin() as connection:
        model = registry.find_model(connection, 1)
        for run in (delta, whole):
            counted = run_labels.count(connection, find_run(connection, run.run_id), model).labels
            assert "corrected" not in {label.known_tag for label in counted if label.items}


def _tag_of_source(connection: Connection, project_id: str) -> str | None:
    query = text("SELECT tag FROM predawn.projects WHERE project_id = :id")
    tag: str | None = connection.scalar(query, {"id": project_id})
    return tag


def test_lists_are_labels_of_multi_label_models(correct: Correct, engine: Engine) -> None:
    correct("4", "mlops", "graphs", labels=LISTS)
    correct("6", labels=LISTS)
    with engine.connect() as connection:
        table = projects.read_labelled(connection)
        found = {row["project_id"]: row for row in table.select(["project_id", "tag", "tags"]).to_pylist()}
    assert found["4"] == {"project_id": "4", "tag": None, "tags": ["mlops", "graphs"]}
    assert found["6"] == {"project_id": "6", "tag": None, "tags": []}


def test_what_one_transaction_does_is_one_change(first_run: Run, serve: Any, engine: Engine) -> None:
    api: Api = serve()
    cursor = now(api)
    before = api.client.get("/predictions/4").json()["data"]["predicted_tag"]
    with engine.begin() as connection:
        for tag in ("first", "second"):
            corrections.enter(connection, Correction("4", (tag,)), SINGLE, actor="tests")
    (change,), cursor = follow(api, cursor)
    assert (change["kind"], change["from_tag"], change["to_tag"], change["score"]) == (
        "correction", before, "second", 1.0,
    )  # fmt: skip
    with engine.begin() as connection:
        corrections.withdraw(connection, "4", actor="tests")
        corrections.enter(connection, Correction("4", ("second",)), SINGLE, actor="tests")
    assert follow(api, cursor)[0] == []


@pytest.mark.parametrize("output", ["number", "ranking"])
def test_no_tag_is_entered_where_the_model_in_service_predicts_none(
    migrated_database: Database, tmp_path: Path, output: str
) -> None:
    nights = Nights(migrated_database, tmp_path, output.title())
    nights.run({"a": "1", "b": "2"})
    predawn = CommandLine(tmp_path).with_settings(database_url=migrated_database.url)
    (tmp_path / "rows.csv").write_text("project_id,tag\na,mlops\n")
    words = f"Corrections are of tags, and the model in service predicts {output}s."
    for command in (("set", "a", "mlops"), ("set", "a", "--none"), ("import", "rows.csv")):
        assert words in predawn.refuse(2, "corrections", *command)
    assert json.loads(predawn.succeed("corrections", "list", "--json")) == []
    nights.close()


ROWS = """project_id,title,tag,reason,content_hash
4,Graphs,mlops,,
6,Trees,,unsure,
10,"A, b", computer-vision ,seen,
nope,Nothing,mlops,,
4,Graphs,computer-vision,,
100,Hash,mlops,,xyz
,Empty,mlops,,
"""


def test_a_tag_of_the_run_in_service_is_not_called_unknown(
    migrated_database: Database, tmp_path: Path
) -> None:
    nights = Nights(migrated_database, tmp_path, "Tag")
    nights.run({"a": "no", "b": "a longer text"})
    with nights.engine.begin() as connection:
        connection.execute(text("""UPDATE predawn.models SET metrics = '{"per_tag": {"long": {}}}'"""))
        labels = corrections.read_labels(connection)
    assert labels.find_unknown(["long", "short", "lang"]) == ["lang"]
    nights.close()


def test_a_file_is_read_row_by_row(first_run: Run, database: Database, tmp_path: Path) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    (tmp_path / "rows.csv").write_text(ROWS)
    done = predawn.run("corrections", "import", "rows.csv", "--json")
    assert done.code == 2, done
    imported = json.loads(done.out)
    assert (imported["entered"], imported["unchanged"], imported["blank"]) == (2, 0, 1)
    assert {row["row"]: row["reason"].split(".")[0] for row in imported["refused"]} == {
        4: "The catalogue has no project 'nope'",
        5: "Row 1 is about the same project",
        6: "It cannot be read: content_hash is not one of 64 hexadecimal digits, as exports have it",
        7: "It has no project_id",
    }
    listed = json.loads(predawn.succeed("corrections", "list", "--json"))
    assert [(row["project_id"], row["tags"], row["reason"], row["state"]) for row in listed] == [
        ("4", ["mlops"], None, "in_force"),
        ("10", ["computer-vision"], "seen", "in_force"),
    ]
    assert "2 corrections entered" not in predawn.refuse(2, "corrections", "import", "rows.csv")


def test_an_import_of_many_corrections_shows_progress(
    engine: Engine, database: Database, execute: Execute, tmp_path: Path
) -> None:
    execute(
        "INSERT INTO predawn.projects (project_id, title, description, content_hash)"
        " SELECT 'n' || n, 'Graphs', '', '' FROM generate_series(1, 6000) AS n"
    )
    (tmp_path / "rows.csv").write_text("id,tag\n" + "".join(f"n{n},mlops\n" for n in range(1, 6001)))
    done = (
        CommandLine(tmp_path)
        .with_settings(database_url=database.url)
        .run("corrections", "import", "rows.csv")
    )
    assert "5,000 of 6,000 corrections entered" in done.err
    assert "6,000 corrections entered, 0 in place already" in done.out


def test_the_commands_correct_and_withdraw(first_run: Run, database: Database, tmp_path: Path) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    done = predawn.run("corrections", "set", "4", "mlopz", "--reason", "I looked")
    assert (done.code, done.out) == (0, "Project '4' is corrected to mlopz.\n")
    assert "The model in service is not known to say 'mlopz'" in done.err
    assert "has this correction already" in predawn.succeed(
        "corrections", "set", "4", "mlopz", "--reason", "I looked"
    )
    assert "corrected to other" in predawn.succeed("corrections", "set", "6", "--none")
    assert "corrected to" in predawn.succeed("catalogue", "show", "4")
    table = predawn.succeed("corrections", "list")
    assert "in force" in table
    assert "I looked" in table
    assert "1 correction withdrawn" in predawn.succeed("corrections", "withdraw", "4")
    assert "I looked" not in predawn.succeed("corrections", "list")
    assert "withdrawn" in predawn.succeed("corrections", "list", "--all")
    assert "--none" in predawn.refuse(2, "corrections", "set", "4")
    assert "no correction" in predawn.refuse(2, "corrections", "withdraw", "4")
    assert "Cannot read" in predawn.refuse(2, "corrections", "import", "nothing.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_may_have_written_the_file(separator: str) -> None:
    file = io.StringIO()
    rows = csv.writer(file, delimiter=separator)
    rows.writerows([["id", "tag", "reason"], ["4", "a|b", "'=1+1"], ["6", "[]", ""], ["7", "", ""]])
    found = parse_corrections(file.getvalue(), "rows.csv", lists=True)
    assert [(row.project_id, row.tags, row.reason) for row in found] == [
        ("4", ("a", "b"), "=1+1"), ("6", (), None), ("7", None, None),
    ]  # fmt: skip


def test_lines_of_json_are_read() -> None:
    lines = '{"project_id": "4", "tags": ["a", "b"]}\n\n{"project_id": "6", "tag": "a", "more": 1}\n'
    found = parse_corrections(lines, "rows.ndjson", lists=True)
    assert [(row.number, row.project_id, row.tags) for row in found] == [
        (1, "4", ("a", "b")),
        (3, "6", ("a",)),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("title,reason\nx,y\n", "has the columns title, reason"),
        ("", "has the columns none"),
        ("project_id,tag,title,tag\n4,mlops,x,\n", "more than one column `tag`"),
        ('{"project_id": "4"\n', "line 1 is no JSON"),
        ("{}\n[]\n", "line 2 is no JSON object"),
        ('project_id,tag\n4,"a\n', "near line"),
    ],
)
def test_a_file_that_is_none_is_refused(content: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_corrections(content, "rows", lists=False)


@pytest.mark.parametrize(
    "content",
    [
        "project_id,tags,tag\n6,b|a,\n4,a|b,c\n",
        '{"project_id": "6", "tags": ["b"], "tag": null}\n{"project_id": "4", "tags": ["a"], "tag": "c"}\n',
        '{"project_id": "6", "tags": ["b"]}\n{"project_id": "4", "tags": [], "tag": "c"}\n',
    ],
)
def test_a_file_with_both_tag_and_tags_in_a_row_is_refused(content: str) -> None:
    with pytest.raises(InputError, match="rows: row 2 has both `tag` and `tags`"):
        parse_corrections(content, "rows", lists=True)


def test_of_tag_and_tags_the_filled_one_is_taken() -> None:
    rows = parse_corrections("project_id,tags,tag\n4,a|b,\n6, ,c\n7,,\n", "rows.csv", lists=True)
    assert [row.tags for row in rows] == [("a", "b"), ("c",), None]
    lines = '{"project_id": "4", "tags": null, "tag": "c"}\n{"project_id": "6", "tags": ["a"], "tag": ""}\n'
    assert [row.tags for row in parse_corrections(lines, "rows", lists=True)] == [("c",), ("a",)]


def test_a_description_as_long_as_the_catalogue_takes_is_read() -> None:
    limit = csv.field_size_limit()
    long = "x" * MAX_TEXT_CHARACTERS
    (row,) = parse_corrections(f"project_id,description,tag\n4,{long},a\n", "rows.csv", lists=False)
    assert row.tags == ("a",)
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ('"tag": true', "its tag is not a text"),
        ('"tag": 5', "its tag is not a text"),
        ('"tag": {"a": 1}', "its tag is not a text"),
        ('"tags": false', "its tag is not a text"),
        ('"tags": ["a", 1]', "its list of tags has something else than texts"),
        ('"tags": [null]', "its list of tags has something else than texts"),
        ('"tag": "a", "reason": ["b"]', "its reason is not a text"),
        ('"tag": "a", "content_hash": 1', "its content_hash is not a text"),
        ('"tag": "a", "project_id": true', "its project_id is not a text"),
        ('"tag": "a", "project_id": {}', "its project_id is not a text"),
    ],
)
@pytest.mark.parametrize("lists", [False, True])
def test_a_value_of_json_that_is_no_text_is_refused(fields: str, words: str, *, lists: bool) -> None:
    (row,) = parse_corrections(f'{{"project_id": "4", {fields}}}\n', "rows", lists=lists)
    assert (row.tags, row.error) == (None, f"It cannot be read: {words}.")


def test_an_id_in_json_may_be_a_whole_number_as_in_a_catalogue() -> None:
    (row,) = parse_corrections('{"project_id": 27, "tag": "a"}\n', "rows", lists=False)
    assert (row.project_id, row.tags, row.error) == ("27", ("a",), None)


def test_a_row_with_a_value_too_many_is_not_taken_for_one_with_both_tag_and_tags() -> None:
    first, second = parse_corrections("id,title,tag,tags\n4,A, b,c,\n6,Trees,,a\n", "rows.csv", lists=True)
    assert (first.error, second.tags) == ("It has more values than columns.", ("a",))
