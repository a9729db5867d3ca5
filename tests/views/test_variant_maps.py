"""What variants change on the map: differences on the same futures, and the words behind a claim in their sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandtable.evidence.cites import Document
from sandtable.views import numbers
from sandtable.views.evidence_rows import with_evidence
from sandtable.views.variant_maps import held_shares, variant_maps
from views.synthetic import FIRST, manifest, random_futures, scenario, store
from views.test_brief import payload


def test_a_run_against_itself_changes_nothing(tmp_path: Path) -> None:
    ensemble = store(tmp_path / "run", manifest(10), random_futures(11, 20))
    found = variant_maps(ensemble, {"same": held_shares(ensemble)})
    assert found is not None
    assert found["list"] == [{"id": "same", "places": {}}]
    assert variant_maps(ensemble, {}) is None


def test_differences_are_of_the_same_futures_and_add_up_to_nothing(tmp_path: Path) -> None:
    futures = random_futures(11, 20)
    ensemble = store(tmp_path / "run", manifest(10), futures)
    falls = [[*one, (39.95, 1, 2, 1)] for one in futures[:8]]  # in the first four draws green takes the mill at last
    other = held_shares(store(tmp_path / "other", manifest(4), falls))
    found = variant_maps(ensemble, {"green": other})
    assert found is not None
    last = dict(found["list"][0]["places"]["mill"][-1])
    base = held_shares(ensemble, 4)
    assert (other.draws, base.draws) == (4, 4)
    assert last["green"] == pytest.approx(1.0 - base.shares[-1, 1, 3])
    assert sum(last.values()) == pytest.approx(0.0)
    assert found["texts"][f"{last['green']:g}"] == numbers.points(last["green"])
    assert "ford" not in found["list"][0]["places"]
    assert FIRST[1] == 0


def test_a_sentence_is_shown_where_its_text_is_at_hand(tmp_path: Path) -> None:
    text = "The river is high. All say that the mill should be lost by spring! Nothing else is known."
    shown = with_evidence(payload(tmp_path), scenario(), {"page": Document(text)})
    rows = {row["id"]: row["evidence"] for row in shown["claims"]}
    assert rows["mill-falls"] == [
        {
            "sentence": "All say that the mill should be lost by spring!",
            "quote": "the mill should be lost",
            "source": "A page of ours, 2020-02",
            "where": "sentence 2 of 3",
        }
    ]
    assert rows["ford-holds"] is None


def test_without_the_text_the_quote_stands_alone(tmp_path: Path) -> None:
    shown = with_evidence(payload(tmp_path), scenario(), {})
    (found,) = next(row["evidence"] for row in shown["claims"] if row["id"] == "mill-falls")
    assert (found["sentence"], found["quote"]) == (None, "the mill should be lost")
