"""Serving HTTP at an address of this machine: a socket that is taken, and a server of any application (ASGI) on it.

What listens (the pages, Telegram's webhook, what tells of the health of a process) says what is served; how, stands here.
"""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from briefbot.errors import InputError

# Seconds for which requests that run are waited for at the end.
_DRAIN = 10
# Connections that wait for their turn, and those that may be open.
_WAITING, _OPEN = 512, 1_000
# Bytes of a request's head: an address of the longest question, in letters of which each takes nine signs there, and headers.
_HEAD = 32_768


def bound(host: str, port: int, what: str, advice: str) -> socket.socket:
    """A socket at an address of this machine that takes connections from now on.

    Raises:
        InputError: there can be none; `what` cannot be served then, and `advice` tells what names another place.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(_WAITING)
    except (OSError, UnicodeError) as error:
        taken.close()
        why = error.strerror if isinstance(error, OSError) else "it is no name of a host"
        raise InputError(f"{what} cannot be served at {host}, port {port}: {why}. {advice}") from error
    return taken


def address_of(taken: socket.socket) -> str:
    """The address at which a socket is reached from this machine."""
    host, port = taken.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def config_of(application: Any) -> uvicorn.Config:
    """How an application is served: no log of who comes, no name of the server, no header of theirs believed by itself."""
    logging.getLogger("uvicorn.access").addFilter(_nothing)  # whatever else is set up in this process: it tells what was asked
    return uvicorn.Config(
        application,
        log_config=None,
        log_level="error",
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


class QuietServer(uvicorn.Server):
    """A server in a program that listens for signals itself: it ends once `should_exit` is set."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield
