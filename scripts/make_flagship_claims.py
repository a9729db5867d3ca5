"""Writes docs/reference/flagship-claims.md: every statement of the flagship that a future can settle, judged.

    sandtable run western-anbar-2017 --out RUN
    python scripts/make_flagship_claims.py RUN [--structures FUTURES]

Words of the note are short cites with attribution; the English and every number are computed from the stored run.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sandtable.ensemble.ensemble import open_run
from sandtable.face import brief_payload, judge, judge_structures, suppose

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "flagship-claims.md"

HEAD = """# The flagship's claims

Every statement of the scenario *western-anbar-2017* that a future can settle: the author's words (short cites
from the note named in the scenario), the claim in plain English as the program renders it, and its verdict, with three
ranges that mean three things: *simulation error*, for too few futures; *over assumptions*, for numbers that nobody
knows; *over structures*, for other ways in which the world may work (other laws of battle, rules of choice, settings,
and readings of the note), {structures} of them, with the one that moves the number most. Statements marked *ours* are
questions that the note does not ask. `scripts/make_flagship_claims.py` writes this page from a run:
{futures} futures, seed {seed}, scenario `{hash}`, priors {priors}, sandtable {version}.

| statement | the author's words | as a claim | probability | simulation error | over assumptions | \
over structures | still open |
|---|---|---|---|---|---|---|---|
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _structures(row: dict[str, Any]) -> str:
    """The range over structures, and what moves the number most."""
    over = row["structures"]
    if over is None:
        return "not run"
    carrier = over["carrier"]
    if carrier is None:
        return f"{over['reach']}; none moves it"
    return f"{over['reach']}; most by “{carrier['title']}”: {carrier['difference']['text']}"


def _row(row: dict[str, Any]) -> str:
    words = f"“{row['cite']}”" if row["cite"] else "*ours*"
    hedge = row["reads"] or row["hedge"]
    words += f" ({'read as ' if row['reads'] else ''}{hedge})" if hedge else ""
    extra = [row[key]["text"] for key in ("given", "than", "suppose", "margin") if row[key]]
    said = " ".join([row["english"] + ".", *extra])
    chance = f"{row['probability']['text']}, {row['word']}"
    range_ = row["assumptions"]["text"] if row["assumptions"] else "not assessed"
    open_ = row["undecided"]["text"].removesuffix(" at the end")
    cells = (f"`{row['id']}`", words, said, chance, row["interval"]["text"], range_, _structures(row), open_)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def main() -> None:
    """Judge the stored run and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run", type=Path)
    parser.add_argument("--structures", type=int, default=2_000, help="futures under each structure")
    words = parser.parse_args()
    ensemble = open_run(words.run)
    structures = judge_structures(ensemble, words.structures)
    payload = brief_payload(ensemble, suppose(ensemble, judge(ensemble)), {}, structures)
    run = payload["run"]
    head = HEAD.format(
        structures=f"{len(payload['structures']['list'])}",
        futures=run["futures"]["text"],
        seed=run["seed"]["text"],
        hash=run["scenario_hash"][:12],
        priors=run["prior_set"],
        version=run["sandtable"],
    )
    PAGE.write_text(head + "\n".join(_row(row) for row in payload["claims"]) + "\n", encoding="utf-8")
    print(f"{PAGE.name}: {len(payload['claims'])} claims")


if __name__ == "__main__":
    main()
