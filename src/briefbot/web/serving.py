"""Serving: the application on an address of this machine, until it is told to stop; what runs then is finished."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from starlette.applications import Starlette

from briefbot import serving
from briefbot.serving import QuietServer, config_of


def bound(host: str, port: int) -> socket.socket:
    """A socket at an address of this machine that takes connections from now on; InputError where there can be none."""
    return serving.bound(host, port, "The pages", "--host and --port name another place.")


def serve(application: Starlette, taken: socket.socket) -> None:
    """Serve at this socket until Ctrl-C or SIGTERM; what is being answered then is finished, a second one ends it at once."""
    _Server(config_of(application)).run(sockets=[taken])


class _Server(QuietServer):
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
