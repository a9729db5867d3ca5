"""The brief as a Word document: the same blocks as the PDF, in Word's own styles, so that it can be edited."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sandtable.ensemble.store import write_whole
from sandtable.views.plain import plain
from sandtable.views.printed.content import blocks, pictures
from sandtable.views.printed.needed import need
from sandtable.views.printed.pdf import png_bytes
from sandtable.views.printed.svg import map_svg

__all__ = ["write_docx"]

_NO_XML = re.compile(r"[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
WIDE = 16.5
"""Centimetres of text between the margins."""
PICTURE = 12.5
"""Centimetres of a map: the first one finds room on the first page."""


def _safe(text: str) -> str:
    return _NO_XML.sub("", plain(text))


def write_docx(payload: Mapping[str, Any], path: Path) -> Path:
    """Write the brief of a payload as DOCX, whole or not at all. InvalidInput where a library is not installed."""
    need("docx", "typst")
    document = _document(payload)
    images = {f"map{date}": png_bytes(map_svg(payload, date)) for date in pictures(payload)}
    for block in blocks(payload):
        _KINDS[block["kind"]](document, block, images)
    with write_whole(path) as file:
        document.save(file)
    return path


def _document(payload: Mapping[str, Any]) -> Any:
    """An empty document with our margins, its title, and the line on use at the foot of every page."""
    import datetime

    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21.0 - WIDE) / 2)
    foot = section.footer.paragraphs[0].add_run(_safe(payload["foot"]))
    foot.font.size = Pt(8)
    properties = document.core_properties
    properties.title, properties.author = _safe(payload["title"])[:255], "sandtable"
    properties.created = properties.modified = datetime.datetime(2000, 1, 1)  # the same payload gives the same file
    document.styles["Normal"].font.size = Pt(10.5)
    return document


def _title(document: Any, block: Mapping[str, Any], images: Mapping[str, bytes]) -> None:
    document.add_heading(_safe(block["text"]), 0)
    document.add_paragraph(_safe(block["under"]))


def _heading(document: Any, block: Mapping[str, Any], images: Mapping[str, bytes]) -> None:
    document.add_heading(_safe(block["text"]), block["level"])


def _number(document: Any, block: Mapping[str, Any], images: Mapping[str, bytes]) -> None:
    from docx.shared import Pt

    line = document.add_paragraph()
    number = line.add_run(_safe(block["number"]))
    number.bold, number.font.size = True, Pt(24)
    line.add_run(f"  {_safe(block['word'])}").bold = True
    document.add_paragraph(_safe(block["asked"]))


def _para(document: Any, block: Mapping[str, Any], images: Mapping[str, bytes]) -> None:
    from docx.shared import Pt

    if block["manner"] == "quote":
        document.add_paragraph(_safe(block["text"]), style="Quote")
        return
    run = document.add_paragraph().add_run(_safe(block["text"]))
    if block["manner"] == "soft":
        run.font.size = Pt(9)


def _list(document: Any, block: Mapping[str, Any], images: Mapping[str, bytes]) -> None:
    for item in block["items"]:
        document.add_paragraph(_safe(item), style="List Bullet")


def _table(document: Any, block: Mapping[str, Any], images: Mapping[str, bytes]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = document.add_table(rows=1, cols=len(block["head"]), style="Light Shading")
    table.autofit = False
    _without_bands(table)
    for cell, word in zip(table.rows[0].cells, block["head"], strict=True):
        head = cell.paragraphs[0].add_run(_safe(word))
        head.font.size = Pt(8)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # said again on each page
    for row in block["rows"]:
        for cell, lines in zip(table.add_row().cells, row, strict=True):
            cell.text = _safe(lines[0]) if lines else ""
            for line in lines[1:]:
                cell.add_paragraph(_safe(line))
            cell.paragraphs[-1].paragraph_format.space_after = Pt(5)
            for number, paragraph in enumerate(cell.paragraphs):
                for run in paragraph.runs:
                    run.font.size, run.bold = Pt(8 if number else 9), False
    total = sum(block["widths"])
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, wide in zip(table.columns, block["widths"], strict=True):
        column.width = Cm(WIDE * wide / total)
        for cell in column.cells:
            cell.width = Cm(WIDE * wide / total)
    document.add_paragraph()


def _without_bands(table: Any) -> None:
    """Lines alone part the rows: grey bands print badly."""
    from docx.oxml.ns import qn

    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:noHBand"), "1")
        look.set(qn("w:val"), "0620")


def _picture(document: Any, block: Mapping[str, Any], images: Mapping[str, bytes]) -> None:
    from docx.shared import Cm

    document.add_picture(io.BytesIO(images[block["name"]]), width=Cm(PICTURE))
    shown = document.inline_shapes[len(document.inline_shapes) - 1]
    shown._inline.docPr.set("descr", _safe(block["alt"]))
    document.add_paragraph(_safe(block["caption"]), style="Caption")


_KINDS: Mapping[str, Callable[[Any, Mapping[str, Any], Mapping[str, bytes]], None]] = {
    "title": _title,
    "heading": _heading,
    "number": _number,
    "para": _para,
    "list": _list,
    "table": _table,
    "picture": _picture,
}
