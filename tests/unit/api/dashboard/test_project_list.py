"""The page of projects: lists that are wholly in their address, links to them, and CSV."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from core.types import Mode
from core.wording import count_of
from store.catalogue import browsing
from store.connect.database import Database
from tests import sql
from tests.conftest import RunNight
from tests.nights_of_outputs import Nights
from tests.serving import Api, serving, settings_for
from tests.unit.api.conftest import Execute, Serve

NEW = "INSERT INTO predawn.projects (project_id, title, description) VALUES ('n', '', '')"
FOLDERS = "INSERT INTO predawn.projects (project_id, title, description) VALUES ('.', '', ''), ('..', '', '')"


def page(api: Api, path: str) -> str:
    answer = api.client.get(f"/dashboard{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def ids(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/dashboard/projects/([^"]+)">', html)


def address(html: str, name: str) -> str:
    (found,) = re.findall(rf'<a href="/dashboard(/projects[^"]*)">{name}', html)
    return found.replace("&amp;", "&")


def found(html: str) -> str:
    shown = re.search(r'id="found" role="status">([^<]*)<', html)
    assert shown
    return shown[1].strip()


def test_all_projects_are_paged_numbers_first_in_their_order(published: Api) -> None:
    path, seen = "/projects", list[str]()
    for _ in range(9):
        html = page(published, path)
        seen += ids(html)
        if ">Next page<" not in html:
            break
        path = address(html, "Next page")
    assert len(seen) == 387
    numbers = [project_id for project_id in seen if project_id.isdigit()]
    assert numbers == sorted(numbers, key=int)
    assert seen[: len(numbers)] == numbers
    assert found(page(published, "/projects")) == "387 projects."


def test_a_list_is_wholly_in_its_address(published: Api) -> None:
    html = page(published, "/projects?tag=computer-vision&min=0.6&sort=-score&known=computer-vision")
    assert 'name="min" type="number" step="any" value="0.6"' in html
    assert re.search(r'<option value="computer-vision" selected>computer-vision \(\d+\)</option>', html)
    assert '<option value="-score" selected>' in html
    following = address(html, "Next page")
    assert re.match(
        r"/projects\?tag=computer-vision&known=computer-vision&min=0.6&sort=-score&after=", following
    )
    scores = [float(score) for score in re.findall(r'<td class="num">([\d.]+)</td>', html)]
    assert scores == sorted(scores)
    assert min(scores) >= 0.6
    assert not set(ids(html)) & set(ids(page(published, following)))


def test_csv_has_what_the_list_shows_and_what_follows(published: Api) -> None:
    html = page(published, "/projects?tag=mlops")
    answer = published.client.get("/dashboard" + address(html, "CSV"))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "projects.csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["project_id"] for row in rows][:50] == ids(html)
    assert {row["predicted_tag"] for row in rows} == {"mlops"}
    assert found(html) == f"{len(rows)} projects."


def test_counts_are_capped_and_say_so(published: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "MAX_COUNTED", 10)
    monkeypatch.setattr("api.dashboard.project_list.MAX_COUNTED", 10)
    html = page(published, "/projects?min=0")
    assert found(html) == "10 projects or more."
    assert "CSV of up to 10<" in html
    of_tag = page(published, "/projects?tag=computer-vision")
    (number,) = re.findall(r"<option value=\"computer-vision\" selected>computer-vision \((\d+)\)", of_tag)
    assert found(of_tag) == f"{number} projects.", "what is counted already is not capped"


def test_csv_of_a_large_catalogue_goes_on_where_a_page_ends(
    published: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> list[str]:
        answer = published.client.get("/dashboard/projects?known=mlops&sort=id&format=csv")
        return sorted(row["project_id"] for row in csv.DictReader(io.StringIO(answer.text)))

    everything = read()
    monkeypatch.setattr(browsing, "MAX_SORTED", 10)
    monkeypatch.setattr(browsing, "WINDOW", 20)
    monkeypatch.setattr(browsing, "WINDOW_SECONDS", 0)
    assert "found so far" in found(page(published, "/projects?known=mlops"))
    assert read() == everything
    monkeypatch.setattr("api.dashboard.project_list.MAX_COUNTED", 7)
    assert len(read()) == 7


def test_states_are_facets(night: RunNight, serve: Serve, execute: Execute) -> None:
    night()
    execute("UPDATE predawn.projects SET title = 'Later' WHERE project_id = '10'")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '12'")
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES ('9999', 'A', 'new')")
    api = serve()
    for show, wanted in (("stale", ["10"]), ("removed", ["12"]), ("new", ["9999"])):
        html = page(api, f"/projects?show={show}")
        assert ids(html) == wanted
        assert found(html) == "1 project."
    assert ">stale<" in page(api, "/projects?show=stale")
    assert found(page(api, "/projects?show=unsure&tag=none-such")) == "0 projects."


def test_a_large_catalogue_says_that_it_is_not_sorted(
    published: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "MAX_SORTED", 10)
    html = page(published, "/projects?known=mlops&sort=score")
    assert '<a href="/dashboard/projects?known=mlops">mlops</a>' in html
    assert "too large to sort these by highest score first: they are in the order of ids" in html
    assert re.fullmatch(r"\d+ projects found so far\.", found(html))


def test_a_large_catalogue_says_that_projects_without_a_score_are_not_sorted_by_it(
    published: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "projects without a prediction, and removed ones, are not in this list"
    assert told not in page(published, "/projects?sort=score")
    monkeypatch.setattr(browsing, "MAX_SORTED", 10)
    assert told in page(published, "/projects?sort=score")
    assert told in page(published, "/projects?sort=-score")
    for query in ("sort=id", "tag=mlops", "min=0.5", "known=mlops&sort=score"):
        assert told not in page(published, f"/projects?{query}")


@pytest.mark.parametrize("query", ["min=x", "show=none", "sort=title"])
def test_an_address_that_is_none_is_refused(published: Api, query: str) -> None:
    answer = published.client.get(f"/dashboard/projects?{query}", headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "The address of this page is invalid." in answer.text


@pytest.mark.parametrize(
    "query", ["after=x&sort=score", "after=a%00b", "tag=a%00b&q=", "min=nan&max=", "show="]
)
def test_odd_addresses_are_answered(published: Api, query: str) -> None:
    assert "Projects" in page(published, f"/projects?{query}")


def test_all_is_a_word_of_titles_and_a_tag_like_any_other(published: Api) -> None:
    html = page(published, "/projects?q=all&max=1&show=all")
    assert ids(html)
    assert address(html, "CSV") == "/projects?q=all&max=1.0&format=csv"


def test_tags_and_items_of_any_length_are_listed(published: Api) -> None:
    longest = "a" * 1000
    assert found(page(published, f"/projects?tag={longest}&known={longest}&item={longest}")) == "0 projects."
    assert "No id starts with this" not in page(published, f"/projects?q={longest}")


def test_projects_have_pages_whose_ids_browsers_take_for_folders(
    serve: Serve, execute: Execute, night: RunNight
) -> None:
    execute(FOLDERS)
    night()
    api = serve()
    html = page(api, "/projects?q=.")
    for name in (".", ".."):
        assert f'<a href="/dashboard/projects/?id={name}">{name}</a>' in html
        shown = page(api, f"/projects/?id={name}")
        assert f"<dt>Id</dt><dd><code>{name}</code></dd>" in shown
        (asked,) = re.findall(r'data-copy="curl [^"]*(/predictions[^"& ]*)', shown)
        (found,) = api.client.get(asked).json()["data"]["predictions"]
        assert found["project_id"] == name


def test_tags_and_cells_lead_to_their_projects(published: Api) -> None:
    overview = page(published, "")
    assert 'href="/dashboard/projects?tag=computer-vision"' in overview
    assert re.search(r'class="legend">.*?<a href="/dashboard/projects\?tag=[\w-]+">', overview, re.DOTALL)
    assert 'href="/dashboard/projects?tag=computer-vision"' in page(published, "/runs/1")
    assert re.search(r'href="/dashboard/projects\?tag=[\w-]+"', page(published, "/projects/4"))
    model = page(published, "/models/1")
    assert 'href="/dashboard/projects?sort=score&amp;known=mlops&amp;tag=mlops"' in model


def test_bars_and_marks_of_charts_lead_where_their_names_do(night: RunNight, serve: Serve) -> None:
    night()
    night(mode=Mode.FULL)
    api = serve()
    overview = page(api, "")
    for tag in re.findall(r'<tr><th scope="row"><a href="/dashboard/projects\?tag=([^"]+)">', overview):
        assert (
            f'<a class="led" href="/dashboard/projects?tag={tag}" tabindex="-1" aria-hidden="true">'
            in overview
        )
    for name in ("runs", "sizes", "tags", "drift"):
        (plot,) = re.findall(rf'<svg class="plot"[^>]*plot-{name}-title.*?</figure>', overview, re.DOTALL)
        picture, table = plot.split("<details>")
        for part in (picture, table):
            assert set(re.findall(r'href="([^"]+)"', part)) <= {"/dashboard/runs/1", "/dashboard/runs/2"}
            assert "/dashboard/runs/2" in part
    (models,) = re.findall(r'<svg class="plot"[^>]*plot-f1-title.*?</figure>', overview, re.DOTALL)
    assert '<g data-href="/dashboard/models/1"><circle' in models


def test_numbers_of_projects_that_left_the_catalogue_are_not_counted(
    migrated_database: Database, tmp_path: Path
) -> None:
    nights = Nights(migrated_database, tmp_path, "Number")
    # The bins between the low numbers and the high ones are empty.
    nights.run({f"p{number:03}": str(number // 20 * 20) for number in range(40)})

    def counts(path: str) -> list[int]:
        return [int(number) for number in re.findall(r"<strong>(\d+)</strong> <span class=", page(api, path))]

    with serving(settings_for(migrated_database)) as api:
        assert counts("") == counts("/runs/1") == [20, 20]
        assert "left the catalogue" not in page(api, "/runs/1")
        leave = "UPDATE predawn.projects SET removed_at = now() WHERE project_id IN ('p001', 'p030', 'p039')"
        sql.administer(migrated_database, leave)
        assert counts("") == [19, 18]
        assert "51.4 %" in page(api, "")
        assert counts("/runs/1") == [20, 20]
        assert "projects that left the catalogue are not listed" in page(api, "/runs/1")
    nights.close()


def test_numbers_and_rankings_are_listed_with_filters_of_their_own(
    migrated_database: Database, tmp_path: Path
) -> None:
    nights = Nights(migrated_database, tmp_path, "Number")
    nights.run({f"p{number:03}": str(number) for number in range(200)})
    with serving(settings_for(migrated_database)) as api:
        html = page(api, "/projects?min=150&max=160")
        assert ids(html) == [f"p{number:03}" for number in range(160, 149, -1)]
        assert "Predicted number" in html
        assert "Number from" in html
        assert "Predicted tag" not in html
        assert "highest number first" in html
        assert found(html) == "11 projects."
        bins = find_bins(page(api, ""))
        assert sum(number for _, number in bins) == 200
        for address_of_bin, number in bins:
            assert found(page(api, address_of_bin)) == f"{number} projects."
        rows = list(
            csv.DictReader(io.StringIO(api.client.get("/dashboard/projects?min=198&format=csv").text))
        )
        assert [row["value"] for row in rows] == ["199.0", "198.0"]
        assert ids(page(api, "/projects?sort=score&min=0.0&max=1e-300")) == ["p000"]
        assert ids(page(api, "/projects?max=1e-50")) == ["p000"]
        assert found(page(api, "/projects?min=1e39")) == "0 projects."
        sql.execute(nights.engine, NEW)
        assert "There is no stored prediction." in page(api, "/projects/n")
        assert "predawn corrections" not in page(api, "/projects/n")
        assert "Reviews are of tags" in page(api, "/reviews")
        assert "Corrections are of tags" in page(api, "/corrections")
        for path in ("/reviews", "/corrections"):
            assert "predawn corrections" not in page(api, path), "it would be refused"
        assert "predawn reviews" not in page(api, "/reviews")
        assert api.client.get("/reviews").json()["data"]["reviews"] == []
    nights.close()


def test_bins_at_zero_and_of_the_largest_numbers_lead_to_their_projects(
    migrated_database: Database, tmp_path: Path
) -> None:
    nights = Nights(migrated_database, tmp_path, "Number")
    numbers = [
        *(f"-{place}.5" for place in range(60)),
        *["0"] * 80,
        *(f"{place}e300" for place in range(1, 61)),
    ]
    nights.run({f"p{place:03}": said for place, said in enumerate(numbers)})
    with serving(settings_for(migrated_database)) as api:
        bins = find_bins(page(api, ""))
        assert sum(number for _, number in bins) == 200
        assert any("max=-5e-324" in address for address, _ in bins), "a bin ends at zero"
        for address, number in bins:
            assert found(page(api, address)) == f"{count_of(number, 'project')}."
    nights.close()


def find_bins(overview: str) -> list[tuple[str, int]]:
    """Return where the bins of numbers lead, and how many projects they count."""
    bins = re.findall(
        r'<a href="/dashboard(/projects\?sort=score[^"]+)">[^<]+</a>.*?<strong>(\d+)</strong>', overview
    )
    return [(address.replace("&amp;", "&"), int(number)) for address, number in bins]


def test_rankings_are_listed_by_item(migrated_database: Database, tmp_path: Path) -> None:
    nights = Nights(migrated_database, tmp_path, "Ranking")
    nights.run({"a": "x y z w", "b": "y", "c": "-"})
    with serving(settings_for(migrated_database)) as api:
        html = page(api, "/projects?item=x")
        assert ids(html) == ["a"]
        assert '<a href="/dashboard/projects?item=y">y</a>, ' in html
        assert "Score from" not in html
        for order in ("sort=score", "sort=-score", "min=nan"):
            assert ids(page(api, f"/projects?{order}")) == ["a", "b", "c"]
        rows = list(csv.DictReader(io.StringIO(api.client.get("/dashboard/projects?format=csv").text)))
        assert [json.loads(row["items"]) for row in rows] == [["x", "y", "z", "w"], ["y"], []]
    nights.close()
