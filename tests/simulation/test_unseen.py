"""A folder that nobody has seen before runs without a line of code, and planted truths come out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sandtable.claims.judge import judge
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.kinds import BY_COLLAPSE
from sandtable.scenario.read import read_scenario
from sandtable.simulation.run import Settings, simulate
from small_worlds import falls

SCENARIO = """
format: 1
title: The war of the salt road
as_of: 1931-05-01
until: 1932-04-30
theatre: [saltland]
sources:
  letter: {title: A letter, date: 1931-04}
actors:
  coast: {name: The Coast}
  desert: {name: The Desert}
  mountain: {name: The Mountain}   # lets nobody through and fights nobody
ties:
  war: {who: coast, enemy: [desert], assume: the letter says so}
places:
  harbour: {name: Harbour, at: [30.0, 10.0], supplies: [coast], assume: ships land here}
  wells: {name: Wells, at: [30.3, 10.3]}
  oasis: {name: Oasis, at: [30.6, 10.5]}
  fort: {name: Fort, at: [30.2, 10.7]}
  pass: {name: High Pass, at: [31.0, 10.8]}
  palace: {name: Palace, at: [31.4, 11.2], supplies: [desert], assume: the court lives here}
routes:
  salt-road: {between: [harbour, wells], km: [50, 60], assume: a day's ride}
  north-road: {between: [wells, oasis], km: [42, 60], assume: a day's ride}
  east-road: {between: [wells, fort], km: [43, 60], assume: a day's ride}
  high-road: {between: [oasis, pass], km: [55, 80], assume: two days' ride}
  court-road: {between: [pass, palace], km: [60, 90], assume: two days' ride}
control:
  mountain-holds: {who: mountain, holds: [pass], assume: as the letter has it}
  coast-holds: {who: coast, holds: [harbour, wells], assume: as the letter has it}
  desert-holds: {who: desert, holds: [oasis, fort, palace], assume: as the letter has it}
forces:
  oasis-guard: {who: desert, at: oasis, fighters: [200, 400], assume: a guess}
  fort-guard: {who: desert, at: fort, fighters: [200, 400], assume: a guess}
  palace-guard: {who: desert, at: palace, fighters: 900, assume: a guess}
formations:
  camels: {who: coast, fighters: [4000, 6000], base: wells, only: [oasis], assume: a guess}
priors:
  assault.base-odds: {value: 25, assume: the desert's guards will not fight}
  assault.quality: {value: 0, assume: nobody is better than another}
  assault.force-exponent: {value: 0.4, assume: as elsewhere}
  assault.fortified-odds: {value: -0.9, assume: as elsewhere}
  assault.air-odds: {value: 0, assume: there are no aircraft}
  choice.floor: {value: 0.1, assume: the coast is bold}
  losses.attackers: {value: 0.02, assume: as elsewhere}
  losses.attackers-spread: {value: 1, assume: as elsewhere}
  losses.defenders: {value: 0.09, assume: as elsewhere}
  losses.defenders-spread: {value: 1, assume: as elsewhere}
mechanisms: {collapse: author}
statements: {}
"""


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    folder = tmp_path_factory.mktemp("unseen") / "salt-road"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    return simulate(read_scenario(Path(folder)), futures=1000, settings=Settings(replicates=1))


def test_it_runs(ensemble: Ensemble) -> None:
    assert ensemble.complete
    assert ensemble.manifest.places == ("fort", "harbour", "oasis", "palace", "pass", "wells")
    assert ensemble.manifest.prior_set == "none"


def test_what_only_can_collapse_falls_without_assault(ensemble: Ensemble) -> None:
    collapsed = falls(ensemble, "fort", BY_COLLAPSE)
    assert np.isfinite(collapsed).mean() > 0.8
    assert (collapsed == falls(ensemble, "fort")).all()


def test_what_is_assaulted_with_certainty_falls(ensemble: Ensemble) -> None:
    assert np.isfinite(falls(ensemble, "oasis")).mean() > 0.95


def test_what_nobody_can_reach_stays(ensemble: Ensemble) -> None:
    for key in ("palace", "pass", "harbour", "wells"):
        assert not np.isfinite(falls(ensemble, key)).any()


def test_the_claims_say_so(ensemble: Ensemble) -> None:
    claims = {"fort": "fort falls without assault", "palace": "palace falls", "oasis": "oasis falls"}
    shares = {row.id: row.probability for row in judge(ensemble, claims).rows}
    assert shares["palace"] == 0
    assert shares["fort"] > 0.8
    assert shares["oasis"] > 0.95
