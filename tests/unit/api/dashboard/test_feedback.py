"""The pages of reviews and corrections: lists in their addresses, links to projects, commands to copy."""

import html
import math
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.dashboard.decisions import corrections as decisions
from api.dashboard.feedback import corrections as corrections_page
from api.dashboard.feedback import reviews as reviews_page
from store.connect.database import Database
from store.feedback.corrections import Correction, enter, read_labels, withdraw
from tests import sql
from tests.conftest import RunNight
from tests.nights_of_outputs import Nights
from tests.serving import Api, serving, settings_for
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until


def page(api: Api, path: str) -> str:
    answer = api.client.get(f"/dashboard{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def ids(shown: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/dashboard/projects/([^"]+)">', shown)


def commands(shown: str) -> list[str]:
    return [html.unescape(line) for line in re.findall(r'data-copy="([^"]+)"', shown)]


def address(shown: str, name: str) -> str:
    (found,) = re.findall(rf'<a href="/dashboard([^"]*)">{name}</a>', shown)
    return html.unescape(found)


def correct(engine: Engine, *entries: tuple[str, str]) -> None:
    with engine.begin() as connection:
        labels = read_labels(connection)
        for project_id, tag in entries:
            enter(connection, Correction(project_id, (tag,), "looked at it"), labels, actor="ann")


def test_reviews_are_listed_as_the_api_has_them(published: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews_page, "PAGE_SIZE", 40)
    reviews = published.client.get("/reviews?limit=80").json()["data"]["reviews"]
    first = page(published, "/reviews")
    assert 'href="/dashboard/reviews" aria-current="page"' in first
    second = page(published, address(first, "Next page"))
    wanted = [review["project_id"] for review in reviews]
    assert [*ids(first), *ids(second)] == wanted
    assert ids(page(published, address(second, "First page"))) == wanted[:40]


def test_reviews_of_one_cause_are_all_of_it(published: Api) -> None:
    shown = page(published, "/reviews?why=near_tie")
    assert '<option value="near_tie" selected>' in shown
    causes = set(re.findall(r'<td class="text">(the model contradicts[^<]+|margin of [^<]+)</td>', shown))
    margins = [
        float(re.findall(r"margin of ([\d.]+) between the two best tags", cause)[0]) for cause in causes
    ]
    assert len(margins) > 10, "each says its own"
    doubtful = int(re.findall(r"(\d+) projects to look at: small margin", shown)[0])
    assert 0 < doubtful < 387, "a project whose margin is large is not said to be doubtful"
    assert re.search(r"After these, \d+ more are listed whose margin is above 0.5", shown)
    assert "/dashboard/reviews?why=near_tie&amp;after=" in shown
    assert "Nothing to review." in page(published, "/reviews?why=unknown_ground")


@pytest.mark.parametrize("after", ["x", "~4", "12345678901234567890~4", "0~"])
def test_a_position_that_is_none_is_answered(published: Api, after: str) -> None:
    assert "Reviews" in page(published, f"/reviews?after={after}")


def test_few_reviews_are_read_and_the_page_says_so(published: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews_page, "MAX_LISTED", 5)
    shown = page(published, "/reviews?why=known_tag")
    assert "5 or more projects to look at" in shown
    assert "The first 5: decide some of them, or export them all." in shown


def test_a_decided_review_is_gone_and_its_correction_listed(
    night: RunNight, serve: Serve, engine: Engine, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews_page, "KEPT_SECONDS", math.inf)
    night()
    api = serve()
    (first, *_) = ids(page(api, "/reviews"))
    lines = [line for line in commands(page(api, "/reviews")) if shlex.split(line)[5:6] == [first]]
    assert lines, "the row has a button for each likely tag"
    words = shlex.split(lines[0])
    assert words[:5] == ["predawn", "corrections", "set", "--reason", "reviewed"]
    correct(engine, (first, words[6]))
    wait_until(lambda: first not in ids(page(api, "/reviews")))
    shown = page(api, "/corrections")
    assert ids(shown) == [first]
    assert "in force" in shown
    assert "looked at it" in shown
    assert f"predawn corrections withdraw {first}" in commands(shown)
    execute("UPDATE predawn.projects SET title = 'Another text' WHERE project_id = :id", id=first)
    expired = page(api, "/corrections?state=expired")
    assert ids(expired) == [first]
    again = f"predawn corrections set --reason reviewed {first} {words[6]}"
    assert again in commands(expired)
    own = page(api, f"/projects/{first}")
    assert any(
        line.startswith(f"predawn corrections set --reason reviewed {first}") for line in commands(own)
    )
    with engine.begin() as connection:
        withdraw(connection, first, actor="ben")
    assert ids(page(api, "/corrections")) == []
    assert "by ben" in page(api, "/corrections?state=withdrawn")


def test_buttons_name_a_tag_with_a_bar_as_one(night: RunNight, serve: Serve, execute: Execute) -> None:
    night()
    execute("UPDATE predawn.projects SET tag = 'a|b' WHERE project_id = '10'")
    assert "predawn corrections set --reason reviewed 10 'a|b'" in commands(page(serve(), "/reviews"))


def test_buttons_name_each_tag_of_several(migrated_database: Database, tmp_path: Path) -> None:
    nights = Nights(migrated_database, tmp_path, "Tags")
    nights.run({"p": "x y", "q": "z"})
    sql.execute(nights.engine, "UPDATE predawn.projects SET tags = '{a|b,c}' WHERE project_id = 'p'")
    nights.close()
    with serving(settings_for(migrated_database)) as api:
        shown = page(api, "/reviews")
    assert "predawn corrections set --reason reviewed p 'a|b' c" in commands(shown)
    assert "<td>a|b, c</td>" in shown


def test_corrections_are_paged_and_filtered_in_the_address(
    night: RunNight, serve: Serve, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    night()
    monkeypatch.setattr(corrections_page, "PAGE_SIZE", 2)
    correct(
        engine, ("4", "mlops"), ("6", "mlops"), ("10", "computer-vision"), ("12", "mlops"), ("4", "other")
    )
    api = serve()
    first = page(api, "/corrections?state=all&tag=mlops")
    assert ids(first) == ["12", "6"]
    assert address(first, "Older").startswith("/corrections?state=all&tag=mlops&before=")
    assert ids(page(api, address(first, "Older"))) == ["4"]
    assert ids(page(api, "/corrections?tag=mlops")) == ["12", "6"]
    assert ids(page(api, "/corrections?state=all&project=4")) == ["4", "4"]
    assert ids(page(api, "/corrections?state=no-such&tag=other")) == ["4"]
    assert "No corrections match." in page(api, "/corrections?tag=a%00b")
    assert address(page(api, "/corrections?tag=mlops&state=all"), "Older").startswith(
        "/corrections?state=all"
    )
    assert "No corrections match." in page(api, f"/corrections?tag={'a' * 1000}&project={'b' * 512}")
    corrected = page(api, "/projects/6")
    assert "predawn corrections withdraw 6" in commands(corrected)
    assert 'href="/dashboard/corrections?state=all&amp;project=6"' in corrected


def test_a_tag_that_is_called_like_a_state_stays_in_the_address() -> None:
    query = corrections_page.CorrectionQuery(tag="open", state="all")
    assert query.address(before=3) == "state=all&tag=open&before=3"


def test_commands_hold_any_id_and_no_tag_at_all() -> None:
    line = decisions.choose("-f; rm *", ["a b"]).line
    assert shlex.split(line) == [
        "predawn", "corrections", "set", "--reason", "reviewed", "--", "-f; rm *", "a b"
    ]  # fmt: skip
    for none in ([], ["other"]):
        assert shlex.split(decisions.choose("4", none).line)[-2:] == ["--none", "4"]
        assert decisions.choose("4", none).name == "other"
    assert shlex.split(decisions.withdraw("4").line) == ["predawn", "corrections", "withdraw", "4"]


@pytest.mark.parametrize("odd", ["two words", "-4", "it's\x1b[2J\u202e4\\", "a\nb", "\t\u2066é"])
def test_commands_name_any_project_without_control_characters(odd: str) -> None:
    line = decisions.choose(odd, [odd]).line
    assert not set(line) & set("\x1b\u202e\n\t\u2066")
    shell = ["bash", "-c", f"printf '%s\\0' {line}"]
    read = subprocess.run(shell, capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"}).stdout
    *_, project_id, tag, end = read.decode().split("\0")
    assert (project_id, tag, end) == (odd, odd, "")
