"""How long the app takes on the flagship: the page, the first payload, and a lever's answers; prints a table.

python benchmarks/levers.py [SCENARIO]      (run it on a machine with nothing else to do)
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from sandtable.app.access import hosts_of
from sandtable.app.desk import Desk
from sandtable.app.routes import app_of
from sandtable.app.saving import Shelf
from sandtable.app.server import listening
from sandtable.scenario.read import read_scenario

MOVED = 12
"""Levers that are moved, spread over all of them."""


def served(name: str, desk: Desk) -> str:
    """Start the server in a thread; its address."""
    import uvicorn

    sock = listening("127.0.0.1", None)
    port = sock.getsockname()[1]
    shelf = Shelf(name, Path(tempfile.mkdtemp()), stored=False)
    config = uvicorn.Config(app_of(desk, shelf, hosts_of("127.0.0.1", port)), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return f"http://127.0.0.1:{port}"


def timed(address: str, body: Any = None) -> tuple[float, bytes]:
    """Seconds that an answer takes, and the answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"content-type": "application/json"})
    start = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        return time.perf_counter() - start, answer.read()


def other(lever: Any) -> Any:
    """Some other value for a lever."""
    if lever.kind == "number":
        return lever.low if lever.now != lever.low else lever.high
    if lever.kind == "switch":
        return not lever.now
    return next(value for value, _ in lever.options if value != lever.now)


def row(what: str, seconds: list[float]) -> None:
    """Print the median and the slowest of some times."""
    print(f"{what:55} {statistics.median(seconds):7.2f} s {max(seconds):7.2f} s")


def main() -> None:
    """Measure, and print a row each."""
    name = sys.argv[1] if len(sys.argv) > 1 else "western-anbar-2017"
    desk = Desk(read_scenario(name), futures=4_000, seed=1)
    address = served(name, desk)
    desk.open()
    print(f"{name}\n{'':55} {'median':>9} {'slowest':>9}")
    row("the page itself", [timed(f"{address}/")[0] for _ in range(10)])
    row("first payload, from the start of the run", [timed(f"{address}/api/payload")[0]])
    levers = [one for one in desk.levers if one.kind in ("number", "choice", "switch")]
    moved = levers[:: max(1, len(levers) // MOVED)][:MOVED]
    row("lever while the run goes on, 200 futures", answers(address, moved[:4], 200))
    while not desk.progress()["finished"]:
        time.sleep(0.2)
    row("lever, first answer, 200 futures", answers(address, moved[4:], 200))
    row("the same lever again, 1,000 futures", answers(address, moved[-4:], 1_000))
    row("the same lever again, 4,000 futures", answers(address, moved[-4:], 4_000))
    desk.close()


def answers(address: str, levers: list[Any], futures: int) -> list[float]:
    """Seconds until the answer for each lever."""
    return [timed(f"{address}/api/lever", {"edits": {one.path: other(one)}, "futures": futures})[0] for one in levers]


if __name__ == "__main__":
    main()
