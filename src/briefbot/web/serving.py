"""Serving: the application on an address of this machine, until it is told to stop; what runs then is finished."""

import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from briefbot.errors import InputError

# Seconds for which requests that run are waited for at the end.
_DRAIN = 10
# Connections that wait for their turn, and those that may be open.
_WAITING, _OPEN = 512, 1_000
# Bytes of a request's head: an address of the longest question, in letters of which each takes nine signs there, and headers.
_HEAD = 32_768


def bound(host: str, port: int) -> socket.socket:
    """A socket at an address of this machine that takes connections from now on; InputError where there can be none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(_WAITING)
    except (OSError, UnicodeError) as error:
        taken.close()
        why = error.strerror if isinstance(error, OSError) else "it is no name of a host"
        raise InputError(
            f"The pages cannot be served at {host}, port {port}: {why}. --host and --port name another place."
        ) from error
    return taken


def address_of(taken: socket.socket) -> str:
    """The address at which a socket is reached from this machine."""
    host, port = taken.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def config_of(application: Starlette) -> uvicorn.Config:
    """How the application is served: no log of visitors, no name of the server, no header of theirs believed by itself."""
    logging.getLogger("uvicorn.access").addFilter(_nothing)  # whatever else is set up in this process: it tells what was asked
    return uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        http="h11",
        ws="none",
        h11_max_incomplete_event_size=_HEAD,
        limit_concurrency=_OPEN,
        timeout_graceful_shutdown=_DRAIN,
    )


def _nothing(_record: logging.LogRecord) -> bool:
    return False


def serve(application: Starlette, taken: socket.socket) -> None:
    """Serve at this socket until Ctrl-C or SIGTERM; what is being answered then is finished, a second one ends it at once."""
    _Server(config_of(application)).run(sockets=[taken])


class _Server(uvicorn.Server):
    """A server that ends by itself when it is told to: uvicorn's own sends the signal to the process once more."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals that end a process while the block lasts."""
        before = {number: signal.signal(number, self._end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self.handle_exit(number, None)
