"""Reads an exported table of control and counts who held a place on a day; shown in the how-to on exports."""

# --8<-- [start:whole]
import csv
from collections import Counter
from pathlib import Path


def holders(table: Path, place: str, day: str) -> Counter[str]:
    """How many futures have each side in the place on the day (ISO dates sort as texts)."""
    counted: Counter[str] = Counter()
    with table.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            here = row["place"] == place and row["replicate"] == "0"
            if here and row["from"] <= day and (day < row["to"] or row["lasts"] == "true"):
                counted[row["holder"]] += 1
    return counted


# --8<-- [end:whole]
