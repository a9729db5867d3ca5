"""Starts the server on this machine, opens the page, and ends quietly on Ctrl-C."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from sandtable.app.access import hosts_of
from sandtable.app.desk import Desk
from sandtable.app.routes import app_of
from sandtable.app.saving import Shelf
from sandtable.errors import InvalidInput, Problem

__all__ = ["LOOPBACK", "serve"]

LOOPBACK = "127.0.0.1"
FIRST_PORT, TRIES = 8750, 20
WAIT_FOR_START = 20.0


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens on the port, or on the first free one from 8750 on; InvalidInput where it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for one in [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + TRIES), 0]:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, one))
        except OSError as reason:
            sock.close()
            if port is not None:
                message = f"port {port} of {host} cannot be listened on ({reason.strerror})."
                raise InvalidInput([Problem(message, path="--port", hint="Leave --port out for a free one.")]) from None
            continue
        return sock
    raise InvalidInput([Problem(f"no port of {host} can be listened on.", path="--host")])


def serve(
    desk: Desk,
    shelf: Shelf,
    *,
    host: str = LOOPBACK,
    port: int | None = None,
    open_page: bool = True,
    say: Callable[[str], None],
) -> None:
    """Serve until Ctrl-C. `say` is told the address once the page can be had."""
    with listening(host, port) as sock:
        number = sock.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{number}/"
        config = uvicorn.Config(
            app_of(desk, shelf, hosts_of(host, number)),
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="off",
            ws="none",
            limit_concurrency=64,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(config)
        desk.open()
        threading.Thread(target=_announce, args=(server, address, open_page, say), daemon=True).start()
        try:
            server.run(sockets=[sock])
        except KeyboardInterrupt:
            pass
        finally:
            desk.close()


def _announce(server: uvicorn.Server, address: str, open_page: bool, say: Callable[[str], None]) -> None:
    end = time.monotonic() + WAIT_FOR_START
    while not server.started and time.monotonic() < end:
        time.sleep(0.01)
    say(address)
    if open_page and _has_screen():
        webbrowser.open(address)


def _has_screen() -> bool:
    """Whether a browser would open in a window: without one, a browser for text would take over the terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def shelf_for(name: str, *, stored: bool) -> Shelf:
    """Where the variants of what is served are saved: below the working folder."""
    return Shelf(name, Path.cwd(), stored=stored)
