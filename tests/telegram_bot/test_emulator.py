"""A smoke test against a Bot API server that is not ours: lo-bot-api-emulator."""

import asyncio
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from botapi.deployment import Deployment
from botapi.server import TOKEN

PERSON = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "Ann"}


class Emulator(LoBotApiEmulator):  # type: ignore[misc]  # it has no types
    """The emulator in a thread. It does not know link previews, which are taken out of what it reads."""

    async def read_request(self, request: web.Request) -> tuple[dict[str, Any], dict[str, Any]]:
        """The fields and files of a request."""
        fields, files = await super().read_request(request)
        fields.pop("link_preview_options", None)
        return fields, files

    def run(self, started: threading.Event) -> None:
        """Serve until `end` is set."""
        asyncio.run(self._serve(started))

    async def _serve(self, started: threading.Event) -> None:
        self.loop, self.end = asyncio.get_running_loop(), asyncio.Event()
        runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        started.set()
        await self.end.wait()
        await runner.cleanup()

    def update(self, **content: Any) -> None:
        """Queue an update."""
        asyncio.run_coroutine_threadsafe(self.enqueue_update(content, token=TOKEN), self.loop).result(5)

    def calls(self, method: str) -> list[int]:
        """The statuses of the calls of a method so far."""
        return [call["status"] for call in list(self.requests) if call["method"] == method]


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """The emulator, running."""
    running, started = Emulator(), threading.Event()
    thread = threading.Thread(target=running.run, args=(started,))
    thread.start()
    started.wait(10)
    try:
        yield running
    finally:
        running.loop.call_soon_threadsafe(running.end.set)
        thread.join(10)


def test_a_conversation_with_a_server_of_another_make(stocked: Path, tmp_path: Path, emulator: Emulator) -> None:
    """A question, the press of a button and an inline query are answered, at a server that this project did not write."""
    shutil.copytree(stocked, tmp_path / "bot")
    server: Any = SimpleNamespace(url=emulator.url)
    with Deployment(tmp_path / "bot", server).running():
        said = {"message_id": 5, "date": int(time.time()), "chat": CHAT, "from": PERSON}
        emulator.update(message={**said, "text": "What did Lavrov say about missile defense?"})
        _until(lambda: emulator.calls("sendMessage"))
        shown = {"message_id": 6, "date": int(time.time()), "chat": CHAT, "text": "…"}
        emulator.update(callback_query={"id": "1", "from": PERSON, "message": shown, "chat_instance": "1", "data": "1:n:1:1"})
        _until(lambda: emulator.calls("editMessageReplyMarkup") and emulator.calls("answerCallbackQuery"))
        emulator.update(inline_query={"id": "2", "from": PERSON, "query": "Lavrov", "offset": "", "chat_type": "group"})
        _until(lambda: emulator.calls("answerInlineQuery"))
    for method in ("sendMessage", "editMessageReplyMarkup", "answerCallbackQuery", "answerInlineQuery"):
        assert set(emulator.calls(method)) == {200}, method


def _until(done: Callable[[], object]) -> None:
    ends = time.monotonic() + 15
    while not done():
        assert time.monotonic() < ends
        time.sleep(0.05)
