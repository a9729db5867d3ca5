"""Shows what an editor offers in a scenario: asks the real YAML language server and writes the answers for the manual.

    npm install --prefix FOLDER yaml-language-server@1.19.2
    SANDTABLE_YAML_SERVER=FOLDER python scripts/show_completion.py

The tests of `tests/editor` use the same driver and hold the page to be current.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import tempfile
import textwrap
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sandtable.scenario.starting import starter_files

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "edit-with-completion.txt"
PROPERTY = 10
"""The kind of a completion that is a field, in the protocol of language servers."""
PATIENCE = 60.0
"""Seconds to wait for an answer before giving up."""


class LanguageServer:
    """A running language server; messages are JSON with a header that says their length."""

    def __init__(self, command: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            [*command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self.notes: list[dict[str, Any]] = []
        self.number = 0
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def __enter__(self) -> LanguageServer:
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": CAPABILITIES})
        self.tell("initialized", {})
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not line:
                return
            self.inbox.put(json.loads(stream.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send a message that wants no answer."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Send a question and wait for its answer; what arrives in between is kept."""
        self.number += 1
        wanted = self.number
        self._send({"id": wanted, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == wanted and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _next(self) -> dict[str, Any]:
        """The next message; the server's own questions are answered with its own defaults."""
        message = self.inbox.get(timeout=PATIENCE)
        if "method" in message and "id" in message:
            wanted = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            self._send({"id": message["id"], "result": wanted and [SETTINGS.get(one["section"]) for one in wanted]})
        elif "method" in message:
            self.notes.append(message)
        return message

    def open(self, path: Path, text: str) -> str:
        """Open a file with this text; its address."""
        address = path.as_uri()
        self.tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": address, "languageId": "yaml", "version": 1, "text": text}},
        )
        return address

    def problems(self, address: str) -> list[dict[str, Any]]:
        """What the server finds wrong with an open file; waits until it has said so."""
        while True:
            for note in self.notes:
                if note["method"] == "textDocument/publishDiagnostics" and note["params"]["uri"] == address:
                    return list(note["params"]["diagnostics"])
            self._next()

    def complete(self, address: str, line: int, column: int) -> list[dict[str, Any]]:
        """What could stand at a place (line and column from 0)."""
        where = {"textDocument": {"uri": address}, "position": {"line": line, "character": column}}
        return list(self.ask("textDocument/completion", where)["items"])

    def hover(self, address: str, line: int, column: int) -> str:
        """What is shown over a place, as Markdown; empty when nothing is."""
        where = {"textDocument": {"uri": address}, "position": {"line": line, "character": column}}
        found = self.ask("textDocument/hover", where)
        return str(found["contents"]["value"]) if found else ""


CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": False, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
    },
}
SETTINGS: dict[str, Any] = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
}
"""No catalogue of schemas from outside: the scenario's first line names its own."""


def server_command() -> list[str] | None:
    """How to start the server: from the folder that SANDTABLE_YAML_SERVER names, or from the path; None when absent."""
    folder = os.environ.get("SANDTABLE_YAML_SERVER")
    script = Path(folder or "", "node_modules", "yaml-language-server", "bin", "yaml-language-server")
    node, installed = shutil.which("node"), shutil.which("yaml-language-server")
    if folder and node and script.is_file():
        return [node, str(script)]
    return [installed] if installed else None


def sample() -> tuple[str, int]:
    """A scenario that is being written, and the line (from 0) of the entry whose fields are asked for."""
    lines = starter_files("my-scenario")["scenario.yaml"].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("routes:"))
    head = [line for line in lines[: first + 1] if not line.startswith("# ") or "$schema" in line]
    written = ["  lake-road:", "    km: 45", "    ", "  port-road: {betwen: [stonewell, farhaven], km: 56}"]
    return "\n".join([*head, *written]) + "\n", len(head)


def offered(server: LanguageServer, address: str, line: int, column: int) -> Iterator[tuple[str, str]]:
    """The fields that may stand at a place, each with its meaning."""
    for item in server.complete(address, line, column):
        if item["kind"] == PROPERTY:
            yield item["label"], item["documentation"]


def plain(markdown: str) -> list[str]:
    """What is shown over a place, without Markdown and without the schema's name and path."""
    kept = [line.replace("\\", "") for line in markdown.splitlines() if not line.startswith(("#", "Source:", "```"))]
    return [line for line in kept if line.strip()]


def transcript(command: Sequence[str]) -> str:
    """What the server says of the sample: fields at a place, the meaning of one, and what is wrong."""
    text, line = sample()
    with tempfile.TemporaryDirectory() as folder, LanguageServer(command) as server:
        for name, content in starter_files("my-scenario").items():
            Path(folder, name).write_text(content, encoding="utf-8")
        address = server.open(Path(folder).resolve() / "scenario.yaml", text)
        wrong = [problem for problem in server.problems(address) if "not allowed" in problem["message"]]
        fields = list(offered(server, address, line + 2, 4))
        over = plain(server.hover(address, line + 1, 5))
    said = [
        "routes:",
        *text.splitlines()[line : line + 2],
        "    \u258f          <- the cursor stands here; offered are:",
        "",
    ]
    for label, meaning in fields:
        said += textwrap.wrap(meaning, 80, initial_indent=f"      {label:12}", subsequent_indent=" " * 18)
    said += ["", "The pointer over `km` shows:", "", *(f"      {row}" for row in over), ""]
    said += ["Underlined in red:", ""]
    said += [f"      line {one['range']['start']['line'] + 1}: {one['message']}" for one in wrong]
    return "\n".join(said) + "\n"


def main() -> None:
    """Ask the server and write the page's text."""
    command = server_command()
    if command is None:
        raise SystemExit("no yaml-language-server: install it with npm and name its folder in SANDTABLE_YAML_SERVER.")
    PAGE.write_text(transcript(command), encoding="utf-8")
    print(f"{PAGE.name} is current")


if __name__ == "__main__":
    main()
