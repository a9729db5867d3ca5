"""The server's addresses: the page, its two files, and the calls that it makes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandtable.app import asked
from sandtable.app.access import Guard, TooLarge
from sandtable.app.desk import Desk
from sandtable.app.messages import answer, fields_of, parse, refusal
from sandtable.app.page import files, page
from sandtable.app.saving import Shelf
from sandtable.errors import InvalidInput, Problem, SandtableError
from sandtable.simulation.rehearsal import Stopped

__all__ = ["app_of"]

MOST_FUTURES = 100_000

Endpoint = Callable[[Request], Awaitable[Response]]


def app_of(desk: Desk, shelf: Shelf, hosts: frozenset[str]) -> Guard:
    """The whole app behind its guard. The desk must have been opened."""

    async def lever(request: Request) -> Response:
        body = await _body(request, {"edits": dict, "futures": int}, ("edits",))
        futures = body.get("futures", 200)
        if not 1 <= futures <= MOST_FUTURES:
            raise InvalidInput([Problem(f"must be from 1 to {MOST_FUTURES:,}.", path="futures")])
        return answer(await run_sync(desk.lever, body["edits"], futures))

    async def variant(request: Request) -> Response:
        body = await _body(request, {"edits": dict, "id": str, "title": str}, ("edits", "id"))
        changes = await run_sync(desk.changed, body["edits"])
        title = body.get("title") or body["id"]
        return answer(await run_sync(shelf.save, body["id"], title, changes))

    async def payload(request: Request) -> Response:
        standing = await run_sync(desk.standing)
        return Response(standing.sent, media_type="application/json")

    async def progress(request: Request) -> Response:
        return answer(desk.progress())

    async def levers(request: Request) -> Response:
        return answer(asked.levers(desk))

    calls: dict[str, tuple[str, Endpoint]] = {
        "payload": ("GET", payload),
        "progress": ("GET", progress),
        "levers": ("GET", levers),
        "lever": ("POST", lever),
        "variant": ("POST", variant),
        "future": ("GET", _asking(desk, asked.future, {"claim": True, "happened": False})),
        "show": ("GET", _asking(desk, asked.future, {"claim": True, "happened": False})),
        "why": ("GET", _asking(desk, asked.reasons, {"claim": True})),
        "compare": ("GET", _asking(desk, asked.comparison, {"a": True, "b": True})),
    }
    routes = [Route(f"/api/{name}", _careful(call), methods=[method]) for name, (method, call) in calls.items()]
    routes += [Route("/", _home), *(Route(f"/{name}", partial(_file, name)) for name in files())]
    return Guard(Starlette(routes=routes, exception_handlers={404: _nothing, 405: _nothing}), hosts)


async def _home(request: Request) -> Response:
    return Response(page(), media_type="text/html")


async def _file(name: str, request: Request) -> Response:
    body, kind = files()[name]
    return Response(body, media_type=kind)


async def _nothing(request: Request, reason: Exception) -> Response:
    status = getattr(reason, "status_code", 404)
    return answer({"error": "There is nothing at this address." if status == 404 else "Not asked in this way."}, status)


async def _body(request: Request, known: dict[str, Any], needed: tuple[str, ...]) -> dict[str, Any]:
    body = parse(await request.body(), request.headers.get("content-type", ""))
    fields_of(body, known, needed)
    return body


def _asking(desk: Desk, what: Callable[..., Any], known: dict[str, bool]) -> Endpoint:
    """A call whose words stand in the address; those marked True must be there."""

    async def call(request: Request) -> Response:
        given = dict(request.query_params)
        fields_of(given, dict.fromkeys(known, str), [key for key, needed in known.items() if needed])
        return answer(await run_sync(partial(what, desk, **given)))

    return call


def _careful(call: Endpoint) -> Endpoint:
    """A call whose refusals are said in words: 400 bad input, 409 a newer request came, 413 too large, 503 not yet."""

    async def careful(request: Request) -> Response:
        try:
            return await call(request)
        except InvalidInput as wrong:
            return refusal(wrong)
        except Stopped as stopped:
            return answer({"error": str(stopped)}, 409)
        except TooLarge:
            return answer({"error": "The request is too large."}, 413)
        except SandtableError as failure:
            return answer({"error": str(failure)}, 503)

    return careful
