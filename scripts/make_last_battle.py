"""Writes docs/explanation/last-battle.md: the flagship's best-known claim explained end to end, as computed.

    sandtable run western-anbar-2017 --out RUN
    python scripts/make_last_battle.py RUN

Every number of the page comes from the stored run and from futures that this script runs again on its draws and luck;
with the defaults that takes a few minutes of two cores. Words of the note are a short cite with attribution.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sandtable.assumptions.structures import run_structures
from sandtable.ensemble.ensemble import Ensemble, open_run
from sandtable.face import brief_payload, judge, questions_of, read_scenario
from sandtable.face_why import compare, flip, show, why
from sandtable.views import numbers
from sandtable.views.story import places_named

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "last-battle.md"
CLAIM = "qaim-last"
FIRST, SECOND = "base", "author-without-collapse"
BESIDE = ("qaim-last", "hawija-last-town", "pockets-fall-alone")
"""Claims whose difference between the two readings is traced."""
ROWS = 6
"""Rows of a table at most."""


def _points(gain: float) -> str:
    return numbers.brier(gain)


def _chance(share: float) -> str:
    return numbers.probability(min(1.0, max(0.0, share)))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def _asked(row: dict[str, Any]) -> str:
    """What is asked, and the number."""
    band = f" We read that as *{row['band']['word']}* ({row['band']['text']})." if row["band"] else ""
    return (
        f"The note writes: “{row['cite']}”.{band} As a claim that a future can settle: {row['english']}.\n\n"
        f"It comes true in **{row['probability']['text']}** of {row['counts']['futures']['text']} futures: "
        f"*{row['word']}*. Simulation error alone: {row['interval']['text']}. Were the assumptions known, the number "
        f"would lie within {row['assumptions']['text']} in 80 of 100 cases. {row['against']['text']}"
    )


def _why(found: dict[str, Any]) -> str:
    """What it hangs on, one assumption at a time."""
    rows = [
        (one["meaning"], _points(one["gain"]), one["direction"], _ends(one["curve"]))
        for one in found["assumptions"][:ROWS]
    ]
    table = _table(("assumption", "gain", "as it grows", "lowest to highest tenth"), rows)
    more = len(found["assumptions"]) - len(rows)
    rest = f"\n\n{more} more stand out, each with less." if more > 0 else ""
    error = f"A forecast of {_chance(found['probability']['value'])} has an expected error of {_points(found['open'])}"
    return f"{error} Brier points. Finding out one assumption would take off:\n\n{table}{rest}\n\n" + " ".join(
        found["sentences"]
    )


def _ends(curve: list[list[float | None]]) -> str:
    shown = [chance for _, chance in curve if chance is not None]
    return f"{_chance(shown[0])} to {_chance(shown[-1])}"


def _flip(found: dict[str, Any]) -> str:
    """What it would take to give the claim another word."""
    if not found["flips"]:
        reach = "; ".join(
            f"{one['meaning']} ({numbers.interval(one['low'], one['high'])})" for one in found["unmoved"][:ROWS]
        )
        more = len(found["unmoved"]) - ROWS
        rest = f"; and so do {more} more that move it less" if more > 0 else ""
        return (
            f"No single assumption does it. From the lowest to the highest tenth of its own range each of these leaves "
            f"the claim *{found['word']}*: {reach}{rest}. The others were not found to move it by themselves."
        )
    rows = [
        (one["meaning"], f"{one['value']:.3g} {one['unit']}", f"{round(100 * one['level'])}", one["trial"]["word"])
        for one in found["flips"][:ROWS]
    ]
    return "These do, each tried on the same luck with all others drawn as before:\n\n" + _table(
        ("assumption", "known to be", "percentile of its prior", "the claim becomes"), rows
    )


def _structures(row: dict[str, Any]) -> str:
    """The range over other models, the largest differences first."""
    over = row["structures"]
    titles = {one["id"]: one["title"] for one in over["list"]}
    under = sorted(over["under"], key=lambda one: -abs(one["difference"]["value"]))
    rows = [(titles[one["id"]], one["probability"]["text"], one["difference"]["text"]) for one in under[: ROWS + 2]]
    return f"{over['text']}\n\n" + _table(("structure", "the claim", "difference"), rows)


def _compared(found: dict[str, Any]) -> str:
    """The two readings, and the couplings that carried the difference."""
    rows = sorted((one for one in found["claims"] if one["id"] in BESIDE), key=lambda one: BESIDE.index(one["id"]))
    shown = [
        (
            one["english"],
            _chance(one["first"]),
            _chance(one["second"]),
            f"{numbers.points(one['difference'])} ({numbers.points_interval(one['low'], one['high'])})",
        )
        for one in rows
    ]
    parts = [_table(("claim", "as the note has it", "without collapse", "difference"), shown)]
    carried = found["couplings"]["carried"]
    for one in rows:
        own = [link for link in carried if link["claim"] == one["id"] and link["clear"]]
        own.sort(key=lambda link: -abs(link["carried"]))
        lines = [
            f"- {link['from']} → {link['to']}: {numbers.points(link['carried'])} "
            f"({numbers.points_interval(link['low'], link['high'])})"
            for link in own[:ROWS]
        ]
        none = "- none of them by more than chance"
        parts.append(f"Of the difference in “{one['english']}” goes through:\n\n" + "\n".join(lines or [none]))
    return "\n\n".join(parts)


def _story(told: dict[str, Any], places: Iterable[str]) -> str:
    """A future and its branching day, told until the last of the places in question changes hands."""
    shown = [one for one in told["story"] if one["told"] or one["branching"]]
    last = max(number for number, one in enumerate(shown) if any(place in one["text"] for place in places))
    lines = [f"- {one['date']}: {one['text']}{' **◀**' if one['branching'] else ''}" for one in shown[: last + 1]]
    if last + 1 < len(shown):
        lines.append("- and so on: what comes later cannot turn the claim any more.")
    found = told["branching"]
    if found is None or found["after"]["value"] - found["before"]["value"] < 0.1:
        decided = "No single day decided it: at none of those tried did the chance rise by a tenth."
    else:
        ends = [_chance(found[name]["value"]) for name in ("before", "after")]
        what = "a span in which nothing happened" if found["quiet"] else "what is marked ◀"
        decided = (
            f"On the first day, under the assumptions of this future, it came out so in "
            f"{_chance(found['at_first']['value'])}. What decided it was {what}: the chance went from "
            f"{ends[0]} to {ends[1]}."
        )
    return f"{told['opening']}\n\n" + "\n".join(lines) + f"\n\n{decided}"


TEMPLATE = """# The last battle, explained

This page takes one claim of the flagship and asks everything of it that sandtable can answer, in the order in which
an analyst might. `scripts/make_last_battle.py` writes it from a run, and every number below is computed: {futures}
futures, seed {seed}, scenario `{hash}`, priors {priors}, sandtable {version}. How the war ended is used nowhere.

## What is claimed

{asked}

## What it hangs on

```bash
sandtable why RUN {claim}
```

{why}

## What it would take to change the word

```bash
sandtable flip RUN {claim}
```

{flip}

## Other models of the war

```bash
sandtable run western-anbar-2017 --structures
```

{structures}

A structure is a choice of the model and no number that is drawn; none is more right for being ours. What moves a claim
here and not in the table of assumptions hangs on how the war works, or how the note is read, and not on a number that
somebody could go and find out.

## With and without the note's own mechanism

The note expects that pockets which are cut off fall by themselves. The same draws and the same luck, once as the note
has it and once with nothing falling without a battle:

```bash
sandtable compare western-anbar-2017 {first} {second} --couplings
```

{compared}

Each coupling was switched off in both readings in turn; what is gone of the difference then went through it. Couplings
act one after another, so the parts do not add up to the whole.

## A future in which it happened

```bash
sandtable show RUN {claim}
```

{story}

## A future in which it did not

```bash
sandtable show RUN {claim} --false
```

{other}

## What this does not say

A share of simulated futures is not a frequency of real ones. The gains are of one assumption at a time, within one
structure; [the how-to](../how-to/why.md) says what that misses. Intervals are of the simulation's error alone, and the
range over structures is over those that were thought of.
"""


def page(ensemble: Ensemble, again: int) -> str:
    """The page of a stored run; `again` futures are run again for each change."""
    scenario = read_scenario("western-anbar-2017")
    questions = questions_of(scenario)
    structures = run_structures(ensemble, questions, again)
    payload = brief_payload(ensemble, judge(ensemble), {}, structures)
    row = next(one for one in payload["claims"] if one["id"] == CLAIM)
    row["structures"]["list"] = payload["structures"]["list"]
    places = [scenario.places[one].name for one in places_named(questions[CLAIM].claim)]
    assert set(BESIDE) <= set(questions)
    seed, run = ensemble.manifest.seed, payload["run"]
    return TEMPLATE.format(
        futures=run["futures"]["text"],
        seed=run["seed"]["text"],
        hash=run["scenario_hash"][:12],
        priors=run["prior_set"],
        version=run["sandtable"],
        claim=CLAIM,
        first=FIRST,
        second=SECOND,
        asked=_asked(row),
        why=_why(why(ensemble, CLAIM)),
        flip=_flip(flip(ensemble, CLAIM, futures=again)),
        structures=_structures(row),
        compared=_compared(compare(scenario, FIRST, SECOND, futures=again, seed=seed, couplings=True)),
        story=_story(show(ensemble, CLAIM), places),
        other=_story(show(ensemble, CLAIM, happened=False), places),
    )


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run", type=Path)
    parser.add_argument("--again", type=int, default=2_000)
    given = parser.parse_args()
    PAGE.write_text(page(open_run(given.run), given.again), encoding="utf-8")
    print(f"{PAGE.name}: written")


if __name__ == "__main__":
    main()
