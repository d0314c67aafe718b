"""A web server on loopback, of pages that a test gives, and of the ways in which real ones misbehave."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass(frozen=True)
class Page:
    """What a path answers; `drip` gives a byte at a time with so many seconds between, `times` repeats the content."""

    content: bytes = b""
    media_type: str | None = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: float = 0.0
    times: int = 1

    @classmethod
    def packed(cls, content: bytes) -> "Page":
        """The same, packed as servers do."""
        return cls(gzip.compress(content), headers={"Content-Encoding": "gzip"})


Answer = Page | Callable[[Mapping[str, str]], Page]


@dataclass
class Site:
    """Pages by path, and what was asked for: path and headers (names in small letters), in order."""

    root: str
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    def url(self, path: str) -> str:
        """The address of a path."""
        return self.root + path


@contextmanager
def serving() -> Iterator[Site]:
    """A site on loopback until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            answer = site.pages.get(self.path, Page(b"nothing here", status=404))
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked had enough
                self._give(answer if isinstance(answer, Page) else answer(headers))

        def _give(self, page: Page) -> None:
            self.send_response(page.status)
            if page.media_type:
                self.send_header("Content-Type", page.media_type)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if page.drip:
                for byte in page.content:
                    self.wfile.write(bytes([byte]))
                    if site.ended.wait(page.drip):  # nobody waits any more, and the bot need not either
                        break
            else:
                for _ in range(page.times):
                    self.wfile.write(page.content)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
