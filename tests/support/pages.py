"""Pages served on loopback, by the server that serves them to people, to whoever asks for them in a test."""

import asyncio
import http.client
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette

from briefbot.archive import Archive
from briefbot.config import WebSettings
from briefbot.serving import address_of, config_of
from briefbot.web.app import Site
from briefbot.web.serving import bound

# Tests ask faster than people.
UNLIMITED = 100_000


@dataclass(frozen=True)
class Page:
    """What was answered: status, headers by their names in small letters, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Visitor:
    """Asks for pages, without keeping anything between two of them."""

    root: str

    def __call__(self, path: str, method: str = "GET", **headers: str) -> Page:
        """The page at a path; a header's name is written with _ for -."""
        split = urlsplit(self.root)
        with closing(http.client.HTTPConnection(split.hostname or "", split.port, timeout=30)) as connection:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Page(response.status, told, response.read())


async def _served(server: uvicorn.Server, taken: socket.socket) -> None:
    """Serve until told to end, and let go who was just being let in then."""
    await server.serve(sockets=[taken])
    await asyncio.sleep(0.01)
    for one in list(server.server_state.connections):
        if one.transport is not None:
            one.transport.abort()
    await asyncio.sleep(0)


@contextmanager
def pages_of(archive: Archive, settings: WebSettings | None = None) -> Iterator[Visitor]:
    """The pages of an archive on loopback until the block ends."""
    settings = settings or WebSettings(requests_per_minute=UNLIMITED)
    with closing(Site(archive, settings)) as site, serving(site.application()) as visitor:
        yield visitor


@contextmanager
def serving(application: Starlette) -> Iterator[Visitor]:
    """An application on loopback until the block ends, on an event loop of its own."""
    with closing(bound("127.0.0.1", 0)) as taken:
        server = uvicorn.Server(config_of(application))
        thread = Thread(target=asyncio.run, args=(_served(server, taken),), daemon=True)
        thread.start()
        until = monotonic() + 30
        while not server.started and monotonic() < until:
            sleep(0.005)
        try:
            yield Visitor(address_of(taken).rstrip("/"))
        finally:
            server.should_exit = True
            thread.join()
