"""The brief: one HTML page that opens anywhere, makes no request and holds its own data; the built page draws it.

The script and the sheet beside this file, in `page/`, are built from the folder `page` of the repository (`just page`).
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2.utils import htmlsafe_json_dumps

from sandtable.ensemble.store import write_whole

__all__ = ["Brief", "brief_html", "page_html", "page_policy", "write_brief"]

FRAME = 820
"""Height of the frame in a notebook, in pixels."""
PAGE = Path(__file__).parent / "page"
_TEMPLATE = """\
<!doctype html>
<html lang="en" data-served="{served}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<div id="page">{fallback}</div>
<script type="application/json" id="payload">{data}</script>
<script>{script}</script>
</body>
</html>
"""


@dataclass(frozen=True)
class Brief:
    """A brief to look at: a notebook shows it as the page itself, in a frame without rights of its own."""

    payload: Mapping[str, Any]

    @property
    def html(self) -> str:
        """The whole page."""
        return brief_html(self.payload)

    def write(self, path: Path | str) -> Path:
        """Write the page to a file; returns its path."""
        return write_brief(self.payload, path)

    def _repr_html_(self) -> str:
        """The page in a sandboxed frame: its script may run, and can neither read the notebook nor ask for anything."""
        title = html.escape(f"{self.payload['title']}: brief")
        return (
            f'<iframe title="{title}" sandbox="allow-scripts allow-downloads" '
            f'style="width:100%;height:{FRAME}px;border:1px solid #ccc" srcdoc="{html.escape(self.html)}"></iframe>'
        )


def write_brief(payload: Mapping[str, Any], path: Path | str) -> Path:
    """Write the brief of a payload as one HTML file, whole or not at all; returns its path."""
    target = Path(path)
    page = brief_html(payload).encode()
    with write_whole(target) as file:
        file.write(page)
    return target


def brief_html(payload: Mapping[str, Any]) -> str:
    """The page as text, with the payload inside it as JSON that no browser takes for anything else."""
    dumps = functools.partial(json.dumps, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    data = str(htmlsafe_json_dumps(payload, dumps=dumps))
    return page_html(f"{payload['title']}: brief", data, _fallback(payload))


def page_html(title: str, data: str = "", fallback: str = "", *, served: bool = False) -> str:
    """The page around some data: `data` is JSON text made safe for a script, empty = the page asks its server.

    `fallback` is HTML that is shown until the script runs. `served` lets the page speak to the server that sent it.
    """
    script, style = _built()
    return _TEMPLATE.format(
        served="yes" if served else "no",
        policy=html.escape(page_policy(served=served)),
        title=html.escape(title),
        style=style,
        fallback=fallback,
        data=data,
        script=script,
    )


def page_policy(*, served: bool = False) -> str:
    """What the page may do, as a content security policy: run its own script and sheet, known by their hashes."""
    script, style = _built()
    speak = "'self'" if served else "'none'"
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data: blob:; "
        f"connect-src {speak}; base-uri 'none'; form-action 'none'"
    )


@functools.cache
def _built() -> tuple[str, str]:
    """The built script and sheet. Neither may end its own element."""
    script = (PAGE / "page.js").read_text(encoding="utf-8")
    return re.sub(r"</(?=script)", r"<\\/", script, flags=re.IGNORECASE), (PAGE / "page.css").read_text(
        encoding="utf-8"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _fallback(payload: Mapping[str, Any]) -> str:
    """Title and bottom line for readers without scripts."""
    lead = payload["bottom_line"]
    number = [f"{lead['probability']['text']}: {lead['word']}."] if lead["probability"] else []
    lines = [*number, *([lead["asked"]] if lead["asked"] else []), *lead["sentences"]]
    texts = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<noscript><h1>{html.escape(str(payload['title']))}</h1>{texts}</noscript>"
