"""The brief as PDF, set by typst with its own fonts; and a drawing as PNG. Words go over as data, never as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandtable.ensemble.store import write_whole
from sandtable.views.plain import plain
from sandtable.views.printed.content import blocks, pictures
from sandtable.views.printed.needed import need
from sandtable.views.printed.svg import map_svg

__all__ = ["pdf_bytes", "png_bytes", "write_pdf"]

TEMPLATE = Path(__file__).with_name("brief.typ")
_PICTURE = (
    b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 620pt)'
)


def write_pdf(payload: Mapping[str, Any], path: Path) -> Path:
    """Write the brief of a payload as PDF, whole or not at all. InvalidInput where typst is not installed."""
    page = pdf_bytes(payload)
    with write_whole(path) as file:
        file.write(page)
    return path


def pdf_bytes(payload: Mapping[str, Any]) -> bytes:
    """The PDF: tagged, with a title, without a date, so that the same payload gives the same bytes."""
    data = {
        "title": plain(payload["title"]),
        "foot": plain(payload["foot"]),
        "blocks": blocks(payload),
        "pictures": {f"map{date}": map_svg(payload, date) for date in pictures(payload)},
    }
    return _set(TEMPLATE.read_bytes(), "pdf", {"data": json.dumps(data, ensure_ascii=False, allow_nan=False)})


def png_bytes(svg: str) -> bytes:
    """A drawing as PNG, sharp enough for print."""
    return _set(_PICTURE, "png", {"svg": svg})


def _set(source: bytes, form: str, inputs: dict[str, str]) -> bytes:
    need("typst")
    import typst

    made = typst.compile(source, format=form, sys_inputs=inputs, ppi=200)  # type: ignore[call-overload] # a literal of ours
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made
