"""A webhook: Telegram brings each update by a request, and is told that it came once it is written down.

Whoever else comes there learns nothing, and what they bring is not read: the secret that Telegram was given is in no request of
theirs. Where an update cannot be written down Telegram is told so, and brings it again.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from briefbot.config import WebhookSettings
from briefbot.dialogue.troubles import Trouble
from briefbot.errors import DatabaseError
from briefbot.health import watching
from briefbot.telegram.payloads import fault_of, number_of
from briefbot.telegram.transport.intake import Intake

_log = logging.getLogger(__name__)

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
# Bytes of an update, and seconds in which it has to be there: Telegram's have some kilobytes.
_MOST = 2**20
_SECONDS = 10.0
# Seconds in which an update is written down, or Telegram is told to bring it again: this process's way to the database is
# silent then, and another one's need not be.
_PATIENCE = 5.0
_BUSY = {"Retry-After": "5"}


class Receiver:
    """Takes in what Telegram brings, and nothing of anybody else's."""

    def __init__(self, settings: WebhookSettings, intake: Intake) -> None:
        self._path = settings.path
        self._secret = settings.secret.encode()
        self._intake = intake
        self._reached = True

    def application(self, beside: Sequence[BaseRoute] = ()) -> Starlette:
        """What a server calls: the webhook, and what is to be `beside` it."""
        hook = Route(self._path, self._called, methods=["POST"])
        made = Starlette(routes=[hook, *beside], exception_handlers={HTTPException: _refused})
        made.router.redirect_slashes = False
        return made

    async def _called(self, request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_SECRET, "").encode("latin-1"), self._secret):
            return Response(status_code=403)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return Response(status_code=415)
        try:
            async with asyncio.timeout(_SECONDS):
                body = await _body(request)
        except TimeoutError:
            return Response(status_code=408)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        try:
            payload = json.loads(body)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        return await self._taken(payload)

    async def _taken(self, payload: Any) -> Response:
        """Write an update down; only a database that does not work has Telegram bring it again."""
        if number_of(payload) is None:
            _log.error("An update without a number of its own is put aside.")
            return Response()
        taking = asyncio.ensure_future(self._intake.take([payload]))
        try:
            # What is being written cannot be called back: where it comes to its end after all, it is known when it comes again.
            async with asyncio.timeout(_PATIENCE):
                await asyncio.shield(taking)
        except TimeoutError:
            taking.add_done_callback(_forgotten)
            return self._busy(f"The database has not answered for {_PATIENCE:g} seconds.")
        except DatabaseError as error:
            return self._busy(str(error))
        except Exception as error:  # noqa: BLE001 (Telegram brings it again, and no server logs what is in it)
            told = "Update %s could not be taken in: %s"
            _log.error(told, number_of(payload), fault_of(error), extra=watching.of(Trouble.ANSWERING))
            return Response(status_code=500)
        self._reached = True
        return Response()

    def _busy(self, why: str) -> Response:
        if self._reached:
            _log.error("Updates could not be written down; Telegram will bring them again. %s", why)
        self._reached = False
        return Response(status_code=503, headers=_BUSY)


def _forgotten(taking: asyncio.Future[None]) -> None:
    """Look at what came of it, which nobody waits for any more."""
    if not taking.cancelled() and (error := taking.exception()):
        _log.info("What Telegram was told to bring again was not written down: %s", fault_of(error))


async def _body(request: Request) -> bytes | None:
    """What a request brings, None where that is too much."""
    said = request.headers.get("content-length", "0")
    if not said.isdecimal() or int(said) > _MOST:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST:
            return None
    return bytes(body)


async def _refused(_request: Request, error: Exception) -> Response:
    """What is answered where nothing is: a number, and no word."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return Response(status_code=status, headers={"Allow": "POST"} if status == 405 else None)
