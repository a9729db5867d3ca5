"""What a field of a scenario means, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.scenario.meaning import Meaning
from sandtable.views.plain import shorten

__all__ = ["meaning_lines"]

_EXAMPLE_LENGTH = 66


def meaning_lines(meaning: Meaning) -> Iterator[str]:
    """A field in a few lines: its words, then type, unit, bounds, default, example and the fields below it."""
    yield f"{meaning.path}: {meaning.words}"
    yield f"  type:     {meaning.kind.partition(' (')[0] if meaning.keys else meaning.kind}"
    if meaning.unit:
        yield f"  unit:     {meaning.unit}"
    if meaning.allowed:
        yield f"  allowed:  {', '.join(meaning.allowed)}"
    yield f"  default:  {'none: it must be given' if meaning.required else meaning.default or 'left out'}"
    if meaning.example:
        last = meaning.path.rpartition(".")[2]
        yield f"  example:  {shorten(f'{last}: {meaning.example}', _EXAMPLE_LENGTH)}"
    if meaning.keys:
        yield f"  fields:   {', '.join(meaning.keys)}"
