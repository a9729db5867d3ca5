"""The shape of the code: short files, short functions, small classes, and a first line that says what a file is for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sandtable"
FILES = sorted(SOURCE.rglob("*.py"))
FILE_LINES, FUNCTION_LINES, CLASS_LINES = 400, 40, 150


def length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Lines of a function or class without its docstring."""
    assert node.end_lineno is not None
    lines = node.end_lineno - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


def too_long(tree: ast.Module) -> list[str]:
    """Functions and classes over their bound, as `name: lines`."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > FUNCTION_LINES:
            found.append(f"{node.name}: {length(node)}")
        if isinstance(node, ast.ClassDef) and length(node) > CLASS_LINES:
            found.append(f"{node.name}: {length(node)}")
    return found


def test_there_is_something_to_measure() -> None:
    assert len(FILES) > 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_file_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    first = (ast.get_docstring(tree) or "").partition("\n")[0]
    assert text.startswith('"""'), "a file begins with its docstring"
    assert len(first) > 15, "the first line says what the file is for"
    assert len(text.splitlines()) <= FILE_LINES
    assert too_long(tree) == []


def test_the_measure_notices() -> None:
    body = "\n".join("    x = 1" for _ in range(FUNCTION_LINES))
    assert too_long(ast.parse(f"def short():\n    '''Doc.\n\n    More.\n    '''\n{body[10:]}")) == []
    assert too_long(ast.parse(f"def long():\n{body}")) == [f"long: {FUNCTION_LINES + 1}"]
