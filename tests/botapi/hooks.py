"""A webhook as Telegram calls it: of each chat one update at a time, again and again until it is taken."""

import asyncio
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import aiohttp

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 0.5  # seconds before an update is brought again; Telegram's own are longer
_SECONDS = 20.0  # for which an answer is waited


class HookError(Exception):
    """A webhook that Telegram does not take; the text says why."""


@dataclass
class Hook:
    """A webhook that is set. What comes for its host goes to the servers `behind`, in turn, as by a proxy."""

    url: str
    secret: str
    wanted: set[str]
    connections: int
    behind: list[str] = field(default_factory=list)
    failures: int = 0
    last_error: tuple[int, str] | None = None
    delivered: list[int] = field(default_factory=list)  # the updates that were taken, as often as they were

    @classmethod
    def of(cls, form: dict[str, Any]) -> "Hook":
        """As a request sets it."""
        url, secret, connections = form["url"], form.get("secret_token", ""), form.get("max_connections", 40)
        if not re.fullmatch(r"https?://[^/\s]+(/\S*)?", url):
            raise HookError("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise HookError("secret token contains unallowed characters")
        if not 1 <= connections <= 100:
            raise HookError("bad webhook: max_connections")
        return cls(url, secret, set(form["allowed_updates"]), connections)


class Bringer:
    """Brings what waits to the webhook, while one is set; `waiting` and `taken` are the server's."""

    def __init__(
        self, waiting: Callable[[], list[dict[str, Any]]], taken: Callable[[int], None], now: Callable[[], int]
    ) -> None:
        self._waiting, self._taken, self._now = waiting, taken, now
        self.loses_every = 0  # of so many answers one is lost on the way, and the update is brought again
        self._count = itertools.count(1)
        self._turn = itertools.count()
        self.hook: Hook | None = None
        self._under_way: dict[Any, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Bring updates until it is cancelled."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(_SECONDS)) as session:
            try:
                while True:
                    if self.hook is not None:
                        self._begin(session, self.hook)
                    await asyncio.sleep(0.01)
            finally:
                for task in list(self._under_way.values()):
                    task.cancel()
                await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    def _begin(self, session: aiohttp.ClientSession, hook: Hook) -> None:
        seen = set()
        for update in self._waiting():
            chat = chat_of(update)
            if chat in seen or chat in self._under_way:
                continue
            seen.add(chat)
            if not hook.wanted & update.keys():
                self._taken(update["update_id"])
            elif len(self._under_way) < hook.connections:
                task = asyncio.create_task(self._bring(session, hook, update))
                self._under_way[chat] = task
                task.add_done_callback(partial(self._ended, chat))

    def _ended(self, chat: Any, _task: asyncio.Task[None]) -> None:
        del self._under_way[chat]

    async def _bring(self, session: aiohttp.ClientSession, hook: Hook, update: dict[str, Any]) -> None:
        pause = _FIRST_PAUSE
        while self.hook is hook:
            why = await self._call(session, hook, update)
            if not why:
                hook.delivered.append(update["update_id"])
                if not self.loses_every or next(self._count) % self.loses_every:
                    self._taken(update["update_id"])
                    return
                why = "Read timeout expired"
            hook.failures += 1
            hook.last_error = (self._now(), why)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _call(self, session: aiohttp.ClientSession, hook: Hook, update: dict[str, Any]) -> str:
        """Bring an update to one of the servers that is there; why it was not taken, empty where it was."""
        roots = hook.behind or [f"{urlsplit(hook.url).scheme}://{urlsplit(hook.url).netloc}"]
        path, why, first = urlsplit(hook.url).path or "/", "", next(self._turn)
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        for at in range(len(roots)):
            try:
                async with session.post(roots[(first + at) % len(roots)] + path, json=update, headers=headers) as answer:
                    return "" if answer.status == 200 else f"Wrong response from the webhook: {answer.status} {answer.reason}"
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                why = "Connection refused" if isinstance(error, aiohttp.ClientConnectorError) else "Connection reset by peer"
        return why


def chat_of(update: dict[str, Any]) -> Any:
    """What tells those updates that are brought one after the other: those of one chat."""
    content = next(value for name, value in update.items() if name != "update_id")
    place = content.get("message", content).get("chat") or content.get("from") or {}
    return place.get("id")
