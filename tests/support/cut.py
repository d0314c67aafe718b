"""A cable to a database's server that can be cut: what is connected by it hears nothing more, and is told of nothing."""

import asyncio
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self


class Cable:
    """A port of this machine by which the socket of a server is reached, until it is cut.

    After `patience` seconds the server gives up the sessions that went by it, as its keepalives would have it do.
    """

    def __init__(self, server: Path, patience: float = 11.0) -> None:
        self._server, self._patience = server, patience
        self._open = True
        self._serving: set[asyncio.StreamWriter] = set()
        self._kept: list[asyncio.StreamWriter] = []  # of those who were cut off: a stream that nobody holds is closed

    def __enter__(self) -> Self:
        """Lay it."""
        started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run(started)), daemon=True)
        self._thread.start()
        started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        """Take it away."""
        self.take_away()

    def take_away(self) -> None:
        """Let go of who is connected by it."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)

    def url(self, name: str) -> str:
        """The address of a database by it."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def cut(self) -> None:
        """Let nothing through any more, either way; who connects from now on is not answered."""
        self._open = False
        self._loop.call_soon_threadsafe(lambda: self._loop.call_later(self._patience, self._give_up))

    def _give_up(self) -> None:
        for writer in self._serving:
            writer.transport.abort()

    async def _run(self, started: threading.Event) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await self._end.wait()
        server.close()
        for writer in (*self._serving, *self._kept):
            writer.transport.abort()
        await asyncio.sleep(0.05)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._kept.append(writer)
        if not self._open:
            await self._end.wait()
            return
        served, serving = await asyncio.open_unix_connection(str(self._server))
        self._serving.add(serving)
        await asyncio.gather(self._carry(reader, serving), self._carry(served, writer))
        self._serving.discard(serving)

    async def _carry(self, come: asyncio.StreamReader, go: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await come.read(2**16):
                if not self._open:
                    await self._end.wait()
                go.write(data)
                await go.drain()
        if self._open:
            go.close()
        else:
            await self._end.wait()
