"""Who may speak to the server, and what its answers forbid: this machine and this page alone, nothing from elsewhere.

A page of another site could make the reader's browser speak to a server on the reader's own machine, also under a name
of its own that it points here (DNS rebinding). So a request is answered only when it names this server as its host, and
when its origin, where a browser gives one, is this server too.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

__all__ = ["CONTENT_POLICY", "Guard", "LARGEST_BODY", "hosts_of"]

LARGEST_BODY = 256_000
"""Bytes of a request's body at most."""
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cache-control", "no-store"),
)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def hosts_of(host: str, port: int) -> frozenset[str]:
    """The values of a Host header that mean this server: its names on this machine, and the one it was given."""
    names = {"localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host}
    return frozenset(
        name.lower() for one in names for name in ((one, f"{one}:{port}") if port == 80 else (f"{one}:{port}",))
    )


class Guard:
    """The door of the server: refuses strangers and large bodies, and puts its headers on every answer."""

    def __init__(self, app: App, hosts: Iterable[str]) -> None:
        self.app, self.hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; anything that is not HTTP (a socket) is closed."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        sending = _with_headers(send)
        refused = self._refusal(scope)
        if refused is not None:
            await _answer(sending, *refused)
            return
        await self.app(scope, _bounded(receive), sending)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the reason for which a request is refused; None when it may pass."""
        named = [(key.decode("latin-1"), value.decode("latin-1")) for key, value in scope["headers"]]
        given: dict[str, list[str]] = {}
        for key, value in named:
            given.setdefault(key, []).append(value)
        host = given.get("host", [])
        if len(host) != 1 or host[0].lower() not in self.hosts:
            return 421, "This server answers only under its own name on this machine."
        origin = given.get("origin", [])
        if len(origin) > 1 or (origin and origin[0].lower() not in {f"http://{one}" for one in self.hosts}):
            return 403, "Requests from pages of other sites are refused."
        site, mode = given.get("sec-fetch-site", [""])[0], given.get("sec-fetch-mode", [""])[0]
        if site in ("cross-site", "same-site") and not (mode == "navigate" and scope["method"] == "GET"):
            return 403, "Requests from pages of other sites are refused."
        return _too_large(given.get("content-length", []))


def _too_large(lengths: list[str]) -> tuple[int, str] | None:
    if len(lengths) > 1 or (lengths and not (lengths[0].isascii() and lengths[0].isdigit())):
        return 400, "The request says its length in a way that cannot be read."
    if lengths and int(lengths[0][:12]) > LARGEST_BODY:
        return 413, f"The request is too large: at most {LARGEST_BODY:,} bytes are read."
    return None


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            ours = {name.encode() for name, _ in _HEADERS}
            kept = [(key, value) for key, value in message.get("headers", []) if key.lower() not in ours]
            message = {**message, "headers": [*kept, *((name.encode(), value.encode()) for name, value in _HEADERS)]}
        await send(message)

    return sending


async def _answer(send: Send, status: int, reason: str) -> None:
    body = json.dumps({"error": reason}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})


def _bounded(receive: Receive) -> Receive:
    """What is received, cut off where a body without a stated length grows too large."""
    seen = 0

    async def receiving() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            raise TooLarge
        return message

    return receiving


class TooLarge(Exception):
    """A body that is larger than it may be."""
