"""The server answers its own page alone and in plain words; a lever gives the difference on the same luck."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sandtable.app.access import LARGEST_BODY, hosts_of
from sandtable.app.desk import Desk
from sandtable.app.routes import app_of
from sandtable.app.saving import Shelf
from sandtable.assumptions.compare import compare
from sandtable.face import questions_of, simulate
from sandtable.scenario.levers import levers_of
from sandtable.scenario.moved_levers import changes_of, edited
from sandtable.scenario.read import read, read_scenario
from sandtable.scenario.schema import Scenario
from sandtable.simulation.rehearsal import Rehearsal, Stopped

BASE = "http://127.0.0.1:8750"
FUTURES = 600
MORE = {"forces.easton-garrison.fighters": 3000}


def finished(desk: Desk, seconds: float = 900.0) -> None:
    """Wait until a desk has nothing left to run."""
    end = time.monotonic() + seconds
    while not desk.progress()["finished"]:
        assert time.monotonic() < end, desk.progress()
        assert desk.progress()["error"] is None
        time.sleep(0.02)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = Desk(read_scenario("three-towns"), futures=FUTURES, seed=1)
    made.open()
    finished(made)
    yield made
    made.close()


@pytest.fixture
def client(desk: Desk, tmp_path: Path) -> TestClient:
    shelf = Shelf("three-towns", tmp_path, stored=False)
    return TestClient(app_of(desk, shelf, hosts_of("127.0.0.1", 8750)), base_url=BASE)


def lever(client: TestClient, edits: Any, **more: Any) -> Any:
    return client.post("/api/lever", json={"edits": edits, "futures": 200, **more})


def test_the_page_comes_before_anything_has_run(tmp_path: Path) -> None:
    waiting = Desk(read_scenario("three-towns"), futures=100, seed=1)  # never opened
    app = app_of(waiting, Shelf("three-towns", tmp_path, stored=False), hosts_of("127.0.0.1", 8750))
    client = TestClient(app, base_url=BASE)
    page = client.get("/").text
    assert 'id="page"' in page
    for name in ("page.js", "page.css"):
        assert f"/{name}" in page
        assert client.get(f"/{name}").status_code == 200
    assert client.get("/api/progress").json()["version"] == 0
    assert client.get("/api/levers").json()
    waiting.close()
    assert client.get("/api/payload").status_code == 503


def test_a_stored_run_is_shown_whole_and_has_levers(tmp_path: Path) -> None:
    stored = simulate(read_scenario("three-towns"), futures=300, seed=4, folder=tmp_path / "run")
    desk = Desk(Scenario.model_validate(stored.scenario), futures=300, seed=4, stored=stored)
    desk.open()
    finished(desk)
    assert desk.standing().payload["run"]["seed"]["value"] == 4
    answer = desk.lever(MORE, 300)
    assert answer["done"] is True
    scenario = read_scenario("three-towns")
    again = simulate(edited(scenario, changes_of(scenario, MORE)), futures=300, seed=4)
    expected = {row.claim: row.change.difference for row in compare(stored, again, questions_of(scenario))}
    assert {row["id"]: row["difference"]["value"] for row in answer["claims"]} == expected
    desk.close()


def test_the_page_and_its_headers(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name, value in (
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cache-control", "no-store"),
    ):
        assert answer.headers[name] == value
        assert client.get("/nothing").headers[name] == value
    assert "<script>" not in answer.text  # no script stands in the page itself: the policy would refuse it


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "127.0.0.1", "localhost:8750.evil.example", ""])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    for path in ("/", "/api/payload"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "x-frame-options" in answer.headers


@pytest.mark.parametrize("host", ["localhost:8750", "LOCALHOST:8750", "[::1]:8750"])
def test_names_of_this_machine_are_its_own(client: TestClient, host: str) -> None:
    assert client.get("/api/progress", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "https://127.0.0.1:8750", "null", "http://127.0.0.1:8751"])
def test_a_foreign_origin_is_refused(client: TestClient, origin: str) -> None:
    assert client.post("/api/lever", json={"edits": {}}, headers={"origin": origin}).status_code == 403
    assert client.get("/api/payload", headers={"origin": origin}).status_code == 403


def test_other_sites_may_link_to_the_page_and_no_more(client: TestClient) -> None:
    from_elsewhere = {"sec-fetch-site": "cross-site"}
    assert client.get("/api/payload", headers=from_elsewhere | {"sec-fetch-mode": "no-cors"}).status_code == 403
    assert client.get("/", headers=from_elsewhere | {"sec-fetch-mode": "navigate"}).status_code == 200
    same = {"origin": BASE, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}
    assert client.get("/api/progress", headers=same).status_code == 200


def test_a_large_body_is_refused_whether_or_not_it_says_so(client: TestClient) -> None:
    large = b" " * (LARGEST_BODY + 1)
    typed = {"content-type": "application/json"}
    assert client.post("/api/lever", content=large, headers=typed).status_code == 413

    def piece_by_piece() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 1000 + 2):
            yield b" " * 1000

    assert client.post("/api/lever", content=piece_by_piece(), headers=typed).status_code == 413


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is not JSON"),
        (b"{", "line 1, column 2"),
        (b"[1]", "must be an object"),
        (b'{"edits": {}, "edits": {}}', "edits: is written twice"),
        (b'{"edits": {"a": NaN}}', "NaN is no number"),
        (b'{"edits": {}, "futures": 1e999}', "futures: must be a whole number"),
        (b'{"edits": {}, "futures": true}', "futures: must be a whole number"),
        (b'{"edits": {}, "futures": 0}', "futures: must be from 1"),
        (b'{"edits": [], "futures": 1}', "edits: must be an object"),
        (b'{"edit": {}}', "Did you mean 'edits'?"),
        (b"[" * 100_000, "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b'{"edits": {"forces.eastn-garrison.fighters": 5}}', "Did you mean 'forces.easton-garrison.fighters'?"),
        (b'{"edits": {"forces.easton-garrison.fighters": "5"}}', "must be a number from"),
        (b'{"edits": {"forces.easton-garrison.fighters": 1e308}}', "must be a number from"),
        (b'{"edits": {"forces.easton-garrison.fighters": 1' + b"0" * 400 + b"}}", "must be a number from"),
        (b'{"edits": {"forces.easton-garrison.fighters": 1' + b"0" * 9000 + b"}}", "is not JSON"),
        (b'{"edits": {"mechanisms.collapse": "strong"}}', "must be one of: off, weak, author"),
        (b'{"edits": {"events.border-closes.on": "2030-02-31"}}', "must be a date from 2030-03-02"),
        (b'{"edits": {"formations.river-column.orders": ["highfel"]}}', "it may not be ordered to 'highfel'"),
        (b'{"edits": {"formations.first-brigade.orders": ["easton", "easton"]}}', "names a place twice"),
    ],
)
def test_malformed_requests_are_refused_in_words(client: TestClient, body: bytes, said: str) -> None:
    answer = client.post("/api/lever", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert said in " ".join(answer.json()["problems"])


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_edit_whatever_breaks_the_server(client: TestClient, desk: Desk, data: st.DataObject) -> None:
    paths = st.sampled_from([one.path for one in desk.levers]) | st.text(max_size=20)
    edits = data.draw(st.dictionaries(paths, JUNK, max_size=3) | JUNK)
    answer = client.post("/api/lever", json={"edits": edits, "futures": 1})
    assert answer.status_code in (200, 400)
    assert answer.json().get("problems") or answer.json().get("claims")


def test_all_that_is_wrong_is_said_at_once(client: TestClient) -> None:
    answer = lever(client, {"forces.easton-garrison.fighters": -1, "mechanisms.collapse": 3, "x": 1})
    assert len(answer.json()["problems"]) == 3


def test_a_form_of_another_site_cannot_speak_json(client: TestClient) -> None:
    answer = client.post("/api/lever", content=b'{"edits": {}}', headers={"content-type": "text/plain"})
    assert answer.status_code == 400
    assert "content-type" in answer.json()["problems"][0]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/api/lever", 405), ("POST", "/", 405), ("GET", "/x", 404)]
)
def test_other_ways_and_addresses(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_the_payload_is_the_briefs_with_levers(client: TestClient, desk: Desk) -> None:
    payload = client.get("/api/payload").json()
    assert payload["run"]["futures"]["value"] == FUTURES
    assert [one["id"] for one in payload["variants"]] == list(desk.scenario.variants)
    assert [one["id"] for one in payload["map"]["variants"]["list"]] == list(desk.scenario.variants)
    assert payload["levers"] == client.get("/api/levers").json()
    kinds = {one["kind"] for one in payload["levers"]}
    assert kinds == {"number", "choice", "switch", "date", "orders"}
    assert all(one["path"] and one["title"] and "now" in one for one in payload["levers"])


def test_every_lever_left_as_it_is_changes_nothing(client: TestClient) -> None:
    levers = client.get("/api/levers").json()
    answer = lever(client, {one["path"]: one["now"] for one in levers}).json()
    assert {one["difference"]["value"] for one in answer["claims"]} == {0.0}
    assert all(one["untouched"] for one in answer["claims"])


@pytest.mark.parametrize("name", ["three-towns", "western-anbar-2017", "colombia-2016"])
def test_every_lever_can_be_moved(name: str) -> None:
    scenario = read_scenario(name)
    seen: set[str] = set()
    for one in levers_of(scenario):
        kind = re.sub(r"\.[^.]+", "", one.path, count=1).replace(".parties.", ".").replace(".stakes.", ".")
        if kind in seen and one.kind == "number":
            continue  # one of each sort will do
        seen.add(kind)
        known = [value for value, _ in one.options if value != one.now]
        other = {
            "number": one.low if one.now != one.low else one.high,
            "choice": known[-1] if known else None,
            "switch": not one.now,
            "date": one.high,
            "orders": known[:2],
        }[one.kind]
        changes = changes_of(scenario, {one.path: other})
        assert changes, one.path
        assert edited(scenario, changes) != scenario


def test_a_lever_gives_the_paired_difference_of_two_runs(client: TestClient, desk: Desk) -> None:
    answer = lever(client, MORE, futures=FUTURES).json()
    assert answer["futures"]["value"] == FUTURES
    assert answer["done"] is True
    scenario = read_scenario("three-towns")
    changed = edited(scenario, changes_of(scenario, MORE))
    one, other = (simulate(each, futures=FUTURES, seed=1) for each in (scenario, changed))
    expected = {row.claim: row.change.difference for row in compare(one, other, questions_of(scenario))}
    assert {row["id"]: row["difference"]["value"] for row in answer["claims"]} == expected
    assert any(expected.values())
    for row in answer["claims"]:
        assert row["interval"]["low"] <= row["difference"]["value"] <= row["interval"]["high"]


def test_a_strength_keeps_the_proportions_of_its_ends() -> None:
    scenario = read_scenario("three-towns")
    stated = scenario.forces["easton-garrison"].fighters
    (moved,) = changes_of(scenario, MORE).values()
    assert isinstance(stated, tuple)
    assert moved == pytest.approx([one * 3000 / stated[1] for one in stated])


def test_few_futures_are_the_first_of_many() -> None:
    scenario = read_scenario("three-towns")
    few, many = Rehearsal(scenario, 5).ensemble(100), simulate(scenario, futures=300, seed=5)
    blocks, first = list(few.blocks()), next(iter(many.blocks()))
    assert [len(one.uniforms) for one in blocks] == [50, 50]
    own = [list(zip(one.future.tolist(), one.day.tolist(), one.entity.tolist(), strict=True)) for one in blocks]
    twins = zip(first.future.tolist(), first.day.tolist(), first.entity.tolist(), strict=True)
    stored = [(future // 2, day, entity) for future, day, entity in twins if future % 2 == 0 and future < 200]
    assert [*own[0], *((future + 50, day, entity) for future, day, entity in own[1])] == stored


def test_a_newer_lever_ends_an_older_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()
    real = Rehearsal.ensemble

    def slow(self: Rehearsal, draws: int, stop: Any = lambda: False, within: float = 1e9) -> Any:
        if draws == 551:
            begun.set()
            go.wait(20)
        return real(self, draws, stop, within)

    monkeypatch.setattr(Rehearsal, "ensemble", slow)
    failed: list[BaseException] = []

    def older() -> None:
        try:
            desk.lever({"forces.highfell-garrison.fighters": 500}, 551)
        except BaseException as reason:
            failed.append(reason)

    thread = threading.Thread(target=older)
    thread.start()
    assert begun.wait(20)
    desk.lever({}, 50)
    go.set()
    thread.join(20)
    assert isinstance(failed[0], Stopped)


def test_why_future_and_compare(client: TestClient) -> None:
    why = client.get("/api/why", params={"claim": "highfell-last"}).json()
    assert why["claim"] or why["english"]
    story = client.get("/api/future", params={"claim": "highfell-last", "happened": 1}).json()
    assert story["happened"] is True
    assert all(set(one) == {"date", "text"} for one in story["events"])
    other = client.get("/api/show", params={"claim": "highfell-last", "happened": "0"}).json()
    assert other["happened"] is False
    rows = client.get("/api/compare", params={"a": "base", "b": "without-collapse"}).json()["claims"]
    assert {one["id"] for one in rows} >= {"norwick-gives-up"}


@pytest.mark.parametrize(
    ("path", "given", "said"),
    [
        ("why", {}, "claim: is missing"),
        ("why", {"claim": "highfell-lst"}, "Did you mean 'highfell-last'?"),
        ("future", {"claim": "highfell-last", "happened": "x"}, "must be 0 or 1"),
        ("compare", {"a": "base", "b": "without-colapse"}, "Did you mean 'without-collapse'?"),
        ("compare", {"a": "base", "b": "base", "c": "1"}, "c: is no key"),
    ],
)
def test_wrong_questions_are_refused(client: TestClient, path: str, given: dict[str, str], said: str) -> None:
    answer = client.get(f"/api/{path}", params=given)
    assert answer.status_code == 400
    assert said in " ".join(answer.json()["problems"])


def test_a_variant_of_a_shipped_scenario_goes_into_a_copy(client: TestClient, tmp_path: Path) -> None:
    shipped = Path(str(read("three-towns").file))
    before = shipped.read_bytes()
    edits = {**MORE, "formations.first-brigade.orders": ["norwick", "easton"], "events.border-closes.probability": "0"}
    saved = client.post(
        "/api/variant", json={"edits": edits, "id": "strong-easton", "title": 'More: in "Easton" # now'}
    )
    assert saved.status_code == 200, saved.text
    assert saved.json()["file"] == "three-towns/scenario.yaml"
    assert shipped.read_bytes() == before
    copy = tmp_path / "three-towns" / "scenario.yaml"
    old, new = before.decode().splitlines(), copy.read_text(encoding="utf-8").splitlines()
    added = [line for line in new if line not in old]
    assert [line for line in new if line in set(old)] == old  # every line that was there is there, in its order
    assert "".join(f"{line}\n" for line in added) == saved.json()["text"]
    variant = read(copy, "strong-easton")
    assert variant.scenario.formations["first-brigade"].orders == ("norwick", "easton")
    assert variant.stated.variants["strong-easton"].title == 'More: in "Easton" # now'
    assert variant.warnings == read("three-towns").warnings
    assert variant.scenario == edited(
        read_scenario("three-towns"), changes_of(read_scenario("three-towns"), edits)
    ).model_copy(update={"variant": "strong-easton", "variants": variant.scenario.variants})
    again = client.post("/api/variant", json={"edits": edits, "id": "strong-easton"})
    assert "is there already" in again.json()["problems"][0]
    assert client.post("/api/variant", json={"edits": MORE, "id": "another"}).status_code == 200


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"edits": MORE, "id": "../x"}, "is no id"),
        ({"edits": MORE, "id": "Über"}, "is no id"),
        ({"edits": MORE, "id": "x", "title": "a\nset: {}"}, "must be one line"),
        ({"edits": {}, "id": "x"}, "nothing is changed yet"),
        ({"edits": MORE}, "id: is missing"),
        ({"edits": MORE, "id": "without-collapse"}, "is there already"),
    ],
)
def test_a_variant_that_cannot_be_saved(client: TestClient, tmp_path: Path, given: Any, said: str) -> None:
    answer = client.post("/api/variant", json=given)
    assert answer.status_code == 400
    assert said in " ".join(answer.json()["problems"])
    copy = tmp_path / "three-towns" / "scenario.yaml"
    assert not copy.exists() or copy.read_bytes() == read("three-towns").file.read_bytes()


def test_a_variant_of_a_stored_run_gets_a_file_to_paste_from(desk: Desk, tmp_path: Path) -> None:
    shelf = Shelf("run", tmp_path, stored=True)
    saved = shelf.save("more", "More", desk.changed(MORE))
    assert (tmp_path / saved["file"]).read_text(encoding="utf-8") == "variants:\n" + saved["text"]


def test_json_holds_no_number_that_json_has_not(client: TestClient) -> None:
    def refuse(word: str) -> None:
        raise AssertionError(word)

    for path in ("/api/payload", "/api/why?claim=highfell-last"):
        json.loads(client.get(path).content, parse_constant=refuse)
