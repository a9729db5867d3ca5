"""Migration changes what a format changed and nothing else: not a comment, a blank line, a quote or a line end."""

from __future__ import annotations

import codecs
import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.errors import InvalidInput
from sandtable.scenario.marks import parse_text
from sandtable.scenario.migrate import CURRENT, STEPS, migrate_text
from sandtable.scenario.read import read
from sandtable.views.files import read_text, replace_keeping

DRAFTS = Path(__file__).resolve().parents[1] / "scenarios" / "format-0"


def test_there_is_a_step_from_every_older_format() -> None:
    assert sorted(STEPS) == list(range(CURRENT))


@pytest.mark.parametrize("file", sorted(DRAFTS.glob("*.yaml")), ids=lambda file: file.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_draft_becomes_a_scenario_that_reads(file: Path, newline: str, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("\n", newline)
    done = migrate_text(text, file.name)
    assert done.before == 0
    assert done.text == (DRAFTS / f"{file.stem}.txt").read_text(encoding="utf-8").replace("\n", newline)
    (tmp_path / "scenario.yaml").write_bytes(done.text.encode())
    assert read(tmp_path / "scenario.yaml").warnings == ()
    assert migrate_text(done.text, file.name).text == done.text


@pytest.mark.parametrize("file", sorted(DRAFTS.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_comment_and_no_blank_line_is_lost(file: Path) -> None:
    before = file.read_text(encoding="utf-8").splitlines()
    after = migrate_text("\n".join(before) + "\n", file.name).text.splitlines()
    assert [line for line in before if not line.strip()] == [line for line in after if not line.strip()]
    comments = [line.split("#", 1)[1] for line in before if "#" in line]
    assert comments == [line.split("#", 1)[1] for line in after if "#" in line]
    kept = difflib.SequenceMatcher(None, "\n".join(before), "\n".join(after), autojunk=False).ratio()
    assert kept > 0.8


@pytest.mark.parametrize("name", ["three-towns", "western-anbar-2017"])
def test_todays_format_is_left_alone(name: str, root: Path) -> None:
    text = (root / "src" / "sandtable" / "scenarios" / name / "scenario.yaml").read_text(encoding="utf-8")
    done = migrate_text(text, name)
    assert (done.text, done.before, done.changes) == (text, CURRENT, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: 2\ntitle: x\n", "format '2' is newer than this version of sandtable reads (1)."),
        ("format: one\n", "is no number of a format."),
        ("format: true\n", "is no number of a format."),
        ("format: -1\n", "is no number of a format."),
        ("title: x\nties:\n  - &a {who: a, enemy: [b]}\n", "anchors and aliases"),
        (
            "title: x\nroutes:\n  - # a - b\n    between: [a, b]\n",
            "cannot be brought from format 0 to 1 safely (routes)",
        ),
        ("title: x\nties:\n  - enemy:\n      - a\n      - b\n", "cannot be brought from format 0 to 1 safely (ties)"),
        ("- a\n", "is not a scenario"),
        ("", "is empty"),
    ],
)
def test_what_cannot_be_migrated_is_refused_and_says_why(text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as reason:
        migrate_text(text, "a.yaml")
    assert said in str(reason.value)
    assert str(reason.value).startswith("a.yaml:")


WORDS = st.text("abc -#:'é", min_size=1, max_size=6)
ENTRIES = st.fixed_dictionaries(
    {"who": WORDS}, optional={"at": WORDS, "fighters": st.integers(0, 9), "holds": st.just(["a"])}
)


def _written(section: str, entries: list[dict[str, Any]], styles: list[int]) -> str:
    """A list of entries in a mix of styles, as YAML; comments between them."""
    import json

    lines = [f"{section}:  # of the section"]
    for entry, style in zip(entries, styles, strict=True):
        rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
        if style % 2:
            lines.append(f"  - {{{', '.join(rows)}}}  # in one line")
        else:
            lines += [
                f"  -{' ' * (1 + style % 3)}{rows[0]}  # first",
                *(f"   {' ' * (1 + style % 3)}{row}" for row in rows[1:]),
            ]
        lines += ["", "  # between"]
    return "\n".join(lines) + "\n"


@given(
    st.sampled_from(["ties", "control", "forces"]),
    st.lists(st.tuples(ENTRIES, st.integers(0, 5)), min_size=1, max_size=4),
)
def test_any_list_becomes_a_mapping_of_the_same_entries_in_order(
    section: str, listed: list[tuple[dict[str, Any], int]]
) -> None:
    text = "title: x\n" + _written(section, [entry for entry, _ in listed], [style for _, style in listed])
    done = migrate_text(text, "a.yaml")
    data = parse_text(done.text, "a.yaml")[0]
    assert list(data[section].values()) == [entry for entry, _ in listed]
    assert done.text.count("#") == text.count("#")


def test_the_old_file_is_kept_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    for number, name in enumerate(["scenario.yaml.bak", "scenario.yaml.bak2", "scenario.yaml.bak3"]):
        file.write_bytes(codecs.BOM_UTF8 + f"title: {number}\r\n".encode())
        assert read_text(file) == f"title: {number}\r\n"
        assert replace_keeping(file, "format: 1\r\n").name == name
        assert file.read_bytes() == codecs.BOM_UTF8 + b"format: 1\r\n"
        assert (tmp_path / name).read_bytes() == codecs.BOM_UTF8 + f"title: {number}\r\n".encode()
