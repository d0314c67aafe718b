"""Analysis in several processes: the work of a large input is shared out among the cores, and comes back in its order.

Analysing takes most of the time of bringing documents in, and Python runs on one core. What comes back is the same as in one
process, and is stored by the one that asked. A document that ends its process is kept as plain text.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from briefbot.archive.analysis import analysed, as_plain_text
from briefbot.archive.analyst import READY, unpacked
from briefbot.model import Document, Sure
from briefbot.reading.analysis import Analysed
from briefbot.reading.page import Page

_log = logging.getLogger(__name__)

# Documents, each with the parts of its text where they are known.
Given = tuple[Document, Page | None]

# Documents after which processes are started: to start one takes as long as some twenty documents.
MUCH = 50
# Processes at most, and documents that one is handed at a time.
_MOST, _AT_ONCE = 8, 10


class Analysts:
    """Analyses documents for one input, with the processes that it takes."""

    def __init__(self, sure: Sure, cores: int | None = None) -> None:
        """Name speakers where analysis is as `sure`; use so many cores, all that there are where None."""
        self._sure = sure
        self._cores = min(cores or _cores(), _MOST)
        self._seen = 0
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._started: list[_Process] = []
        self._ended = False

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the processes; what was begun and nobody waits for is given up."""
        self._ended = True
        for process in self._started:
            process.end()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for process in self._started:  # a thread may have started one more in the meantime
            process.end()
            process.close()

    def are_processes(self) -> bool:
        """Whether there are processes that go on with what was begun while this one does something else."""
        return self._threads is not None

    def begin(self, documents: Sequence[Given]) -> Iterator[Analysed]:
        """What analysis makes of each document, in their order."""
        before = self._seen
        self._seen += len(documents)
        if self._threads is None and (self._cores < 2 or before < MUCH):
            return (analysed(document, page, self._sure) for document, page in documents)
        self._threads = self._threads or ThreadPoolExecutor(self._cores, "analysis")
        parts = [documents[at : at + _AT_ONCE] for at in range(0, len(documents), _AT_ONCE)]
        return _results([self._threads.submit(self._analysed, part) for part in parts])

    # In threads, each of which waits for a process

    def _analysed(self, documents: Sequence[Given]) -> list[Analysed]:
        process = self._process()
        if process is None:
            return [analysed(document, page, self._sure) for document, page in documents]
        try:
            made = process.analysed(documents)
        except (EOFError, OSError, pickle.UnpicklingError):
            process.end()
            if self._ended:
                raise CancelledError from None
            if len(documents) > 1:
                return [one for document in documents for one in self._analysed([document])]
            _log.debug("The analysis of %s ended its process.", documents[0][0].id)
            return [as_plain_text(documents[0][0], "its analysis ended the process that made it")]
        self._idle.put(process)
        return made

    def _process(self) -> "_Process | None":
        """A process that has nothing to do; None where none can be started."""
        try:
            return self._idle.get_nowait()
        except Empty:
            pass
        try:
            process = _Process(self._sure)
        except OSError:
            _log.debug("No process can be started.", exc_info=True)
            return None
        self._started.append(process)
        return process if process.is_ready() else None


class _Process:
    """A process that analyses (`archive.analyst`)."""

    def __init__(self, sure: Sure) -> None:
        paths = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-P", "-m", "briefbot.archive.analyst", sure.value],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("a process without pipes")
        self._into, self._out = self._process.stdin, self._process.stdout

    def is_ready(self) -> bool:
        """Wait until it has loaded; whether it has."""
        return self._out.readline() == READY

    def analysed(self, documents: Sequence[Given]) -> list[Analysed]:
        """What it makes of these documents; EOFError or OSError where it is gone."""
        pickle.dump(list(documents), self._into, pickle.HIGHEST_PROTOCOL)
        self._into.flush()
        return [unpacked(one) for one in pickle.load(self._out)]  # noqa: S301 (of our own process)

    def end(self) -> None:
        """End it; whoever waits for it learns that it is gone."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Give its pipes back, once nobody waits for it."""
        for pipe in (self._into, self._out):
            with suppress(OSError):
                pipe.close()


def _results(begun: Sequence["Future[list[Analysed]]"]) -> Iterator[Analysed]:
    for part in begun:
        yield from part.result()


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
