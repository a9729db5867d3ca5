"""Older scenario files brought to today's format, one step a format, without touching a comment or a blank line.

A step changes plain values (`step`: what the file means afterwards) and says where the text must change (`edits`).
The text is edited in place and read again; only if it then means exactly what the step says is it given out.

Format 0 is what the first drafts of the design used, before files carried a version: `format` absent or 0, and lists
instead of mappings in ties, routes, control and forces, whose entries had no names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from sandtable.errors import InvalidInput, Mark, Problem
from sandtable.scenario.marks import parse_text

__all__ = ["CURRENT", "STEPS", "Migrated", "format_of", "migrate_text"]

CURRENT = 1
"""The format that this version reads."""

_LISTED = ("ties", "routes", "control", "forces")
_PLAIN_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Migrated:
    """A text in today's format, the format that it had, and what was changed, in words."""

    text: str
    before: int
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text from offset `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one format to the next: the values that must come out, the edits that bring them, the changes in words."""

    values: Callable[[dict[str, Any]], dict[str, Any]]
    edits: Callable[[str, MappingNode, dict[str, Any]], Iterator[Edit]]
    words: Callable[[dict[str, Any]], Iterator[str]]


def format_of(data: Mapping[str, Any], file: str) -> int:
    """The format that a file states; 0 when it states none. InvalidInput when it is no known number."""
    stated = data.get("format", 0)
    if isinstance(stated, int) and not isinstance(stated, bool) and 0 <= stated <= CURRENT:
        return stated
    newer = isinstance(stated, int) and not isinstance(stated, bool) and stated > CURRENT
    why = f"is newer than this version of sandtable reads ({CURRENT})." if newer else "is no number of a format."
    raise InvalidInput([Problem(f"format {str(stated)[:40]!r} {why}", "format", Mark(file, 1, 1))])


def migrate_text(text: str, file: str) -> Migrated:
    """The text in today's format; unchanged when it has that format already.

    Raises InvalidInput when the text is no YAML that sandtable reads, has an unknown format, or holds something that
    no step can change safely: then nothing is changed at all.
    """
    data, _marks = parse_text(text, file)
    before = format_of(data, file)
    said: list[str] = []
    for number in range(before, CURRENT):
        step = STEPS[number]
        wanted = step.values(data)
        said += step.words(data)
        text = _edited(text, step.edits(text, _root(text), data))
        data = _read_again(text, file)
        if data != wanted:
            parts = ", ".join(key for key in wanted if wanted[key] != data.get(key)) or "the file"
            message = f"cannot be brought from format {number} to {number + 1} safely ({parts}). Change it by hand."
            raise InvalidInput([Problem(message, mark=Mark(file, 1, 1))])
    return Migrated(text, before, tuple(said))


def _read_again(text: str, file: str) -> dict[str, Any]:
    try:
        return parse_text(text, file)[0]
    except InvalidInput:
        return {}


def _root(text: str) -> MappingNode:
    """The tree of nodes of a text that `parse_text` has let through, each with its offsets."""
    root = YAML(typ="safe", pure=True).compose(text)
    assert isinstance(root, MappingNode)
    return root


def _edited(text: str, edits: Iterator[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: (-edit.start, -edit.end)):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _children(node: Node) -> dict[str, tuple[Node, Node]]:
    """Key and value nodes of a mapping, by key."""
    pairs = node.value if isinstance(node, MappingNode) else []
    return {str(key.value): (key, value) for key, value in pairs}


def _span(node: Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


# --- format 0 to 1: entries get names, and a tie says `who` ---


def _id_from(words: list[object], taken: set[str]) -> str:
    """A name made of an entry's own words, with a number where that is taken already."""
    parts = (_PLAIN_LETTERS.sub("-", str(word).lower()).strip("-") for word in words)
    base = "-".join(part for part in parts if part)[:50].strip("-") or "entry"
    base = base if base[0].isalpha() else f"entry-{base}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _naming(section: str, entry: Any) -> list[object]:
    """The words of an entry that its name is made of."""
    if not isinstance(entry, dict):
        return [section]
    if section == "routes" and isinstance(entry.get("between"), list):
        return list(entry["between"])
    if section == "ties":
        form = next((form for form in ("enemy", "ally", "rival", "client", "permits") if form in entry), "tie")
        return [entry.get("who", entry.get("patron", "")), form]
    return [entry.get("who", ""), entry.get("at", "")] if section == "forces" else [entry.get("who", section), "holds"]


def _mutual(entry: Mapping[str, Any]) -> str:
    """The form of a tie that lists both sides and says no `who`, empty when the tie says who."""
    if "who" in entry or "patron" in entry:
        return ""
    forms = [form for form in ("enemy", "ally", "rival") if isinstance(entry.get(form), list) and len(entry[form]) > 1]
    return forms[0] if len(forms) == 1 else ""


def _entry_to_1(section: str, entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    if section == "ties":
        renamed = {"who" if key == "patron" else key: value for key, value in entry.items()}
        form = _mutual(renamed)
        return {"who": renamed[form][0], **renamed, form: renamed[form][1:]} if form else renamed
    if section == "control" and entry.get("as") == "pocket":
        return {("pocket" if key == "as" else key): (True if key == "as" else value) for key, value in entry.items()}
    return entry


def _listed(data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Sections that are lists, and the name that each entry gets."""
    for section in _LISTED:
        if isinstance(data.get(section), list) and data[section]:
            taken: set[str] = set()
            entries = [_entry_to_1(section, entry) for entry in data[section]]
            yield section, [_id_from(_naming(section, entry), taken) for entry in entries]


def _values_to_1(data: dict[str, Any]) -> dict[str, Any]:
    changed = {**data, "format": 1}
    for section, names in _listed(data):
        entries = (_entry_to_1(section, entry) for entry in data[section])
        changed[section] = dict(zip(names, entries, strict=True))
    return changed


def _words_to_1(data: dict[str, Any]) -> Iterator[str]:
    yield "format: 1"
    for section, names in _listed(data):
        some = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        yield f"{section}: {len(names)} entries have names now ({some})"


def _edits_to_1(text: str, root: MappingNode, data: dict[str, Any]) -> Iterator[Edit]:
    sections = _children(root)
    newline = "\r\n" if "\r\n" in text else "\n"
    if "format" in sections:
        yield Edit(*_span(sections["format"][1]), "1")
    else:
        start = root.start_mark.index
        yield Edit(start, start, "format: 1, " if root.flow_style else f"format: 1{newline}")
    for section, names in _listed(data):
        key, value = sections[section]
        assert isinstance(value, SequenceNode)
        for entry, plain in zip(value.value, data[section], strict=True):
            yield from _entry_edits(text, section, entry, plain)
        named = zip(value.value, names, strict=True)
        yield from _flow_names(value, named) if value.flow_style else _block_names(text, key, value, named, newline)


def _flow_names(value: SequenceNode, named: Iterator[tuple[Node, str]]) -> Iterator[Edit]:
    """`[{…}, {…}]` becomes `{name: {…}, name: {…}}`."""
    start, end = _span(value)
    yield Edit(start, start + 1, "{")
    yield Edit(end - 1, end, "}")
    for entry, name in named:
        yield Edit(entry.start_mark.index, entry.start_mark.index, f"{name}: ")


def _block_names(
    text: str, key: Node, value: SequenceNode, named: Iterator[tuple[Node, str]], newline: str
) -> Iterator[Edit]:
    """`- {…}` becomes `name: {…}`; a list that is not indented below its key is indented by two spaces."""
    start, end = _span(value)
    shift = "  " if value.start_mark.column <= key.start_mark.column else ""
    for entry, name in named:
        at = entry.start_mark.index
        dash = text.rfind("-", 0, at)
        block = isinstance(entry, MappingNode) and not entry.flow_style
        same_line = text[dash + 1 : at].strip(" ") == ""
        gap = newline + shift + " " * entry.start_mark.column if block and same_line else text[dash + 1 : at]
        yield Edit(dash, at, f"{name}:{gap}")
    for line in re.finditer(r"[^\r\n]+", text[:end] if shift else ""):
        if line.start() >= start or start in range(line.start(), line.end()):
            yield Edit(line.start(), line.start(), shift)


def _entry_edits(text: str, section: str, entry: Node, plain: Any) -> Iterator[Edit]:
    """Edits inside one entry: `patron` becomes `who`, a mutual tie gets one, `as: pocket` becomes `pocket: true`."""
    parts = _children(entry)
    if section == "ties" and "patron" in parts:
        yield Edit(*_span(parts["patron"][0]), "who")
    form = _mutual(plain) if section == "ties" and isinstance(plain, dict) else ""
    if form:
        key, sides = parts[form]
        newline = "\r\n" if "\r\n" in text else "\n"
        joint = ", " if isinstance(entry, MappingNode) and entry.flow_style else newline + " " * key.start_mark.column
        if isinstance(sides, SequenceNode) and sides.flow_style:
            first, *others = map(str, plain[form])
            yield Edit(key.start_mark.index, key.start_mark.index, f"who: {first}{joint}")
            yield Edit(*_span(sides), f"[{', '.join(others)}]")
    if section == "control" and isinstance(plain, dict) and plain.get("as") == "pocket":
        yield Edit(*_span(parts["as"][0]), "pocket")
        yield Edit(*_span(parts["as"][1]), "true")


STEPS: dict[int, Step] = {0: Step(_values_to_1, _edits_to_1, _words_to_1)}
"""The step that leads away from each older format."""
