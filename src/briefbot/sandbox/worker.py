"""The process that reads: requests come on standard input, what they make goes to standard output, until the input ends.

It never outlives the program that started it: where that is gone, the system ends it at once, or else after the time that a
document may take, whatever hangs in it.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from briefbot.errors import DocumentError
from briefbot.reading.formats import html
from briefbot.reading.formats.format import Format, Part, Refusal, Source
from briefbot.reading.formats.table import parse, recognise
from briefbot.sandbox.messages import OUT_OF_MEMORY, Call, Inner, Message, Ready, Request, Returned

# Seconds beyond a document's time after which the system ends the process, should nobody else do so.
_GRACE = 5.0
_SOME_WORDS = "The first page that is read is this one, which nobody wrote and nobody is ever shown. " * 3


def main(memory: int, lifeline: int | None = None) -> None:
    """Read for the program at the other end of standard input and output, with at most so many bytes of memory.

    Of the pipe `lifeline` the program has the other end, and writes nothing there: it is closed when the program is gone.
    """
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _limit(memory)
    _warm_up()
    try:
        serve(requests, answers, partial(watch, lifeline))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def serve(requests: BinaryIO, answers: BinaryIO, watched: Callable[[float], None]) -> None:
    """Answer requests until they end; `watched` is told how many seconds the process may take from now on, 0 for any time."""

    def send(message: Message) -> None:
        pickle.dump(message, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

    send(Ready())
    while (request := _next(requests)) is not None:
        watched(request.seconds)
        for message in _answer(request, send):
            send(message)
            watched(request.seconds)
        watched(0)
        send(Ready())


def _next(requests: BinaryIO) -> Request | Call | None:
    try:
        request: Request | Call = pickle.load(requests)  # noqa: S301 (of the program that started this process)
    except EOFError:
        return None
    return request


def _answer(request: Request | Call, send: Callable[[Message], None]) -> Iterable[Part | Returned]:
    """What a request makes: documents, or what a function gives back; and why there is no more where that is so."""
    try:
        if isinstance(request, Call):
            yield Returned(request.function(*request.arguments))
        else:
            inner = _Inner(request, send)
            source = Source(request.id, request.renamed, request.charset, recognise, inner.parse)
            yield from request.parse(request.data, source)
    except DocumentError as error:
        yield Part(Refusal(str(error)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (a fault of ours in one file costs the others nothing)
        yield Part(Refusal(f"it could not be read ({type(error).__name__}: {error})"))


@dataclass(slots=True)
class _Inner:
    """Parses the files within a file, each told before it begins; those that ended a process before are refused."""

    request: Request
    send: Callable[[Message], None]
    count: int = field(default=0)

    def parse(self, its: Format, data: bytes, source: Source) -> Iterable[Part]:
        number, self.count = self.count, self.count + 1
        if number in self.request.refused:
            return (Part(Refusal(self.request.refused[number])),)
        self.send(Inner(number))
        return parse(its, data, source)


def watch(lifeline: int | None, seconds: float) -> None:
    """Let the system end this process after so many seconds, or as soon as nobody waits for it; 0: it waits for a request.

    Where the other end of the pipe `lifeline` is closed, whatever hangs in this process, the system signals that, which ends it
    (Linux). The pipe of requests would not do: its last bytes may be read before the system has signalled that they came.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds and seconds + _GRACE)
    if lifeline is None:
        return
    with suppress(ImportError, OSError, AttributeError):
        import fcntl  # noqa: PLC0415 (not on every system)

        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC if seconds else flags & ~os.O_ASYNC)


def _warm_up() -> None:
    """Load what reads pages before the time of the first one begins to run."""
    tuple(html.FORMAT.parse(f"<html><body><p>{_SOME_WORDS}</p></body></html>".encode(), Source("warm")))


def _limit(memory: int) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (as above)

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
