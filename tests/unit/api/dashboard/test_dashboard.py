"""The pages of the dashboard: what is sent with each, who may see it, and what is shown for errors."""

import asyncio
import html
import json
import re
import shlex
import struct
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest

from api.access.sign_in_limit import SignInLimit
from api.access.signing import Purpose, Signer
from api.dashboard.assets import assets
from api.dashboard.decisions import commands
from api.dashboard.page import _environment
from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.sync import sync_alone
from core.types import Run
from store import api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from tests import sql, tag_sets
from tests.conftest import RunNight
from tests.serving import NO_CERTIFICATES, Api, serving, settings_for
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import TIMEOUT_SECONDS, wait_until

PAGES = (
    "",
    "/",
    "/runs",
    "/runs/1",
    "/runs/1/compare?base=1",
    "/canary",
    "/projects",
    "/projects?q=a",
    "/projects?q=image",
    "/projects/4",
    "/projects/4?tag=mlops",
    "/try",
    "/models",
    "/models/1",
    "/models/1/catalogue?against=1",
    "/live",
)
SCOPES = {
    KeyScope.INSPECT: ("", "/runs", "/runs/1", "/canary", "/models", "/models/1", "/live", "/nothing"),
    KeyScope.LOOKUP: ("/projects", "/projects/4"),
    KeyScope.PREDICT: ("/try",),
}
HTML = {"Accept": "text/html"}

MakeKey = Callable[..., str]


def test_pages_lead_to_the_documentation_of_the_api(published: Api, serve: Serve) -> None:
    address = '<a href="/dashboard/docs">HTTP API</a>'
    assert address in page(published, "/runs").text
    assert page(published, "/docs").status_code == 200
    assert address not in page(serve(production=True), "/runs").text


def test_the_page_of_a_project_has_the_request_for_it(published: Api, execute: Execute, serve: Serve) -> None:
    base = str(published.client.base_url).rstrip("/")
    shown = html.unescape(page(published, "/projects/4").text)
    assert f'data-copy="curl {base}/predictions/4"' in shown
    scored = re.findall(
        r"; scored <time[^>]*>[^<]*</time>(?:, and reused since, because the text is the same)?\.", shown
    )
    assert len(scored) == 1
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES ('a/b c', 'A', 'of it')")
    api = serve()
    (line,) = re.findall(r'data-copy="(curl [^"]*)"', html.unescape(page(api, "/projects/a%2Fb%20c").text))
    (address,) = shlex.split(line)[1:]
    answer = httpx.get(address, timeout=TIMEOUT_SECONDS)
    assert (answer.status_code, '"project_id":"a/b c"' in answer.text) == (200, True)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (
            "now() - interval '1 hour'",
            "Run 1 was last checked 1 hour ago, longer ago than PREDAWN_STALE_AFTER",
        ),
        ("now() - interval '50 hours'", "Run 1 was last checked 2 days ago, longer ago than"),
        ("NULL", "Run 1 was never checked. All its answers count as stale"),
    ],
)
def test_the_page_of_a_project_says_how_long_ago_its_run_was_checked(
    first_run: Run, serve: Serve, execute: Execute, when: str, said: str
) -> None:
    execute(sql.checked_at(when))
    assert said in page(serve(stale_after=timedelta(minutes=30)), "/projects/4").text


def test_scores_are_written_alike_on_the_page_of_a_project_and_in_lists(
    serve: Serve, night: RunNight, execute: Execute
) -> None:
    night()
    execute(
        "UPDATE predawn.predictions SET score = 0.99991, scores = '{0.99991,0.00009}', tags = tags[1:2]"
        " WHERE project_id = '4'"
    )
    api = serve()
    row = re.search(r">4</a></th>.*?</tr>", page(api, "/projects?q=4").text, re.DOTALL)
    assert row is not None
    assert "0.999" in row[0]
    stored = re.search(r'id="c-tags">Stored.*?</table>', page(api, "/projects/4").text, re.DOTALL)
    assert stored is not None
    assert "0.999" in stored[0]
    assert "1.000" not in stored[0]


@pytest.fixture
def make_key(database: Database) -> Iterator[MakeKey]:
    owner = database.engine(Role.OWNER, "tests of pages")

    def make(name: str, *scopes: KeyScope) -> str:
        with owner.begin() as connection:
            return api_keys.create(connection, name, scopes or list(KeyScope))

    yield make
    owner.dispose()


def page(api: Api, path: str, key: str | None = None) -> httpx.Response:
    sent = {} if key is None else {"X-API-Key": key}
    return api.client.get(f"/dashboard{path}", headers={**HTML, **sent})


def send(api: Api, path: str, form: dict[str, str], **headers: str) -> httpx.Response:
    own = {"Origin": str(api.client.base_url).rstrip("/"), **headers}
    return api.client.post(f"/dashboard{path}", data=form, headers=own)


@pytest.mark.parametrize("path", PAGES)
def test_pages_allow_themselves_nothing_but_this_server(published: Api, path: str) -> None:
    answer = page(published, path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert not re.search(r"<[^>]+\s(style|on\w+)=", answer.text), "what the policy would not allow"
    assert not re.search(r'(?:src|href|action)="(?!/dashboard|#)', answer.text), "an address elsewhere"


def test_files_change_their_address_with_their_content(published: Api) -> None:
    texts = "".join(page(published, path).text for path in ("", "/docs", "/redoc"))
    named = set(re.findall(r"/dashboard/static/\w+/[\w.-]+", texts))
    assert {name.rpartition("/")[2] for name in named} == set(assets())
    for address in named:
        answer = published.client.get(address)
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        stale = re.sub(r"/\w{12}/", "/000000000000/", address)
        assert published.client.get(stale).status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/nothing", 404, "The dashboard has no page"),
        ("/runs/99", 404, "There is no run 99. The newest are: 1."),
        ("/runs/none", 422, "The address of this page is invalid."),
        ("/runs/1/compare?base=7", 404, "There is no run 7."),
        ("/models/99", 404, "There is no model 99."),
        ("/models/1/catalogue?against=99", 404, "There is no model 99."),
        ("/projects/never", 404, "The catalogue has no project"),
        ("/projects/a%0Ab", 404, "The catalogue has no project"),
        ("/projects/a%00b", 404, "The catalogue has no project"),
        ("/static/0/none.js", 404, "There is no such file."),
    ],
)
def test_errors_are_pages_too(published: Api, path: str, status: int, sentence: str) -> None:
    answer = page(published, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert sentence in text_of(answer)
    assert "content-security-policy" in answer.headers


def text_of(answer: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", answer.text).replace("&#39;", "'").split())


def test_what_comes_from_outside_is_text_and_nothing_else(
    serve: Serve, night: Callable[[], object], execute: Execute
) -> None:
    script = "<script>alert(1)</script>"
    execute("UPDATE predawn.projects SET title = :text, tag = :text WHERE project_id = '4'", text=script)
    night()
    api = serve()
    for path in ("/projects?q=<script", "/projects/4", "/projects/<script>"):
        assert "<script>" not in page(api, path).text
    assert script not in send(api, "/try", {"texts": script, "model": "1"}).text
    assert "&lt;script&gt;alert(1)" in page(api, "/projects/4").text


def test_control_characters_of_ids_and_titles_are_written_out(
    serve: Serve, night: Callable[[], object], execute: Execute
) -> None:
    odd = "it's\x1b\u202e4\\"
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES (:id, :id, '')", id=odd)
    night()
    api = serve()
    for path in ("/projects?q=it%27s", f"/projects/{quote(odd, safe='')}"):
        shown = page(api, path).text
        assert "it&#39;s\\u001b\\u202e4\\" in shown
        assert not set(shown) & set("\x1b\u202e")
    file = api.client.get("/dashboard/projects?q=it%27s&format=csv").text
    assert odd in file, "a file has what the catalogue has"


def test_a_title_of_any_length_leaves_room_for_the_rest(serve: Serve, execute: Execute) -> None:
    execute("UPDATE predawn.projects SET title = :title WHERE project_id = '4'", title="Long " * 2000)
    api = serve()
    shown = page(api, "/projects/4").text
    (heading,) = re.findall(r"<h1[^>]*>([^<]*)</h1>", shown)
    assert heading == ("Long " * 40) + "…"
    assert "Long " * 2000 in shown
    assert len(page(api, "/projects?q=long+long").text) < 10_000


def test_a_best_score_is_below_the_threshold_unless_the_model_says_other(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    change = (
        "UPDATE predawn.predictions SET predicted_tag = 'other', tags = :tags, scores = '{0.6, 0.4}'"
        " WHERE project_id = '4'"
    )
    api = serve()
    for tags, is_below in ((["mlops", "other"], True), (["other", "mlops"], False)):
        execute(change, tags=tags)
        assert ("is below the threshold" in page(api, "/projects/4").text) == is_below


def test_texts_are_tried_and_not_logged(published: Api) -> None:
    written = published.state.log.written + published.state.log.waiting
    answer = send(published, "/try", {"texts": "Text classification\n\nObjects in images", "model": ""})
    assert answer.status_code == 200
    assert answer.text.count("<caption>Evidence for ") == 2
    assert "computer-vision" in answer.text
    assert published.state.log.written + published.state.log.waiting == written


def test_what_was_tried_can_be_asked_of_the_api(published: Api) -> None:
    tried = send(published, "/try", {"texts": "It's text\nObjects", "model": ""})
    (line,) = re.findall(r'data-copy="(curl [^"]+)"', tried.text)
    words = shlex.split(html.unescape(line))
    assert words[1] == f"{str(published.client.base_url).rstrip('/')}/predict"
    body = json.loads(words[words.index("-d") + 1])
    assert body == {"texts": [{"text": "It's text"}, {"text": "Objects"}]}
    assert "Authorization" not in line
    assert published.client.post("/predict", json=body).status_code == 200


def test_examples_are_of_the_catalogue_for_those_who_may_see_it(
    published: Api, serve: Serve, make_key: MakeKey
) -> None:
    examples = re.findall(r'href="/dashboard(/try\?texts=[^"]+)"', page(published, "/try").text)
    assert len(examples) == 3
    filled = page(published, html.unescape(examples[0])).text
    assert f">{html.escape(unquote(examples[0].partition('=')[2]))}</textarea>" in filled
    both, predicting = make_key("ann"), make_key("bob", KeyScope.PREDICT)
    api = serve()
    assert "/try?texts=" in page(api, "/try", key=both).text
    alone = page(api, "/try", key=predicting)
    assert alone.status_code == 200
    assert "/try?texts=" not in alone.text
    sent = {"X-API-Key": predicting, "Origin": str(api.client.base_url).rstrip("/")}
    tried = api.client.post("/dashboard/try", data={"texts": "a"}, headers=sent)
    assert "Authorization: Bearer YOUR-KEY" in tried.text
    assert "Asks the HTTP API for the same;" in tried.text
    assert "the other 0 words" not in tried.text


def test_the_request_says_which_model_answers_it() -> None:
    same = commands.predict("http://a", ["b"], needs_key=False, version=2, in_service=2)
    other = commands.predict("http://a", ["b"], needs_key=False, version=2, in_service=1)
    assert same.effect.startswith("Asks the HTTP API for the same;")
    assert other.effect.startswith("Asks the HTTP API, which answers with model 1, the one in service;")
    assert same.line == other.line


def test_a_text_of_another_domain_gets_a_word_of_caution(published: Api) -> None:
    tried = [
        send(published, "/try", {"texts": text, "model": ""}).text
        for text in (
            "Detecting objects in images with a neural network",
            "Whisk two eggs with sugar and flour",
            "!?",
        )
    ]
    assert "caution" not in tried[0]
    assert "Unknown ground: this text is unlike those that the model was trained on (" in tried[1]
    assert "The model knows nothing of this text" in tried[2]


@pytest.mark.parametrize(
    ("form", "status", "sentence"),
    [
        ({"texts": " \n "}, 400, "There is no text to tag."),
        ({"texts": "a\n" * 21}, 400, "21 texts are more than this page accepts."),
        ({"texts": "a" * 20_001}, 400, "Text 1 has 20,001 characters; the limit is 20,000."),
        ({"texts": f"{'a ' * 9_999}\n" * 11}, 400, "have 219,967 characters together"),
        ({"texts": "a", "model": "x"}, 400, "The model is not a version number."),
        ({"texts": "a", "model": "0" * 19 + "1" + "0" * 5000}, 400, "The model is not a version number."),
        ({"texts": "a", "model": "2147483648"}, 400, "The model is not a version number."),
        ({"texts": "a", "model": "99"}, 404, "There is no model 99."),
        ({f"f{n}": "" for n in range(21)}, 400, "The request has more fields"),
    ],
)
def test_what_cannot_be_tried_is_said(
    published: Api, form: dict[str, str], status: int, sentence: str
) -> None:
    answer = send(published, "/try", form)
    assert answer.status_code == status
    assert sentence in text_of(answer)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/try", "/sign-in", "/sign-out"])
def test_forms_of_other_sites_are_refused(published: Api, path: str, headers: dict[str, str]) -> None:
    answer = send(published, path, {"texts": "a", "key": "b"}, **headers)
    assert answer.status_code == 403
    assert "not sent from a page of this server" in text_of(answer)


def test_what_is_no_form_is_refused(published: Api) -> None:
    answer = send(published, "/try", {"texts": "a"}, **{"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert "This address accepts forms only." in text_of(answer)


def test_with_keys_pages_lead_to_the_form_and_live_parts_are_refused(serve: Serve, make_key: MakeKey) -> None:
    make_key("ann")
    api = serve()
    for path in (*PAGES, "/nothing"):
        answer = page(api, path)
        assert answer.status_code == 303, path
        assert unquote(answer.headers["location"]) == f"/dashboard/sign-in?next=/dashboard{path}"
    assert api.client.get("/dashboard/live").status_code == 401
    assert send(api, "/try", {"texts": "a"}).status_code == 401
    assert page(api, "/sign-in").status_code == 200


def test_a_key_opens_the_pages_of_its_scopes_and_no_other(serve: Serve, make_key: MakeKey) -> None:
    keys = {scope: make_key(scope, scope) for scope in KeyScope}
    api = serve()
    for scope, key in keys.items():
        for needed, paths in SCOPES.items():
            for path in paths:
                refused = page(api, path, key=key).status_code == 403
                assert refused == (needed is not scope), (scope, path)
    tried = api.client.post(
        "/dashboard/try", data={"texts": "a"}, headers={"Authorization": f"Bearer {keys[KeyScope.INSPECT]}"}
    )
    assert tried.status_code == 403
    # The cookie is for pages: what another site could make a browser send opens nothing of the API.
    send(api, "/sign-in", {"key": keys[KeyScope.INSPECT]})
    assert page(api, "/runs").status_code == 200
    assert api.client.get("/runs").status_code == 401


def test_signing_in_keeps_the_key_out_of_reach_and_signing_out_forgets_it(
    serve: Serve, make_key: MakeKey
) -> None:
    key, other = make_key("ann"), make_key("shop", KeyScope.LOOKUP)
    api = serve()
    for given, sentence in (
        ("predawn_x", "The key is unknown"),
        (other, "lacks the scope inspect"),
        ("", "Paste your key"),
    ):
        refused = send(api, "/sign-in", {"key": given, "next": "/dashboard/runs"})
        assert refused.status_code == 403
        assert sentence in text_of(refused)
        assert "set-cookie" not in refused.headers
    signed_in = send(api, "/sign-in", {"key": f" {key} ", "next": "/dashboard/runs?before=3"})
    assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/dashboard/runs?before=3")
    cookie = signed_in.headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/dashboard"} <= set(cookie.split("; "))
    assert "max-age" not in cookie
    assert "secure" not in cookie
    assert key.lower() not in cookie
    assert "Sign out" in page(api, "").text
    forgotten = send(api, "/sign-out", {})
    assert (forgotten.status_code, forgotten.headers["location"]) == (303, "/dashboard/sign-in")
    assert page(api, "").status_code == 303


@pytest.mark.parametrize("target", ["https://elsewhere.example", "//elsewhere.example", "/dashboardx", ""])
def test_signing_in_leads_to_a_page_of_ours(serve: Serve, make_key: MakeKey, target: str) -> None:
    key = make_key("ann")
    api = serve()
    assert send(api, "/sign-in", {"key": key, "next": target}).headers["location"] == "/dashboard"


@pytest.mark.parametrize("project", ["%2525", "a%252Fb", "x%3Fy%3D1%26z%23f", "..%2F..", "%C3%A9?tag=a%26b"])
def test_signing_in_leads_to_the_page_that_was_asked_for(
    serve: Serve, make_key: MakeKey, project: str
) -> None:
    key = make_key("ann")
    api = serve()
    asked = f"/dashboard/projects/{project}"
    form = httpx.URL(api.client.get(asked, headers=HTML).headers["location"])
    shown = api.client.get(str(form), headers=HTML).text
    (target,) = re.findall(r'name="next" value="([^"]*)"', shown)
    signed_in = send(api, "/sign-in", {"key": key, "next": html.unescape(target)})
    assert signed_in.headers["location"] == asked


def test_a_revoked_key_is_asked_for_anew(serve: Serve, make_key: MakeKey, database: Database) -> None:
    key = make_key("ann")
    make_key("another")
    api = serve()
    send(api, "/sign-in", {"key": key})
    assert page(api, "").status_code == 200
    owner = database.engine(Role.OWNER, "tests of pages")
    with owner.begin() as connection:
        api_keys.revoke(connection, "ann")
    owner.dispose()
    wait_until(lambda: page(api, "").status_code == 303)


def cookie_of(answer: httpx.Response) -> str:
    return str(answer.cookies["predawn_session"])


def page_of(api: Api, token: str) -> int:
    """Return the status of a page that is asked for with a cookie and nothing else."""
    cookie = {"Cookie": f"predawn_session={token}"}
    port = api.client.base_url.port
    url = f"http://127.0.0.1:{port}/dashboard/runs"
    headers = {**HTML, **cookie}
    return httpx.get(url, headers=headers, verify=NO_CERTIFICATES, timeout=TIMEOUT_SECONDS).status_code


def test_a_session_holds_in_every_worker_and_after_a_restart_and_ends_in_all(
    serve: Serve, make_key: MakeKey, execute: Execute, database: Database
) -> None:
    key = make_key("ann")
    first, second = serve(), serve()
    token = cookie_of(send(first, "/sign-in", {"key": key}))
    other = cookie_of(send(second, "/sign-in", {"key": key}))
    assert key not in token
    assert [page_of(api, token) for api in (first, second, serve())] == [200] * 3
    assert send(first, "/sign-out", {}).status_code == 303
    # A copy of the cookie is worth nothing, here at once, elsewhere within a poll.
    assert page_of(first, token) == 303
    wait_until(lambda: page_of(second, token) == 303)
    assert page_of(serve(), token) == 303
    assert page_of(first, other) == 200, "it is another session of the same key"
    ended = sql.administer(database, "SELECT expires_at - now() > '11 h' FROM predawn.ended_sessions")
    assert ended == [(True,)]


def test_a_session_ends_after_twelve_hours(
    serve: Serve, make_key: MakeKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = make_key("ann")
    api = serve()
    token = cookie_of(send(api, "/sign-in", {"key": key}))
    now = api.state.clock.time
    monkeypatch.setattr(api.state.clock, "time", lambda: now() + 12 * 3600 - 30)
    assert page_of(api, token) == 200
    monkeypatch.setattr(api.state.clock, "time", lambda: now() + 12 * 3600 + 1)
    assert page_of(api, token) == 303


def test_a_made_up_session_opens_nothing(serve: Serve, make_key: MakeKey) -> None:
    keys = {scope: make_key(scope, scope) for scope in KeyScope}
    api = serve()
    token = cookie_of(send(api, "/sign-in", {"key": keys[KeyScope.INSPECT]}))
    content = struct.pack(">16sIQ", bytes(16), 1, 2**40)
    signer = api.state.keyring.signer
    for made_up in (
        *keys.values(),
        token[:-1],
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        "A" + token[1:] if token[0] != "A" else "B" + token[1:],
        Signer(b"").sign(Purpose.SESSION, content),
        signer.sign(Purpose.CURSOR, content),
        signer.sign(Purpose.SESSION, struct.pack(">16sIQ", bytes(16), 99, 2**40)),
        signer.sign(Purpose.SESSION, struct.pack(">16sIQ", bytes(16), 1, 1)),
        signer.sign(Purpose.SESSION, b""),
    ):
        assert page_of(api, made_up) == 303, made_up
    assert page_of(api, signer.sign(Purpose.SESSION, content)) == 403, "of the first key, which looks up"


def test_failed_sign_ins_are_slowed_for_their_client_alone(serve: Serve, make_key: MakeKey) -> None:
    key = make_key("ann")
    api, now = serve(), 0.0
    api.state.sign_ins = SignInLimit(lambda: now)
    answers = [send(api, "/sign-in", {"key": f"guess-{number}"}) for number in range(8)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429] * 3
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert "Try again in" in text_of(answers[-1])
    # Not even the right key is looked at within the wait; another client does not wait.
    assert send(api, "/sign-in", {"key": key}).status_code == 429
    transport = httpx.ASGITransport(api.app, client=("10.0.0.7", 1))

    async def ask() -> int:
        async with httpx.AsyncClient(transport=transport, base_url="http://here.example") as client:
            own = {"Sec-Fetch-Site": "same-origin"}
            return (await client.post("/dashboard/sign-in", data={"key": key}, headers=own)).status_code

    assert asyncio.run(ask()) == 303
    now = 1.0
    assert send(api, "/sign-in", {"key": key}).status_code == 303


def test_after_the_last_key_the_form_says_what_to_do(
    serve: Serve, make_key: MakeKey, database: Database
) -> None:
    make_key("ann")
    api = serve()
    assert "No key is in use" not in text_of(page(api, "/sign-in"))
    owner = database.engine(Role.OWNER, "tests of pages")
    with owner.begin() as connection:
        api_keys.revoke(connection, "ann")
    owner.dispose()
    wait_until(lambda: "predawn keys open --yes" in text_of(page(api, "/sign-in")))
    assert page(api, "/runs").status_code == 303


def test_pages_know_where_a_proxy_puts_them_and_that_it_is_https(serve: Serve, make_key: MakeKey) -> None:
    key = make_key("ann")
    transport = httpx.ASGITransport(serve().app, root_path="/predawn")

    async def ask() -> tuple[httpx.Response, httpx.Response]:
        async with httpx.AsyncClient(transport=transport, base_url="https://behind.example") as client:
            signed_in = await client.post(
                "/predawn/dashboard/sign-in",
                data={"key": key, "next": "/dashboard/runs"},
                headers={"Sec-Fetch-Site": "same-origin"},
            )
            return signed_in, await client.get("/predawn/dashboard", headers=HTML)

    signed_in, shown = asyncio.run(ask())
    assert signed_in.headers["location"] == "/predawn/dashboard/runs"
    assert {"secure", "path=/predawn/dashboard"} <= set(signed_in.headers["set-cookie"].lower().split("; "))
    assert 'href="/predawn/dashboard/runs"' in shown.text


def test_without_a_run_or_a_model_pages_say_what_to_do(serve: Serve, execute: Execute) -> None:
    execute("UPDATE predawn.models SET status = 'archived'")
    api = serve()
    assert "predawn batch" in text_of(page(api, ""))
    assert "There are no runs yet" in text_of(page(api, "/runs"))
    assert "No run is published yet, so lookups ask the model" in text_of(page(api, "/projects/4"))
    answer = send(api, "/try", {"texts": "a"})
    assert answer.status_code == 503
    assert "There is no model yet." in text_of(answer)


def test_the_line_of_the_other_tags_is_not_what_bars_are_measured_by() -> None:
    macros: Any = _environment().get_template("macros.html").module
    table = macros.tag_table([("a", 10), ("b", 5), ("46 more tags", 80)], 95, "Tags")
    assert re.findall(r'class="bar-fill" width="([\d.]+)%"', table) == ["100.00", "50.00"]
    assert "46 more tags" in table


def test_several_tags_a_project_are_shown_as_such(migrated_database: Database, tmp_path: Path) -> None:
    source = tag_sets.write_catalogue(tmp_path / "several.ndjson", tag_sets.generate(200))
    settings = settings_for(
        migrated_database, engine="threading", workers=1, catalogue=str(source), min_f1=0.0
    )
    engine = migrated_database.engine(Role.BATCH, "tests of pages")
    sync_alone(engine, settings, str(source), settings.max_shrink)
    for _ in range(2):
        train_model(engine, settings, None, lambda _step: None)
    engine.dispose()
    run_batch(migrated_database, settings, RunRequest(), Silent())
    with serving(settings_for(migrated_database)) as api:
        assert page(api, "").status_code == 200
        project = text_of(page(api, "/projects/m0000"))
        known = ", ".join(tag_sets.generate(1)[0][3])
        assert f"Known tags{known}" in project.replace("tags ", "tags")
        assert "is the logistic function of the decision" in project
        assert known in text_of(page(api, "/projects?q=m0000"))
        model = text_of(page(api, "/models/1?against=2"))
        assert "Micro F1" in model
        assert "Threshold" in model
        assert "predawn models compare 1 2" in model
