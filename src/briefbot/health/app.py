"""What is answered about a program's health: `/healthz`, `/readyz` and `/metrics`, as routes that any application can have."""

import asyncio
import ipaddress
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from briefbot.health.metrics import MISSING
from briefbot.health.monitor import Monitor

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
# Headers by which a proxy tells for whom it asks.
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


def routes(monitor: Monitor, *, guarded: bool = False) -> list[Route]:
    """Whether the process answers, whether it can do its work, and what it did so far.

    Where they are `guarded`, since anybody may reach them, whoever comes from outside this machine and its private networks,
    or by a proxy, is told no more than whether it works.
    """

    async def alive(_: Request) -> Response:
        return _json({"status": "ok"})  # which the loop that does the work has just answered

    async def ready(request: Request) -> Response:
        found = await monitor.checks.readiness()
        told = found.record() if not guarded or _is_near(request) else {"ready": found.is_ready}
        return _json(told, 200 if found.is_ready else 503)

    async def measured(request: Request) -> Response:
        if guarded and not _is_near(request):
            return PlainTextResponse("There is no such page.\n", 404, _HEADERS)
        # In a thread: it asks the database, and questions wait for neither.
        exposition = await asyncio.to_thread(monitor.metrics.exposition)
        if exposition is None:
            return PlainTextResponse(f"{MISSING}\n", 501, _HEADERS)
        return Response(exposition[0], 200, _HEADERS, exposition[1])

    paths: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
        "/healthz": alive,
        "/readyz": ready,
        "/metrics": measured,
    }
    return [Route(path, answer, name=path.strip("/")) for path, answer in paths.items()]


def application(monitor: Monitor) -> Starlette:
    """An application that tells of health alone, to whoever reaches it."""
    return Starlette(routes=routes(monitor))


def _is_near(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_private
    except ValueError:
        return False


def _json(told: Mapping[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(told) + "\n", status, _HEADERS, "application/json")
