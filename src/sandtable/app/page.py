"""The page that is served: the bundle that travels in the package, with nothing of anybody's in it."""

from __future__ import annotations

import functools
from pathlib import Path

import sandtable.views as views

__all__ = ["files", "page"]

_FOLDER = Path(views.__file__).parent / "page"
_KINDS = {"page.js": "text/javascript", "page.css": "text/css"}
_PAGE = """<!doctype html>
<html lang="en" data-served="yes">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sandtable</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<div id="page"><p class="state" role="status">Loading the brief…</p></div>
<script src="/page.js"></script>
</body>
</html>
"""
_WITHOUT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>sandtable</title></head>
<body><p>This installation has no page built into it. The calls under /api/ answer.</p></body></html>
"""


@functools.cache
def files() -> dict[str, tuple[bytes, str]]:
    """The bundle's files by name: their bytes and their kind; empty where it was not built."""
    there = {name: _FOLDER / name for name in _KINDS}
    return {name: (path.read_bytes(), _KINDS[name]) for name, path in there.items() if path.is_file()}


def page() -> str:
    """The page as text."""
    return _PAGE if files() else _WITHOUT
