"""Cites through the reading of a scenario: states, texts, the lock, and a source that changed since."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sandtable.errors import InvalidInput
from sandtable.scenario import lock as locks
from sandtable.scenario.cites import cites_of
from sandtable.scenario.library import folder_of, shipped
from sandtable.scenario.lock import Lock, lock_path, read_lock
from sandtable.scenario.locking import lock_scenario, make_lock
from sandtable.scenario.read import Reading, read
from sandtable.scenario.texts import MAX_TEXT_BYTES, VARIABLE

BOM = "\ufeff"
CITED = tuple(name for name in shipped() if cites_of(read(name).stated))
"""The shipped scenarios that rest on words of a source; a reconstruction from reports may have none."""


@pytest.fixture(autouse=True)
def _no_folder_of_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """A copy of three-towns without its lock."""
    folder = tmp_path / "towns"
    folder.mkdir()
    for name in ("scenario.yaml", "assessment.md"):
        shutil.copy(folder_of("three-towns") / name, folder / name)
    return folder


def write_lock_of(folder: Path, texts: Path | None = None) -> Lock:
    reading = read(folder, texts=texts, locked=False)
    lock_scenario(reading.stated, reading.documents, reading.cites, lock_path(folder / "scenario.yaml"))
    lock = read_lock(folder / "scenario.lock.json")
    assert lock is not None
    return lock


def edit(folder: Path, old: str, new: str, name: str = "assessment.md") -> None:
    text = (folder / name).read_bytes().decode("utf-8")
    assert text.count(old) == 1
    (folder / name).write_bytes(text.replace(old, new).encode("utf-8"))


def errors(folder: Path) -> list[str]:
    with pytest.raises(InvalidInput) as reason:
        read(folder)
    found = [problem for problem in reason.value.problems if problem.severity == "error"]
    return [str(problem).removeprefix(f"{folder.as_posix()}/") for problem in found]


def states(reading: Reading) -> set[str]:
    return set(reading.cites.states.values())


def test_a_text_at_hand_verifies_every_cite_each_time(towns: Path) -> None:
    reading = read(towns)
    assert states(reading) == {"text"}
    text = (towns / "assessment.md").read_bytes().decode("utf-8")
    for path, words in cites_of(reading.stated).items():
        place = reading.cites.places[path]
        assert text[place.start : place.end].split() == words.split()


@pytest.mark.parametrize("name", CITED)
def test_the_shipped_locks_are_those_that_would_be_written_now(name: str, request: pytest.FixtureRequest) -> None:
    texts = request.getfixturevalue("shared") / "sources" if name == "western-anbar-2017" else None
    reading = read(name, texts=texts, locked=False)
    assert states(reading) == {"text"}
    lock = make_lock(reading.stated, reading.documents, reading.cites)
    path = folder_of(name) / "scenario.lock.json"
    assert locks.text_of_lock(lock) == path.read_text(encoding="utf-8")
    read(name, texts=texts)


@pytest.mark.parametrize("name", CITED)
def test_every_shipped_cite_is_verified_as_it_is_shipped(name: str) -> None:
    reading = read(name)
    assert states(reading) == ({"lock"} if name == "western-anbar-2017" else {"text"})
    assert reading.cites.line.startswith(f"{len(reading.cites.states)} cites: {len(reading.cites.states)} verified")


def test_two_scenarios_at_least_rest_on_cites() -> None:
    assert {"three-towns", "western-anbar-2017"} <= set(CITED)


def test_a_lock_holds_no_words_of_its_source(towns: Path) -> None:
    write_lock_of(towns)
    data = json.loads((towns / "scenario.lock.json").read_text(encoding="utf-8"))
    assert set(data) == {"format", "sources", "cites"}
    assert {frozenset(one) for one in data["cites"].values()} == {
        frozenset({"source", "start", "end", "words", "sentence"})
    }
    for cite in data["cites"].values():
        assert {type(cite[key]) for key in ("start", "end")} == {int}
        assert all(len(cite[key]) == 64 for key in ("words", "sentence"))


def test_without_its_text_a_locked_cite_is_verified_at_lock(towns: Path) -> None:
    write_lock_of(towns)
    (towns / "assessment.md").unlink()
    reading = read(towns)
    assert states(reading) == {"lock"}
    assert "verified at lock, text not present" in reading.cites.line


def test_without_text_and_lock_a_cite_is_not_verified(towns: Path) -> None:
    (towns / "assessment.md").unlink()
    reading = read(towns)
    assert states(reading) == {"no"}
    assert reading.cites.line.endswith("not verified.")


def test_a_cite_changed_after_the_lock_is_not_verified_by_it(towns: Path) -> None:
    write_lock_of(towns)
    (towns / "assessment.md").unlink()
    edit(towns, "some four thousand strong", "some nine thousand strong", "scenario.yaml")
    reading = read(towns)
    assert [path for path, state in reading.cites.states.items() if state == "no"] == ["formations.first-brigade.cite"]


def test_texts_are_found_in_the_named_folder_the_variables_folder_and_beside(
    towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "texts"
    elsewhere.mkdir()
    (towns / "assessment.md").rename(elsewhere / "assessment.md")
    assert states(read(towns)) == {"no"}
    assert states(read(towns, texts=elsewhere)) == {"text"}
    monkeypatch.setenv(VARIABLE, str(elsewhere))
    assert states(read(towns)) == {"text"}
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    assert states(read(towns)) == {"no"}


def test_a_named_folder_that_is_none_is_an_error(towns: Path) -> None:
    with pytest.raises(InvalidInput, match="is no folder; --texts wants the folder"):
        read(towns, texts=towns / "nowhere")


def test_a_cite_that_is_not_there_is_an_error_at_its_line(towns: Path) -> None:
    edit(towns, "Norwick has become a pocket", "Norwick has become a trap", "scenario.yaml")
    assert errors(towns) == [
        "scenario.yaml:"
        + _line(towns, "become a trap")
        + ": control.front-pocket.cite: «Norwick has become a trap» does not stand in the source, word for word. "
        "Did you mean «Norwick has become a pocket»?"
    ]


def test_a_cite_that_is_there_twice_is_an_error(towns: Path) -> None:
    edit(towns, "Norwick has become a pocket", "Norwick", "scenario.yaml")
    (problem,) = errors(towns)
    assert "control.front-pocket.cite: «Norwick» stands 4 times in the source." in problem


def test_every_wrong_cite_is_told_at_once(towns: Path) -> None:
    edit(towns, "Norwick has become a pocket", "Norwick was never a pocket", "scenario.yaml")
    edit(towns, "some four thousand strong", "some six thousand strong", "scenario.yaml")
    assert sum("word for word" in line for line in errors(towns)) == 2


def test_cites_that_a_variant_brings_are_verified_too(towns: Path) -> None:
    text = (towns / "scenario.yaml").read_text(encoding="utf-8")
    text += (
        "  weaker: {set: {forces.norwick-garrison: {who: front, at: norwick, fighters: 300, "
        'cite: "About three hundred fighters"}}, assume: a guess}\n'
    )
    (towns / "scenario.yaml").write_text(text, encoding="utf-8")
    (problem,) = [line for line in errors(towns) if "word for word" in line]
    assert "variants.weaker.set.forces.norwick-garrison.cite: «About three hundred fighters»" in problem


def _line(folder: Path, words: str) -> str:
    lines = (folder / "scenario.yaml").read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines) if words in line)
    quote = lines[number].index('"', lines[number].index("cite:"))
    return f"{number + 1}:{quote + 1}"


def changed(folder: Path) -> str:
    (line,) = [line for line in errors(folder) if "has changed since the lock" in line]
    assert line.startswith("scenario.yaml:")
    assert ": sources.page.file: " in line
    return line


def test_words_put_at_the_start_move_every_cite(towns: Path) -> None:
    count = len(write_lock_of(towns).cites)
    edit(towns, "# Velland", "A word before.\n\n# Velland")
    assert f"{count} cites moved by +16 characters (" in changed(towns)
    assert "vanished" not in changed(towns)


def test_an_edit_in_the_middle_says_which_sentence_changed_and_what_moved(towns: Path) -> None:
    write_lock_of(towns)
    edit(towns, "stands ready at Millbridge", "stands more or less ready at Millbridge")
    line = changed(towns)
    assert "the sentence of 1 cite changed (formations.first-brigade.cite)" in line
    assert "moved by +13 characters" in line
    assert "forces.norwick-garrison.cite" not in line


def test_a_sentence_taken_out_makes_its_cites_vanish(towns: Path) -> None:
    write_lock_of(towns)
    edit(towns, "Norwick has become a pocket. ", "")
    assert "1 cite vanished (control.front-pocket.cite)" in changed(towns)
    assert any(
        "control.front-pocket.cite: «Norwick has become a pocket» does not stand" in one for one in errors(towns)
    )


def test_an_edit_that_touches_no_cite_is_said_to_touch_none(towns: Path) -> None:
    write_lock_of(towns)
    edit(towns, "the people of all three towns", "all people of the three towns")
    assert "the sentence of 1 cite changed" in changed(towns)
    edit(
        towns,
        "Nothing in it is about a real place, army or person.",
        "Nothing in it is about a real place, army or horse..",
    )
    write_lock_of(towns)
    edit(towns, "army or horse..", "army or person.")
    assert "no cite moved and the sentence of none changed" in changed(towns)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", BOM])
def test_line_ends_and_a_byte_order_mark_change_nothing(towns: Path, ends: str, bom: str) -> None:
    lock = write_lock_of(towns)
    text = (towns / "assessment.md").read_text(encoding="utf-8")
    (towns / "assessment.md").write_bytes((bom + text.replace("\n", ends)).encode("utf-8"))
    assert states(read(towns)) == {"text"}
    assert write_lock_of(towns).sources["page"].sha256 == lock.sources["page"].sha256


def test_arabic_text_with_marks_of_direction_is_found(towns: Path) -> None:
    with (towns / "assessment.md").open("a", encoding="utf-8") as file:
        file.write("\n\n\u202bيسيطر التنظيم على \u200fمدينة القائم\u202c.\n")
    edit(towns, "Norwick has become a pocket", "التنظيم على مدينة القائم", "scenario.yaml")
    reading = read(towns)
    assert reading.cites.states["control.front-pocket.cite"] == "text"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not UTF-8 text from line 1 on. Save it as UTF-8 text."),
        (b"text\nand\x00nul", "is not plain text: line 2 holds U+0000. Save it as UTF-8 text."),
        ("a text".encode("utf-16"), "is not UTF-8 text from line 1 on. Save it as UTF-8 text."),
        (b"x" * (MAX_TEXT_BYTES + 1), "is too large. A source has at most 5 MB of text."),
    ],
    ids=["binary", "nul", "utf-16", "huge"],
)
def test_a_source_that_is_no_text_is_an_error(towns: Path, raw: bytes, words: str) -> None:
    (towns / "assessment.md").write_bytes(raw)
    (line,) = errors(towns)
    assert line.startswith("scenario.yaml:")
    assert f": sources.page.file: assessment.md {words}" in line


def test_form_feeds_are_white_space(towns: Path) -> None:
    edit(towns, "has become a pocket", "has become\fa pocket")
    assert states(read(towns)) == {"text"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"format": 2, "sources": {}, "cites": {}}',
        b'{"format": 1, "sources": {}, "cites": {"x": {"source": "page"}}}',
        b'{"format": 1, "format": 1}',
        b"[" * 100_000,
        b'{"format": 1, "cites": {"x": {"source": "page", "start": -1, "end": 2, "words": "", "sentence": ""}}}',
    ],
)
def test_a_lock_that_is_none_is_an_error_and_never_a_traceback(towns: Path, raw: bytes) -> None:
    (towns / "scenario.lock.json").write_bytes(raw)
    assert errors(towns) == [
        "scenario.lock.json: is no lock that this version can read. Delete it and lock the scenario anew."
    ]
    write_lock_of(towns)
    assert states(read(towns)) == {"text"}


def test_a_lock_is_written_whole_or_not_at_all(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write_lock_of(towns)

    def full(_lock: Lock) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(locks, "text_of_lock", full)
    with pytest.raises(InvalidInput, match=r"scenario\.lock\.json: cannot be written \(No space left on device\)"):
        write_lock_of(towns)
    assert read_lock(towns / "scenario.lock.json") == before
    assert sorted(file.name for file in towns.iterdir()) == ["assessment.md", "scenario.lock.json", "scenario.yaml"]


def test_locking_without_any_text_says_where_to_put_one(towns: Path) -> None:
    (towns / "assessment.md").unlink()
    with pytest.raises(InvalidInput, match=r"there is no text to lock: assessment\.md\. Name the folder"):
        write_lock_of(towns)
    assert not (towns / "scenario.lock.json").exists()


def test_locking_one_source_keeps_what_is_known_of_the_absent_one(towns: Path) -> None:
    edit(towns, "sources:\n", "sources:\n  talk: {title: A talk, date: 2030-02, file: talk.txt}\n", "scenario.yaml")
    (towns / "talk.txt").write_text("The harbour lies idle since January.", encoding="utf-8")
    edit(towns, "Norwick has become a pocket", "The harbour lies idle", "scenario.yaml")
    both = write_lock_of(towns)
    (towns / "talk.txt").unlink()
    reading = read(towns)
    assert reading.cites.states["control.front-pocket.cite"] == "lock"
    path = lock_path(towns / "scenario.yaml")
    done = lock_scenario(reading.stated, reading.documents, reading.cites, path)
    assert (done.kept, done.left_out) == (1, ())
    assert read_lock(path) == both


def test_a_file_name_that_leads_out_of_its_folder_is_not_followed(towns: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_bytes((towns / "assessment.md").read_bytes())
    (towns / "assessment.md").unlink()
    edit(towns, "file: assessment.md", "file: ../secret.md", "scenario.yaml")
    (line,) = errors(towns)
    assert "must be the name of a file beside the scenario" in line
