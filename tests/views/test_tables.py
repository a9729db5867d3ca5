"""Tables for the terminal fit 80 columns, carry no escape codes when piped, and obey nothing that they print."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from sandtable.views import tables
from sandtable.views.payload import build_payload
from sandtable.views.plain import plain, shorten
from views.synthetic import manifest, random_futures, scenario, store, verdicts


def printed(what: object, width: int = 80) -> str:
    out = io.StringIO()
    tables.show(what, Console(file=out, width=width))  # type: ignore[arg-type]
    return out.getvalue()


def claims(folder: Path, name: str = "Mill") -> str:
    raw = scenario().model_dump(mode="json", exclude_none=True)
    raw["places"]["mill"]["name"] = name
    ensemble = store(folder / "run", manifest(10), random_futures(11, 20))
    found = verdicts(mill_falls=(3, 6, 1), ford_holds=(10, 0, 0))
    return printed(tables.claims_table(build_payload(ensemble, scenario(**raw), found, hangs_on={}, variants={})))


def test_the_claims_table_fits_and_says_the_numbers(tmp_path: Path) -> None:
    text = claims(tmp_path)
    assert max(len(line) for line in text.splitlines()) <= 80
    for piece in (
        "30\u00a0%",
        "unlikely",
        "28\u201332\u00a0%",
        "likely*",
        "55\u201380\u00a0%",
        ">99\u00a0%",
        "10\u00a0% open",
        "our reading",
    ):
        assert piece in text


def test_what_is_piped_is_plain(tmp_path: Path) -> None:
    assert "\x1b" not in claims(tmp_path, "[red]Mill[/red] \x1b[31mred\x1b]0;title\x07")


def test_square_brackets_are_text(tmp_path: Path) -> None:
    assert "[bold]" in claims(tmp_path, "[bold]Mill")


def test_the_list_of_scenarios_fits() -> None:
    text = printed(tables.scenarios_table({"two-rivers": scenario(), "again": scenario(title="A long title " * 9)}))
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "two-rivers" in text
    assert "dry-summer" in text


def test_plain_text_has_one_line_and_no_hidden_marks() -> None:
    assert plain("a\tb\nc\x1b[0m\u202ed\ud800") == "a b c[0md"
    assert plain("  القائم  ") == "القائم"


def test_shortened_text_ends_at_a_word() -> None:
    assert shorten("one two three", 20) == "one two three"
    assert shorten("one two three", 9) == "one two\u2026"
    assert len(shorten("x" * 50, 10)) == 10
