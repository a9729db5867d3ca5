"""The pages on explaining: transcripts are cut from tested files at the right lines; every kind and layer is named."""

from __future__ import annotations

import re
import typing
from pathlib import Path

from sandtable.claims.parse import parse
from sandtable.evidence.hedges import TABLES
from sandtable.scenario.read import read_scenario
from sandtable.scenario.schema import Layer, Statement
from sandtable.views.explain.record import SECTIONS
from sandtable.views.explain.render import as_text
from sandtable.views.explain.told import explain
from sandtable.views.layers import LAYER_WORDS, TABLE_WORDS, listed, waiting

CUT = re.compile(r'^--8<-- "tests/views/explain/([\w.-]+?)(?::(\d+):(\d+))?"$', re.MULTILINE)


def page(root: Path, name: str) -> str:
    return (root / "docs" / name).read_text(encoding="utf-8")


def test_every_cut_begins_with_a_heading_and_ends_with_its_section(root: Path) -> None:
    cuts = CUT.findall(page(root, "how-to/explain.md"))
    assert len(cuts) == 5
    headings = {title.upper() for title in SECTIONS.values()}
    for name, first, last in cuts:
        lines = (root / "tests" / "views" / "explain" / name).read_text(encoding="utf-8").splitlines()
        cut = lines[int(first) - 1 : int(last)] if first else lines
        assert cut[0] in headings | {"Three towns (an invented war)"}
        assert cut[-1].startswith("      ")
        following = lines[int(last) :] if last else []
        assert following[:1] in ([""], []), "the section goes on after the cut"


def test_the_flagships_disagreements_are_those_on_the_page(root: Path) -> None:
    told = explain(read_scenario("western-anbar-2017"))
    text = as_text(told).split(SECTIONS["map"].upper())[1].split(SECTIONS["unknown"].upper())[0]
    shown = (root / "tests" / "views" / "explain" / "flagship-map.txt").read_text(encoding="utf-8")
    assert shown == f"{SECTIONS['map'].upper()}{text.rstrip()}\n".replace(
        "not verified", "verified at lock, text not present"
    )


def test_the_reference_names_every_kind_layer_and_table(root: Path) -> None:
    text = page(root, "reference/statements.md")
    kinds = typing.get_args(Statement.model_fields["kind"].annotation)
    assert len(kinds) == 6
    for word in (*kinds, *typing.get_args(Layer), *TABLES, "claim", "cannot_be_settled", "waits_for", "on_map", "ids"):
        assert f"`{word}`" in text, word


def test_every_layer_and_table_has_words() -> None:
    assert set(LAYER_WORDS) == set(typing.get_args(Layer))
    assert set(TABLE_WORDS) == set(TABLES)
    opening = "Waits for a part of the model that is not built, or not used here, yet: "
    assert waiting(["roads"]) == f"{opening}roads that open and close."
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")] == [
        "",
        "a",
        "a and b",
        "a, b or c",
    ]


def test_the_hint_of_a_claim_without_deadline_is_a_claim() -> None:
    assert parse("hawija falls without assault by the end")
