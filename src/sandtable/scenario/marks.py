"""YAML text into plain values, with the line and column of each: the gate through which untrusted files come in.

Only the plain part of YAML is read: no anchors, aliases, merge keys or tags (which is how a small file becomes a
huge one), one document, bounded depth and size. The parser's events are read one by one, without recursion, and
scalars are resolved by YAML 1.2's core rules, so that `on` and `no` stay words and a date stays text.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from sandtable.errors import InvalidInput, Mark, Problem

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_KEY", "MAX_VALUES", "Marks", "join", "parse_text", "text_of"]

MAX_BYTES = 5_000_000
"""Largest file that is read, in bytes."""
MAX_DEPTH = 30
"""Deepest nesting of lists and mappings."""
MAX_KEY = 200
"""Longest key, in characters."""
MAX_VALUES = 200_000
"""Most values in one file."""

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z", re.ASCII)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z", re.ASCII)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_BAD_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

# What the parser says, as a person would say it. Each pattern is tried in turn; the first that fits is used.
_PLAIN_WORDS = (
    (
        r"expected ',' or '([\]}])', but got '<scalar>'",
        r"text goes on where `,` or `{0}` belongs. An apostrophe inside '…' is written twice.",
    ),
    (r"character '\\t' that cannot start", "a tab stands where YAML wants spaces. Indent with spaces."),
    (
        r"character '(.)' that cannot start",
        r"a value cannot begin with {0}. Put the value in quotes.",
    ),
    (
        r"mapping values are not allowed",
        "a second `key:` on one line, or a line indented too far. Quote text that holds `: `.",
    ),
    (
        r"expected ',' or '([\]}])'",
        r"a list or mapping in brackets is not closed: `,` or `{0}` is missing before this place.",
    ),
    (r"unexpected end of stream", "this quotation mark is never closed."),
    (r"could not find expected ':'", "a `:` after the key is missing."),
    (
        r"expected <block end>, but found '<scalar>'",
        "text goes on after a closing quotation mark. Double the quotation mark inside the text.",
    ),
    (r"expected <block end>", "this line is indented differently from the lines that it belongs to."),
    (r"unknown escape character", "a `\\` inside \"…\" begins no known escape. Use '…' quotes."),
    (r"expected the node content, but found '(.+)'", r"a value is missing before `{0}`."),
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each value and each key of a file stands, by dotted path (`forces.qaim-garrison.fighters`).

    Items of a list are numbered from 0 in paths (`control.daesh.holds.2`). `quotes` holds the quotation mark of
    scalars on one line (empty for plain ones), so that a place inside a text can be found.
    """

    file: str
    values: dict[str, Mark] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)
    blocks: set[str] = field(default_factory=set)
    one_line: dict[str, str] = field(default_factory=dict)

    def of(self, path: str) -> Mark | None:
        """The mark to show for a path: of the value, of the key for an indented block, or of the nearest parent."""
        while path:
            if path in self.blocks and path in self.keys:
                return self.keys[path]
            if path in self.values:
                return self.values[path]
            path = path.rpartition(".")[0]
        return Mark(self.file, 1, 1)

    def key(self, path: str) -> Mark | None:
        """The mark of the key that a path ends in (for a key that should not be there)."""
        return self.keys.get(path) or self.of(path)

    def inside(self, path: str, column: int) -> Mark | None:
        """The mark of a column (from 1) inside a text; the text's own mark where it runs over several lines."""
        mark = self.values.get(path)
        if mark is None or path not in self.one_line:
            return self.of(path)
        return Mark(mark.file, mark.line, mark.column + len(self.one_line[path]) + column - 1)


def join(path: str, key: object) -> str:
    """The dotted path of an entry below `path`."""
    return f"{path}.{key}" if path else str(key)


def text_of(raw: bytes, file: str) -> str:
    """The text of a file's bytes: UTF-8, with or without a byte order mark; InvalidInput when it is not text."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as reason:
        line = raw.count(b"\n", 0, reason.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, reason.start) + 1 : reason.start].decode()) + 1
        message = "is not UTF-8 text from here on. Save the file as UTF-8."
        raise InvalidInput([Problem(message, mark=Mark(file, line, column))]) from None
    bad = _BAD_CHARACTER.search(text)
    if bad:
        message = f"holds a character that no text should hold (U+{ord(bad[0]):04X}). Delete it."
        raise InvalidInput([Problem(message, mark=_Places(text, file).mark(bad.start()))])
    return text


class _Places:
    """Line and column of an offset in a text: lines end with LF, CR LF or CR, as editors count them."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]

    def mark(self, offset: int) -> Mark:
        line = bisect_right(self.starts, offset)
        return Mark(self.file, line, offset - self.starts[line - 1] + 1)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    path: str
    value: Any
    key: str | None = None

    @property
    def child(self) -> str:
        return join(self.path, len(self.value) if isinstance(self.value, list) else self.key)


class _Reader:
    """Builds plain values from parser events and keeps every problem that does not stop the reading."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.places = _Places(text, file)
        self.marks = Marks(file)
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.root: Any = None
        self.documents = self.count = 0

    def stop(self, message: str, offset: int, path: str = "") -> InvalidInput:
        return InvalidInput([*self.problems, Problem(message, path, self.places.mark(offset))])

    def read(self) -> Any:
        """Read all events; the value of the one document."""
        try:
            for event in YAML(typ="safe", pure=True).parse(self.text):
                self.take(event)
        except YAMLError as reason:
            raise self.stop(_in_plain_words(reason), _offset(reason)) from None
        except (ValueError, OverflowError, RecursionError):
            raise self.stop("is not YAML that can be read.", 0) from None
        return self.root

    def take(self, event: Any) -> None:
        """Let one event act."""
        name, offset = type(event).__name__, event.start_mark.index
        if name == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise self.stop("a second document begins here. Keep one scenario a file.", offset)
        elif name == "AliasEvent" or getattr(event, "anchor", None):
            raise self.stop("anchors and aliases (& and *) are not read here. Write the value out.", offset)
        elif getattr(event, "tag", None):
            raise self.stop("tags (!) are not read here. Leave the tag out, or put the text in quotes.", offset)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self.open.pop()
        elif name == "ScalarEvent":
            self.scalar(event, offset)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self.collection(event, offset, {} if name == "MappingStartEvent" else [])

    def collection(self, event: Any, offset: int, value: Any) -> None:
        """Begin a list or mapping."""
        if len(self.open) >= MAX_DEPTH:
            raise self.stop(f"is nested more than {MAX_DEPTH} levels deep.", offset)
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            raise self.stop("a key must be one word, not a list or mapping.", offset, self.open[-1].path)
        path = self.place(value, offset)
        if not event.flow_style:
            self.marks.blocks.add(path)
        self.open.append(_Open(path, value))

    def scalar(self, event: Any, offset: int) -> None:
        """Take one scalar, as a key or as a value."""
        above = self.open[-1] if self.open else None
        if above and isinstance(above.value, dict) and above.key is None:
            self.take_key(above, event, offset)
            return
        path = self.place(_resolve(event), offset)
        bad = _BAD_CHARACTER.search(event.value)
        if bad:
            message = f"holds a character that no text should hold (U+{ord(bad[0]):04X}). Delete it."
            self.problems.append(Problem(message, path, self.marks.values[path]))
        if event.style in (None, "'", '"') and event.start_mark.line == event.end_mark.line:
            self.marks.one_line[path] = event.style or ""

    def take_key(self, above: _Open, event: Any, offset: int) -> None:
        """Take a key: text, not a merge key, not written before in the same mapping."""
        mark, key = self.places.mark(offset), event.value
        above.key = key
        path = join(above.path, key)
        if key == "<<" and event.style is None:
            raise self.stop("merge keys (<<) are not read here. Write the values out.", offset, above.path)
        if len(key) > MAX_KEY:
            self.problems.append(
                Problem(f"the key {key[:40]!r}… is longer than {MAX_KEY} characters.", above.path, mark)
            )
        elif not isinstance(_resolve(event), str) or _BAD_CHARACTER.search(key):
            self.problems.append(Problem(f"the key {key[:40]!r} must be a word.", above.path, mark))
        if key in above.value:
            first = self.marks.keys[path].line
            self.problems.append(Problem(f"is written twice (first on line {first}). Keep one.", path, mark))
        else:
            self.marks.keys[path] = mark

    def place(self, value: Any, offset: int) -> str:
        """Put a value where it belongs and note its mark; its dotted path."""
        self.count += 1
        if self.count > MAX_VALUES:
            raise self.stop(f"holds more than {MAX_VALUES} values.", offset)
        if not self.open:
            self.root = value
            return ""
        above = self.open[-1]
        path = above.child
        self.marks.values.setdefault(path, self.places.mark(offset))
        if isinstance(above.value, list):
            above.value.append(value)
        else:
            above.value.setdefault(above.key, value)
            above.key = None
        return path


def _resolve(event: Any) -> Any:
    """The value of a scalar by YAML 1.2's core rules; quoted and block scalars are text."""
    text: str = event.value
    if event.style is not None:
        return text
    word = text if text in _WORDS else text.lower() if text in (text.title(), text.upper()) else text
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.match(text):
        return int(text)
    if _NUMBER.match(text):
        return float(text)
    infinity = re.match(r"([-+]?)\.(inf|Inf|INF)\Z", text)
    if infinity:
        return float(f"{infinity[1]}inf")
    return float("nan") if text in (".nan", ".NaN", ".NAN") else text


def _offset(reason: YAMLError) -> int:
    if not isinstance(reason, MarkedYAMLError):
        return getattr(reason, "position", None) or 0
    unclosed = "quoted scalar" in (reason.context or "") and "unexpected" in (reason.problem or "")
    mark = reason.context_mark if unclosed or reason.problem_mark is None else reason.problem_mark
    return mark.index if mark else 0


def _in_plain_words(reason: YAMLError) -> str:
    said = reason.problem if isinstance(reason, MarkedYAMLError) and reason.problem else "unreadable"
    for pattern, words in _PLAIN_WORDS:
        found = re.search(pattern, said)
        if found:
            return "is not YAML: " + words.format(*(part.replace("<stream end>", "the end") for part in found.groups()))
    return f"is not YAML: {said}."


def parse_text(text: str, file: str) -> tuple[dict[str, Any], Marks]:
    """The mapping that a YAML text holds, and the marks of its parts.

    `file` names the text in problems. Raises InvalidInput with every problem found up to the first that stops the
    reading.
    """
    reader = _Reader(text, file)
    root = reader.read()
    if root is None and not reader.problems:
        raise reader.stop("is empty. A scenario begins with `format: 1` and a title.", 0)
    if not isinstance(root, dict):
        raise reader.stop("is not a scenario: expected lines such as `title: …`, `places: …`.", 0)
    if reader.problems:
        raise InvalidInput(reader.problems)
    return root, reader.marks
